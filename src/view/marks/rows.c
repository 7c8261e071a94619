#include "view/marks/rows.h"

#include <math.h>
#include <stdio.h>

#include "app/state/scale.h"
#include "app/state/training.h"
#include "base/num.h"
#include "base/words.h"
#include "view/marks/heat.h"
#include "view/marks/label.h"

#define GAP 3         /* between panels: room for + or =, and the mark of a change */
#define PARTS_GAP 1   /* between E's and P's part of X = [E, P] */
#define PANEL_MIN 8   /* columns below which a panel is left out, if its dimensions need more */
#define WIDE_COLS 130 /* from here on tokens get more room */
#define LEGEND_COLS 26
#define LEGEND_COLS_LOW 16
#define ASIDES_FROM 100 /* columns that have room for more than the legend */
#define BARS_FROM 140   /* columns that have room for the two lengths as bars */
#define BAR_COLS 8

/* Which panels stay when there is no room: P goes first, then E. */
static const struct {
    int count;
    enum panel panels[PANEL_COUNT];
} choices[] = {
    {3, {PANEL_E, PANEL_P, PANEL_X}},
    {2, {PANEL_E, PANEL_X}},
    {1, {PANEL_X}},
};

/* Whether a panel is X = [E, P], which has twice the columns of E, in two parts. */
static bool is_double(const struct app *a, enum panel panel)
{
    return panel == PANEL_X && a->pipeline.params.join == JOIN_CONCATENATE;
}

/* Columns from the first part of X = [E, P] to the second. */
static int second_part(const struct rows_layout *l)
{
    return l->dims * l->cell_cols + PARTS_GAP;
}

static int panel_cols(const struct app *a, const struct rows_layout *l, int j, int dims)
{
    return dims * l->cell_cols + (is_double(a, l->panels[j]) ? second_part(l) : 0);
}

int rows_fit(const struct app *a, int cols, int count, struct rows_layout *l)
{
    int needed = min_int(count, PANEL_MIN), room = 0;
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        l->panel_count = choices[i].count;
        for (int j = 0; j < l->panel_count; j++) l->panels[j] = choices[i].panels[j];
        int wide = is_double(a, PANEL_X); /* and X is in every choice */
        room = (cols - l->left_cols - GAP * (l->panel_count - 1) - wide * PARTS_GAP) /
               (l->panel_count + wide);
        if (room >= needed) break;
    }
    room = max_int(room, 1);
    int fits = room / count;
    l->cell_cols = a->zoom ? a->zoom : min_int(max_int(fits, 1), ZOOM_MAX);
    l->cell_cols = min_int(l->cell_cols, room);
    int across = min_int(count, room / l->cell_cols);
    for (int j = 0; j < l->panel_count; j++)
        l->panel_col[j] = l->left_cols + j * (across * l->cell_cols + GAP);
    return across;
}

struct rows_layout rows_layout(const struct app *a, int cols)
{
    const struct pipeline *p = &a->pipeline;
    struct rows_layout l = {.position_col = cols < 40 ? 0 : 1};
    uint64_t last = pipeline_position(p, p->count ? p->count - 1 : 0);
    l.position_cols = max_int(3, digit_count(last));
    l.token_col = l.position_col + l.position_cols + 1;
    l.token_cols = cols >= WIDE_COLS ? 14 : cols < 60 ? 5 : 7;
    l.index_col = l.token_col + l.token_cols + 1;
    l.index_cols = max_int(3, digit_count(pipeline_vocab_size(p)));
    l.left_cols = l.index_col + l.index_cols + 1;
    l.dims = rows_fit(a, cols, a->params.d_model, &l);
    return l;
}

