#include "view/marks/heat.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* At 16 colours a level this strong has, in every theme, a colour that text can
 * be written in on the plain ground; numbers and marks take it. */
#define SIGN_LEVEL (3 * HEAT_HALF / 4)

#define STRENGTHS 4

#define DASH 0x2013       /* – */
#define UPPER_HALF 0x2580 /* ▀ */

/* Glyphs by sign and strength, weak to strong. */
struct glyphs {
    uint32_t positive[STRENGTHS], negative[STRENGTHS], zero;
    uint32_t mark_negative, mark_zero, mark_positive; /* a selected cell of one column */
};

static const struct glyphs glyphs_utf8 = {
    .positive = {0x2591, 0x2592, 0x2593, 0x2588}, /* ░ ▒ ▓ █ */
    .negative = {0x2010, '=', 0x2261, 0x25A4},    /* ‐ = ≡ ▤ */
    .zero = 0xB7,                                 /* · */
    .mark_negative = 0x25C7,                      /* ◇ */
    .mark_zero = 0x25C8,                          /* ◈ */
    .mark_positive = 0x25C6,                      /* ◆ */
};

static const struct glyphs glyphs_ascii = {
    .positive = {':', '+', '*', '#'},
    .negative = {'-', '~', '=', '%'},
    .zero = '.',
    .mark_negative = 'o',
    .mark_zero = '0',
    .mark_positive = 'O',
};

int heat_level(double value, double full)
{
    double size = fabs(value) / full * HEAT_HALF;
    if (!(size >= 0.5)) /* NaN too */
        return 0;
    int level = size < HEAT_HALF ? (int)(size + 0.5) : HEAT_HALF;
    return signbit(value) ? -level : level;
}

/* The ink that reads on a level's colour, in every palette. */
static enum slot ink_of(int level)
{
    bool near = level >= -HEAT_NEAR && level <= HEAT_NEAR;
    if (level < 0) return near ? SLOT_INK_NEAR_BELOW : SLOT_INK_FAR_BELOW;
    return near ? SLOT_INK_NEAR : SLOT_INK_FAR;
}

static uint8_t level_slot(int level)
{
    return (uint8_t)(SLOT_HEAT + HEAT_HALF + level);
}

/* The level's colour as the ground, and the ink that reads on it. */
static struct style level_style(int level, uint8_t attr)
{
    return (struct style){(uint8_t)ink_of(level), level_slot(level), attr};
}

static uint32_t minus_sign(bool ascii)
{
    return ascii ? '-' : 0x2212;
}

/* Digits of `size` with `decimals` places, a half rounded up; returns their count. */
static int fixed_digits(double size, int decimals, char out[24])
{
    static const double powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
    double rounded = floor(size * powers[decimals] + 0.5) / powers[decimals];
    return snprintf(out, 24, "%.*f", decimals, rounded);
}

/* The number's size in at most `room` (3 … 6) characters; returns how many. */
static int size_text(double size, int room, char out[24])
{
    bool tight = room < 4; /* then .78, as 0.8 would say less */
    for (int decimals = room - 2 + tight; size < 1e6 && decimals >= 0; decimals--) {
        int n = fixed_digits(size, decimals, out);
        if (tight && n > room && out[0] == '0') {
            n--;
            memmove(out, out + 1, (size_t)n);
        }
        if (n <= room) return n;
    }
    int n = snprintf(out, 24, isinf(size) ? "inf" : "%.0e", size);
    char *plus = strchr(out, '+'); /* 1e+06 as 1e6 */
    if (plus) {
        char *digits = plus + 1 + strspn(plus + 1, "0");
        memmove(plus, digits, strlen(digits) + 1);
        n = (int)strlen(out);
    }
    if (n > room) { /* no honest digit fits */
        memset(out, '#', (size_t)room);
        n = room;
    }
    return n;
}

/* How one cell looks. */
struct cell_look {
    int level;
    bool dim;    /* it stands back */
    bool ground; /* the level is the background's colour */
    const struct glyphs *glyphs;
    struct style glyph, text; /* of glyphs; of the sign, numbers and marks */
};

/* Standing back: the dim colours, on which the text's own ink reads (of 256 that of weak levels),
 * and weak glyphs. */
static void step_back(struct cell_look *look, enum depth depth)
{
    uint8_t slot = (uint8_t)(level_slot(look->level) + SLOT_HEAT_DIM - SLOT_HEAT);
    look->dim = true;
    if (look->ground) {
        int sign = (look->level > 0) - (look->level < 0);
        look->text.fg = (uint8_t)(depth == DEPTH_TRUE ? SLOT_TEXT : ink_of(sign));
        look->text.bg = slot;
        look->glyph = look->text;
        return;
    }
    if (depth == DEPTH_NONE)
        look->glyph.attr |= ATTR_DIM;
    else if (look->level)
        look->glyph.fg = slot;
}

