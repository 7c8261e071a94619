#include "train/goal/recipe.h"

#include <math.h>

#include "base/words.h"
#include "train/goal/goal.h"

const struct train_model train_models[] = {
    {"E", N_("E alone"), 0, false},
    {"E+P", N_("E + P"), 0, true},
    {"1-block", N_("1 block, E alone"), 1, false},
    {"1-block+P", N_("1 block, E + P"), 1, true},
    {"2-blocks", N_("2 blocks, E alone"), 2, false},
    {"2-blocks+P", N_("2 blocks, E + P"), 2, true},
    {NULL, NULL, 0, false},
};

const struct train_optimiser_info train_optimisers[TRAIN_OPTIMISERS + 1] = {
    {"momentum", N_("momentum 0.9"), N_("v ← 0.9 v + g,  w ← w − rate × v")},
    {"sgd", N_("SGD"), N_("w ← w − rate × g")},
    {"adam", N_("Adam 0.9, 0.999"),
     N_("m ← 0.9 m + 0.1 g,  v ← 0.999 v + 0.001 g²,  w ← w − rate × m̂ / (√v̂ + 1e−8),  "
        "m̂ = m / (1 − 0.9ᵗ),  v̂ = v / (1 − 0.999ᵗ)")},
    {NULL, NULL, NULL},
};

const struct train_goal train_goals[TRAIN_GOALS + 1] = {
    [TRAIN_SENTENCE] = {"sentence", N_("next word of this sentence"),
                        N_("Each word of the text on screen is asked for after the words before "
                           "it."),
                        0, 2, 16, true},
    [TRAIN_CORPUS] = {"corpus", N_("next word of the corpus"),
                      N_("The next word of every sentence of the corpus, 16 sentences a step."), 0,
                      2, 16, true},
    [TRAIN_COMPANY] = {"company", N_("the company of a word"),
                       N_("The words within 2 places of a word, on both sides, in every sentence "
                          "of the corpus."),
                       0, 2, 16, true},
    [TRAIN_BEFORE] = {"word-before", N_("the word before"),
                      N_("Sentences of 12 words out of a vocabulary of 12, fresh at each step: at "
                         "each word the one before it is asked for."),
                      1, 2, 32, false},
    [TRAIN_CHASED] = {"who-chased", N_("who chased?"),
                      N_("the A chased the B. At the full stop A is asked for. 44 sentences are "
                         "learned, 12 are not shown in training."),
                      1, 2, 16, true},
    [TRAIN_BACKWARDS] = {"backwards", N_("say it backwards"),
                         N_("8 words are read and said backwards: queries come from the words "
                            "said so far, keys and values from the words read."),
                         -1, 1, 32, false},
    [TRAIN_GOALS] = {NULL, NULL, NULL, 0, 0, 0, false},
};

static bool reads_text(const struct train_recipe *r)
{
    return r->goal == TRAIN_SENTENCE || r->goal == TRAIN_CORPUS || r->goal == TRAIN_COMPANY;
}

static bool attends(const struct train_recipe *r)
{
    return r->blocks > 0 || r->goal == TRAIN_BACKWARDS;
}

static enum train_optimiser default_optimiser(const struct train_recipe *r)
{
    return r->goal == TRAIN_SENTENCE && !attends(r) ? TRAIN_MOMENTUM : TRAIN_ADAM;
}

/* Measured: all seeds arrive with them (d_model 8 … 64). */
double train_default_rate(const struct train_recipe *r)
{
    if (r->optimiser == TRAIN_MOMENTUM) return 1.6 / r->d_model;
    if (r->optimiser == TRAIN_SGD) return 4.8 / r->d_model;
    if (r->goal == TRAIN_SENTENCE && !attends(r)) return 0.12 / sqrt(r->d_model);
    if (reads_text(r) || r->goal == TRAIN_CHASED) return 0.04 / sqrt(r->d_model);
    return 0.005 * sqrt(32.0 / r->d_model);
}

struct train_recipe train_recipe_of(enum train_goal_kind goal, int blocks, bool positions,
                                    int d_model)
{
    struct train_recipe r = {.goal = (int)goal,
                             .blocks = blocks >= 0 ? blocks : train_goals[goal].blocks,
                             .heads = train_goals[goal].heads,
                             .positions = positions,
                             .norm = TRAIN_NORM_BEFORE,
                             .mask = TRAIN_MASK_CAUSAL,
                             .d_model = d_model,
                             .scale = true,
                             .seed = 1};
    if (goal == TRAIN_BACKWARDS) r.blocks = 1;
    while (r.heads > 1 && d_model % r.heads) r.heads /= 2;
    r.optimiser = default_optimiser(&r);
    r.rate = train_default_rate(&r);
    return r;
}

static bool heads_fit(const struct train_recipe *r, struct err *e)
{
    if (r->heads >= 1 && r->heads <= TRAIN_HEADS_MAX && r->d_model % r->heads == 0) return true;
    return err_set(e,
                   _("%d heads do not divide d_model %d evenly (at most %d): H changes the heads, "
                     "or --heads N"),
                   r->heads, r->d_model, TRAIN_HEADS_MAX);
}

bool train_recipe_check(const struct train_recipe *r, struct err *e)
{
    if (r->d_model < 1 || r->d_model > TRAIN_D_MAX)
        return err_set(e,
                       _("training goes up to d_model %d, and this is %d: m halves it, or "
                         "--d-model %d"),
                       TRAIN_D_MAX, r->d_model, TRAIN_D_MAX);
    if (fpclassify(r->rate) != FP_ZERO && !(r->rate > 0 && r->rate <= TRAIN_RATE_MAX))
        return err_set(e,
                       _("the rate must be above 0 and at most %g, not %g: J and K, or --rate "
                         "%g"),
                       TRAIN_RATE_MAX, r->rate, train_default_rate(r));
    if (attends(r) && !heads_fit(r, e)) return false;
    if (r->tied && !attends(r))
        return err_set(e, _("tied weights need a block: without one a word's largest logit is "
                            "mostly its own. v adds a block, or --model 1-block+P"));
    return true;
}
