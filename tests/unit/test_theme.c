/* Themes, roles and heat ramps. Contrast and lightness are computed here anew,
 * from the published definitions, by another route than the program's. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "view/ramp.h"
#include "view/theme.h"

static const enum depth colored[] = {DEPTH_16, DEPTH_256, DEPTH_TRUE};

static double linear(int32_t rgb, int shift)
{
    double c = (rgb >> shift & 0xFF) / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

/* CIE XYZ (D65) of an sRGB colour, IEC 61966-2-1. */
static void xyz(int32_t rgb, double out[3])
{
    double r = linear(rgb, 16), g = linear(rgb, 8), b = linear(rgb, 0);
    out[0] = 0.4124564 * r + 0.3575761 * g + 0.1804375 * b;
    out[1] = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b;
    out[2] = 0.0193339 * r + 0.1191920 * g + 0.9503041 * b;
}

/* OKLab lightness through XYZ (the article's first form). */
static double lightness(int32_t rgb)
{
    double v[3];
    xyz(rgb, v);
    double l = 0.8189330101 * v[0] + 0.3618667424 * v[1] - 0.1288597137 * v[2];
    double m = 0.0329845436 * v[0] + 0.9293118715 * v[1] + 0.0361456387 * v[2];
    double s = 0.0482003018 * v[0] + 0.2643662691 * v[1] + 0.6338517070 * v[2];
    return 0.2104542553 * cbrt(l) + 0.7936177850 * cbrt(m) - 0.0040720468 * cbrt(s);
}

static double contrast(int32_t a, int32_t b)
{
    double va[3], vb[3];
    xyz(a, va);
    xyz(b, vb);
    return (fmax(va[1], vb[1]) + 0.05) / (fmin(va[1], vb[1]) + 0.05);
}

static int32_t slot_rgb(int theme, enum depth depth, int slot)
{
    return ramp_rgb(depth, theme_palette(theme, depth)->color[slot]);
}

static int32_t level_rgb(int theme, enum depth depth, int level)
{
    return slot_rgb(theme, depth, SLOT_HEAT + HEAT_HALF + level);
}

static void contrast_ratios_are_wcag(void **state)
{
    (void)state;
    assert_true(fabs(ramp_contrast(0xffffff, 0x000000) - 21) < 1e-9);
    assert_true(fabs(ramp_contrast(0x777777, 0xffffff) - 4.478) < 0.001);
    assert_true(fabs(ramp_contrast(0xffffff, 0x767676) - 4.542) < 0.001);
    for (int32_t rgb = 0; rgb <= 0xffffff; rgb += 0x010f0d) {
        assert_true(fabs(ramp_contrast(rgb, 0x2c3244) - contrast(rgb, 0x2c3244)) < 0.001);
    }
}

static void color_numbers_are_xterms(void **state)
{
    (void)state;
    static const struct {
        int32_t color, rgb;
    } known[] = {{0, 0},           {1, 0xcd0000},   {8, 0x7f7f7f},   {15, 0xffffff},  {16, 0},
                 {67, 0x5f87af},   {196, 0xff0000}, {231, 0xffffff}, {232, 0x080808}, {255, 0xeeeeee}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        assert_int_equal(ramp_rgb(DEPTH_256, known[i].color), known[i].rgb);
    }
    assert_int_equal(ramp_rgb(DEPTH_16, 12), 0x5c5cff);
    assert_int_equal(ramp_rgb(DEPTH_TRUE, 0x123456), 0x123456);
    assert_int_equal(ramp_rgb(DEPTH_256, COLOR_TERMINAL), COLOR_TERMINAL);
}

static void themes_have_names(void **state)
{
    (void)state;
    assert_int_equal(theme_count, 3);
    for (int i = 0; i < theme_count; i++) {
        assert_int_equal(theme_find(theme_names[i]), i);
    }
    assert_int_equal(theme_find("dark"), 0);
    assert_int_equal(theme_find("Dark"), -1);
    assert_int_equal(theme_find(""), -1);
}

static void colors_suit_their_depth(void **state)
{
    (void)state;
    for (int theme = 0; theme < theme_count; theme++) {
        for (int slot = 0; slot < SLOT_COUNT; slot++) {
            assert_int_equal(theme_palette(theme, DEPTH_NONE)->color[slot], COLOR_TERMINAL);
            assert_in_range(theme_palette(theme, DEPTH_16)->color[slot], 0, 15);
            assert_in_range(theme_palette(theme, DEPTH_256)->color[slot], 16, 255);
            assert_in_range(theme_palette(theme, DEPTH_TRUE)->color[slot], 0x010101, 0xffffff);
        }
        for (int depth = 0; depth < DEPTH_COUNT; depth++) {
            assert_int_equal(theme_palette(theme, (enum depth)depth)->depth, depth);
        }
    }
}

/* WCAG 2.1 AA asks for 4.5 in text. Lines are no text. The one grey that 16
 * colours have between black and white reaches 4.0 on white. */
