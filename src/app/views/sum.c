#include "app/views/sum.h"

#include <math.h>
#include <stdlib.h>

#include "app/state/view.h"
#include "base/num.h"
#include "base/words.h"
#include "core/compare/dropout.h"
#include "core/vec/vecstat.h"

/* ---- the two tokens ---------------------------------------------------- */

/* The selected token, of which there is one, and the one that it is compared with. */
static struct sum_inputs inputs_of(const struct app *a)
{
    const struct pipeline *p = &a->pipeline;
    struct sum_inputs in = {.token = a->token};
    if (a->sum.pinned && a->sum.pin < p->count) {
        in.second = SUM_PINNED;
        in.other = a->sum.pin;
    } else {
        in.other = pipeline_nearest_alike(p, a->token);
        in.second = in.other != a->token ? SUM_SAME_WORD : SUM_ALONE;
    }
    in.index = pipeline_index(p, in.token);
    in.other_index = pipeline_index(p, in.other);
    return in;
}

/* The largest |number| of the rows, of the other X and of the differences. */
static double largest(const float *a, const float *b, int d)
{
    double max = vec_largest(a, 3 * d);
    if (!b) return max;
    return fmax(fmax(max, vec_largest(b + d, 2 * d)), vec_farthest(a + d, b + d, 2 * d));
}

bool sum_joined(const struct app *a)
{
    return a->params.join == JOIN_CONCATENATE;
}

/* What is otherwise of X where that is E and then P: its cells differ as theirs do, to the bit. */
static void look_at_joined(struct sum_model *m, int d)
{
    const float *x = m->rows + 2 * (size_t)d, *other = m->other_rows + 2 * (size_t)d;
    m->figures.x = vec_norm(x, 2 * d);
    if (m->inputs.second == SUM_ALONE) return;
    m->contrast.x = hypot(m->contrast.e, m->contrast.p);
    m->contrast.cosine_x = vec_cosine(x, other, 2 * d);
    m->contrast.residual = 0;
}

static bool look_at_tokens(struct app *a, struct err *e)
{
    struct sum_model *m = &a->sum;
    int d = a->pipeline.params.d_model;
    if (!view_reserve(&m->rows, 4 * (size_t)d) || !view_reserve(&m->other_rows, 4 * (size_t)d))
        return err_memory(e);
    m->inputs = inputs_of(a);
    bool two = m->inputs.second != SUM_ALONE;
    pipeline_token_rows(&a->pipeline, m->inputs.token, m->rows);
    m->figures = sumstat_one(m->rows, m->rows + d, m->rows + 2 * (size_t)d, d);
    if (two) pipeline_token_rows(&a->pipeline, m->inputs.other, m->other_rows);
    m->contrast = two ? sumstat_two(m->rows, m->other_rows, d) : (struct sum_contrast){0};
    if (sum_joined(a)) look_at_joined(m, d);
    m->reach = largest(m->rows, two ? m->other_rows : NULL, d);
    return true;
}

/* ---- the guess --------------------------------------------------------- */

/* Whether the token has a row of P. */
static bool has_row(const struct app *a, size_t token)
{
    return pipeline_has_position(&a->pipeline, pipeline_position(&a->pipeline, token));
}

/* The first of the tokens that are looked at, and how many they are. */
static int tokens_around(const struct app *a, size_t *first)
{
    const struct pipeline *p = &a->pipeline;
    int room = SUM_GUESS_CELLS / (2 * p->params.d_model);
    size_t max = (size_t)min_int(room, SUM_GUESS_MAX);
    size_t tokens = min_size(p->count, max), step = max / 2;
    size_t start = a->token / step * step;
    start = start > step / 2 ? start - step / 2 : 0;
    *first = min_size(start, p->count - tokens);
    return (int)tokens;
}

/* A short text is taken whole; of a long one the tokens around the selected one, in
 * steps of half their number, so that a move along the text seldom brings others. */
