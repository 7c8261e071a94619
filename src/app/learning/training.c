#include "app/learning/training.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/state/view.h"
#include "app/learning/training_parts.h"
#include "base/memory.h"
#include "base/num.h"
#include "train/net/maths.h"

bool training_has_own_texts(int goal)
{
    return goal >= TRAIN_BEFORE;
}

int training_binding_floor(const struct train_run *run)
{
    int lowest = -1;
    for (int i = 0; i < TRAIN_KNOWS_COUNT; i++) {
        const struct train_floor *f = &run->floors.of[i];
        if (!f->counted || !train_floor_binds(&run->recipe, (enum train_knows)i)) continue;
        if (lowest < 0 || f->loss < run->floors.of[lowest].loss) lowest = i;
    }
    return lowest;
}

/* ---- what is read ------------------------------------------------------ */

/* The text on screen as an example of the run's words. */
static void read_text(struct app *a, const struct train_run *run)
{
    struct training_model *m = &a->training_view;
    const struct pipeline *p = &a->pipeline;
    struct training_piece piece = training_piece(a, a->token);
    int n = 0, asks = 0;
    m->of_text = true;
    m->first = piece.first;
    for (size_t i = piece.first; i < piece.first + piece.count; i++) {
        uint32_t index = pipeline_index(p, i),
                 next = i + 1 < p->count ? pipeline_index(p, i + 1) : ROW_NONE;
        int word = index == ROW_NONE ? -1 : train_word_of(run, index);
        int class = next == ROW_NONE ? -1 : train_class_of(run, next);
        if (word < 0 && index != ROW_NONE) m->unknown = i;
        if (word < 0) break;
        if (class < 0 && i + 1 == p->count && run->shape.mask == TRAIN_MASK_NONE && n) break;
        m->word[n] = (uint32_t)word;
        m->asked[n] = class;
        if (class >= 0) m->ask[asks++] = (struct train_ask){n, class};
        n++;
    }
    m->example = (struct train_example){.word = m->word, .n = n, .ask = m->ask, .asks = asks};
}

/* One of the goal's own texts, copied: those that are drawn are drawn over. */
static void read_own(struct app *a, const struct train_run *run, bool side)
{
    struct training_model *m = &a->training_view;
    const struct train_task *t = &run->task;
    size_t count = t->drawn ? t->batch : t->examples + t->unseen;
    struct train_example x = training_example(a, side, count ? m->chosen % count : 0);
    x.asks = min_int(x.asks, TRAIN_TOKENS_MAX);
    for (int i = 0; i < x.n; i++) {
        m->word[i] = x.word[i];
        m->asked[i] = -1;
    }
    for (int i = 0; i < x.sources; i++) m->source[i] = x.source[i];
    for (int i = 0; i < x.asks; i++) {
        m->ask[i] = x.ask[i];
        m->asked[x.ask[i].row] = x.ask[i].class;
    }
    x.word = m->word;
    x.source = x.sources ? m->source : NULL;
    x.ask = m->ask;
    m->example = x;
}

/* Of the selected piece, if that is the task's first example as it was counted. */
static void read_best(struct app *a, const struct train_run *run, struct training_sight *s)
{
    struct training_model *m = &a->training_view;
    int knows = training_binding_floor(run);
    const struct train_example *first = run->task.example;
    for (int i = 0; i < TRAIN_TOKENS_MAX; i++) s->best[i] = (double)NAN;
    if (knows < 0 || run->task.drawn || !run->task.examples) return;
    bool same = m->of_text ? run->recipe.goal == TRAIN_SENTENCE && !training_stale(a) && !m->first
                           : m->chosen == 0;
    double *share = same ? memory_new((size_t)max_int(first->asks, 1), sizeof *share) : NULL;
    if (share && train_best_shares(&run->task, (enum train_knows)knows, share))
        for (int i = 0; i < first->asks; i++) s->best[first->ask[i].row] = share[i];
    free(share);
}

