/* What the files of the Attention view's model share (app/learning/attention.h). */
#pragma once

#include "app/input/event.h"
#include "app/state/app.h"

/* The run that trained weights are read from, with a block or more; NULL: there is none. */
const struct train_run *attention_run(const struct app *a);
/* Chooses what is read, and fills in its words, shape, numbers and positions. False: out of memory.
 * Where there is nothing to be read, m->lack says why. */
bool attention_read(struct app *a, struct err *e);
/* A run's own example, and its weights put in for the words of the text. */
bool attention_read_own(struct app *a, struct err *e);
/* The one that the Training view has chosen. */
struct train_example attention_own_example(const struct app *a, const struct train_run *run);
void attention_put_trained(struct app *a);
/* Whether word i that is read stands at a place that has a row: of the run with trained weights,
 * else of P on screen. */
bool attention_has_place(const struct app *a, int i);
/* Room for the numbers of the shape and for `rows` positions. */
bool attention_hold(struct attention_model *m, size_t rows);
/* Losses of the run, and with each head of the block knocked out, where it has any. False: out of
 * memory. */
bool attention_losses(struct app *a);
/* What the order of the words does, once m->right is there. False: out of memory. */
bool attention_compare_orders(struct app *a);

/* Of the model's table. */
bool attention_look(struct app *a, struct err *e);
void attention_free(struct app *a);
/* What is trained: run or pause, begins at first; by a number of steps. */
void attention_act_run(struct app *a, int by);
void attention_act_step(struct app *a, int by);
/* What is read; the map has the same keys: form, heads, blocks, mask, positions, weights. */
void attention_act_form(struct app *a, int by);
void attention_act_heads(struct app *a, int by);
void attention_act_block(struct app *a, int by);
void attention_act_mask(struct app *a, int by);
void attention_act_positions(struct app *a, int by);
void attention_act_weights(struct app *a, int by);
bool attention_click(struct app *a, const struct target *target);
/* Where trained weights are shown, the mask, the heads and the blocks are the recipe's: they change
 * there, and the run begins again. False: other weights are shown, and they are the view's own. */
bool attention_change_mask(struct app *a);
bool attention_change_heads(struct app *a, int heads);
bool attention_change_blocks(struct app *a, int blocks);
