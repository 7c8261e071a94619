#include "core/repeats.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memo.h"
#include "core/rows_key.h"
#include "core/vecstat.h"

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
        if (distance < tokens - here && count < REPEATS_PLACES && index[here + distance] == index[here])
            out[count++] = selected + distance;
    }
    return count;
}

static void add(struct repeats *r, size_t a, size_t b)
{
    if (r->count < r->wanted)
        r->pair[r->count++] = (struct repeat){.a = a, .b = b};
}

static void choose(struct repeats *r, const struct passage *w, size_t selected)
{
    const uint32_t *index = w->token + (w->first - w->block);
    size_t at[REPEATS_PLACES];
    int count = places(index, w, selected, at);
    for (int own = 1; own >= 0; own--)
        for (int i = 0; i < count; i++)
            for (int j = i + 1; j < count; j++)
                if ((at[i] == selected || at[j] == selected) == own)
                    add(r, at[i], at[j]);
    for (int i = 0; i < w->count; i++)
        if (w->again[i] < w->end && w->index[i] != index[selected - w->first])
            add(r, w->at[i], w->again[i]);
}

static double cosine(const float *a, const float *b, int d)
{
    return vec_norm(a, d) > 0 && vec_norm(b, d) > 0 ? vec_cosine(a, b, d) : (double)NAN;
}

static void read_token(const struct pipeline *p, size_t i, int d, float *e)
{
    float *pe = e + d, *x = pe + d;
    pipeline_e_row(p, i, 0, d, e);
    pipeline_p_row(p, i, 0, d, pe);
    for (int k = 0; k < d; k++)
        x[k] = e[k] + pe[k];
}

/* What a pair's cosines depend on; no padding. */
struct pair_key {
    struct rows_key rows;
    uint64_t a, b; /* positions */
    uint64_t index;
};

/* Where they are kept. */
struct pair_cosines {
    double e, p, x;
};

static void compare(struct repeats *r, const struct pipeline *p, const struct repeat *pair, struct pair_cosines *out)
{
    int d = r->d_model;
    float *a = r->rows, *b = a + 3 * (size_t)d;
    read_token(p, pair->a, d, a);
    read_token(p, pair->b, d, b);
    out->e = cosine(a, b, d);
    out->p = cosine(a + d, b + d, d);
    out->x = cosine(a + 2 * (size_t)d, b + 2 * (size_t)d, d);
    r->computed++;
}

static bool find_cosines(struct repeats *r, const struct pipeline *p, struct repeat *pair)
{
    const struct pair_key key = {rows_key_of(p), pipeline_position(p, pair->a), pipeline_position(p, pair->b),
                                 pipeline_index(p, pair->a)};
    bool fresh;
    struct pair_cosines *kept = memo_of(r->memo, &key, sizeof key, sizeof *kept, &fresh);
    if (!kept)
        return false;
    if (fresh)
        compare(r, p, pair, kept);
    pair->e = kept->e;
    pair->p = kept->p;
    pair->x = kept->x;
    return true;
}

static bool prepare(struct repeats *r, int d_model)
{
    if (r->rows && r->memo && r->d_model == d_model)
        return true;
    repeats_free(r);
    r->rows = malloc(6 * (size_t)d_model * sizeof *r->rows);
    r->memo = memo_make();
    r->d_model = d_model;
    return r->rows && r->memo;
}

bool repeats_read(struct repeats *r, const struct pipeline *p, const struct passage *w, size_t selected,
                  int wanted)
{
    if (!prepare(r, p->params.d_model))
        return false;
    r->count = 0;
    r->wanted = wanted < REPEATS_MAX ? wanted : REPEATS_MAX;
    if (p->count)
        choose(r, w, selected);
    for (int i = 0; i < r->count; i++)
        if (!find_cosines(r, p, &r->pair[i]))
            return false;
    return true;
}

void repeats_free(struct repeats *r)
{
    free(r->rows);
    memo_free(r->memo);
    *r = (struct repeats){0};
}
