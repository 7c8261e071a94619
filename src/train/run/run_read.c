/* What a run's numbers say at the step where it stands. */
#include <math.h>

#include "base/words.h"
#include "train/run/run_parts.h"

#define FRESH_STEPS 8 /* batches that no step has */

bool train_read(const struct train_run *run, size_t i, uint64_t knocked, struct train_trace *t)
{
    struct train_example x =
        run->task.drawn ? train_task_batch(&run->task, run->step, i) : run->task.example[i];
    struct train_reading how = {.places = run->places, .knocked = knocked};
    return train_forward(&run->shape, run->number, &how, &x, t);
}

/* Of equal ones the first. */
static int largest(const double *p, int n)
{
    int best = 0;
    for (int i = 1; i < n; i++)
        if (p[i] > p[best]) best = i;
    return best;
}

static bool add_score(const struct train_run *run, const struct train_example *x, uint64_t knocked,
                      struct train_trace *t, struct train_score *out)
{
    struct train_reading how = {.places = run->places, .knocked = knocked};
    if (!train_forward(&run->shape, run->number, &how, x, t)) return false;
    for (int a = 0; a < x->asks; a++) {
        const double *p = t->p + (size_t)x->ask[a].row * (size_t)t->classes;
        out->right += largest(p, t->classes) == x->ask[a].class;
    }
    out->asks += (size_t)x->asks;
    out->loss += train_loss_sum(t, x);
    return true;
}

bool train_score(const struct train_run *run, bool unseen, uint64_t knocked,
                 struct train_score *out)
{
    const struct train_task *task = &run->task;
    struct train_trace t = {0};
    bool ok = true, fresh = task->drawn && unseen;
    size_t first = unseen && !fresh ? task->examples : 0;
    size_t count = fresh ? FRESH_STEPS * task->batch : unseen ? task->unseen : task->examples;
    *out = (struct train_score){0};
    for (size_t i = 0; ok && i < count; i++) {
        uint32_t step = fresh ? UINT32_MAX - (uint32_t)(i / task->batch) : run->step;
        struct train_example x =
            task->drawn ? train_task_batch(task, step, i % task->batch) : task->example[first + i];
        ok = add_score(run, &x, knocked, &t, out);
    }
    if (out->asks) out->loss /= (double)out->asks;
    train_trace_free(&t);
    return ok;
}

static int place_of(const uint32_t *array, int n, uint32_t index)
{
    if (index < (uint32_t)n && array[index] == index) return (int)index;
    for (int i = 0; i < n; i++)
        if (array[i] == index) return i;
    return -1;
}

int train_word_of(const struct train_run *run, uint32_t index)
{
    return place_of(run->task.index, run->task.words, index);
}

int train_class_of(const struct train_run *run, uint32_t index)
{
    return place_of(run->task.class_word, run->task.classes, index);
}

double train_row_moved(const struct train_run *run, int w)
{
    const size_t d = (size_t)run->shape.d_model, at = (size_t)w * d;
    double sum = 0;
    for (size_t k = at; k < at + d; k++) {
        double moved = run->number[k] - run->first[k];
        sum += moved * moved;
    }
    return sqrt(sum) * (run->shape.scale ? sqrt((double)d) : 1);
}

double train_part_gradient(const struct train_run *run, enum train_part_kind kind, int block)
{
    struct train_part p;
    if (!run->has_gradient || !train_find_part(&run->shape, kind, block, &p)) return (double)NAN;
    double sum = 0;
    for (size_t i = p.at; i < p.at + (size_t)p.rows * (size_t)p.cols; i++)
        sum += run->gradient[i] * run->gradient[i];
    return sqrt(sum);
}

/* The mean |x|² of the rows of example 0: what a rate is too large for. */
static double mean_square(const struct train_run *run)
{
    struct train_trace t = {0};
    double sum = 0;
    if (!train_read(run, 0, 0, &t)) return (double)NAN;
    size_t n = (size_t)t.n * (size_t)t.d;
    for (size_t i = 0; i < n; i++) sum += t.x[i] * t.x[i];
    int rows = t.n;
    train_trace_free(&t);
    return sum / rows;
}

void train_stop_text(const struct train_run *run, const char *lowers, struct str *out)
{
    if (run->stop == TRAIN_LEFT_NUMBERS)
        str_addf(out,
                 _("step %u is the last good one: the rate %g is too large for |x|² ≈ %.0f. %s "
                   "lowers it"),
                 run->stop_step, train_rate_at(run, run->stop_step), mean_square(run), lowers);
    if (run->stop == TRAIN_STEPS_END)
        str_addf(out, _("a run ends at step %d. R goes back to step 0"), TRAIN_STEPS_MAX);
    if (run->stop == TRAIN_NO_MEMORY) str_adds(out, _("out of memory"));
}
