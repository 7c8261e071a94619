/* From the weights to the row that comes out, as a column of numbers and rows of cells; how q·k is
 * made; and what it leads to. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "app/state/training.h"
#include "app/learning/attention.h"
#include "base/num.h"
#include "base/words.h"
#include "view/attention/attention_parts.h"
#include "view/marks/heat.h"
#include "view/marks/label.h"

#define LABEL_COLS 16
#define NUMBER_COLS 8
#define PRODUCT_ROWS 5 /* a title, q, k, their product, a blank */
#define NEXT_MAX 3     /* words that may come next */

struct way {
    const struct app *app;
    const struct canvas *canvas;
    const struct attention_layout *layout;
    int row;         /* of the trace */
    int first, dims; /* dimensions in sight */
    int at, end;     /* the next row of the frame, and the one after the last */
};

static void draw_vector(const struct way *w, const char *label, enum role role,
                        const double *values, double full)
{
    const struct canvas *c = w->canvas;
    const struct attention_layout *l = w->layout;
    int dim = w->app->dim, col = c->col + LABEL_COLS;
    if (w->at >= w->end) return;
    draw_text(c, w->at, c->col, LABEL_COLS - 1, role, label);
    const struct heat_row h = {.col = col,
                               .width = l->dim_cols,
                               .full = full,
                               .selected = dim - w->first,
                               .doubles = true,
                               .bare = true};
    heat_row(c->frame, w->at, &h, values + w->first, w->dims, c->caps);
    link_dims(c, (struct area){w->at, col, 1, w->dims * l->dim_cols}, w->first, l->dim_cols);
    draw_right(c, w->at, c->col + c->cols - NUMBER_COLS, NUMBER_COLS,
               role == ROLE_STRONG ? ROLE_STRONG : ROLE_TEXT,
               attention_number_text(values[dim], NUMBER_COLS).text);
}

/* "head 1", "head 2" above their columns of o. */
static void draw_head_names(const struct way *w)
{
    const struct canvas *c = w->canvas;
    const struct attention_model *m = &w->app->attention;
    int heads = m->shape.heads, dk = m->shape.d_model / heads;
    for (int h = 0; h < heads; h++) {
        int from = max_int(h * dk, w->first), to = min_int((h + 1) * dk, w->first + w->dims);
        int room = (to - from) * w->layout->dim_cols - 1;
        char text[32];
        snprintf(text, sizeof text, _("head %d"), h + 1);
        if (draw_width(c, text) > room) snprintf(text, sizeof text, "%d", h + 1);
        if (room < 1) continue;
        int col = c->col + LABEL_COLS + (from - w->first) * w->layout->dim_cols;
        draw_text(c, w->at, col, room, h == attention_head(m) ? ROLE_ACCENT : ROLE_DIM, text);
        link_own(c, (struct area){w->at, col, 1, room}, (int64_t)m->words * m->keys + h);
    }
}

/* ---- how q·k is made --------------------------------------------------- */

static double largest(const double *values, int n)
{
    double max = 0;
    for (int k = 0; k < n; k++) max = fmax(max, fabs(values[k]));
    return max > 0 ? max : 1;
}

static void draw_factor(const struct way *w, const char *name, const struct attention_word *word,
                        const double *values, int n, double full)
{
    const struct canvas *c = w->canvas;
    if (w->at >= w->end) return;
    int taken = draw_text(c, w->at, c->col, LABEL_COLS, ROLE_DIM, name) + 1;
    if (word)
        attention_place_draw(w->app, c,
                             (struct span){w->at, c->col + taken, LABEL_COLS - 1 - taken},
                             ROLE_TEXT, word);
    int width = w->layout->dim_cols;
    const struct heat_row h = {.col = c->col + LABEL_COLS,
                               .width = width,
                               .full = full,
                               .selected = -1,
                               .doubles = true,
                               .bare = true};
    heat_row(c->frame, w->at, &h, values, min_int(n, w->layout->dims), c->caps);
    if (w->layout->dims < n)
        draw_text(c, w->at, c->col + LABEL_COLS + w->layout->dims * width, 1, ROLE_DIM, "…");
}

/* q, k and their products in the selected head: their sum is q·k. Of a wrong formula heads may mix
 * rows, so that there is nothing of the kind. */
