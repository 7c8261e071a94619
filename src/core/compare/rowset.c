#include "core/compare/rowset.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* A row, with what a comparison has to know of it. */
struct entry {
    const float *row;
    size_t bytes;
};

static int compare(const void *a, const void *b)
{
    const struct entry *left = a, *right = b;
    return memcmp(left->row, right->row, left->bytes);
}

/* One bit pattern for every value: of the zeros, and of what is no number. */
static void make_plain(float *row, size_t n)
{
    for (size_t i = 0; i < n; i++) row[i] = isnan(row[i]) ? NAN : row[i] + 0.0f;
}

/* The rows of E and of X of a text, sorted. */
struct sorted {
    float *rows;         /* (count, 4 d): E, P and X; owned */
    struct entry *e, *x; /* (count); owned */
    size_t count;
};

static void sorted_free(struct sorted *s)
{
    free(s->rows);
    free(s->e);
    free(s->x);
}

static bool sorted_read(const struct pipeline *p, struct sorted *s)
{
    size_t d = (size_t)p->params.d_model, width = (size_t)pipeline_x_width(p);
    *s = (struct sorted){memory_new(p->count * 4 * d * sizeof(float) + 1, 1),
                         memory_new(p->count * sizeof(struct entry) + 1, 1),
                         memory_new(p->count * sizeof(struct entry) + 1, 1), p->count};
    if (!s->rows || !s->e || !s->x) return false;
    for (size_t i = 0; i < s->count; i++) {
        float *row = s->rows + i * 4 * d;
        pipeline_token_rows(p, i, row);
        make_plain(row, 2 * d + width);
        s->e[i] = (struct entry){row, d * sizeof *row};
        s->x[i] = (struct entry){row + 2 * d, width * sizeof *row};
    }
    qsort(s->e, s->count, sizeof *s->e, compare);
    qsort(s->x, s->count, sizeof *s->x, compare);
    return true;
}

/* Entries that are in both lists, each as often as it is in both. */
static size_t shared(const struct entry *a, size_t n, const struct entry *b, size_t m)
{
    size_t count = 0;
    for (size_t i = 0, j = 0; i < n && j < m;) {
        int order = compare(&a[i], &b[j]);
        count += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    return count;
}

static bool fits(const struct pipeline *p)
{
    return pipeline_complete(p) && p->count <= ROWSET_CELLS_MAX / (size_t)p->params.d_model;
}

bool rowset_compare(const struct pipeline *is, const struct pipeline *was, struct rowset *out)
{
    struct sorted a = {0}, b = {0};
    *out = (struct rowset){0};
    if (!fits(is) || !fits(was) || is->params.d_model != was->params.d_model ||
        is->params.join != was->params.join)
        return true;
    bool ok = sorted_read(is, &a) && sorted_read(was, &b);
    if (ok)
        *out = (struct rowset){true, a.count, b.count, shared(a.e, a.count, b.e, b.count),
                               shared(a.x, a.count, b.x, b.count)};
    sorted_free(&a);
    sorted_free(&b);
    return ok;
}
