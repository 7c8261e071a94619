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
#include <stdlib.h>
#include <string.h>

#include "core/posenc/posenc.h"
#include "core/posenc/posenc_kernel.h"
#include "core/posenc/turn.h"

#define SAMPLE "tests/data/posenc_sample.csv"
#define ORACLE "tests/data/posenc_oracle.csv"
#define SHARED "../shared/vectors/pe_mpfr.csv"

#define TWO_PI 6.283185307179586476925

static const double bases[] = {1 + DBL_EPSILON, 1.0001, 1.5,  2,     500,
                               10000,           1e6,    1e30, 1e300, DBL_MAX};
static const int widths[] = {1, 2, 3, 4, 5, 16, 17, 64, 255, 512, 1023, 4096, 16383, 16384};
static const uint64_t positions[] = {
    0, 1, 2, 7, 511, 10000, 999983, 1000000000, POSENC_POS_MAX - 1};
#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

static uint64_t random_bits(void)
{
    static uint64_t x = 88172645463325252u; /* xorshift, Marsaglia 2003 */
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    return x;
}

static int random_below(int n)
{
    return (int)(random_bits() % (uint64_t)n);
}

static double random_unit(void)
{
    return (double)(random_bits() >> 11) * 0x1p-53;
}

/* Any width, base and layout, the usual ones often. */
static struct posenc some_waves(void)
{
    struct posenc p;
    int d = random_below(3) ? 1 + random_below(600) : widths[random_below(COUNT(widths))];
    double base =
        random_below(3) ? pow(10, 8 * random_unit() + 1e-3) : bases[random_below(COUNT(bases))];
    enum posenc_layout layout = random_below(2) ? LAYOUT_SPLIT : LAYOUT_INTERLEAVED;
    assert_true(posenc_init(&p, d, base, layout, NULL));
    return p;
}

static uint64_t some_position(void)
{
    return random_bits() % (UINT64_C(1) << random_below(31));
}

static struct posenc waves(int d_model, double base)
{
    struct posenc p;
    struct err e;
    assert_true(posenc_init(&p, d_model, base, LAYOUT_INTERLEAVED, &e));
    return p;
}

static double ulp(double x)
{
    return nextafter(fabs(x), HUGE_VAL) - fabs(x);
}

/* The float32 is the file's, bit for bit. */
static int check_row(const char *line)
{
    uint64_t pos;
    int k, d;
    double base, value;
    uint32_t want, got;
    if (sscanf(line, "%*[a-z],%" SCNu64 ",%d,%d,%la,%la,%" SCNx32, &pos, &k, &d, &base, &value,
               &want) != 6)
        return 0;
    struct posenc p = waves(d, base);
    float out;
    posenc_row(&p, pos, k, 1, &out);
    struct posenc_cell cell = posenc_cell(&p, pos, k);
    posenc_free(&p);
    memcpy(&got, &out, sizeof got);
    if (got != want) fail_msg("%08" PRIx32 " for %s", got, line);
    /* Where the file has the double: 1.5 units in its last place for the roundings of
     * ours, 1 for its own, and 2^−118 of the angle. Else half a float32 unit. */
    bool float_only = fabs(value - (double)(float)value) <= 0;
    double slack =
        float_only ? fabs(value) * 0x1p-24 + 0x1p-150 : 2.5 * ulp(value) + cell.angle * 0x1p-118;
    if (!(fabs(cell.value - value) <= slack + DBL_MIN)) fail_msg("%a for %s", cell.value, line);
    return 1;
}

/* How many values the file has. */
static int check_file(const char *path)
{
    int rows = 0;
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    char line[256];
    while (fgets(line, sizeof line, file)) rows += check_row(line);
    fclose(file);
    return rows;
}

static void against_sample(void **state)
{
    (void)state;
    assert_int_equal(check_file(SAMPLE), 120);
}

static void against_oracle(void **state)
{
    (void)state;
    assert_true(check_file(ORACLE) > 1400);
}

