#include "view/schemes/schemes_parts.h"

#include "base/num.h"

#define NARROW 60 /* with fewer columns tests are marks alone, and there is no picture */
#define LABELS 96 /* from this many columns on schemes have their labels */
#define ROOMY 110 /* from this many columns on there is room for everything's long form */
#define VAST 200  /* columns that hold wide cells */
#define VAST_CELL 6
#define CELL 2
#define SCALE 7     /* columns of a scale, "±0.02" */
#define SPARE_MAX 8 /* columns that a test takes of what is left */
#define STRIP_MIN 8 /* columns that a picture gets before the tests */
#define GAP 1
#define BELOW_MIN 3 /* rows below the list that are worth having */

/* The two methods that add no vector have rows of their own if there is room for all else. */
static void fit_others(int cols, int *below, int rows, struct schemes_layout *t)
{
    if (*below < 20 || cols < ROOMY) return;
    t->others_row = rows - 2;
    *below -= 3;
}

/* The rows of positions, and after them those of the two closest. */
static void fit_positions(const struct app *a, int room, struct schemes_layout *t)
{
    int count = a->pipeline.count < 1000 ? (int)a->pipeline.count : 1000;
    t->pair = room >= 5 && !t->wrong;
    t->pair_blank = t->pair && room >= 9;
    t->positions = min_int(room - 2 * t->pair - t->pair_blank, count);
}

/* All below the list, in `below` rows from row `at` on. */
static void fit_below(const struct app *a, int rows, int cols, struct schemes_layout *t)
{
    int at = 1 + t->visible, below = rows - at;
    if (below < BELOW_MIN) return;
    fit_others(cols, &below, rows, t);
    int blank = below >= 12;
    at += blank;
    below -= blank;
    if (cols >= NARROW && below >= 12) {
        t->legend_row = at;
        at += 2;
        below -= 2;
    }
    t->title_row = at;
    t->words_row = at + 1 + (below >= 14);
    t->words_rows = at + below - t->words_row;
    if (cols < NARROW) return;
    t->words_col = t->tests_col;
    t->dim_row = below >= 10 ? at + 1 : 0;
    t->first_row = at + 1 + (t->dim_row > 0);
    fit_positions(a, at + below - t->first_row, t);
}

static void fit_rows(const struct app *a, int rows, int cols, struct schemes_layout *t)
{
    int room = max_int(rows - 1, 1);
    t->visible = min_int(t->count, room);
    fit_below(a, rows, cols, t);
}

static void fit_names(int cols, struct schemes_layout *t)
{
    t->labels = cols >= LABELS + 6 * t->wrong; /* a wrong formula's are longer */
    t->name_cols = t->labels ? (t->wrong ? 26 : 24) : t->wrong ? 17 : 15;
    t->strip_col = cols >= ROOMY ? 26 : t->name_cols;
    if (cols >= NARROW && !t->labels) {
        t->scale_col = t->name_cols;
        t->strip_col = t->name_cols + SCALE;
    }
}

static void fit_cols(const struct app *a, int cols, struct schemes_layout *t)
{
    fit_names(cols, t);
    int scale = t->labels ? SCALE + GAP : 0, d = a->params.d_model;
    t->test_cols = cols < NARROW ? clamp_int((cols - t->name_cols) / SCHEME_TESTS, 2, 7)
                   : t->labels   ? 13
                               : clamp_int((cols - t->strip_col - STRIP_MIN) / SCHEME_TESTS, 2, 10);
    int room = cols - t->strip_col - scale - SCHEME_TESTS * t->test_cols;
    if (cols >= NARROW && room > 0) {
        int fits = room < d ? 1 : room / d;
        t->cell_cols = a->zoom ? a->zoom : min_int(fits, cols >= VAST ? VAST_CELL : CELL);
        t->cell_cols = room < t->cell_cols ? 1 : t->cell_cols;
        t->dims = min_int(d, room / t->cell_cols);
    }
    int strip_end = t->strip_col + t->dims * t->cell_cols + (t->dims > 0 ? GAP : 0);
    if (t->labels) t->scale_col = strip_end + (cols >= ROOMY);
    t->tests_col = t->labels ? t->scale_col + SCALE : strip_end;
    int spare = cols - t->tests_col - SCHEME_TESTS * t->test_cols;
    if (cols >= NARROW && spare > 0) t->test_cols += min_int(spare / SCHEME_TESTS, SPARE_MAX);
}

struct schemes_layout schemes_layout(const struct app *a, int rows, int cols)
{
    struct schemes_layout t = {.first = schemes_first(a), .count = schemes_listed(a)};
    t.wrong = schemes[t.first].mistake != NULL;
    fit_cols(a, cols, &t);
    fit_rows(a, rows, cols, &t);
    return t;
}
