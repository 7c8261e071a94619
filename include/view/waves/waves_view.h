/* The Waves view: every dimension's curve in a strip of its own, and the
 * selected one's pair drawn large above them. */
#ifndef VIEW_WAVES_WAVES_VIEW_H
#define VIEW_WAVES_WAVES_VIEW_H

#include "app/state/app.h"
#include "view/marks/draw.h"

/* Where everything stands; rows of the body (−1 or 0 rows: left out), columns of
 * the screen. What does not fit is left out: first the gauges and the box's lower edge, then the
 * large waves; in the width first values, then wavelengths, then hands. */
struct waves_layout {
    int large_rows;                  /* the large waves, from the first row on, */
    int plot_rows;                   /* … of which the curve takes so many behind the first */
    bool boxed, partner;             /* with a lower edge; with the partner's values */
    int plot_col, plot_cols;         /* the curve's columns, */
    int side_col, side_cols;         /* … and those of the clock beside it */
    int head_row, strip_row;         /* the strips' headings, their first row, */
    int strip_rows, strips;          /* … rows of each, how many there are */
    int gauges_row;
    int dim_col, dim_cols, name_col; /* columns of a strip; cols 0 or col −1: left out */
    int curve_col, curve_cols;
    int value_col, value_cols, length_col, hand_col, bar_col;
    int face_col, face_rows;         /* clock faces before the degrees, of so many rows at most; 0: none */
};

struct waves_layout waves_layout(const struct app *a, int rows, int cols);

/* Strips of one pair that stand next to each other have one clock face: its rows where strip
 * i of those in sight is, or 0 where an arrow stands; *first, *count: the strips that share it. */
int waves_face(const struct app *a, const struct waves_layout *l, int i, bool ascii, int *first, int *count);

/* The largest value on the vertical axes: the scheme's bound, and what the
 * selected dimension reaches over the positions drawn. */
double waves_reach(const struct app *a);

void waves_view_shown(const struct app *a, int rows, int cols, struct shown *out);
void waves_view_draw(const struct app *a, const struct canvas *c);

/* The selected dimension and its partner, with axis, tokens, values and clock. */
void waves_large_draw(const struct app *a, const struct canvas *c, const struct waves_layout *l);

/* Appends a wavelength in positions. */
void waves_length_text(struct str *out, double length);

/* The angle of a dimension's pair at the marked position, as a fraction of a turn in [0, 1). */
double waves_turn(const struct app *a, int dim);

#endif