static void choose_candidates(const struct app *a, struct sum_candidates *c)
{
    const struct pipeline *p = &a->pipeline;
    c->tokens = tokens_around(a, &c->first);
    c->words = 0;
    while (c->tokens > 1 &&
           !has_row(a, c->first + (size_t)c->tokens - 1)) /* no sum is made with those */
        c->tokens--;
    for (int i = 0; i < c->tokens; i++) {
        uint32_t index = pipeline_index(p, c->first + (size_t)i);
        int w = 0;
        c->word_of[i] = -1;
        if (index == ROW_NONE) continue;
        while (w < c->words && c->word[w] != index) w++;
        if (w == c->words) c->word[c->words++] = index;
        c->word_of[i] = w;
    }
}

static bool look_at_candidates(struct app *a, struct err *e)
{
    const struct pipeline *p = &a->pipeline;
    struct sum_candidates *c = &a->sum.candidates;
    choose_candidates(a, c);
    size_t d = (size_t)p->params.d_model, words = (size_t)c->words, tokens = (size_t)c->tokens;
    if (!view_reserve(&c->rows, (words + tokens) * d)) return err_memory(e);
    struct row_source table = pipeline_table(p);
    for (size_t w = 0; w < words; w++)
        row_source_row(&table, c->word[w], 0, (int)d, c->rows + w * d);
    pipeline_position_rows(p, pipeline_position(p, c->first), tokens, 0, (int)d,
                           c->rows + words * d);
    return true;
}

static void look_at_guess(struct app *a)
{
    struct sum_model *m = &a->sum;
    const struct sum_candidates *c = &m->candidates;
    int d = a->pipeline.params.d_model;
    struct guess_tables tables = {c->rows, c->rows + (size_t)c->words * (size_t)d, c->words,
                                  c->tokens, d};
    m->guess = guess_nearest(&tables, m->rows + 2 * (size_t)d);
}

/* Each word with each position: the more pairs, the less the mean depends on chance. */
static void look_at_angles(struct app *a)
{
    struct sum_angles *m = &a->sum.angles;
    const struct sum_candidates *c = &a->sum.candidates;
    int d = a->pipeline.params.d_model;
    const float *places[SUM_GUESS_MAX];
    double length[SUM_GUESS_MAX], dots[SUM_GUESS_MAX], sum = 0;
    for (int i = 0; i < c->tokens; i++) {
        places[i] = c->rows + ((size_t)c->words + (size_t)i) * (size_t)d;
        length[i] = vec_norm(places[i], d);
    }
    m->count = 0;
    for (int w = 0; w < c->words; w++) {
        const float *e = c->rows + (size_t)w * (size_t)d;
        double word = vec_norm(e, d);
        vec_dots(e, places, c->tokens, d, dots);
        for (int i = 0; i < c->tokens; i++) {
            /* cppcheck-suppress uninitvar ; the loop above sets as many as this one reads */
            double lengths = word * length[i];
            m->count += lengths > 0; /* not NaN */
            sum += lengths > 0 ? fabs(dots[i]) / lengths : 0;
        }
    }
    m->mean = m->count ? sum / m->count : (double)NAN;
}

static bool look(struct app *a, struct err *e)
{
    struct sum_model *m = &a->sum;
    m->ready = m->guess_ready = false;
    if (!a->pipeline.count) return true;
    if (!look_at_tokens(a, e) || !look_at_candidates(a, e)) return false;
    look_at_angles(a);
    m->ready = true;
    m->guess_ready = m->guessing && has_row(a, a->token) &&
                     !pipeline_is_gap(&a->pipeline, a->token) && !sum_joined(a);
    if (m->guess_ready) look_at_guess(a);
    return true;
}

static void free_rows(struct app *a)
{
    free(a->sum.rows);
    free(a->sum.other_rows);
    free(a->sum.candidates.rows);
    a->sum = (struct sum_model){0};
}

/* ---- keys -------------------------------------------------------------- */

/* Says so where there is none. */
static bool has_token(struct app *a)
{
    if (!a->pipeline.count) app_say(a, _("there is no token"));
    return a->pipeline.count;
}

static void pin(struct app *a, int by)
{
    (void)by;
    struct sum_model *m = &a->sum;
    if (!has_token(a)) return;
    m->pinned = !(m->pinned && m->pin == a->token);
    m->pin = a->token;
    app_say(a, m->pinned ? _("pinned: now move to the token that it is to be compared with")
                         : _("unpinned: compared is the nearest other token of the same word"));
}

