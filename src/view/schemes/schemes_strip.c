#include "view/schemes/schemes_parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "view/marks/heat.h"
#include "view/marks/label.h"
#include "view/marks/wave.h"

#define FAINT                                                                                      \
    0.2 /* values that all stay below this share of the common scale get one of their own */
#define PARTED                                                                                     \
    3 /* lines from which on a blank one, or half of one, parts a picture from the next */

int strips_lines_wanted(const struct app *a)
{
    size_t count = a->pipeline.count;
    return count < STRIP_LINES_MAX ? (int)count + 1 : STRIP_LINES_MAX;
}

void strips_fit(struct strips *s, const struct app *a, int lines, const struct caps *caps)
{
    bool numbers =
        a->zoom >= HEAT_NUMBER_COLS; /* somebody wants to read them: half a line holds none */
    size_t count = a->pipeline.count;
    s->lines = lines;
    s->per_line = caps->depth >= DEPTH_256 && !caps->ascii && !numbers ? 2 : 1;
    int all = lines * s->per_line;
    s->slots = count <= (size_t)all ? (int)count : lines >= PARTED ? all - 1 : all;
    bool beyond = s->slots > 0 && a->token >= (size_t)s->slots - 1;
    s->last = beyond ? a->token : count ? count - 1 : 0;
    if (count <= (size_t)s->slots) s->last = count ? count - 1 : 0;
}

static size_t token_of(const struct strips *s, int slot)
{
    return slot == s->slots - 1 ? s->last : (size_t)slot;
}

double strip_full(const struct scheme_report *r)
{
    double reach = fmax(fabs(r->bounded.low), fabs(r->bounded.high));
    bool own = r->measured && reach > 0 && (reach > STRIP_FULL || reach < FAINT * STRIP_FULL);
    return own ? wave_full(reach) : STRIP_FULL;
}

double strip_difference_full(const struct scheme_report *r)
{
    double reach = fabs(r->difference.value - r->difference.truth);
    return r->measured && reach > 0 ? wave_full(reach) : 0;
}

/* P of the strip's scheme at `count` (1 or 2) positions over the columns in sight, (count, dims),
 * less that of its scheme `truth` if it has one. After it in `values` there is room for one more
 * row. */
static void fill_values(const struct app *a, const struct strip *strip, const uint64_t *position,
                        int count, float *values)
{
    const struct scheme_context *context = &a->pipeline.context;
    const struct window *w = &a->pipeline.rows.window;
    size_t dims = (size_t)w->dims;
    float *row = values, *true_row = values + (size_t)count * dims;
    for (int i = 0; i < count; i++, row += dims) {
        scheme_row(&schemes[strip->scheme], context, position[i], w->dim, w->dims, row);
        if (strip->truth < 0) continue;
        scheme_row(&schemes[strip->truth], context, position[i], w->dim, w->dims, true_row);
        for (size_t k = 0; k < dims; k++) row[k] -= true_row[k];
    }
}

/* The line whose first slot is `slot`. `values` has room for three rows of the columns in sight. */
static void draw_line(const struct app *a, const struct canvas *c, const struct strips *s,
                      const struct strip *strip, int slot, float *values)
{
    const struct window *w = &a->pipeline.rows.window;
    int count = slot + s->per_line <= s->slots ? s->per_line : s->slots - slot,
        row = strip->row + slot / s->per_line;
    size_t token[2] = {token_of(s, slot), token_of(s, slot + count - 1)};
    const uint64_t position[2] = {pipeline_position(&a->pipeline, token[0]),
                                  pipeline_position(&a->pipeline, token[1])};
    bool lower = count > 1 && token[1] == a->token, selected = lower || token[0] == a->token;
    const struct heat_row h = {.col = strip->col,
                               .width = s->cell_cols,
                               .full = strip->full,
                               .selected = selected ? a->dim - w->dim : -1,
                               .alone = count < 2,
                               .lower = lower};
    fill_values(a, strip, position, count, values);
    (s->per_line == 2 ? heat_halves : heat_row)(c->frame, row, &h, values, w->dims, c->caps);
    const struct area cells = {row, strip->col, 1, w->dims * s->cell_cols};
    link_cells(c, cells, token[0], w->dim, s->cell_cols);
}

void strip_draw(const struct app *a, const struct canvas *c, const struct strips *s,
                const struct strip *strip)
{
    int dims = a->pipeline.rows.window.dims;
    if (s->slots < 1 || dims < 1) return;
    float *values = malloc(3 * (size_t)dims * sizeof *values);
    if (!values) {
        c->frame->failed = true;
        return;
    }
    for (int slot = 0; slot < s->slots; slot += s->per_line)
        draw_line(a, c, s, strip, slot, values);
    free(values);
}

void strip_positions_draw(const struct app *a, const struct canvas *c, const struct strips *s,
                          int row)
{
    int labels = s->labels < s->per_line ? s->labels : s->per_line,
        each = labels ? s->position_cols / labels : 0;
    for (int slot = 0; slot < s->slots && each > 0; slot++) {
        if (slot % s->per_line >= labels) continue;
        size_t token = token_of(s, slot);
        char text[24];
        snprintf(text, sizeof text, "%llu", label_position(a, token));
        int at = row + slot / s->per_line,
            col = c->col + s->position_col + slot % s->per_line * each;
        draw_right(c, at, col, each - 1, token == a->token ? ROLE_ACCENT : ROLE_DIM, text);
        link_token(c, (struct area){at, col, 1, each}, token);
    }
}
