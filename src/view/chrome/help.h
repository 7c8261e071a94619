/* The help screen, made from the action table: the keys of the current view, of
 * the body, the sentence and the rest under a heading each, then the mouse. */
#ifndef VIEW_CHROME_HELP_H
#define VIEW_CHROME_HELP_H

#include "app/state/app.h"
#include "view/marks/draw.h"

/* Lines of help in all, and those that fit into a body of that size. */
int help_lines(const struct app *a);
int help_page(int rows, int cols);
/* From line a->help_row on; in two columns where there is room for them. */
void help_draw(const struct app *a, const struct canvas *c);

/* Appends a key's name (len bytes) as people know it: C-a as Ctrl-A. */
void help_key(const char *key, size_t len, struct str *out);

#endif