static void against_shared(void **state)
{
    (void)state;
    FILE *file = fopen(SHARED, "r");
    if (!file) {
        print_message("skipped: %s is not there\n", SHARED);
        skip();
    }
    fclose(file);
    assert_int_equal(check_file(SHARED), 1164);
}

/* What posenc_cell says agrees with itself, with the row and with the formula in
 * double precision (relative tolerance 1e-12: pow near the largest bases). */
static void cells(void **state)
{
    (void)state;
    for (int i = 0; i < 3000; i++) {
        struct posenc p = some_waves();
        int k = random_below(p.d_model);
        uint64_t pos = i % 5 ? some_position() : positions[random_below(COUNT(positions))];
        struct posenc_cell cell = posenc_cell(&p, pos, k);
        bool cosine;
        assert_int_equal(cell.pair, posenc_pair(&p, k, &cosine));
        assert_int_equal(cell.cosine, cosine);
        assert_int_equal(cell.lone, p.d_model % 2 == 1 && cell.pair == p.pairs - 1);
        double omega = pow(p.base, -2.0 * cell.pair / p.d_model);
        assert_true(fabs(cell.frequency - omega) <= 1e-12 * omega);
        assert_true(fabs(cell.angle - (double)pos * omega) <= 1e-12 * cell.angle);
        double wavelength = TWO_PI / omega;
        assert_true(isinf(wavelength) ? isinf(cell.wavelength)
                                      : fabs(cell.wavelength - wavelength) <= 1e-12 * wavelength);
        assert_true(cell.turn >= 0 && cell.turn < 1);
        double at = TWO_PI * cell.turn; /* within 2^−50 of the angle */
        assert_true(fabs(cell.value - (cosine ? cos(at) : sin(at))) < 1e-14);
        if (cell.angle < 1) assert_true(fabs(at - cell.angle) <= 4 * ulp(cell.angle));
        float out;
        posenc_row(&p, pos, k, 1, &out);
        assert_true(memcmp(&out, &(float){(float)cell.value}, sizeof out) == 0);
        posenc_free(&p);
    }
}

/* The slowest pair of the largest base: its wavelength is beyond double. */
static void endless_wavelength(void **state)
{
    (void)state;
    struct posenc p = waves(16384, DBL_MAX);
    assert_true(isinf(posenc_cell(&p, 1, 16382).wavelength));
    assert_true(posenc_cell(&p, 1, 16382).frequency > 0);
    assert_true(isfinite(posenc_cell(&p, 1, 16000).wavelength));
    posenc_free(&p);
}

/* Any window of a row is a piece of the whole row, bit for bit, in both layouts. */
static void windows(void **state)
{
    (void)state;
    static float row[POSENC_D_MAX], piece[POSENC_D_MAX + 2];
    for (int i = 0; i < 400; i++) {
        struct posenc p = some_waves();
        uint64_t pos = some_position();
        posenc_row(&p, pos, 0, p.d_model, row);
        for (int j = 0; j < 20; j++) {
            int k0 = random_below(p.d_model), n = random_below(p.d_model - k0 + 1);
            piece[0] = piece[n + 1] = 123;
            posenc_row(&p, pos, k0, n, piece + 1);
            assert_memory_equal(piece + 1, row + k0, (size_t)n * sizeof *row);
            assert_true(piece[0] > 122 && piece[n + 1] > 122); /* nothing else is written */
        }
        posenc_free(&p);
    }
}

