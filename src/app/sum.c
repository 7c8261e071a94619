#include "app/sum.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "core/vecstat.h"

/* ---- the two tokens ---------------------------------------------------- */

static bool same_double(double a, double b)
{
    return a <= b && a >= b;
}

/* E and P depend on all of these, and on nothing else of the parameters. */
static bool same_params(const struct params *a, const struct params *b)
{
    return a->d_model == b->d_model && same_double(a->base, b->base) && a->layout == b->layout &&
           a->offset == b->offset && a->scheme == b->scheme && a->init == b->init && a->seed == b->seed &&
           a->scale == b->scale;
}

static bool same_inputs(const struct sum_inputs *a, const struct sum_inputs *b)
{
    return same_params(&a->params, &b->params) && a->count == b->count && a->token == b->token &&
           a->index == b->index && a->second == b->second && a->other == b->other &&
           a->other_index == b->other_index;
}

/* The nearest other token of the same index, of two the earlier; the token itself if there is none. */
static size_t nearest_alike(const struct pipeline *p, size_t token)
{
    uint32_t index = pipeline_index(p, token);
    size_t before = pipeline_last_use(p, index, token), behind = pipeline_next_use(p, index, token + 1);
    if (before == SIZE_MAX)
        return behind == SIZE_MAX ? token : behind;
    return behind == SIZE_MAX || token - before <= behind - token ? before : behind;
}

struct sum_inputs sum_pair(const struct app *a)
{
    const struct pipeline *p = &a->pipeline;
    struct sum_inputs in = {.params = p->params, .count = p->count, .token = a->token, .other = a->token};
    in.index = pipeline_index(p, a->token);
    if (a->sum.pinned && a->sum.pin < p->count) {
        in.second = SUM_PINNED;
        in.other = a->sum.pin;
    } else {
        in.other = nearest_alike(p, a->token);
        in.second = in.other != a->token ? SUM_SAME_WORD : SUM_ALONE;
    }
    in.other_index = pipeline_index(p, in.other);
    return in;
}

static void fill_rows(struct app *a, size_t token, float *rows)
{
    int d = a->pipeline.params.d_model;
    float *e = rows, *p = e + d, *x = p + d;
    pipeline_e_row(&a->pipeline, token, 0, d, e);
    pipeline_p_row(&a->pipeline, token, 0, d, p);
    for (int k = 0; k < d; k++)
        x[k] = e[k] + p[k];
    a->sum.computed_rows += 2;
}

/* The largest |number| of the rows, of the other X and of the differences. */
static double largest(const float *a, const float *b, int d)
{
    double most = vec_largest(a, 3 * d);
    if (!b)
        return most;
    return fmax(fmax(most, vec_largest(b + d, 2 * d)), vec_farthest(a + d, b + d, 2 * d));
}

static bool reserve(float **rows, size_t count)
{
    float *more = realloc(*rows, count * sizeof *more);
    if (more)
        *rows = more;
    return more;
}

/* Puts what is shown away and takes out what was in slot k. */
static void exchange(struct sum_model *m, int k)
{
    struct sum_kept out = m->kept[k];
    for (; k > 0; k--)
        m->kept[k] = m->kept[k - 1];
    m->kept[0] = (struct sum_kept){m->ready, m->inputs, m->rows, m->other_rows, m->figures, m->contrast, m->reach};
    m->ready = out.ready;
    m->inputs = out.inputs;
    m->rows = out.rows;
    m->other_rows = out.other_rows;
    m->figures = out.figures;
    m->contrast = out.contrast;
    m->reach = out.reach;
}

/* The slot of what was computed from these inputs, else the last one. */
static int find_kept(const struct sum_model *m, const struct sum_inputs *in)
{
    int k = 0;
    while (k < SUM_KEPT - 1 && !(m->kept[k].ready && same_inputs(in, &m->kept[k].inputs)))
        k++;
    return k;
}

static bool look_at_tokens(struct app *a, struct err *e)
{
    struct sum_model *m = &a->sum;
    struct sum_inputs in = sum_pair(a);
    if (m->ready && same_inputs(&in, &m->inputs))
        return true;
    m->guess_ready = false;
    exchange(m, find_kept(m, &in));
    if (m->ready && same_inputs(&in, &m->inputs))
        return true;
    m->ready = false;
    int d = in.params.d_model;
    if (!reserve(&m->rows, 3 * (size_t)d) || !reserve(&m->other_rows, 3 * (size_t)d))
        return err_memory(e);
    bool two = in.second != SUM_ALONE;
    fill_rows(a, in.token, m->rows);
    m->figures = sumstat_one(m->rows, m->rows + d, m->rows + 2 * (size_t)d, d);
    if (two)
        fill_rows(a, in.other, m->other_rows);
    m->contrast = two ? sumstat_two(m->rows, m->other_rows, d) : (struct sum_contrast){0};
    m->reach = largest(m->rows, two ? m->other_rows : NULL, d);
    m->inputs = in;
    m->ready = true;
    return true;
}

/* ---- the guess --------------------------------------------------------- */

size_t sum_candidate_token(const struct sum_model *m, int place)
{
    return m->candidates.first + (size_t)place;
}

/* Whether the selected token has a row of P, and so an X to guess from. */
static bool has_row(const struct app *a, size_t token)
{
    const struct pipeline *p = &a->pipeline;
    return scheme_has_row(&schemes[p->params.scheme], pipeline_position(p, token));
}

