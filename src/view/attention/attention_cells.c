/* The numbers of the selected row: a line a key, from q·k to the weight. */
#include <math.h>
#include <stdio.h>

#include "app/learning/attention.h"
#include "base/num.h"
#include "base/words.h"
#include "view/attention/attention_parts.h"
#include "view/marks/label.h"

#define SCORE_COLS 9
#define WEIGHT_COLS 8
#define BAR_MIN 6
#define NAME_MIN 12

enum column { COLUMN_DOT, COLUMN_SCORE, COLUMN_EXP, COLUMN_WEIGHT, COLUMN_RIGHT, COLUMNS };

struct table {
    const struct app *app;
    const struct canvas *canvas;
    enum column column[COLUMNS];
    int count, name_cols, bar_cols, decimals;
    int word, row; /* the selected one, and its row of the trace */
    double max;    /* of its scores */
};

static int column_cols(enum column column)
{
    return column <= COLUMN_SCORE ? SCORE_COLS : WEIGHT_COLS;
}

/* Columns as they go where there is no room: q·k first, then exp. Of a wrong formula the right
 * weight stands instead of that. */
static void choose_columns(struct table *t)
{
    bool wrong = t->app->attention.formula != TRAIN_FORMULA_RIGHT;
    int cols = t->canvas->cols;
    bool wide = cols >= NAME_MIN + 2 * SCORE_COLS + 2 * WEIGHT_COLS + BAR_MIN;
    bool middle = cols >= NAME_MIN + SCORE_COLS + 2 * WEIGHT_COLS;
    if (wide) t->column[t->count++] = COLUMN_DOT;
    if (!wrong || middle) t->column[t->count++] = COLUMN_SCORE;
    if (!wrong && middle) t->column[t->count++] = COLUMN_EXP;
    t->column[t->count++] = COLUMN_WEIGHT;
    if (wrong) t->column[t->count++] = COLUMN_RIGHT;
    int used = 0;
    for (int i = 0; i < t->count; i++) used += column_cols(t->column[i]);
    t->bar_cols = wide ? min_int(cols - NAME_MIN - used - 1, 24) : 0;
    t->name_cols = max_int(cols - used - (wide ? t->bar_cols + 1 : 0), 4);
    t->decimals = middle ? 4 : 3;
}

static double number_of(const struct table *t, enum column column, int key)
{
    const struct attention_model *m = &t->app->attention;
    int head = attention_head(m), at = m->key[key].row;
    if (at < 0 || t->row < 0) return (double)NAN;
    double score = attention_value(m, ATTENTION_SCALED, false, head, t->row, at);
    const double values[COLUMNS] = {
        [COLUMN_DOT] = attention_value(m, ATTENTION_DOT, false, head, t->row, at),
        [COLUMN_SCORE] = score,
        [COLUMN_EXP] = exp(score - t->max),
        [COLUMN_WEIGHT] = attention_value(m, ATTENTION_WEIGHT, false, head, t->row, at),
        [COLUMN_RIGHT] = attention_value(m, ATTENTION_WEIGHT, true, head, t->row, at),
    };
    return values[column];
}

static void draw_heading(const struct table *t)
{
    const struct app *a = t->app;
    const struct canvas *c = t->canvas;
    const struct attention_model *m = &a->attention;
    static const enum attention_stage stages[COLUMNS] = {
        ATTENTION_DOT, ATTENTION_SCALED, ATTENTION_STAGES, ATTENTION_WEIGHT, ATTENTION_STAGES};
    char divided[24];
    int col = c->col + t->name_cols,
        square = (int)(attention_divisor(m) * attention_divisor(m) + .5);
    snprintf(divided, sizeof divided, "÷ √%d", square);
    const char *const texts[COLUMNS] = {"q·k", divided, _("exp"), _("weight"), _("right")};
    int taken = attention_place_draw(a, c, (struct span){c->row, c->col, t->name_cols}, ROLE_ACCENT,
                                     &m->word[t->word]);
    const char *looks = _("looks at"), *first = texts[t->column[0]];
    int room = t->name_cols + column_cols(t->column[0]) - draw_width(c, first) - 1;
    if (taken + 1 + draw_width(c, looks) <= room)
        draw_text(c, c->row, c->col + taken + 1, room, ROLE_STRONG, looks);
    for (int i = 0; i < t->count; i++) {
        enum column column = t->column[i];
        bool wrong = m->formula != TRAIN_FORMULA_RIGHT && column == COLUMN_WEIGHT;
        draw_right(c, c->row, col, column_cols(column),
                   wrong                        ? ROLE_WARN
                   : m->stage == stages[column] ? ROLE_STRONG
                                                : ROLE_DIM,
                   wrong ? _("wrong") : texts[column]);
        col += column_cols(column);
    }
}

