#include "app/learning/attention.h"

#include "base/num.h"
#include "view/attention/attention_parts.h"
#include "view/marks/label.h"

#define BLANK_FROM 16 /* rows that have one for a blank after the heading */
#define WIDE_FROM 110 /* columns that have room for q·k, score, exp and weight beside the matrix */
#define MIDDLE_FROM 92
#define BESIDE_FROM 70 /* from here on the numbers stand beside the matrix, else below it */
#define BELOW_FROM 24  /* rows that have room for that */
#define WIDE_COLS 57
#define MIDDLE_COLS 42
#define NARROW_COLS 31
#define CELL_MAX 4   /* columns of a cell that are taken without a key */
#define CELL_LARGE 6 /* the same in a matrix of LARGE_FROM columns: three digits */
#define LARGE_FROM 100
#define NAMES_CELL 3  /* from this width on columns have names, two beside each other */
#define WAY_MIN 5     /* a title, o, o × W_O, X, their sum */
#define WAY_WANTED 14 /* and how q·k is made, a legend, three facts */
#define WAY_LABEL 16
#define WAY_NUMBER 8

static int count_words(const struct app *a)
{
    int words, keys;
    attention_extent(a, &words, &keys);
    return words;
}

static int count_keys(const struct app *a)
{
    int words, keys;
    attention_extent(a, &words, &keys);
    return keys;
}

static int aside_cols(int cols)
{
    return cols >= WIDE_FROM     ? WIDE_COLS + (cols - WIDE_FROM) / 4
           : cols >= MIDDLE_FROM ? MIDDLE_COLS
           : cols >= BESIDE_FROM ? NARROW_COLS
                                 : 0;
}

/* The matrix's labels, its cells, what stands above and below. */
static void fit_matrix(struct attention_layout *l, const struct app *a)
{
    int keys = count_keys(a), words = count_words(a), rows = l->matrix.rows;
    bool shuffled = a->shuffle.before.on && l->matrix.cols >= 40;
    uint64_t last = pipeline_position(&a->pipeline, a->pipeline.count);
    l->position_cols = max_int(2, digit_count(last));
    l->token_cols = l->matrix.cols >= 60 ? 8 : l->matrix.cols >= 34 ? 7 : 5;
    l->was_cols = shuffled ? 4 : 0;
    l->by_cols = shuffled ? 6 : 0;
    l->label_cols = 1 + l->position_cols + 1 + l->token_cols + 1 + l->was_cols;
    int room = max_int(l->matrix.cols - l->label_cols - l->by_cols, 1);
    l->cell_cols =
        a->zoom ? min_int(a->zoom, room)
                : clamp_int(room / keys, 1, l->matrix.cols >= LARGE_FROM ? CELL_LARGE : CELL_MAX);
    l->cols = min_int(keys, max_int(room / l->cell_cols, 1));
    l->legend_rows = rows >= 20 ? 2 : rows >= 8 ? 1 : 0;
    l->head_rows = rows >= 20 && l->cell_cols >= NAMES_CELL ? 2 : rows >= 4 ? 1 : 0;
    l->rows = clamp_int(words, 1, max_int(rows - l->head_rows - l->legend_rows, 1));
}

/* What the matrix leaves below it is for all heads as small ones; a matrix of many rows leaves
 * some. */
static void fit_heads(struct attention_layout *l, const struct app *a)
{
    int used = l->head_rows + l->rows + l->legend_rows, left = l->matrix.rows - used - 1;
    bool several = a->attention.ready && a->attention.shape.heads > 1;
    if (!several || left < 4 || a->attention.form != ATTENTION_MATRIX) return;
    l->heads = (struct area){l->matrix.row + used + 1, l->matrix.col, left, l->matrix.cols};
    l->matrix.rows = used;
}

/* The numbers of a row, and below them what becomes of these. */
static void fit_aside(struct attention_layout *l, const struct app *a, struct area at)
{
    int wanted = count_keys(a) + 2, way = at.rows - wanted - 1;
    if (way < WAY_WANTED && at.rows >= 2 * WAY_WANTED) way = WAY_WANTED;
    if (way < WAY_MIN) way = 0;
    l->cells = at;
    l->cells.rows = min_int(wanted, at.rows - (way ? way + 1 : 0));
    if (way) l->way = (struct area){at.row + l->cells.rows + 1, at.col, way, at.cols};
    int room = max_int(at.cols - WAY_LABEL - WAY_NUMBER, 1), d = a->params.d_model;
    l->dim_cols = 2 * d <= room ? 2 : 1;
    l->dims = min_int(d, room / l->dim_cols);
}

struct attention_layout attention_layout(const struct app *a, const struct caps *caps,
                                         struct area body)
{
    int rows = body.rows, cols = body.cols, aside = aside_cols(cols);
    int notes = clamp_int(attention_notes_rows(a, caps, cols), 0, max_int(rows - 8, 0));
    bool close = rows < BLANK_FROM || (notes && rows < BELOW_FROM);
    struct attention_layout l = {.top = !close ? 2 : rows >= 4 ? 1 : 0};
    int gap = notes && rows >= BELOW_FROM, room = rows - l.top - notes - gap;
    if (notes) l.notes = (struct area){rows - notes, 0, notes, cols};
    l.matrix = (struct area){l.top, 0, room, aside ? cols - aside : cols};
    if (!aside && room >= BELOW_FROM) {
        l.matrix.rows = min_int(count_words(a) + 3, room / 2);
        int used = l.matrix.rows + 1;
        fit_aside(&l, a, (struct area){l.top + used, 1, room - used, cols - 2});
    }
    if (aside) fit_aside(&l, a, (struct area){l.top, cols - aside + 1, room, aside - 2});
    fit_matrix(&l, a);
    fit_heads(&l, a);
    return l;
}

int attention_first_row(const struct app *a, const struct attention_layout *l)
{
    return (int)scroll_to((size_t)max_int(attention_row(a) - l->rows / 2, 0),
                          (size_t)attention_row(a), (size_t)a->attention.words, (size_t)l->rows);
}

int attention_first_column(const struct app *a, const struct attention_layout *l)
{
    return (int)scroll_to((size_t)max_int(attention_column(a) - l->cols / 2, 0),
                          (size_t)attention_column(a), (size_t)a->attention.keys, (size_t)l->cols);
}
