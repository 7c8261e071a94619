/* Arcs: the words twice, what is looked at on the right, a line for each weight from a threshold
 * on. A line is made of dots (view/marks/dots.h); its colour is the weight's. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "app/learning/attention.h"
#include "base/num.h"
#include "base/words.h"
#include "view/attention/attention_parts.h"
#include "view/marks/dots.h"
#include "view/marks/label.h"

#define COLS_MAX 200
#define LEVELS 4 /* weak lines are drawn first, those of the selected row last */

struct arcs {
    const struct app *app;
    const struct canvas *canvas;
    const struct dots *dots;
    int row, col, rows, cols; /* between the words, on the frame */
    int first_row, first_key;
    unsigned bits[TRAIN_TOKENS_MAX][COLS_MAX];
};

static struct style line_style(const struct arcs *s, double weight, bool selected)
{
    enum depth depth = s->canvas->caps->depth;
    struct style style = role_style(selected         ? ROLE_ACCENT
                                    : weight >= 0.5  ? ROLE_STRONG
                                    : weight >= 0.25 ? ROLE_TEXT
                                                     : ROLE_DIM,
                                    depth);
    if (depth >= DEPTH_256 && !selected)
        style.fg = (uint8_t)(SLOT_HEAT + HEAT_HALF + (int)(6 + (HEAT_HALF - 6) * fmin(weight, 1)));
    return style;
}

/* Dots from the middle of the word's row on the left to that of the key's on the right; each cell
 * takes the style of the last line through it. */
static void draw_arc(struct arcs *s, int from, int to, struct style style)
{
    int w = s->cols * s->dots->x_dots, high = s->dots->y_dots;
    double y0 = (from + 0.5) * high - 0.5, y1 = (to + 0.5) * high - 0.5;
    int steps = 2 * w + (int)fabs(y1 - y0) * 2;
    for (int i = 0; i <= steps; i++) {
        double t = (double)i / steps;
        int x = (int)(t * (w - 1) + 0.5), y = (int)(y0 + t * (y1 - y0) + 0.5);
        int r = y / high, k = x / s->dots->x_dots;
        if (y < 0 || r >= s->rows) continue;
        s->bits[r][k] |= 1u << (x % s->dots->x_dots * high + y % high);
        frame_put(s->canvas->frame, s->row + r, s->col + k, style, s->dots->glyph(s->bits[r][k]));
    }
}

/* 0 … LEVELS − 1 by the weight, LEVELS of the selected row; −1: no line. */
static int level_of(const struct arcs *s, double weight, bool selected)
{
    if (!(weight >= attention_line(&s->app->attention))) return -1;
    return selected ? LEVELS : min_int((int)(weight * LEVELS), LEVELS - 1);
}

static void draw_level(struct arcs *s, int level)
{
    const struct attention_model *m = &s->app->attention;
    for (int r = 0; r < s->rows && s->first_row + r < m->words; r++)
        for (int k = 0; k < s->rows && s->first_key + k < m->keys; k++) {
            int i = s->first_row + r, j = s->first_key + k;
            bool selected = i == attention_row(s->app);
            double weight = attention_cell(m, ATTENTION_WEIGHT, i, j);
            if (level_of(s, weight, selected) == level)
                draw_arc(s, r, k, line_style(s, weight, selected));
        }
}

static void draw_words(const struct arcs *s, const struct attention_layout *l)
{
    const struct app *a = s->app;
    const struct canvas *c = s->canvas;
    const struct attention_model *m = &a->attention;
    int right = s->col + s->cols + 1;
    for (int r = 0; r < s->rows; r++) {
        int i = s->first_row + r, j = s->first_key + r, row = s->row + r;
        if (i < m->words) {
            bool here = i == attention_row(a);
            char text[24];
            snprintf(text, sizeof text, "%*llu", l->position_cols,
                     attention_position(m, &m->word[i]));
            draw_text(c, row, c->col + 1, l->position_cols, here ? ROLE_ACCENT : ROLE_DIM, text);
            attention_word_draw(a, c,
                                (struct span){row, c->col + l->position_cols + 2, l->token_cols},
                                here ? ROLE_ACCENT : ROLE_TEXT, &m->word[i]);
            link_own(c, (struct area){row, c->col, 1, s->col - c->col},
                     (int64_t)i * m->keys + attention_column(a));
        }
        if (j >= m->keys) continue;
        bool there = j == attention_column(a);
        attention_place_draw(a, c, (struct span){row, right, c->col + c->cols - right},
                             there ? ROLE_ACCENT : ROLE_TEXT, &m->key[j]);
        link_own(c, (struct area){row, right, 1, c->col + c->cols - right},
                 (int64_t)attention_row(a) * m->keys + j);
    }
}

void attention_arcs_draw(const struct app *a, const struct canvas *c,
                         const struct attention_layout *l)
{
    const struct attention_model *m = &a->attention;
    static const int name_cols = 12;
    struct arcs s = {.app = a, .canvas = c, .dots = dots_of(c->caps)};
    char text[96];
    s.row = c->row + 1;
    s.rows = min_int(min_int(max_int(m->words, m->keys), c->rows - 2), TRAIN_TOKENS_MAX);
    s.col = c->col + l->position_cols + l->token_cols + 3;
    s.cols = min_int(c->col + c->cols - name_cols - 1 - s.col, COLS_MAX);
    if (s.rows < 1 || s.cols < 4) return;
    s.first_row = (int)scroll_to(0, (size_t)attention_row(a), (size_t)m->words, (size_t)s.rows);
    s.first_key = (int)scroll_to(0, (size_t)attention_column(a), (size_t)m->keys, (size_t)s.rows);
    draw_text(c, c->row, c->col + 1, s.col - c->col, ROLE_DIM, _("looks at →"));
    snprintf(text, sizeof text, _("%d of %d rows"), s.rows, max_int(m->words, m->keys));
    if (s.rows < max_int(m->words, m->keys)) draw_right(c, c->row, s.col, s.cols, ROLE_WARN, text);
    for (int level = 0; level <= LEVELS; level++) draw_level(&s, level);
    draw_words(&s, l);
    snprintf(text, sizeof text, _("lines from weight %.4g on: + - change that"), attention_line(m));
    draw_text(c, s.row + s.rows, c->col + 1, c->cols - 1, ROLE_DIM, text);
}
