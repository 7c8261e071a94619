/* Heat levels and cells in every output: colour, 16 colours, none; UTF-8 and ASCII. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/unicode.h"
#include "view/marks/heat.h"
#include "view/colour/ramp.h"
#include "contrast.h"

static const struct caps every_caps[] = {
    {.depth = DEPTH_NONE, .ascii = false}, {.depth = DEPTH_NONE, .ascii = true},
    {.depth = DEPTH_16, .ascii = false},   {.depth = DEPTH_16, .ascii = true},
    {.depth = DEPTH_256, .ascii = false},  {.depth = DEPTH_256, .ascii = true},
    {.depth = DEPTH_TRUE, .ascii = false}, {.depth = DEPTH_TRUE, .ascii = true},
};
#define EVERY_CAPS (sizeof every_caps / sizeof every_caps[0])

/* A frame of one row with one cell drawn at column 2. */
static void draw(struct frame *f, int width, double value, double full, bool selected,
                 const struct caps *caps)
{
    struct style style = role_style(ROLE_TEXT, caps->depth);
    assert_true(frame_start(f, 1, HEAT_CELL_MAX + 4, caps->ascii, style));
    frame_puts(f, 0, 0, style, "~~~~~~~~~~~~");
    heat_cell(f, (struct span){0, 2, width}, value, full, selected, caps);
}

static uint32_t glyph(struct frame *f, int width, double value, bool selected,
                      const struct caps *caps, int column)
{
    draw(f, width, value, 1, selected, caps);
    return frame_cell(f, 0, 2 + column)->ch;
}

static void levels_grow_with_the_value(void **state)
{
    (void)state;
    static const double fulls[] = {1e-300, 1e-9, 0.05, 1, 2, 3.7, 1e9, 1e300};
    for (size_t i = 0; i < sizeof fulls / sizeof fulls[0]; i++) {
        int before = -HEAT_HALF;
        for (int step = -2000; step <= 2000; step++) {
            double value = fulls[i] * step / 1600;
            int level = heat_level(value, fulls[i]);
            assert_true(level >= before && level <= HEAT_HALF);
            assert_int_equal(level, -heat_level(-value, fulls[i]));
            /* The level's own value lies within half a level, unless it is the last. */
            double exact = fmax(-HEAT_HALF, fmin(HEAT_HALF, step * (double)HEAT_HALF / 1600));
            assert_true(fabs(level - exact) <= 0.5 + 1e-9);
            before = level;
        }
        assert_int_equal(before, HEAT_HALF);
    }
}

static void levels_of_extreme_values(void **state)
{
    (void)state;
    assert_int_equal(heat_level(0, 1), 0);
    assert_int_equal(heat_level(-0.0, 1), 0);
    assert_int_equal(heat_level((double)NAN, 1), 0);
    assert_int_equal(heat_level(1, (double)NAN), 0);
    assert_int_equal(heat_level((double)INFINITY, 1), HEAT_HALF);
    assert_int_equal(heat_level(-(double)INFINITY, 1), -HEAT_HALF);
    assert_int_equal(heat_level(-1e308, 1e-308), -HEAT_HALF);
    assert_int_equal(heat_level(0, 0), 0);
    assert_int_equal(heat_level(1, (double)INFINITY), 0);
    double half = 0.5 / HEAT_HALF;
    assert_int_equal(heat_level(half, 1), 1);
    assert_int_equal(heat_level(nextafter(half, 0), 1), 0);
}

/* Whatever is drawn stays within the cell's columns, and fills them. */
static void cells_keep_to_their_columns(void **state)
{
    (void)state;
    static const double values[] = {0,    1e-9, -0.03, 0.4,         -0.99,
                                    12.5, -4e7, 3e300, (double)NAN, -(double)INFINITY};
    struct frame f = FRAME_EMPTY;
    for (size_t c = 0; c < EVERY_CAPS; c++) {
        for (size_t v = 0; v < sizeof values / sizeof values[0]; v++) {
            for (int width = 0; width <= HEAT_CELL_MAX + 1; width++) {
                for (int selected = 0; selected < 2; selected++) {
                    draw(&f, width, values[v], 1, selected, &every_caps[c]);
                    int drawn = width <= HEAT_CELL_MAX ? width : 0;
                    for (int col = 0; col < f.cols; col++) {
                        const struct cell *cell = frame_cell(&f, 0, col);
                        assert_int_equal(cell->ch == '~', col < 2 || col >= 2 + drawn);
                        assert_int_equal(cell->width, 1);
                        assert_int_equal(uc_width(cell->ch), 1);
                        assert_true(!every_caps[c].ascii || cell->ch < 0x7F);
                    }
                }
            }
        }
    }
    frame_free(&f);
}

