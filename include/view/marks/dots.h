/* Dots finer than a cell, which curves, their marks and clocks are made of: braille 2 × 4,
 * quadrants 2 × 2, half blocks 1 × 2, or ASCII 1 × 3 by the height of glyphs. */
#pragma once

#include <stdint.h>

#include "view/colour/theme.h"

struct dots {
    int x_dots, y_dots;
    /* The glyph of a cell's dots: bit x · y_dots + y stands for column x, row y from the top. */
    uint32_t (*glyph)(unsigned bits);
    /* The glyph of marks in those dot rows of a cell (bit y); NULL: marks are made of dots. */
    uint32_t (*mark)(unsigned rows);
};

/* The dots that the output can show, or that were asked for. */
const struct dots *dots_of(const struct caps *caps);
