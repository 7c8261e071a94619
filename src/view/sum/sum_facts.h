/* What the Sum view says below its table, a line each: lengths and angle, the
 * comparison with the second token, the guess. */
#ifndef VIEW_SUM_SUM_FACTS_H
#define VIEW_SUM_SUM_FACTS_H

#include "app/state/app.h"
#include "view/marks/draw.h"

/* How many lines there are to say: it depends on what is switched on alone. */
int sum_facts_count(const struct app *a);

/* Draws the lines into the canvas. Where there are fewer rows, the expected
 * length goes first, then the cosines, how the guess was made, the second
 * token's name, the difference of the two, the lengths; the guess stays. Where
 * there are more, blank rows part the three groups. */
void sum_facts_draw(const struct app *a, const struct canvas *c);

#endif
