/* The hub of training: steps, playing and stopping. */
#include <math.h>
#include <string.h>

#include "app/state/training_parts.h"
#include "base/memory.h"
#include "base/num.h"
#include "base/words.h"

#define WORK_MS 8     /* between two ticks that work on what one could not finish */
#define FAST_MS 8     /* as fast as it goes: the screen is drawn in between */
#define UPDATE_COST 8 /* of a number, in multiply-adds */
#define FRAME_MS 33

const struct training_speed training_speeds[] = {
    {N_("1 step a second"), 1000, 1},       {N_("3 steps a second"), 333, 1},
    {N_("10 steps a second"), 100, 1},      {N_("1 step a frame"), FRAME_MS, 1},
    {N_("4 steps a frame"), FRAME_MS, 4},   {N_("16 steps a frame"), FRAME_MS, 16},
    {N_("as fast as it goes"), FAST_MS, 0}, {.label = NULL},
};

/* ---- where they are ---------------------------------------------------- */

uint32_t training_step(const struct app *a)
{
    return a->training.begun ? a->training.step : 0;
}

/* The last step that a run can go to. */
static uint32_t last_step(const struct train_run *run)
{
    return run->stop == TRAIN_LEFT_NUMBERS ? run->stop_step : TRAIN_STEPS_MAX;
}

static uint32_t last_of_both(const struct training *t)
{
    uint32_t first = last_step(t->run[0]), second = last_step(t->run[1]);
    return first < second ? first : second;
}

/* A run is there when its step's loss and gradient are known; without memory it gets no further. */
static bool is_there(const struct train_run *run, uint32_t step)
{
    return (run->step == step && run->has_gradient) || run->stop == TRAIN_NO_MEMORY;
}

bool training_under_way(const struct app *a)
{
    const struct training *t = &a->training;
    return t->begun && !(is_there(t->run[0], t->step) && is_there(t->run[1], t->step));
}

/* A run that left the numbers holds both at its last good step: what is shown is of one step. */
static void stop_at_last(struct training *t)
{
    uint32_t last = last_of_both(t);
    if (t->step <= last) return;
    t->step = last;
    t->playing = false;
    t->halt = last < TRAIN_STEPS_MAX ? TRAINING_LEFT : TRAINING_ENDED;
}

/* About what an example and an update cost a run: what it does in one piece. */
static uint64_t piece_cost(const struct app *a, bool side)
{
    const struct train_run *run = a->training.run[side];
    struct train_example first = training_example(a, side, 0);
    return train_cost(&run->shape, &first) + UPDATE_COST * run->numbers;
}

/* Where a piece takes long the runs take turns, so that an event never waits for both. */
static void work_once(struct app *a, uint64_t work)
{
    struct training *t = &a->training;
    bool turns = piece_cost(a, true) > work / 4;
    for (int side = 0; side < 2; side++) {
        if (is_there(t->run[side], t->step)) continue;
        train_want(t->run[side], t->step);
        train_advance(t->run[side], work / 2);
        if (turns) return;
    }
}

static void work_towards(struct app *a, uint64_t work)
{
    struct training *t = &a->training;
    uint32_t step = t->step;
    work_once(a, work);
    stop_at_last(t);
    if (t->step != step) work_once(a, work); /* one has stopped: the other goes to that step */
    if (t->run[0]->stop != TRAIN_NO_MEMORY && t->run[1]->stop != TRAIN_NO_MEMORY) return;
    t->playing = false;
    app_complain(a, _("out of memory: training stays where it is"));
}

void training_work(struct app *a)
{
    work_towards(a, TRAINING_EVENT_WORK);
}

void training_go(struct app *a, uint32_t step)
{
    struct training *t = &a->training;
    if (!training_make_ready(a)) return;
    t->step = step < TRAIN_STEPS_MAX ? step : TRAIN_STEPS_MAX;
    t->halt = TRAINING_NO_HALT;
    t->then = a->now;
    training_work(a);
}

/* ---- stopping by itself ------------------------------------------------ */

/* The loss of the last steps moves by less than can matter. */
static bool has_settled(const struct train_run *run)
{
    if (run->newest < TRAINING_SETTLED_STEPS) return false;
    double low = (double)INFINITY, high = (double)-INFINITY;
    for (uint32_t i = run->newest - TRAINING_SETTLED_STEPS; i < run->newest; i++) {
        low = fmin(low, run->loss[i]);
        high = fmax(high, run->loss[i]);
    }
    return high - low < TRAINING_SETTLED_LOSS;
}

static void stop_if_settled(struct training *t)
{
    bool newest = t->step == t->run[0]->newest && t->step == t->run[1]->newest;
    if (!t->playing || !newest || !has_settled(t->run[0]) || !has_settled(t->run[1])) return;
    t->playing = false;
    t->halt = TRAINING_SETTLED;
}

void training_halt_text(const struct app *a, bool brief, struct str *out)
{
    const struct training *t = &a->training;
    if (t->halt == TRAINING_SETTLED)
        str_addf(out,
                 brief
                     ? _("paused: settled")
                     : _("paused: no loss moved by %g in %d steps; f or v changes what is learned"),
                 TRAINING_SETTLED_LOSS, TRAINING_SETTLED_STEPS);
    if (t->halt == TRAINING_ENDED) str_addf(out, _("paused: a run has %d steps"), TRAIN_STEPS_MAX);
    if (t->halt != TRAINING_LEFT) return;
    bool with_p = t->run[1]->stop == TRAIN_LEFT_NUMBERS && last_step(t->run[1]) == t->step;
    if (brief) {
        str_addf(out, _("the loss left the numbers: J lowers the rate %g"),
                 train_rate_at(t->run[with_p], t->step));
        return;
    }
    str_adds(out, with_p ? _("with P, ") : _("without P, "));
    train_stop_text(t->run[with_p], "J", out);
}

