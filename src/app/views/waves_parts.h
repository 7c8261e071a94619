/* The cursors of the Waves view beyond the selected token, for the actions in waves.c. */
#pragma once

#include "app/state/action.h"

/* Marks a position: selects its token, or goes there without one. */
void waves_go(struct app *a, uint64_t position);
/* Drops a position without a token before events that go to a token. */
void waves_leave(struct app *a, const struct event *event);
/* The positions that the axis should hold, `*low` … `*high`. */
void waves_wanted(const struct app *a, uint64_t *low, uint64_t *high);
/* Looks for the twin, among the positions that are drawn. */
void waves_look_twin(struct app *a);

/* Actions: `by` is a step. */
void waves_step(struct app *a, int by);
void waves_ask(struct app *a, int by);
void waves_pin(struct app *a, int by);
void waves_unpin(struct app *a, int by);
void waves_sines(struct app *a, int by);
