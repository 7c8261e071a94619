/* Columns of U, near words in E and in U, and the gradient's length in each part. */
#include <math.h>
#include <stdlib.h>

#include "app/learning/training.h"
#include "base/num.h"
#include "base/words.h"
#include "view/training/training_parts.h"

#define CLASSES 3  /* that are compared with one another */
#define NEAR 3     /* words */
#define USED_MIN 5 /* words used less often have arbitrary neighbours */
#define WORD_COLS 7
#define NEAR_COLS_MIN 3  /* of a near word */
#define TWO_ROWS_FROM 10 /* rows of the panel in which a heading stands over near words */
#define COSINE_COLS 7    /* "+0.586 " */

struct figures {
    const struct app *app;
    const struct canvas *canvas;
    int row; /* the next one */
};

static bool has_row(const struct figures *f)
{
    return f->row < f->canvas->row + f->canvas->rows;
}

/* ---- rows of T and columns of U ---------------------------------------- */

/* Vectors of d numbers: number k of vector i is at at[i * each + k * step]. */
struct vectors {
    const double *at;
    size_t each, step;
    int count, d;
    bool of_classes; /* columns of U; else rows of T */
};

static struct vectors rows_of_t(const struct train_run *run)
{
    size_t d = (size_t)run->shape.d_model;
    return (struct vectors){run->number, d, 1, run->shape.words, run->shape.d_model, false};
}

/* Tied, they are the rows of T. */
static struct vectors columns_of_u(const struct train_run *run)
{
    struct train_part u;
    if (!train_find_part(&run->shape, TRAIN_PART_U, 0, &u)) return rows_of_t(run);
    return (struct vectors){run->number + u.at, 1, (size_t)u.cols, u.cols, u.rows, true};
}

/* NaN where one is zero. */
static double cosine(const struct vectors *v, int i, int j)
{
    const double *x = v->at + (size_t)i * v->each, *y = v->at + (size_t)j * v->each;
    double dot = 0, xx = 0, yy = 0;
    for (int k = 0; k < v->d; k++) {
        double a = x[(size_t)k * v->step], b = y[(size_t)k * v->step];
        dot += a * b;
        xx += a * a;
        yy += b * b;
    }
    return xx > 0 && yy > 0 ? fmax(-1, fmin(1, dot / sqrt(xx * yy))) : (double)NAN;
}

/* ---- words after the selected one -------------------------------------- */

static void add_class(int class, int out[CLASSES], int *count)
{
    for (int i = 0; i < *count; i++)
        if (out[i] == class) return;
    if (*count < CLASSES) out[(*count)++] = class;
}

/* The first few that are asked for after that word. */
static int classes_after(const struct train_run *run, int word, int out[CLASSES])
{
    int count = 0;
    for (size_t i = 0; i < run->task.examples && !run->task.drawn; i++) {
        const struct train_example *x = &run->task.example[i];
        for (int k = 0; k < x->asks; k++)
            if ((int)x->word[x->ask[k].row] == word) add_class(x->ask[k].class, out, &count);
    }
    return count;
}

static void write_cosine(double value, struct str *out)
{
    if (isnan(value))
        str_adds(out, DRAW_MISSING);
    else
        draw_signed(out, value, 3);
}

/* "play win +1.000 +0.586": the words share what the numbers leave. */
static void draw_pair(struct figures *f, int i, int j)
{
    const struct canvas *c = f->canvas;
    bool side[2];
    int sides = training_sides(f->app, side), words = c->cols - sides * COSINE_COLS;
    int col = c->col + words;
    struct str text = STR_EMPTY;
    training_class_text(f->app, i, &text);
    str_addc(&text, ' ');
    training_class_text(f->app, j, &text);
    draw_cut(c, (struct span){f->row, c->col, words - 1}, ROLE_TEXT, str_text(&text), text.len);
    for (int s = 0; s < sides; s++, col += COSINE_COLS) {
        struct vectors u = columns_of_u(training_run(f->app, side[s]));
        str_clear(&text);
        write_cosine(cosine(&u, i, j), &text);
        draw_text(c, f->row, col, COSINE_COLS, training_side_role(side[s]), str_text(&text));
    }
    str_free(&text);
    f->row++;
}

static void draw_columns(struct figures *f, int word)
{
    const struct train_run *run = training_run(f->app, training_side(f->app));
    int class[CLASSES], count = word < 0 ? 0 : classes_after(run, word, class);
    if (count < 2) return;
    draw_text(f->canvas, f->row++, f->canvas->col, f->canvas->cols, ROLE_DIM,
              _("U: cosines of columns"));
    for (int i = 0; i < count; i++)
        for (int j = i + 1; j < count && has_row(f); j++) draw_pair(f, class[i], class[j]);
}

/* ---- near words -------------------------------------------------------- */

/* Whether the word is used often enough in what is learned; of small tables all are. */
static bool is_used(const struct app *a, const struct train_run *run, uint32_t index)
{
    bool corpus = run->recipe.goal == TRAIN_CORPUS || run->recipe.goal == TRAIN_COMPANY;
    return !corpus || (index < a->vocab.size && vocab_word(&a->vocab, index).count >= USED_MIN);
}

struct near {
    int which;
    double cosine;
};

/* The nearest others, the nearest first. Returns how many have a cosine. */
static int find_near(const struct app *a, const struct train_run *run, const struct vectors *v,
                     const uint32_t *index, int of, struct near out[NEAR])
{
    int count = 0;
    for (int i = 0; i < v->count; i++) {
        double value = i == of || !is_used(a, run, index[i]) ? (double)NAN : cosine(v, of, i);
        if (isnan(value)) continue;
        int at = count < NEAR ? count++ : NEAR;
        for (; at > 0 && out[at - 1].cosine < value; at--)
            if (at < NEAR) out[at] = out[at - 1];
        if (at < NEAR) out[at] = (struct near){i, value};
    }
    return count;
}

