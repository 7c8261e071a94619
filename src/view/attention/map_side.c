/* What stands beside the map: what its lines mean, the selected word's rows on their way, what of
 * the paper is not computed; and the inspector's line of the chosen box. */
#include <math.h>
#include <stdio.h>

#include "app/state/scale.h"
#include "app/state/view.h"
#include "app/learning/attention.h"
#include "base/num.h"
#include "base/words.h"
#include "view/attention/attention_parts.h"
#include "view/attention/map_parts.h"
#include "view/marks/heat.h"
#include "view/marks/label.h"

void map_legend_draw(const struct app *a, const struct canvas *c)
{
    static const char *const texts[] = {
        [MAP_COMPUTED] = N_("computed of what is read"),
        [MAP_ELSEWHERE] = N_("elsewhere, by the key named"),
        [MAP_NOT_COMPUTED] = N_("not computed here"),
    };
    static const char *const brief[] = {
        [MAP_COMPUTED] = N_("computed"),
        [MAP_ELSEWHERE] = N_("elsewhere"),
        [MAP_NOT_COMPUTED] = N_("not computed"),
    };
    (void)a;
    for (int i = 0; i < 3 && i < c->rows; i++) {
        const struct map_signs *s = map_signs(c->caps, (enum map_state)i);
        enum role role = i == MAP_COMPUTED ? ROLE_STRONG : ROLE_DIM;
        draw_text(c, c->row + i, c->col, 1, role, s->left);
        draw_text(c, c->row + i, c->col + 1, 1, role, s->across);
        draw_text(c, c->row + i, c->col + 2, 1, role, s->right);
        bool fits = draw_width(c, _(texts[i])) <= c->cols - 4;
        draw_text(c, c->row + i, c->col + 4, c->cols - 4, role, fits ? _(texts[i]) : _(brief[i]));
    }
}

/* ---- the word on its way ----------------------------------------------- */

static int draw_row(const struct app *a, const struct canvas *c, int row, const char *name,
                    enum map_box box)
{
    double room[TRAIN_D_MAX];
    const double *values = map_row(a, box, room);
    int d = a->attention.shape.d_model, dims = min_int(d, c->cols - 14);
    if (!values || dims < 1) return row;
    draw_text(c, row, c->col, 4, ROLE_STRONG, name);
    const struct heat_row h = {.col = c->col + 4,
                               .width = 2 * d <= c->cols - 14 ? 2 : 1,
                               .full = scale_full(a),
                               .selected = a->dim < dims ? a->dim : -1,
                               .doubles = true,
                               .bare = true};
    heat_row(c->frame, row, &h, values, dims, c->caps);
    double sum = 0;
    for (int k = 0; k < d; k++) sum += values[k] * values[k];
    char text[32];
    snprintf(text, sizeof text, "|%s| %.2f", name, sqrt(sum));
    draw_right(c, row, c->col + c->cols - 9, 9, ROLE_DIM, text);
    return row + 1;
}

static int draw_lines(const struct canvas *c, int row, enum role role, const char *text)
{
    for (; *text && row < c->row + c->rows; row++) {
        size_t n = draw_fit(c, text, c->cols);
        draw_bytes(c, (struct span){row, c->col, c->cols}, role, text, n);
        text += n;
        while (*text == ' ' || *text == '\n') text++;
    }
    return row;
}

/* What became of the rows where the words were shuffled. */
static int draw_order(const struct app *a, const struct canvas *c, int row)
{
    const struct attention_order *o = &a->attention.order;
    char text[96];
    if (!o->known) return row;
    if (o->verdict.kind == TRAIN_ORDER_PLACES_ONLY)
        snprintf(text, sizeof text, "%s", _("shuffled: the rows only changed places"));
    else
        snprintf(text, sizeof text, _("shuffled: rows differ by up to %.2g"), o->verdict.largest);
    return draw_lines(c, row, ROLE_STRONG, text);
}

static int draw_word(const struct app *a, const struct canvas *c, int row)
{
    const struct attention_model *m = &a->attention;
    if (!m->ready) return draw_lines(c, row, ROLE_DIM, m->lack.text) + 1;
    bool decoder = map_decodes(a);
    int taken = attention_place_draw(a, c, (struct span){row, c->col, c->cols - 11}, ROLE_ACCENT,
                                     &m->word[attention_row(a)]);
    draw_text(c, row, c->col + taken, c->cols - taken, ROLE_STRONG, _(" on its way"));
    row = draw_row(a, c, row + 2, "E", decoder ? MAP_E : MAP_SOURCE_E);
    row = draw_row(a, c, row, "P", decoder ? MAP_P : MAP_SOURCE_P);
    row = draw_row(a, c, row, "X", decoder ? MAP_X : MAP_SOURCE_X);
    heat_legend(c->frame, row + 1, c->col + 4, min_int(20, c->cols - 4), scale_full(a), c->caps);
    struct str text = STR_EMPTY;
    attention_weights_text(a, false, &text);
    row = draw_order(a, c, draw_lines(c, row + 3, ROLE_DIM, str_text(&text)));
    str_free(&text);
    return row + 1;
}

/* "Add & Norm" of the paper is no box of its own here. */
static const char *norm_text(const struct app *a)
{
    static const char *const texts[] = {
        [TRAIN_NORM_BEFORE] = N_("add & norm here: norm, part, add"),
        [TRAIN_NORM_AFTER] = N_("add & norm: as in the paper"),
        [TRAIN_NORM_NONE] = N_("add & norm here: add alone"),
    };
    return _(texts[a->attention.shape.norm]);
}

