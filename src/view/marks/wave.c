#include "view/marks/wave.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "base/words.h"
#include "view/marks/label.h"

#define CODE_SIDE 0x2502 /* │ */
#define LABEL_COLS 16    /* a label is cut to this */
#define QUARTERS_FROM 9  /* rows from which on an axis has names between its ends and the middle */
#define ZERO_STEP 3      /* columns from dot to dot of the zero line */

struct wave wave_of(const struct app *a, int dim, uint64_t position)
{
    const struct pipeline *p = &a->pipeline;
    const struct scheme *scheme = &schemes[p->params.scheme];
    struct wave w = {.scheme = scheme, .context = &p->context, .position = position, .dim = dim};
    if (w.scheme->paired) posenc_pair(&p->waves, dim, &w.cosine);
    return w;
}

int wave_pair(const struct app *a, uint64_t position, struct wave out[2])
{
    const struct pipeline *p = &a->pipeline;
    if (!schemes[p->params.scheme].paired) {
        out[0] = wave_of(a, a->dim, position);
        return 1;
    }
    bool cosine;
    int pair = posenc_pair(&p->waves, a->dim, &cosine), count = 0;
    for (int side = 0; side < 2; side++) {
        int dim = posenc_dim(&p->waves, pair, side);
        if (dim >= 0) out[count++] = wave_of(a, dim, position);
    }
    return count;
}

void wave_range(const void *wave, double x0, double x1, double *low, double *high)
{
    const struct wave *w = wave;
    struct posenc_range r = scheme_range(w->scheme, w->context, w->dim, w->position, x0, x1);
    *low = r.min, *high = r.max;
}

double wave_value(const struct wave *w, double x)
{
    double low, high;
    wave_range(w, x, x, &low, &high);
    return low;
}

enum role wave_color(const struct wave *w)
{
    return w->cosine ? ROLE_COS : ROLE_SIN;
}

void wave_line(const struct canvas *c, int row, const char *left, const char *right)
{
    draw_text(c, row, c->col, 1, ROLE_LINE, left);
    draw_rule(c, row, c->col + 1, c->cols - 2, ROLE_LINE);
    draw_text(c, row, c->col + c->cols - 1, 1, ROLE_LINE, right);
}

void wave_box(const struct canvas *c)
{
    struct style line = role_style(ROLE_LINE, c->caps->depth);
    uint32_t side = c->caps->ascii ? '|' : CODE_SIDE;
    wave_line(c, c->row, "╭", "╮");
    for (int row = 1; row < c->rows - 1; row++) {
        frame_put(c->frame, c->row + row, c->col, line, side);
        frame_put(c->frame, c->row + row, c->col + c->cols - 1, line, side);
    }
    wave_line(c, c->row + c->rows - 1, "╰", "╯");
}

int wave_title(const struct canvas *c, const struct app *a, const struct wave *waves, int count)
{
    static const char *const names[] = {"sin", "cos"};
    bool paired = waves[0].scheme->paired, wrong = waves[0].scheme->mistake;
    char text[96];
    int col = c->col + 2;
    int name = draw_text(c, c->row, col, c->cols, wrong ? ROLE_WARN : ROLE_STRONG,
                         wrong    ? _(" P  WRONG FORMULA ")
                         : paired ? _(" Waves ")
                                  : " P ");
    link_view(a, c, c->row, col, name, "waves");
    col += name;
    for (int i = 0; i < count; i++) {
        int dim = waves[i].dim;
        snprintf(text, sizeof text, _("%s dim %d%s%s"), i ? "," : "", dim, paired ? " " : "",
                 paired ? names[waves[i].cosine] : "");
        enum role role = dim == a->dim ? ROLE_ACCENT : ROLE_STRONG;
        int taken = draw_text(c, c->row, col, c->col + c->cols - 2 - col, role, text);
        link_dims(c, (struct area){c->row, col, 1, taken}, dim, 0);
        col += taken;
    }
    return col + draw_text(c, c->row, col, 1, ROLE_STRONG, " ");
}

void wave_legend(const struct canvas *c, int row, const struct wave *waves, int count)
{
    if (!waves[0].scheme->paired || c->cols < 24) return;
    int col = c->col + c->cols - (count > 1 ? 15 : 7);
    col += draw_text(c, row, col, 5, ROLE_SIN, " sin ");
    if (count < 2) return;
    col += draw_text(c, row, col, 3, ROLE_LINE, "─");
    draw_text(c, row, col, 5, ROLE_COS, " cos ");
}

double wave_full(double reach)
{
    return reach < 1000 && reach <= floor(reach) ? reach : nice_ceiling(reach);
}

/* The values that a dimension takes over the positions drawn that the text or scheme has. */
static void add_reach(const struct app *a, const struct wave *w, int span, struct wave_axis *axis)
{
    const struct pipeline *p = &a->pipeline;
    uint64_t end = p->params.offset + (p->count ? p->count - 1 : 0);
    double last = span > 1 ? span - 1 : 0, low, high;
    if (w->scheme->of_text) last = w->position < end ? fmin(last, (double)(end - w->position)) : 0;
    wave_range(w, 0, last, &low, &high);
    axis->low = fmin(axis->low, low); /* NaN leaves it as it is */
    axis->high = fmax(axis->high, high);
}

