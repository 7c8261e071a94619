#include "view/sum/sum_parts.h"

#include <math.h>

#include "view/marks/heat.h"

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

/* The glyph and the style of a cell of which `eighths` (1 … 8) are filled, from the side of the
 * zero line. */
static uint32_t bar_cell(int eighths, const struct bar *bar, const struct caps *caps,
                         struct style *style)
{
    bool negative = bar->value < 0, colour = caps->depth >= DEPTH_16;
    *style = (struct style){colour ? bar_slot(bar) : SLOT_TEXT, (uint8_t)bar->back, 0};
    if (caps->ascii) return ascii_cell(eighths, negative);
    if (!negative || eighths == 8) return left_eighths(eighths);
    if (caps->depth < DEPTH_256) return eighths >= 6 ? 0x2588 : eighths >= 3 ? 0x2590 : 0x2595;
    *style =
        (struct style){style->bg, style->fg, 0}; /* the unfilled rest, in the ground's colour */
    return left_eighths(8 - eighths);
}

void bar_draw(struct frame *f, int row, int col, int cols, const struct bar *bar,
              const struct caps *caps)
{
    int half = (cols - 1) / 2, zero = col + half;
    bool negative = bar->value < 0;
    double size = fabs(bar->value) / bar->full;
    int eighths = size < 1 ? (int)(size * half * 8 + 0.5) : half * 8, whole = eighths / 8;
    struct style line = role_style(ROLE_LINE, caps->depth), style;
    line.bg = (uint8_t)bar->back;
    frame_put(f, row, zero, line, caps->ascii ? '|' : 0x2502);
    if (isnan(bar->value)) return;
    uint32_t full = bar_cell(8, bar, caps, &style);
    frame_repeat(f, row, negative ? zero - whole : zero + 1, whole, style, full);
    if (eighths % 8) {
        uint32_t last = bar_cell(eighths % 8, bar, caps, &style);
        frame_put(f, row, negative ? zero - whole - 1 : zero + whole + 1, style, last);
    }
    if (size > 1) {
        struct style mark = {SLOT_TEXT, (uint8_t)bar->back, ATTR_BOLD};
        frame_put(f, row, negative ? zero - half : zero + half, mark, negative ? '<' : '>');
    }
}