/* Texts that were not learned tell more, and cost more: while it plays they wait. */
static void read_score(struct app *a, const struct train_run *run, struct training_sight *s)
{
    bool has = run->task.unseen || run->task.drawn;
    s->scored = false;
    if (!has || a->training.playing || training_under_way(a)) return;
    s->scored = train_score(run, true, 0, &s->score) && s->score.asks;
}

static void read_side(struct app *a, bool side)
{
    struct training_model *m = &a->training_view;
    struct training_sight *s = &m->sight[side];
    const struct train_run *run = training_run(a, side);
    s->ready = training_shows(a, side) && training_read_example(a, side, &m->example, 0, &s->trace);
    if (!s->ready) return;
    read_best(a, run, s);
    read_score(a, run, s);
}

/* What the places are of: keys that move through them rest on it. */
static void read_example(struct app *a)
{
    struct training_model *m = &a->training_view;
    bool side = training_side(a);
    const struct train_run *run = training_run(a, side);
    m->example = (struct train_example){0};
    m->of_text = false;
    m->unknown = SIZE_MAX;
    if (!run) return;
    if (training_has_own_texts(run->recipe.goal))
        read_own(a, run, side);
    else
        read_text(a, run);
}

static bool look(struct app *a, struct err *e)
{
    (void)e;
    read_example(a);
    for (int i = 0; i < 2; i++) read_side(a, i);
    return true;
}

/* ---- what it says ------------------------------------------------------ */

int training_place(const struct app *a)
{
    const struct training_model *m = &a->training_view;
    if (m->of_text) {
        bool there = a->token >= m->first && a->token - m->first < (size_t)m->example.n;
        return there ? (int)(a->token - m->first) : -1;
    }
    int place = m->placed ? m->place : m->example.asks ? m->example.ask[0].row : 0;
    return m->example.n ? clamp_int(place, 0, m->example.n - 1) : -1;
}

int training_selected_word(const struct app *a)
{
    int place = training_place(a);
    return place < 0 ? -1 : (int)a->training_view.example.word[place];
}

/* Where the mean of all rows is read, that is the only one. */
static const double *shares_at(const struct train_trace *t, int row, bool mean)
{
    return t->p + (mean ? 0 : (size_t)row * (size_t)t->classes);
}

double training_right_share(const struct app *a, bool with_p, int row)
{
    const struct training_model *m = &a->training_view;
    const struct training_sight *s = &m->sight[with_p];
    if (!s->ready || m->asked[row] < 0) return (double)NAN;
    return shares_at(&s->trace, row, m->example.mean)[m->asked[row]];
}

double training_read_loss(const struct app *a, bool with_p)
{
    const struct training_model *m = &a->training_view;
    double sum = 0;
    int count = 0;
    for (int i = 0; i < m->example.n; i++) {
        if (m->asked[i] < 0) continue;
        sum -= train_log(training_right_share(a, with_p, i));
        count++;
    }
    return count ? sum / count : (double)NAN;
}

static void free_rows(struct app *a)
{
    for (int i = 0; i < 2; i++) train_trace_free(&a->training_view.sight[i].trace);
    a->training_view = (struct training_model){0};
}

/* ---- the mouse --------------------------------------------------------- */

/* A click on the curve goes to its step. */
static bool click(struct app *a, const struct target *target)
{
    if (target->index < 0 || target->index > TRAIN_STEPS_MAX) return false;
    a->training.playing = false;
    if (training_run(a, true)) training_go(a, (uint32_t)target->index);
    return true;
}

/* A turn over the curve is a step. */
static bool wheel(struct app *a, const struct event *event)
{
    if (event->target.kind != TARGET_OWN || !training_run(a, true)) return false;
    training_act_step(a, event->mouse == MOUSE_WHEEL_UP ? -1 : 1);
    return true;
}

const struct model training_model = {
    .actions = training_actions,
    .count = TRAINING_ACTIONS,
    .click = click,
    .settle = read_example,
    .look = look,
    .wheel = wheel,
    .free = free_rows,
};
