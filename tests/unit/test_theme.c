/* Themes, roles and heat ramps. Contrast and lightness are computed here again,
 * from the published definitions, by another route than the program's. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "view/marks/heat.h"
#include "view/colour/ramp.h"
#include "view/colour/theme.h"
#include "contrast.h"
#include "within.h"

static const enum depth colored[] = {DEPTH_16, DEPTH_256, DEPTH_TRUE};

/* OKLab through XYZ (the article's first form). */
static void oklab(const double v[3], double out[3])
{
    double l = 0.8189330101 * v[0] + 0.3618667424 * v[1] - 0.1288597137 * v[2];
    double m = 0.0329845436 * v[0] + 0.9293118715 * v[1] + 0.0361456387 * v[2];
    double s = 0.0482003018 * v[0] + 0.2643662691 * v[1] + 0.6338517070 * v[2];
    l = cbrt(l), m = cbrt(m), s = cbrt(s);
    out[0] = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
    out[1] = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
    out[2] = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
}

static double lightness_of(const double v[3])
{
    double lab[3];
    oklab(v, lab);
    return lab[0];
}

static double lightness(int32_t rgb)
{
    double v[3];
    xyz(rgb, v);
    return lightness_of(v);
}

/* In degrees. */
static double hue_angle(int32_t rgb, double *chroma)
{
    double v[3], lab[3];
    xyz(rgb, v);
    oklab(v, lab);
    *chroma = hypot(lab[1], lab[2]);
    return atan2(lab[2], lab[1]) * 180 / 3.14159265358979323846;
}

/* A theme that has colours, with a palette. */
struct look {
    int theme, palette;
};

/* Every one of them, the i-th; false after the last. */
static bool every_look(int i, struct look *out)
{
    int themes = theme_count - 1; /* "none" is the last */
    assert_int_equal(theme_depth(themes - 1, DEPTH_TRUE), DEPTH_TRUE);
    *out = (struct look){i % themes, i / themes};
    return out->palette < palette_count;
}

static int32_t slot_rgb(struct look look, enum depth depth, int slot)
{
    return ramp_rgb(depth, theme_palette(look.theme, look.palette, depth)->color[slot]);
}

static int32_t level_rgb(struct look look, enum depth depth, int level)
{
    return slot_rgb(look, depth, SLOT_HEAT + HEAT_HALF + level);
}

static const char *name_of(struct look look)
{
    static char name[64];
    snprintf(name, sizeof name, "theme %s, palette %s", theme_names[look.theme],
             palette_names[look.palette]);
    return name;
}

static void contrast_ratios_are_wcag(void **state)
{
    (void)state;
    assert_true(fabs(contrast(0xffffff, 0x000000) - 21) < 1e-5);
    assert_true(fabs(contrast(0x777777, 0xffffff) - 4.478) < 0.001);
    assert_true(fabs(contrast(0xffffff, 0x767676) - 4.542) < 0.001);
}

