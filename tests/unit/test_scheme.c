#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "named.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "core/embedding/embedding.h"
#include "core/scheme/scheme.h"
#include "core/scheme/scheme_parts.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

struct setting {
    struct posenc waves;
    struct scheme_context c; /* .waves set by `place` */
};

static struct setting setting(int d_model, double base, uint64_t offset, uint64_t length)
{
    struct setting s = {.c = {.offset = offset, .length = length}};
    assert_true(posenc_init(&s.waves, d_model, base, LAYOUT_INTERLEAVED, NULL));
    return s;
}

static const struct scheme_context *place(struct setting *s)
{
    s->c.waves = &s->waves;
    return &s->c;
}

static const struct scheme *named(const char *name)
{
    int i = scheme_find(name);
    assert_true(i >= 0);
    return &schemes[i];
}

static void range_of(const struct scheme *s, const struct scheme_context *c, int k, uint64_t pos,
                     double x0, double x1, double *low, double *high)
{
    struct posenc_range r = scheme_range(s, c, k, pos, x0, x1);
    *low = r.min;
    *high = r.max;
}

static float value(const struct scheme *s, const struct scheme_context *c, uint64_t pos, int k)
{
    float out;
    scheme_row(s, c, pos, k, 1, &out);
    return out;
}

/* Every row says one thing over and over, whatever text it stands in: by looking. */
static bool all_alike(const struct scheme *s)
{
    for (uint64_t length = 0; length < 40; length += 3)
        for (uint64_t pos = 7; pos < 7 + length; pos++) {
            struct setting of = setting(9, 10000, 7, length);
            float row[9];
            scheme_row(s, place(&of), pos, 0, 9, row);
            posenc_free(&of.waves);
            for (int k = 1; k < 9; k++)
                if (memcmp(&row[k], &row[0], sizeof row[0]) != 0) return false;
        }
    return true;
}

/* A row is the same in texts of all lengths, wherever they begin. */
static bool of_position_alone(const struct scheme *s)
{
    float row[9], first[9];
    for (int i = 0; i < 600; i++) {
        uint64_t pos = 3 + (uint64_t)i % 5 * 143, offset = (uint64_t)i % 4,
                 length = pos - offset + 1 + (uint64_t)i / 20 * 37;
        struct setting alone = setting(9, 10000, pos, 1), of = setting(9, 10000, offset, length);
        scheme_row(s, place(&alone), pos, 0, 9, first);
        scheme_row(s, place(&of), pos, 0, 9, row);
        posenc_free(&alone.waves);
        posenc_free(&of.waves);
        if (memcmp(row, first, sizeof row) != 0) return false;
    }
    return true;
}

/* What tests of theirs leave out because the table says so. */
static void what_rows_depend_on(void **state)
{
    (void)state;
    for (int i = 0; i < scheme_count; i++) {
        assert_int_equal(schemes[i].alike, all_alike(&schemes[i]));
        assert_int_equal(schemes[i].of_text, !of_position_alone(&schemes[i]));
    }
}

static void finding(void **state)
{
    (void)state;
    const char *const names[] = {"sinusoidal",     "none",         "index",        "normalised",
                                 "normalised-n",   "one-sine",     "binary",       "learned",
                                 "wrong-exponent", "wrong-column", "wrong-parity", "wrong-axes",
                                 "wrong-order",    "wrong-layout", "wrong-single"};
    assert_int_equal(scheme_count, COUNT(names));
    assert_int_equal(scheme_real_count, 8);
    for (int i = 0; i < scheme_count; i++) {
        assert_int_equal(scheme_find(names[i]), i);
        assert_true(strlen(schemes[i].label) > 0);
        assert_int_equal(schemes[i].paired, i == 0);
        assert_int_equal(schemes[i].mistake != NULL, strncmp(names[i], "wrong-", 6) == 0);
        assert_int_equal(schemes[i].mistake != NULL, i >= scheme_real_count);
        assert_int_equal(schemes[i].limit, strcmp(names[i], "learned") == 0 ? 512 : 0);
        assert_int_equal(schemes[i].of_text, strncmp(names[i], "normalised", 10) == 0);
    }
    const char *const none[] = {"", "sin", "Sinusoidal", "sinusoidal ", "wrong"};
    for (int i = 0; i < COUNT(none); i++) assert_int_equal(scheme_find(none[i]), -1);
}

