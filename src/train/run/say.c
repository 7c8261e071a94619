#include "train/run/say.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "train/goal/draw.h"
#include "train/net/maths.h"

/* Whether class a is chosen before class b: the larger, of equal ones the first. */
static bool before(const double *logit, int a, int b)
{
    return logit[a] > logit[b] || (!(logit[a] < logit[b]) && a < b);
}

static int largest_of(const double *logit, int classes)
{
    int best = 0;
    for (int i = 1; i < classes; i++)
        if (before(logit, i, best)) best = i;
    return best;
}

/* The first of those whose logit rounding alone tells from the largest. */
static int first_of(const double *logit, int classes)
{
    double largest = logit[largest_of(logit, classes)];
    int first = 0;
    while (largest - logit[first] > TRAIN_TIE) first++;
    return first;
}

/* The class at rank top − 1, by leaving out the first again and again: top is small, or all. */
static int last_of_top(const double *logit, int classes, int top)
{
    int last = largest_of(logit, classes);
    for (int k = 1; k < top; k++) {
        int best = -1;
        for (int i = 0; i < classes; i++)
            if (before(logit, last, i) && (best < 0 || before(logit, i, best))) best = i;
        last = best;
    }
    return last;
}

/* out = logit / temperature of those that are chosen among, the others' shares 0. */
void train_chosen_shares(const double *logit, int classes, const struct train_choice *c,
                         double *out)
{
    int first = first_of(logit, classes);
    bool all = c->top <= 0 || c->top >= classes;
    int last = all ? -1 : last_of_top(logit, classes, c->top);
    double sum = 0;
    for (int i = 0; i < classes; i++) {
        bool chosen = all || i == last || before(logit, i, last);
        if (!(c->temperature > 0) || c->top == 1) chosen = i == first;
        out[i] = !chosen              ? 0
                 : i == first         ? 1
                 : c->temperature > 0 ? train_exp((logit[i] - logit[first]) / c->temperature)
                                      : 0;
        sum += out[i];
    }
    for (int i = 0; i < classes; i++) out[i] /= sum;
}

int train_choose(const double *logit, int classes, const struct train_choice *c, uint64_t seed,
                 uint64_t draw)
{
    double *share = memory_new((size_t)classes, sizeof *share);
    int chosen = first_of(logit, classes);
    if (!share) return chosen;
    train_chosen_shares(logit, classes, c, share);
    struct draw_at at = {(uint32_t)draw * 4, (uint32_t)(draw >> 30), 0};
    double left = draw_bits(seed, DRAW_SAID, at) * 0x1p-32;
    for (int i = 0; i < classes; i++) {
        if (share[i] <= 0) continue;
        chosen = i;
        if ((left -= share[i]) < 0) break;
    }
    free(share);
    return chosen;
}

/* Whether the last token's place has a row. */
static bool has_place(const struct train_run *run, const struct train_reading *how, int n)
{
    bool reads = run->shape.positions && (!run->shape.places || how->moved);
    return !reads || !isnan(how->places[(size_t)(n - 1) * (size_t)run->shape.d_model]);
}

int train_say(const struct train_run *run, const struct train_reading *how, const uint32_t *word,
              int n, const struct train_choice *c, uint64_t draw)
{
    struct train_example x = {.word = word, .n = n};
    struct train_reading own = {.places = run->places};
    struct train_trace t = {0};
    int chosen = -1;
    if (!how) how = &own;
    if (n < 1 || n > TRAIN_TOKENS_MAX || run->shape.cross || !has_place(run, how, n)) return -1;
    if (train_forward(&run->shape, run->number, how, &x, &t))
        chosen = train_choose(t.logit + (size_t)(n - 1) * (size_t)t.classes, t.classes, c,
                              run->recipe.seed, draw);
    train_trace_free(&t);
    return chosen;
}
