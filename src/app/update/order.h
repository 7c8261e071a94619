/* The order of the words: shuffling them, and what becomes of the rows. */
#pragma once

#include "app/state/app.h"

/* Actions: the words in a new order; in the one before the shuffles. */
void order_shuffle(struct app *a, int by);
void order_restore(struct app *a, int by);
/* Asks for a second text. */
void order_beside(struct app *a, int by);

/* Brings the comparison with the text before up to the pipeline, after pipeline_look(). False:
 * out of memory. */
bool order_look(struct app *a, struct err *e);