/* The formula with nothing but the given x, exponent and function, by libm alone. */
static double wave(const struct posenc *w, double x, double exponent, bool cosine)
{
    double angle = x / pow(w->base, exponent / w->d_model);
    return cosine ? cos(angle) : sin(angle);
}

/* The museum's mistakes, written out again for the interleaved layout. */
static double mistaken(const char *name, const struct posenc *w, uint64_t pos, int k)
{
    double x = (double)pos;
    int d = w->d_model, sines = (d + 1) / 2;
    if (strcmp(name, "wrong-exponent") == 0) return wave(w, x, 4 * (k / 2), k % 2);
    if (strcmp(name, "wrong-column") == 0) return wave(w, x, k, k % 2);
    if (strcmp(name, "wrong-parity") == 0) return wave(w, x, k - k % 2, pos % 2);
    if (strcmp(name, "wrong-axes") == 0) return wave(w, k, x - fmod(x, 2), pos % 2);
    if (strcmp(name, "wrong-order") == 0) return wave(w, x, 2 * ((d - 1) / 2 - k / 2), k % 2);
    if (strcmp(name, "wrong-layout") == 0) return wave(w, x, 2 * (k % sines), k >= sines);
    float omega = expf((float)(k - k % 2) * (float)(-log(w->base) / d)), angle = (float)pos * omega;
    return k % 2 ? cos((double)angle) : sin((double)angle);
}

/* The definitions in the header, each written out again. */
static double expected(const char *name, const struct scheme_context *c, uint64_t pos, int k)
{
    double at = (double)(pos - c->offset);
    if (strcmp(name, "index") == 0) return (double)pos;
    if (strcmp(name, "normalised") == 0) return c->length > 1 ? at / (double)(c->length - 1) : 0;
    if (strcmp(name, "normalised-n") == 0) return at / (double)c->length;
    if (strcmp(name, "one-sine") == 0) return sin((double)pos);
    if (strcmp(name, "binary") == 0) return k < 40 ? fmod(floor((double)pos / exp2(k)), 2) : 0;
    if (strcmp(name, "sinusoidal") == 0) return posenc_cell(c->waves, pos, k).value;
    if (strcmp(name, "learned") == 0 && pos < 512) {
        const struct embedding table = {LEARNED_SEED, c->waves->d_model, INIT_SMALL_NORMAL, false};
        float row[70];
        embedding_row(&table, (uint32_t)pos, 0, c->waves->d_model, row);
        return (double)row[k];
    }
    return strncmp(name, "wrong-", 6) == 0 ? mistaken(name, c->waves, pos, k) : 0;
}

/* Angles of 10^9 radians in doubles are good to about 10^-7, and expf to a unit in
 * the last place of float32, which the position multiplies. */
static double wrong_by(const char *name, const struct scheme_context *c)
{
    double last = (double)(c->offset + c->length);
    return strncmp(name, "wrong-", 6)     ? 0
           : strcmp(name, "wrong-single") ? last * 1e-15
                                          : fmin(2, last * 2e-7);
}

/* Rows, and all that follows from them by going through the text. Tolerance: one
 * float32 rounding of values, 1e-12 of differences of doubles. */
static void rows_and_figures(void **state)
{
    (void)state;
    const int widths[] = {1, 2, 7, 16, 70};
    const uint64_t offsets[] = {0, 1, 6, 1000, 1000000000}, lengths[] = {1, 2, 3, 12, 130};
    for (int i = 0; i < scheme_count * COUNT(widths) * COUNT(offsets) * COUNT(lengths); i++) {
        const struct scheme *s = &schemes[i % scheme_count];
        int rest = i / scheme_count, d = widths[rest % 5];
        struct setting set = setting(d, 10000, offsets[rest / 5 % 5], lengths[rest / 25]);
        const struct scheme_context *c = place(&set);
        double bound = 1, row_bound = scheme_bound(s, c), near = wrong_by(s->name, c);
        for (int k = 0; k < d; k++) {
            double least = HUGE_VAL, most = -HUGE_VAL;
            for (uint64_t pos = c->offset; pos < c->offset + c->length; pos++) {
                double want = expected(s->name, c, pos, k), low, high;
                if (!scheme_has_row(s, pos)) {
                    assert_true(isnan(value(s, c, pos, k)));
                    continue;
                }
                assert_true(fabs((double)value(s, c, pos, k) - want) <=
                            fabs(want) * 0x1p-23 + near);
                range_of(s, c, k, pos, 0, 0, &low, &high);
                assert_true(fabs(low - want) <= 1e-12 + near && low >= high && low <= high);
                least = fmin(least, want);
                most = fmax(most, want);
                bound = fmax(bound, fabs(want));
            }
            assert_true(fabs(scheme_extent(s, c, k) - (most > least ? most - least : 0)) <=
                        1e-12 + 2 * near);
        }
        assert_true(fabs(row_bound - bound) <= 0);
        posenc_free(&set.waves);
    }
}

