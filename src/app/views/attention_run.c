/* Attention of what was trained: its weights, its own examples, its losses. */
#include <math.h>

#include "app/views/attention_parts.h"
#include "base/words.h"

const struct train_run *attention_run(const struct app *a)
{
    (void)a;
    return NULL;
}

bool attention_read_own(struct app *a, struct err *e)
{
    (void)a;
    (void)e;
    return true;
}

void attention_put_trained(struct app *a)
{
    (void)a;
}

bool attention_losses(struct app *a)
{
    struct attention_model *m = &a->attention;
    m->loss = NAN;
    for (int h = 0; h < TRAIN_HEADS_MAX; h++) m->loss_without[h] = NAN;
    return true;
}

void attention_act_run(struct app *a, int by)
{
    (void)by;
    a->attention.weights = ATTENTION_TRAINED;
}

void attention_act_step(struct app *a, int by)
{
    (void)by;
    a->attention.weights = ATTENTION_TRAINED;
}

bool attention_change_mask(struct app *a)
{
    (void)a;
    return false;
}

bool attention_change_heads(struct app *a, int heads)
{
    (void)a;
    (void)heads;
    return false;
}

bool attention_change_blocks(struct app *a, int blocks)
{
    (void)a;
    (void)blocks;
    return false;
}