struct wave_axis wave_axis(const struct app *a, uint64_t position, int span, int first, int count)
{
    const struct scheme *scheme = &schemes[a->pipeline.params.scheme];
    struct wave_axis axis = {0, 0};
    int seen = scheme->alike ? 0 : count;
    for (int i = -1; i < seen; i++) {
        struct wave w = wave_of(a, i < 0 ? a->dim : first + i, position);
        add_reach(a, &w, span, &axis);
    }
    double reach = fmax(-axis.low, axis.high);
    if (scheme->paired) reach = fmax(reach, a->pipeline.figures.bound);
    double full = reach > 0 ? wave_full(reach) : 1;
    bool both = scheme->paired || (axis.low < 0 && axis.high > 0);
    return (struct wave_axis){both || axis.low < 0 ? -full : 0, both || !(axis.low < 0) ? full : 0};
}

void wave_axis_name(double value, struct str *out)
{
    char text[32];
    snprintf(text, sizeof text, "%.3g", fabs(value));
    char *power = strstr(text, "e+");
    str_adds(out, value < 0 ? "−" : value > 0 ? "+" : "");
    if (power) {
        str_add(out, text, (size_t)(power - text) + 1);
        str_adds(out, power + 2 + strspn(power + 2, "0"));
    } else {
        const char *point = strncmp(text, "0.", 2) == 0 && strlen(text) > 3 ? text + 1 : text;
        str_adds(out, point); /* ".05": there is little room */
    }
}

static void draw_zero(const struct canvas *c, const struct curve_area *area)
{
    const struct dots *dots = dots_of(c->caps);
    struct style style = role_style(ROLE_LINE, c->caps->depth);
    int dot = curve_dot_row(area, 0, c->caps);
    uint32_t glyph = dots->glyph(1u << dot % dots->y_dots);
    for (int at = 0; at < area->cols; at += ZERO_STEP)
        frame_put(c->frame, area->row + dot / dots->y_dots, area->col + at, style, glyph);
}

static void draw_name(const struct canvas *c, const struct curve_area *area, double value, bool end)
{
    const struct dots *dots = dots_of(c->caps);
    int dot = curve_dot_row(area, value, c->caps), row = area->row + dot / dots->y_dots;
    unsigned column = 1u << dot % dots->y_dots,
             bits = column | (dots->x_dots > 1 ? column << dots->y_dots : 0);
    struct str text = STR_EMPTY;
    wave_axis_name(value, &text);
    int cols = WAVE_AXIS_COLS - 1, width = draw_width(c, str_text(&text));
    if (end || width <= cols) {
        int tick = area->col - 1, blank = width < cols;
        draw_right(c, row, tick - cols, cols - blank, ROLE_DIM, str_text(&text));
        frame_put(c->frame, row, area->col - 1, role_style(ROLE_LINE, c->caps->depth),
                  dots->glyph(bits));
    }
    str_free(&text);
}

void wave_axis_draw(const struct canvas *c, const struct curve_area *area, struct wave_axis axis)
{
    int parts = area->rows >= QUARTERS_FROM ? 4 : 2;
    draw_zero(c, area);
    for (int i = 0; i <= parts; i++)
        draw_name(c, area, axis.low + (axis.high - axis.low) * i / parts, i % parts == 0);
}

void wave_draw(const struct canvas *c, const struct app *a, struct curve_picture *picture,
               const struct wave *waves, int count)
{
    struct curve_series series[2];
    bool swap = count == 2 && waves[0].dim == a->dim;
    for (int i = 0; i < count; i++) {
        const struct wave *w = &waves[swap ? count - 1 - i : i];
        series[i] =
            (struct curve_series){wave_range, w, role_style(wave_color(w), c->caps->depth), false};
    }
    picture->series = series;
    picture->series_count = count;
    curve_draw(c->frame, picture, c->caps);
    picture->series = NULL; /* it lies on the stack */
}

struct style wave_mark_style(const struct canvas *c, const struct wave *w, bool selected)
{
    struct style style = role_style(selected ? ROLE_ACCENT : wave_color(w), c->caps->depth);
    style.attr |= ATTR_BOLD;
    return style;
}

bool shelf_has_room(const struct shelf *s, int col)
{
    int end = min_int(s->cols, SHELF_COLS), from = col - s->col;
    return from >= 0 && from < end && (from == 0 || !s->taken[from - 1]);
}

void shelf_put(struct shelf *s, const struct canvas *c, const struct shelf_label *label)
{
    int end = min_int(s->cols, SHELF_COLS), need = draw_width(c, label->text), room = 0;
    int whole = min_int(need, LABEL_COLS), from = label->col - s->col;
    if (label->first && from > end - whole) from = max_int(end - whole, 0);
    if (!shelf_has_room(s, s->col + from)) return;
    while (room < LABEL_COLS && from + room < end && !s->taken[from + room]) room++;
    int cols = label->first || need < room ? room : room - 1; /* a blank between two */
    bool may_cut = label->min_cols > 0;
    if (need > cols && (!may_cut || cols < label->min_cols)) return;
    int col = s->col + from;
    int used =
        may_cut ? draw_cut(c, (struct span){s->row, col, cols}, label->role, label->text, label->n)
                : draw_text(c, s->row, col, cols, label->role, label->text);
    for (int k = 0; k < used && k < room; k++) s->taken[from + k] = true;
}
