#include "core/gram.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/vecstat.h"

#define CAP_STEP 32 /* slots grow by so many, lest every size of the screen be a new allocation */

void gram_forget(struct gram *g)
{
    if (g->cap) {
        memset(g->filled, 0, (size_t)g->cap * sizeof *g->filled);
    }
}

void gram_free(struct gram *g)
{
    free(g->slot);
    free(g->keys);
    free(g->used);
    free(g->filled);
    free(g->rows);
    free(g->dots);
    *g = (struct gram)GRAM_EMPTY;
}

/* Room for `count` rows of d numbers. What was there is lost when it has to grow. */
static bool make_room(struct gram *g, int d, int count)
{
    if (count <= g->cap && d == g->d) {
        return true;
    }
    uint64_t rows = g->computed_rows, dots = g->computed_dots;
    gram_free(g);
    size_t cap = (size_t)(count + CAP_STEP - 1) / CAP_STEP * CAP_STEP;
    *g = (struct gram){
        .d = d,
        .slot = malloc(cap * sizeof *g->slot),
        .keys = malloc(cap * sizeof *g->keys),
        .used = calloc(cap, sizeof *g->used),
        .filled = calloc(cap, sizeof *g->filled),
        .rows = malloc(cap * (size_t)d * sizeof *g->rows),
        .dots = malloc(cap * cap * sizeof *g->dots),
        .cap = (int)cap,
        .computed_rows = rows,
        .computed_dots = dots,
    };
    return g->slot && g->keys && g->used && g->filled && g->rows && g->dots;
}

/* The slot that holds the key's row, or −1; `near` is tried first. */
static int find(const struct gram *g, const struct gram_key *key, int near)
{
    for (int i = 0; i < g->cap; i++) {
        int s = near + i < g->cap ? near + i : near + i - g->cap;
        if (g->filled[s] && g->keys[s].a == key->a && g->keys[s].b == key->b) {
            return s;
        }
    }
    return -1;
}

/* A slot that no item of this set has; there is one, as there are no more items than slots. */
static int vacant(const struct gram *g)
{
    int s = 0;
    while (g->used[s]) {
        s++;
    }
    return s;
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
    memset(g->used, 0, (size_t)g->cap * sizeof *g->used);
    g->count = count;
    int near = 0;
    for (int i = 0; i < count; i++) { /* first all that stay, so that none of them is overwritten */
        g->slot[i] = find(g, &keys[i], near);
        if (g->slot[i] >= 0) {
            g->used[g->slot[i]] = true;
            near = (g->slot[i] + 1) % g->cap;
        }
    }
    for (int i = 0; i < count; i++) {
        int s = g->slot[i] >= 0 ? g->slot[i] : find(g, &keys[i], near);
        if (s < 0) {
            s = vacant(g);
            g->keys[s] = keys[i];
            g->filled[s] = true;
            fill(context, &keys[i], g->rows + (size_t)s * (size_t)d);
            forget_dots(g, s);
            g->computed_rows++;
        }
        g->used[s] = true;
        g->slot[i] = s;
    }
    return true;
}

const float *gram_row(const struct gram *g, int i)
{
    return g->rows + (size_t)g->slot[i] * (size_t)g->d;
}

double gram_dot(struct gram *g, int i, int j)
{
    size_t a = (size_t)g->slot[i], b = (size_t)g->slot[j], cap = (size_t)g->cap;
    double *dot = &g->dots[a * cap + b];
    if (isnan(*dot)) {
        *dot = vec_dot(gram_row(g, i), gram_row(g, j), g->d);
        g->dots[b * cap + a] = *dot; /* products commute, and so do their sums: the same bits */
        g->computed_dots++;
    }
    return *dot;
}

/* The square root of a product that may overflow would not do: of each length. */
double gram_cosine(struct gram *g, int i, int j)
{
    double lengths = sqrt(gram_dot(g, i, i)) * sqrt(gram_dot(g, j, j));
    return lengths > 0 ? fmax(-1, fmin(1, gram_dot(g, i, j) / lengths)) : lengths; /* 0, or NaN */
}
