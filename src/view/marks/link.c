#include "view/marks/link.h"

#include <string.h>

#include "app/state/view.h"

static void add(const struct canvas *c, int row, int col, int cols, struct target target)
{
    if (cols > 0) frame_add_hit(c->frame, (struct hit){row, col, 1, cols, target, 0, 0});
}

void link_view(const struct app *a, const struct canvas *c, int row, int col, int cols,
               const char *view)
{
    int i = view_find(a->lists->views, view);
    if (i >= 0) add(c, row, col, cols, (struct target){.kind = TARGET_TAB, .index = i});
}

void link_action(const struct app *a, const struct canvas *c, int row, int col, int cols,
                 const char *action)
{
    int i = 0;
    const struct action *at = action_next(a, NULL);
    for (; at && strcmp(at->name, action) != 0; i++) at = action_next(a, at);
    if (at) add(c, row, col, cols, (struct target){.kind = TARGET_ACTION, .index = i});
}