static void color_numbers_are_xterms(void **state)
{
    (void)state;
    static const struct {
        int32_t color, rgb;
    } known[] = {{0, 0},          {1, 0xcd0000},  {8, 0x7f7f7f},   {15, 0xffffff},
                 {16, 0},         {67, 0x5f87af}, {196, 0xff0000}, {231, 0xffffff},
                 {232, 0x080808}, {255, 0xeeeeee}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        assert_int_equal(ramp_rgb(DEPTH_256, known[i].color), known[i].rgb);
    assert_int_equal(ramp_rgb(DEPTH_16, 12), 0x5c5cff);
    assert_int_equal(ramp_rgb(DEPTH_TRUE, 0x123456), 0x123456);
    assert_int_equal(ramp_rgb(DEPTH_256, COLOR_TERMINAL), COLOR_TERMINAL);
}

static void themes_have_names(void **state)
{
    (void)state;
    assert_int_equal(theme_count, 4);
    for (int i = 0; i < theme_count; i++) assert_int_equal(theme_find(theme_names[i]), i);
    assert_null(theme_names[theme_count]);
    assert_int_equal(theme_find("dark"), 0);
    assert_int_equal(theme_find("Dark"), -1);
    assert_int_equal(theme_find(""), -1);
    assert_string_equal(palette_names[0], "blue-orange");
    assert_int_equal(palette_count, 3);
    assert_null(palette_names[palette_count]);
}

static void colors_suit_their_depth(void **state)
{
    (void)state;
    struct look l;
    for (int i = 0; every_look(i, &l); i++) {
        for (int slot = 0; slot < SLOT_COUNT; slot++) {
            assert_int_equal(theme_palette(l.theme, l.palette, DEPTH_NONE)->color[slot],
                             COLOR_TERMINAL);
            assert_within(theme_palette(l.theme, l.palette, DEPTH_16)->color[slot], 0, 15);
            assert_within(theme_palette(l.theme, l.palette, DEPTH_256)->color[slot], 16, 255);
            assert_within(theme_palette(l.theme, l.palette, DEPTH_TRUE)->color[slot], 0x010101,
                          0xffffff);
        }
        for (int depth = 0; depth < DEPTH_COUNT; depth++)
            assert_int_equal(theme_palette(l.theme, l.palette, (enum depth)depth)->depth, depth);
    }
}

static void the_theme_none_has_no_colors(void **state)
{
    (void)state;
    int none = theme_find("none");
    for (int depth = 0; depth < DEPTH_COUNT; depth++) {
        assert_int_equal(theme_depth(none, (enum depth)depth), DEPTH_NONE);
        assert_int_equal(theme_depth(0, (enum depth)depth), depth);
        const struct palette *p = theme_palette(none, 0, (enum depth)depth);
        assert_int_equal(p->depth, DEPTH_NONE);
        for (int slot = 0; slot < SLOT_COUNT; slot++)
            assert_int_equal(p->color[slot], COLOR_TERMINAL);
    }
}

/* Strong text is no weaker than plain text where 16 colours have bold black as grey. */
static void strong_text_is_not_grey(void **state)
{
    (void)state;
    const struct palette *light = theme_palette(theme_find("light"), 0, DEPTH_16);
    const struct palette *dark = theme_palette(theme_find("dark"), 0, DEPTH_16);
    struct style strong = role_style(ROLE_STRONG, DEPTH_16);
    assert_int_equal(light->color[strong.fg], light->color[SLOT_TEXT]);
    assert_int_equal(palette_attr(light, light->color[strong.fg], ATTR_BOLD | ATTR_UNDERLINE),
                     ATTR_UNDERLINE);
    assert_int_equal(palette_attr(dark, dark->color[strong.fg], strong.attr), ATTR_BOLD);
    const struct palette *rich = theme_palette(theme_find("light"), 0, DEPTH_256);
    assert_int_equal(palette_attr(rich, 0, ATTR_BOLD), ATTR_BOLD);
}

/* WCAG 2.1 AA asks for 4.5 in text. Lines are no text. The one grey that 16
 * colours have between black and white reaches 4.0 on white. */
static void text_is_legible(void **state)
{
    (void)state;
    struct look l;
    for (int i = 0; every_look(i, &l); i++) {
        for (size_t d = 0; d < sizeof colored / sizeof colored[0]; d++) {
            for (int role = 0; role < ROLE_COUNT; role++) {
                struct style style = role_style((enum role)role, colored[d]);
                double ratio =
                    contrast(slot_rgb(l, colored[d], style.fg), slot_rgb(l, colored[d], style.bg));
                bool grey = colored[d] == DEPTH_16 && style.fg == SLOT_DIM;
                double least = role == ROLE_LINE ? 1.2 : grey ? 3.9 : 4.5;
                if (ratio < least) {
                    fail_msg("%s, depth %d, role %d: contrast %.2f", name_of(l), (int)colored[d],
                             role, ratio);
                }
            }
        }
    }
}

/* Numbers and marks as heat_cell() draws them, at every level: on the level's
 * colour, or at 16 colours and where a cell is selected on the plain ground. */
static void numbers_in_heat_cells_are_legible(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    struct look l;
    for (int i = 0; every_look(i, &l); i++) {
        for (size_t d = 0; d < sizeof colored / sizeof colored[0]; d++) {
            struct caps caps = {.depth = colored[d], .ascii = false};
            for (int level = -HEAT_HALF; level <= HEAT_HALF; level++) {
                assert_true(
                    frame_start(&f, 1, HEAT_CELL_MAX, false, role_style(ROLE_BACK, colored[d])));
                heat_cell(&f, (struct span){0, 0, HEAT_CELL_MAX}, (double)level / HEAT_HALF, 1,
                          level % 2 == 0, &caps);
                for (int col = 0; col < HEAT_CELL_MAX; col++) {
                    const struct cell *c = frame_cell(&f, 0, col);
                    double ratio =
                        contrast(slot_rgb(l, colored[d], c->fg), slot_rgb(l, colored[d], c->bg));
                    bool grey = colored[d] == DEPTH_16 && ramp_is_sequential(l.palette);
                    if (ratio < (grey ? 3.9 : 4.5)) {
                        fail_msg("%s, depth %d, level %d: contrast %.2f", name_of(l),
                                 (int)colored[d], level, ratio);
                    }
                }
            }
        }
    }
    frame_free(&f);
}

/* What the eye gets of a cell: of its ink as much as the glyph covers, the rest of its ground. */
static double seen_lightness(struct look look, enum depth depth, const struct cell *c, bool cie)
{
    static const struct {
        uint32_t ch;
        double covers;
    } glyphs[] = {{' ', 0},       {0xB7, 0.04},   {0x2591, 0.25},
                  {0x2592, 0.50}, {0x2593, 0.75}, {0x2588, 1}};
    double ink[3], ground[3], covers = -1;
    for (size_t i = 0; i < sizeof glyphs / sizeof glyphs[0]; i++)
        if (glyphs[i].ch == c->ch) covers = glyphs[i].covers;
    assert_true(covers >= 0);
    xyz(slot_rgb(look, depth, c->fg), ink);
    xyz(slot_rgb(look, depth, c->bg), ground);
    for (int i = 0; i < 3; i++) ground[i] += covers * (ink[i] - ground[i]);
    return cie ? 1.16 * cbrt(ground[1]) - 0.16 : lightness_of(ground);
}

/* The lightness, by both measures, of a cell of that level as heat_cell() draws it. */
static void draw_level(struct look l, enum depth depth, int level, double out[2])
{
    struct frame f = FRAME_EMPTY;
    const struct caps caps = {.depth = depth};
    assert_true(frame_start(&f, 1, 2, false, role_style(ROLE_BACK, depth)));
    heat_cell(&f, (struct span){0, 0, 1}, (double)level / HEAT_HALF, 1, false, &caps);
    for (int cie = 0; cie < 2; cie++)
        out[cie] = seen_lightness(l, depth, frame_cell(&f, 0, 0), cie);
    frame_free(&f);
}

/* A matrix of zeros is seen: the cells differ from the background in lightness by what two greys
 * of 256 colours that are two steps apart do, and by a glyph where a cell has no ground. */
static void zero_is_seen(void **state)
{
    (void)state;
    struct look l;
    for (int i = 0; every_look(i, &l); i++)
        for (enum depth depth = DEPTH_256; depth <= DEPTH_TRUE; depth++) {
            double zero = lightness(level_rgb(l, depth, 0)),
                   back = lightness(slot_rgb(l, depth, SLOT_BACK));
            if (fabs(zero - back) < 0.07)
                fail_msg("%s, depth %d: %.3f on %.3f", name_of(l), (int)depth, zero, back);
        }
    struct frame f = FRAME_EMPTY;
    for (int k = 0; k < 4; k++)
        for (int width = 1; width < HEAT_NUMBER_COLS; width++) {
            const struct caps caps = {.depth = k / 2 ? DEPTH_16 : DEPTH_NONE, .ascii = k % 2};
            assert_true(frame_start(&f, 1, width, k % 2, role_style(ROLE_BACK, caps.depth)));
            heat_cell(&f, (struct span){0, 0, width}, 0, 1, false, &caps);
            const struct cell *c = frame_cell(&f, 0, width - 1);
            assert_int_equal(c->ch, caps.ascii ? '.' : 0xB7);
            for (int j = 0; every_look(j, &l) && caps.depth; j++)
                assert_true(contrast(slot_rgb(l, DEPTH_16, c->fg), slot_rgb(l, DEPTH_16, c->bg)) >
                            3);
        }
    frame_free(&f);
}

/* From zero outwards no cell is nearer to the background than the one before it: at every depth,
 * by the lightness of OKLab and by that of CIE L*. */
static void lightness_follows_size(void **state)
{
    (void)state;
    struct look l;
    for (int i = 0; every_look(i, &l); i++)
        for (enum depth depth = DEPTH_16; depth <= DEPTH_TRUE; depth++) {
            double back = lightness(slot_rgb(l, depth, SLOT_BACK)), way = back > 0.5 ? -1 : 1;
            for (int level = 1; level <= HEAT_HALF && !ramp_is_sequential(l.palette); level++)
                for (int sign = -1; sign <= 1; sign += 2) {
                    double before[2], now[2];
                    draw_level(l, depth, sign * (level - 1), before);
                    draw_level(l, depth, sign * level, now);
                    if (way * (now[0] - before[0]) < 0 || way * (now[1] - before[1]) < 0)
                        fail_msg("%s, depth %d, level %d", name_of(l), (int)depth, sign * level);
                }
        }
}

/* Every colour of a side has that side's hue, or none: neither maroon, nor olive, nor cyan. Of 256
 * colours the one dark orange is an ochre, 20° off. */
static void a_sign_has_one_hue(void **state)
{
    (void)state;
    static const double hues[][2] = {{255, 60}, {310, 147}}; /* below zero, above it */
    struct look l;
    for (int i = 0; every_look(i, &l); i++)
        for (enum depth depth = DEPTH_256; depth <= DEPTH_TRUE; depth++)
            for (int level = -HEAT_HALF; level <= HEAT_HALF; level++) {
                double chroma, angle = hue_angle(level_rgb(l, depth, level), &chroma);
                if (level == 0 || ramp_is_sequential(l.palette)) continue;
                double off = remainder(angle - hues[l.palette][level > 0], 360);
                bool weak = abs(level) < (depth == DEPTH_256 ? 8 : 5), grey = chroma < 0.035;
                double limit = depth == DEPTH_256 ? 20.5 : 18;
                if (grey ? !weak : depth == DEPTH_256 || !weak ? fabs(off) > limit : false)
                    fail_msg("%s, depth %d, level %d: hue %.0f, chroma %.3f", name_of(l),
                             (int)depth, level, angle, chroma);
            }
}

/* How far a colour lies on the positive side's way: orange is red and not blue, green is neither. */
static int hue(struct look look, int32_t rgb)
{
    int r = rgb >> 16, g = rgb >> 8 & 0xFF, b = rgb & 0xFF;
    return look.palette == 0 ? r - b : 2 * g - r - b;
}

/* Lightness moves away from the ground's with every level (truecolor), or
 * never back (256), and each side has its hue, of 256 colours from level 8 on. */
static void diverging_heat_is_monotone(void **state)
{
    (void)state;
    struct look l;
    for (int i = 0; every_look(i, &l); i++) {
        int32_t ground = slot_rgb(l, DEPTH_TRUE, SLOT_BACK);
        double way = lightness(ground) > 0.5 ? -1 : 1;
        for (enum depth depth = DEPTH_256; depth <= DEPTH_TRUE && !ramp_is_sequential(l.palette);
             depth++) {
            double least = depth == DEPTH_TRUE ? 0.004 : 0;
            for (int level = -HEAT_HALF; level <= HEAT_HALF; level++) {
                int sign = level < 0 ? -1 : 1;
                int32_t before = level_rgb(l, depth, level - sign * (level != 0)),
                        rgb = level_rgb(l, depth, level);
                bool further = level == 0 || way * (lightness(rgb) - lightness(before)) >= least;
                bool hued = depth == DEPTH_TRUE ? level != 0 : abs(level) >= 8;
                if (!further || (hued && sign * (hue(l, rgb) - hue(l, ground)) <= 0))
                    fail_msg("%s, depth %d, level %d", name_of(l), (int)depth, level);
            }
        }
    }
}

/* Grey grows lighter from end to end, is grey, and its zero stands out from both neighbours. */
static void sequential_heat_is_monotone(void **state)
{
    (void)state;
    struct look l;
    for (int i = 0; every_look(i, &l); i++) {
        for (enum depth depth = DEPTH_256; depth <= DEPTH_TRUE && ramp_is_sequential(l.palette);
             depth++) {
            double largest = 0;
            for (int level = 1 - HEAT_HALF; level <= HEAT_HALF; level++) {
                int32_t rgb = level_rgb(l, depth, level);
                double step = lightness(rgb) - lightness(level_rgb(l, depth, level - 1));
                assert_true(step >= (depth == DEPTH_TRUE ? 0.004 : 0));
                assert_true(rgb >> 16 == (rgb >> 8 & 0xFF) && rgb >> 16 == (rgb & 0xFF));
                if (level != 0 && level != 1) largest = fmax(largest, step);
            }
            for (int side = -1; side <= 1; side += 2) {
                double step = side * (lightness(level_rgb(l, depth, side)) -
                                      lightness(level_rgb(l, depth, 0)));
                assert_true(step >= 0.07 && step >= 1.7 * largest);
            }
            for (int end = -HEAT_HALF; end <= HEAT_HALF;
                 end += 2 * HEAT_HALF) { /* cells end where they end */
                bool projector = l.theme == theme_find("contrast");
                int32_t ground = slot_rgb(l, depth, SLOT_BACK);
                double difference = fabs(lightness(level_rgb(l, depth, end)) - lightness(ground));
                assert_true(difference >= (projector ? 0.15 : 0.04));
            }
        }
    }
}

static void heat_has_many_steps(void **state)
{
    (void)state;
    static const int least[DEPTH_COUNT] = {
        [DEPTH_16] = 2, [DEPTH_256] = 6, [DEPTH_TRUE] = HEAT_HALF};
    struct look l;
    for (int i = 0; every_look(i, &l); i++) {
        for (size_t d = 0; d < sizeof colored / sizeof colored[0]; d++) {
            for (int sign = -1; sign <= 1; sign += 2) {
                int steps = 0;
                for (int size = 1; size <= HEAT_HALF; size++) {
                    steps += level_rgb(l, colored[d], sign * size) !=
                             level_rgb(l, colored[d], sign * (size - 1));
                }
                bool two_greys = colored[d] == DEPTH_16 && ramp_is_sequential(l.palette);
                /* White has one grey beside it that is seen, which zero and positive share. */
                bool on_white = two_greys && sign > 0 && l.theme == theme_find("light");
                if (steps < (two_greys ? !on_white : least[colored[d]])) {
                    fail_msg("%s, depth %d, sign %d: %d steps", name_of(l), (int)colored[d], sign,
                             steps);
                }
            }
        }
    }
}

/* What an eye without one kind of cones sees of a colour, in linear sRGB: Machado,
 * Oliveira and Fernandes 2009, "A physiologically-based model for simulation of
 * color vision deficiency", table 1, severity 1: protan, deutan, tritan. */
static double apart(int32_t a, int32_t b, int kind)
{
    static const double seen[3][3][3] = {
        {{0.152286, 1.052583, -0.204868},
         {0.114503, 0.786281, 0.099216},
         {-0.003882, -0.048116, 1.051998}},
        {{0.367322, 0.860646, -0.227968},
         {0.280085, 0.672501, 0.047413},
         {-0.011820, 0.042940, 0.968881}},
        {{1.255528, -0.076749, -0.178779},
         {-0.078411, 0.930809, 0.147602},
         {0.004733, 0.691367, 0.303900}},
    };
    double sum = 0;
    for (int row = 0; row < 3; row++) {
        const double *m = seen[kind][row];
        double va = m[0] * linear(a, 16) + m[1] * linear(a, 8) + m[2] * linear(a, 0);
        double vb = m[0] * linear(b, 16) + m[1] * linear(b, 8) + m[2] * linear(b, 0);
        /* as sRGB, which is about even to the eye */
        double difference = pow(fmax(va, 0), 1 / 2.2) - pow(fmax(vb, 0), 1 / 2.2);
        sum += difference * difference;
    }
    return sqrt(sum);
}

/* Values of the same size and other sign are told apart, from the size on at which
 * they differ much from zero. 0.1 is the difference of two greys 15 of 255 apart. */
static void signs_differ_for_every_eye(void **state)
{
    (void)state;
    struct look l;
    for (int i = 0; every_look(i, &l); i++) {
        for (enum depth depth = DEPTH_256; depth <= DEPTH_TRUE; depth++) {
            for (int size = 6; size <= HEAT_HALF; size++) {
                for (int kind = 0; kind < 3; kind++) {
                    double difference =
                        apart(level_rgb(l, depth, -size), level_rgb(l, depth, size), kind);
                    if (difference < 0.1) {
                        fail_msg("%s, depth %d, level %d, eye %d: %.3f", name_of(l), (int)depth,
                                 size, kind, difference);
                    }
                }
            }
        }
    }
}

/* Values from a separate computation of the interpolation between the dark
 * theme's stops, each channel within 1. */
static void truecolor_is_interpolated_in_oklab(void **state)
{
    (void)state;
    static const struct {
        int level;
        int32_t rgb;
    } known[] = {{-32, 0xd4e6fe}, {-28, 0xa2c9fd}, {-21, 0x5596e7}, {-14, 0x2868b6}, {-8, 0x254e82},
                 {-3, 0x273953},  {2, 0x3b3230},   {9, 0x734821},   {16, 0xaa5e04},  {22, 0xda8535},
                 {27, 0xf3b078},  {30, 0xfacca6},  {32, 0xfedec4}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        int32_t rgb = level_rgb((struct look){theme_find("dark"), 0}, DEPTH_TRUE, known[i].level);
        for (int shift = 0; shift <= 16; shift += 8) {
            int difference = (rgb >> shift & 0xFF) - (known[i].rgb >> shift & 0xFF);
            assert_within(difference + 1, 0, 2);
        }
    }
}

/* Without colour, what must be told apart has attributes that differ. */
static void attributes_stand_in_for_color(void **state)
{
    (void)state;
    static const enum role apart[][2] = {
        {ROLE_TAB, ROLE_BAR},
        {ROLE_ROW, ROLE_TEXT},
        {ROLE_ROW_NEW, ROLE_ROW},
        {ROLE_ROW_ACCENT, ROLE_ROW},
        {ROLE_CHIP_A, ROLE_CHIP_B},
        {ROLE_CHIP_NEW_A, ROLE_CHIP_A},
        {ROLE_CHIP_NEW_B, ROLE_CHIP_B},
        {ROLE_CHIP_NEW_A, ROLE_CHIP_NEW_B},
        {ROLE_CHIP_SELECTED, ROLE_CHIP_NEW_A},
        {ROLE_CHIP_SELECTED, ROLE_CHIP_NEW_B},
        {ROLE_CHIP_GAP, ROLE_CHIP_A},
        {ROLE_CHIP_GAP, ROLE_CHIP_SELECTED},
        {ROLE_DIM, ROLE_TEXT},
        {ROLE_STRONG, ROLE_TEXT},
        {ROLE_ACCENT, ROLE_STRONG},
        {ROLE_SIN, ROLE_COS},
        {ROLE_BAR_SIN, ROLE_BAR_COS},
        {ROLE_NEW, ROLE_TEXT},
        {ROLE_WARN, ROLE_TEXT},
    };
    for (size_t i = 0; i < sizeof apart / sizeof apart[0]; i++) {
        assert_int_not_equal(role_style(apart[i][0], DEPTH_NONE).attr,
                             role_style(apart[i][1], DEPTH_NONE).attr);
    }
    assert_true(role_style(ROLE_TAB, DEPTH_NONE).attr & ATTR_REVERSE);
    assert_true(role_style(ROLE_CHIP_SELECTED, DEPTH_NONE).attr & ATTR_REVERSE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strong_text_is_not_grey),
        cmocka_unit_test(contrast_ratios_are_wcag),
        cmocka_unit_test(color_numbers_are_xterms),
        cmocka_unit_test(themes_have_names),
        cmocka_unit_test(colors_suit_their_depth),
        cmocka_unit_test(text_is_legible),
        cmocka_unit_test(numbers_in_heat_cells_are_legible),
        cmocka_unit_test(zero_is_seen),
        cmocka_unit_test(lightness_follows_size),
        cmocka_unit_test(a_sign_has_one_hue),
        cmocka_unit_test(the_theme_none_has_no_colors),
        cmocka_unit_test(diverging_heat_is_monotone),
        cmocka_unit_test(sequential_heat_is_monotone),
        cmocka_unit_test(signs_differ_for_every_eye),
        cmocka_unit_test(heat_has_many_steps),
        cmocka_unit_test(truecolor_is_interpolated_in_oklab),
        cmocka_unit_test(attributes_stand_in_for_color),
    };
    return cmocka_run_group_tests_name("theme", tests, NULL, NULL);
}
