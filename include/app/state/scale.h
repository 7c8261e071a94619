/* The scale of colours that E, P and X share, where they are drawn as heat cells and bars. */
#pragma once

#include "app/state/app.h"

/* The value at full colour where nothing is held: 1, 2 or 5 times a power of ten, at least 1,
 * that holds P's bound and twice the spread of E. */
double scale_natural(const struct app *a);
/* The value at full colour: the one that is held (app.held_full), else the natural one. */
double scale_full(const struct app *a);

/* Holds the scale as it is now, or lets it follow the values again, and says so. */
void scale_hold(struct app *a, int by);

/* Of the values in sight of E (1), P (2) and X (4), as the bits say, how many are beyond ±full:
 * their cells have the end's colour and stand for more. */
int scale_beyond(const struct app *a, unsigned matrices);

/* After the pipeline is looked at: where the scale is not what it was when it was last looked at,
 * the message line says both, after what an action said if there is room. */
void scale_look(struct app *a);
/* Whether the change marks are on and the scale is among what changed. */
bool scale_marked(const struct app *a);