/* The forms of a panel's title, the longest first. */
enum { FORMS = 3 };
static const char *const *title_forms(const struct app *a, enum panel panel)
{
    static const char *const titles[PANEL_COUNT][2][FORMS] = {
        [PANEL_E] = {{N_("E  row # of the table"), N_("E  row #"), "E"},
                     {N_("E  √d × row # of the table"), N_("E  √d × row #"), "E"}},
        [PANEL_P] = {{N_("P  of the position"), N_("P  position"), "P"},
                     {N_("P  WRONG FORMULA"), N_("P  WRONG"), N_("P WRONG")}},
        [PANEL_X] = {{"X = E + P", "X = E+P", "X"}, {"X = [E, P]", "X=[E,P]", "X"}},
    };
    const bool other[PANEL_COUNT] = {[PANEL_E] = a->pipeline.params.scale,
                                     [PANEL_P] = schemes[a->pipeline.params.scheme].mistake,
                                     [PANEL_X] = is_double(a, PANEL_X)};
    return titles[panel][other[panel]];
}

int rows_title_draw(const struct app *a, const struct canvas *c, struct span at, enum panel panel,
                    int others, bool must)
{
    const char *const *forms = title_forms(a, panel);
    bool warn = panel == PANEL_P && schemes[a->pipeline.params.scheme].mistake;
    int form = 0;
    if (panel == PANEL_X) {
        char wide[64];
        snprintf(wide, sizeof wide,
                 is_double(a, panel) ? _("%s, width %d (2d)") : _("%s, width %d"), forms[0],
                 pipeline_x_width(&a->pipeline));
        if (draw_width(c, wide) + others <= at.cols)
            return draw_text(c, at.row, at.col, at.cols, ROLE_STRONG, wide);
    }
    if (!must && draw_width(c, _(forms[FORMS - 1])) + others > at.cols) others = 0;
    while (form < FORMS - 1 && draw_width(c, _(forms[form])) + others > at.cols) form++;
    return draw_text(c, at.row, at.col, at.cols, warn ? ROLE_WARN : ROLE_STRONG, _(forms[form]));
}

/* Where not all dimensions show, which ones do stands at the panel's right, if there is room for
 * that after the shortest title. Returns the title's columns. */
static int draw_title(const struct canvas *c, const struct rows_layout *l, int j,
                      const struct app *a, bool *ranged)
{
    const struct window *w = &a->pipeline.rows.window;
    int col = c->col + l->panel_col[j], d = a->params.d_model,
        cols = min_int(panel_cols(a, l, j, w->dims), c->cols - l->panel_col[j]);
    char range[64];
    label_dims(w->dim, w->dims, d, range);
    if (range[0] && is_double(a, l->panels[j]))
        snprintf(range, sizeof range, _("%d…%d, %d…%d of %d"), w->dim, w->dim + w->dims - 1,
                 d + w->dim, d + w->dim + w->dims - 1, 2 * d);
    int width = range[0] ? 2 + draw_width(c, range) : 0;
    const struct span at = {c->row, col, max_int(cols, 1)};
    int taken = rows_title_draw(a, c, at, l->panels[j], width, false);
    if (width && taken + width <= cols) {
        draw_text(c, c->row, col + cols - width + 2, width, ROLE_DIM, range);
        *ranged = true;
    }
    return taken;
}

static void draw_marker(const struct canvas *c, const struct rows_layout *l, int j,
                        const struct app *a)
{
    const struct window *w = &a->pipeline.rows.window;
    int at = a->dim - w->dim;
    if (at < 0 || at >= w->dims) return;
    int col = c->col + l->panel_col[j], middle = at * l->cell_cols + (l->cell_cols - 1) / 2,
        cols = w->dims * l->cell_cols;
    label_dim(c, c->row + 1, col, middle, cols, a->dim);
    if (is_double(a, l->panels[j]))
        label_dim(c, c->row + 1, col + second_part(l), middle, cols, a->params.d_model + a->dim);
}

