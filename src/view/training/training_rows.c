/* Rows of E at step 0 and now: how far each went, and whether it has a gradient. */
#include <math.h>
#include <stdio.h>

#include "app/learning/training.h"
#include "base/num.h"
#include "base/words.h"
#include "view/marks/heat.h"
#include "view/marks/label.h"
#include "view/training/training_parts.h"

#define WORD_COLS 8
#define WORD_COLS_MIN 6
#define MOVED_COLS 5
#define GRADIENT_COLS 8
#define LEGEND_COLS 14
#define WORDS_MAX 64 /* of a table whose rows are all listed; of a larger one those that are read */

struct table {
    const struct app *app;
    const struct train_run *run;
    const struct canvas *canvas;
    int word[WORDS_MAX], words; /* rows of T */
    int selected;               /* of these, −1: none */
    int first, rows;            /* that are shown */
    int index_cols, word_cols, label_cols, cell_cols, dims, dim;
    int then_col, now_col, moved_col, gradient_col;
    double full;
};

static bool is_listed(const struct table *t, int word)
{
    for (int i = 0; i < t->words; i++)
        if (t->word[i] == word) return true;
    return false;
}

static void list_words(struct table *t)
{
    const struct train_example *x = &t->app->training_view.example;
    int selected = training_selected_word(t->app);
    bool all = t->run->task.words <= WORDS_MAX;
    for (int i = 0; all && i < t->run->task.words; i++) t->word[t->words++] = i;
    for (int i = 0; !all && i < x->n && t->words < WORDS_MAX; i++)
        if (!is_listed(t, (int)x->word[i])) t->word[t->words++] = (int)x->word[i];
    t->selected = -1;
    for (int i = 0; i < t->words; i++)
        if (t->word[i] == selected) t->selected = i;
}

/* The number of a row of T as E has it, at step 0 or now. */
static double entry(const struct table *t, int word, int k, bool now)
{
    const struct train_shape *s = &t->run->shape;
    size_t at = (size_t)word * (size_t)s->d_model + (size_t)k;
    double value = (now ? t->run->number : t->run->first)[at];
    return s->scale ? sqrt(s->d_model) * value : value;
}

/* Twice what these numbers mostly are, as a round number. */
static double full_of(const struct table *t)
{
    double sum = 0;
    int count = 0;
    for (int i = t->first; i < t->first + t->rows; i++)
        for (int k = 0; k < t->run->shape.d_model; k++, count++) {
            double value = entry(t, t->word[i], k, false);
            sum += value * value;
        }
    return nice_ceiling(count ? 1.2 * sqrt(sum / count) : 1);
}

static struct table lay_out(const struct app *a, const struct canvas *c)
{
    struct table t = {.app = a, .run = training_run(a, training_side(a)), .canvas = c};
    const int d = t.run->shape.d_model;
    uint32_t largest = 0;
    list_words(&t);
    t.rows = min_int(c->rows - 1, t.words);
    t.first = (int)scroll_to(0, (size_t)max_int(t.selected, 0), (size_t)t.words,
                             (size_t)max_int(t.rows, 1));
    for (int i = 0; i < t.words; i++)
        largest = t.run->task.index[t.word[i]] > largest ? t.run->task.index[t.word[i]] : largest;
    t.index_cols = digit_count(largest);
    /* Two columns a number are worth a letter or two of the words. */
    int fixed = t.index_cols + 2 + MOVED_COLS + GRADIENT_COLS + 3;
    t.word_cols = clamp_int(c->cols - fixed - 4 * d, WORD_COLS_MIN, WORD_COLS);
    t.label_cols = t.index_cols + 1 + t.word_cols + 1;
    int each = (c->cols - fixed - t.word_cols) / 2;
    t.cell_cols = clamp_int(each / d, 1, HEAT_NUMBER_COLS);
    t.dims = clamp_int(each / t.cell_cols, 1, d);
    t.dim = (int)scroll_to(0, (size_t)min_int(a->dim, d - 1), (size_t)d, (size_t)t.dims);
    t.then_col = c->col + t.label_cols;
    t.now_col = t.then_col + t.dims * t.cell_cols + 1;
    t.moved_col = t.now_col + t.dims * t.cell_cols + 1;
    t.gradient_col = t.moved_col + MOVED_COLS + 1;
    t.full = full_of(&t);
    return t;
}

static void draw_heading(const struct table *t)
{
    const struct canvas *c = t->canvas;
    int cells = t->dims * t->cell_cols, col;
    struct str text = STR_EMPTY;
    draw_text(c, c->row, c->col, t->label_cols - 1, ROLE_DIM, _("# row"));
    col = t->then_col + draw_text(c, c->row, t->then_col, cells, ROLE_DIM, _("E at step 0"));
    if (t->then_col + cells - col > LEGEND_COLS)
        heat_legend(c->frame, c->row, t->then_col + cells - LEGEND_COLS, LEGEND_COLS, t->full,
                    c->caps);
    str_addf(&text, _("E at step %u, %s"), t->run->step, training_side_name(training_side(t->app)));
    if (draw_width(c, str_text(&text)) > cells) {
        str_clear(&text);
        str_addf(&text, _("step %u"), t->run->step);
    }
    draw_text(c, c->row, t->now_col, cells, training_side_role(training_side(t->app)),
              str_text(&text));
    str_free(&text);
    draw_right(c, c->row, t->moved_col, MOVED_COLS, ROLE_DIM, "|ΔE|");
    draw_text(c, c->row, t->gradient_col, GRADIENT_COLS, ROLE_DIM, _("gradient"));
}

