/* All heads of the block as small matrices of their weights, side by side. */
#include <math.h>
#include <stdio.h>

#include "app/learning/attention.h"
#include "base/num.h"
#include "base/words.h"
#include "view/attention/attention_parts.h"
#include "view/marks/heat.h"
#include "view/marks/label.h"

#define LABEL_COLS 4
#define GAP 2

struct small {
    const struct app *app;
    const struct canvas *canvas;
    int cell_cols, cols, rows; /* of cells in sight */
    bool half;                 /* two rows in one */
    int first_row, first_column;
};

/* NaN where there is no cell. */
static double weight_at(const struct small *s, int head, int r, int j)
{
    const struct attention_model *m = &s->app->attention;
    int i = s->first_row + r;
    if (i >= m->words) return (double)NAN;
    int row = m->word[i].row, key = m->key[s->first_column + j].row;
    if (row < 0 || key < 0) return (double)NAN;
    return attention_value(m, ATTENTION_WEIGHT, false, head, row, key);
}

static void draw_hole(const struct small *s, struct span at, int r, int j)
{
    const struct canvas *c = s->canvas;
    int col = at.col + at.cols / 2;
    if (attention_masked(&s->app->attention, s->first_row + r, s->first_column + j))
        attention_no_cell(c, at.row, col, ROLE_LINE);
    else
        draw_text(c, at.row, col, 1, ROLE_DIM, c->caps->ascii ? "x" : DRAW_MISSING);
}

static void draw_halves(const struct small *s, int head, int row, int col, int r)
{
    double pair[2 * TRAIN_TOKENS_MAX];
    for (int j = 0; j < s->cols; j++) {
        pair[j] = weight_at(s, head, r, j);
        pair[s->cols + j] = weight_at(s, head, r + 1, j);
    }
    const struct heat_row h = {
        .col = col, .width = s->cell_cols, .full = 1, .doubles = true, .selected = -1};
    heat_halves(s->canvas->frame, row, &h, pair, s->cols, s->canvas->caps);
    for (int j = 0; j < s->cols; j++)
        if (isnan(pair[j]) && isnan(pair[s->cols + j]))
            draw_hole(s, (struct span){row, col + j * s->cell_cols, s->cell_cols}, r, j);
}

static void draw_row(const struct small *s, int head, int row, int col, int r)
{
    for (int j = 0; j < s->cols; j++) {
        double weight = weight_at(s, head, r, j);
        const struct span at = {row, col + j * s->cell_cols, s->cell_cols};
        if (isnan(weight))
            draw_hole(s, at, r, j);
        else
            heat_cell(s->canvas->frame, at, weight, 1, false, s->canvas->caps);
    }
}

static void draw_head(const struct small *s, int head, int col)
{
    const struct canvas *c = s->canvas;
    const struct attention_model *m = &s->app->attention;
    enum role role = head == attention_head(m) ? ROLE_ACCENT : ROLE_STRONG;
    struct parts title = {.gap = 1};
    int width = max_int(s->cols * s->cell_cols, 6);
    if (s->rows < m->words)
        parts_add(&title, role, _("head %d: %d of %d rows"), head + 1, s->rows, m->words);
    else
        parts_add(&title, role, _("head %d"), head + 1);
    if (s->rows < m->words) parts_brief(&title, _("head %d: %d/%d"), head + 1, s->rows, m->words);
    parts_draw(c, (struct span){c->row, col, width}, &title);
    for (int r = 0; r < s->rows; r += 1 + s->half) {
        int row = c->row + 1 + r / (1 + s->half);
        if (s->half)
            draw_halves(s, head, row, col, r);
        else
            draw_row(s, head, row, col, r);
    }
    link_own(c, (struct area){c->row, col, c->rows, width}, (int64_t)m->words * m->keys + head);
}

/* Two columns a cell where all heads fit so, else one, with two rows in one where that can be. */
static struct small fit(const struct app *a, const struct canvas *c)
{
    const struct attention_model *m = &a->attention;
    int heads = m->shape.heads, room = c->cols - LABEL_COLS;
    struct small s = {.app = a, .canvas = c, .cell_cols = 2, .cols = m->keys};
    bool blocks = c->caps->depth >= DEPTH_256 && !c->caps->ascii;
    s.half = blocks && (m->words > c->rows - 1);
    if (heads * (2 * m->keys + GAP) > room || s.half) s.cell_cols = 1;
    s.cols = min_int(m->keys, max_int((room - GAP) / s.cell_cols, 1));
    s.rows = min_int(m->words, (c->rows - 1) * (1 + s.half));
    s.first_row = (int)scroll_to((size_t)max_int(attention_row(a) - s.rows / 2, 0),
                                 (size_t)attention_row(a), (size_t)m->words, (size_t)s.rows);
    s.first_column = (int)scroll_to((size_t)max_int(attention_column(a) - s.cols / 2, 0),
                                    (size_t)attention_column(a), (size_t)m->keys, (size_t)s.cols);
    return s;
}

static void draw_labels(const struct small *s)
{
    const struct canvas *c = s->canvas;
    const struct attention_model *m = &s->app->attention;
    int selected = attention_row(s->app) - s->first_row;
    for (int r = 0; r < s->rows; r += 1 + s->half) {
        char text[24];
        bool here = r == selected || (s->half && r + 1 == selected);
        int i = s->first_row + (here ? selected : r);
        snprintf(text, sizeof text, "%llu", attention_position(m, &m->word[i]));
        draw_right(c, c->row + 1 + r / (1 + s->half), c->col, LABEL_COLS - 1,
                   here ? ROLE_ACCENT : ROLE_DIM, text);
    }
}

void attention_heads_draw(const struct app *a, const struct canvas *c)
{
    const struct attention_model *m = &a->attention;
    struct small s = fit(a, c);
    int width = max_int(s.cols * s.cell_cols, 7) + GAP;
    int fits = max_int((c->cols - LABEL_COLS + GAP) / width, 1), heads = m->shape.heads;
    int first =
        (int)scroll_to(0, (size_t)attention_head(m), (size_t)heads, (size_t)min_int(fits, heads));
    draw_labels(&s);
    for (int i = 0; i < fits && first + i < heads; i++)
        draw_head(&s, first + i, c->col + LABEL_COLS + i * width);
    char text[48];
    snprintf(text, sizeof text, _("%d…%d of %d heads"), first + 1, min_int(first + fits, heads),
             heads);
    if (fits < heads) draw_right(c, c->row, c->col, c->cols, ROLE_DIM, text);
}
