/* What the parts of the Waves view share; then the parts, each drawn into the body's canvas, where
 * the layout says. */
#pragma once

#include "app/state/app.h"
#include "view/marks/clock.h"
#include "view/marks/draw.h"
#include "view/marks/wave.h"

#define WAVES_GAP 2
#define WAVES_LENGTH_COLS 10 /* "wavelength" */
#define WAVES_HAND_COLS 9    /* "↖ 126.8°", "hand at 7" */

/* Rows of the body (−1 or 0 rows: left out) and columns of the screen (−1 or 0 columns: left
 * out). On a low screen the gauges and the box's lower edge are left out first, then the large
 * waves; on a narrow one first values, then wavelengths, then hands. */
struct waves_layout {
    int large_rows;          /* the large waves, from the first row on */
    int plot_rows;           /* their curve, from the second row on */
    bool boxed;              /* they have a lower edge */
    bool partner;            /* they have the partner's values */
    int plot_col, plot_cols; /* the curve's columns */
    int side_col, side_cols; /* the clock beside it */
    int head_row;            /* the strips' headings */
    int strip_row;           /* the first strip's first row */
    int strip_rows, strips;  /* rows of each, and how many there are */
    int gauges_row;
    int pair_row, pair_rows; /* two positions compared: their numbers, and a sentence; 0 … 2 */
    /* columns of a strip */
    int dim_col, dim_cols, name_col;
    int curve_col, curve_cols;
    int value_col, value_cols, length_col, hand_col, bar_col;
    int face_col, face_rows;   /* clock faces before the degrees; rows of the largest, 0: none */
    int apart_col, apart_cols; /* in place of the hands: how far apart two positions are */
};

struct waves_layout waves_layout(const struct app *a, int rows, int cols);

/* Strips of one pair that stand next to each other share a clock face: returns its rows where strip
 * i of those in sight is, or 0 where an arrow stands; *first, *count: the strips that share it. */
int waves_face(const struct app *a, const struct waves_layout *l, int i, bool coarse, int *first,
               int *count);

/* The vertical axis of all curves: of the dimensions in sight and the selected one. */
struct wave_axis waves_axis(const struct app *a);

/* The marked position, counted from the first one drawn. */
double waves_marked(const struct app *a);

/* The angle of a dimension's pair at the marked position, as a fraction of a turn in [0, 1). */
double waves_turn(const struct app *a, int dim);

/* A wavelength in positions. */
struct draw_short waves_length_text(double length);

/* The two positions that are compared, as the view draws them. */
struct waves_two {
    bool there; /* else there is one only */
    struct posenc_spot spots[2];
    double x[2]; /* counted from the first position drawn */
};
struct waves_two waves_two(const struct app *a);
/* Of the second one's marks, which are diamonds. */
struct style waves_second_style(const struct canvas *c);
/* |difference| of a dimension, or of a pair in a scheme with pairs, as `sines` alone or both. */
double waves_apart(const struct app *a, int dim, const struct waves_two *two);
/* A distance with two digits or more: "1.25", "0.018", "0.000060". */
struct draw_short waves_apart_text(double distance);

/* The selected dimension and its partner, with axis, tokens, values and clock. */
void waves_large_draw(const struct app *a, const struct canvas *c, const struct waves_layout *l);
/* The numbers of both positions, and what they say, in the rows at the bottom. */
void waves_pair_draw(const struct app *a, const struct canvas *c, const struct waves_layout *l);
/* The strips with their headings and scroll bar. */
void waves_strips_draw(const struct app *a, const struct canvas *c, const struct waves_layout *l);
