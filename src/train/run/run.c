#include "train/run/run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/words.h"
#include "train/run/run_parts.h"
#include "train/net/maths.h"

static struct train_shape shape_of(const struct train_run *run)
{
    const struct train_recipe *r = &run->recipe;
    bool cross = r->goal == TRAIN_BACKWARDS, attends = cross || r->blocks;
    return (struct train_shape){.d_model = r->d_model,
                                .words = run->task.words,
                                .classes = run->task.classes,
                                .blocks = cross ? 1 : r->blocks,
                                .heads = attends ? r->heads : 1,
                                .places = r->positions && r->learned_places ? TRAIN_TOKENS_MAX : 0,
                                .positions = r->positions,
                                .scale = r->scale,
                                .cross = cross,
                                .tied = r->tied,
                                .norm = r->norm,
                                .mask = r->mask};
}

/* P as it is given; places without a row, which no example has, count as 0 where P is trained. */
static void set_places(struct train_run *run, const struct train_data *data)
{
    size_t n = (size_t)TRAIN_TOKENS_MAX * (size_t)run->shape.d_model;
    for (size_t i = 0; i < n; i++)
        run->places[i] = run->shape.positions ? (double)data->places[i] : 0;
    struct train_part p;
    if (!train_find_part(&run->shape, TRAIN_PART_P, 0, &p)) return;
    for (size_t i = 0; i < n; i++)
        run->first[p.at + i] = isnan(run->places[i]) ? 0 : run->places[i];
}

static void set_first(struct train_run *run, const struct train_data *data)
{
    const int d = run->shape.d_model;
    float row[TRAIN_D_MAX];
    train_start_values(&run->shape, run->recipe.seed, run->first);
    for (int w = 0; w < run->shape.words; w++) {
        row_source_row(&data->table, run->task.index[w], 0, d, row);
        for (int k = 0; k < d; k++) run->first[(size_t)w * (size_t)d + (size_t)k] = (double)row[k];
    }
    set_places(run, data);
}

static bool make_room(struct train_run *run)
{
    size_t n = run->numbers, size = sizeof(double);
    run->own = memory_zeros(1, sizeof *run->own);
    run->first = memory_zeros(n, size);
    run->number = memory_zeros(n, size);
    run->gradient = memory_zeros(n, size);
    run->m = memory_zeros(n, size);
    run->v = memory_zeros(n, size);
    run->places = memory_new((size_t)TRAIN_TOKENS_MAX * (size_t)run->shape.d_model, size);
    run->loss = memory_new(TRAIN_STEPS_MAX + 1, size);
    run->touched = memory_zeros((size_t)run->shape.words, 1);
    if (!run->own) return false;
    run->own->first_touch = memory_new((size_t)run->shape.words, sizeof *run->own->first_touch);
    return run->first && run->number && run->gradient && run->m && run->v && run->places &&
           run->loss && run->touched && run->own->first_touch;
}

/* Step 0, without its loss. */
static bool set_up(struct train_run *run, const struct train_data *data, struct err *e)
{
    run->numbers = train_numbers(&run->shape);
    if (run->numbers > TRAIN_NUMBERS_MAX)
        return err_set(e,
                       _("%zu numbers: more than can be trained here (%zu). m halves d_model, f "
                         "changes the goal"),
                       run->numbers, TRAIN_NUMBERS_MAX);
    if (!make_room(run) || !train_floors_count(&run->task, &run->floors)) return err_memory(e);
    set_first(run, data);
    memcpy(run->number, run->first, run->numbers * sizeof *run->number);
    for (int w = 0; w < run->shape.words; w++) run->own->first_touch[w] = UINT32_MAX;
    static const int arrays[] = {[TRAIN_MOMENTUM] = 2, [TRAIN_SGD] = 1, [TRAIN_ADAM] = 3};
    run->own->arrays = arrays[run->recipe.optimiser];
    run->own->spacing = 1;
    run->own->power_1 = run->own->power_2 = 1;
    run->loss[0] = (double)NAN;
    run->rates[0] = (struct train_rate){0, run->recipe.rate};
    run->rate_count = 1;
    return true;
}

bool train_begin(struct train_run *run, const struct train_recipe *r, const struct train_data *data,
                 struct err *e)
{
    *run = (struct train_run){.recipe = *r};
    if (!train_recipe_check(r, e)) return false;
    if (fpclassify(r->rate) == FP_ZERO) run->recipe.rate = train_default_rate(r);
    if (!train_task_make(&run->task, r, data, e)) return false;
    run->shape = shape_of(run);
    if (!set_up(run, data, e)) {
        train_free(run);
        return false;
    }
    train_advance(run, UINT64_MAX);
    if (run->stop != TRAIN_NO_MEMORY) return true;
    train_free(run);
    return err_memory(e);
}

