#include "view/heat.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* At 16 colours a level this strong has, in every theme, a colour that text can
 * be written in on the plain ground; numbers and marks take it. */
#define SIGN_LEVEL (3 * HEAT_HALF / 4)

#define STRENGTHS 4

#define DASH 0x2013 /* – */

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
    .positive = {'.', '+', '*', '#'},
    .negative = {',', '-', '=', '%'},
    .zero = ' ',
    .mark_negative = 'o',
    .mark_zero = '0',
    .mark_positive = 'O',
};

int heat_level(double value, double full)
{
    double size = fabs(value) / full * HEAT_HALF;
    if (!(size >= 0.5)) { /* NaN too */
        return 0;
    }
    int level = size < HEAT_HALF ? (int)(size + 0.5) : HEAT_HALF;
    return signbit(value) ? -level : level;
}

enum slot heat_ink(int level)
{
    bool near = level >= -HEAT_NEAR && level <= HEAT_NEAR;
    if (level < 0) {
        return near ? SLOT_INK_NEAR_BELOW : SLOT_INK_FAR_BELOW;
    }
    return near ? SLOT_INK_NEAR : SLOT_INK_FAR;
}

static uint8_t level_slot(int level)
{
    return (uint8_t)(SLOT_HEAT + HEAT_HALF + level);
}

/* The level's colour as the ground, and the ink that reads on it. */
static struct style level_style(int level, uint8_t attr)
{
    return (struct style){(uint8_t)heat_ink(level), level_slot(level), attr};
}

static uint32_t minus_sign(bool ascii)
{
    return ascii ? '-' : 0x2212;
}