/* ---- time -------------------------------------------------------------- */

/* Steps that one event's work is about enough for, in both runs. */
static uint32_t steps_of_work(const struct app *a)
{
    uint64_t cost = 0;
    for (int side = 0; side < 2; side++)
        cost += a->training.run[side]->task.batch * piece_cost(a, side);
    uint64_t steps = cost ? TRAINING_EVENT_WORK / cost : 1;
    return steps > 1024 ? 1024 : steps < 1 ? 1 : (uint32_t)steps;
}

int64_t training_deadline(const struct app *a)
{
    const struct training *t = &a->training;
    if (!t->begun) return -1;
    if (training_under_way(a)) return t->then + WORK_MS;
    return t->playing ? t->then + training_speeds[t->speed].interval_ms : -1;
}

void training_tick(struct app *a)
{
    struct training *t = &a->training;
    int64_t due = training_deadline(a);
    if (due < 0 || a->now < due) return;
    t->then = a->now;
    if (!training_under_way(a)) {
        int steps = training_speeds[t->speed].steps;
        t->step += steps ? (uint32_t)steps : steps_of_work(a);
    }
    work_towards(a, 2 * TRAINING_EVENT_WORK);
    if (!training_under_way(a)) stop_if_settled(t);
}

/* ---- actions ----------------------------------------------------------- */

void training_act_run(struct app *a, int by)
{
    (void)by;
    struct training *t = &a->training;
    if (t->playing) {
        t->playing = false;
        return;
    }
    if (!training_make_ready(a)) return;
    t->playing = true;
    t->halt = TRAINING_NO_HALT;
    t->then = a->now;
}

void training_act_step(struct app *a, int by)
{
    struct training *t = &a->training;
    t->playing = false;
    if (!training_make_ready(a)) return;
    int64_t step = (int64_t)t->step + by;
    training_go(a, step < 0 ? 0 : (uint32_t)step);
}

void training_act_end(struct app *a, int by)
{
    struct training *t = &a->training;
    t->playing = false;
    if (!training_make_ready(a)) return;
    uint32_t newest = t->run[0]->newest > t->run[1]->newest ? t->run[0]->newest : t->run[1]->newest;
    training_go(a, by < 0 ? 0 : newest);
}

void training_act_reset(struct app *a, int by)
{
    (void)by;
    struct err why;
    bool begun = a->training.begun;
    a->training.playing = false;
    if (!training_begin(a, &why))
        app_complain(a, "%s", why.text);
    else if (begun)
        app_say(a, _("step 0 again, with the same draws"));
}

void training_act_speed(struct app *a, int by)
{
    int last = 0;
    while (training_speeds[last + 1].label) last++;
    a->training.speed = clamp_int((int64_t)a->training.speed + by, 0, last);
    app_say(a, "%s", _(training_speeds[a->training.speed].label));
}

void training_act_shown(struct app *a, int by)
{
    static const char *const said[] = {N_("without P and with P"), N_("without P"), N_("with P")};
    int next = ((int)a->training.shown + by) % TRAINING_SHOWN_COUNT;
    a->training.shown = (enum training_shown)next;
    app_say(a, _("shown: %s"), _(said[next]));
}

double training_rate(const struct app *a)
{
    const struct train_run *run = training_run(a, training_side(a));
    return run ? train_rate_at(run, run->step) : training_recipe(a, true).rate;
}

/* The curves of steps that another rate replaces are kept, where there is memory for them. */
static void keep_later_steps(struct training *t)
{
    for (int side = 0; side < 2; side++) {
        const struct train_run *run = t->run[side];
        size_t count = (size_t)run->newest + 1;
        double *loss = run->newest > run->step ? memory_new(count, sizeof *loss) : NULL;
        if (!loss) continue;
        memcpy(loss, run->loss, count * sizeof *loss);
        training_curve_free(&t->before[side]);
        t->before[side] = (struct training_curve){run->recipe, loss, run->newest + 1, run->stop};
    }
}

void training_set_rate(struct app *a, double rate)
{
    struct training *t = &a->training;
    struct err why;
    if (!(rate > 0) || rate > TRAIN_RATE_MAX) {
        app_complain(a, _("a rate is more than 0 and at most %g"), TRAIN_RATE_MAX);
        return;
    }
    if (training_under_way(a)) {
        app_complain(a, _("it is on its way to step %u: the rate stays until it is there"),
                     t->step);
        return;
    }
    bool ok = true;
    if (t->begun && t->step) keep_later_steps(t);
    for (int side = 0; side < 2 && ok && t->begun && t->step; side++)
        ok = train_set_rate(t->run[side], rate, &why);
    if (ok) {
        t->recipe.rate = rate;
        t->halt = TRAINING_NO_HALT;
        /* At step 0 there is nothing that the new rate comes after. */
        if (t->begun && !t->step) ok = training_begin(a, &why);
    }
    if (!ok) app_complain(a, "%s", why.text);
}
