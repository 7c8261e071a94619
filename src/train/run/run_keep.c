/* Kept steps: every 2^k-th, k as small as room allows. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/num.h"
#include "train/run/run_parts.h"

static int kept_limit(const struct train_run *run)
{
    size_t bytes = run->numbers * sizeof(double) * (size_t)run->own->arrays;
    return clamp_int((int64_t)(KEPT_BYTES / (bytes + 1)), 1, KEPT_MAX);
}

/* Twice as far apart. */
static void thin_out(struct train_private *own)
{
    int kept = 0;
    own->spacing *= 2;
    for (int i = 0; i < own->count; i++)
        if (own->kept[i].step % own->spacing)
            free(own->kept[i].number);
        else
            own->kept[kept++] = own->kept[i];
    own->count = kept;
}

void run_keep(struct train_run *run)
{
    struct train_private *own = run->own;
    if (own->count && own->kept[own->count - 1].step >= run->step) return;
    while (run->step % own->spacing == 0 && own->count >= kept_limit(run)) thin_out(own);
    if (run->step % own->spacing) return;
    size_t n = run->numbers;
    double *room = memory_try_new(n * (size_t)own->arrays, sizeof *room);
    /* Without memory it is a step that has to be replayed. */
    if (!room) return;
    double *const from[] = {run->number, run->m, run->v};
    for (int i = 0; i < min_int(own->arrays, COUNT(from)); i++)
        memcpy(room + (size_t)i * n, from[i], n * sizeof *room);
    own->kept[own->count++] = (struct kept_step){run->step, own->power_1, own->power_2, room};
}

static void load(struct train_run *run, const struct kept_step *kept)
{
    struct train_private *own = run->own;
    size_t n = run->numbers;
    double *const to[] = {run->number, run->m, run->v};
    for (int i = 0; i < min_int(own->arrays, COUNT(to)); i++)
        if (kept)
            memcpy(to[i], kept->number + (size_t)i * n, n * sizeof *run->number);
        else if (i)
            memset(to[i], 0, n * sizeof *run->number);
        else
            memcpy(to[i], run->first, n * sizeof *run->number);
    run->step = kept ? kept->step : 0;
    own->power_1 = kept ? kept->power_1 : 1;
    own->power_2 = kept ? kept->power_2 : 1;
    own->done = 0;
    run->has_gradient = false;
}

void run_go_near(struct train_run *run, uint32_t step)
{
    const struct train_private *own = run->own;
    int i = own->count - 1;
    while (i >= 0 && own->kept[i].step > step) i--;
    uint32_t near = i >= 0 ? own->kept[i].step : 0;
    if (run->step <= step && run->step >= near) return;
    load(run, i >= 0 ? &own->kept[i] : NULL);
    run_tell_touched(run);
}

void run_forget_after(struct train_run *run, uint32_t step)
{
    struct train_private *own = run->own;
    while (own->count && own->kept[own->count - 1].step > step)
        free(own->kept[--own->count].number);
    for (int w = 0; w < run->task.words; w++)
        if (own->first_touch[w] > step) own->first_touch[w] = UINT32_MAX;
}
