/* What a cell of the stage's frame says of the curves and marks drawn in it, for each set of dots. */
#pragma once

#include "unit/stage.h"

static const struct set {
    enum curves curves;
    int x_dots, y_dots;
} sets[] = {
    {CURVES_BRAILLE, 2, 4}, {CURVES_BLOCKS, 2, 2}, {CURVES_HALVES, 1, 2}, {CURVES_ASCII, 1, 3}};
static const struct set *set = sets;

static int text_code(uint32_t ch, const uint32_t *codes, int count)
{
    for (int i = 0; i < count; i++)
        if (codes[i] == ch) return i;
    return -1;
}

/* The row of dots in the cell that an axis' tick stands in; −1: it is none. */
static int tick_row(uint32_t ch)
{
    static const uint32_t braille[] = {0x2809, 0x2812, 0x2824, 0x28C0}, blocks[] = {0x2580, 0x2584},
                          ascii[] = {'\'', '-', '.'};
    if (set->curves == CURVES_BRAILLE) return text_code(ch, braille, 4);
    return set->curves == CURVES_ASCII ? text_code(ch, ascii, 3) : text_code(ch, blocks, 2);
}

/* Bits of the rows of dots that a mark's glyph stands for: ° o 8 in halves, ^ o v and both in
 * thirds, where 8 is the first and the last, or all. 0: it is no mark. */
static unsigned mark_rows(uint32_t ch)
{
    static const uint32_t halves[] = {0, 0xB0, 'o', '8'},
                          thirds[] = {0, '^', 'o', 'P', 'v', '8', 'b'};
    int bits = set->curves == CURVES_ASCII ? text_code(ch, thirds, 7) : text_code(ch, halves, 4);
    return bits > 0 ? (unsigned)bits : 0;
}

/* A braille dot of the frame, counted in dots from its upper left corner. */
static bool has_dot(int x, int y)
{
    static const unsigned bit[2][4] = {{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}};
    uint32_t ch = frame_cell(&frame, y / 4, x / 2)->ch;
    return ch >= 0x2800 && ch < 0x2900 && (ch & bit[x % 2][y % 4]);
}