/* Digits of `size` with `decimals` places to `out`; returns their count. */
static int fixed_digits(double size, int decimals, char out[24])
{
    static const double powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
    uint64_t scaled = (uint64_t)(size * powers[decimals] + 0.5);
    char reversed[24];
    int n = 0;
    for (int place = 0; scaled > 0 || place <= decimals; place++) {
        if (place == decimals && decimals > 0) {
            reversed[n++] = '.';
        }
        reversed[n++] = (char)('0' + scaled % 10);
        scaled /= 10;
    }
    for (int i = 0; i < n; i++) {
        out[i] = reversed[n - 1 - i];
    }
    return n;
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
        if (n <= room) {
            return n;
        }
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

/* A number in a cell: its digits, at the right, and its sign before them, if it has one. */
static void put_number(struct frame *f, int row, int col, int room, double value, struct style style, bool ascii)
{
    char digits[24];
    int n = size_text(fabs(value), room - 1, digits), at = col + room - n;
    frame_repeat(f, row, col, room - n, style, ' ');
    frame_text(f, row, at, n, style, digits, n);
    if (value < 0 || value > 0) {
        frame_put(f, row, at - 1, style, value > 0 ? '+' : minus_sign(ascii));
    }
}

/* What one cell is drawn from. */
struct plan {
    int level;
    bool ground; /* the level is the background's colour */
    const struct glyphs *glyphs;
    struct style glyph, text; /* of glyphs; of the sign, numbers and marks */
};

static struct plan plan_cell(double value, double full, bool selected, const struct caps *caps)
{
    int level = heat_level(value, full);
    int sign_level = level > 0 ? SIGN_LEVEL : -SIGN_LEVEL;
    uint8_t bold = selected ? ATTR_BOLD : 0;
    struct plan plan = {
        .level = level,
        .ground = caps->depth >= DEPTH_256,
        .glyphs = caps->ascii ? &glyphs_ascii : &glyphs_utf8,
        .glyph = {SLOT_DIM, SLOT_BACK, 0},
        .text = {SLOT_TEXT, SLOT_BACK, bold},
    };
    if (plan.ground) {
        plan.text = level_style(level, bold);
        plan.glyph = plan.text;
    } else if (caps->depth == DEPTH_16 && level != 0) {
        plan.glyph.fg = level_slot(level);
        plan.text.fg = level_slot(sign_level);
    } else if (level != 0) {
        plan.glyph.fg = SLOT_TEXT;
    }
    return plan;
}

static uint32_t strength_glyph(const struct plan *plan, const struct caps *caps)
{
    if (plan->ground) {
        return ' ';
    }
    if (plan->level == 0) {
        return plan->glyphs->zero;
    }
    int size = plan->level < 0 ? -plan->level : plan->level;
    int strength = (size - 1) * STRENGTHS / HEAT_HALF;
    /* Where colour tells the sign the shades alone serve both, and join into one surface. */
    bool shades = plan->level > 0 || (caps->depth == DEPTH_16 && !caps->ascii);
    return shades ? plan->glyphs->positive[strength] : plan->glyphs->negative[strength];
}

static uint32_t selected_glyph(const struct plan *plan)
{
    const struct glyphs *g = plan->glyphs;
    if (plan->ground) {
        return g == &glyphs_ascii ? 'o' : g->mark_positive;
    }
    return plan->level < 0 ? g->mark_negative : plan->level > 0 ? g->mark_positive : g->mark_zero;
}

static void draw_number(struct frame *f, int row, int col, int width, double value, bool selected,
                        const struct plan *plan)
{
    frame_put(f, row, col, plan->text, selected ? '[' : ' ');
    put_number(f, row, col + 1, width - 1 - selected, value, plan->text, plan->glyphs == &glyphs_ascii);
    if (selected) {
        frame_put(f, row, col + width - 1, plan->text, ']');
    }
}

/* A cell of more than ground; a bare one without number and sign. */
static void draw_planned(struct frame *f, int row, int col, int width, double value, double full,
                         bool selected, bool bare, const struct caps *caps)
{
    struct plan plan = plan_cell(value, full, selected, caps);
    if (width >= HEAT_NUMBER_COLS && !bare) {
        draw_number(f, row, col, width, value, selected, &plan);
        return;
    }
    if (selected && width == 1) {
        frame_put(f, row, col, plan.text, selected_glyph(&plan));
        return;
    }
    uint32_t glyph = strength_glyph(&plan, caps);
    for (int i = 0; i < width; i++) {
        frame_put(f, row, col + i, plan.glyph, glyph);
    }
    bool both = selected && (width > 2 || plan.ground);
    int inner = width - selected - both;
    if (caps->depth == DEPTH_NONE && inner > 1 && !bare) {
        uint32_t sign = plan.level < 0 ? minus_sign(caps->ascii) : plan.level > 0 ? '+' : ' ';
        frame_put(f, row, col + selected, plan.text, sign);
    }
    if (selected) {
        frame_put(f, row, col, plan.text, '[');
    }
    if (both) {
        frame_put(f, row, col + width - 1, plan.text, ']');
    }
}

static uint32_t missing_glyph(const struct caps *caps)
{
    return caps->ascii ? 'x' : caps->depth == DEPTH_NONE ? 0xD7 : DASH; /* × */
}

static const struct style missing_style = {SLOT_DIM, SLOT_BACK, 0};

static void draw_missing(struct frame *f, int row, int col, int width, bool selected, const struct caps *caps)
{
    struct style mark = {SLOT_STRONG, SLOT_BACK, ATTR_BOLD};
    frame_repeat(f, row, col, width, missing_style, ' ');
    if (selected && width > 1) {
        frame_put(f, row, col, mark, '[');
    }
    if (selected && width > 2) {
        frame_put(f, row, col + width - 1, mark, ']');
    }
    frame_put(f, row, col + (width - !(selected && width == 2)) / 2, selected ? mark : missing_style, missing_glyph(caps));
}

static void draw_cell(struct frame *f, int row, int col, int width, double value, double full, bool selected, bool bare,
                      const struct caps *caps)
{
    if (isnan(value)) {
        draw_missing(f, row, col, width, selected, caps);
        return;
    }
    if (caps->depth < DEPTH_256 || width >= HEAT_NUMBER_COLS || selected) {
        draw_planned(f, row, col, width, value, full, selected, bare, caps);
        return;
    }
    struct style ground = level_style(heat_level(value, full), 0); /* as nearly all cells are */
    for (int i = 0; i < width; i++) {
        frame_put(f, row, col + i, ground, ' ');
    }
}

void heat_cell(struct frame *f, int row, int col, int width, double value, double full, bool selected,
               const struct caps *caps)
{
    if (width >= 1 && width <= HEAT_CELL_MAX) {
        draw_cell(f, row, col, width, value, full, selected, false, caps);
    }
}

/* ---- rows ---- */

#define CHUNK 128         /* cells made ready at a time */
#define UPPER_HALF 0x2580 /* ▀ */

/* What a row is drawn from, besides its values; no padding. */
struct row_inputs {
    double full;
    int32_t col, width, selected;
    uint32_t depth;
    uint8_t doubles, bare, ascii, alone;
    uint8_t lower; /* the marked one is of the lower row */
    uint8_t none[3];
};

static struct row_inputs row_inputs(const struct heat_row *h, bool lower, const struct caps *caps)
{
    return (struct row_inputs){h->full, h->col,      h->width, h->selected, (uint32_t)caps->depth, h->doubles,
                               h->bare, caps->ascii, h->alone, lower,       {0}};
}

static struct caps caps_of(const struct row_inputs *in)
{
    return (struct caps){(enum depth)in->depth, in->ascii};
}

static double value_at(const struct row_inputs *in, const void *values, int i)
{
    return in->doubles ? ((const double *)values)[i] : (double)((const float *)values)[i];
}

static size_t size_of(const struct row_inputs *in, int count)
{
    return (size_t)count * (in->doubles ? sizeof(double) : sizeof(float));
}

static int count_of(const struct row_inputs *in, size_t size)
{
    return (int)(size / size_of(in, 1));
}

/* Cells of nothing but ground, as nearly all are. */
static void paint_grounds(struct frame *f, int row, const struct row_inputs *in, const void *values, int count)
{
    struct cell cells[CHUNK];
    int n = 0, col = in->col;
    for (int k = 0; k < count; k++) {
        if (n + in->width > CHUNK) {
            frame_cells(f, row, col, cells, n);
            col += n;
            n = 0;
        }
        double value = value_at(in, values, k);
        bool missing = isnan(value);
        struct style style = missing ? missing_style : level_style(heat_level(value, in->full), 0);
        for (int i = 0; i < in->width; i++) {
            bool glyph = missing && i == (in->width - 1) / 2;
            uint32_t ch = glyph ? in->ascii ? 'x' : DASH : ' ';
            cells[n++] = (struct cell){.ch = ch, .fg = style.fg, .bg = style.bg, .width = 1};
        }
    }
    frame_cells(f, row, col, cells, n);
}

static void paint_row(struct frame *f, int row, const void *inputs, const void *values, size_t size)
{
    const struct row_inputs *in = inputs;
    const struct caps caps = caps_of(in);
    int count = count_of(in, size), from = 0, end = count;
    if (caps.depth >= DEPTH_256 && (in->bare || in->width < HEAT_NUMBER_COLS)) {
        paint_grounds(f, row, in, values, count);
        from = in->selected < 0 ? count : in->selected;
        end = from < count ? from + 1 : count;
    }
    for (int k = from; k < end; k++) {
        draw_cell(f, row, in->col + k * in->width, in->width, value_at(in, values, k), in->full, k == in->selected,
                  in->bare, &caps);
    }
}

void heat_row(struct frame *f, int row, const struct heat_row *h, const void *values, int count,
              const struct caps *caps)
{
    if (h->width < 1 || h->width > HEAT_CELL_MAX || count < 1) {
        return;
    }
    const struct row_inputs in = row_inputs(h, false, caps);
    frame_part(f, row, paint_row, &in, sizeof in, values, size_of(&in, count));
}

/* A half without a value is plain ground. */
static uint8_t half_slot(const struct row_inputs *in, double value)
{
    return isnan(value) ? SLOT_BACK : level_slot(heat_level(value, in->full));
}

static struct cell half_cell(const struct row_inputs *in, const void *values, int upper, int lower)
{
    double above = value_at(in, values, upper), below = lower < 0 ? (double)NAN : value_at(in, values, lower);
    if (isnan(above) && isnan(below)) {
        return (struct cell){.ch = DASH, .fg = missing_style.fg, .bg = missing_style.bg, .width = 1};
    }
    return (struct cell){
        .ch = UPPER_HALF,
        .fg = half_slot(in, above),
        .bg = half_slot(in, below),
        .width = 1,
    };
}

static void paint_halves(struct frame *f, int row, const void *inputs, const void *values, size_t size)
{
    const struct row_inputs *in = inputs;
    const struct caps caps = caps_of(in);
    int all = count_of(in, size), count = in->alone ? all : all / 2;
    struct cell cells[CHUNK];
    int n = 0, col = in->col;
    for (int k = 0; k < count; k++) {
        if (n + in->width > CHUNK) {
            frame_cells(f, row, col, cells, n);
            col += n;
            n = 0;
        }
        struct cell cell = half_cell(in, values, k, in->alone ? -1 : count + k);
        for (int i = 0; i < in->width; i++) {
            cells[n] = cell;
            cells[n++].ch = cell.ch == DASH && i != (in->width - 1) / 2 ? ' ' : cell.ch;
        }
    }
    frame_cells(f, row, col, cells, n);
    int k = in->selected, at = in->lower ? count + k : k;
    if (k >= 0 && k < count && at < all) {
        heat_cell(f, row, in->col + k * in->width, in->width, value_at(in, values, at), in->full, true, &caps);
    }
}

void heat_halves(struct frame *f, int row, const struct heat_row *h, bool lower, const void *values, int count,
                 const struct caps *caps)
{
    if (h->width < 1 || h->width > HEAT_CELL_MAX || count < 1) {
        return;
    }
    const struct row_inputs in = row_inputs(h, lower, caps);
    frame_part(f, row, paint_halves, &in, sizeof in, values, size_of(&in, h->alone ? count : 2 * count));
}

/* ---- the legend ---- */

/* "2" after its sign, in a C string. */
static void bound_text(double full, const char *sign, char out[24])
{
    snprintf(out, 24, "%s%.3g", sign, full);
}

static void paint_legend(struct frame *f, int row, const void *inputs, const void *array, size_t size)
{
    (void)array;
    (void)size;
    const struct row_inputs *in = inputs;
    const struct caps caps = caps_of(in);
    for (int i = 0; i < in->width; i++) {
        double value = in->width > 1 ? in->full * (2.0 * i / (in->width - 1) - 1) : 0;
        heat_cell(f, row, in->col + i, 1, value, in->full, false, &caps);
    }
}

void heat_legend(struct frame *f, int row, int col, int cols, double full, const struct caps *caps)
{
    char low[24], high[24];
    bound_text(full, caps->ascii ? "-" : "−", low);
    bound_text(full, "+", high);
    int label = (int)strlen(high); /* as many columns as the other takes */
    int first = 0, cells = cols;
    if (cols - 2 * (label + 1) >= 3) { /* else the cells alone */
        struct style dim = role_style(ROLE_DIM, caps->depth);
        frame_puts(f, row, col, dim, low);
        frame_puts(f, row, col + cols - label, dim, high);
        first = label + 1;
        cells = cols - 2 * first;
    }
    const struct heat_row h = {.col = col + first, .width = cells, .full = full};
    const struct row_inputs in = row_inputs(&h, false, caps);
    frame_part(f, row, paint_legend, &in, sizeof in, NULL, 0);
}