/* Whether the word is read in one of the goal's texts; of goals that draw them all words are. */
static bool is_input(const struct train_task *t, int word)
{
    if (t->drawn) return true;
    for (size_t i = 0; i < t->examples; i++)
        for (int k = 0; k < t->example[i].n; k++)
            if ((int)t->example[i].word[k] == word) return true;
    return false;
}

/* Whether the word is read in the step's batch; of texts that are drawn all words are. */
static bool is_read(const struct train_run *run, int word)
{
    const struct train_task *t = &run->task;
    if (t->drawn) return true;
    for (size_t i = 0; i < t->batch; i++) {
        struct train_example x = train_task_batch(t, run->step, i);
        for (int k = 0; k < x.n; k++)
            if ((int)x.word[k] == word) return true;
    }
    return false;
}

/* • and the gradient's length, 0 where it is exactly that; – where it has none at this step. */
static void draw_gradient(const struct table *t, int word, int row)
{
    const int d = t->run->shape.d_model;
    double sum = 0;
    struct str text = STR_EMPTY;
    for (int k = 0; k < d && t->run->has_gradient; k++) {
        double g = t->run->gradient[(size_t)word * (size_t)d + (size_t)k];
        sum += g * g;
    }
    if (sum > 0) str_addf(&text, sqrt(sum) < 0.00005 ? "• %.0e" : "• %.4f", sqrt(sum));
    if (!text.len)
        str_adds(&text, t->run->has_gradient && is_read(t->run, word) ? "  0" : DRAW_MISSING);
    draw_text(t->canvas, row, t->gradient_col, GRADIENT_COLS, sum > 0 ? ROLE_TEXT : ROLE_DIM,
              str_text(&text));
    str_free(&text);
}

static void draw_moved(const struct table *t, int word, int row)
{
    double moved = train_row_moved(t->run, word);
    struct str text = STR_EMPTY;
    bool never = !is_input(&t->run->task, word);
    str_addf(&text, moved > 0 ? moved < 0.005 ? "%.0e" : "%.2f" : "%.0f", moved);
    draw_right(t->canvas, row, t->moved_col, MOVED_COLS, moved > 0 ? ROLE_TEXT : ROLE_DIM,
               str_text(&text));
    str_free(&text);
    if (never)
        draw_text(t->canvas, row, t->gradient_col,
                  t->canvas->col + t->canvas->cols - t->gradient_col, ROLE_WARN, _("no input"));
    else
        draw_gradient(t, word, row);
}

static void draw_cells(const struct table *t, int word, int row, bool selected)
{
    const struct canvas *c = t->canvas;
    double values[TRAIN_D_MAX];
    for (int now = 0; now < 2; now++) {
        struct heat_row heat = {
            .col = now ? t->now_col : t->then_col,
            .width = t->cell_cols,
            .selected = selected ? min_int(t->app->dim, t->run->shape.d_model - 1) - t->dim : -1,
            .full = t->full,
            .doubles = true};
        for (int k = 0; k < t->dims; k++) values[k] = entry(t, word, t->dim + k, now);
        heat_row(c->frame, row, &heat, values, t->dims, c->caps);
        link_dims(c, (struct area){row, heat.col, 1, t->dims * t->cell_cols}, t->dim, t->cell_cols);
    }
}

static void draw_row(const struct table *t, int i, int row)
{
    const struct canvas *c = t->canvas;
    int word = t->word[i];
    bool selected = i == t->selected;
    struct str text = STR_EMPTY;
    if (selected)
        frame_fill(c->frame, row, c->col, 1, t->label_cols - 1,
                   role_style(ROLE_ROW, c->caps->depth));
    uint32_t index = t->run->task.index[word];
    if (t->run->task.own && index >= t->app->vocab.size) /* such as <start>: no row has it */
        str_adds(&text, DRAW_MISSING);
    else
        str_addf(&text, "%u", index);
    draw_right(c, row, c->col, t->index_cols, selected ? ROLE_ROW_DIM : ROLE_DIM, str_text(&text));
    str_clear(&text);
    training_word_text(t->app, word, &text);
    draw_cut(c, (struct span){row, c->col + t->index_cols + 1, t->word_cols},
             selected ? ROLE_ROW_ACCENT : ROLE_TEXT, str_text(&text), text.len);
    str_free(&text);
    draw_cells(t, word, row, selected);
    draw_moved(t, word, row);
}

void training_rows_draw(const struct app *a, const struct canvas *c)
{
    if (!training_run(a, true)) {
        draw_text(c, c->row, c->col, c->cols, ROLE_DIM,
                  _("rows of E: what training moves is drawn here from step 0 on"));
        return;
    }
    struct table t = lay_out(a, c);
    draw_heading(&t);
    for (int i = 0; i < t.rows; i++) draw_row(&t, t.first + i, c->row + 1 + i);
}