/* Split is interleaved in another order; pair and dimension are each other's inverse. */
static void layouts(void **state)
{
    (void)state;
    static float row[2][POSENC_D_MAX];
    for (int w = 0; w < COUNT(widths); w++) {
        int d = widths[w], lone = 0;
        struct posenc p[2];
        for (int layout = 0; layout < 2; layout++) {
            assert_true(posenc_init(&p[layout], d, 10000, (enum posenc_layout)layout, NULL));
            posenc_row(&p[layout], 12345, 0, d, row[layout]);
        }
        for (int k = 0; k < d; k++) {
            bool cosine;
            int pair = posenc_pair(&p[0], k, &cosine);
            assert_int_equal(pair, k / 2);
            assert_int_equal(cosine, k % 2);
            assert_int_equal(posenc_dim(&p[0], pair, cosine), k);
            int at = posenc_dim(&p[1], pair, cosine);
            assert_int_equal(at, cosine ? (d + 1) / 2 + pair : pair);
            assert_memory_equal(&row[0][k], &row[1][at], sizeof(float));
            assert_int_equal(posenc_pair(&p[1], at, &cosine), pair);
            assert_int_equal(cosine, k % 2);
            lone += posenc_cell(&p[1], 0, at).lone;
        }
        assert_int_equal(lone, d % 2);
        for (int layout = 0; layout < 2; layout++) {
            assert_int_equal(p[layout].pairs, (d + 1) / 2);
            assert_int_equal(posenc_dim(&p[layout], (d - 1) / 2, true), d % 2 ? -1 : d - 1);
            posenc_free(&p[layout]);
        }
    }
}

/* sin² + cos² = 1 for each pair, so a row of even d has length √(d/2). Tolerance:
 * relative 1e-7, from float32 entries off by at most 2^−25. */
static void lengths(void **state)
{
    (void)state;
    static float row[POSENC_D_MAX];
    for (int w = 0; w < COUNT(widths); w++) {
        for (int b = 0; b < COUNT(bases); b++) {
            struct posenc p = waves(widths[w], bases[b]);
            for (int i = 0; i < COUNT(positions) && p.d_model % 2 == 0; i++) {
                posenc_row(&p, positions[i], 0, p.d_model, row);
                double sum = 0;
                for (int k = 0; k < p.d_model; k++) sum += (double)row[k] * (double)row[k];
                double want = sqrt(p.d_model / 2.0);
                assert_true(fabs(sqrt(sum) - want) <= 1e-7 * want);
            }
            posenc_free(&p);
        }
    }
}

/* Each pair of the row at pos + n is that of the row at pos, turned by n · ω.
 * Tolerance: 1e-15 for the values' own rounding, 2^−52 of the angle n · ω. */
static void shifts(void **state)
{
    (void)state;
    for (int i = 0; i < 5000; i++) {
        struct posenc p = some_waves();
        uint64_t pos = some_position(), n = 1 + (uint64_t)random_below(1000);
        int pair = random_below(p.d_model / 2 + 1);
        int s = posenc_dim(&p, pair, false), c = posenc_dim(&p, pair, true);
        if (pair < p.pairs && c >= 0) {
            double sine = posenc_cell(&p, pos, s).value, cosine = posenc_cell(&p, pos, c).value;
            double turned = (double)n * posenc_cell(&p, pos, s).frequency;
            double slack = 1e-15 + turned * 0x1p-52;
            double want = sine * cos(turned) + cosine * sin(turned);
            assert_true(fabs(posenc_cell(&p, pos + n, s).value - want) <= slack);
            want = cosine * cos(turned) - sine * sin(turned);
            assert_true(fabs(posenc_cell(&p, pos + n, c).value - want) <= slack);
        }
        posenc_free(&p);
    }
}

static void is_near(double got, double want, double tolerance)
{
    if (!(fabs(got - want) <= tolerance)) fail_msg("%.9g where %.9g was expected", got, want);
}

/* Numbers printed in public notes and lessons; tolerance: half their last digit. */
static void known_numbers(void **state)
{
    (void)state;
    struct posenc four = waves(4, 10000), wide = waves(512, 10000), fast = waves(2, 10000);
    const double row_1[4] = {0.8415, 0.5403, 0.0100, 0.99995}, row_2[3] = {0.9093, -0.4161, 0.9364};
    float row[512];
    posenc_row(&four, 1, 0, 4, row);
    for (int k = 0; k < 4; k++) is_near((double)row[k], row_1[k], k < 3 ? 5e-5 : 5e-6);
    posenc_row(&wide, 2, 0, 512, row);
    for (int k = 0; k < 3; k++) is_near((double)row[k], row_2[k], 5e-5);
    is_near((double)row[510], 2.0733e-4, 5e-9);
    /* One wave nearly repeats: 44 turns by almost 7 whole turns, 710 by almost 113. */
    is_near(fabs(posenc_cell(&fast, 44, 0).value), 0.018, 5e-4);
    is_near(fabs(posenc_cell(&fast, 710, 0).value), 0.00006, 5e-6);
    /* The lesson's cell: dimension 2 of 16 at position 7. */
    struct posenc lesson = waves(16, 10000);
    is_near(posenc_cell(&lesson, 7, 2).angle, 2.2136, 5e-5);
    is_near(posenc_cell(&lesson, 7, 2).value, 0.8004, 5e-5);
    is_near(posenc_cell(&lesson, 7, 2).wavelength, 19.87, 5e-3);
    posenc_free(&four);
    posenc_free(&wide);
    posenc_free(&fast);
    posenc_free(&lesson);
}

