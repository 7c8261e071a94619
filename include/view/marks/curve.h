/* Curves drawn with dots finer than a cell (view/marks/dots.h). Each dot column shows the whole
 * range that the curve takes in it, so that a wave too fast for the columns shows as its envelope
 * and never as an aliased wave. Marks stand in the dot where their value is. */
#pragma once

#include "view/frame/frame.h"
#include "view/marks/dots.h"

struct curve_area {
    int row, col, rows, cols; /* on the frame */
    double x0, x1;            /* values at the left and the right edge */
    double y0, y1;            /* values at the bottom edge and the top edge, y0 < y1 */
};

struct curve_series {
    /* Min and max of the curve's y over [x0, x1]. */
    void (*range)(const void *context, double x0, double x1, double *low, double *high);
    const void *context;
    struct style style;
    bool under; /* it leaves the cells that other series need to them */
};

/* A point on a curve. In braille it is a square of 3 × 3 dots around its own, or a diamond 5 dots
 * high, and the dots right above and below are free; in other sets a glyph for its row of dots. */
struct curve_mark {
    double x, y;
    struct style style;
    bool diamond;
    bool hollow; /* a square without its inside, so that two kinds are told apart */
};
struct curve_marks {
    /* The i-th mark; false: there is none of that number. */
    bool (*at)(const void *context, int i, struct curve_mark *out);
    const void *context;
    int count;
    double step; /* between neighbours along x; where that is a few dots, squares are narrow */
};

struct curve_picture {
    struct curve_area area;
    const struct curve_series *series;
    int series_count;
    struct curve_marks marks;
};

/* Draws the first CURVE_SERIES_MAX series; where two share a cell their dots join and the later
 * one's style holds. Strong lines of braille are two dots high, in areas of 7 rows and more. Values
 * outside [y0, y1] are cut off. Marks are drawn above all series, later ones above earlier ones; y
 * of a mark is clamped into the area, x is not. */
#define CURVE_SERIES_MAX 16
void curve_draw(struct frame *f, const struct curve_picture *p, const struct caps *caps);

/* Gives the area an axis from `low` to `high` > low, which lie, as does what is halfway, in the
 * middle of a dot: `named` ends in the first and the last row, in the middle of it or, of half
 * blocks and quadrants, in its upper half, so that names can stand beside them; others in the
 * outermost dots. (Of three dots a row, halfway lies so where rows are odd.) */
void curve_scale(struct curve_area *a, double low, double high, bool named,
                 const struct caps *caps);

/* The row of dots in which y lies, clamped into the area: dot row / y_dots is the cell's row. */
int curve_dot_row(const struct curve_area *a, double y, const struct caps *caps);

/* The frame's column in which x lies; false if it is outside the area. */
bool curve_col(const struct curve_area *a, double x, int *col);
