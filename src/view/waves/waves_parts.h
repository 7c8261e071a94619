/* Parts of the Waves view. Each draws into the body's canvas, where the layout says. */
#ifndef VIEW_WAVES_WAVES_PARTS_H
#define VIEW_WAVES_WAVES_PARTS_H

#include "view/marks/draw.h"
#include "view/waves/waves_layout.h"

/* The selected dimension and its partner, with axis, tokens, values and clock. */
void waves_large_draw(const struct app *a, const struct canvas *c, const struct waves_layout *l);
/* The strips with their headings and scroll bar. */
void waves_strips_draw(const struct app *a, const struct canvas *c, const struct waves_layout *l);

#endif