/* Where the layout has moved P's columns: which way each came to where it stands now. */
static void draw_moves(const struct canvas *c, const struct rows_layout *l, int j,
                       const struct app *a)
{
    const struct pipeline_rows *rows = &a->pipeline.rows;
    if (!a->marks || !rows->reordered || l->panels[j] != PANEL_P) return;
    for (int i = 0; i < rows->window.dims; i++) {
        int now = rows->window.dim + i,
            was = posenc_moved_dim(a->params.d_model, now, a->params.layout, rows->columns_were);
        int col = c->col + l->panel_col[j] + i * l->cell_cols + (l->cell_cols - 1) / 2;
        const char *const ways[2][2] = {{"→", "←"}, {">", "<"}};
        if (was != now)
            draw_text(c, c->row + 1, col, 1, ROLE_ACCENT, ways[c->caps->ascii][was > now]);
    }
}

/* Which way positions run, and dimensions, where it moves nothing: below "pos", and before the
 * marker of the dimension. */
static void draw_axes(const struct canvas *c, const struct rows_layout *l)
{
    int width = draw_width(c, _("dim →")), col = l->left_cols - 1 - width;
    draw_text(c, c->row + 1, c->col + l->position_col + 1, 1, ROLE_DIM, "↓");
    if (col > l->position_col + 2)
        draw_text(c, c->row + 1, c->col + col, width, ROLE_DIM, _("dim →"));
}

/* Which dimensions show, where no panel's title has room for that. */
static void draw_range(const struct canvas *c, const struct rows_layout *l, const struct app *a)
{
    const struct window *w = &a->pipeline.rows.window;
    char range[64], text[80];
    label_dims(w->dim, w->dims, a->params.d_model, range);
    snprintf(text, sizeof text, _("dims %s"), range);
    int cols = l->left_cols - 1;
    const char *fitting = draw_width(c, text) > cols ? range : text;
    int col = draw_width(c, fitting) < cols ? l->position_col : 0;
    if (range[0]) draw_text(c, c->row + 1, c->col + col, cols - col, ROLE_DIM, fitting);
}

static void draw_headings(const struct canvas *c, const struct rows_layout *l, const struct app *a)
{
    const struct window *w = &a->pipeline.rows.window;
    draw_text(c, c->row, c->col + l->position_col, l->position_cols, ROLE_DIM, "pos");
    draw_text(c, c->row, c->col + l->token_col, l->token_cols, ROLE_DIM, _("token"));
    draw_right(c, c->row, c->col + l->index_col, l->index_cols, ROLE_DIM, "#");
    static const char *const views_of[PANEL_COUNT] = {
        [PANEL_E] = "embedding", [PANEL_P] = "waves", [PANEL_X] = "sum"};
    bool ranged = false;
    for (int j = 0; j < l->panel_count; j++) {
        int col = c->col + l->panel_col[j], title = draw_title(c, l, j, a, &ranged);
        if (rows_head(c->rows) < 2) continue;
        draw_moves(c, l, j, a);
        draw_marker(c, l, j, a);
        link_dims(c, (struct area){c->row, col, 2, w->dims * l->cell_cols}, w->dim, l->cell_cols);
        if (is_double(a, l->panels[j]))
            link_dims(c, (struct area){c->row, col + second_part(l), 2, w->dims * l->cell_cols},
                      w->dim, l->cell_cols);
        link_view(a, c, c->row, col, title, views_of[l->panels[j]]);
    }
    if (rows_head(c->rows) < 2) return;
    if (!ranged && w->dims < a->params.d_model)
        draw_range(c, l, a);
    else
        draw_axes(c, l);
}

/* Right-aligned. */
static void draw_number(const struct canvas *c, int row, int col, int cols, enum role role,
                        uint64_t value)
{
    char text[24];
    snprintf(text, sizeof text, "%llu", (unsigned long long)value);
    draw_right(c, row, c->col + col, cols, role, text);
}

