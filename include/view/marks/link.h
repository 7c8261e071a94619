/* What a click on a rectangle of the frame does: titles that lead to a view or do something, and
 * places that select a token or a dimension. */
#ifndef VIEW_MARKS_LINK_H
#define VIEW_MARKS_LINK_H

#include "app/state/app.h"
#include "view/marks/draw.h"

/* Of `cols` columns from (row, col) on; without effect if nothing has that name: a click goes to a
 * view, or runs an action, one of the current view's or of every view's. */
void link_view(const struct app *a, const struct canvas *c, int row, int col, int cols,
               const char *view);
void link_action(const struct app *a, const struct canvas *c, int row, int col, int cols,
                 const char *action);

/* A click selects the token. */
void link_token(const struct canvas *c, struct area at, size_t token);
/* A click selects a dimension: `dim` is at the left and each takes `cols` columns; cols 0: all of
 * the rectangle is `dim`. */
void link_dims(const struct canvas *c, struct area at, int dim, int cols);
/* The same, and a token: `token` is at the top, and each takes a row. */
void link_cells(const struct canvas *c, struct area at, size_t token, int dim, int cols);
/* A click is the view's own (app/state/view.h), for `index`. */
void link_own(const struct canvas *c, struct area at, int64_t index);

#endif
