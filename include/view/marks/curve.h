/* Curves drawn with dots finer than a cell (braille 2 × 4, or ASCII 1 × 3 by glyph height). Each
 * dot column shows the whole range that the curve takes in it, so that a wave too fast for the
 * columns shows as its envelope and never as an aliased wave. */
#pragma once

#include "view/frame/frame.h"
#include "view/colour/theme.h"

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
};

/* Draws the first CURVE_SERIES_MAX series; where two share a cell their dots join
 * and the later one's style holds. Values outside [y0, y1] are cut off. */
#define CURVE_SERIES_MAX 16
void curve_draw(struct frame *f, const struct curve_area *a, const struct curve_series *series,
                int count, const struct caps *caps);

/* The cell in which the point (x, y) lies; false if it is outside the area
 * (y is clamped into it, x is not). */
bool curve_cell(const struct curve_area *a, double x, double y, int *row, int *col);
