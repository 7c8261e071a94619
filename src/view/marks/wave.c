#include "view/marks/wave.h"

#include <math.h>
#include <stdio.h>

#include "base/num.h"
#include "base/words.h"
#include "view/marks/label.h"

#define CODE_SIDE 0x2502 /* │ */
#define CODE_DOT 0xB7    /* · */
#define LABEL_COLS 16    /* a label is cut to this */
#define MARGIN 1.04      /* a low axis reaches this much farther than the values on it */
#define LOW_ROWS 5       /* an axis of fewer rows is low: half a row would be too much of it */

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

double wave_reach(double bound, int rows)
{
    return rows < LOW_ROWS ? bound * MARGIN : bound * rows / (rows - 1);
}

double wave_full(double reach)
{
    return reach < 1000 && reach <= floor(reach) ? reach : nice_ceiling(reach);
}

/* Appends 12 as it is and 2000 as 2e3. */
static void add_bound(struct str *out, double bound)
{
    if (bound < 1000) {
        str_addf(out, "%.0f", bound);
        return;
    }
    int power = (int)floor(log10(bound) + 1e-9);
    str_addf(out, "%.0fe%d", bound / pow(10, power), power);
}

static void draw_zero(const struct canvas *c, const struct curve_area *area, int row)
{
    struct style style = role_style(ROLE_LINE, c->caps->depth);
    for (int at = 0; at < area->cols; at += 3)
        frame_put(c->frame, row, area->col + at, style, c->caps->ascii ? '-' : CODE_DOT);
}

void wave_axis(const struct canvas *c, const struct curve_area *area, int col, double bound)
{
    for (int i = -1; i <= 1; i++) {
        int row, at;
        struct str text = STR_EMPTY;
        str_adds(&text, i < 0 ? "−" : i > 0 ? "+" : " ");
        add_bound(&text, i ? bound : 0);
        bool there = curve_cell(area, area->x0, i * bound, &row, &at);
        if (there) draw_text(c, row, col, area->col - col, ROLE_DIM, str_text(&text));
        str_free(&text);
        if (there && !i) draw_zero(c, area, row);
    }
}

void wave_draw(const struct canvas *c, const struct app *a, const struct curve_area *area,
               const struct wave *waves, int count)
{
    struct curve_series series[2];
    bool swap = count == 2 && waves[0].dim == a->dim;
    for (int i = 0; i < count; i++) {
        const struct wave *w = &waves[swap ? count - 1 - i : i];
        series[i] = (struct curve_series){wave_range, w, role_style(wave_color(w), c->caps->depth)};
    }
    curve_draw(c->frame, area, series, count, c->caps);
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
