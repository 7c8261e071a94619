#include "train/goal/goal.h"

#include <math.h>
#include <stdlib.h>

#include "base/words.h"
#include "train/goal/draw.h"
#include "train/goal/task_build.h"

static bool (*const makers[TRAIN_GOALS])(struct task_build *, const struct train_recipe *,
                                         struct err *) = {
    [TRAIN_SENTENCE] = task_of_sentence, [TRAIN_CORPUS] = task_of_corpus,
    [TRAIN_COMPANY] = task_of_corpus,    [TRAIN_BEFORE] = task_of_before,
    [TRAIN_CHASED] = task_of_chased,     [TRAIN_BACKWARDS] = task_of_backwards,
};

static void (*const draws[TRAIN_GOALS])(const struct train_task *, uint32_t, uint32_t) = {
    [TRAIN_BEFORE] = task_draw_before,
    [TRAIN_BACKWARDS] = task_draw_backwards,
};

/* A position without a row reads NaN, and so would all that is computed of it. */
static bool places_exist(const struct train_task *t, const struct train_recipe *r,
                         const struct train_data *data, struct err *e)
{
    int rows = 0;
    for (size_t i = 0; i < t->examples + t->unseen; i++) {
        if (t->example[i].n > rows) rows = t->example[i].n;
        if (t->example[i].sources > rows) rows = t->example[i].sources;
    }
    for (int i = 0; r->positions && i < rows; i++) {
        if (!isnan(data->places[(size_t)i * (size_t)r->d_model])) continue;
        return err_set(e,
                       _("place %d of %d has no row in P: the table of this scheme ends there. [ "
                         "moves the text forward, or --offset 0, or --scheme sinusoidal"),
                       i, rows);
    }
    return true;
}

bool train_task_make(struct train_task *t, const struct train_recipe *r,
                     const struct train_data *data, struct err *e)
{
    *t = (struct train_task){
        .goal = &train_goals[r->goal], .vocabulary = data->vocabulary, .seed = r->seed};
    struct task_build b = {.task = t, .data = data};
    bool ok = makers[r->goal](&b, r, e) && places_exist(t, r, data, e);
    free(b.token);
    free(b.ask);
    free(b.span);
    if (!ok) train_task_free(t);
    return ok;
}

/* The order of an epoch is kept until another one is wanted. */
static uint32_t example_of(const struct train_task *t, uint32_t step, size_t i)
{
    uint64_t at = (uint64_t)step * t->batch + i;
    uint32_t epoch = (uint32_t)(at / t->examples);
    if (t->order[0] != epoch) {
        draw_order(t->seed, DRAW_ORDER, epoch, t->order + 1, (uint32_t)t->examples);
        t->order[0] = epoch;
    }
    return t->order[1 + at % t->examples];
}

struct train_example train_task_batch(const struct train_task *t, uint32_t step, size_t i)
{
    if (t->drawn) draws[t->goal - train_goals](t, step, (uint32_t)i);
    return t->example[t->order ? example_of(t, step, i) : i];
}

size_t train_task_batch_asks(const struct train_task *t, uint32_t step)
{
    size_t asks = 0;
    for (size_t i = 0; i < t->batch; i++)
        asks += (size_t)t->example[t->order ? example_of(t, step, i) : i].asks;
    return asks;
}

const char *train_task_own_word(const struct train_task *t, uint32_t index)
{
    bool own = t->own && index != ROW_NONE && index >= t->vocabulary;
    for (uint32_t i = 0; own && t->own[i]; i++)
        if (index - t->vocabulary == i) return t->own[i];
    return NULL;
}

void train_task_free(struct train_task *t)
{
    free(t->index);
    free(t->class_word);
    free(t->example);
    free(t->tokens);
    free(t->asks);
    free(t->order);
    *t = (struct train_task){0};
}
