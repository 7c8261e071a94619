/* Exact angles against tests/data/turn_oracle.csv (see turn_oracle.py there). */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "core/posenc/turn.h"

#define ORACLE "tests/data/turn_oracle.csv"
#define HEX "%16" SCNx64 "%16" SCNx64

static u128 wide(const uint64_t half[2])
{
    return (u128)half[0] << 64 | half[1];
}

static u128 distance(u128 a, u128 b)
{
    return a > b ? a - b : b - a;
}

/* Calls check(line after "kind,") for each such line of the oracle; how many there were. */
static int each(const char *kind, void (*check)(const char *fields))
{
    FILE *file = fopen(ORACLE, "r");
    assert_non_null(file);
    char line[256];
    int count = 0;
    size_t n = strlen(kind);
    while (fgets(line, sizeof line, file)) {
        if (strncmp(line, kind, n) == 0 && line[n] == ',') {
            check(line + n + 1);
            count++;
        }
    }
    fclose(file);
    return count;
}

/* |got − (high + low)| in units in the last place of high, a double. */
static double ulps(double got, double high, double low)
{
    double size = fabs(high);
    double unit = size > 0 ? nextafter(size, HUGE_VAL) - size : DBL_TRUE_MIN;
    return fabs((got - high) - low) / unit;
}

static double worst;

static void check_sine(const char *fields)
{
    uint64_t turn[2];
    double want[4], sine, cosine;
    assert_int_equal(sscanf(fields, HEX ",%la,%la,%la,%la", &turn[0], &turn[1], &want[0], &want[1],
                            &want[2], &want[3]),
                     6);
    turn_sine_cosine(wide(turn), &sine, &cosine);
    worst = fmax(worst, fmax(ulps(sine, want[0], want[1]), ulps(cosine, want[2], want[3])));
    if (!(worst < 0.9))
        fail_msg("sine or cosine off by %.3f units in the last place: %s", worst, fields);
}

/* Tolerance: 0.9 units in the last place of a double, as the header says. */
static void sine_and_cosine(void **state)
{
    (void)state;
    worst = 0;
    assert_true(each("sine", check_sine) > 400);
    print_message("turn: sine and cosine within %.4f units in the last place\n", worst);
    assert_true(worst > 0.25); /* a rounded result cannot be better: the measure works */
}

static void small_angles(void **state)
{
    (void)state;
    double sine, cosine;
    turn_sine_cosine_small(0, &sine, &cosine);
    assert_true(fabs(sine) <= 0 && cosine >= 1 && cosine <= 1);
    for (double x = 0.785; x > 1e-300; x *= 0.37) {
        for (int sign = -1; sign <= 1; sign += 2) {
            turn_sine_cosine_small(sign * x, &sine, &cosine);
            assert_true(ulps(sine, sin(sign * x), 0) <= 1); /* libm's is within 1 unit too */
            assert_true(ulps(cosine, cos(x), 0) <= 1);
        }
    }
    turn_sine_cosine_small(DBL_TRUE_MIN, &sine, &cosine);
    assert_true(ulps(sine, DBL_TRUE_MIN, 0) <= 0);
}

static void check_log(const char *fields)
{
    double x;
    uint32_t whole;
    uint64_t fraction[2];
    assert_int_equal(sscanf(fields, "%la,%" SCNu32 "," HEX, &x, &whole, &fraction[0], &fraction[1]),
                     4);
    struct turn_log log = turn_log2(x);
    assert_int_equal(log.whole, whole);
    assert_true(log.fraction <= wide(fraction));
    assert_true(wide(fraction) - log.fraction <= 8); /* 2^−125 */
}

static void check_power(const char *fields)
{
    double x;
    uint32_t n, d;
    uint64_t mantissa[2];
    int shift;
    assert_int_equal(sscanf(fields, "%la,%" SCNu32 ",%" SCNu32 "," HEX ",%d", &x, &n, &d,
                            &mantissa[0], &mantissa[1], &shift),
                     6);
    struct turn_float power = turn_power(turn_log2(x), n, d);
    assert_int_equal(power.shift, shift);
    u128 off = distance(power.mantissa, wide(mantissa));
    assert_true(off <= 32); /* 32 · 2^−128 of at least 1/2: 2^−122 */
    worst = fmax(worst, (double)(uint64_t)off);
}

static void logarithms_and_powers(void **state)
{
    (void)state;
    worst = 0;
    assert_true(each("log", check_log) > 40);
    assert_true(each("power", check_power) > 100);
    print_message("turn: powers within %.0f · 2^-128\n", worst);
}

