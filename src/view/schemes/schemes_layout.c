#include "view/schemes/schemes_parts.h"

#include <stdio.h>

#include "base/num.h"

#define NARROW 70  /* with fewer columns tests are marks alone, positions have no numbers */
#define LABELS 110 /* from this many columns on there is room for everything's long form */
#define VAST 200   /* columns that hold wide cells */
#define VAST_CELL 6
#define CELL 2
#define SPARE_MAX 8     /* columns that a test takes of what is left */
#define POSITIONS_MAX 8 /* columns of the numbers of two positions */
#define GAP 1

/* Rows that the words get before the pictures: the more important ones first. */
static int rows_for_words(int rows)
{
    static const int wanted[][2] = {{56, 9}, {30, 7}, {14, 5}, {7, 2}};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (rows >= wanted[i][0]) return wanted[i][1];
    return 0;
}

/* A picture of two lines at least, and of as many as all schemes of the list can have. */
static void fit_rows(const struct app *a, int rows, struct schemes_layout *t)
{
    int room = rows - 1, words = rows_for_words(rows), wanted = strips_lines_wanted(a);
    int lines = min_int((room - words) / t->count, wanted);
    lines = lines < 2 ? min_int(2, room - words) : lines;
    t->strips.lines = lines < 1 ? 1 : lines;
    t->visible = min_int(t->count, (room - words) / t->strips.lines);
    t->visible = t->visible < 1 ? 1 : t->visible;
    t->words = room - t->visible * t->strips.lines;
    t->words = t->words < 0 || !words ? 0 : t->words;
}

/* Columns for the numbers of two positions side by side, as half blocks show two a line; of the
 * first alone where they are long. */
static void fit_positions(const struct app *a, int cols, struct strips *s)
{
    char last[24];
    size_t count = a->pipeline.count;
    int digits =
        snprintf(last, sizeof last, "%llu",
                 (unsigned long long)pipeline_position(&a->pipeline, count ? count - 1 : 0));
    s->labels = cols < NARROW || !count ? 0 : 2 * (digits + 1) > POSITIONS_MAX ? 1 : 2;
    s->position_cols = s->labels * (digits + 1);
}

static void fit_cols(const struct app *a, int cols, struct schemes_layout *t)
{
    bool roomy = cols >= LABELS;
    struct strips *s = &t->strips;
    t->name_cols = roomy ? 25 : t->wrong ? 19 : 16;
    t->test_cols = cols < NARROW ? 4 : roomy ? (t->wrong ? 11 : 13) : t->wrong ? 5 : 10;
    fit_positions(a, cols, s);
    s->position_col = t->name_cols;
    t->strip_col = t->name_cols + s->position_cols;
    int room = cols - t->strip_col - SCHEME_TESTS * t->test_cols - GAP;
    if (t->wrong) room = (room - GAP) / 2;
    int d = a->params.d_model, fits = room < d ? 1 : room / d;
    s->cell_cols = a->zoom ? a->zoom : min_int(fits, cols >= VAST ? VAST_CELL : CELL);
    s->cell_cols = room < s->cell_cols ? 1 : s->cell_cols;
    s->dims = room < 1 ? 0 : min_int(d, room / s->cell_cols);
    t->difference_col = t->strip_col + s->dims * s->cell_cols + GAP;
    t->tests_col = t->wrong ? t->difference_col + s->dims * s->cell_cols + GAP : t->difference_col;
    int spare = cols - t->tests_col - SCHEME_TESTS * t->test_cols;
    if (cols >= NARROW && spare > 0) t->test_cols += min_int(spare / SCHEME_TESTS, SPARE_MAX);
}

struct schemes_layout schemes_layout(const struct app *a, int rows, int cols)
{
    struct schemes_layout t = {.first = schemes_first(a), .count = schemes_listed(a)};
    t.wrong = schemes[t.first].mistake != NULL;
    fit_rows(a, rows, &t);
    fit_cols(a, cols, &t);
    return t;
}