/* The recipe done here with libm's sinf and cosf. Tolerance: 2^−23, one unit each. */
static double recipe_error(const struct posenc *p, uint64_t pos)
{
    double worst = 0;
    for (int k = 0; k < p->d_model; k++) {
        struct posenc_cell cell = posenc_cell(p, pos, k);
        float omega =
            (float)exp((double)((float)(2 * cell.pair) * (float)(-log(p->base) / p->d_model)));
        float angle = (float)pos * omega;
        worst = fmax(worst, fabs((double)(cell.cosine ? cosf(angle) : sinf(angle)) - cell.value));
    }
    return worst;
}

static void float32_recipe(void **state)
{
    (void)state;
    for (int i = 0; i < 300; i++) {
        struct posenc p = some_waves();
        uint64_t pos = i % 2 ? some_position() : (uint64_t)random_below(5000);
        is_near(posenc_float32_recipe_error(&p, pos), recipe_error(&p, pos), 0x1p-23);
        posenc_free(&p);
    }
    /* The errors grow with the position, as measured on the original by others. */
    struct posenc p = waves(512, 10000);
    double near = 0, far = 0;
    for (uint64_t n = 0; n < 50; n++) {
        near = fmax(near, posenc_float32_recipe_error(&p, 10000 - n));
        far = fmax(far, posenc_float32_recipe_error(&p, 1000000 - n));
    }
    assert_true(posenc_float32_recipe_error(&p, 0) <= 0);
    assert_true(posenc_float32_recipe_error(&p, 11) < 2e-6);
    assert_true(near > 2e-4 && near < 1e-3);
    assert_true(far > 0.02 && far < 0.1);
    posenc_free(&p);
}

/* Every pair's error by the definition: what is passed over is less than the worst. */
static void float32_recipe_in_every_pair(void **state)
{
    (void)state;
    for (int i = 0; i < 600; i++) {
        struct posenc p = some_waves();
        uint64_t pos = i % 2 ? some_position() : (uint64_t)random_below(1 << random_below(30));
        double worst = 0, copied[2];
        for (int k = 0; k < p.d_model; k++) {
            struct posenc_cell cell = posenc_cell(&p, pos, k);
            float omega =
                (float)exp((double)((float)(2 * cell.pair) * (float)(-log(p.base) / p.d_model)));
            turn_sine_cosine(turn_of_real(turn_per_radian(), (double)((float)pos * omega)),
                             &copied[0], &copied[1]);
            worst = fmax(worst, fabs((double)(float)copied[cell.cosine] - cell.value));
        }
        is_near(posenc_float32_recipe_error(&p, pos), worst, 0);
        posenc_free(&p);
    }
}

/* The curve at pos + x, by the range of that one point. */
static double wave_at(const struct posenc *p, int k, uint64_t pos, double x)
{
    return posenc_range(p, k, pos, x, x).min;
}

/* The curve passes through the positions' values, and between them follows the
 * sum formula. Tolerance: 1e-15 and 2^−52 of the angle added. */