void train_want(struct train_run *run, uint32_t step)
{
    uint32_t last = run->stop ? run->newest : TRAIN_STEPS_MAX;
    run->wanted = step < last ? step : last;
}

void run_tell_touched(struct train_run *run)
{
    for (int w = 0; w < run->shape.words; w++)
        run->touched[w] = run->own->first_touch[w] <= run->step;
}

/* The rows that have a gradient at this step. */
static void mark_touched(struct train_run *run)
{
    const size_t d = (size_t)run->shape.d_model;
    for (int w = 0; w < run->shape.words; w++) {
        const double *g = run->gradient + (size_t)w * d;
        size_t k = 0;
        while (k < d && fpclassify(g[k]) == FP_ZERO) k++;
        if (k < d && run->own->first_touch[w] > run->step) run->own->first_touch[w] = run->step;
    }
    run_tell_touched(run);
}

bool train_step_is_good(const struct train_run *run, uint32_t step)
{
    return isfinite(run->loss[step]) && run->loss[step] <= 4 * train_log(run->task.classes) + 10;
}

/* Told by the losses alone, so that it is the same however a step is come to. */
static void watch(struct train_run *run)
{
    uint32_t at = run->step;
    bool bad = !isfinite(run->loss[at]);
    if (at >= 2 && !train_step_is_good(run, at) && !train_step_is_good(run, at - 1) &&
        !train_step_is_good(run, at - 2))
        bad = true;
    if (!run->stop && !bad && at == TRAIN_STEPS_MAX) {
        run->stop = TRAIN_STEPS_END;
        run->stop_step = at;
    }
    if (run->stop || !bad) return;
    while (at && !train_step_is_good(run, at)) at--;
    run->stop = TRAIN_LEFT_NUMBERS;
    run->stop_step = run->wanted = at;
}

/* One example more of the batch; true: the step's gradient and loss are there. */
static bool read_example(struct train_run *run, uint64_t *spent)
{
    struct train_private *own = run->own;
    struct train_task *t = &run->task;
    if (!own->done) {
        memset(run->gradient, 0, run->numbers * sizeof *run->gradient);
        own->sum = 0;
        *spent += run->numbers;
    }
    struct train_example x = train_task_batch(t, run->step, own->done);
    struct train_reading how = {.places = run->places};
    struct train_gradient g = {run->gradient, 1. / (double)train_task_batch_asks(t, run->step),
                               own->sum};
    if (!train_backward(&run->shape, run->number, &how, &x, &own->trace, &g)) {
        run->stop = TRAIN_NO_MEMORY;
        return false;
    }
    own->sum = g.loss;
    *spent += train_cost(&run->shape, &x);
    if (++own->done < t->batch) return false;
    own->done = 0;
    run->loss[run->step] = own->sum;
    run->has_gradient = true;
    mark_touched(run);
    watch(run);
    return true;
}

static void step_on(struct train_run *run)
{
    run_update(run);
    run->step++;
    run->has_gradient = false;
    if (run->step > run->newest) {
        run->newest = run->step;
        run->loss[run->step] = (double)NAN;
    }
    run_keep(run);
}

bool train_advance(struct train_run *run, uint64_t budget)
{
    uint64_t spent = 0;
    for (;;) {
        run_go_near(run, run->wanted);
        if (run->has_gradient && run->step == run->wanted) return true;
        if (spent && spent >= budget) return false;
        if (run->has_gradient)
            step_on(run);
        else if (!read_example(run, &spent) && run->stop == TRAIN_NO_MEMORY)
            return true;
    }
}

bool train_set_rate(struct train_run *run, double rate, struct err *e)
{
    if (!(rate > 0 && rate <= TRAIN_RATE_MAX))
        return err_set(e, _("the rate must be above 0 and at most %g, not %g"), TRAIN_RATE_MAX,
                       rate);
    while (run->rate_count > 1 && run->rates[run->rate_count - 1].from >= run->step)
        run->rate_count--;
    if (run->rate_count == TRAIN_RATES_MAX)
        return err_set(e, _("the rate was changed %d times: R goes back to step 0"),
                       TRAIN_RATES_MAX);
    if (!run->step) run->rate_count = 0;
    run->rates[run->rate_count++] = (struct train_rate){run->step, rate};
    run_forget_after(run, run->step);
    run->newest = run->wanted = run->step;
    run->stop = TRAIN_GOES_ON;
    return true;
}

void train_free(struct train_run *run)
{
    if (run->own) {
        for (int i = 0; i < run->own->count; i++) free(run->own->kept[i].number);
        free(run->own->first_touch);
        train_trace_free(&run->own->trace);
    }
    double *const rooms[] = {run->first, run->number, run->gradient, run->m,
                             run->v,     run->places, run->loss};
    for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++) free(rooms[i]);
    free(run->own);
    free(run->touched);
    train_task_free(&run->task);
    *run = (struct train_run){0};
}