static void draw_product(struct way *w)
{
    const struct canvas *c = w->canvas;
    const struct attention_model *m = &w->app->attention;
    const struct train_block_trace *b = attention_block(m);
    int dk = m->shape.d_model / m->shape.heads, at = attention_head(m) * dk;
    int column = attention_column(w->app), key = m->key[column].row;
    if (m->formula != TRAIN_FORMULA_RIGHT || key < 0) return;
    const double *q = b->q + (ptrdiff_t)w->row * m->shape.d_model + at,
                 *k = b->k + (ptrdiff_t)key * m->shape.d_model + at;
    double product[TRAIN_D_MAX],
        sum = attention_value(m, ATTENTION_DOT, false, attention_head(m), w->row, key);
    for (int i = 0; i < dk; i++) product[i] = q[i] * k[i];
    double full = fmax(largest(q, dk), largest(k, dk));
    char text[96];
    snprintf(text, sizeof text, _("q·k of head %d: Σ of %d products"), attention_head(m) + 1, dk);
    draw_text(c, w->at++, c->col, c->cols, ROLE_STRONG, text);
    draw_factor(w, "q", &m->word[attention_row(w->app)], q, dk, full);
    w->at++;
    draw_factor(w, "k", &m->key[column], k, dk, full);
    w->at++;
    draw_factor(w, "q × k", NULL, product, dk, largest(product, dk));
    int used = LABEL_COLS + min_int(dk, w->layout->dims) * w->layout->dim_cols + 1;
    snprintf(text, sizeof text, "Σ %s", attention_number_text(sum, c->cols - used - 2).text);
    draw_text(c, w->at, c->col + used, c->cols - used, ROLE_STRONG, text);
    w->at += 2;
}

/* ---- from o to the row out --------------------------------------------- */

static const char *input_label(const struct app *a)
{
    const struct attention_model *m = &a->attention;
    bool joined = m->made == ATTENTION_RANDOM && a->params.join == JOIN_CONCATENATE;
    bool second = clamp_int(m->block, 0, m->shape.blocks - 1) == 1;
    return second                         ? _("+ row, block 1")
           : m->made == ATTENTION_BACK    ? "+ P"
           : joined && m->shape.positions ? "+ X = [E, P]"
           : m->shape.positions           ? "+ X = E + P"
                                          : "+ X = E";
}

static void draw_sum(struct way *w)
{
    const struct canvas *c = w->canvas;
    const struct attention_model *m = &w->app->attention;
    const struct train_trace *t = attention_trace(m);
    int d = m->shape.d_model, block = clamp_int(m->block, 0, m->shape.blocks - 1);
    const struct train_block_trace *b = &t->block[block];
    ptrdiff_t own = (ptrdiff_t)w->row * d;
    const double *rows[] = {b->concat + own, b->projected + own,
                            (block ? t->block[block - 1].out : t->x) + own, b->out + own};
    const char *const labels[] = {_("o = Σ weight·v"), "o × W_O", input_label(w->app),
                                  m->shape.norm == TRAIN_NORM_AFTER ? _("= normed row")
                                                                    : _("= row out")};
    double full = 0;
    for (int i = 0; i < 4; i++) full = fmax(full, largest(rows[i], d));
    char text[32];
    attention_place_draw(w->app, c, (struct span){w->at, c->col, LABEL_COLS - 1}, ROLE_ACCENT,
                         &m->word[attention_row(w->app)]);
    draw_head_names(w);
    snprintf(text, sizeof text, _("dim %d"), w->app->dim);
    draw_right(c, w->at, c->col + c->cols - NUMBER_COLS, NUMBER_COLS, ROLE_DIM, text);
    for (int i = 0; i < 4; i++) {
        w->at++;
        draw_vector(w, labels[i], i == 3 ? ROLE_STRONG : ROLE_TEXT, rows[i], full);
    }
    w->at++;
    char range[48];
    label_dims(w->first, w->dims, d, range);
    if (w->at < w->end) draw_right(c, w->at, c->col, c->cols, ROLE_DIM, range);
    if (w->at < w->end)
        heat_legend(c->frame, w->at, c->col + LABEL_COLS,
                    min_int(w->dims * w->layout->dim_cols, 26), full, c->caps);
    w->at++;
}

/* ---- what it leads to -------------------------------------------------- */

/* The classes with the largest p, of equal ones the first. */
static int most_likely(const double *p, int classes, int out[NEXT_MAX])
{
    int count = 0;
    for (; count < NEXT_MAX && count < classes; count++) {
        int best = -1;
        for (int i = 0; i < classes; i++) {
            bool taken = false;
            for (int j = 0; j < count; j++) taken |= out[j] == i;
            if (!taken && (best < 0 || p[i] > p[best])) best = i;
        }
        out[count] = best;
    }
    return count;
}

