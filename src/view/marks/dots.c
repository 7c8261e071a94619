#include "view/marks/dots.h"

/* Unicode numbers braille dots 1 2 3 7 down the left column, 4 5 6 8 down the
 * right one; dot n is bit n − 1 above U+2800. */
static uint32_t braille_glyph(unsigned bits)
{
    return 0x2800u | (bits & 0x87) | (bits & 0x70) >> 1 | (bits & 0x08) << 3;
}

/* The bits are upper left, lower left, upper right, lower right. */
static uint32_t quadrant_glyph(unsigned bits)
{
    static const uint16_t glyphs[16] = {' ',    0x2598, 0x2596, 0x258C, 0x259D, 0x2580,
                                        0x259E, 0x259B, 0x2597, 0x259A, 0x2584, 0x2599,
                                        0x2590, 0x259C, 0x259F, 0x2588};
    return glyphs[bits & 15];
}

static uint32_t half_glyph(unsigned bits)
{
    static const uint16_t glyphs[4] = {' ', 0x2580, 0x2584, 0x2588}; /* ▀ ▄ █ */
    return glyphs[bits & 3];
}

/* One bit for each third of the cell's height. */
static uint32_t ascii_glyph(unsigned bits)
{
    static const char glyphs[8] = {' ', '\'', '-', ':', '.', ':', ':', '|'};
    return (uint32_t)glyphs[bits & 7];
}

/* Every font has these, one in the upper half of the cell, one in the lower, and both. */
static uint32_t half_mark(unsigned rows)
{
    static const uint8_t glyphs[4] = {' ', 0xB0, 'o', '8'}; /* 0xB0: ° */
    return glyphs[rows & 3];
}

static uint32_t ascii_mark(unsigned rows)
{
    static const char glyphs[8] = {' ', '^', 'o', 'P', 'v', '8', 'b', '8'};
    return (uint32_t)glyphs[rows & 7];
}

const struct dots *dots_of(const struct caps *caps)
{
    static const struct dots kinds[CURVES_COUNT] = {
        [CURVES_AUTO] = {2, 4, braille_glyph, NULL},
        [CURVES_BRAILLE] = {2, 4, braille_glyph, NULL},
        [CURVES_BLOCKS] = {2, 2, quadrant_glyph, half_mark},
        [CURVES_HALVES] = {1, 2, half_glyph, half_mark},
        [CURVES_ASCII] = {1, 3, ascii_glyph, ascii_mark},
    };
    return &kinds[caps->ascii && caps->text != SAFE_WIDE ? CURVES_ASCII : caps->curves];
}
