#include "core/compare/repeats.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "core/vec/vecstat.h"

/* The places of the selected token's word that are nearest to it, in order; returns how many.
 * `index`: of the passage's tokens. */
static int places(const uint32_t *index, const struct passage *w, size_t selected, size_t *out)
{
    int count = 1;
    size_t here = selected - w->first, tokens = w->end - w->first;
    out[0] = selected;
    for (size_t distance = 1; distance < tokens && count < REPEATS_PLACES; distance++) {
        if (distance <= here && index[here - distance] == index[here]) {
            memmove(out + 1, out, (size_t)count * sizeof *out);
            out[0] = selected - distance;
            count++;
        }
        if (distance < tokens - here && count < REPEATS_PLACES &&
            index[here + distance] == index[here])
            out[count++] = selected + distance;
    }
    return count;
}

static void add(struct repeats *r, size_t a, size_t b)
{
    if (r->count < r->wanted) r->pair[r->count++] = (struct repeat){.a = a, .b = b};
}

static void choose(struct repeats *r, const struct passage *w, size_t selected)
{
    const uint32_t *index = w->token;
    size_t at[REPEATS_PLACES];
    bool gap = index[selected - w->first] == ROW_NONE;
    int count = gap ? 0 : places(index, w, selected, at);
    for (int own = 1; own >= 0; own--)
        for (int i = 0; i < count; i++)
            for (int j = i + 1; j < count; j++)
                if ((at[i] == selected || at[j] == selected) == own) add(r, at[i], at[j]);
    for (int i = 0; i < w->count; i++)
        if (w->again[i] < w->end && w->index[i] != index[selected - w->first])
            add(r, w->at[i], w->again[i]);
}

/* The token's rows of E, P and X, which pairs with one token in common share. */
static const float *rows_of(struct repeats *r, const struct pipeline *p, size_t token)
{
    size_t stride = 4 * (size_t)r->d_model;
    int i = 0;
    while (i < r->tokens && r->token[i] != token) i++;
    if (i == r->tokens) {
        pipeline_token_rows(p, token, r->rows + (size_t)i * stride);
        r->token[r->tokens++] = token;
    }
    return r->rows + (size_t)i * stride;
}

static void compare(struct repeats *r, const struct pipeline *p, struct repeat *pair)
{
    int d = r->d_model;
    const float *a = rows_of(r, p, pair->a), *b = rows_of(r, p, pair->b);
    pair->e = vec_cosine(a, b, d);
    pair->p = vec_cosine(a + d, b + d, d);
    pair->x = vec_cosine(a + 2 * (size_t)d, b + 2 * (size_t)d, pipeline_x_width(p));
}

static bool prepare(struct repeats *r, int d_model)
{
    if (r->rows && r->d_model == d_model) return true;
    repeats_free(r);
    r->rows = memory_new((size_t)d_model * 2 * REPEATS_MAX * 4, sizeof *r->rows);
    r->d_model = d_model;
    return r->rows;
}

bool repeats_read(struct repeats *r, const struct pipeline *p, const struct passage *w,
                  size_t selected, int wanted)
{
    if (!prepare(r, p->params.d_model)) return false;
    r->count = r->tokens = 0;
    r->wanted = wanted < REPEATS_MAX ? wanted : REPEATS_MAX;
    if (p->count) choose(r, w, selected);
    for (int i = 0; i < r->count; i++) compare(r, p, &r->pair[i]);
    return true;
}

void repeats_free(struct repeats *r)
{
    free(r->rows);
    *r = (struct repeats){0};
}
