/* What the files of the hub of training share (app/state/training.h). */
#pragma once

#include "app/state/app.h"

/* Tokens of the text that a run may be made from, and one more, by which it is seen to be cut. */
#define TRAINING_TOKENS ((size_t)TRAIN_TOKENS_MAX * TRAIN_TOKENS_MAX + 1)

/* Begins where nothing has begun, or where what there is is stale. False: it was said why not. */
bool training_make_ready(struct app *a);
/* Lets both runs work towards the step that is looked at, for about one event's work. */
void training_work(struct app *a);