static struct cell_look look_of(double value, double full, bool selected, const struct caps *caps)
{
    int level = heat_level(value, full);
    int sign_level = level > 0 ? SIGN_LEVEL : -SIGN_LEVEL;
    uint8_t bold = selected ? ATTR_BOLD : 0;
    struct cell_look look = {
        .level = level,
        .ground = caps->depth >= DEPTH_256,
        .glyphs = caps->ascii ? &glyphs_ascii : &glyphs_utf8,
        .glyph = {SLOT_DIM, SLOT_BACK, 0},
        .text = {SLOT_TEXT, SLOT_BACK, bold},
    };
    if (look.ground) {
        look.text = level_style(level, bold);
        look.glyph = look.text;
    } else if (caps->depth == DEPTH_16) {
        look.glyph.fg = level_slot(level);
        if (level != 0) look.text.fg = level_slot(sign_level);
    } else if (level != 0) {
        look.glyph.fg = SLOT_TEXT;
    }
    return look;
}

static uint32_t strength_glyph(const struct cell_look *look, const struct caps *caps)
{
    if (look->ground) return ' ';
    if (look->level == 0) return look->glyphs->zero;
    int size = look->level < 0 ? -look->level : look->level;
    int strength = (size - 1) * (look->dim ? STRENGTHS / 2 : STRENGTHS) / HEAT_HALF;
    /* Where colour shows the sign both signs take the shades, which join into one surface. */
    bool shades = look->level > 0 || (caps->depth == DEPTH_16 && !caps->ascii);
    return shades ? look->glyphs->positive[strength] : look->glyphs->negative[strength];
}

static uint32_t selected_glyph(const struct cell_look *look)
{
    const struct glyphs *g = look->glyphs;
    if (look->ground) return g == &glyphs_ascii ? 'o' : g->mark_positive;
    return look->level < 0 ? g->mark_negative : look->level > 0 ? g->mark_positive : g->mark_zero;
}

/* Where one cell goes and how it is marked. */
struct place {
    struct frame *frame;
    struct span at;
    bool selected;
    bool dim;   /* stands back */
    bool bare;  /* without number and sign */
    bool alone; /* the only cell with a number, which marks it: no bracket that nothing closes */
    const struct caps *caps;
};

static void put(const struct place *p, int at, struct style style, uint32_t ch)
{
    frame_put(p->frame, p->at.row, p->at.col + at, style, ch);
}

/* The digits at the right of the cell, and before them the sign of a number that has one. They are
 * the same where the cell is selected: the bracket before them stands in the column that every
 * number leaves free, and the one after them in that of the next cell (heat_close()). */
static void draw_number(const struct place *p, double value, const struct cell_look *look)
{
    char digits[24];
    int n = size_text(fabs(value), p->at.cols - 2, digits), at = p->at.cols - n;
    put(p, 0, look->text, p->selected && !p->alone ? '[' : ' ');
    frame_repeat(p->frame, p->at.row, p->at.col + 1, at - 1, look->text, ' ');
    frame_text(p->frame, (struct span){p->at.row, p->at.col + at, n}, look->text, digits, n);
    if (value < 0 || value > 0)
        put(p, at - 1, look->text, value > 0 ? '+' : minus_sign(p->caps->ascii));
}

/* A cell with its value. */
static void draw_marked(const struct place *p, double value, double full)
{
    struct cell_look look = look_of(value, full, p->selected, p->caps);
    if (p->dim) step_back(&look, p->caps->depth);
    if (p->at.cols >= HEAT_NUMBER_COLS && !p->bare) {
        draw_number(p, value, &look);
        return;
    }
    if (p->selected && p->at.cols == 1) {
        put(p, 0, look.text, selected_glyph(&look));
        return;
    }
    frame_repeat(p->frame, p->at.row, p->at.col, p->at.cols, look.glyph,
                 strength_glyph(&look, p->caps));
    bool both = p->selected && (p->at.cols > 2 || look.ground);
    int inner = p->at.cols - p->selected - both;
    if (p->caps->depth == DEPTH_NONE && inner > 1 && !p->bare) {
        uint32_t sign = look.level < 0 ? minus_sign(p->caps->ascii) : look.level > 0 ? '+' : ' ';
        put(p, p->selected, look.text, sign);
    }
    if (p->selected) put(p, 0, look.text, '[');
    if (both) put(p, p->at.cols - 1, look.text, ']');
}