static void colour_cells_show_the_level_as_ground(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    for (size_t c = 4; c < EVERY_CAPS; c++) {
        for (int level = -HEAT_HALF; level <= HEAT_HALF; level++) {
            for (int width = 1; width <= HEAT_CELL_MAX; width++) {
                draw(&f, width, (double)level / HEAT_HALF, 1, level % 2 == 0, &every_caps[c]);
                for (int col = 0; col < width; col++) {
                    const struct cell *cell = frame_cell(&f, 0, 2 + col);
                    assert_int_equal(cell->bg, SLOT_HEAT + HEAT_HALF + level);
                    static const enum slot inks[2][2] = {{SLOT_INK_FAR, SLOT_INK_NEAR},
                                                         {SLOT_INK_FAR_BELOW, SLOT_INK_NEAR_BELOW}};
                    assert_int_equal(cell->fg, inks[level < 0][abs(level) <= HEAT_NEAR]);
                }
            }
        }
    }
    frame_free(&f);
}

static void selection_is_marked(void **state)
{
    (void)state;
    static const struct {
        int caps;
        double value;
        uint32_t mark;
    } one[] = {{6, 0.5, 0x25C6}, {6, -0.5, 0x25C6}, {7, 0.5, 'o'},
               {0, 0.5, 0x25C6}, {0, -0.5, 0x25C7}, {0, 0, 0x25C8},
               {1, 0.5, 'O'},    {1, -0.5, 'o'},    {1, 0, '0'}};
    struct frame f = FRAME_EMPTY;
    for (size_t i = 0; i < sizeof one / sizeof one[0]; i++) {
        assert_int_equal(glyph(&f, 1, one[i].value, true, &every_caps[one[i].caps], 0),
                         one[i].mark);
    }
    for (size_t c = 0; c < EVERY_CAPS; c++) {
        for (int width = 2; width <= HEAT_CELL_MAX; width++) {
            assert_int_equal(glyph(&f, width, -0.3, true, &every_caps[c], 0), '[');
            bool number = width >= HEAT_NUMBER_COLS; /* which keeps its last digit */
            bool closed = !number && (width > 2 || every_caps[c].depth >= DEPTH_256);
            assert_int_equal(frame_cell(&f, 0, 1 + width)->ch == ']', closed);
            assert_true(glyph(&f, width, -0.3, false, &every_caps[c], 0) != '[');
        }
    }
    frame_free(&f);
}

/* Without colour each sign has four glyphs, met one after the other as the
 * value grows, none of them shared by both signs. */
static void glyphs_tell_sign_and_strength(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    for (size_t c = 0; c < 2; c++) {
        for (int width = 1; width < HEAT_NUMBER_COLS; width++) {
            uint32_t seen[64] = {0};
            int count = 0;
            uint32_t zero = glyph(&f, width, 0, false, &every_caps[c], width - 1);
            for (int sign = -1; sign <= 1; sign += 2) {
                int start = count;
                for (int size = 1; size <= HEAT_HALF; size++) {
                    uint32_t now = glyph(&f, width, sign * (double)size / HEAT_HALF, false,
                                         &every_caps[c], width - 1);
                    uint32_t lead = frame_cell(&f, 0, 2)->ch;
                    assert_true(width == 1 ||
                                lead == (sign < 0 ? every_caps[c].ascii ? '-' : 0x2212 : '+'));
                    if (count > start && now == seen[count - 1]) continue;
                    assert_true(now != zero);
                    for (int i = 0; i < count; i++) assert_true(seen[i] != now);
                    seen[count++] = now;
                }
                assert_true(count - start >= 4);
            }
        }
    }
    frame_free(&f);
}