/* The first of the tokens that are looked at, and how many they are. */
static int tokens_around(const struct app *a, size_t *first)
{
    const struct pipeline *p = &a->pipeline;
    int room = SUM_GUESS_CELLS / (2 * p->params.d_model);
    size_t most = room < SUM_GUESS_MAX ? (size_t)room : SUM_GUESS_MAX;
    size_t tokens = p->count < most ? p->count : most, step = most / 2;
    size_t start = a->token / step * step;
    start = start > step / 2 ? start - step / 2 : 0;
    *first = start < p->count - tokens ? start : p->count - tokens;
    return (int)tokens;
}

/* A short text is taken whole; of a long one the tokens around the selected one,
 * in steps of half their number, so that a move along the text seldom needs new rows. */
static struct sum_candidates choose_candidates(const struct app *a)
{
    const struct pipeline *p = &a->pipeline;
    struct sum_candidates c = {.params = p->params, .count = p->count};
    size_t tokens = (size_t)tokens_around(a, &c.first);
    while (tokens > 1 && !has_row(a, c.first + tokens - 1)) /* no sum is made with those */
        tokens--;
    c.tokens = (int)tokens;
    for (size_t i = 0; i < tokens; i++) {
        uint32_t index = pipeline_index(p, c.first + i);
        int w = 0;
        while (w < c.words && c.word[w] != index)
            w++;
        if (w == c.words)
            c.word[c.words++] = index;
    }
    return c;
}

static bool same_candidates(const struct sum_candidates *a, const struct sum_candidates *b)
{
    return same_params(&a->params, &b->params) && a->count == b->count && a->first == b->first &&
           a->tokens == b->tokens && a->words == b->words &&
           memcmp(a->word, b->word, (size_t)a->words * sizeof *a->word) == 0;
}

static bool fill_candidates(struct app *a, struct err *e)
{
    struct sum_model *m = &a->sum;
    const struct sum_candidates *c = &m->candidates;
    size_t d = (size_t)c->params.d_model, words = (size_t)c->words, rows = words + (size_t)c->tokens;
    if (!reserve(&m->guess_rows, rows * d))
        return err_memory(e);
    struct embedding table = {c->params.seed, c->params.d_model, c->params.init, c->params.scale};
    for (size_t w = 0; w < words; w++)
        embedding_row(&table, c->word[w], 0, (int)d, m->guess_rows + w * d);
    for (size_t q = 0; q < (size_t)c->tokens; q++)
        pipeline_p_row(&a->pipeline, c->first + q, 0, (int)d, m->guess_rows + (words + q) * d);
    m->computed_rows += rows;
    return true;
}

static bool look_at_guess(struct app *a, struct err *e)
{
    struct sum_model *m = &a->sum;
    struct sum_candidates c = choose_candidates(a);
    bool same = m->candidates.words && same_candidates(&c, &m->candidates);
    if (same && m->guess_ready)
        return true;
    m->candidates = c;
    if (!same && !fill_candidates(a, e)) {
        m->candidates.words = 0;
        return false;
    }
    int d = c.params.d_model;
    struct guess_tables tables = {m->guess_rows, m->guess_rows + (size_t)c.words * (size_t)d, c.words,
                                  c.tokens, d};
    m->guess = guess_nearest(&tables, m->rows + 2 * (size_t)d);
    m->guess_ready = true;
    return true;
}

static double angle_of(struct app *a, size_t token)
{
    int d = a->pipeline.params.d_model;
    float *row = a->sum.angle_rows;
    pipeline_e_row(&a->pipeline, token, 0, d, row);
    pipeline_p_row(&a->pipeline, token, 0, d, row + d);
    a->sum.angles.computed++;
    return fabs(vec_cosine(row, row + d, d));
}

/* How near to a right angle E and P are over the text: the mean of |cos|. A word that stands at
 * the same position keeps its own, wherever in the window that is now. */
static bool look_at_angles(struct app *a, struct err *e)
{
    struct sum_angles *m = &a->sum.angles;
    const struct sum_angles old = *m;
    const struct pipeline *p = &a->pipeline;
    bool kept = old.tokens && same_params(&old.params, &p->params) && !schemes[p->params.scheme].of_text;
    size_t first, known = kept ? (size_t)old.tokens : 0;
    if (!reserve(&a->sum.angle_rows, 2 * (size_t)p->params.d_model))
        return err_memory(e);
    m->tokens = tokens_around(a, &first);
    m->params = p->params;
    m->count = 0;
    double sum = 0;
    for (int i = 0; i < m->tokens; i++) {
        size_t token = first + (size_t)i;
        m->index[i] = pipeline_index(p, token);
        m->position[i] = pipeline_position(p, token);
        uint64_t then = m->position[i] - old.position[0]; /* positions follow each other */
        bool same = then < known && old.index[then] == m->index[i];
        m->cosine[i] = same ? old.cosine[then] : angle_of(a, token);
        m->count += m->cosine[i] >= 0; /* not NaN */
        sum += m->cosine[i] >= 0 ? m->cosine[i] : 0;
    }
    m->mean = m->count ? sum / m->count : (double)NAN;
    return true;
}

bool sum_look(struct app *a, struct err *e)
{
    if (!a->pipeline.count) {
        a->sum.ready = a->sum.guess_ready = false;
        return true;
    }
    if (!look_at_tokens(a, e) || !look_at_angles(a, e))
        return false;
    if (!has_row(a, a->token))
        a->sum.guess_ready = false;
    return !a->sum.guessing || !has_row(a, a->token) || look_at_guess(a, e);
}

void sum_free(struct app *a)
{
    free(a->sum.rows);
    free(a->sum.other_rows);
    free(a->sum.guess_rows);
    free(a->sum.angle_rows);
    for (int k = 0; k < SUM_KEPT; k++) {
        free(a->sum.kept[k].rows);
        free(a->sum.kept[k].other_rows);
    }
    a->sum = (struct sum_model){0};
}
