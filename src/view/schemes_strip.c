#include "view/schemes_strip.h"

#include <math.h>
#include <stdio.h>

#include "base/memo.h"
#include "view/heat.h"
#include "view/wave.h"

#define FAINT 0.2 /* values that all stay below this share of the common scale get one of their own */
#define PARTED 3  /* lines from which on a blank one, or half of one, parts a picture from the next */

int strips_lines_wanted(const struct app *a)
{
    size_t count = a->pipeline.count;
    return count < STRIP_LINES_MAX ? (int)count + 1 : STRIP_LINES_MAX;
}

void strips_fit(struct strips *s, const struct app *a, int lines, const struct caps *caps)
{
    bool numbers = a->zoom >= HEAT_NUMBER_COLS; /* somebody wants to read them: half a line holds none */
    size_t count = a->pipeline.count;
    s->lines = lines;
    s->per_line = caps->depth >= DEPTH_256 && !caps->ascii && !numbers ? 2 : 1;
    int all = lines * s->per_line;
    s->slots = count <= (size_t)all ? (int)count : lines >= PARTED ? all - 1 : all;
    bool beyond = s->slots > 0 && a->token >= (size_t)s->slots - 1;
    s->last = beyond ? a->token : count ? count - 1 : 0;
    if (count <= (size_t)s->slots)
        s->last = count ? count - 1 : 0;
}

static size_t token_of(const struct strips *s, int slot)
{
    return slot == s->slots - 1 ? s->last : (size_t)slot;
}

double strip_full(const struct scheme_report *r)
{
    double reach = fmax(fabs(r->bounded.low), fabs(r->bounded.high));
    bool own = r->text_ready && reach > 0 && (reach > STRIP_FULL || reach < FAINT * STRIP_FULL);
    return own ? wave_full(reach) : STRIP_FULL;
}

double strip_difference_full(const struct scheme_report *r)
{
    double reach = fabs(r->difference.value - r->difference.truth);
    return r->text_ready && reach > 0 ? wave_full(reach) : 0;
}

/* What a line of a picture depends on; no padding. */
struct line_key {
    double base;
    uint64_t position[2], offset, length;
    int32_t d_model, layout, dim, dims, scheme, truth; /* truth: what is taken away; −1: nothing */
};

/* P of a scheme at two positions over the columns in sight, (2, dims), less that of scheme
 * `truth` unless that is −1. Kept by the frame; NULL when out of memory. */
static const float *line_values(const struct app *a, struct frame *f, int scheme, int truth, const uint64_t position[2])
{
    const struct pipeline *p = &a->pipeline;
    const struct window *w = &p->rows.window;
    const struct line_key key = {p->params.base,      {position[0], position[1]}, p->context.offset,
                                 p->context.length,   p->params.d_model,          (int32_t)p->params.layout,
                                 w->dim,              w->dims,                    scheme,
                                 truth};
    size_t dims = (size_t)w->dims;
    bool fresh;
    struct memo *memo = frame_memo(f);
    float *values = memo ? memo_of(memo, &key, sizeof key, 3 * dims * sizeof *values, &fresh) : NULL;
    for (size_t i = 0; values && fresh && i < 2; i++) {
        float *row = values + i * dims, *true_row = values + 2 * dims;
        schemes[scheme].row(&p->context, position[i], w->dim, w->dims, row);
        if (truth >= 0)
            schemes[truth].row(&p->context, position[i], w->dim, w->dims, true_row);
        for (size_t k = 0; k < dims && truth >= 0; k++)
            row[k] -= true_row[k];
    }
    return values;
}

static void draw_line(const struct app *a, const struct canvas *c, const struct strips *s, int row, int first,
                      const struct heat_row *like, int scheme, int truth)
{
    const struct window *w = &a->pipeline.rows.window;
    int count = first + s->per_line <= s->slots ? s->per_line : s->slots - first;
    size_t token[2] = {token_of(s, first), token_of(s, first + count - 1)};
    const uint64_t position[2] = {pipeline_position(&a->pipeline, token[0]), pipeline_position(&a->pipeline, token[1])};
    const float *values = line_values(a, c->frame, scheme, truth, position);
    struct heat_row h = *like;
    bool lower = count > 1 && token[1] == a->token, selected = lower || token[0] == a->token;
    h.selected = selected ? a->dim - w->dim : -1;
    h.alone = count < 2;
    if (!values)
        c->frame->failed = true;
    else if (s->per_line == 2)
        heat_halves(c->frame, row, &h, lower, values, w->dims, c->caps);
    else
        heat_row(c->frame, row, &h, values, w->dims, c->caps);
}

void strip_draw(const struct app *a, const struct canvas *c, const struct strips *s, int row, int col, int scheme,
                int truth, double full)
{
    const struct window *w = &a->pipeline.rows.window;
    const struct heat_row like = {.col = col, .width = s->cell_cols, .full = full};
    for (int first = 0; first < s->slots && w->dims > 0; first += s->per_line, row++) {
        draw_line(a, c, s, row, first, &like, scheme, truth);
        struct target cell = {.kind = TARGET_CELL, .token = (int64_t)token_of(s, first), .dim = w->dim};
        frame_add_hit(c->frame, (struct hit){row, col, 1, w->dims * s->cell_cols, cell, 0, s->cell_cols});
    }
}

void strip_positions_draw(const struct app *a, const struct canvas *c, const struct strips *s, int row)
{
    int labels = s->labels < s->per_line ? s->labels : s->per_line, each = labels ? s->position_cols / labels : 0;
    for (int slot = 0; slot < s->slots && each > 0; slot++) {
        if (slot % s->per_line >= labels)
            continue;
        size_t token = token_of(s, slot);
        char text[24];
        int len = snprintf(text, sizeof text, "%llu", (unsigned long long)pipeline_position(&a->pipeline, token));
        int at = row + slot / s->per_line, col = c->col + s->position_col + slot % s->per_line * each;
        draw_text(c, at, col + (len < each ? each - 1 - len : 0), each, token == a->token ? ROLE_ACCENT : ROLE_DIM, text);
        struct target target = {.kind = TARGET_TOKEN, .token = (int64_t)token};
        frame_add_hit(c->frame, (struct hit){at, col, 1, each, target, 0, 0});
    }
}
