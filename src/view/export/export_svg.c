/* Frames as pictures. Everything stands at fixed places: ASCII in runs, every other character alone
 * in the middle of its cell, so that fonts of other widths keep the columns; blocks, box lines and
 * braille are drawn, so that they join and look the same in every viewer. */
#include "view/export/export_parts.h"

/* Pixels of a cell, and of a dot of a braille cell. */
#define CELL_W 10
#define CELL_H 20
#define DOT_SIZE 2.4
/* DejaVu Sans Mono advances by 1233/2048 em: 10 px at this size. Its ascent and
 * descent, 0.93 and 0.24 em, leave the baseline here. */
#define FONT_SIZE 16.61
#define BASELINE 15

struct svg {
    const struct frame *f;
    const struct palette *p;
    struct str *out;
};

static struct style style_of(const struct cell *c)
{
    return (struct style){c->fg, c->bg, c->attr};
}

static struct export_look look_at(const struct svg *k, int row, int col)
{
    return export_look(style_of(frame_cell(k->f, row, col)), k->p);
}

static unsigned rgb_of(int32_t color)
{
    return (unsigned)color & 0xFFFFFF;
}

/* The end of the run of one ground colour that starts at (row, col). */
static int ground_end(const struct svg *k, int row, int col)
{
    int32_t bg = look_at(k, row, col).bg;
    int end = col + 1;
    while (end < k->f->cols && look_at(k, row, end).bg == bg) end++;
    return end;
}

/* Whether the same run, col … end − 1 of `bg`, stands in this row. */
static bool same_ground(const struct svg *k, int row, int col, int end, int32_t bg)
{
    if (row < 0 || row >= k->f->rows || look_at(k, row, col).bg != bg) return false;
    bool starts = col == 0 || look_at(k, row, col - 1).bg != bg;
    return starts && ground_end(k, row, col) == end;
}

/* Grounds that differ from the screen's, equal runs in successive rows as one rectangle. */
static void add_grounds(const struct svg *k, int32_t screen)
{
    str_adds(k->out, "<g shape-rendering=\"crispEdges\">\n");
    for (int row = 0; row < k->f->rows; row++) {
        for (int col = 0, end; col < k->f->cols; col = end) {
            int32_t bg = look_at(k, row, col).bg;
            end = ground_end(k, row, col);
            if (bg == screen || same_ground(k, row - 1, col, end, bg)) continue;
            int rows = 1;
            while (same_ground(k, row + rows, col, end, bg)) rows++;
            str_addf(k->out,
                     "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%06x\"/>\n",
                     col * CELL_W, row * CELL_H, (end - col) * CELL_W, rows * CELL_H, rgb_of(bg));
        }
    }
    str_adds(k->out, "</g>\n");
}

/* A part of a cell, in eighths of its width and height. */
struct svg_block {
    uint8_t x0, y0, x1, y1;
};

static void add_rectangle(const struct svg *k, int row, int col, struct svg_block block)
{
    str_addf(k->out, "M%g %gH%gV%gH%gz", (col + block.x0 / 8.0) * CELL_W,
             (row + block.y0 / 8.0) * CELL_H, (col + block.x1 / 8.0) * CELL_W,
             (row + block.y1 / 8.0) * CELL_H, (col + block.x0 / 8.0) * CELL_W);
}

/* Block elements, U+2580 … U+259F: quadrants (upper left, upper right, lower
 * left, lower right as bits) from U+2596 on, one part of the cell before. */
static void add_block(const struct svg *k, int row, int col, uint32_t ch)
{
    static const struct svg_block quadrants[4] = {
        {0, 0, 4, 4}, {4, 0, 8, 4}, {0, 4, 4, 8}, {4, 4, 8, 8}};
    static const uint8_t quadrant_bits[10] = {4, 8, 1, 13, 9, 7, 11, 2, 6, 14};
    for (int i = 0; ch >= 0x2596 && i < 4; i++)
        if (quadrant_bits[ch - 0x2596] >> i & 1) add_rectangle(k, row, col, quadrants[i]);
    if (ch >= 0x2596) return;
    struct svg_block block = {0, 0, 8, 8}; /* the shades, too */
    if (ch == 0x2580)
        block.y1 = 4;
    else if (ch <= 0x2588)
        block.y0 = (uint8_t)(0x2588 - ch);
    else if (ch <= 0x258F)
        block.x1 = (uint8_t)(0x2590 - ch);
    else if (ch == 0x2590)
        block.x0 = 4;
    else if (ch == 0x2594)
        block.y1 = 1;
    else if (ch == 0x2595)
        block.x0 = 7;
    add_rectangle(k, row, col, block);
}

