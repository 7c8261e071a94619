#include "view/marks/label.h"

#include <stdio.h>
#include <string.h>

#include "app/state/view.h"
#include "base/words.h"

void label_token(const struct app *a, size_t i, struct str *out)
{
    struct piece piece = pipeline_piece(&a->pipeline, i);
    size_t n = piece.end - piece.start;
    draw_token(out, pipeline_bytes(&a->pipeline, piece), n, n == 1);
}

int label_token_draw(const struct app *a, const struct canvas *c, struct span at, enum role role,
                     size_t i)
{
    struct str text = STR_EMPTY;
    label_token(a, i, &text);
    int taken = draw_cut(c, at, role, str_text(&text), text.len);
    str_free(&text);
    return taken;
}

unsigned long long label_position(const struct app *a, size_t i)
{
    return (unsigned long long)pipeline_position(&a->pipeline, i);
}

struct draw_short label_index(const struct app *a, size_t i)
{
    struct draw_short out = {DRAW_MISSING};
    if (!pipeline_is_gap(&a->pipeline, i))
        snprintf(out.text, sizeof out.text, "%u", pipeline_index(&a->pipeline, i));
    return out;
}

bool label_is_gap(const struct app *a)
{
    return a->token < a->pipeline.count && pipeline_is_gap(&a->pipeline, a->token);
}

enum role label_token_role(bool selected, bool is_new)
{
    static const enum role roles[2][2] = {{ROLE_TEXT, ROLE_NEW}, {ROLE_ROW_ACCENT, ROLE_ROW_NEW}};
    return roles[selected][is_new];
}

void label_no_tokens(const struct canvas *c, int row, int col, int cols)
{
    draw_text(c, row, col, cols, ROLE_DIM, _("no tokens yet: type a sentence above"));
}

int label_mark(const struct canvas *c, struct span of, int at, uint64_t number)
{
    char text[32];
    unsigned long long n = number;
    int digits = snprintf(text, sizeof text, "▾%llu", n) - (int)sizeof "▾" + 1;
    if (at + 1 + digits > of.cols && at >= digits) {
        snprintf(text, sizeof text, "%llu▾", n);
        at -= digits;
    }
    draw_text(c, of.row, of.col + at, c->cols, ROLE_ACCENT, text);
    return at;
}

void label_dim(const struct canvas *c, int row, int col, int at, int cols, int dim)
{
    label_mark(c, (struct span){row, col, cols}, at, (uint64_t)dim);
}

void label_dims(int first, int count, int d, char out[48])
{
    out[0] = '\0';
    if (count < d) snprintf(out, 48, _("%d…%d of %d"), first, first + count - 1, d);
}

/* ---- what a window holds ---- */

size_t scroll_to(size_t first, size_t selected, size_t count, size_t visible)
{
    if (visible == 0 || count <= visible) return 0;
    if (selected < first) first = selected;
    if (selected >= first + visible) first = selected + 1 - visible;
    return first > count - visible ? count - visible : first;
}

size_t scroll_tokens(const struct app *a, size_t visible)
{
    return scroll_to(a->shown.window.row, a->token, a->pipeline.count, visible);
}

int scroll_dims(const struct app *a, int visible)
{
    return (int)scroll_to((size_t)a->shown.window.dim, (size_t)a->dim, (size_t)a->params.d_model,
                          (size_t)visible);
}

/* ---- clicks ---- */

static void link_columns(const struct canvas *c, int row, int col, int cols, struct target target)
{
    if (cols > 0) frame_add_hit(c->frame, (struct hit){row, col, 1, cols, target, 0, 0, false});
}

void link_view(const struct app *a, const struct canvas *c, int row, int col, int cols,
               const char *view)
{
    int i = view_find(a->lists->views, view);
    if (i >= 0)
        link_columns(c, row, col, cols,
                     (struct target){.kind = TARGET_TAB, .index = i, .by_label = true});
}

void link_action(const struct app *a, const struct canvas *c, int row, int col, int cols,
                 const char *action)
{
    int i = 0;
    const struct action *at = action_next(a, NULL);
    for (; at && strcmp(at->name, action) != 0; i++) at = action_next(a, at);
    if (at)
        link_columns(c, row, col, cols,
                     (struct target){.kind = TARGET_ACTION, .index = i, .by_label = true});
}

void link_token(const struct canvas *c, struct area at, size_t token)
{
    struct target target = {.kind = TARGET_TOKEN, .token = (int64_t)token};
    frame_add_hit(c->frame, (struct hit){at.row, at.col, at.rows, at.cols, target, 0, 0, false});
}

void link_dims(const struct canvas *c, struct area at, int dim, int cols)
{
    struct target target = {.kind = TARGET_DIM, .dim = dim, .by_label = !cols};
    frame_add_hit(c->frame, (struct hit){at.row, at.col, at.rows, at.cols, target, 0, cols, false});
}

void link_cells(const struct canvas *c, struct area at, size_t token, int dim, int cols)
{
    struct target target = {.kind = TARGET_CELL, .token = (int64_t)token, .dim = dim};
    frame_add_hit(c->frame, (struct hit){at.row, at.col, at.rows, at.cols, target, 1, cols, false});
}

void link_cells_transposed(const struct canvas *c, struct area at, size_t token, int dim, int cols)
{
    struct target target = {.kind = TARGET_CELL, .token = (int64_t)token, .dim = dim};
    frame_add_hit(c->frame, (struct hit){at.row, at.col, at.rows, at.cols, target, 1, cols, true});
}

void link_own(const struct canvas *c, struct area at, int64_t index)
{
    struct target target = {.kind = TARGET_OWN, .index = index};
    frame_add_hit(c->frame, (struct hit){at.row, at.col, at.rows, at.cols, target, 0, 0, false});
}

void link_choice(const struct canvas *c, struct area at, int64_t index)
{
    struct target target = {.kind = TARGET_OWN, .index = index, .by_label = true};
    frame_add_hit(c->frame, (struct hit){at.row, at.col, at.rows, at.cols, target, 0, 0, false});
}
