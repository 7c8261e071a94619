/* The bytes that a terminal sends. However they are cut into pieces that come at one time, the
 * events are the same; a paste with brackets is its bytes; text without control bytes is never
 * lost; and once nothing comes for a while, nothing waits any more. */
#define _GNU_SOURCE
#include "fuzz/fuzz.h"
#include "fuzz/fuzz_event.h"
#include "term/decode/decoder.h"

#define STREAM_MAX 2000
#define LONG_AGO ((int64_t)1 << 40) /* a person had time for every key */

static const struct decoder_key keys[] = {
    {"\033OA", 3, KEY_NAME_UP},  {"\033?x", 3, KEY_NAME_F1},    {"\x7F", 1, KEY_NAME_BACKSPACE},
    {"\033[M", 3, KEY_NAME_F12}, {"\033[Mq", 4, KEY_NAME_HOME}, {"\x02k", 2, KEY_NAME_DOWN},
    {"\033[7~", 4, 0},
};

/* Two bytes from 0xA0 on are a character, others above 0x7F are none. */
static size_t pairs(const char *s, size_t n, uint32_t *cp)
{
    bool lead = (unsigned char)s[0] >= 0xA0;
    bool whole = lead && n > 1 && (unsigned char)s[1] >= 0x40;
    *cp = (unsigned char)s[0] < 0x80 ? (unsigned char)s[0]
          : whole                    ? 0x4E00u + (unsigned char)s[1]
                                     : 0xFFFD;
    return lead && n == 1 ? 0 : whole ? 2 : 1;
}

static struct decoder whole, pieces, third; /* static: their queues need no clearing */

struct seen {
    uint64_t hash;
    size_t events, pastes;
    struct str text; /* typed and pasted */
};

static void note(struct seen *seen, const struct event *e)
{
    char utf8[4];
    seen->events++;
    seen->pastes += e->type == EVENT_PASTE;
    seen->hash = event_hash(seen->hash, e);
    REQUIRE(e->lost == 0);
    if (e->type == EVENT_PASTE)
        str_add(&seen->text, e->text, e->len);
    else if (e->type == EVENT_KEY && e->key < KEY_SPECIAL)
        str_add(&seen->text, utf8, utf8_encode(e->key, utf8));
    if (e->type == EVENT_KEY) REQUIRE(e->key && (e->key & ~(uint32_t)MOD_ALL) < KEY_SPECIAL_END);
    if (e->type == EVENT_MOUSE) REQUIRE(e->row >= 0 && e->col >= 0);
}

static void take(struct decoder *d, int64_t now, struct seen *seen)
{
    struct event event;
    while (decoder_next(d, now, &event)) note(seen, &event);
    REQUIRE(decoder_due(d) == -1 || decoder_due(d) > now);
}

/* Time passes, in which nothing comes. */
static void wait(struct decoder *d, int64_t *now, int ms, struct seen *seen)
{
    int64_t end = *now + ms;
    for (int64_t due; (due = decoder_due(d)) >= 0 && due <= end; take(d, *now, seen)) *now = due;
    *now = end;
    take(d, *now, seen);
}

static void feed(struct decoder *d, const char *bytes, size_t n, int64_t since, int64_t now,
                 struct seen *seen)
{
    REQUIRE(decoder_feed(d, bytes, n, since, now) == n);
    take(d, now, seen);
}

/* After a pause the decoder decides by what arrives together: such bytes are not fed one by one. */
static bool has_paused(const struct decoder *d, int64_t now)
{
    return d->mode == DECODER_PASTE && (d->paused || now - d->came_ms >= DECODER_PAUSE_MS);
}

static void require_same_in_pieces(struct source *s, const struct decoder_setup *setup)
{
    struct seen one = {0}, other = {0};
    int64_t now = LONG_AGO, also;
    size_t n;
    decoder_start(&whole, setup);
    decoder_start(&pieces, setup);
    while (s->left) {
        const char *bytes = take_bytes(s, 1 + take_byte(s) % 32, &n);
        bool together = has_paused(&pieces, now);
        feed(&whole, bytes, n, 0, now, &one);
        if (together) feed(&pieces, bytes, n, 0, now, &other);
        for (size_t i = 0; i < n && !together; i++) feed(&pieces, bytes + i, 1, 0, now, &other);
        int ms = (int)take_byte(s);
        ms = ms & 1 ? ms / 2 : ms & 2 ? 0 : ms * 8;
        also = now;
        wait(&whole, &now, ms, &one);
        wait(&pieces, &also, ms, &other);
    }
    also = now;
    wait(&whole, &now, 2 * DECODER_IDLE_MS, &one);
    wait(&pieces, &also, 2 * DECODER_IDLE_MS, &other);
    REQUIRE(whole.at == whole.len && whole.mode == DECODER_KEYS && decoder_due(&whole) == -1);
    REQUIRE(one.events == other.events && one.hash == other.hash);
    str_free(&one.text);
    str_free(&other.text);
}

static bool is_plain(const char *bytes, size_t n)
{
    bool plain = true, ok;
    uint32_t cp;
    for (size_t at = 0; plain && at < n;) {
        at += utf8_decode(bytes + at, n - at, &cp, &ok);
        plain = ok && cp >= 0x20 && cp != 0x7F;
    }
    return plain;
}

/* In brackets, in pieces: one event with the very bytes, up to an end mark among them. Without: of
 * plain text nothing is lost, be it typed or pasted. */
static void require_kept(const char *bytes, size_t n, size_t piece, bool bracketed)
{
    static const struct decoder_setup setup = {.escape_ms = 25, .rest_ms = 50};
    struct seen seen = {0};
    int64_t now = 0;
    if (bracketed ? memmem(bytes, n, "\033[201~", 6) != NULL : !is_plain(bytes, n)) return;
    decoder_start(&third, &setup);
    if (bracketed) feed(&third, "\033[200~", 6, now, now, &seen);
    for (size_t at = 0; at < n; at += piece)
        feed(&third, bytes + at, n - at < piece ? n - at : piece, now, now, &seen);
    if (bracketed) feed(&third, "\033[201~", 6, now, now, &seen);
    REQUIRE(!bracketed || (seen.events == 1 && seen.pastes == 1));
    wait(&third, &now, 100, &seen);
    REQUIRE(seen.text.len == n && memcmp(str_text(&seen.text), bytes, n) == 0);
    str_free(&seen.text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct source s = {data, size < STREAM_MAX ? size : STREAM_MAX};
    unsigned kind = take_byte(&s);
    struct decoder_setup setup = {.escape_ms = 25, .rest_ms = 50};
    if (kind & 1) {
        setup.keys = keys;
        setup.count = sizeof keys / sizeof *keys;
    }
    if (kind & 2) setup.charset = pairs;
    size_t n = s.left;
    const char *bytes = (const char *)s.data;
    require_kept(bytes, n, 1 + kind / 4, true);
    require_kept(bytes, n, 1 + kind / 4, false);
    require_same_in_pieces(&s, &setup);
    return 0;
}
