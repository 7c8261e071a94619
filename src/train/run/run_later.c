/* What train/run will hold, as weak definitions so that what uses it links: nothing can be trained
 * yet, and train_begin() says so. To be removed with the first real definitions. */
#include <math.h>

#include "base/words.h"
#include "train/run/run.h"
#include "train/run/say.h"

#define LATER __attribute__((weak))

LATER const struct train_goal train_goals[TRAIN_GOALS + 1] = {
    {.name = "sentence", .label = N_("next word of this sentence"), .heads = 2, .d_model = 16},
};
LATER const struct train_optimiser_info train_optimisers[TRAIN_OPTIMISERS + 1] = {
    {.name = "momentum", .label = N_("momentum 0.9")},
};

LATER struct train_recipe train_recipe_of(enum train_goal_kind goal, int blocks, bool positions,
                                          int d_model)
{
    return (struct train_recipe){.goal = (int)goal,
                                 .blocks = blocks,
                                 .heads = 2,
                                 .positions = positions,
                                 .d_model = d_model,
                                 .scale = true,
                                 .seed = 1};
}

LATER double train_default_rate(const struct train_recipe *r)
{
    return 1.6 / r->d_model;
}

LATER bool train_begin(struct train_run *run, const struct train_recipe *r,
                       const struct train_data *data, struct err *e)
{
    (void)run, (void)r, (void)data;
    return err_set(e, _("training is not built yet"));
}

LATER void train_want(struct train_run *run, uint32_t step)
{
    (void)run, (void)step;
}

LATER bool train_advance(struct train_run *run, uint64_t budget)
{
    (void)run, (void)budget;
    return true;
}

LATER bool train_set_rate(struct train_run *run, double rate, struct err *e)
{
    (void)run, (void)rate;
    return err_set(e, _("training is not built yet"));
}

LATER void train_free(struct train_run *run)
{
    (void)run;
}

LATER struct train_example train_task_batch(struct train_task *t, uint32_t step, size_t i)
{
    (void)t, (void)step, (void)i;
    return (struct train_example){0};
}

LATER int train_word_of(const struct train_run *run, uint32_t index)
{
    (void)run, (void)index;
    return -1;
}

LATER int train_class_of(const struct train_run *run, uint32_t index)
{
    (void)run, (void)index;
    return -1;
}

LATER double train_row_moved(const struct train_run *run, int w)
{
    (void)run, (void)w;
    return 0;
}

LATER double train_part_gradient(const struct train_run *run, enum train_part_kind kind, int block)
{
    (void)run, (void)kind, (void)block;
    return NAN;
}

LATER struct train_update train_update_of(const struct train_run *run, size_t i)
{
    (void)run, (void)i;
    return (struct train_update){0};
}

LATER int train_say(const struct train_run *run, const uint32_t *word, int n,
                    const struct train_choice *c, uint64_t draw)
{
    (void)run, (void)word, (void)n, (void)c, (void)draw;
    return -1;
}

LATER void train_chosen_shares(const double *logit, int classes, const struct train_choice *c,
                               double *out)
{
    (void)logit, (void)c;
    for (int i = 0; i < classes; i++) out[i] = NAN;
}

LATER bool train_forward(const struct train_shape *s, const double *number,
                         const struct train_reading *how, const struct train_example *example,
                         struct train_trace *t)
{
    (void)s, (void)number, (void)how, (void)example, (void)t;
    return false;
}

LATER void train_trace_free(struct train_trace *t)
{
    (void)t;
}

LATER uint64_t train_cost(const struct train_shape *s, const struct train_example *example)
{
    (void)s, (void)example;
    return 1;
}

LATER void train_floor_text(const struct train_task *t, const struct train_floors *f,
                            enum train_knows what, struct str *out)
{
    (void)t, (void)f, (void)what, (void)out;
}

LATER bool train_floor_binds(const struct train_recipe *r, enum train_knows what)
{
    (void)r, (void)what;
    return false;
}

LATER bool train_best_shares(const struct train_task *t, enum train_knows what, double *out)
{
    (void)t, (void)what, (void)out;
    return false;
}

LATER bool train_score(const struct train_run *run, bool unseen, uint64_t knocked,
                       struct train_score *out)
{
    (void)run, (void)unseen, (void)knocked, (void)out;
    return false;
}