static void draw_next(struct way *w)
{
    const struct canvas *c = w->canvas;
    const struct attention_model *m = &w->app->attention;
    const struct train_trace *t = attention_trace(m);
    int col = c->col + LABEL_COLS, end = c->col + c->cols, best[NEXT_MAX];
    if (w->at >= w->end) return;
    draw_text(c, w->at, c->col, LABEL_COLS - 1, ROLE_DIM,
              m->shape.norm == TRAIN_NORM_BEFORE ? _("norm, × U") : "× U");
    if (m->made != ATTENTION_TRAINED) {
        const char *text = _("– nothing is trained: U is 0");
        if (draw_width(c, text) > end - col) text = "– U = 0";
        draw_text(c, w->at++, col, end - col, ROLE_DIM, text);
        return;
    }
    if (m->example.mean) {
        draw_text(c, w->at++, col, end - col, ROLE_DIM, _("the mean of all rows is read"));
        return;
    }
    const double *p = t->p + (ptrdiff_t)w->row * t->classes;
    int count = most_likely(p, t->classes, best);
    for (int i = 0; i < count; i++) {
        const struct span at = {w->at, col, min_int(12, end - col - 6)};
        if (at.cols < 3) break;
        struct str word = STR_EMPTY;
        attention_class_text(w->app, best[i], &word);
        col += draw_cut(c, at, i ? ROLE_TEXT : ROLE_STRONG, str_text(&word), word.len) + 1;
        col += draw_text(c, w->at, col, end - col, ROLE_TEXT,
                         attention_weight_fixed(p[best[i]], 3).text) +
               2;
        str_free(&word);
    }
    w->at++;
}

static void draw_losses(struct way *w)
{
    const struct canvas *c = w->canvas;
    const struct attention_model *m = &w->app->attention;
    int col = c->col + LABEL_COLS, end = c->col + c->cols, heads = m->shape.heads;
    if (w->at >= w->end || isnan(m->loss)) return;
    draw_text(c, w->at, c->col, LABEL_COLS - 1, ROLE_DIM, _("knocked out"));
    char text[64];
    snprintf(text, sizeof text, "%.4f →", m->loss);
    col += draw_text(c, w->at, col, end - col, ROLE_TEXT, text) + 1;
    for (int i = 0; i < heads && end - col > 12; i++) {
        int h = (attention_head(m) + i) % heads;
        snprintf(text, sizeof text, "%.4f", m->loss_without[h]);
        col += draw_text(c, w->at, col, end - col, i ? ROLE_TEXT : ROLE_STRONG, text) + 1;
        snprintf(text, sizeof text, _("head %d"), h + 1);
        col += draw_text(c, w->at, col, end - col, ROLE_DIM, text) + 2;
    }
    w->at++;
}

static void draw_before(struct way *w)
{
    const struct canvas *c = w->canvas;
    const struct attention_model *m = &w->app->attention;
    int col = c->col + LABEL_COLS, end = c->col + c->cols;
    if (w->at >= w->end || isnan(m->on_before_equal)) return;
    draw_text(c, w->at, c->col, LABEL_COLS - 1, ROLE_DIM,
              m->shape.cross ? _("mirrored word") : _("word before"));
    char text[96];
    col += draw_text(c, w->at, col, end - col, ROLE_TEXT, _("mean weight "));
    for (int h = 0; h < m->shape.heads && end - col > 18; h++) {
        snprintf(text, sizeof text, "%s%s", h ? ", " : "",
                 attention_weight_fixed(m->on_before[h], 2).text);
        col += draw_text(c, w->at, col, end - col, h == attention_head(m) ? ROLE_STRONG : ROLE_TEXT,
                         text);
    }
    snprintf(text, sizeof text, _("; equal %.2f"), m->on_before_equal);
    draw_text(c, w->at++, col, end - col, ROLE_DIM, text);
}

void attention_way_draw(const struct app *a, const struct canvas *c,
                        const struct attention_layout *l)
{
    const struct attention_model *m = &a->attention;
    struct way w = {a, c, l, m->word[attention_row(a)].row, 0, l->dims, c->row, c->row + c->rows};
    if (w.row < 0) return;
    w.dims = min_int(l->dims, m->shape.d_model);
    w.first = scroll_dims(a, w.dims);
    if (c->rows >= PRODUCT_ROWS + 6) draw_product(&w);
    draw_sum(&w);
    draw_next(&w);
    draw_losses(&w);
    draw_before(&w);
}