static void wave(void **state)
{
    (void)state;
    for (int i = 0; i < 5000; i++) {
        struct posenc p = some_waves();
        int k = random_below(p.d_model);
        uint64_t pos = some_position(), n = (uint64_t)random_below(1 << random_below(20));
        is_near(wave_at(&p, k, pos, (double)n), posenc_cell(&p, pos + n, k).value, 1e-15);
        is_near(wave_at(&p, k, pos + n, -(double)n), posenc_cell(&p, pos, k).value, 1e-15);
        struct posenc_cell cell = posenc_cell(&p, pos, k);
        double x = (random_unit() - 0.5) * pow(10, 6 * random_unit()), added = x * cell.frequency;
        struct posenc_cell partner = cell;
        int other = posenc_dim(&p, cell.pair, !cell.cosine);
        if (other >= 0) {
            partner = posenc_cell(&p, pos, other);
            double want =
                cell.value * cos(added) + (cell.cosine ? -1 : 1) * partner.value * sin(added);
            is_near(wave_at(&p, k, pos, x), want, 1e-15 + fabs(added) * 0x1p-52);
        }
        posenc_free(&p);
    }
}

/* Rates too slow to count in a turn's 128 bits, at distances that turn them all
 * the same. Tolerance: 2^−51 of the angle, for the roundings of its factors. */
static void slow_wave(void **state)
{
    (void)state;
    struct posenc p = waves(512, 1e300);
    for (int i = 0; i < 2000; i++) {
        int k = 64 + random_below(512 - 64);
        double omega = posenc_cell(&p, 0, k).frequency;
        double turned = (random_unit() - 0.5) * pow(10, 3 * random_unit());
        uint64_t pos = some_position();
        double want = k % 2 ? cos(turned) : sin(turned); /* pos · ω is below 10^−27 */
        is_near(wave_at(&p, k, pos, turned / omega), want, 1e-15 + fabs(turned) * 0x1p-51);
    }
    posenc_free(&p);
}

/* Against the curve at many points. It must enclose them all (1e-15 for rounding);
 * between points a step of h radians apart it can rise past them by h²/8 at most. */
static void range(void **state)
{
    (void)state;
    enum { POINTS = 600 };
    for (int i = 0; i < 2000; i++) {
        struct posenc p = some_waves();
        int k = random_below(p.d_model);
        uint64_t pos = i % 4 ? some_position() : 1000000000;
        double omega = posenc_cell(&p, 0, k).frequency;
        double width = random_unit() * (i % 3 ? fmin(8 / omega, 1e9) : pow(10, 4 * random_unit()));
        double x0 = (random_unit() - 0.5) * 100, x1 = x0 + width, least = 2, most = -2;
        struct posenc_range r = posenc_range(&p, k, pos, x0, x1);
        assert_true(r.min >= -1 && r.min <= r.max && r.max <= 1);
        for (int n = 0; n <= POINTS; n++) {
            double y = wave_at(&p, k, pos, n < POINTS ? x0 + (x1 - x0) * n / (double)POINTS : x1);
            least = fmin(least, y);
            most = fmax(most, y);
        }
        assert_true(r.min <= least + 1e-15 && r.max >= most - 1e-15);
        double h = (x1 - x0) * omega / (double)POINTS;
        assert_true(r.min >= least - h * h / 8 - 1e-15 && r.max <= most + h * h / 8 + 1e-15);
        if (width * omega > TWO_PI * 1.001) assert_true(r.min <= -1 && r.max >= 1);
        r = posenc_range(&p, k, pos, x0, x0);
        assert_true(r.min >= r.max && r.min <= r.max);
        posenc_free(&p);
    }
}

/* A crest that is just inside or just outside, far out: dimension 0 at 10^9 + x is
 * sin(10^9 + x), whose next crest lies at 10^9 + 1.0247 … */
static void range_at_crests(void **state)
{
    (void)state;
    struct posenc p = waves(1, 10000);
    uint64_t pos = 1000000000;
    struct posenc_cell cell = posenc_cell(&p, pos, 0);
    double to_crest = fmod(1.25 - cell.turn, 1) * TWO_PI;
    struct posenc_range r = posenc_range(&p, 0, pos, 0, to_crest + 1e-9);
    assert_true(r.max >= 1 && r.max <= 1);
    is_near(r.min, cell.value, 0);
    r = posenc_range(&p, 0, pos, 0, to_crest - 1e-6);
    assert_true(r.max < 1);
    is_near(r.max, 1 - 0.5e-12, 1e-14);
    r = posenc_range(&p, 0, pos, to_crest + 1e-6, to_crest + TWO_PI / 2 - 1e-6);
    assert_true(r.max < 1 && r.min > -1);
    r = posenc_range(&p, 0, pos, to_crest + 1e-6, to_crest + TWO_PI - 1e-6);
    assert_true(r.max < 1 && r.min <= -1);
    posenc_free(&p);
}

