/* The matrix: a row a query, a column a key, a cell the weight or a score. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "app/learning/attention.h"
#include "base/num.h"
#include "base/words.h"
#include "view/attention/attention_parts.h"
#include "view/marks/heat.h"
#include "view/marks/label.h"

#define NUMBER_COLS 3 /* from this width on a cell holds its number */
#define LEGEND_COLS 19

/* ---- numbers ----------------------------------------------------------- */

bool attention_masked(const struct attention_model *m, int word, int key)
{
    int row = m->word[word].row, column = m->key[key].row;
    return row >= 0 && column >= 0 &&
           isnan(attention_value(m, ATTENTION_MASKED, true, 0, row, column));
}

double attention_cell(const struct attention_model *m, enum attention_stage stage, int word,
                      int key)
{
    int row = m->word[word].row, column = m->key[key].row;
    if (row < 0 || column < 0) return (double)NAN;
    return attention_value(m, stage, false, attention_head(m), row, column);
}

double attention_full(const struct attention_model *m, enum attention_stage stage)
{
    if (stage == ATTENTION_WEIGHT) return 1;
    const struct train_trace *t = attention_trace(m);
    double full = 0;
    for (int i = 0; i < t->n; i++)
        for (int j = 0; j < t->keys; j++) {
            double value = attention_value(m, stage, false, attention_head(m), i, j);
            if (fabs(value) > full) full = fabs(value);
        }
    return full > 0 ? full : 1;
}

/* Rounded, but a weight below 1 keeps its nines. */
struct draw_short attention_weight_fixed(double weight, int decimals)
{
    struct draw_short out = {DRAW_MISSING};
    double tenth = pow(10, -decimals);
    if (isnan(weight)) return out;
    if (weight < 1 && weight > 1 - tenth / 2) weight = 1 - tenth;
    snprintf(out.text, sizeof out.text, "%.*f", decimals, weight);
    return out;
}

/* ".97", "1.0" of 1 itself, ".99+" of what would be rounded up to it where there is room for that;
 * empty where no digit but zeros would stand. */
struct draw_short attention_weight_text(double weight, int cols)
{
    int decimals = cols > 4 ? 3 : 2;
    double half = pow(10, -decimals) / 2;
    struct draw_short out = {""};
    if (weight >= 1) {
        snprintf(out.text, sizeof out.text, "1.0");
    } else if (weight >= half) {
        bool nearly = weight > 1 - half;
        snprintf(out.text, sizeof out.text, "%s%s",
                 strchr(attention_weight_fixed(weight, decimals).text, '.'),
                 nearly && cols > decimals + 1 ? "+" : "");
    }
    return out;
}

struct draw_short attention_number_text(double value, int cols)
{
    int decimals = 3, sign = value < 0 ? 2 : 0; /* bytes of − after its first */
    struct draw_short out = draw_signed_text(value, decimals);
    while (decimals && (int)strlen(out.text) - sign > cols)
        out = draw_signed_text(value, --decimals);
    return out;
}

static struct draw_short score_text(double score, int cols)
{
    double size = fabs(score);
    int decimals = cols >= 5 && size < 99 ? 1 : cols == 4 && size < 9.95 ? 1 : 0;
    struct draw_short out = draw_signed_text(score, decimals);
    if (cols == 3 && size < 0.95 && size > 0) /* as +.4, since +0 would say less */
        snprintf(out.text, sizeof out.text, "%s.%d", score < 0 ? "−" : "+", (int)(size * 10 + 0.5));
    if (size >= 999 || (cols == 3 && size >= 99.5)) snprintf(out.text, sizeof out.text, "#");
    return out;
}

/* ---- cells ------------------------------------------------------------- */

void attention_no_cell(const struct canvas *c, int row, int col, enum role role)
{
    frame_put(c->frame, row, col, role_style(role, c->caps->depth), c->caps->ascii ? '.' : 0xB7);
}