/* A window of a row is a piece of the whole row, and nothing else is written. */
static void windows(void **state)
{
    (void)state;
    enum { D = 19 };
    struct setting set = setting(D, 500, 5, 12);
    for (int i = 0; i < scheme_count; i++) {
        float row[D], piece[D + 1];
        scheme_row(&schemes[i], place(&set), 9, 0, D, row);
        for (int k0 = 0; k0 < D; k0++) {
            for (int n = 0; n <= D - k0; n++) {
                piece[n] = 123;
                scheme_row(&schemes[i], place(&set), 9, k0, n, piece);
                assert_memory_equal(piece, row + k0, (size_t)n * sizeof *row);
                assert_true(piece[n] > 122);
            }
        }
    }
    posenc_free(&set.waves);
}

/* Schemes with values at whole positions only: a range is that of their values one by one, up to the
 * documented number of positions. Tolerance: the order in which doubles are multiplied. */
static void ranges_of_whole_positions(void **state)
{
    (void)state;
    const int widths[] = {1, 2, 7, 16, 70};
    const uint64_t first[] = {0, 1, 6, 1000, 1000000000}, counts[] = {1, 2, 3, 12, 300};
    for (int i = 0; i < scheme_count * COUNT(widths) * COUNT(first) * COUNT(counts); i++) {
        const struct scheme *s = &schemes[i % scheme_count];
        int rest = i / scheme_count, d = widths[rest % 5];
        uint64_t pos = first[rest / 5 % 5], count = counts[rest / 25];
        uint64_t looked_at = s->limit ? LEARNED_ROWS : WRONG_POSITIONS;
        struct setting set = setting(d, 10000, pos, 12);
        double near = 1e-12 + (double)(pos + count) * 1e-15, low, high;
        for (int k = 0; k < d && (s->mistake || s->limit); k++) {
            double least = (double)NAN, most = (double)NAN;
            uint64_t end = pos + (count < looked_at ? count : looked_at);
            for (uint64_t at = pos; at < end; at++) {
                range_of(s, place(&set), k, at, 0, 0, &low, &high);
                least = fmin(least, low); /* which passes over NaN */
                most = fmax(most, low);
            }
            range_of(s, place(&set), k, pos, 0, (double)count - 1, &low, &high);
            bool none = isnan(least) && isnan(low) && isnan(high);
            assert_true(none || (fabs(low - least) <= near && fabs(high - most) <= near));
        }
        posenc_free(&set.waves);
    }
}

static void check_range(const char *name, const struct scheme_context *c, int k, uint64_t pos,
                        double x0, double x1, double want_low, double want_high)
{
    double low, high;
    range_of(named(name), c, k, pos, x0, x1, &low, &high);
    if (!(fabs(low - want_low) <= 1e-12 && fabs(high - want_high) <= 1e-12))
        fail_msg("%s: %g … %g where %g … %g was expected", name, low, high, want_low, want_high);
}

/* Ranges between positions: straight lines are exact at both ends, waves reach their
 * crests, bits step midway between positions. Tolerance: 1e-12. */
static void ranges(void **state)
{
    (void)state;
    struct setting set = setting(16, 10000, 4, 11);
    const struct scheme_context *c = place(&set);
    check_range("none", c, 3, 7, -2, 2, 0, 0);
    check_range("index", c, 3, 7, -0.5, 2.25, 6.5, 9.25);
    check_range("index", c, 3, 1, -4, 0, -3, 1);
    check_range("normalised", c, 3, 7, -4, 2, -0.1, 0.5);
    check_range("normalised-n", c, 3, 7, -3, 8, 0, 1);
    check_range("one-sine", c, 9, 0, 0, 3, 0, 1);
    check_range("one-sine", c, 9, 1, 0, 0.25, sin(1), sin(1.25));
    check_range("sinusoidal", c, 0, 0, 0, 3, 0, 1);
    check_range("sinusoidal", c, 1, 0, 1, 4, -1, cos(1));
    check_range("sinusoidal", c, 2, 7, 0, 100, -1, 1);
    check_range("binary", c, 0, 7, -0.4, 0.4, 1, 1);
    check_range("binary", c, 0, 7, 0.4, 0.6, 0, 1);
    check_range("binary", c, 3, 7, 0.4, 0.6, 0, 1);
    check_range("binary", c, 1, 7, -0.9, 0.4, 1, 1);
    check_range("binary", c, 4, 7, -7.4, 8.4, 0, 0);
    check_range("binary", c, 63, 7, -100, 1e12, 0, 0);
    check_range("binary", c, 64, 7, -100, 1e12, 0, 0);
    check_range("binary", c, 0, 1, -1e300, -1, 0, 0);
    check_range("binary", c, 5, 1, -1e300, 1e300, 0, 1);
    check_range("binary", c, 16383, 7, 0, 0, 0, 0);
    posenc_free(&set.waves);
}

