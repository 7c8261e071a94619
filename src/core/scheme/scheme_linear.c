/* Whether one matrix takes every row of P to the next: least squares.
 *
 * Columns of numbers over the positions are what is fitted: a column of the next rows lies in the
 * span of the columns of the rows, or leaves a residual. An orthonormal basis of the span (Gram and
 * Schmidt, each column twice) takes the place of M, which nobody needs to see. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "core/scheme/scheme_tests.h"

#define CELLS_MAX (1 << 17)
#define COUNT_MIN 8
#define COUNT_MAX 129
#define COUNT_WIDE 65 /* positions where there are more than WIDE dimensions, whose rank is small */
#define WIDE 64
#define SOME 64    /* dimensions of a row at a time */
#define COLUMNS 16 /* columns that are projected side by side */
#define DEPENDENT                                                                                  \
    1e-10 /* what is left of a column that lies in the span already, as a share of it */

/* Columns over m = count − 1 positions: (d, m) each. Where all dimensions are alike d is 1: other
 * columns lie in the first one's span, and miss what it misses. */
struct fit {
    int m, d;
    double *rows, *next; /* column k of the rows, and of those one position on */
    double *basis;       /* (rank, m), orthonormal */
    int rank;
};

static double dot(const double *a, const double *b, int n)
{
    double sum = 0;
    for (int i = 0; i < n; i++) sum += a[i] * b[i];
    return sum;
}

/* Subtracts from v what lies in the span of the basis; twice, as once leaves rounding errors. */
static void project_out(double *v, const double *basis, int rank, int m)
{
    for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < rank; j++) {
            const double *b = basis + (size_t)j * (size_t)m;
            double along = dot(v, b, m);
            for (int i = 0; i < m; i++) v[i] -= along * b[i];
        }
    }
}

/* Adds a column to the basis, unless it lies in its span. */
static void extend(struct fit *f, const double *column)
{
    if (f->rank == f->m) return;
    double *v = f->basis + (size_t)f->rank * (size_t)f->m;
    memcpy(v, column, (size_t)f->m * sizeof *v);
    double before = sqrt(dot(v, v, f->m));
    project_out(v, f->basis, f->rank, f->m);
    double length = sqrt(dot(v, v, f->m));
    if (length <= before * DEPENDENT) return;
    for (int i = 0; i < f->m; i++) v[i] /= length;
    f->rank++;
}

static double *column(double *columns, const struct fit *f, int k)
{
    return columns + (size_t)k * (size_t)f->m;
}

/* Column k's step is missed by `left`, what of its next column lies outside the span:
 * noted where that is the maximum so far. */
static void note_missed(const struct fit *f, int k, double left, struct linear_test *t)
{
    const double *next = column(f->next, f, k), *row = column(f->rows, f, k);
    double step = 0, size = sqrt(dot(next, next, f->m));
    for (int i = 0; i < f->m; i++) step += (next[i] - row[i]) * (next[i] - row[i]);
    step = fmax(sqrt(step), LINEAR_STEP * size);
    double missed = step > 0 ? left / step : 0;
    if (missed > t->residual) {
        t->residual = missed;
        t->dim = k;
    }
}

static bool is_column(const struct fit *f, int k)
{
    return k >= 0 && k < f->d;
}

/* Each pair's two columns from each other alone; until one shows that this is not enough. */
static void by_blocks(struct fit *f, const struct posenc *waves, double *scratch,
                      struct linear_test *t)
{
    int pairs = f->d < waves->d_model
                    ? 1
                    : waves->pairs; /* of pair 0 dimension 0, the sine, is there always */
    for (int i = 0; i < pairs && t->residual <= LINEAR_LIMIT; i++) {
        int dims[2] = {posenc_dim(waves, i, false), posenc_dim(waves, i, true)};
        f->rank = 0;
        for (int j = 0; j < 2; j++)
            if (is_column(f, dims[j])) extend(f, column(f->rows, f, dims[j]));
        for (int j = 0; j < 2; j++) {
            if (is_column(f, dims[j])) {
                memcpy(scratch, column(f->next, f, dims[j]), (size_t)f->m * sizeof *scratch);
                project_out(scratch, f->basis, f->rank, f->m);
                note_missed(f, dims[j], sqrt(dot(scratch, scratch, f->m)), t);
            }
        }
    }
}

/* scratch (m, COLUMNS): what of the next columns from k on lies outside the span, as by
 * project_out(). Side by side, since the sum of one alone waits for each addition. */
