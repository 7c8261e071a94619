/* The line of figures of the whole text. */
#ifndef VIEW_MARKS_GAUGES_H
#define VIEW_MARKS_GAUGES_H

#include "app/state/app.h"
#include "view/marks/draw.h"

/* Positions from here on are beyond the texts that models of the time were trained on. */
#define FAR_POSITION 1000

/* The colours' legend if wanted, still columns, lengths and the float32 recipe's error, in the
 * canvas's first row. */
void gauges_draw(const struct app *a, const struct canvas *c, bool legend);

#endif
