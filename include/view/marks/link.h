/* Titles that a click follows: to a view, or to what an action does. */
#ifndef VIEW_MARKS_LINK_H
#define VIEW_MARKS_LINK_H

#include "app/state/app.h"
#include "view/marks/draw.h"

/* In `cols` columns of the frame from (row, col) on; without effect if nothing has that name. */
/* A click goes to the view of that name. */
void link_view(const struct app *a, const struct canvas *c, int row, int col, int cols,
               const char *view);
/* A click runs the action of that name, one of the current view's or of every view's. */
void link_action(const struct app *a, const struct canvas *c, int row, int col, int cols,
                 const char *action);

#endif
