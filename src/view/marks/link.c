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

void link_token(const struct canvas *c, struct area at, size_t token)
{
    struct target target = {.kind = TARGET_TOKEN, .token = (int64_t)token};
    frame_add_hit(c->frame, (struct hit){at.row, at.col, at.rows, at.cols, target, 0, 0});
}

void link_dims(const struct canvas *c, struct area at, int dim, int cols)
{
    struct target target = {.kind = TARGET_DIM, .dim = dim};
    frame_add_hit(c->frame, (struct hit){at.row, at.col, at.rows, at.cols, target, 0, cols});
}

void link_cells(const struct canvas *c, struct area at, size_t token, int dim, int cols)
{
    struct target target = {.kind = TARGET_CELL, .token = (int64_t)token, .dim = dim};
    frame_add_hit(c->frame, (struct hit){at.row, at.col, at.rows, at.cols, target, 1, cols});
}

void link_own(const struct canvas *c, struct area at, int64_t index)
{
    struct target target = {.kind = TARGET_OWN, .index = index};
    frame_add_hit(c->frame, (struct hit){at.row, at.col, at.rows, at.cols, target, 0, 0});
}
