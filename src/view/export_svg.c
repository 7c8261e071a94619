/* Frames as pictures. Everything stands at fixed places: ASCII in runs, every
 * other character alone in the middle of its cell, so that fonts of other
 * widths keep the columns; blocks, box lines and braille are drawn, so that they
 * join and look the same in every viewer. */
#include <math.h>

#include "view/export_parts.h"
#include "view/theme.h"

/* Pixels of a cell, and of a dot of a braille cell. */
#define CELL_W 10
#define CELL_H 20
#define DOT_SIZE 2.4
/* DejaVu Sans Mono advances by 1233/2048 em: 10 px at this size. Its ascent and
 * descent, 0.93 and 0.24 em, leave the baseline here. */
#define FONT_SIZE 16.61
#define BASELINE 15

/* One element: cells col … end − 1 of a row, drawn with one colour. */
struct piece {
    int row, col, end;
    int32_t color;
    uint8_t attr;
};

struct canvas {
    const struct frame *f;
    const struct palette *p;
    struct str *out;
};

static struct style style_of(const struct cell *c)
{
    return (struct style){c->fg, c->bg, c->attr};
}

static struct export_look look_at(const struct canvas *k, int row, int col)
{
    return export_look(style_of(frame_cell(k->f, row, col)), k->p);
}

static unsigned rgb_of(int32_t color)
{
    return (unsigned)color & 0xFFFFFF;
}

/* The end of the run of one ground colour that starts at (row, col). */
static int ground_end(const struct canvas *k, int row, int col)
{
    int32_t bg = look_at(k, row, col).bg;
    int end = col + 1;
    while (end < k->f->cols && look_at(k, row, end).bg == bg) {
        end++;
    }
    return end;
}

/* Whether the same run, col … end − 1 of `bg`, stands in this row. */
static bool same_ground(const struct canvas *k, int row, int col, int end, int32_t bg)
{
    if (row < 0 || row >= k->f->rows || look_at(k, row, col).bg != bg) {
        return false;
    }
    bool starts = col == 0 || look_at(k, row, col - 1).bg != bg;
    return starts && ground_end(k, row, col) == end;
}

/* Grounds that differ from the screen's, equal runs in successive rows as one rectangle. */
static void add_grounds(const struct canvas *k, int32_t screen)
{
    str_adds(k->out, "<g shape-rendering=\"crispEdges\">\n");
    for (int row = 0; row < k->f->rows; row++) {
        for (int col = 0, end; col < k->f->cols; col = end) {
            int32_t bg = look_at(k, row, col).bg;
            end = ground_end(k, row, col);
            if (bg == screen || same_ground(k, row - 1, col, end, bg)) {
                continue;
            }
            int rows = 1;
            while (same_ground(k, row + rows, col, end, bg)) {
                rows++;
            }
            str_addf(k->out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%06x\"/>\n", col * CELL_W,
                     row * CELL_H, (end - col) * CELL_W, rows * CELL_H, rgb_of(bg));
        }
    }
    str_adds(k->out, "</g>\n");
}

/* A part of a cell, in eighths of its width and height. */
struct part {
    uint8_t x0, y0, x1, y1;
};

static void add_part(const struct canvas *k, int row, int col, struct part part)
{
    str_addf(k->out, "M%g %gH%gV%gH%gz", (col + part.x0 / 8.0) * CELL_W, (row + part.y0 / 8.0) * CELL_H,
             (col + part.x1 / 8.0) * CELL_W, (row + part.y1 / 8.0) * CELL_H, (col + part.x0 / 8.0) * CELL_W);
}

/* Block elements, U+2580 … U+259F: quadrants (upper left, upper right, lower
 * left, lower right as bits) from U+2596 on, one part of the cell before. */
static void add_block(const struct canvas *k, int row, int col, uint32_t ch)
{
    static const struct part quadrants[4] = {{0, 0, 4, 4}, {4, 0, 8, 4}, {0, 4, 4, 8}, {4, 4, 8, 8}};
    static const uint8_t quadrant_bits[10] = {4, 8, 1, 13, 9, 7, 11, 2, 6, 14};
    for (int i = 0; ch >= 0x2596 && i < 4; i++) {
        if (quadrant_bits[ch - 0x2596] >> i & 1) {
            add_part(k, row, col, quadrants[i]);
        }
    }
    if (ch >= 0x2596) {
        return;
    }
    struct part part = {0, 0, 8, 8}; /* the shades, too */
    if (ch == 0x2580) {
        part.y1 = 4;
    } else if (ch <= 0x2588) {
        part.y0 = (uint8_t)(0x2588 - ch);
    } else if (ch <= 0x258F) {
        part.x1 = (uint8_t)(0x2590 - ch);
    } else if (ch == 0x2590) {
        part.x0 = 4;
    } else if (ch == 0x2594) {
        part.y1 = 1;
    } else if (ch == 0x2595) {
        part.x0 = 7;
    }
    add_part(k, row, col, part);
}