/* Light box lines by the arms that they have, and whether the corner is round. */
enum { LEFT = 1, UP = 2, RIGHT = 4, DOWN = 8, ROUND = 16 };
static const struct {
    uint32_t ch;
    unsigned arms;
} boxes[] = {{0x2500, LEFT | RIGHT},
             {0x2502, UP | DOWN},
             {0x250C, RIGHT | DOWN},
             {0x2510, LEFT | DOWN},
             {0x2514, RIGHT | UP},
             {0x2518, LEFT | UP},
             {0x251C, UP | DOWN | RIGHT},
             {0x2524, UP | DOWN | LEFT},
             {0x252C, LEFT | RIGHT | DOWN},
             {0x2534, LEFT | RIGHT | UP},
             {0x253C, LEFT | RIGHT | UP | DOWN},
             {0x256D, RIGHT | DOWN | ROUND},
             {0x256E, LEFT | DOWN | ROUND},
             {0x256F, LEFT | UP | ROUND},
             {0x2570, RIGHT | UP | ROUND},
             {0x2574, LEFT},
             {0x2575, UP},
             {0x2576, RIGHT},
             {0x2577, DOWN}};

/* The arms of a box line; 0 for other characters. */
static unsigned box_arms(uint32_t ch)
{
    for (size_t i = 0; i < sizeof boxes / sizeof boxes[0]; i++)
        if (boxes[i].ch == ch) return boxes[i].arms;
    return 0;
}

static void add_box(const struct svg *k, int row, int col, uint32_t ch)
{
    unsigned arms = box_arms(ch);
    int left = col * CELL_W, top = row * CELL_H, across = CELL_W / 2, down = CELL_H / 2;
    /* In the middle of a pixel: a sharp line. */
    double x = left + across + 0.5, y = top + down + 0.5;
    if (arms & ROUND) {
        str_addf(k->out, "M%d %gH%gQ%g %g %g %gV%d", arms & LEFT ? left : left + CELL_W, y,
                 arms & LEFT ? x - 4 : x + 4, x, y, x, arms & UP ? y - 4 : y + 4,
                 arms & UP ? top : top + CELL_H);
        return;
    }
    if (arms & (LEFT | RIGHT))
        str_addf(k->out, "M%g %gH%g", arms & LEFT ? left : x, y, arms & RIGHT ? left + CELL_W : x);
    if (arms & (UP | DOWN)) {
        str_addf(k->out, "M%g %gV%g", x, arms & UP ? (double)top : y,
                 arms & DOWN ? top + CELL_H : y);
    }
}

/* A dot is a line of no length with round ends. */
static void add_braille(const struct svg *k, int row, int col, uint32_t ch)
{
    static const uint8_t dot_x[8] = {0, 0, 0, 1, 1, 1, 0, 1}, dot_y[8] = {0, 1, 2, 0, 1, 2, 3, 3};
    for (int i = 0; i < 8; i++) {
        if (ch >> i & 1) {
            str_addf(k->out, "M%g %gh0", col * CELL_W + 2.5 + 5 * dot_x[i],
                     row * CELL_H + 2.5 + 5 * dot_y[i]);
        }
    }
}

/* How a character is drawn. */
enum kind { KIND_BLANK, KIND_BLOCK, KIND_BOX, KIND_BRAILLE, KIND_ASCII, KIND_OTHER };

static enum kind kind_of(const struct cell *c)
{
    if (c->width == 0 || (c->ch == ' ' && c->mark[0] == 0)) return KIND_BLANK;
    if (c->mark[0] != 0) return KIND_OTHER;
    if (c->ch < 0x7F) return KIND_ASCII;
    if (c->ch >= 0x2580 && c->ch <= 0x259F) return KIND_BLOCK;
    if (c->ch >= 0x2800 && c->ch <= 0x28FF) return KIND_BRAILLE;
    return box_arms(c->ch) ? KIND_BOX : KIND_OTHER;
}

/* How much of a block element covers the ground: the shades a part of it. */
static int block_percent(uint32_t ch)
{
    return ch >= 0x2591 && ch <= 0x2593 ? 25 * (int)(ch - 0x2590) : 100;
}

/* Consecutive cells drawn as one element: col … end − 1. */
struct element {
    int row, col, end;
    enum kind kind;
    struct export_look look;
    int percent;
};

static bool element_takes(const struct svg *k, const struct element *element, int col)
{
    if (col >= k->f->cols) return false;
    const struct cell *c = frame_cell(k->f, element->row, col);
    struct export_look look = look_at(k, element->row, col);
    return kind_of(c) == element->kind && look.fg == element->look.fg &&
           look.attr == element->look.attr &&
           (element->kind != KIND_BLOCK || block_percent(c->ch) == element->percent);
}

static struct element element_at(const struct svg *k, int row, int col)
{
    const struct cell *c = frame_cell(k->f, row, col);
    struct element element = {
        row, col, col + 1, kind_of(c), look_at(k, row, col), block_percent(c->ch)};
    if (element.kind == KIND_BLANK || element.kind == KIND_OTHER) return element;
    for (;;)
        if (element_takes(k, &element, element.end))
            element.end++;
        else if (element.kind == KIND_ASCII && element_takes(k, &element, element.end + 1) &&
                 kind_of(frame_cell(k->f, row, element.end)) == KIND_BLANK)
            element.end += 2; /* words of one style are one text */
        else
            return element;
}