static void check_text(const char *name, const struct scheme_context *c, uint64_t pos, int k,
                       bool brief, const char *want)
{
    struct str out = STR_EMPTY;
    scheme_explain(named(name), c, pos, k, brief, &out);
    assert_string_equal(str_text(&out), want);
    str_free(&out);
}

static void explained(void **state)
{
    (void)state;
    struct setting set = setting(16, 10000, 0, 12), later = setting(5, 1.0001, 1000, 1);
    const struct scheme_context *c = place(&set), *one = place(&later);
    check_text("sinusoidal", c, 7, 2, false, "sin(7 / 10000^(2/16)) = sin(2.2136)");
    check_text("sinusoidal", c, 7, 3, false, "cos(7 / 10000^(2/16)) = cos(2.2136)");
    check_text("sinusoidal", c, 7, 2, true, "sin(2.2136)");
    check_text("sinusoidal", c, 0, 15, true, "cos(0.0000)");
    check_text("sinusoidal", c, 1, 14, true, "sin(0.0003162)");
    check_text("sinusoidal", c, 999999, 0, true, "sin(999999.0000)");
    check_text("sinusoidal", c, 1000000, 0, true, "sin(1000000.0)");
    check_text("sinusoidal", c, 1000000000, 0, false,
               "sin(1000000000 / 10000^(0/16)) = sin(1000000000.0)");
    check_text("sinusoidal", c, 1000000000, 2, true, "sin(316227766.0)");
    check_text("sinusoidal", one, 1000, 4, true, "sin(999.9200)");
    check_text("sinusoidal", one, 1000, 4, false, "sin(1000 / 1.0001^(4/5)) = sin(999.9200)");
    check_text("none", c, 7, 2, false, "nothing is added");
    check_text("index", c, 7, 2, false, "pos = 7");
    check_text("index", c, 7, 2, true, "pos");
    check_text("normalised", c, 7, 2, false, "(7 − 0) / (12 − 1)");
    check_text("normalised", c, 7, 2, true, "7 / 11");
    check_text("normalised", one, 1000, 2, false, "0, for a single token");
    check_text("normalised", one, 1000, 2, true, "0");
    check_text("normalised-n", c, 7, 2, false, "(7 − 0) / 12");
    check_text("normalised-n", one, 1000, 2, false, "(1000 − 1000) / 1");
    check_text("normalised-n", one, 1000, 2, true, "0 / 1");
    check_text("one-sine", c, 7, 2, false, "sin(7)");
    check_text("learned", c, 7, 2, false, "row 7 of the untrained table");
    check_text("learned", c, 511, 2, true, "row 511");
    check_text("learned", c, 512, 2, false, "no row: the table ends at 511");
    check_text("wrong-exponent", c, 7, 2, false, "sin(7 / 10000^(4/16)) = sin(0.7000)");
    check_text("wrong-column", c, 7, 3, false, "cos(7 / 10000^(3/16)) = cos(1.2448)");
    check_text("wrong-parity", c, 7, 2, false, "cos(7 / 10000^(2/16)) = cos(2.2136)");
    check_text("wrong-axes", c, 7, 2, false, "cos(2 / 10000^(6/16)) = cos(0.0632)");
    check_text("wrong-order", c, 7, 14, true, "sin(7.0000)");
    check_text("wrong-layout", c, 7, 8, false, "cos(7 / 10000^(0/16)) = cos(7.0000)");
    check_text("wrong-single", c, 7, 0, true, "sin(7)");
    check_text("binary", c, 7, 2, false, "bit 2 of 7 (0b111)");
    check_text("binary", c, 0, 2, false, "bit 2 of 0 (0b000)");
    check_text("binary", c, 10, 1, false, "bit 1 of 10 (0b1010)");
    check_text("binary", c, 10, 1, true, "bit 1 of 10");
    posenc_free(&set.waves);
    posenc_free(&later.waves);
}