/* Mean cosine over all pairs of words that are used:
 *   (|Σ of the unit vectors|² − n) / (n (n − 1)). */
static double mean_cosine(const struct app *a, const struct train_run *run, const struct vectors *v,
                          const uint32_t *index)
{
    double sum[TRAIN_D_MAX] = {0}, square = 0, n = 0;
    for (int i = 0; i < v->count; i++) {
        const double *x = v->at + (size_t)i * v->each;
        double length = 0;
        for (int k = 0; k < v->d; k++) length += x[(size_t)k * v->step] * x[(size_t)k * v->step];
        if (!(length > 0) || !is_used(a, run, index[i])) continue;
        length = sqrt(length);
        for (int k = 0; k < v->d; k++) sum[k] += x[(size_t)k * v->step] / length;
        n++;
    }
    for (int k = 0; k < v->d; k++) square += sum[k] * sum[k];
    return n > 1 ? (square - n) / (n * (n - 1)) : (double)NAN;
}

/* "die +0.19 of +0.08": as many as have room. */
static void draw_words(struct figures *f, const struct vectors *v, int count,
                       const struct near *near, int col)
{
    const struct canvas *c = f->canvas;
    int end = c->col + c->cols;
    struct str text = STR_EMPTY, name = STR_EMPTY;
    for (int i = 0; i < count; i++) {
        str_clear(&text);
        str_clear(&name);
        (v->of_classes ? training_class_text : training_word_text)(f->app, near[i].which, &name);
        draw_signed(&text, near[i].cosine, 2);
        int width = draw_width(c, str_text(&text));
        if (end - col < width + 1 + NEAR_COLS_MIN) break;
        int room = min_int(end - col - width - 1, WORD_COLS);
        col += draw_cut(c, (struct span){f->row, col, room}, ROLE_TEXT, str_text(&name), name.len);
        col += 2 + draw_text(c, f->row, col + 1, width, ROLE_DIM, str_text(&text));
    }
    str_free(&text);
    str_free(&name);
}

/* The nearest others, with the mean over all pairs beside them: on two rows where it is narrow and
 * there are rows. */
static void draw_near(struct figures *f, const char *title, const struct vectors *v,
                      const uint32_t *index, int of)
{
    const struct app *a = f->app;
    const struct canvas *c = f->canvas;
    const struct train_run *run = training_run(a, training_side(a));
    int end = c->col + c->cols, col = c->col;
    struct near near[NEAR];
    double mean = mean_cosine(a, run, v, index);
    int count = of < 0 ? 0 : find_near(a, run, v, index, of, near);
    bool two = c->rows >= TWO_ROWS_FROM;
    struct str text = STR_EMPTY;
    col += draw_text(c, f->row, col, end - col, ROLE_DIM, title) + 1;
    if (!count) draw_text(c, f->row, col, 1, ROLE_DIM, DRAW_MISSING);
    if (count && two && !isnan(mean)) {
        str_addf(&text, _("mean %s"), draw_signed_text(mean, 2).text);
        draw_text(c, f->row, col, end - col, ROLE_DIM, str_text(&text));
    }
    f->row += two && count;
    if (has_row(f)) draw_words(f, v, count, near, two ? c->col : col);
    str_free(&text);
    f->row++;
}

static void draw_nears(struct figures *f, int word)
{
    const struct train_run *run = training_run(f->app, training_side(f->app));
    struct vectors t = rows_of_t(run), u = columns_of_u(run);
    int class = word < 0 ? -1 : train_class_of(run, run->task.index[word]);
    if (has_row(f)) draw_near(f, _("near in E"), &t, run->task.index, word);
    if (has_row(f)) draw_near(f, _("near in U"), &u, run->task.class_word, class);
}

/* ---- gradients --------------------------------------------------------- */

static void draw_gradients(struct figures *f)
{
    const struct train_run *run = training_run(f->app, training_side(f->app));
    const struct canvas *c = f->canvas;
    struct train_part part[TRAIN_PARTS_MAX];
    int parts = train_parts(&run->shape, part), col = c->col, end = c->col + c->cols;
    struct str text = STR_EMPTY;
    if (!has_row(f)) return;
    col += draw_text(c, f->row, col, end - col, ROLE_DIM, _("|gradient|")) + 1;
    for (int i = 0; i < parts && has_row(f); i++) {
        double length = train_part_gradient(run, part[i].kind, part[i].block);
        str_clear(&text);
        str_addf(&text, part[i].block ? "%s' " : "%s ", part[i].name);
        if (isnan(length))
            str_adds(&text, DRAW_MISSING);
        else
            str_addf(&text, !(length > 0) ? "%.0f" : length < 0.0005 ? "%.0e" : "%.3f", length);
        int width = draw_width(c, str_text(&text));
        if (col + width > end) {
            f->row++;
            col = c->col;
        }
        if (!has_row(f)) break;
        col += draw_text(c, f->row, col, end - col, ROLE_TEXT, str_text(&text)) + 2;
    }
    str_free(&text);
    f->row++;
}

void training_figures_draw(const struct app *a, const struct canvas *c)
{
    if (!training_run(a, true)) return;
    struct figures f = {a, c, c->row};
    int word = training_selected_word(a);
    draw_columns(&f, word);
    if (f.row > c->row && c->rows > TWO_ROWS_FROM + 1) f.row++;
    draw_nears(&f, word);
    if (c->rows > TWO_ROWS_FROM + 1) f.row++;
    draw_gradients(&f);
}