/* Position, word and index of the token in row r of the window. */
static void draw_token_cells(const struct canvas *c, const struct rows_layout *l,
                             const struct app *a, int r, int row)
{
    const struct pipeline *p = &a->pipeline;
    size_t i = p->rows.window.row + (size_t)r;
    bool selected = i == a->token, is_new = pipeline_is_new(p, i);
    enum role role = label_token_role(selected, is_new);
    enum role index_role = selected || is_new ? role : ROLE_DIM;
    if (selected)
        frame_fill(c->frame, row, c->col, 1, l->left_cols - 1,
                   role_style(ROLE_ROW, c->caps->depth));
    draw_number(c, row, l->position_col, l->position_cols, selected ? ROLE_ROW_ACCENT : ROLE_DIM,
                pipeline_position(p, i));
    if (l->position_col && rows_first_missing(pipeline_position(p, i)))
        draw_text(c, row, c->col, 1, ROLE_WARN, "!");
    label_token_draw(a, c, (struct span){row, c->col + l->token_col, l->token_cols}, role, i);
    if (training_row_unmoved(a, pipeline_index(p, i)))
        draw_text(c, row, c->col + l->token_col - 1, 1, selected ? ROLE_ROW_DIM : ROLE_DIM, "◦");
    draw_right(c, row, c->col + l->index_col, l->index_cols, index_role, label_index(a, i).text);
}

const char *rows_change_mark(unsigned change, enum panel panel)
{
    static const unsigned bits[PANEL_COUNT] = {CHANGE_E, CHANGE_P, CHANGE_X};
    change &= bits[panel];
    if (change & CHANGE_E_DOWN) return "↓";
    if (change & CHANGE_E_UP) return "↑";
    return change ? "•" : "";
}

const float *rows_values(const struct app *a, enum panel panel)
{
    const struct pipeline_rows *r = &a->pipeline.rows;
    return panel == PANEL_E ? r->e : panel == PANEL_P ? r->p : r->x;
}

/* Row r of the window in panel j. */
static void draw_panel_row(const struct canvas *c, const struct rows_layout *l, const struct app *a,
                           int j, int r, double full)
{
    const struct pipeline_rows *rows = &a->pipeline.rows;
    const struct window *w = &rows->window;
    bool two = is_double(a, l->panels[j]);
    size_t stride = (size_t)w->dims * (two ? 2 : 1);
    const float *values = rows_values(a, l->panels[j]) + (size_t)r * stride;
    int row = c->row + rows_head(c->rows) + r, col = c->col + l->panel_col[j];
    bool selected = w->row + (size_t)r == a->token;
    struct heat_row h = {.col = col,
                         .width = l->cell_cols,
                         .selected = selected ? a->dim - w->dim : -1,
                         .full = full};
    heat_row(c->frame, row, &h, values, w->dims, c->caps);
    h.col += second_part(l);
    if (two) heat_row(c->frame, row, &h, values + w->dims, w->dims, c->caps);
    if (a->marks)
        draw_text(c, row, col - 1, 1, ROLE_ACCENT, rows_change_mark(rows->change[r], l->panels[j]));
}

static void draw_operators(const struct app *a, const struct canvas *c, const struct rows_layout *l,
                           int rows)
{
    const char *const signs[PANEL_COUNT] = {"", is_double(a, PANEL_X) ? "," : "+", "="};
    for (int j = 1; j < l->panel_count && l->panel_count == PANEL_COUNT; j++)
        draw_text(c, c->row + rows_head(c->rows) + (rows - 1) / 2, c->col + l->panel_col[j] - 2, 1,
                  ROLE_ACCENT, signs[j]);
}

