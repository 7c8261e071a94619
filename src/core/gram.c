#include "core/gram.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/vecstat.h"

#define CAP_STEP 32 /* slots grow by so many, lest every size of the screen be a new allocation */
#define SPARE 16    /* at least, for rows that come back */
#define SOME 64     /* products worked out at a time */

void gram_forget(struct gram *g)
{
    if (g->cap) {
        memset(g->used, 0, (size_t)g->cap * sizeof *g->used);
    }
}

void gram_free(struct gram *g)
{
    free(g->slot);
    free(g->keys);
    free(g->used);
    free(g->rows);
    free(g->dots);
    *g = (struct gram)GRAM_EMPTY;
}

/* Room for `count` rows of d numbers. What was there is lost when it has to grow. */
static bool make_room(struct gram *g, int d, int count)
{
    if (count + SPARE <= g->cap && d == g->d) {
        return true;
    }
    uint64_t rows = g->computed_rows, dots = g->computed_dots;
    gram_free(g);
    size_t cap = (size_t)(count + SPARE + CAP_STEP - 1) / CAP_STEP * CAP_STEP;
    *g = (struct gram){
        .d = d,
        .slot = malloc(cap * sizeof *g->slot),
        .keys = malloc(cap * sizeof *g->keys),
        .used = calloc(cap, sizeof *g->used),
        .rows = malloc(cap * (size_t)d * sizeof *g->rows),
        .dots = malloc(cap * cap * sizeof *g->dots),
        .cap = (int)cap,
        .computed_rows = rows,
        .computed_dots = dots,
    };
    return g->slot && g->keys && g->used && g->rows && g->dots;
}

/* The slot that holds the key's row, or −1; `near` is tried first. */
static int find(const struct gram *g, const struct gram_key *key, int near)
{
    for (int i = 0; i < g->cap; i++) {
        int s = near + i < g->cap ? near + i : near + i - g->cap;
        if (g->used[s] && g->keys[s].a == key->a && g->keys[s].b == key->b) {
            return s;
        }
    }
    return -1;
}

/* The slot that was an item's the longest ago: of no item of this set, as there are fewer items
 * than slots. */
static int vacant(const struct gram *g)
{
    int oldest = 0;
    for (int s = 1; s < g->cap && g->used[oldest]; s++) {
        if (g->used[s] < g->used[oldest]) {
            oldest = s;
        }
    }
    return oldest;
}

static void forget_dots(struct gram *g, int slot)
{
    for (int s = 0; s < g->cap; s++) {
        g->dots[(size_t)slot * (size_t)g->cap + (size_t)s] = (double)NAN;
        g->dots[(size_t)s * (size_t)g->cap + (size_t)slot] = (double)NAN;
    }
}

bool gram_set(struct gram *g, int d, const struct gram_key *keys, int count,
              void (*fill)(void *context, const struct gram_key *key, float *row), void *context,
              struct err *e)
{
    g->count = 0;
    if (count == 0) {
        return true;
    }
    if (!make_room(g, d, count)) {
        gram_free(g);
        return err_memory(e);
    }
    g->sets++;
    g->count = count;
    int near = 0;
    for (int i = 0; i < count; i++) { /* first all that stay, so that none of them is overwritten */
        g->slot[i] = find(g, &keys[i], near);
        if (g->slot[i] >= 0) {
            g->used[g->slot[i]] = g->sets;
            near = (g->slot[i] + 1) % g->cap;
        }
    }
    for (int i = 0; i < count; i++) {
        int s = g->slot[i] >= 0 ? g->slot[i] : find(g, &keys[i], near);
        if (s < 0) {
            s = vacant(g);
            g->keys[s] = keys[i];
            fill(context, &keys[i], g->rows + (size_t)s * (size_t)d);
            forget_dots(g, s);
            g->computed_rows++;
        }
        g->used[s] = g->sets;
        g->slot[i] = s;
    }
    return true;
}

static double *dot_of(const struct gram *g, int a, int b)
{
    return &g->dots[(size_t)a * (size_t)g->cap + (size_t)b];
}

/* Products commute, and so do their sums: the same bits. */
static void put_dot(struct gram *g, int a, int b, double dot)
{
    *dot_of(g, a, b) = *dot_of(g, b, a) = dot;
    g->computed_dots++;
}

/* Slots among those of items first … whose product with slot a is not known, each once. */
static int unknown(const struct gram *g, int a, int first, int count, int slots[SOME])
{
    int n = 0;
    for (int j = first; j < first + count && n < SOME; j++) {
        bool there = !isnan(*dot_of(g, a, g->slot[j]));
        for (int k = 0; k < n && !there; k++) {
            there = slots[k] == g->slot[j];
        }
        if (!there) {
            slots[n++] = g->slot[j];
        }
    }
    return n;
}

static const float *slot_row(const struct gram *g, int slot)
{
    return g->rows + (size_t)slot * (size_t)g->d;
}

const float *gram_row(const struct gram *g, int i)
{
    return slot_row(g, g->slot[i]);
}

void gram_row_dots(struct gram *g, int i, int first, int count)
{
    int a = g->slot[i], slots[SOME], n;
    const float *rows[SOME];
    double dots[SOME];
    for (int end = first + count; first < end; first += SOME) {
        int some = end - first < SOME ? end - first : SOME;
        if ((n = unknown(g, a, first, some, slots)) < 2) {
            continue;
        }
        for (int k = 0; k < n; k++) {
            rows[k] = slot_row(g, slots[k]);
        }
        vec_dots(slot_row(g, a), rows, n, g->d, dots);
        for (int k = 0; k < n; k++) {
            put_dot(g, a, slots[k], dots[k]);
        }
    }
}

double gram_dot(struct gram *g, int i, int j)
{
    int a = g->slot[i], b = g->slot[j];
    if (isnan(*dot_of(g, a, b))) {
        put_dot(g, a, b, vec_dot(slot_row(g, a), slot_row(g, b), g->d));
    }
    return *dot_of(g, a, b);
}

/* The square root of a product that may overflow would not do: of each length. */
double gram_cosine(struct gram *g, int i, int j)
{
    double lengths = sqrt(gram_dot(g, i, i)) * sqrt(gram_dot(g, j, j));
    return lengths > 0 ? fmax(-1, fmin(1, gram_dot(g, i, j) / lengths)) : lengths; /* 0, or NaN */
}