/* The level's colour as the ground where there are colours enough, and an ink that reads on it. */
static struct style ground_style(const struct canvas *c, double value, double full, bool selected)
{
    int level = heat_level(value, full);
    bool near = level >= -HEAT_NEAR && level <= HEAT_NEAR;
    struct style style = role_style(selected ? ROLE_STRONG : ROLE_TEXT, c->caps->depth);
    if (c->caps->depth >= DEPTH_256) {
        style.bg = (uint8_t)(SLOT_HEAT + HEAT_HALF + level);
        style.fg = (uint8_t)(level < 0 ? (near ? SLOT_INK_NEAR_BELOW : SLOT_INK_FAR_BELOW)
                             : near    ? SLOT_INK_NEAR
                                       : SLOT_INK_FAR);
    }
    style.attr = selected ? ATTR_BOLD | ATTR_UNDERLINE : 0;
    return style;
}

static void draw_number(const struct canvas *c, struct span at, struct style style,
                        const char *text)
{
    struct str spelled = STR_EMPTY;
    frame_repeat(c->frame, at.row, at.col, at.cols, style, ' ');
    draw_spell(c, &spelled, text, strlen(text));
    frame_text(c->frame, at, style, str_text(&spelled), (int)spelled.len);
    str_free(&spelled);
}

/* Digits that are all 0 are written where no ground tells the cell from a masked one. */
static void draw_cell(const struct canvas *c, struct span at, enum attention_stage stage,
                      double value, double full, bool selected)
{
    if (at.cols < NUMBER_COLS) {
        heat_cell(c->frame, at, value, full, selected, c->caps);
        return;
    }
    struct draw_short text = stage == ATTENTION_WEIGHT ? attention_weight_text(value, at.cols)
                                                       : score_text(value, at.cols);
    if (!text.text[0] && (c->caps->depth < DEPTH_256 || selected))
        snprintf(text.text, sizeof text.text, at.cols > 4 ? ".000" : ".00");
    draw_number(c, at, ground_style(c, value, full, selected), text.text);
}

/* What stands where there is no number: nothing is seen there, or there is no X. */
static void draw_hole(const struct canvas *c, struct span at, bool masked, bool selected)
{
    int middle = at.col + at.cols / 2;
    enum role role = selected ? ROLE_ACCENT : masked ? ROLE_LINE : ROLE_DIM;
    if (masked)
        attention_no_cell(c, at.row, middle, role);
    else
        draw_text(c, at.row, middle, 1, role, c->caps->ascii ? "x" : DRAW_MISSING);
    if (!selected || at.cols < NUMBER_COLS) return;
    draw_text(c, at.row, at.col, 1, role, "[");
    draw_text(c, at.row, at.col + at.cols - 1, 1, role, "]");
}

/* ---- labels ------------------------------------------------------------ */

static void draw_label(const struct app *a, const struct canvas *c,
                       const struct attention_layout *l, int i, int row)
{
    const struct attention_model *m = &a->attention;
    const struct attention_word *w = &m->word[i];
    bool selected = i == attention_row(a);
    char text[32];
    if (selected)
        frame_fill(c->frame, row, c->col, 1, l->label_cols - 1,
                   role_style(ROLE_ROW, c->caps->depth));
    snprintf(text, sizeof text, "%*llu", l->position_cols, attention_position(m, w));
    draw_text(c, row, c->col + 1, l->position_cols, selected ? ROLE_ROW_ACCENT : ROLE_DIM, text);
    const struct span at = {row, c->col + l->position_cols + 2, l->token_cols};
    bool is_new = w->token < a->pipeline.count && pipeline_is_new(&a->pipeline, w->token);
    attention_word_draw(a, c, at, label_token_role(selected, is_new), w);
    if (w->token != SIZE_MAX)
        link_token(c, (struct area){row, c->col, 1, l->label_cols - 1}, w->token);
    if (!l->was_cols || !m->order.known) return;
    snprintf(text, sizeof text, "←%d", m->order.from[i]);
    draw_text(c, row, at.col + at.cols, l->was_cols, selected ? ROLE_ROW_ACCENT : ROLE_ACCENT,
              text);
}

