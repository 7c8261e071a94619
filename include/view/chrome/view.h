/* The views, and the frame around them: const state → frame. */
#ifndef VIEW_CHROME_VIEW_H
#define VIEW_CHROME_VIEW_H

#include "app/state/app.h"
#include "view/marks/draw.h"
#include "view/frame/frame.h"
#include "view/colour/theme.h"

struct view {
    const char *name;  /* as in --view */
    const char *title; /* on its tab */
    /* What the view wants to have computed for a body of that size. */
    void (*shown)(const struct app *a, int rows, int cols, struct shown *out);
    /* Draws the body; the app holds what `shown` asked for. */
    void (*draw)(const struct app *a, const struct canvas *c);
};

extern const struct view views[];
extern const int view_count;
/* Their names, ended by NULL. */
extern const char *const view_names[];
/* The row of that name, or −1. */
int view_find(const char *name);

/* What the current view wants on the app's screen: give it to app_look(). */
void view_shown(const struct app *a, struct shown *out);
/* Draws the whole screen, app->rows × app->cols. False when out of memory. */
bool view_draw(const struct app *a, const struct caps *caps, struct frame *out);
/* Writes a line of news (ASCII) over the last row of a frame that was drawn; the next drawing
 * takes it away. For when the state is not fit to be drawn. */
void view_note(struct frame *f, const struct caps *caps, const char *line);

#endif
