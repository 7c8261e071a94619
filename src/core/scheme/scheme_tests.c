#include "core/scheme/scheme_tests.h"

#include <math.h>
#include <stdlib.h>

#include "base/num.h"
#include "core/scheme/scheme_kernel.h"

#define CELLS_MAX (1 << 18)    /* numbers in the table that `unique` searches */
#define PRODUCTS_MAX (1 << 23) /* and products that it forms, at worst */
#define PI 3.14159265358979323846
#define TIE 1e-5 /* rows are float32: squared distances closer than this are equal */

/* The context in which positions 0, 1, 2 … are those of the text's places. */
static struct scheme_context from_zero(const struct scheme_context *c)
{
    return (struct scheme_context){c->waves, 0, c->length};
}

/* Dimensions of a row that have to be looked at. */
static int dims_that_differ(const struct scheme *s, const struct scheme_context *c)
{
    return s->alike ? 1 : c->waves->d_model;
}

/* How many of `wanted` positions there are to look at. */
static int available(const struct scheme *s, const struct scheme_context *c, int wanted)
{
    if (s->of_text && c->length < (uint64_t)wanted) return (int)c->length;
    if (s->limit && s->limit < (uint64_t)wanted) return (int)s->limit;
    return wanted;
}

/* bounded */

struct value_range {
    double low, high;
};

/* Over the text's places 0 … end − 1. */
static struct value_range reach_of(const struct scheme *s, const struct scheme_context *c,
                                   uint64_t end)
{
    struct value_range r = {HUGE_VAL, -HUGE_VAL};
    for (int k = 0; k < min_int(dims_that_differ(s, c), BOUNDED_DIMS); k++) {
        double low, high;
        s->range(c, k, c->offset, 0, (double)(end - 1), &low, &high);
        r.low = fmin(r.low, low);
        r.high = fmax(r.high, high);
    }
    return r;
}

/* Of a text of `length` tokens the places that have rows. None counts as one. */
static uint64_t rows_of(const struct scheme *s, const struct scheme_context *c, uint64_t length)
{
    uint64_t end = s->limit > c->offset ? s->limit - c->offset : 0;
    length = length ? length : 1;
    return s->limit && end < length ? end : length;
}

struct bounded_test scheme_bounded(const struct scheme *s, const struct scheme_context *c)
{
    struct scheme_context longer = {c->waves, c->offset, c->length + BOUNDED_MORE};
    struct value_range now = reach_of(s, c, rows_of(s, c, c->length));
    struct value_range later = reach_of(s, &longer, rows_of(s, &longer, longer.length));
    bool ok =
        fmax(later.high, -later.low) <= BOUNDED_LIMIT && fmax(now.high, -now.low) <= BOUNDED_LIMIT;
    return (struct bounded_test){now.low, now.high, later.low, later.high, ok};
}

/* unique: over d equal dimensions the squared distances are d times those in one. */

static void find_closest(const float *rows, int n, int d, float *blocks, struct unique_test *t)
{
    static scheme_closest_kernel *const closest[ISA_COUNT] = ISA_TABLE(scheme_closest);
    static scheme_apart_kernel *const apart[ISA_COUNT] = ISA_TABLE(scheme_apart);
    enum isa isa = isa_best();
    int a = 0, b = 0;
    t->distance = sqrt(closest[isa](rows, n, d, TIE, blocks, &a, &b));
    t->usual = sqrt(2 * apart[isa](rows, n, d) / ((double)n * (n - 1)));
    t->a = (uint64_t)a;
    t->b = (uint64_t)b;
}

static void where_they_differ(const float *a, const float *b, int d, struct unique_test *t)
{
    for (int k = 0; k < d; k++) {
        if (k == 0 || fabs((double)(a[k] - b[k])) > fabs(t->value_a - t->value_b)) {
            t->dim = k;
            t->value_a = (double)a[k];
            t->value_b = (double)b[k];
        }
    }
}

static int affordable(int count, int d)
{
    count = min_int(count, CELLS_MAX / d);
    return min_int(count, (int)sqrt(2.0 * PRODUCTS_MAX / d));
}