/* Bases are shown with the digits they need and no more. */
static void bases_in_words(void **state)
{
    (void)state;
    const struct {
        double base;
        const char *text;
    } cases[] = {
        {2, "sin(0 / 2^(0/1))"},
        {500, "sin(0 / 500^(0/1))"},
        {1e6, "sin(0 / 1000000^(0/1))"},
        {1e300, "sin(0 / 1e+300^(0/1))"},
        {1.1, "sin(0 / 1.1^(0/1))"},
        {10000.5, "sin(0 / 10000.5^(0/1))"},
        {1 + 0x1p-52, "sin(0 / 1.0000000000000002^(0/1))"},
    };
    for (int i = 0; i < COUNT(cases); i++) {
        struct setting set = setting(1, cases[i].base, 0, 1);
        struct str out = STR_EMPTY;
        scheme_explain(named("sinusoidal"), place(&set), 0, 0, false, &out);
        assert_memory_equal(str_text(&out), cases[i].text, strlen(cases[i].text));
        str_free(&out);
        posenc_free(&set.waves);
    }
}

/* Positions 2 of 5 tokens and of 10: the same place gets another value. */
static void normalised_numbers(void **state)
{
    (void)state;
    struct setting five = setting(4, 10000, 0, 5), ten = setting(4, 10000, 0, 10);
    assert_true(fabs((double)value(named("normalised"), place(&five), 2, 0) - 0.5) < 1e-7);
    assert_true(fabs((double)value(named("normalised"), place(&ten), 2, 0) - 0.222) < 5e-4);
    assert_true(fabs((double)value(named("normalised-n"), place(&five), 2, 0) - 0.4) < 1e-7);
    assert_true(fabs((double)value(named("normalised-n"), place(&ten), 2, 0) - 0.2) < 1e-7);
    posenc_free(&five.waves);
    posenc_free(&ten.waves);
}

/* The table has spread 0.02 (2 standard errors of 512 · 64 draws: 0.8 %), and nothing after its end. */
static void learned_table(void **state)
{
    (void)state;
    struct setting set = setting(64, 10000, 0, 12);
    double squares = 0, sum = 0;
    for (uint64_t pos = 0; pos < 512; pos++) {
        for (int k = 0; k < 64; k++) {
            double v = (double)value(named("learned"), place(&set), pos, k);
            squares += v * v;
            sum += v;
        }
    }
    assert_true(fabs(sqrt(squares / 32768) / 0.02 - 1) < 0.012);
    assert_true(fabs(sum / 32768) < 4 * 0.02 / sqrt(32768));
    double low, high;
    for (uint64_t pos = 512; pos < 600; pos++) { /* there is no row: no number at all, not 0 */
        assert_true(isnan(value(named("learned"), place(&set), pos, 5)));
        assert_false(scheme_has_row(named("learned"), pos));
        assert_true(scheme_has_row(named("sinusoidal"), pos));
        range_of(named("learned"), place(&set), 5, pos, 0, 3, &low, &high);
        assert_true(isnan(low) && isnan(high));
    }
    assert_true(scheme_has_row(named("learned"), 511));
    double last = (double)value(named("learned"), place(&set), 511, 5);
    range_of(named("learned"), place(&set), 5, 511, 0, 9, &low,
             &high); /* what is beyond adds nothing */
    assert_true(low >= last && low <= last && high >= last && high <= last);
    set.c.offset = 511;
    assert_true(scheme_extent(named("learned"), place(&set), 5) <= 0);
    set.c.offset = 510;
    assert_true(scheme_extent(named("learned"), place(&set), 5) > 0);
    set.c.offset = 0;
    range_of(named("learned"), place(&set), 5, 100, 0, 1e9, &low, &high);
    assert_true(low < 0 && high > 0);
    posenc_free(&set.waves);
}