/* The selected cell keeps its sign, in every width. */
static void selected_glyphs_keep_the_sign(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    for (size_t c = 0; c < 2; c++) {
        for (int width = 1; width <= HEAT_CELL_MAX; width++) {
            uint32_t text[3][HEAT_CELL_MAX];
            for (int sign = -1; sign <= 1; sign++)
                for (int i = 0; i < width; i++)
                    text[sign + 1][i] = glyph(&f, width, sign * 0.6, true, &every_caps[c], i);
            size_t bytes = (size_t)width * sizeof(uint32_t);
            assert_true(memcmp(text[0], text[2], bytes) != 0);
            assert_true(memcmp(text[0], text[1], bytes) != 0);
            assert_true(memcmp(text[1], text[2], bytes) != 0);
        }
    }
    frame_free(&f);
}

/* 16 colours: the level's colour and a shade that grows; numbers and marks in a
 * colour of the sign that is legible on the plain ground of each theme. */
static void sixteen_colours_shade(void **state)
{
    (void)state;
    static const uint32_t shades[] = {0x2591, 0x2592, 0x2593, 0x2588};
    struct frame f = FRAME_EMPTY;
    for (int level = -HEAT_HALF; level <= HEAT_HALF; level++) {
        draw(&f, 2, (double)level / HEAT_HALF, 1, false, &every_caps[2]);
        const struct cell *cell = frame_cell(&f, 0, 3);
        assert_int_equal(cell->bg, SLOT_BACK);
        if (level != 0) {
            assert_int_equal(cell->ch, shades[(abs(level) - 1) / (HEAT_HALF / 4)]);
            assert_int_equal(cell->fg, SLOT_HEAT + HEAT_HALF + level);
        }
        draw(&f, 6, (double)level / HEAT_HALF, 1, true, &every_caps[2]);
        for (int i = 0; i < theme_count * palette_count; i++) {
            if (theme_depth(i % theme_count, DEPTH_16) == DEPTH_NONE) continue;
            const struct palette *p = theme_palette(i % theme_count, i / theme_count, DEPTH_16);
            int32_t ink = ramp_rgb(DEPTH_16, p->color[frame_cell(&f, 0, 2)->fg]);
            bool grey = ramp_is_sequential(i / theme_count); /* the one between black and white */
            assert_true(contrast(ink, ramp_rgb(DEPTH_16, p->color[SLOT_BACK])) >=
                        (grey ? 3.9 : 4.5));
        }
    }
    frame_free(&f);
}

/* The number in a cell of that width, with what stands around it. */
static void read_number(struct frame *f, int width, double value, bool selected,
                        char out[HEAT_CELL_MAX + 1])
{
    draw(f, width, value, 1, selected, &every_caps[6]);
    for (int i = 0; i < width; i++) {
        uint32_t ch = frame_cell(f, 0, 2 + i)->ch;
        out[i] = ch == 0x2212 ? '-' : (char)ch;
    }
    out[width] = '\0';
}

static void numbers_are_written_as_known(void **state)
{
    (void)state;
    static const struct {
        double value;
        int width;
        bool selected;
        const char *text;
    } known[] = {
        {-0.7781, 6, false, " -0.78"},
        {-0.7781, 6, true, "[-0.78"},
        {-0.7781, 8, false, " -0.7781"},
        {0.7781, 8, true, "[+0.7781"},
        {1.29, 6, true, "[+1.29"},
        {9.996, 6, false, " +10.0"},
        {0.9999, 6, true, "[+1.00"},
        {0, 6, false, "  0.00"},
        {-0.0, 6, true, "[ 0.00"},
        {-1e-9, 6, false, " -0.00"},
        {12345, 6, true, "[ +1e4"},
        {1e9, 7, false, "   +1e9"},
        {-4e30, 6, false, " -4e30"},
        {9.9e30, 6, true, "[+1e31"},
        {(double)INFINITY, 7, false, "   +inf"},
        {-(double)INFINITY, 6, true, "[ -inf"},
        {999999.7, 8, false, "    +1e6"},
        {123456, 8, false, " +123456"},
    };
    struct frame f = FRAME_EMPTY;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        char text[HEAT_CELL_MAX + 1];
        read_number(&f, known[i].width, known[i].value, known[i].selected, text);
        assert_string_equal(text, known[i].text);
    }
    frame_free(&f);
}

/* What there is no number for has a glyph of its own in every output: neither that of zero nor
 * that of a sign, and neither ground nor digits. */
