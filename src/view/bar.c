#include "view/bar.h"

#include <math.h>

#include "view/heat.h"

#define LEVEL_MIN (HEAT_HALF * 3 / 8) /* a weaker colour would hide a short bar in the ground */

/* The colour of the bar, never so weak that it cannot be seen. */
static uint8_t bar_slot(const struct bar *bar)
{
    int level = heat_level(bar->value, bar->color);
    int size = level < 0 ? -level : level;
    size = size < LEVEL_MIN ? LEVEL_MIN : size;
    return (uint8_t)(SLOT_HEAT + HEAT_HALF + (bar->value < 0 ? -size : size));
}

/* ▏ … █: the left 1 … 8 eighths of a cell. */
static uint32_t left_eighths(int eighths)
{
    return 0x2590u - (uint32_t)eighths;
}

static uint32_t ascii_cell(int eighths, bool negative)
{
    return eighths < 4 ? ' ' : negative ? '=' : '#';
}

/* One cell of which `eighths` (1 … 8) are filled, from the side of the zero line. */
static void draw_cell(struct frame *f, int row, int col, int eighths, const struct bar *bar,
                      const struct caps *caps)
{
    bool negative = bar->value < 0, colour = caps->depth >= DEPTH_16;
    struct style style = {colour ? bar_slot(bar) : SLOT_TEXT, (uint8_t)bar->back, 0};
    if (caps->ascii) {
        frame_put(f, row, col, style, ascii_cell(eighths, negative));
    } else if (!negative || eighths == 8) {
        frame_put(f, row, col, style, left_eighths(eighths));
    } else if (caps->depth >= DEPTH_256) { /* the unfilled rest, drawn in the ground's colour */
        struct style rest = {style.bg, style.fg, 0};
        frame_put(f, row, col, rest, left_eighths(8 - eighths));
    } else {
        frame_put(f, row, col, style, eighths >= 6 ? 0x2588 : eighths >= 3 ? 0x2590 : 0x2595);
    }
}

void bar_draw(struct frame *f, int row, int col, int cols, const struct bar *bar, const struct caps *caps)
{
    int half = (cols - 1) / 2, step = bar->value < 0 ? -1 : 1;
    double size = fabs(bar->value) / bar->full;
    int eighths = size < 1 ? (int)(size * half * 8 + 0.5) : half * 8;
    struct style line = role_style(ROLE_LINE, caps->depth);
    line.bg = (uint8_t)bar->back;
    frame_put(f, row, col + half, line, caps->ascii ? '|' : 0x2502);
    for (int i = 1; eighths > 0; i++, eighths -= 8)
        draw_cell(f, row, col + half + step * i, eighths < 8 ? eighths : 8, bar, caps);
    if (size > 1) {
        struct style mark = {SLOT_TEXT, (uint8_t)bar->back, ATTR_BOLD};
        frame_put(f, row, col + half + step * half, mark, bar->value < 0 ? '<' : '>');
    }
}