static const char *dimmed(const struct element *element)
{
    return element->look.attr & ATTR_DIM ? " opacity=\".6\"" : "";
}

static void add_text(const struct svg *k, const struct element *element)
{
    int wide = frame_cell(k->f, element->row, element->col)->width;
    bool run = element->kind == KIND_ASCII;
    int x = element->col * CELL_W + (run ? 0 : wide * CELL_W / 2);
    str_addf(k->out, "<text x=\"%d\" y=\"%d\" fill=\"#%06x\"%s%s", x,
             element->row * CELL_H + BASELINE, rgb_of(element->look.fg),
             element->look.attr & ATTR_BOLD ? " font-weight=\"bold\"" : "", dimmed(element));
    if (!run)
        str_adds(k->out, " text-anchor=\"middle\"");
    else if (element->end > element->col + 1)
        str_addf(k->out, " textLength=\"%d\"", (element->end - element->col) * CELL_W);
    str_addc(k->out, '>');
    for (int col = element->col; col < element->end; col++)
        export_markup(k->f, frame_cell(k->f, element->row, col), k->out);
    str_adds(k->out, "</text>\n");
}

static void add_path(const struct svg *k, const struct element *element)
{
    static void (*const draw[])(const struct svg *, int, int, uint32_t) = {
        [KIND_BLOCK] = add_block, [KIND_BOX] = add_box, [KIND_BRAILLE] = add_braille};
    unsigned rgb = rgb_of(element->look.fg);
    if (element->kind == KIND_BLOCK) {
        str_addf(k->out, "<path shape-rendering=\"crispEdges\" fill=\"#%06x\"", rgb);
        if (element->percent < 100) str_addf(k->out, " fill-opacity=\".%d\"", element->percent);
    } else if (element->kind == KIND_BRAILLE) {
        str_addf(k->out, "<path stroke=\"#%06x\" stroke-width=\"%g\" stroke-linecap=\"round\"", rgb,
                 DOT_SIZE);
    } else {
        str_addf(k->out, "<path stroke=\"#%06x\" fill=\"none\"", rgb);
    }
    str_addf(k->out, "%s d=\"", dimmed(element));
    for (int col = element->col; col < element->end; col++)
        draw[element->kind](k, element->row, col, frame_cell(k->f, element->row, col)->ch);
    str_adds(k->out, "\"/>\n");
}

/* Runs of underlined cells, blanks among them. */
static void add_underlines(const struct svg *k, int row)
{
    for (int col = 0, end; col < k->f->cols; col = end) {
        struct export_look look = look_at(k, row, col);
        end = col + 1;
        if (!(look.attr & ATTR_UNDERLINE)) continue;
        while (end < k->f->cols && (look_at(k, row, end).attr & ATTR_UNDERLINE) &&
               look_at(k, row, end).fg == look.fg)
            end++;
        str_addf(k->out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"1\" fill=\"#%06x\"/>\n",
                 col * CELL_W, row * CELL_H + BASELINE + 2, (end - col) * CELL_W, rgb_of(look.fg));
    }
}

static void add_row(const struct svg *k, int row)
{
    for (int col = 0; col < k->f->cols;) {
        struct element element = element_at(k, row, col);
        if (element.kind == KIND_ASCII || element.kind == KIND_OTHER)
            add_text(k, &element);
        else if (element.kind != KIND_BLANK)
            add_path(k, &element);
        col = element.end;
    }
    add_underlines(k, row);
}

void export_svg(const struct frame *f, const struct palette *p, struct str *out)
{
    const struct svg k = {f, p, out};
    struct export_look screen = export_look((struct style){SLOT_ACCENT, SLOT_BACK, 0}, p);
    int width = f->cols * CELL_W, height = f->rows * CELL_H;
    str_addf(out,
             "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 "
             "%d %d\" "
             "font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"%gpx\" "
             "xml:space=\"preserve\" role=\"img\">\n<title>",
             width, height, width, height, FONT_SIZE);
    export_title(f, out);
    str_adds(out, "</title>\n<desc>");
    export_escape(f->description, out);
    str_addf(out, "</desc>\n<rect width=\"%d\" height=\"%d\" fill=\"#%06x\"/>\n", width, height,
             rgb_of(screen.bg));
    add_grounds(&k, screen.bg);
    for (int row = 0; row < f->rows; row++) add_row(&k, row);
    if (f->cursor_row >= 0 && f->cursor_row < f->rows && f->cursor_col >= 0 &&
        f->cursor_col < f->cols) {
        str_addf(out, "<rect x=\"%d\" y=\"%d\" width=\"2\" height=\"%d\" fill=\"#%06x\"/>\n",
                 f->cursor_col * CELL_W, f->cursor_row * CELL_H, CELL_H, rgb_of(screen.fg));
    }
    str_adds(out, "</svg>\n");
}