/* What the paper has and is nowhere here; and where a box leads to. */
static int draw_missing(const struct canvas *c, int row)
{
    static const char *const missing[] = {N_("N ×   6 blocks each; here 1 or 2"),
                                          N_("feed-forward"),
                                          N_("dropout in training; Sum shows it: x"),
                                          N_("label smoothing"), N_("warm-up of the rate")};
    row = draw_lines(c, row, ROLE_STRONG, _("of the paper, not computed"));
    for (size_t i = 0; i < sizeof missing / sizeof *missing; i++)
        row = draw_lines(c, row, ROLE_DIM, _(missing[i]));
    return row + 1;
}

static void draw_door(const struct app *a, const struct canvas *c, int row)
{
    const char *view = map_boxes[map_here(a)].view;
    int at = view ? view_find(a->lists->views, view) : -1;
    struct str text = STR_EMPTY;
    if (at < 0 || !map_opens(a, map_here(a))) return;
    str_addf(&text, _("Space  %d %s: %s"), at + 1, _(a->lists->views[at].title),
             map_door(a, map_here(a)));
    draw_lines(c, row, ROLE_DIM, str_text(&text));
    draw_text(c, row, c->col, c->cols, ROLE_STRONG, _("Space"));
    str_free(&text);
}

void map_side_draw(const struct app *a, const struct canvas *c)
{
    int row = draw_word(a, c, c->row);
    if (row + 9 < c->row + c->rows) {
        if (a->attention.ready) row = draw_lines(c, row, ROLE_TEXT, norm_text(a)) + 1;
        row = draw_missing(c, row);
    }
    if (row < c->row + c->rows) draw_door(a, c, row);
}

/* ---- the inspector ----------------------------------------------------- */

static void add_sum(const struct app *a, struct parts *line, bool decoder)
{
    double e[TRAIN_D_MAX], p[TRAIN_D_MAX], x[TRAIN_D_MAX];
    const double *rows[] = {map_row(a, decoder ? MAP_E : MAP_SOURCE_E, e),
                            map_row(a, decoder ? MAP_P : MAP_SOURCE_P, p),
                            map_row(a, decoder ? MAP_X : MAP_SOURCE_X, x)};
    if (!rows[2]) return;
    if (!rows[0] || !rows[1]) {
        parts_add(line, ROLE_BAR_COS, _("dim %d  X %s"), a->dim,
                  draw_signed_text(rows[2][a->dim], 4).text);
        return;
    }
    double place = rows[1][a->dim];
    parts_add(line, ROLE_BAR_COS, _("dim %d: %s %s %.4f = %s"), a->dim,
              draw_signed_text(rows[0][a->dim], 4).text, place < 0 ? "−" : "+", fabs(place),
              draw_signed_text(rows[2][a->dim], 4).text);
}

/* Where the norm stands, and that the row is added. */
static const char *const block_formulas[] = {
    [TRAIN_NORM_BEFORE] = N_("x + attention(norm(x))"),
    [TRAIN_NORM_AFTER] = N_("norm(x + attention(x))"),
    [TRAIN_NORM_NONE] = N_("x + attention(x)"),
};

static void add_box(const struct app *a, struct parts *line, enum map_box box)
{
    const struct attention_model *m = &a->attention;
    double room[TRAIN_D_MAX];
    const double *row = map_row(a, box, room);
    int level = map_boxes[box].level;
    if (level == map_boxes[MAP_X].level)
        add_sum(a, line, map_boxes[box].decoder);
    else if (level == map_boxes[MAP_SOFTMAX].level)
        parts_add(line, ROLE_BAR_COS, _("p = e^logit / Σ e^logit, over %d words"),
                  m->shape.classes);
    else if (row)
        parts_add(line, ROLE_BAR_COS, _("dim %d: %s"), a->dim,
                  draw_signed_text(row[a->dim], 4).text);
    if (level == map_boxes[MAP_SELF].level || box == MAP_CROSS) {
        int word = attention_row(a), key = attention_column(a);
        parts_add(line, ROLE_BAR, _("head %d: largest weight of the row %s"), attention_head(m) + 1,
                  attention_weight_fixed(attention_cell(m, ATTENTION_WEIGHT, word, key), 4).text);
        parts_add(line, ROLE_BAR_DIM, "%s", _(block_formulas[m->shape.norm]));
    }
}

void map_inspect(const struct app *a, const struct canvas *c)
{
    enum map_box box = map_here(a);
    struct parts line = {.gap = 2};
    struct str text = STR_EMPTY;
    parts_add(&line, ROLE_BAR_ACCENT, "%s", map_name(a, box));
    map_shape(a, box, &text);
    if (map_state(a, box) == MAP_COMPUTED) {
        parts_add(&line, ROLE_BAR_STRONG, "%s", str_text(&text));
        add_box(a, &line, box);
    } else if (map_state(a, box) == MAP_NOT_COMPUTED) {
        parts_add(&line, ROLE_BAR, _("max(0, x W₁ + b₁) W₂ + b₂"));
        parts_add(&line, ROLE_BAR_DIM, _("of the paper, 2048 wide; not computed here"));
        parts_brief(&line, _("not computed"));
    } else {
        map_elsewhere(a, box, &text);
        parts_add(&line, ROLE_BAR_DIM, _("not of what is read now: %s"), str_text(&text));
    }
    str_free(&text);
    parts_draw(c, (struct span){c->row, c->col + 1, c->cols - 2}, &line);
}