bool scheme_unique(const struct scheme *s, const struct scheme_context *c, int count,
                   struct unique_test *out)
{
    int whole = c->waves->d_model, n = affordable(available(s, c, count), whole),
        d = dims_that_differ(s, c);
    struct scheme_context zero = from_zero(c);
    *out = (struct unique_test){.count = n, .ok = true};
    if (n < 2) return true;
    size_t blocks = ((size_t)n + SCHEME_BLOCK - 1) / SCHEME_BLOCK * SCHEME_BLOCK;
    float *rows = malloc(((size_t)n * (size_t)d + blocks * SCHEME_HEAD) * sizeof *rows);
    if (!rows) return false;
    for (int i = 0; i < n; i++) s->row(&zero, (uint64_t)i, 0, d, rows + (size_t)i * (size_t)d);
    find_closest(rows, n, d, rows + (size_t)n * (size_t)d, out);
    where_they_differ(rows + out->a * (size_t)d, rows + out->b * (size_t)d, d, out);
    out->distance *= sqrt((double)whole / d);
    out->usual *= sqrt((double)whole / d);
    out->ok = out->distance > UNIQUE_SHARE * fmin(out->usual, sqrt(whole));
    free(rows);
    return true;
}

/* same at every length */

bool scheme_same(const struct scheme *s, const struct scheme_context *c, struct same_test *out)
{
    int d = dims_that_differ(s, c);
    uint64_t length = c->length > SAME_PLACE ? c->length : SAME_PLACE + 1;
    struct scheme_context shorter = {c->waves, c->offset, length}, longer = shorter;
    longer.length += SAME_MORE;
    *out = (struct same_test){
        .place = SAME_PLACE, .length = length, .longer = longer.length, .end = s->limit};
    float *rows = malloc(2 * (size_t)d * sizeof *rows);
    if (!rows) return false;
    s->row(&shorter, c->offset + SAME_PLACE, 0, d, rows);
    s->row(&longer, c->offset + SAME_PLACE, 0, d, rows + d);
    for (int k = 0; k < d; k++) {
        double before = (double)rows[k], after = (double)rows[d + k];
        if (k == 0 || fabs(after - before) > fabs(out->after - out->before)) {
            out->dim = k;
            out->before = before;
            out->after = after;
        }
    }
    out->ok = !s->limit && !(fabs(out->after - out->before) > 0);
    free(rows);
    return true;
}

struct difference scheme_difference(const struct scheme *s, const struct scheme *truth,
                                    const struct scheme_context *c)
{
    struct difference largest = {.position = c->offset};
    float a[BOUNDED_DIMS], b[BOUNDED_DIMS];
    int d = min_int(c->waves->d_model, BOUNDED_DIMS);
    for (uint64_t i = 0; i < c->length && i < DIFFERENCE_ROWS; i++) {
        s->row(c, c->offset + i, 0, d, a);
        truth->row(c, c->offset + i, 0, d, b);
        for (int k = 0; k < d; k++)
            if (fabs((double)(a[k] - b[k])) > fabs(largest.value - largest.truth))
                largest = (struct difference){c->offset + i, k, (double)a[k], (double)b[k]};
    }
    return largest;
}

/* The chord of an angle: 2 sin(angle / 2). */
double scheme_wave_apart(const struct posenc *waves, int pair, uint64_t shift)
{
    double turn = posenc_cell(waves, shift, posenc_dim(waves, pair, false)).turn;
    return 2 * sin(PI * fmin(turn, 1 - turn));
}

uint64_t scheme_wave_repeats(const struct posenc *waves, int pair, int count)
{
    double best = 1;
    uint64_t shift = 1;
    for (int i = 1; i < count; i++) {
        double turn = posenc_cell(waves, (uint64_t)i, posenc_dim(waves, pair, false)).turn;
        double gap = fmin(turn, 1 - turn);
        if (gap < best) {
            best = gap;
            shift = (uint64_t)i;
        }
    }
    return shift;
}
