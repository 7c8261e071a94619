/* What a click on a panel's words does, besides selecting. */
#ifndef VIEW_MARKS_TOUCH_H
#define VIEW_MARKS_TOUCH_H

#include "app/state/app.h"
#include "view/marks/draw.h"

/* Columns `col` … `col` + `cols` − 1 of a row of the frame, that is a title: a click goes
 * to the view of that name; */
void touch_view(const struct canvas *c, int row, int col, int cols, const char *view);
/* … or calls the action of that name, one of the current view or of all. */
void touch_action(const struct app *a, const struct canvas *c, int row, int col, int cols, const char *action);

#endif