static void add_hits(const struct app *a, const struct canvas *c, const struct rows_layout *l)
{
    const struct window *w = &a->pipeline.rows.window;
    int row = c->row + rows_head(c->rows);
    struct target token = {.kind = TARGET_TOKEN, .token = (int64_t)w->row};
    frame_add_hit(c->frame, (struct hit){row, c->col, w->rows, l->left_cols, token, 1, 0, false});
    int cols = w->dims * l->cell_cols;
    for (int j = 0; j < l->panel_count; j++) {
        int col = c->col + l->panel_col[j];
        link_cells(c, (struct area){row, col, w->rows, cols}, w->row, w->dim, l->cell_cols);
        if (!is_double(a, l->panels[j])) continue;
        col += second_part(l);
        link_cells(c, (struct area){row, col, w->rows, cols}, w->row, w->dim, l->cell_cols);
    }
}

int rows_head(int rows)
{
    return rows > 2 ? 2 : rows > 1;
}

void rows_draw(const struct app *a, const struct canvas *c)
{
    struct rows_layout l = rows_layout(a, c->cols);
    const struct window *w = &a->pipeline.rows.window;
    double full = scale_full(a);
    if (rows_head(c->rows)) draw_headings(c, &l, a);
    for (int r = 0; r < w->rows && r + rows_head(c->rows) < c->rows; r++) {
        draw_token_cells(c, &l, a, r, c->row + rows_head(c->rows) + r);
        for (int j = 0; j < l.panel_count; j++) draw_panel_row(c, &l, a, j, r, full);
    }
    if (!a->pipeline.count)
        label_no_tokens(c, c->row + rows_head(c->rows), c->col + l.token_col,
                        c->cols - l.token_col);
    else
        draw_operators(a, c, &l, w->rows);
    add_hits(a, c, &l);
}

/* ---- the figures of the whole text ---- */

/* How many values in sight have the colour of the scale's end, as all beyond it have. */
static void legend_beyond(const struct app *a, unsigned panels, struct parts *out)
{
    int beyond = scale_beyond(a, panels);
    *out = (struct parts){.gap = 1};
    if (beyond) parts_add(out, ROLE_DIM, _("%d beyond ±%.3g"), beyond, scale_full(a));
}

/* What stands after the legend: that the scale is held, and how many values are beyond it. */
static void legend_asides(const struct app *a, const struct canvas *c, unsigned panels,
                          struct parts *out)
{
    bool held = a->held_full > 0;
    int beyond = held || c->cols >= ASIDES_FROM ? scale_beyond(a, panels) : 0;
    *out = (struct parts){.gap = 1};
    if (held) parts_add(out, ROLE_ACCENT, "%s", _("held"));
    if (beyond) parts_add(out, ROLE_DIM, _(" %d beyond"), beyond);
}

int rows_legend_draw(const struct app *a, const struct canvas *c, struct span at, unsigned panels)
{
    struct parts asides;
    char scale[32];
    legend_asides(a, c, panels, &asides);
    int after = asides.count ? 1 + parts_width(c, &asides) : 0,
        widest = c->cols < ASIDES_FROM ? LEGEND_COLS_LOW : LEGEND_COLS,
        cols = min_int(at.cols - after, widest);
    if (cols < HEAT_LEGEND_MIN) {
        after = 0;
        cols = min_int(at.cols, widest);
    }
    if (scale_marked(a)) draw_text(c, at.row, at.col - 1, 1, ROLE_ACCENT, "•");
    if (cols < HEAT_LEGEND_MIN) {
        snprintf(scale, sizeof scale, "±%.3g", scale_full(a));
        return draw_text(c, at.row, at.col, at.cols, ROLE_DIM, scale);
    }
    heat_legend(c->frame, at.row, at.col, cols, scale_full(a), c->caps);
    if (after) parts_draw(c, (struct span){at.row, at.col + cols + 1, after - 1}, &asides);
    return cols + after;
}

unsigned rows_panels(const struct rows_layout *l)
{
    unsigned panels = 0;
    for (int j = 0; j < l->panel_count; j++) panels |= 1u << l->panels[j];
    return panels;
}

