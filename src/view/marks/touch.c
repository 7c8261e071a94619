#include "view/marks/touch.h"

#include <string.h>

#include "app/update/action.h"
#include "view/chrome/view.h"

static void add(const struct canvas *c, int row, int col, int cols, enum target_kind kind, int index)
{
    struct target target = {.kind = kind, .index = index};
    if (index >= 0 && cols > 0)
        frame_add_hit(c->frame, (struct hit){row, col, 1, cols, target, 0, 0});
}

void touch_view(const struct canvas *c, int row, int col, int cols, const char *view)
{
    add(c, row, col, cols, TARGET_TAB, view_find(view));
}

void touch_action(const struct app *a, const struct canvas *c, int row, int col, int cols, const char *action)
{
    int i = 0;
    const struct action *at = action_next(a, NULL);
    for (; at && strcmp(at->name, action) != 0; i++)
        at = action_next(a, at);
    add(c, row, col, cols, TARGET_ACTION, at ? i : -1);
}
