#include "view/training/training_parts.h"

#include "base/num.h"

#define HEAD_ROWS_FROM 6 /* of the body, from which on it has a line of its own */
#define HEAD_GAP_FROM 20 /* and a blank row after it */
#define BESIDE_COLS 76   /* from here on the places stand beside the curve */
#define CURVE_ROWS_MIN 5
#define NEXT_ROWS 4    /* a heading and three words */
#define CHOICE_COLS 60 /* from here on the heading has room for the temperature and top-k */
#define PLACES_ROWS 14 /* the line's eleven places, a heading, the mean and what marks mean */
#define PLACES_MIN 5   /* a heading, three places and the mean */
#define ROWS_MIN 4     /* a heading and three rows */
#define AIRY_ROWS 24   /* rows after the heading that have room for blank ones */
#define AIRY_REST 13   /* rows of E, their heading and blank rows */
#define FIGURES_COLS 24

/* Beside one another: the curve and the places, under both the bars and the rows. */
static void fit_large(struct training_layout *l, int row, int rows, int cols)
{
    bool airy = rows >= AIRY_ROWS;
    int left = cols >= 110 ? cols / 2 : cols * 19 / 40, next = 2;
    int top = airy ? max_int(min_int(rows - next - AIRY_REST, 17), rows * 2 / 5) : PLACES_ROWS;
    l->curve = (struct area){row, 0, max_int(top, PLACES_ROWS), left};
    l->places = (struct area){row, left + 1, l->curve.rows, cols - left - 2};
    row += l->curve.rows + airy;
    l->next = (struct area){row, 1, next, cols - 2};
    row += next + airy;
    rows -= l->curve.rows + next + 2 * airy;
    l->rows = (struct area){row, 1, rows, cols - 2};
}

/* A heading and three words, and a row for what they are chosen by where that needs one; `few`
 * where these have no room. */
static int next_rows(const struct app *a, int rows, int cols, int few)
{
    int choice = cols < CHOICE_COLS && training_choice_acts(a), room = rows - CURVE_ROWS_MIN;
    if (room >= NEXT_ROWS + choice) return NEXT_ROWS + choice;
    return room >= NEXT_ROWS ? NEXT_ROWS : room >= few + choice ? few + choice : few;
}

/* The bars under the curve, the places beside both. */
static void fit_medium(const struct app *a, struct training_layout *l, struct area at)
{
    int row = at.row, rows = at.rows, cols = at.cols, left = cols * 19 / 40;
    int next = next_rows(a, rows, left - 1, 2);
    if (rows < CURVE_ROWS_MIN + next) next = 0;
    l->curve = (struct area){row, 0, rows - next, left};
    l->next = (struct area){row + rows - next, 1, next, left - 1};
    l->places = (struct area){row, left + 1, rows, cols - left - 2};
}

/* One under the other. */
static void fit_narrow(const struct app *a, struct training_layout *l, struct area at)
{
    int row = at.row, rows = at.rows, cols = at.cols, next = next_rows(a, rows, cols, 0);
    if (next < NEXT_ROWS) next = 0;
    int places = rows - next >= 2 * CURVE_ROWS_MIN + 2 ? (rows - next) / 2 : 0;
    places = places < PLACES_MIN ? 0 : min_int(places, PLACES_ROWS);
    l->curve = (struct area){row, 0, rows - next - places, cols};
    l->next = (struct area){row + l->curve.rows, 1, next, cols - 2};
    l->places = (struct area){l->next.row + next, 1, places, cols - 2};
}

/* The figures stand at the right of the rows, as wide as these leave. */
static void add_figures(const struct app *a, struct training_layout *l)
{
    if (l->rows.cols < 100 || l->rows.rows < ROWS_MIN) return;
    int wanted = 12 + 2 * (min_int(a->params.d_model, 16) * 2 + 2) + 17;
    int figures = max_int(l->rows.cols - wanted - 1, FIGURES_COLS);
    figures = min_int(figures, 44);
    l->figures = l->rows;
    l->figures.cols = figures;
    l->figures.col = l->rows.col + l->rows.cols - figures;
    l->rows.cols -= figures + 1;
}

struct training_layout training_layout(const struct app *a, int rows, int cols)
{
    struct training_layout l = {.head_rows = rows >= HEAD_ROWS_FROM};
    if (rows >= HEAD_GAP_FROM) l.head_rows = 2;
    int room = rows - l.head_rows;
    struct area at = {l.head_rows, 0, room, cols};
    if (cols < BESIDE_COLS)
        fit_narrow(a, &l, at);
    else if (room >= PLACES_ROWS + 2 + ROWS_MIN)
        fit_large(&l, l.head_rows, room, cols);
    else
        fit_medium(a, &l, at);
    add_figures(a, &l);
    return l;
}