static double brute_extent(const struct posenc *p, int k, uint64_t pos, uint64_t len)
{
    double low = 2, high = -2;
    for (uint64_t n = 0; n < len; n++) {
        double y = posenc_cell(p, pos + n, k).value;
        low = fmin(low, y);
        high = fmax(high, y);
    }
    return len > 1 ? high - low : 0;
}

/* Against all positions. Tolerance: 1e-15, a rounding of each of three numbers. */
static void extent(void **state)
{
    (void)state;
    for (int i = 0; i < 4000; i++) {
        struct posenc p = some_waves();
        int k = random_below(p.d_model);
        uint64_t pos = i % 5 ? some_position() : positions[random_below(COUNT(positions))];
        uint64_t len = (uint64_t)random_below(i % 20 ? 60 : 3000);
        pos = pos > POSENC_POS_MAX - 4000 ? pos - 4000 : pos;
        is_near(posenc_extent(&p, k, pos, len), brute_extent(&p, k, pos, len), 1e-15);
        posenc_free(&p);
    }
    for (int i = 0; i < 4; i++) {
        struct posenc p = some_waves();
        int k = random_below(p.d_model);
        is_near(posenc_extent(&p, k, 1000, 200000), brute_extent(&p, k, 1000, 200000), 1e-15);
        posenc_free(&p);
    }
}

static void out_of_range(void **state)
{
    (void)state;
    struct posenc p;
    struct err e;
    assert_false(posenc_init(&p, 0, 10000, LAYOUT_INTERLEAVED, &e));
    assert_string_equal(e.text, "d_model 0 is out of range: 1 … 16384");
    assert_false(posenc_init(&p, POSENC_D_MAX + 1, 10000, LAYOUT_SPLIT, &e));
    assert_string_equal(e.text, "d_model 16385 is out of range: 1 … 16384");
    assert_false(posenc_init(&p, -5, 10000, LAYOUT_SPLIT, NULL));
    const double bad[] = {1, 0.5, 0, -10000, (double)NAN, HUGE_VAL, -HUGE_VAL};
    for (int i = 0; i < COUNT(bad); i++) {
        assert_false(posenc_init(&p, 16, bad[i], LAYOUT_INTERLEAVED, &e));
        assert_non_null(strstr(e.text, "is out of range: more than 1, less than 1.8e+308"));
    }
    assert_false(posenc_init(&p, 16, 1, LAYOUT_INTERLEAVED, &e));
    assert_string_equal(e.text, "base 1 is out of range: more than 1, less than 1.8e+308");
    for (int b = 0; b < COUNT(bases); b++) {
        p = waves(POSENC_D_MAX, bases[b]);
        posenc_free(&p);
        assert_null(p.rates);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(against_sample),
        cmocka_unit_test(against_oracle),
        cmocka_unit_test(against_shared),
        cmocka_unit_test(cells),
        cmocka_unit_test(endless_wavelength),
        cmocka_unit_test(windows),
        cmocka_unit_test(layouts),
        cmocka_unit_test(lengths),
        cmocka_unit_test(shifts),
        cmocka_unit_test(known_numbers),
        cmocka_unit_test(float32_recipe),
        cmocka_unit_test(wave),
        cmocka_unit_test(float32_recipe_in_every_pair),
        cmocka_unit_test(slow_wave),
        cmocka_unit_test(range),
        cmocka_unit_test(range_at_crests),
        cmocka_unit_test(extent),
        cmocka_unit_test(out_of_range),
    };
    return cmocka_run_group_tests_name("posenc", tests, NULL, NULL);
}