/* Light box lines by the arms that they have, and whether the corner is round. */
enum { ARM_LEFT = 1, ARM_UP = 2, ARM_RIGHT = 4, ARM_DOWN = 8, ROUND = 16 };
static const struct {
    uint32_t ch;
    unsigned arms;
} boxes[] = {
    {0x2500, ARM_LEFT | ARM_RIGHT},
    {0x2502, ARM_UP | ARM_DOWN},
    {0x250C, ARM_RIGHT | ARM_DOWN},
    {0x2510, ARM_LEFT | ARM_DOWN},
    {0x2514, ARM_RIGHT | ARM_UP},
    {0x2518, ARM_LEFT | ARM_UP},
    {0x251C, ARM_UP | ARM_DOWN | ARM_RIGHT},
    {0x2524, ARM_UP | ARM_DOWN | ARM_LEFT},
    {0x252C, ARM_LEFT | ARM_RIGHT | ARM_DOWN},
    {0x2534, ARM_LEFT | ARM_RIGHT | ARM_UP},
    {0x253C, ARM_LEFT | ARM_RIGHT | ARM_UP | ARM_DOWN},
    {0x256D, ARM_RIGHT | ARM_DOWN | ROUND},
    {0x256E, ARM_LEFT | ARM_DOWN | ROUND},
    {0x256F, ARM_LEFT | ARM_UP | ROUND},
    {0x2570, ARM_RIGHT | ARM_UP | ROUND},
    {0x2574, ARM_LEFT},
    {0x2575, ARM_UP},
    {0x2576, ARM_RIGHT},
    {0x2577, ARM_DOWN},
};

/* The arms of a box line; 0 for other characters. */
static unsigned box_arms(uint32_t ch)
{
    for (size_t i = 0; i < sizeof boxes / sizeof boxes[0]; i++) {
        if (boxes[i].ch == ch) {
            return boxes[i].arms;
        }
    }
    return 0;
}

static void add_box(const struct canvas *k, int row, int col, uint32_t ch)
{
    unsigned arms = box_arms(ch);
    int left = col * CELL_W, top = row * CELL_H;
    double x = left + CELL_W / 2 + 0.5, y = top + CELL_H / 2 + 0.5; /* in the middle of a pixel: a sharp line */
    if (arms & ROUND) {
        str_addf(k->out, "M%d %gH%gQ%g %g %g %gV%d", arms & ARM_LEFT ? left : left + CELL_W, y,
                 arms & ARM_LEFT ? x - 4 : x + 4, x, y, x, arms & ARM_UP ? y - 4 : y + 4,
                 arms & ARM_UP ? top : top + CELL_H);
        return;
    }
    if (arms & (ARM_LEFT | ARM_RIGHT)) {
        str_addf(k->out, "M%g %gH%g", arms & ARM_LEFT ? left : x, y, arms & ARM_RIGHT ? left + CELL_W : x);
    }
    if (arms & (ARM_UP | ARM_DOWN)) {
        str_addf(k->out, "M%g %gV%g", x, arms & ARM_UP ? (double)top : y, arms & ARM_DOWN ? top + CELL_H : y);
    }
}

/* A dot is a line of no length with round ends. */
static void add_braille(const struct canvas *k, int row, int col, uint32_t ch)
{
    static const uint8_t dot_x[8] = {0, 0, 0, 1, 1, 1, 0, 1}, dot_y[8] = {0, 1, 2, 0, 1, 2, 3, 3};
    for (int i = 0; i < 8; i++) {
        if (ch >> i & 1) {
            str_addf(k->out, "M%g %gh0", col * CELL_W + 2.5 + 5 * dot_x[i], row * CELL_H + 2.5 + 5 * dot_y[i]);
        }
    }
}