static void a_missing_value_is_not_zero(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    for (size_t c = 0; c < EVERY_CAPS; c++) {
        const struct caps *caps = &every_caps[c];
        uint32_t missing = caps->ascii ? 'x' : caps->depth == DEPTH_NONE ? 0xD7 : 0x2013;
        for (int width = 1; width <= HEAT_CELL_MAX; width++)
            for (int selected = 0; selected < 2; selected++) {
                int glyphs = 0;
                draw(&f, width, (double)NAN, 1, selected, caps);
                for (int i = 0; i < width; i++) {
                    const struct cell *cell = frame_cell(&f, 0, 2 + i);
                    bool bracket = selected && width > 1 && (cell->ch == '[' || cell->ch == ']');
                    glyphs += cell->ch == missing;
                    assert_true(cell->ch == missing || cell->ch == ' ' || bracket);
                    assert_int_equal(cell->bg, SLOT_BACK);
                }
                assert_int_equal(glyphs, 1);
                assert_int_equal(frame_cell(&f, 0, 2)->ch == '[', selected && width > 1);
                assert_int_equal(frame_cell(&f, 0, 2 + width)->ch, '~');
            }
        for (int level = -HEAT_HALF; level <= HEAT_HALF && caps->depth < DEPTH_256; level++)
            assert_true(glyph(&f, 1, (double)level / HEAT_HALF, false, caps, 0) != missing);
        /* in a row, too, and two in one cell */
        const float row[3] = {0, NAN, 0.5F}, halves[4] = {NAN, 0.5F, NAN, NAN};
        const struct heat_row h = {.col = 2, .width = 2, .selected = -1, .full = 1};
        assert_true(frame_start(&f, 1, 20, caps->ascii, role_style(ROLE_TEXT, caps->depth)));
        heat_row(&f, 0, &h, row, 3, caps);
        assert_int_equal(frame_cell(&f, 0, 4)->ch, missing);
        if (caps->depth < DEPTH_256 || caps->ascii) continue;
        assert_int_equal(frame_cell(&f, 0, 4)->bg, SLOT_BACK);
        for (int width = 1; width <= 2; width++) {
            const struct heat_row two = {.col = 2, .width = width, .selected = -1, .full = 1};
            heat_halves(&f, 0, &two, halves, 2, caps);
            assert_int_equal(frame_cell(&f, 0, 2)->ch, missing);
            assert_int_equal(frame_cell(&f, 0, 2 + width)->ch, 0x2580);
            assert_int_equal(frame_cell(&f, 0, 2 + width)->bg, SLOT_BACK);
        }
        assert_int_equal(frame_cell(&f, 0, 3)->ch, ' ');
    }
    frame_free(&f);
}

/* Read back, the number is the value to half a unit of its last place. */
static void numbers_read_back(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    for (int width = HEAT_NUMBER_COLS; width <= HEAT_CELL_MAX; width++) {
        for (int selected = 0; selected < 2; selected++) {
            for (double value = -12345; value < 12345;
                 value += fabs(value) < 3 ? 0.00731 : fabs(value) / 90) {
                char text[HEAT_CELL_MAX + 1];
                read_number(&f, width, value, selected, text);
                char *end;
                double read = strtod(text + 1, &end);
                assert_int_equal(*end, '\0');
                assert_int_equal(text[0], selected ? '[' : ' ');
                const char *point = strchr(text, '.'), *exponent = strchr(text, 'e');
                int decimals = point ? (int)(end - point) - 1 : 0;
                double unit = exponent ? pow(10, atoi(exponent + 1)) : pow(10, -decimals);
                assert_true(fabs(read - value) <= 0.5 * unit * (1 + 1e-9));
                assert_int_equal(strchr(text, '-') != NULL, value < 0);
            }
        }
    }
    frame_free(&f);
}

/* A selected number has the digits and the sign of one that is not, between brackets of which each
 * stands in a column that a number leaves free. */
