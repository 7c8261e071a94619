#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/map.h"

#define KEYS 100000u
#define KEY_ROOM 24

static uint32_t random_next(uint32_t *x)
{
    *x = *x * 1664525u + 1013904223u; /* the figures of "Numerical Recipes", 1992 */
    return *x >> 8;
}

struct key {
    char bytes[KEY_ROOM];
    size_t len;
};

/* The n-th of many different keys, of all lengths from 3 to 22: its number in
 * base 251 at a place that the length decides, amid filling. NULs come up in
 * both. */
static struct key nth_key(uint32_t n)
{
    struct key key = {.len = 3 + n % 20};
    memset(key.bytes, (int)(n % 3), sizeof key.bytes);
    size_t place = key.len * 7 % (key.len - 2);
    for (size_t i = 0; i < 3; i++) {
        key.bytes[place + i] = (char)(n % 251);
        n /= 251;
    }
    return key;
}

static void assert_sound(const struct map *m, size_t used)
{
    assert_int_equal(m->used, used);
    assert_int_equal(m->cap & (m->cap - 1), 0);
    assert_true(m->used <= m->cap / 4 * 3);
}

static void test_empty_map(void **state)
{
    (void)state;
    struct map m = MAP_EMPTY;
    assert_int_equal(map_get(&m, "a", 1), MAP_NONE);
    assert_int_equal(map_get(&m, "", 0), MAP_NONE);
    map_free(&m);
    map_free(&m);
    assert_null(m.slots);
}

static void test_empty_key_and_nuls(void **state)
{
    (void)state;
    static const char zeros[20];
    struct map m = MAP_EMPTY;
    /* Keys of nothing but NULs differ by their length alone. */
    for (uint32_t len = 0; len <= sizeof zeros; len++) {
        assert_int_equal(map_get(&m, zeros, len), MAP_NONE);
        assert_int_equal(*map_put(&m, zeros, len, len + 100), len + 100);
        assert_sound(&m, len + 1);
    }
    for (uint32_t len = 0; len <= sizeof zeros; len++)
        assert_int_equal(map_get(&m, zeros, len), len + 100);
    assert_int_equal(map_get(&m, NULL, 0), 100);
    assert_int_equal(*map_put(&m, NULL, 0, 1), 100);
    map_free(&m);
    assert_int_equal(*map_put(&m, NULL, 0, 1), 1);
    assert_int_equal(map_get(&m, "", 0), 1);
    map_free(&m);
}

static void test_put_finds_what_is_there(void **state)
{
    (void)state;
    struct map m = MAP_EMPTY;
    uint32_t *value = map_put(&m, "word", 4, 5);
    assert_int_equal(*value, 5);
    *value = 6; /* the value may be changed in its place */
    const char other[] = "word";
    assert_ptr_equal(map_put(&m, other, 4, 9), value);
    assert_int_equal(map_get(&m, other, 4), 6);
    assert_int_equal(map_get(&m, other, 3), MAP_NONE);
    assert_int_equal(map_get(&m, "work", 4), MAP_NONE);
    assert_sound(&m, 1);
    map_free(&m);
}

static void test_key_too_long(void **state)
{
    (void)state;
#if SIZE_MAX > UINT32_MAX
    struct map m = MAP_EMPTY;
    assert_non_null(map_put(&m, "x", 1, 1));
    assert_null(map_put(&m, "x", (size_t)UINT32_MAX + 2, 1)); /* cut to 32 bits it would be "x" */
    assert_int_equal(map_get(&m, "x", (size_t)UINT32_MAX + 2), MAP_NONE);
    assert_sound(&m, 1);
    map_free(&m);
#else
    skip();
#endif
}

/* 100 000 keys into a map that grows; then each is asked for from another copy
 * of its bytes, and as many keys that were never put in. */
static void test_many_keys(void **state)
{
    (void)state;
    struct key *keys = calloc(KEYS, sizeof *keys);
    assert_non_null(keys);
    struct map m = MAP_EMPTY;
    for (uint32_t i = 0; i < KEYS; i++) {
        keys[i] = nth_key(i);
        assert_non_null(map_put(&m, keys[i].bytes, keys[i].len, i * 3));
    }
    assert_sound(&m, KEYS);
    for (uint32_t i = 0; i < 2 * KEYS; i++) {
        struct key copy = nth_key(i);
        assert_int_equal(map_get(&m, copy.bytes, copy.len), i < KEYS ? i * 3 : MAP_NONE);
    }
    for (uint32_t i = 0; i < KEYS;
         i += 3) { /* a third is removed, and the others are still found */
        map_remove(&m, keys[i].bytes, keys[i].len);
        map_remove(&m, keys[i].bytes, keys[i].len);
    }
    assert_sound(&m, KEYS - (KEYS + 2) / 3);
    for (uint32_t i = 0; i < KEYS; i++)
        assert_int_equal(map_get(&m, keys[i].bytes, keys[i].len), i % 3 ? i * 3 : MAP_NONE);
    map_free(&m);
    free(keys);
}