static void project_columns(struct fit *f, int k, double *scratch)
{
    for (int i = 0; i < f->m; i++)
        for (int c = 0; c < COLUMNS; c++)
            scratch[i * COLUMNS + c] = k + c < f->d ? column(f->next, f, k + c)[i] : 0;
    for (int j = 0; j < 2 * f->rank; j++) {
        const double *b = f->basis + (size_t)(j % f->rank) * (size_t)f->m;
        double along[COLUMNS] = {0};
        for (int i = 0; i < f->m; i++)
            for (int c = 0; c < COLUMNS; c++) along[c] += scratch[i * COLUMNS + c] * b[i];
        for (int i = 0; i < f->m; i++)
            for (int c = 0; c < COLUMNS; c++) scratch[i * COLUMNS + c] -= along[c] * b[i];
    }
}

static void by_any(struct fit *f, double *scratch, struct linear_test *t)
{
    f->rank = 0;
    for (int k = 0; k < f->d; k++) extend(f, column(f->rows, f, k));
    for (int k = 0; k < f->d; k += COLUMNS) {
        double squares[COLUMNS] = {0};
        project_columns(f, k, scratch);
        for (int i = 0; i < f->m; i++, scratch += COLUMNS)
            for (int c = 0; c < COLUMNS; c++) squares[c] += scratch[c] * scratch[c];
        scratch -= (ptrdiff_t)f->m * COLUMNS;
        for (int c = 0; c < COLUMNS && k + c < f->d; c++)
            note_missed(f, k + c, sqrt(squares[c]), t);
    }
}

static void put(struct fit *f, int k, int i, double value)
{
    if (i < f->m) column(f->rows, f, k)[i] = value;
    if (i > 0) column(f->next, f, k)[i - 1] = value;
}

static void fill(struct fit *f, const struct scheme *s, const struct scheme_context *c)
{
    for (int k = 0; k < f->d && !s->single; k++)
        for (int i = 0; i <= f->m; i++) put(f, k, i, scheme_range(s, c, k, (uint64_t)i, 0, 0).min);
    float some[SOME];
    for (int k = 0; k < f->d && s->single; k += SOME) {
        int count = f->d - k < SOME ? f->d - k : SOME;
        for (int i = 0; i <= f->m; i++) {
            scheme_row(s, c, (uint64_t)i, k, count, some);
            for (int j = 0; j < count; j++) put(f, k + j, i, (double)some[j]);
        }
    }
}

static bool moves(const struct fit *f)
{
    return memcmp(f->next, f->rows, (size_t)f->d * (size_t)f->m * sizeof *f->rows) != 0;
}

static void measure(struct fit *f, const struct scheme *s, const struct scheme_context *c,
                    struct linear_test *t, double *scratch)
{
    fill(f, s, c);
    t->trivial = !moves(f);
    t->decided = t->ok = true;
    if (t->trivial) return;
    by_blocks(f, c->waves, scratch, t);
    t->ok = t->residual <= LINEAR_LIMIT;
    if (t->ok) return;
    t->residual = 0;
    t->dim = 0;
    by_any(f, scratch, t);
    t->ok = t->residual <= LINEAR_LIMIT;
    t->decided = !t->ok || f->rank < f->m;
}

/* More positions than dimensions, so that a table of anything does not fit. */
static int positions(const struct scheme *s, const struct scheme_context *c)
{
    int d = c->waves->d_model, count = d > WIDE ? COUNT_WIDE : 2 * d + 1;
    count = count < COUNT_MIN ? COUNT_MIN : count > COUNT_MAX ? COUNT_MAX : count;
    if (count > CELLS_MAX / d) count = CELLS_MAX / d;
    uint64_t end = s->of_text ? c->length : s->limit ? s->limit : POSENC_POS_MAX;
    return end < (uint64_t)count ? (int)end : count;
}

bool scheme_linear(const struct scheme *s, const struct scheme_context *c, struct linear_test *out)
{
    struct scheme_context zero = {c->waves, 0, c->length, c->learned};
    struct fit f = {.d = s->alike ? 1 : c->waves->d_model};
    *out = (struct linear_test){.count = positions(s, c)};
    f.m = out->count - 1;
    if (f.m < 1) return true;
    size_t columns = (size_t)f.d * (size_t)f.m, m = (size_t)f.m;
    double *all = memory_new(2 * columns + m * m + m * COLUMNS, sizeof *all);
    if (!all) return false;
    f.rows = all;
    f.next = all + columns;
    f.basis = f.next + columns;
    measure(&f, s, &zero, out, f.basis + m * m);
    free(all);
    return true;
}