static uint32_t missing_glyph(const struct caps *caps)
{
    return caps->ascii ? 'x' : caps->depth == DEPTH_NONE ? 0xD7 : DASH; /* × */
}

static const struct style missing_style = {SLOT_DIM, SLOT_BACK, 0};

static void draw_missing(const struct place *p)
{
    struct style mark = {SLOT_STRONG, SLOT_BACK, ATTR_BOLD};
    frame_repeat(p->frame, p->at.row, p->at.col, p->at.cols, missing_style, ' ');
    if (p->selected && p->at.cols > 1) put(p, 0, mark, '[');
    if (p->selected && p->at.cols > 2) put(p, p->at.cols - 1, mark, ']');
    int middle = (p->at.cols - !(p->selected && p->at.cols == 2)) / 2;
    put(p, middle, p->selected ? mark : missing_style, missing_glyph(p->caps));
}

static void draw_cell(const struct place *p, double value, double full)
{
    if (isnan(value))
        draw_missing(p);
    else
        draw_marked(p, value, full);
}

void heat_cell(struct frame *f, struct span at, double value, double full, bool selected,
               const struct caps *caps)
{
    if (at.cols >= 1 && at.cols <= HEAT_CELL_MAX)
        draw_cell(&(struct place){.frame = f, .at = at, .selected = selected, .caps = caps}, value,
                  full);
}

void heat_close(struct frame *f, int row, int col)
{
    if (row < 0 || row >= f->rows || col < 0 || col >= f->cols) return;
    const struct cell *at = frame_cell(f, row, col);
    if (at->ch == ' ') frame_put(f, row, col, (struct style){at->fg, at->bg, ATTR_BOLD}, ']');
}

static double value_at(const struct heat_row *h, const void *values, int i)
{
    return h->doubles ? ((const double *)values)[i] : (double)((const float *)values)[i];
}

void heat_row(struct frame *f, int row, const struct heat_row *h, const void *values, int count,
              const struct caps *caps)
{
    if (h->width < 1 || h->width > HEAT_CELL_MAX) return;
    for (int k = 0; k < count; k++) {
        const struct span at = {row, h->col + k * h->width, h->width};
        const struct place place = {.frame = f,
                                    .at = at,
                                    .selected = k == h->selected,
                                    .dim = h->dim,
                                    .bare = h->bare,
                                    .caps = caps};
        draw_cell(&place, value_at(h, values, k), h->full);
    }
    bool number = h->width >= HEAT_NUMBER_COLS && !h->bare;
    if (number && h->selected >= 0 && h->selected < count &&
        !isnan(value_at(h, values, h->selected)))
        heat_close(f, row, h->col + (h->selected + 1) * h->width);
}

/* A half without a value is plain ground. */
static uint8_t half_slot(double value, double full)
{
    return isnan(value) ? SLOT_BACK : level_slot(heat_level(value, full));
}

void heat_halves(struct frame *f, int row, const struct heat_row *h, const void *values, int count,
                 const struct caps *caps)
{
    if (h->width < 1 || h->width > HEAT_CELL_MAX) return;
    for (int k = 0; k < count; k++) {
        const struct span at = {row, h->col + k * h->width, h->width};
        double above = value_at(h, values, k);
        double below = h->alone ? (double)NAN : value_at(h, values, count + k);
        bool selected = k == h->selected && !(h->lower && h->alone);
        if (selected || (isnan(above) && isnan(below))) {
            const struct place place = {
                .frame = f, .at = at, .selected = selected, .alone = true, .caps = caps};
            draw_cell(&place, h->lower ? below : above, h->full);
        } else {
            struct style style = {half_slot(above, h->full), half_slot(below, h->full), 0};
            frame_repeat(f, row, at.col, at.cols, style, UPPER_HALF);
        }
    }
}

/* ---- the legend ---- */

void heat_legend(struct frame *f, int row, int col, int cols, double full, const struct caps *caps)
{
    char low[24], high[24];
    snprintf(low, sizeof low, "%s%.3g", caps->ascii ? "-" : "−", full);
    snprintf(high, sizeof high, "+%.3g", full);
    int label = (int)strlen(high); /* in columns, as wide as the other one */
    int first = 0, cells = cols;
    if (cols - 2 * (label + 1) >= 3) { /* else the cells alone */
        struct style dim = role_style(ROLE_DIM, caps->depth);
        frame_puts(f, row, col, dim, low);
        frame_puts(f, row, col + cols - label, dim, high);
        first = label + 1;
        cells = cols - 2 * first;
    }
    for (int i = 0; i < cells; i++) {
        double value = cells > 1 ? full * (2.0 * i / (cells - 1) - 1) : 0;
        heat_cell(f, (struct span){row, col + first + i, 1}, value, full, false, caps);
    }
}