/* The difference of a row that was joined to its word's, after the cells. */
static void draw_difference(const struct app *a, const struct canvas *c,
                            const struct attention_layout *l, int i, int row)
{
    const struct attention_order *o = &a->attention.order;
    char text[32];
    if (!l->by_cols || !o->known) return;
    bool same = o->difference[i] < TRAIN_SAME;
    snprintf(text, sizeof text, "%.2f", o->difference[i]);
    draw_right(c, row, c->col + l->label_cols + l->cols * l->cell_cols, l->by_cols,
               same ? ROLE_GOOD : ROLE_WARN,
               same ? attention_rounding_text(o->difference[i]).text : text);
}

static void draw_names(const struct app *a, const struct canvas *c,
                       const struct attention_layout *l, int first)
{
    const struct attention_model *m = &a->attention;
    for (int j = 0; j < l->cols; j++) {
        int col = c->col + l->label_cols + j * l->cell_cols, row = c->row + j % 2;
        int end = c->col + l->label_cols + l->cols * l->cell_cols;
        int room = min_int(2 * l->cell_cols - 1, (l->by_cols ? end : c->col + c->cols) - col);
        bool selected = first + j == attention_column(a);
        attention_word_draw(a, c, (struct span){row, col, room}, selected ? ROLE_ACCENT : ROLE_DIM,
                            &m->key[first + j]);
    }
}

/* Positions stand where they find room, that of the selected column first. */
static void draw_positions(const struct app *a, const struct canvas *c,
                           const struct attention_layout *l, int first)
{
    const struct attention_model *m = &a->attention;
    int free_from = c->col + l->label_cols, selected = attention_column(a) - first;
    for (int j = 0; j < l->cols; j++) {
        char text[32];
        snprintf(text, sizeof text, "%llu", attention_position(m, &m->key[first + j]));
        int width = draw_width(c, text);
        int col = c->col + l->label_cols + j * l->cell_cols + max_int(l->cell_cols - width, 0) / 2;
        int kept = c->col + l->label_cols + selected * l->cell_cols;
        if (col < free_from || (j < selected && col + width >= kept)) continue;
        draw_text(c, c->row, col, width, j == selected ? ROLE_ACCENT : ROLE_DIM, text);
        free_from = col + width + 1;
    }
}

/* What the cells are, where they are not weights, and how many rows of how many are in sight. */
static void draw_corner(const struct app *a, const struct canvas *c,
                        const struct attention_layout *l)
{
    static const char *const stages[] = {
        [ATTENTION_WEIGHT] = "",
        [ATTENTION_DOT] = "q·k",
        [ATTENTION_SCALED] = "q·k/√d_k",
        [ATTENTION_MASKED] = N_("masked"),
    };
    const struct attention_model *m = &a->attention;
    struct parts line = {.gap = 1};
    if (m->stage != ATTENTION_WEIGHT) parts_add(&line, ROLE_STRONG, "%s", _(stages[m->stage]));
    if (l->rows < m->words) {
        parts_add(&line, ROLE_WARN, _("%d of %d rows"), l->rows, m->words);
        parts_brief(&line, _("%d of %d"), l->rows, m->words);
    }
    if (line.count)
        parts_draw(c, (struct span){c->row, c->col + 1, l->label_cols - 2}, &line);
    else
        draw_text(c, c->row, c->col + 1, l->label_cols - 1, ROLE_DIM, _("looks at →"));
}

static void draw_head(const struct app *a, const struct canvas *c, const struct attention_layout *l,
                      int first)
{
    if (!l->head_rows) return;
    draw_corner(a, c, l);
    (l->head_rows > 1 ? draw_names : draw_positions)(a, c, l, first);
    if (l->by_cols && a->attention.order.known)
        draw_right(c, c->row, c->col + l->label_cols + l->cols * l->cell_cols, l->by_cols, ROLE_DIM,
                   _("off by"));
}