/* Random puts, gets, removals and now and then a clear, with keys of 0 to 3 bytes of
 * an alphabet of four, against a list searched from end to end. */
static void test_against_list(void **state)
{
    (void)state;
    enum { MOST = 2000 };
    static struct key list[MOST]; /* removed ones with a length that none has */
    static uint32_t values[MOST];
    size_t count = 0, removed = 0;
    struct map m = MAP_EMPTY;
    uint32_t x = 3;
    for (int round = 0; round < 50000; round++) {
        struct key key = {.len = random_next(&x) % 4};
        for (size_t i = 0; i < key.len; i++) key.bytes[i] = "ab\0\xFF"[random_next(&x) % 4];
        size_t at = 0;
        while (at < count &&
               !(list[at].len == key.len && memcmp(list[at].bytes, key.bytes, key.len) == 0))
            at++;
        assert_int_equal(map_get(&m, key.bytes, key.len), at < count ? values[at] : MAP_NONE);
        if (random_next(&x) % 2 == 0) {
            if (at == count) {
                list[count] = key;
                values[count++] = (uint32_t)round;
            }
            uint32_t *value = map_put(&m, list[at].bytes, list[at].len, (uint32_t)round);
            assert_int_equal(*value, values[at]);
        }
        if (random_next(&x) % 3 == 0) {
            map_remove(&m, key.bytes, key.len);
            assert_int_equal(map_get(&m, key.bytes, key.len), MAP_NONE);
            for (at = 0; at < count; at++) {
                if (list[at].len == key.len && memcmp(list[at].bytes, key.bytes, key.len) == 0) {
                    list[at].len = KEY_ROOM;
                    removed++;
                }
            }
        }
        if (count == MOST || random_next(&x) % 1000 == 0) {
            map_free(&m);
            count = removed = 0;
        }
        assert_sound(&m, count - removed);
    }
    map_free(&m);
}

/* How far keys lie from the slots their hashes name, on average. */
static double mean_distance(const struct map *m)
{
    double sum = 0;
    for (size_t i = 0; i < m->cap; i++)
        if (m->slots[i].key) sum += (double)((i - m->slots[i].hash) & (m->cap - 1));
    return sum / (double)m->used;
}

static void key_decimal(uint32_t n, struct key *key)
{
    key->len = (size_t)snprintf(key->bytes, KEY_ROOM, "w%u", n);
}

static void key_first_bytes(uint32_t n, struct key *key)
{
    key->len = 8;
    memcpy(key->bytes, &n, sizeof n);
}

static void key_last_bytes(uint32_t n, struct key *key)
{
    key->len = 16;
    for (int i = 0; i < 4; i++) key->bytes[15 - i] = (char)(n >> 8 * i);
}

static void key_middle_bytes(uint32_t n, struct key *key)
{
    key->len = 20;
    memcpy(key->bytes + 8, &n, sizeof n);
}

static void key_high_bits(uint32_t n, struct key *key)
{
    key->len = 24;
    for (int i = 0; i < 24; i++) /* one bit a byte, the highest */
        key->bytes[i] = (char)((n >> i & 1) << 7);
}

/* Regular keys must spread as random ones do. For linear probing a share
 * `a` full, Knuth (The Art of Computer Programming, volume 3, section 6.4)
 * gives (1/(1-a) - 1)/2 as the mean distance: 1.5 at 3/4. 98 304 keys fill
 * 131 072 slots to exactly 3/4; 10 % is far more than chance allows. */
static void test_regular_keys_spread(void **state)
{
    (void)state;
    static void (*const kinds[])(uint32_t, struct key *) = {
        key_decimal, key_first_bytes, key_last_bytes, key_middle_bytes, key_high_bits};
    const uint32_t count = 98304;
    struct key *keys = calloc(count, sizeof *keys);
    assert_non_null(keys);
    for (size_t kind = 0; kind < sizeof kinds / sizeof *kinds; kind++) {
        struct map m = MAP_EMPTY;
        memset(keys, 0, count * sizeof *keys);
        for (uint32_t i = 0; i < count; i++) {
            kinds[kind](i, &keys[i]);
            assert_non_null(map_put(&m, keys[i].bytes, keys[i].len, i));
        }
        assert_sound(&m, count);
        assert_int_equal(m.cap, 131072);
        double distance = mean_distance(&m);
        map_free(&m);
        if (distance > 1.65)
            fail_msg("keys of kind %zu lie %.2f slots away on average", kind, distance);
    }
    free(keys);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty_map),
        cmocka_unit_test(test_empty_key_and_nuls),
        cmocka_unit_test(test_put_finds_what_is_there),
        cmocka_unit_test(test_key_too_long),
        cmocka_unit_test(test_many_keys),
        cmocka_unit_test(test_against_list),
        cmocka_unit_test(test_regular_keys_spread),
    };
    return cmocka_run_group_tests_name("map", tests, NULL, NULL);
}