static void text_is_legible(void **state)
{
    (void)state;
    for (int theme = 0; theme < theme_count; theme++) {
        for (size_t d = 0; d < sizeof colored / sizeof colored[0]; d++) {
            for (int role = 0; role < ROLE_COUNT; role++) {
                struct style style = role_style((enum role)role, colored[d]);
                double ratio =
                    contrast(slot_rgb(theme, colored[d], style.fg), slot_rgb(theme, colored[d], style.bg));
                bool grey = colored[d] == DEPTH_16 && style.fg == SLOT_DIM;
                double least = role == ROLE_LINE ? 1.2 : grey ? 3.9 : 4.5;
                if (ratio < least) {
                    fail_msg("theme %s, depth %d, role %d: contrast %.2f", theme_names[theme],
                             (int)colored[d], role, ratio);
                }
            }
        }
    }
}

static void numbers_in_heat_cells_are_legible(void **state)
{
    (void)state;
    for (int theme = 0; theme < theme_count; theme++) {
        for (enum depth depth = DEPTH_256; depth <= DEPTH_TRUE; depth++) {
            for (int level = -HEAT_HALF; level <= HEAT_HALF; level++) {
                bool near = level >= -HEAT_NEAR && level <= HEAT_NEAR;
                int32_t ink = slot_rgb(theme, depth, near ? SLOT_INK_NEAR : SLOT_INK_FAR);
                double ratio = contrast(ink, level_rgb(theme, depth, level));
                if (ratio < 4.5) {
                    fail_msg("theme %s, depth %d, level %d: contrast %.2f", theme_names[theme], (int)depth,
                             level, ratio);
                }
            }
        }
    }
}

static void zero_is_the_background(void **state)
{
    (void)state;
    for (int theme = 0; theme < theme_count; theme++) {
        for (int depth = 0; depth < DEPTH_COUNT; depth++) {
            const struct palette *p = theme_palette(theme, (enum depth)depth);
            assert_int_equal(p->color[SLOT_HEAT + HEAT_HALF], p->color[SLOT_BACK]);
        }
    }
}

/* Lightness moves away from the ground's with every level (truecolor), or
 * never back (256), and each side has its hue: bluer than the ground below, redder above. */
static void heat_is_monotone(void **state)
{
    (void)state;
    for (int theme = 0; theme < theme_count; theme++) {
        int32_t ground = slot_rgb(theme, DEPTH_TRUE, SLOT_BACK);
        double way = lightness(ground) > 0.5 ? -1 : 1;
        int warmth = (ground >> 16) - (ground & 0xFF);
        for (enum depth depth = DEPTH_256; depth <= DEPTH_TRUE; depth++) {
            double least = depth == DEPTH_TRUE ? 0.004 : 0;
            for (int sign = -1; sign <= 1; sign += 2) {
                for (int size = 1; size <= HEAT_HALF; size++) {
                    int32_t before = level_rgb(theme, depth, sign * (size - 1));
                    int32_t rgb = level_rgb(theme, depth, sign * size);
                    assert_true(way * (lightness(rgb) - lightness(before)) >= least);
                    assert_true(sign * ((rgb >> 16) - (rgb & 0xFF) - warmth) > 0);
                }
            }
        }
    }
}

static void heat_has_many_steps(void **state)
{
    (void)state;
    static const int least[DEPTH_COUNT] = {[DEPTH_16] = 2, [DEPTH_256] = 8, [DEPTH_TRUE] = HEAT_HALF};
    for (int theme = 0; theme < theme_count; theme++) {
        for (size_t d = 0; d < sizeof colored / sizeof colored[0]; d++) {
            for (int sign = -1; sign <= 1; sign += 2) {
                int steps = 0;
                for (int size = 1; size <= HEAT_HALF; size++) {
                    int32_t before = level_rgb(theme, colored[d], sign * (size - 1));
                    steps += level_rgb(theme, colored[d], sign * size) != before;
                }
                assert_true(steps >= least[colored[d]]);
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
    } known[] = {{-32, 0xcfe6ff}, {-28, 0x99c8ff}, {-21, 0x4e94e7}, {-14, 0x2363ad}, {-8, 0x1a3e6b},
                 {-3, 0x152236},  {2, 0x211c1a},   {9, 0x673c1b},   {16, 0xb15f15},  {22, 0xe28523},
                 {27, 0xfcb354},  {30, 0xffd393},  {32, 0xffe6bd}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        int32_t rgb = level_rgb(theme_find("dark"), DEPTH_TRUE, known[i].level);
        for (int shift = 0; shift <= 16; shift += 8) {
            int difference = (rgb >> shift & 0xFF) - (known[i].rgb >> shift & 0xFF);
            assert_in_range(difference + 1, 0, 2);
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
        cmocka_unit_test(contrast_ratios_are_wcag),
        cmocka_unit_test(color_numbers_are_xterms),
        cmocka_unit_test(themes_have_names),
        cmocka_unit_test(colors_suit_their_depth),
        cmocka_unit_test(text_is_legible),
        cmocka_unit_test(numbers_in_heat_cells_are_legible),
        cmocka_unit_test(zero_is_the_background),
        cmocka_unit_test(heat_is_monotone),
        cmocka_unit_test(heat_has_many_steps),
        cmocka_unit_test(truecolor_is_interpolated_in_oklab),
        cmocka_unit_test(attributes_stand_in_for_color),
    };
    return cmocka_run_group_tests_name("theme", tests, NULL, NULL);
}