static void a_selected_number_keeps_its_digits(void **state)
{
    (void)state;
    static const float values[] = {-1.47F, 0.5F, 12.75F, 0, -0.0314F};
    enum { COUNT = sizeof values / sizeof values[0] };
    struct frame marked = FRAME_EMPTY, plain = FRAME_EMPTY;
    for (size_t c = 0; c < EVERY_CAPS; c++)
        for (int width = HEAT_NUMBER_COLS; width <= HEAT_CELL_MAX; width++)
            for (int at = 0; at < COUNT; at++) {
                const struct caps *caps = &every_caps[c];
                struct heat_row h = {.col = 1, .width = width, .selected = at, .full = 2};
                struct style style = role_style(ROLE_TEXT, caps->depth);
                assert_true(frame_start(&marked, 1, COUNT * width + 3, caps->ascii, style));
                assert_true(frame_start(&plain, 1, COUNT * width + 3, caps->ascii, style));
                heat_row(&marked, 0, &h, values, COUNT, caps);
                h.selected = -1;
                heat_row(&plain, 0, &h, values, COUNT, caps);
                for (int col = 0; col < plain.cols; col++) {
                    uint32_t ch = frame_cell(&marked, 0, col)->ch;
                    uint32_t without = frame_cell(&plain, 0, col)->ch;
                    bool open = col == 1 + at * width, close = col == 1 + (at + 1) * width;
                    assert_int_equal(ch, open ? '[' : close ? ']' : without);
                    if (open || close) assert_int_equal(without, ' ');
                    assert_int_equal(frame_cell(&marked, 0, col)->bg,
                                     frame_cell(&plain, 0, col)->bg);
                }
            }
    frame_free(&marked);
    frame_free(&plain);
}

static void legend_is_made_of_heat_cells(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY, cell = FRAME_EMPTY;
    for (size_t c = 0; c < EVERY_CAPS; c++) {
        const struct caps *caps = &every_caps[c];
        struct style style = role_style(ROLE_TEXT, caps->depth);
        for (int cols = 1; cols <= 30; cols++) {
            assert_true(frame_start(&f, 1, cols + 2, caps->ascii, style));
            heat_legend(&f, 0, 1, cols, 2, caps);
            int label = cols >= 9 ? 3 : 0; /* "-2 " and " +2" */
            if (label > 0) {
                assert_int_equal(frame_cell(&f, 0, 1)->ch, caps->ascii ? '-' : 0x2212);
                assert_int_equal(frame_cell(&f, 0, cols)->ch, '2');
                assert_int_equal(frame_cell(&f, 0, cols - 1)->ch, '+');
            }
            int cells = cols - 2 * label;
            for (int i = 0; i < cells; i++) {
                double value = cells > 1 ? 2 * (2.0 * i / (cells - 1) - 1) : 0;
                draw(&cell, 1, value, 2, false, caps);
                assert_memory_equal(frame_cell(&f, 0, 1 + label + i), frame_cell(&cell, 0, 2),
                                    sizeof(struct cell));
            }
            assert_int_equal(frame_cell(&f, 0, cols + 1)->ch, ' ');
        }
    }
    frame_free(&f);
    frame_free(&cell);
}

static float random_value(void)
{
    return (float)(rand() % 401 - 200) / 90;
}

/* A row in one call is the row drawn cell by cell. */
static void rows_are_made_of_heat_cells(void **state)
{
    (void)state;
    enum { COUNT = 300, COLS = 700 };
    struct frame row = FRAME_EMPTY, cells = FRAME_EMPTY;
    float values[COUNT];
    double doubles[COUNT];
    for (int round = 0; round < 400; round++) {
        const struct caps *caps = &every_caps[(size_t)round % EVERY_CAPS];
        struct heat_row h = {.col = rand() % 9 - 4,
                             .width = 1 + rand() % HEAT_CELL_MAX,
                             .full = 2,
                             .doubles = rand() % 2};
        int count = 1 + rand() % COUNT;
        h.selected = rand() % (2 * count) - 1;
        for (int k = 0; k < count; k++) doubles[k] = (double)(values[k] = random_value());
        struct style style = role_style(ROLE_TEXT, caps->depth);
        assert_true(frame_start(&row, 1, COLS, caps->ascii, style));
        assert_true(frame_start(&cells, 1, COLS, caps->ascii, style));
        heat_row(&row, 0, &h, h.doubles ? (const void *)doubles : values, count, caps);
        for (int k = 0; k < count; k++)
            heat_cell(&cells, (struct span){0, h.col + k * h.width, h.width}, doubles[k], h.full,
                      k == h.selected, caps);
        if (h.width >= HEAT_NUMBER_COLS && h.selected >= 0 && h.selected < count)
            heat_close(&cells, 0, h.col + (h.selected + 1) * h.width);
        assert_memory_equal(row.cells, cells.cells, COLS * sizeof *row.cells);
    }
    frame_free(&row);
    frame_free(&cells);
}

