/* The views, and the frame around them: const state → frame. */
#pragma once

#include "app/state/app.h"
#include "app/state/view.h"
#include "view/marks/draw.h"
#include "view/frame/frame.h"
#include "view/colour/theme.h"

/* The program's views, ended by a row without a name. */
extern const struct view views[];
extern const int view_count;

/* What the current view wants on the app's screen: give it to app_look(). */
void view_shown(const struct app *a, struct shown *out);
/* Draws the whole screen, app->rows × app->cols. False when out of memory. */
bool view_draw(const struct app *a, const struct caps *caps, struct frame *out);
/* What a click at (row, col), anywhere, means on the frame that view_draw() made of this state:
 * what frame_target() says, and the label that stands there. */
struct target view_target(const struct app *a, const struct caps *caps, struct frame *f, int row,
                          int col);
/* Writes a line of news (ASCII) over the last row of a frame that was drawn; the next drawing
 * takes it away. For when the state is not fit to be drawn. */
void view_note(struct frame *f, const struct caps *caps, const char *line);
/* Appends a key's name (len bytes) as help shows it: C-a as Ctrl-A. */
void help_key(const char *key, size_t len, struct str *out);