/* "|E| 3.79 ━━━━━━━━ : |P| 2.83 ━━━━━━" */
static void norms_text(const struct app *a, bool bars, struct str *out)
{
    const struct pipeline_figures *f = &a->pipeline.figures;
    const double lengths[] = {f->norm_e, f->norm_p};
    double longest = fmax(f->norm_e, f->norm_p);
    for (int i = 0; i < 2; i++) {
        str_adds(out, i ? " : |P| " : "|E| ");
        str_addf(out, isnan(lengths[i]) ? DRAW_MISSING : "%.2f", lengths[i]);
        int cols = bars && lengths[i] > 0 ? (int)(BAR_COLS * lengths[i] / longest + 0.5) : 0;
        str_adds(out, cols ? " " : "");
        while (cols-- > 0) str_adds(out, "━");
    }
}

/* A type's error of P at the last position: "4e-03". */
static struct draw_short error_text(const struct app *a, enum narrow type)
{
    struct draw_short out;
    double error = a->pipeline.figures.recipe_error[type];
    snprintf(out.text, sizeof out.text,
             isnan(error)   ? DRAW_MISSING
             : error >= 0.1 ? "%.2f"
                            : "%.0e",
             error);
    return out;
}

enum { ALL_TYPES, TWO_TYPES, ONE_TYPE, TYPE_FORMS };

/* How far P is off where it is made in few bits, in all three types, without float16, or in the
 * coarsest one; or that the scheme's table has ended. */
static void add_recipe(const struct app *a, int types, struct parts *line)
{
    const struct scheme *s = &schemes[a->params.scheme];
    unsigned long long last = label_position(a, a->pipeline.count - 1), limit = s->limit;
    if (limit && last >= limit) {
        parts_add(line, ROLE_WARN, _("no row from position %llu on"), limit);
        parts_brief(line, _("no row from %llu on"), limit);
        return;
    }
    if (!s->paired) return;
    struct draw_short fine = error_text(a, NARROW_FLOAT32), half = error_text(a, NARROW_FLOAT16),
                      brain = error_text(a, NARROW_BFLOAT16);
    if (types == ALL_TYPES) {
        parts_add(line, ROLE_DIM, _("P off at %llu: float32 %s, float16 %s, bfloat16 %s"), last,
                  fine.text, half.text, brain.text);
        parts_brief(line, _("off at %llu: float32 %s, float16 %s, bfloat16 %s"), last, fine.text,
                    half.text, brain.text);
    } else if (types == TWO_TYPES) {
        parts_add(line, ROLE_DIM, _("P off at %llu: float32 %s, bfloat16 %s"), last, fine.text,
                  brain.text);
        parts_brief(line, _("off: float32 %s, bfloat16 %s"), fine.text, brain.text);
    } else {
        parts_add(line, ROLE_DIM, _("bfloat16 P off by %s at %llu"), brain.text, last);
        parts_brief(line, _("bfloat16 off %s"), brain.text);
    }
}

bool rows_first_missing(uint64_t position)
{
    int type = 0;
    while (type < NARROW_COUNT && narrow_first_missing((enum narrow)type) != position) type++;
    return type < NARROW_COUNT;
}

/* "! float16 takes 2049 for 2048", of the first positions that the types lack, where the text has
 * them. */
static void add_missing(const struct app *a, struct parts *line)
{
    struct str text = STR_EMPTY, brief = STR_EMPTY;
    uint64_t first = a->params.offset, end = first + a->pipeline.count;
    for (int type = NARROW_COUNT - 1; type >= 0; type--) {
        uint64_t missing = narrow_first_missing((enum narrow)type);
        if (missing < first || missing >= end) continue;
        const char *name = narrow_types[type].name;
        double held = narrow_round((enum narrow)type, (double)missing);
        str_adds(&text, text.len ? ", " : "! ");
        str_addf(&text, _("%s takes %llu for %.0f"), name, (unsigned long long)missing, held);
        str_addf(&brief, "%s%s %llu→%.0f", brief.len ? ", " : "! ", name,
                 (unsigned long long)missing, held);
    }
    if (text.len) parts_add(line, ROLE_WARN, "%s", text.data);
    if (brief.len) parts_brief(line, "%s", brief.data);
    str_free(&text);
    str_free(&brief);
}