/* Each half in its own value's colour; the marked one whole, in its own. */
static void halves_hold_two_rows(void **state)
{
    (void)state;
    enum { COUNT = 200 };
    const struct caps caps = {.depth = DEPTH_256, .ascii = false};
    struct frame f = FRAME_EMPTY, one = FRAME_EMPTY;
    float values[2 * COUNT];
    for (int k = 0; k < 2 * COUNT; k++) values[k] = random_value();
    for (int i = 0; i < 2 * HEAT_CELL_MAX; i++) {
        int lower = i % 2, width = 1 + i / 2;
        const struct heat_row h = {
            .col = 3, .width = width, .selected = 150, .full = 2, .lower = lower};
        assert_true(
            frame_start(&f, 1, COUNT * width + 3, false, role_style(ROLE_TEXT, caps.depth)));
        heat_halves(&f, 0, &h, values, COUNT, &caps);
        for (int at = 0; at < COUNT * width; at++) {
            int k = at / width;
            const struct cell *c = frame_cell(&f, 0, 3 + at);
            draw(&one, width, (double)values[lower * COUNT + k], 2, true, &caps);
            if (k == 150) {
                bool free = width >= HEAT_NUMBER_COLS && at % width == 0;
                assert_int_equal(c->ch, free ? ' ' : frame_cell(&one, 0, 2 + at % width)->ch);
                assert_int_equal(c->bg, frame_cell(&one, 0, 2)->bg);
                assert_int_equal(c->attr, frame_cell(&one, 0, 2)->attr);
                continue;
            }
            assert_int_equal(c->ch, 0x2580);
            assert_int_equal(c->fg, SLOT_HEAT + HEAT_HALF + heat_level((double)values[k], 2));
            assert_int_equal(c->bg,
                             SLOT_HEAT + HEAT_HALF + heat_level((double)values[COUNT + k], 2));
        }
    }
    const struct heat_row single = {.col = 0, .width = 1, .selected = -1, .full = 2, .alone = true};
    heat_halves(&f, 0, &single, values, COUNT, &caps);
    assert_int_equal(frame_cell(&f, 0, COUNT - 1)->bg, SLOT_BACK);
    frame_free(&f);
    frame_free(&one);
}

/* Where glyphs tell the sign, bare cells of two columns join into one surface; others have a sign before them. */
static void bare_cells_have_no_sign(void **state)
{
    (void)state;
    const struct caps caps = {.depth = DEPTH_NONE, .ascii = false};
    struct frame f = FRAME_EMPTY;
    const double values[] = {2, -2};
    for (int bare = 0; bare < 2; bare++) {
        const struct heat_row h = {
            .width = 2, .selected = -1, .full = 2, .doubles = true, .bare = bare};
        assert_true(frame_start(&f, 1, 4, false, role_style(ROLE_TEXT, caps.depth)));
        heat_row(&f, 0, &h, values, 2, &caps);
        assert_int_equal(frame_cell(&f, 0, 0)->ch, bare ? 0x2588 : '+');
        assert_int_equal(frame_cell(&f, 0, 1)->ch, 0x2588);
        assert_int_equal(frame_cell(&f, 0, 2)->ch, bare ? 0x25A4 : 0x2212);
    }
    frame_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_grow_with_the_value),
        cmocka_unit_test(levels_of_extreme_values),
        cmocka_unit_test(cells_keep_to_their_columns),
        cmocka_unit_test(colour_cells_show_the_level_as_ground),
        cmocka_unit_test(bare_cells_have_no_sign),
        cmocka_unit_test(selection_is_marked),
        cmocka_unit_test(glyphs_tell_sign_and_strength),
        cmocka_unit_test(selected_glyphs_keep_the_sign),
        cmocka_unit_test(sixteen_colours_shade),
        cmocka_unit_test(numbers_are_written_as_known),
        cmocka_unit_test(numbers_read_back),
        cmocka_unit_test(a_missing_value_is_not_zero),
        cmocka_unit_test(a_selected_number_keeps_its_digits),
        cmocka_unit_test(legend_is_made_of_heat_cells),
        cmocka_unit_test(rows_are_made_of_heat_cells),
        cmocka_unit_test(halves_hold_two_rows),
    };
    return cmocka_run_group_tests_name("heat", tests, NULL, NULL);
}