static void check_of(const char *fields)
{
    struct turn_float rate;
    uint64_t mantissa[2], n, turn[2];
    assert_int_equal(sscanf(fields, HEX ",%d,%" SCNu64 "," HEX, &mantissa[0], &mantissa[1],
                            &rate.shift, &n, &turn[0], &turn[1]),
                     6);
    rate.mantissa = wide(mantissa);
    assert_true(turn_of(rate, n) == wide(turn)); /* exact */
}

static void check_real(const char *fields)
{
    struct turn_float rate;
    uint64_t mantissa[2], turn[2];
    double x;
    assert_int_equal(sscanf(fields, HEX ",%d,%la," HEX, &mantissa[0], &mantissa[1], &rate.shift, &x,
                            &turn[0], &turn[1]),
                     6);
    rate.mantissa = wide(mantissa);
    assert_true(turn_of_real(rate, x) == wide(turn)); /* exact */
}

static void multiples(void **state)
{
    (void)state;
    assert_true(each("of", check_of) >= 80);
    assert_true(each("real", check_real) >= 80);
}

static uint64_t random_bits(void)
{
    static uint64_t x = 88172645463325252u; /* xorshift, Marsaglia 2003 */
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    return x;
}

static u128 random_wide(void)
{
    u128 high = random_bits();
    return high << 64 | random_bits();
}

static void floats(void **state)
{
    (void)state;
    struct turn_float per_radian = turn_per_radian();
    /* 1/2π = 0.15915494309189533577 (Abramowitz and Stegun, table 1.1): nearest double */
    assert_true(ulps(turn_float_value(per_radian), 0.15915494309189533577, 0) <= 0);
    for (int i = 0; i < 1000; i++) {
        u128 top = (u128)1 << 127;
        struct turn_float a = {random_wide() | top, (int)(random_bits() % 1000)};
        struct turn_float b = {random_wide() | top, (int)(random_bits() % 20)};
        struct turn_float product = turn_multiply(a, b);
        assert_true(product.mantissa >> 127 == 1);
        double want = turn_float_value(a) * turn_float_value(b); /* three roundings */
        assert_true(ulps(turn_float_value(product), want, 0) <= 3);
        u128 turn = random_wide() >> random_bits() % 128;
        double value = turn_value(turn);
        assert_true(value >= 0 && value < 1);
        double scaled = ldexp((double)turn, -128);
        assert_true(fabs(value - scaled) <= scaled * DBL_EPSILON);
    }
    assert_true(turn_value(~(u128)0) < 1);
    assert_true(fabs(turn_value(0)) <= 0);
    assert_true(ulps(turn_value(1), 0x1p-128, 0) <= 0);
}

/* Starts and steps of many sizes, with the ties and short cycles of round numbers. */
static u128 some_turn(void)
{
    u128 turn = random_wide();
    unsigned choice = (unsigned)(random_bits() % 8);
    unsigned by = (unsigned)(random_bits() % 128);
    if (choice < 3) return turn >> by;
    if (choice < 5) return -(turn >> by);
    return choice == 5 ? turn << by : choice == 6 ? ~(u128)0 / (1 + random_bits() % 50) : turn;
}

static void least_by_trying_all(void **state)
{
    (void)state;
    for (int i = 0; i < 20000; i++) {
        u128 start = some_turn(), step = some_turn(), at = start, least = start;
        uint64_t count = 1 + random_bits() % (i % 10 == 0 ? 2000 : 40);
        for (uint64_t n = 1; n < count; n++) {
            at += step;
            least = at < least ? at : least;
        }
        assert_true(turn_min(start, step, count) == least);
    }
}

/* Over one whole cycle every multiple of the step's unit occurs, so the least is
 * known; counts reach 2^41. One member short, it is known too: all but one occur. */
static void least_of_long_cycles(void **state)
{
    (void)state;
    for (unsigned bits = 1; bits <= 41; bits++) {
        unsigned unit = 128 - bits;
        uint64_t cycle = UINT64_C(1) << bits;
        for (int i = 0; i < 20; i++) {
            u128 step = (random_wide() | 1) << unit, start = random_wide();
            u128 inside = start & (((u128)1 << unit) - 1);
            assert_true(turn_min(start, step, cycle) == inside);
            assert_true(turn_min(start, step, 2 * cycle) == inside);
            /* begun one step after the least, the cycle reaches it last */
            u128 after = inside + step;
            assert_true(turn_min(after, step, cycle) == inside);
            u128 second = turn_min(after, step, cycle - 1);
            assert_true(second == inside + ((u128)1 << unit));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sine_and_cosine),
        cmocka_unit_test(small_angles),
        cmocka_unit_test(logarithms_and_powers),
        cmocka_unit_test(multiples),
        cmocka_unit_test(floats),
        cmocka_unit_test(least_by_trying_all),
        cmocka_unit_test(least_of_long_cycles),
    };
    return cmocka_run_group_tests_name("turn", tests, NULL, NULL);
}
