/* What becomes of the rows where the words were shuffled: each row is joined to its word's row. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/learning/attention_parts.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/num.h"

/* The words of both texts, as numbers of the words of the text now: rows of T. */
struct orders {
    int n;
    uint32_t now[TRAIN_TOKENS_MAX], before[TRAIN_TOKENS_MAX];
    uint64_t bag_now[TRAIN_TOKENS_MAX], bag_before[TRAIN_TOKENS_MAX]; /* of the words up to there */
};

static bool same_bytes(const struct pipeline *p, size_t i, const struct pipeline *q, size_t j)
{
    struct piece a = pipeline_piece(p, i), b = pipeline_piece(q, j);
    size_t n = a.end - a.start;
    return n == b.end - b.start && memcmp(pipeline_bytes(p, a), pipeline_bytes(q, b), n) == 0;
}

/* The first token of the text that is the same word; −1: there is none. */
static int first_alike(const struct pipeline *p, int n, const struct pipeline *q, size_t j)
{
    for (int i = 0; i < n; i++)
        if (same_bytes(p, (size_t)i, q, j)) return i;
    return -1;
}

/* The sum is the same whatever the order; the words are few. */
static void fill_bags(const uint32_t *word, int n, uint64_t *bag)
{
    uint64_t sum = 0;
    for (int i = 0; i < n; i++) bag[i] = sum += hash_mix(HASH_SPREAD_A, word[i] + 1);
}

/* False: the two cannot be compared row by row. */
static bool read_orders(const struct app *a, struct orders *o)
{
    const struct pipeline *p = &a->pipeline, *q = &a->shuffle.before.pipeline;
    o->n = (int)min_size(p->count, TRAIN_TOKENS_MAX + 1);
    if (p->count != q->count || a->attention.example.n != o->n) return false;
    for (int i = 0; i < o->n; i++) {
        int now = first_alike(p, o->n, p, (size_t)i), before = first_alike(p, o->n, q, (size_t)i);
        if (before < 0) return false;
        o->now[i] = (uint32_t)now;
        o->before[i] = (uint32_t)before;
    }
    fill_bags(o->now, o->n, o->bag_now);
    fill_bags(o->before, o->n, o->bag_before);
    return true;
}

/* Joins each row to one of its word: first to such a row that had the same words before it, then to
 * the first that is left. False: the texts are not of the same words. */
static bool join_rows(const struct orders *o, int *from)
{
    bool taken[TRAIN_TOKENS_MAX] = {false};
    for (int i = 0; i < o->n; i++) from[i] = -1;
    for (int alike = 1; alike >= 0; alike--)
        for (int i = 0; i < o->n; i++)
            for (int j = 0; j < o->n && from[i] < 0; j++) {
                if (taken[j] || o->now[i] != o->before[j]) continue;
                if (alike && o->bag_now[i] != o->bag_before[j]) continue;
                from[i] = j;
                taken[j] = true;
            }
    for (int i = 0; i < o->n; i++)
        if (from[i] < 0) return false;
    return true;
}

static void fill_differences(struct attention_model *m)
{
    const double *now = m->right.block[m->shape.blocks - 1].out,
                 *before = m->before.block[m->shape.blocks - 1].out;
    int d = m->shape.d_model;
    for (int i = 0; i < m->right.n; i++) {
        double *by = &m->order.difference[i];
        *by = 0;
        for (int k = 0; k < d; k++)
            *by = fmax(*by, fabs(now[i * d + k] - before[m->order.from[i] * d + k]));
    }
}

/* The same with one block more, of random weights too. */
static bool compare_deeper(struct app *a, const struct train_shuffle *shuffle)
{
    struct attention_model *m = &a->attention;
    struct train_shape deeper = m->shape;
    deeper.blocks = 2;
    double *number = memory_zeros(train_numbers(&deeper), sizeof *number);
    if (!number) return false;
    struct train_part part;
    train_start_values(&deeper, a->params.seed, number);
    train_find_part(&m->shape, TRAIN_PART_T, 0, &part);
    memcpy(number, m->number + part.at, (size_t)(part.rows * part.cols) * sizeof *number);
    const struct train_reading how = {.places = m->places};
    m->order.deeper = train_order_compare(&deeper, number, &how, shuffle, &m->order.two);
    free(number);
    return m->order.deeper;
}

bool attention_compare_orders(struct app *a)
{
    struct attention_model *m = &a->attention;
    struct orders o;
    m->order.known = m->order.deeper = false;
    if (!a->shuffle.before.on || m->own || !read_orders(a, &o) || !join_rows(&o, m->order.from))
        return true;
    const struct train_reading how = {.places = m->places};
    struct train_example now = m->example, before = m->example;
    now.word = o.now;
    before.word = o.before;
    now.asks = before.asks = 0;
    const struct train_shuffle shuffle = {before, now, m->order.from};
    if (!train_order_compare(&m->shape, m->number, &how, &shuffle, &m->order.verdict) ||
        !train_forward(&m->shape, m->number, &how, &before, &m->before))
        return false;
    m->order.known = true;
    fill_differences(m);
    return m->made != ATTENTION_RANDOM || m->shape.blocks > 1 || compare_deeper(a, &shuffle);
}