/* Columns that vary by less than 0.05, as counted in double precision elsewhere. */
static void still_columns(void **state)
{
    (void)state;
    const int widths[] = {16, 64, 512}, lengths[] = {11, 20, 50};
    const int want[3][3] = {{8, 6, 5}, {33, 28, 22}, {268, 232, 179}};
    for (int i = 0; i < 9; i++) {
        struct setting set = setting(widths[i / 3], 10000, 0, (uint64_t)lengths[i % 3]);
        assert_int_equal(scheme_still_columns(named("sinusoidal"), place(&set), 0.05),
                         want[i / 3][i % 3]);
        assert_int_equal(scheme_still_columns(named("none"), place(&set), 0.05), widths[i / 3]);
        assert_int_equal(scheme_still_columns(named("index"), place(&set), 0.05), 0);
        assert_int_equal(scheme_still_columns(named("normalised"), place(&set), 0.05), 0);
        assert_int_equal(scheme_still_columns(named("one-sine"), place(&set), 0.05), 0);
        int bits = i % 3 == 0 ? 4 : i % 3 == 1 ? 5 : 6; /* that 10, 19 and 49 have */
        assert_int_equal(scheme_still_columns(named("binary"), place(&set), 0.05),
                         widths[i / 3] - bits);
        posenc_free(&set.waves);
    }
    for (uint64_t length = 0; length < 2; length++) {
        struct setting set = setting(16, 10000, 3, length);
        for (int i = 0; i < scheme_count; i++) {
            assert_int_equal(scheme_still_columns(&schemes[i], place(&set), 0.05), 16);
            assert_int_equal(scheme_still_columns(&schemes[i], place(&set), 0), 16);
            assert_true(scheme_bound(&schemes[i], place(&set)) >= 1);
        }
        posenc_free(&set.waves);
    }
}

/* Counted wave by wave, at every length from 2 on and at some offsets and limits. */
static void still_columns_one_by_one(void **state)
{
    (void)state;
    static const int widths[] = {1, 2, 7, 64};
    static const double bases[] = {1.01, 2, 10000, 1e12},
                        limits[] = {0, 1e-9, 0.05, 0.3, 0.85, 0.95, 1, 1.9999, 2.5};
    const struct scheme *s = named("sinusoidal");
    for (int i = 0; i < COUNT(widths) * COUNT(bases); i++)
        for (uint64_t length = 2; length < 3000; length += 1 + length / 7) {
            uint64_t offset = length % 3 * 1000003;
            struct setting set =
                setting(widths[i % COUNT(widths)], bases[i / COUNT(widths)], offset, length);
            for (int j = 0; j < COUNT(limits); j++) {
                int still = 0;
                for (int k = 0; k < set.waves.d_model; k++)
                    still += scheme_extent(s, place(&set), k) < limits[j];
                assert_int_equal(scheme_still_columns(s, place(&set), limits[j]), still);
            }
            posenc_free(&set.waves);
        }
}

/* The other schemes, column by column, where ranges and extents meet the limits. */
static void still_columns_of_all(void **state)
{
    (void)state;
    static const int widths[] = {1, 7, 130};
    static const double limits[] = {0.01, 0.05, 0.3, 1, 1.99};
    static const uint64_t offsets[] = {0, 3, 999999999}, lengths[] = {2, 3, 31, 256, 257, 5000};
    for (int i = 0; i < scheme_count; i++)
        for (int j = 0; j < COUNT(widths) * COUNT(offsets) * COUNT(lengths); j++) {
            uint64_t offset = offsets[j / COUNT(widths) % COUNT(offsets)];
            uint64_t length = lengths[j / COUNT(widths) / COUNT(offsets)];
            struct setting set = setting(widths[j % COUNT(widths)], 10000, offset, length);
            for (int l = 0; l < COUNT(limits); l++) {
                int still = 0;
                for (int k = 0; k < set.waves.d_model; k++)
                    still += scheme_extent(&schemes[i], place(&set), k) < limits[l];
                assert_int_equal(scheme_still_columns(&schemes[i], place(&set), limits[l]), still);
            }
            posenc_free(&set.waves);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(still_columns_of_all),
        cmocka_unit_test(what_rows_depend_on),
        cmocka_unit_test(finding),
        cmocka_unit_test(rows_and_figures),
        cmocka_unit_test(windows),
        cmocka_unit_test(ranges),
        cmocka_unit_test(ranges_of_whole_positions),
        cmocka_unit_test(explained),
        cmocka_unit_test(bases_in_words),
        cmocka_unit_test(normalised_numbers),
        cmocka_unit_test(learned_table),
        cmocka_unit_test(still_columns),
        cmocka_unit_test(still_columns_one_by_one),
    };
    return cmocka_run_group_tests_name("scheme", tests, NULL, NULL);
}