/* ---- below ------------------------------------------------------------- */

static void draw_scale(const struct app *a, const struct canvas *c, struct span at)
{
    const struct attention_model *m = &a->attention;
    if (m->stage != ATTENTION_WEIGHT) {
        heat_legend(c->frame, at.row, at.col, at.cols, attention_full(m, m->stage), c->caps);
        return;
    }
    int cells = at.cols - 4;
    draw_text(c, at.row, at.col, 1, ROLE_DIM, "0");
    for (int i = 0; i < cells; i++)
        heat_cell(c->frame, (struct span){at.row, at.col + 2 + i, 1}, i / (double)(cells - 1), 1,
                  false, c->caps);
    draw_text(c, at.row, at.col + 3 + cells, 1, ROLE_DIM, "1");
}

/* What a point instead of a cell says; that columns do not sum to 1. */
static void draw_meaning(const struct app *a, const struct canvas *c, struct span at)
{
    const struct attention_model *m = &a->attention;
    bool causal = !m->shape.cross && m->shape.mask == TRAIN_MASK_CAUSAL;
    if (at.cols < 4) return;
    if (causal && (m->stage == ATTENTION_WEIGHT || m->stage == ATTENTION_MASKED)) {
        attention_no_cell(c, at.row, at.col, ROLE_DIM);
        const char *text = _("masked: comes later");
        if (draw_width(c, text) > at.cols - 2) text = _("comes later");
        if (draw_width(c, text) > at.cols - 2) text = _("masked");
        draw_text(c, at.row, at.col + 2, at.cols - 2, ROLE_DIM, text);
        return;
    }
    draw_text(c, at.row, at.col, at.cols, ROLE_DIM,
              m->stage != ATTENTION_WEIGHT             ? ""
              : m->formula == TRAIN_FORMULA_COLUMNS    ? _("columns sum to 1")
              : m->formula == TRAIN_FORMULA_MASK_AFTER ? _("rows sum to 1 or less")
                                                       : _("rows sum to 1"));
}

static void draw_below(const struct app *a, const struct canvas *c,
                       const struct attention_layout *l, int first)
{
    int row = c->row + l->head_rows + l->rows, left = c->col + l->label_cols;
    int mark = left + (attention_column(a) - first) * l->cell_cols + l->cell_cols / 2;
    if (!l->legend_rows) return;
    draw_text(c, row, mark, 1, ROLE_ACCENT, "▲");
    if (l->legend_rows == 1) {
        draw_meaning(a, c, (struct span){row, c->col + 1, min_int(mark - c->col - 2, 20)});
        return;
    }
    draw_scale(a, c, (struct span){row + 1, left, LEGEND_COLS});
    int col = left + LEGEND_COLS + 3;
    draw_meaning(a, c, (struct span){row + 1, col, c->col + c->cols - col});
}

void attention_matrix_draw(const struct app *a, const struct canvas *c,
                           const struct attention_layout *l)
{
    const struct attention_model *m = &a->attention;
    int first = attention_first_column(a, l), top = attention_first_row(a, l);
    double full = attention_full(m, m->stage);
    draw_head(a, c, l, first);
    for (int r = 0; r < l->rows; r++) {
        int i = top + r, row = c->row + l->head_rows + r;
        draw_label(a, c, l, i, row);
        draw_difference(a, c, l, i, row);
        for (int j = first; j < first + l->cols; j++) {
            const struct span at = {row, c->col + l->label_cols + (j - first) * l->cell_cols,
                                    l->cell_cols};
            bool selected = i == attention_row(a) && j == attention_column(a);
            double value = attention_cell(m, m->stage, i, j);
            if (isnan(value))
                draw_hole(c, at, attention_masked(m, i, j), selected);
            else
                draw_cell(c, at, m->stage, value, full, selected);
            link_own(c, (struct area){row, at.col, 1, at.cols}, (int64_t)i * m->keys + j);
        }
    }
    draw_below(a, c, l, first);
}