bool rows_is_far(const struct app *a)
{
    const struct scheme *s = &schemes[a->params.scheme];
    return s->paired && a->pipeline.count &&
           label_position(a, a->pipeline.count - 1) >= FAR_POSITION;
}

static void fill_gauges(const struct app *a, bool wide, int types, struct parts *line)
{
    int still = a->pipeline.figures.still, d = a->params.d_model;
    struct str norms = STR_EMPTY;
    *line = (struct parts){.gap = 3};
    parts_add(line, ROLE_DIM, _("still columns %d of %d"), still, d);
    parts_brief(line, _("still %d of %d"), still, d);
    norms_text(a, wide, &norms);
    if (rows_is_far(a)) parts_add(line, ROLE_STRONG, _("defined, not trained"));
    add_missing(a, line);
    parts_add(line, ROLE_DIM, "%s", str_text(&norms));
    add_recipe(a, types, line);
    str_free(&norms);
}

void rows_beyond_draw(const struct app *a, const struct canvas *c, unsigned panels)
{
    struct parts asides;
    if (c->cols >= ASIDES_FROM || a->held_full > 0) return; /* it stands beside the legend */
    legend_beyond(a, panels, &asides);
    parts_draw(c, (struct span){c->row, c->col + 1, c->cols - 2}, &asides);
}

void rows_more_draw(const struct app *a, const struct canvas *c)
{
    struct rows_layout l = rows_layout(a, c->cols);
    const struct window *w = &a->pipeline.rows.window;
    size_t below = a->pipeline.count - min_size(a->pipeline.count, w->row + (size_t)w->rows);
    struct parts line = {.gap = 2};
    const char *const up = c->caps->ascii ? "^" : "↑", *const down = c->caps->ascii ? "v" : "↓";
    if (w->row) {
        parts_add(&line, ROLE_ACCENT, _("%s %zu more"), up, w->row);
        parts_brief(&line, "%s%zu", up, w->row);
    }
    if (below) {
        parts_add(&line, ROLE_ACCENT, _("%s %zu more"), down, below);
        parts_brief(&line, "%s%zu", down, below);
    }
    if (c->rows > 1) parts_draw(c, (struct span){c->row + 1, c->col + 1, l.left_cols - 3}, &line);
}

void rows_scale_draw(const struct app *a, const struct canvas *c)
{
    struct rows_layout l = rows_layout(a, c->cols);
    const struct span at = {c->row + 1, c->col + 1, l.left_cols - 2};
    frame_fill(c->frame, at.row, c->col, 1, l.left_cols - 1, role_style(ROLE_TEXT, c->caps->depth));
    rows_legend_draw(a, c, at, rows_panels(&l));
}

void gauges_draw(const struct app *a, const struct canvas *c, unsigned panels)
{
    int at = 1;
    if (panels)
        at = 4 + rows_legend_draw(a, c, (struct span){c->row, c->col + 1, c->cols - 2}, panels);
    int room = c->cols - at - 1;
    if (!a->pipeline.count) return;
    struct parts line;
    bool wide = c->cols >= BARS_FROM;
    /* The words stay whole before the figures are many. */
    for (int form = 0; form < 2 * TYPE_FORMS; form++) {
        bool brief = form >= TYPE_FORMS;
        fill_gauges(a, wide, form % TYPE_FORMS, &line);
        if ((brief ? parts_brief_width : parts_width)(c, &line) <= room) break;
    }
    parts_draw(c, (struct span){c->row, c->col + at, room}, &line);
}