static struct draw_short number_text(const struct table *t, enum column column, double value)
{
    if (column <= COLUMN_SCORE)
        return draw_signed_text(value, fabs(value) < 1000 ? 3 : fabs(value) < 1e5 ? 1 : 0);
    return attention_weight_fixed(value, t->decimals);
}

/* Without the points of draw_share() after it, which would look like masked cells. */
static void draw_bar(const struct canvas *c, struct span at, double weight, bool selected)
{
    int steps = c->caps->ascii ? 1 : 8, full = (int)(fmin(weight, 1) * at.cols * steps + 0.5);
    at.cols = (full + steps - 1) / steps;
    enum role role = c->caps->depth == DEPTH_NONE ? ROLE_TEXT
                     : selected                   ? ROLE_ROW_ACCENT
                                                  : ROLE_ACCENT;
    if (full) draw_share(c, at, role, (double)full / (at.cols * steps));
}

static void draw_key(const struct table *t, int key, int row)
{
    const struct app *a = t->app;
    const struct canvas *c = t->canvas;
    const struct attention_model *m = &a->attention;
    bool selected = key == attention_column(a), masked = attention_masked(m, t->word, key);
    enum role text = masked ? ROLE_LINE : selected ? ROLE_ROW_ACCENT : ROLE_TEXT;
    if (selected)
        frame_fill(c->frame, row, c->col, 1, c->cols, role_style(ROLE_ROW, c->caps->depth));
    attention_place_draw(a, c, (struct span){row, c->col, t->name_cols - 1}, text, &m->key[key]);
    int col = c->col + t->name_cols;
    for (int i = 0; i < t->count; i++) {
        enum column column = t->column[i];
        int width = column_cols(column);
        double value = masked ? (double)NAN : number_of(t, column, key);
        if (masked)
            attention_no_cell(c, row, col + width - 1, ROLE_LINE);
        else
            draw_right(c, row, col, width, selected ? ROLE_ROW : ROLE_TEXT,
                       number_text(t, column, value).text);
        col += width;
    }
    double weight = number_of(t, COLUMN_WEIGHT, key);
    if (t->bar_cols && !masked && weight > 0)
        draw_bar(c, (struct span){row, col + 1, t->bar_cols}, weight, selected);
    link_own(c, (struct area){row, c->col, 1, c->cols}, (int64_t)t->word * m->keys + key);
}

/* Their sums: of the weights 1, unless the formula is wrong. */
static void draw_sums(const struct table *t, int row, int visible)
{
    const struct canvas *c = t->canvas;
    const struct attention_model *m = &t->app->attention;
    int seen = 0, col = c->col + t->name_cols;
    double sum[COLUMNS] = {0};
    for (int j = 0; j < m->keys; j++) {
        if (isnan(number_of(t, COLUMN_WEIGHT, j))) continue;
        seen++;
        for (int i = 0; i < t->count; i++) sum[i] += number_of(t, t->column[i], j);
    }
    char text[48];
    snprintf(text, sizeof text, _("Σ of %d"), seen);
    if (visible < m->keys) snprintf(text, sizeof text, _("… Σ of %d"), seen);
    draw_text(c, row, c->col, t->name_cols, visible < m->keys ? ROLE_WARN : ROLE_DIM, text);
    for (int i = 0; i < t->count; i++) {
        if (t->column[i] >= COLUMN_EXP) {
            snprintf(text, sizeof text, "%.*f", t->decimals, sum[i]);
            draw_right(c, row, col, column_cols(t->column[i]), ROLE_STRONG, text);
        }
        col += column_cols(t->column[i]);
    }
}

void attention_cells_draw(const struct app *a, const struct canvas *c)
{
    const struct attention_model *m = &a->attention;
    struct table t = {.app = a, .canvas = c, .word = attention_row(a), .max = (double)-INFINITY};
    t.row = m->word[t.word].row;
    choose_columns(&t);
    draw_heading(&t);
    if (t.row < 0) {
        draw_text(c, c->row + 1, c->col, c->cols, ROLE_DIM, _("no X here: no query, no row"));
        return;
    }
    for (int j = 0; j < m->keys; j++) {
        double score = attention_cell(m, ATTENTION_MASKED, t.word, j);
        if (score > t.max) t.max = score;
    }
    int visible = min_int(m->keys, c->rows - 2);
    int first = (int)scroll_to((size_t)max_int(attention_column(a) - visible / 2, 0),
                               (size_t)attention_column(a), (size_t)m->keys, (size_t)visible);
    for (int r = 0; r < visible; r++) draw_key(&t, first + r, c->row + 1 + r);
    draw_sums(&t, c->row + 1 + visible, visible);
}