/* The next token after `from` of the selected one's index, round the end; the
 * selected token itself if there is none. */
static size_t next_alike(const struct app *a, size_t from)
{
    const struct pipeline *p = &a->pipeline;
    uint32_t index = pipeline_index(p, a->token);
    size_t next = from;
    if (index == ROW_NONE) return a->token;
    for (int tries = 0; tries < 2; tries++) { /* the first may find the selected token */
        next = pipeline_next_use(p, index, next + 1);
        if (next == SIZE_MAX) next = pipeline_next_use(p, index, 0);
        if (next != a->token) break;
    }
    return next;
}

static void pin_next(struct app *a, int by)
{
    (void)by;
    struct sum_model *m = &a->sum;
    if (!has_token(a)) return;
    size_t found = next_alike(a, inputs_of(a).other);
    if (found == a->token) {
        app_say(a, _("the text has no other token of this word"));
        return;
    }
    m->pinned = true;
    m->pin = found;
}

static void change_guess(struct app *a, int by)
{
    (void)by;
    a->sum.guessing = !a->sum.guessing;
}

bool sum_struck(const struct app *a, int k)
{
    return a->sum.dropout &&
           dropout_strikes(a->params.seed, a->sum.draw, (uint64_t)a->token, (uint64_t)k);
}

/* One draw lasts until the next key, click or paste. */
static bool end_dropout(struct app *a, const struct event *event)
{
    if (event->type != EVENT_TICK && event->type != EVENT_RESIZE) a->sum.dropout = false;
    return false;
}

static void strike(struct app *a, int by)
{
    int struck = 0, d = a->params.d_model;
    if (!has_token(a)) return;
    if (pipeline_is_gap(&a->pipeline, a->token)) {
        app_say(a, _("a gap has no X to strike cells of"));
        return;
    }
    if (sum_joined(a)) {
        app_say(a, _("dropout is shown on the sum E + P: & adds them again"));
        return;
    }
    a->sum.draw += (unsigned)by;
    a->sum.dropout = true;
    for (int k = 0; k < d; k++) struck += sum_struck(a, k);
    app_say(a,
            _("dropout, p = %.1f: %d of %d cells of this X are 0 for one step, the others "
              "× %.3f; in training only, on the sum, and no part of the encoding"),
            DROPOUT_P, struck, d, 1 / (1 - DROPOUT_P));
}

static void change_turning(struct app *a, int by)
{
    (void)by;
    a->sum.turning = !a->sum.turning;
    if (a->sum.turning && sum_joined(a))
        app_say(a, _("turning is compared with adding: & adds E and P again"));
}

static void page_dims(struct app *a, int by)
{
    int page = max_int(a->shown.window.dims - 1, 1);
    a->dim = clamp_int(a->dim + (int64_t)by * page, 0, a->params.d_model - 1);
}

static const struct action own_actions[] = {
    {"sum-pin", "y", CONTEXT_BODY, N_("pin"), "y",
     N_("pin this token to compare others with it, or unpin it"), pin, 0},
    {"sum-pin-next", "Y", CONTEXT_BODY, NULL, NULL, N_("pin the next token of the same word"),
     pin_next, 0},
    {"sum-guess", "e", CONTEXT_BODY, N_("guess"), "e", N_("guess word and position from X alone"),
     change_guess, 0},
    {"sum-turned", "o", CONTEXT_BODY, N_("turned"), "o",
     N_("the selected pair added to P, and turned instead, as RoPE does to queries and keys"),
     change_turning, 0},
    {"sum-dropout", "x", CONTEXT_BODY, N_("dropout"), "x",
     N_("dropout, as in training: random cells of X are 0 for one step; no part of the encoding"),
     strike, 1},
    {"sum-page-back", "C-Left", CONTEXT_BODY, NULL, NULL, N_("a page of dimensions back"),
     page_dims, -1},
    {"sum-page-on", "C-Right", CONTEXT_BODY, NULL, NULL, N_("a page of dimensions on"), page_dims,
     1},
};

const struct model sum_model = {
    MODEL_ACTIONS(own_actions),
    .before = end_dropout,
    .look = look,
    .free = free_rows,
};
