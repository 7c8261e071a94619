#include "core/scheme/scheme_tests.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/num.h"
#include "core/posenc/turn.h"
#include "core/vec/lane_sums.h"

#define CELLS_MAX (1 << 18)    /* numbers in the table that `unique` searches */
#define PRODUCTS_MAX (1 << 25) /* and products that it forms, at worst */
#define TIE 1e-5               /* rows are float32: squared distances closer than this are equal */

/* The context in which positions 0, 1, 2 … are those of the text's places. */
static struct scheme_context from_zero(const struct scheme_context *c)
{
    return (struct scheme_context){c->waves, 0, c->length, c->learned};
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

/* Over the text's places 0 … end − 1. */
static struct posenc_range reach_of(const struct scheme *s, const struct scheme_context *c,
                                    uint64_t end)
{
    struct posenc_range all = {HUGE_VAL, -HUGE_VAL};
    for (int k = 0; k < min_int(dims_that_differ(s, c), BOUNDED_DIMS); k++) {
        struct posenc_range r = scheme_range(s, c, k, c->offset, 0, (double)(end - 1));
        all.min = fmin(all.min, r.min);
        all.max = fmax(all.max, r.max);
    }
    return all;
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
    struct scheme_context longer = {c->waves, c->offset, c->length + BOUNDED_MORE, c->learned};
    struct posenc_range now = reach_of(s, c, rows_of(s, c, c->length));
    struct posenc_range later = reach_of(s, &longer, rows_of(s, &longer, longer.length));
    bool ok =
        fmax(later.max, -later.min) <= BOUNDED_LIMIT && fmax(now.max, -now.min) <= BOUNDED_LIMIT;
    return (struct bounded_test){now.min, now.max, later.min, later.max, ok};
}

/* unique
 *
 * A distance's first dimensions are summed for many rows at once, which excludes most pairs.
 * Differences are rounded to float32, as rows are; sums are doubles. */

#define HEAD 32                /* first dimensions that are compared so */
#define STRIDE (4 * LANE_SUMS) /* entries between two tests of whether a pair is excluded */

static const float zeros[LANE_SUMS];

/* blocks[i / LANE_SUMS][k][i % LANE_SUMS] = rows[i][k] of the first `head` dimensions: LANE_SUMS
 * rows side by side, the last one again where there are no more. */
static void lay_side_by_side(const float *rows, int n, int d, int head, float *blocks)
{
    for (int i = 0; i < (n + LANE_SUMS - 1) / LANE_SUMS * LANE_SUMS; i++) {
        const float *row = rows + (size_t)min_int(i, n - 1) * (size_t)d;
        float *block = blocks + (i / LANE_SUMS * head * LANE_SUMS + i % LANE_SUMS);
        for (ptrdiff_t k = 0; k < head; k++) block[k * LANE_SUMS] = row[k];
    }
}

/* The heads' squared distances of a row to the rows of a block, each summed over rising k. */
static void head_distances(const float *row, const float *block, int head, double out[LANE_SUMS])
{
    struct lane_sums s = {0};
    for (ptrdiff_t k = 0; k < head; k++) {
        for (ptrdiff_t v = 0; v < LANE_SUMS_VECTORS; v++) {
            floats x;
            memcpy(&x, block + k * LANE_SUMS + v * LANES, sizeof x);
            doubles apart = __builtin_convertvector(row[k] - x, doubles);
            s.at[v] += apart * apart;
        }
    }
    memcpy(out, s.at, sizeof s.at);
}

/* `head` and what the dimensions from HEAD on add, summed in the order of core/vec/lane_sums.h;
 * not to the end where the sum is above `limit` before. */
static double whole_distance(const float *a, const float *b, int d, double head, double limit)
{
    struct lane_sums s = {0};
    float last_a[LANE_SUMS], last_b[LANE_SUMS], apart[LANE_SUMS];
    double sum = head;
    for (int k = HEAD; k < d && sum <= limit;) {
        for (int end = min_int(d, k + STRIDE); k < end; k += LANE_SUMS) {
            const float *from_a = lane_sums_next(a, k, d, last_a),
                        *from_b = lane_sums_next(b, k, d, last_b);
            for (int i = 0; i < LANE_SUMS; i++) apart[i] = from_a[i] - from_b[i];
            lane_sums_add_squares(&s, apart, zeros);
        }
        sum = head + lane_sums_total(&s);
    }
    return sum;
}

/* The pair whose squared distance, t->distance, is smallest, the first of equals: a later pair
 * has to be nearer by the share TIE. `blocks`: room for HEAD numbers of as many rows, rounded
 * up to a multiple of LANE_SUMS. */
static void find_closest(const float *rows, int n, int d, float *blocks, struct unique_test *t)
{
    double heads[LANE_SUMS];
    int head = min_int(d, HEAD);
    lay_side_by_side(rows, n, d, head, blocks);
    t->distance = HUGE_VAL;
    for (int i = 0; i < n; i++)
        for (int j = (i + 1) / LANE_SUMS * LANE_SUMS; j < n && t->distance > 0; j += LANE_SUMS) {
            const float *row = rows + (size_t)i * (size_t)d;
            head_distances(row, blocks + (ptrdiff_t)j * head, head, heads);
            for (int c = max_int(i + 1 - j, 0); c < LANE_SUMS && j + c < n; c++) {
                const float *other = rows + (size_t)(j + c) * (size_t)d;
                double limit = t->distance * (1 - TIE);
                if (!(heads[c] < limit)) continue;
                double distance = whole_distance(row, other, d, heads[c], limit);
                if (!(distance < limit)) continue;
                t->distance = distance;
                t->a = (uint64_t)i;
                t->b = (uint64_t)j + (uint64_t)c;
            }
        }
}

/* The root mean square of the distances over all pairs. In a column the squares of the pairs'
 * differences add up to n Σ x² − (Σ x)², x counted from the first row's value. */
static double usual_distance(const float *rows, int n, int d)
{
    double all = 0;
    for (int k = 0; k < d; k++) {
        double sum = 0, squares = 0;
        for (int i = 0; i < n; i++) {
            double x = (double)(rows[(size_t)i * (size_t)d + (size_t)k] - rows[k]);
            sum += x;
            squares += x * x;
        }
        all += fmax(0, n * squares - sum * sum);
    }
    return sqrt(2 * all / ((double)n * (n - 1)));
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

int scheme_unique_count(const struct scheme *s, const struct scheme_context *c, int count)
{
    return affordable(available(s, c, count), c->waves->d_model);
}

bool scheme_unique(const struct scheme *s, const struct scheme_context *c, int count,
                   struct unique_test *out)
{
    int whole = c->waves->d_model, n = scheme_unique_count(s, c, count), d = dims_that_differ(s, c);
    struct scheme_context zero = from_zero(c);
    *out = (struct unique_test){.count = n, .ok = true};
    if (n < 2) return true;
    size_t cells = (size_t)n * (size_t)d;
    float *rows = memory_new(cells + ((size_t)n + LANE_SUMS) * HEAD, sizeof *rows);
    if (!rows) return false;
    scheme_rows(s, &zero, &(struct posenc_block){0, (size_t)n, 0, d}, rows);
    find_closest(rows, n, d, rows + cells, out);
    where_they_differ(rows + out->a * (size_t)d, rows + out->b * (size_t)d, d, out);
    /* Over d equal dimensions the squared distances are d times those in one. */
    out->distance = sqrt(out->distance);
    out->distance *= sqrt((double)whole / d);
    out->usual = usual_distance(rows, n, d) * sqrt((double)whole / d);
    out->ok = out->distance > UNIQUE_SHARE * fmin(out->usual, sqrt(whole));
    out->a += s->of_text ? c->offset : 0;
    out->b += s->of_text ? c->offset : 0;
    free(rows);
    return true;
}

/* same at every length */

bool scheme_same(const struct scheme *s, const struct scheme_context *c, struct same_test *out)
{
    int d = dims_that_differ(s, c);
    uint64_t length = c->length > SAME_PLACE ? c->length : SAME_PLACE + 1;
    struct scheme_context shorter = {c->waves, c->offset, length, c->learned};
    struct scheme_context longer = shorter;
    longer.length += SAME_MORE;
    *out = (struct same_test){
        .place = SAME_PLACE, .length = length, .longer = longer.length, .end = s->limit};
    float *rows = memory_new(2 * (size_t)d, sizeof *rows);
    if (!rows) return false;
    scheme_row(s, &shorter, c->offset + SAME_PLACE, 0, d, rows);
    scheme_row(s, &longer, c->offset + SAME_PLACE, 0, d, rows + d);
    for (int k = 0; k < d; k++) {
        double before = (double)rows[k], after = (double)rows[d + k];
        if (k == 0 || fabs(after - before) > fabs(out->after - out->before)) {
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
        scheme_row(s, c, c->offset + i, 0, d, a);
        scheme_row(truth, c, c->offset + i, 0, d, b);
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
    double half = fmin(turn, 1 - turn), sine, cosine; /* of the angle's half, in half turns */
    turn_sine_cosine_small(PI * fmin(half, 0.5 - half), &sine, &cosine);
    return 2 * (half < 0.25 ? sine : cosine);
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
