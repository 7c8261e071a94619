/* What a window shows of something longer: it moves no further than it must. */
#ifndef VIEW_MARKS_SCROLL_H
#define VIEW_MARKS_SCROLL_H

#include "app/state/app.h"

/* First of `visible` items out of `count`, for a window that stood at `first`: the nearest place
 * that shows item `selected` and leaves no blank space after the last item. */
size_t scroll_to(size_t first, size_t selected, size_t count, size_t visible);
/* First token and first dimension of a window of that size, which stood where the last screen
 * had it and shows the selected one. */
size_t scroll_tokens(const struct app *a, size_t visible);
int scroll_dims(const struct app *a, int visible);

#endif
