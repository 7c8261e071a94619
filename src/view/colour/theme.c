#include "view/colour/theme.h"

#include <string.h>

#include "view/colour/ramp.h"
#include "view/colour/ramp_parts.h"

enum { DARK, LIGHT, CONTRAST, COLORED, NONE = COLORED, THEMES };

const char *const theme_names[] = {
    [DARK] = "dark", [LIGHT] = "light", [CONTRAST] = "contrast", [NONE] = "none", [THEMES] = NULL};
const int theme_count = THEMES;
_Static_assert((int)COLORED == (int)RAMP_THEMES, "every theme with colours has its ramps");

const char *const palette_names[] = {[RAMP_BLUE_ORANGE] = "blue-orange",
                                     [RAMP_PURPLE_GREEN] = "purple-green",
                                     [RAMP_GREY] = "grey",
                                     [RAMPS] = NULL};
const int palette_count = RAMPS;

/* A role: slots and attributes where there is colour, attributes where there is
 * none. Without colour, reverse stands for the selection, bold for what is new
 * or matters, and chips alternate underlined and plain so that tokens show. */
struct role_look {
    struct style style;
    uint8_t mono;
};

static const struct role_look looks[ROLE_COUNT] = {
    [ROLE_BACK] = {{SLOT_TEXT, SLOT_BACK, 0}, 0},
    [ROLE_TEXT] = {{SLOT_TEXT, SLOT_BACK, 0}, 0},
    [ROLE_DIM] = {{SLOT_DIM, SLOT_BACK, 0}, ATTR_DIM},
    [ROLE_STRONG] = {{SLOT_STRONG, SLOT_BACK, ATTR_BOLD}, ATTR_BOLD},
    [ROLE_ACCENT] = {{SLOT_ACCENT, SLOT_BACK, ATTR_BOLD}, ATTR_BOLD | ATTR_REVERSE},
    [ROLE_LINE] = {{SLOT_LINE, SLOT_BACK, 0}, ATTR_DIM},
    [ROLE_BAR] = {{SLOT_TEXT, SLOT_BAR, 0}, 0},
    [ROLE_BAR_DIM] = {{SLOT_DIM, SLOT_BAR, 0}, ATTR_DIM},
    [ROLE_BAR_STRONG] = {{SLOT_STRONG, SLOT_BAR, ATTR_BOLD}, ATTR_BOLD},
    [ROLE_BAR_ACCENT] = {{SLOT_ACCENT, SLOT_BAR, ATTR_BOLD}, ATTR_BOLD},
    [ROLE_BAR_SIN] = {{SLOT_SIN, SLOT_BAR, 0}, ATTR_BOLD},
    [ROLE_BAR_COS] = {{SLOT_COS, SLOT_BAR, 0}, 0},
    [ROLE_BAR_WARN] = {{SLOT_WARN, SLOT_BAR, ATTR_BOLD}, ATTR_BOLD},
    [ROLE_TAB] = {{SLOT_ACCENT_INK, SLOT_ACCENT, ATTR_BOLD}, ATTR_BOLD | ATTR_REVERSE},
    [ROLE_ROW] = {{SLOT_STRONG, SLOT_SELECTED, 0}, ATTR_REVERSE},
    [ROLE_ROW_DIM] = {{SLOT_TEXT, SLOT_SELECTED, 0}, ATTR_REVERSE},
    [ROLE_ROW_ACCENT] = {{SLOT_ACCENT, SLOT_SELECTED, ATTR_BOLD}, ATTR_BOLD | ATTR_REVERSE},
    [ROLE_ROW_NEW] = {{SLOT_NEW, SLOT_SELECTED, ATTR_BOLD},
                      ATTR_BOLD | ATTR_UNDERLINE | ATTR_REVERSE},
    [ROLE_CHIP_A] = {{SLOT_TEXT, SLOT_CHIP_A, 0}, ATTR_UNDERLINE},
    [ROLE_CHIP_B] = {{SLOT_TEXT, SLOT_CHIP_B, 0}, 0},
    [ROLE_CHIP_SELECTED] = {{SLOT_STRONG, SLOT_CHIP_SELECTED, ATTR_BOLD}, ATTR_BOLD | ATTR_REVERSE},
    [ROLE_CHIP_NEW_A] = {{SLOT_NEW, SLOT_CHIP_A, ATTR_BOLD}, ATTR_BOLD | ATTR_UNDERLINE},
    [ROLE_CHIP_NEW_B] = {{SLOT_NEW, SLOT_CHIP_B, ATTR_BOLD}, ATTR_BOLD},
    [ROLE_CHIP_GAP] = {{SLOT_ACCENT, SLOT_BACK, ATTR_BOLD}, ATTR_REVERSE},
    [ROLE_SIN] = {{SLOT_SIN, SLOT_BACK, 0}, ATTR_BOLD},
    [ROLE_COS] = {{SLOT_COS, SLOT_BACK, 0}, 0},
    [ROLE_NEW] = {{SLOT_NEW, SLOT_BACK, ATTR_BOLD}, ATTR_BOLD},
    [ROLE_WARN] = {{SLOT_WARN, SLOT_BACK, ATTR_BOLD}, ATTR_BOLD},
    [ROLE_GOOD] = {{SLOT_GOOD, SLOT_BACK, 0}, 0},
};

/* With 16 colours no ground takes every ink, so that these differ there. */
static const struct {
    enum role role;
    struct style style;
} looks_16[] = {
    {ROLE_ROW_NEW, {SLOT_STRONG, SLOT_SELECTED, ATTR_BOLD | ATTR_UNDERLINE}},
    {ROLE_TAB, {SLOT_ACCENT_INK, SLOT_ACCENT, ATTR_BOLD}},
    {ROLE_CHIP_SELECTED, {SLOT_ACCENT_INK, SLOT_ACCENT, ATTR_BOLD}},
    {ROLE_CHIP_NEW_A, {SLOT_STRONG, SLOT_CHIP_A, ATTR_BOLD | ATTR_UNDERLINE}},
    {ROLE_CHIP_NEW_B, {SLOT_STRONG, SLOT_CHIP_B, ATTR_BOLD | ATTR_UNDERLINE}},
};

struct style role_style(enum role role, enum depth depth)
{
    struct style style = looks[role].style;
    if (depth == DEPTH_NONE) style.attr = looks[role].mono;
    for (size_t i = 0; depth == DEPTH_16 && i < sizeof looks_16 / sizeof looks_16[0]; i++)
        if (looks_16[i].role == role) return looks_16[i].style;
    return style;
}

/* A slot's colour in one theme. */
struct shade {
    int32_t rgb;
    uint8_t of_256, of_16;
};

/* The columns are the themes dark, light and contrast. */
static const struct shade shades[SLOT_HEAT][COLORED] = {
    [SLOT_BACK] = {{0x111217, 233, 0}, {0xffffff, 231, 15}, {0x010101, 16, 0}},
    [SLOT_TEXT] = {{0xe4e6eb, 254, 15}, {0x1e222c, 235, 0}, {0xffffff, 231, 15}},
    [SLOT_DIM] = {{0x868b98, 246, 7}, {0x5f6572, 241, 8}, {0xc8ccd4, 252, 7}},
    [SLOT_STRONG] = {{0xffffff, 231, 15}, {0x010101, 16, 0}, {0xffffff, 231, 15}},
    [SLOT_ACCENT] = {{0xffb74d, 215, 11}, {0xa34a00, 94, 1}, {0xffd400, 220, 11}},
    [SLOT_ACCENT_INK] = {{0x111217, 233, 0}, {0xffffff, 231, 15}, {0x010101, 16, 0}},
    [SLOT_LINE] = {{0x4a5062, 240, 8}, {0xb4bac6, 250, 7}, {0x9a9fab, 247, 7}},
    [SLOT_BAR] = {{0x1c202c, 235, 0}, {0xeceff5, 255, 15}, {0x262a33, 236, 0}},
    [SLOT_SELECTED] = {{0x2c3244, 237, 4}, {0xdde5f7, 195, 7}, {0x10308a, 18, 4}},
    [SLOT_CHIP_A] = {{0x22344f, 17, 4}, {0xd3e3fb, 153, 14}, {0x0a3fb0, 19, 4}},
    [SLOT_CHIP_B] = {{0x3a2849, 53, 5}, {0xf3daec, 225, 13}, {0x6f1078, 90, 5}},
    [SLOT_CHIP_SELECTED] = {{0x6b4c12, 94, 3}, {0xffd08a, 222, 11}, {0x7d5600, 94, 3}},
    [SLOT_SIN] = {{0x56d4de, 80, 14}, {0x016d78, 24, 4}, {0x01f0ff, 51, 14}},
    [SLOT_COS] = {{0xf48fc0, 212, 13}, {0xae1f6d, 126, 5}, {0xff7ad9, 213, 13}},
    [SLOT_NEW] = {{0xa5d66f, 149, 10}, {0x2a6412, 22, 5}, {0x86ff3a, 118, 10}},
    [SLOT_WARN] = {{0xff7369, 203, 9}, {0xb3141c, 160, 1}, {0xff6a5e, 210, 9}},
    [SLOT_GOOD] = {{0xa5d66f, 149, 10}, {0x2a6412, 22, 5}, {0x86ff3a, 118, 10}},
    [SLOT_INK_NEAR] = {{0xffffff, 231, 15}, {0x010101, 16, 0}, {0xffffff, 231, 15}},
    [SLOT_INK_FAR] = {{0x010101, 16, 0}, {0xffffff, 231, 15}, {0x010101, 16, 0}},
};

int theme_find(const char *name)
{
    for (int i = 0; i < theme_count; i++)
        if (strcmp(theme_names[i], name) == 0) return i;
    return -1;
}

static int32_t shade_at(const struct shade *shade, enum depth depth)
{
    const int32_t colors[DEPTH_COUNT] = {
        [DEPTH_NONE] = COLOR_TERMINAL,
        [DEPTH_16] = shade->of_16,
        [DEPTH_256] = shade->of_256,
        [DEPTH_TRUE] = shade->rgb,
    };
    return colors[depth];
}

/* Inks of heat cells. A diverging palette needs the same below zero as above it;
 * a sequential one light ink on its dark half, and dark ink on its light half. The light theme's
 * ramps of 256 colours end at colours that take its dark ink still. */
static void fill_inks(int theme, int palette, enum depth depth, int32_t color[SLOT_COUNT])
{
    static const struct shade light = {0xffffff, 231, 15}, dark = {0x010101, 16, 0};
    if (ramp_is_sequential(palette)) {
        color[SLOT_INK_NEAR] = color[SLOT_INK_FAR] = shade_at(&dark, depth);
        color[SLOT_INK_NEAR_BELOW] = color[SLOT_INK_FAR_BELOW] = shade_at(&light, depth);
    } else {
        if (theme == LIGHT && depth == DEPTH_256) color[SLOT_INK_FAR] = color[SLOT_INK_NEAR];
        color[SLOT_INK_NEAR_BELOW] = color[SLOT_INK_NEAR];
        color[SLOT_INK_FAR_BELOW] = color[SLOT_INK_FAR];
    }
}

static void fill(int theme, int palette, enum depth depth, struct palette *p)
{
    p->depth = depth;
    for (int slot = 0; slot < SLOT_COUNT; slot++) p->color[slot] = COLOR_TERMINAL;
    if (depth == DEPTH_NONE) return;
    for (int slot = 0; slot < SLOT_HEAT; slot++)
        p->color[slot] = shade_at(&shades[slot][theme], depth);
    fill_inks(theme, palette, depth, p->color);
    ramp_fill(theme, palette, depth, p->color + SLOT_HEAT);
    ramp_fill_dim(theme, palette, depth, p->color[SLOT_BACK], p->color + SLOT_HEAT,
                  p->color + SLOT_HEAT_DIM);
}

uint8_t palette_attr(const struct palette *p, int32_t fg, uint8_t attr)
{
    return p->depth == DEPTH_16 && fg == 0 ? (uint8_t)(attr & ~ATTR_BOLD) : attr;
}

bool theme_strong(int theme)
{
    return theme == CONTRAST;
}

enum depth theme_depth(int theme, enum depth depth)
{
    return theme == NONE ? DEPTH_NONE : depth;
}

const struct palette *theme_palette(int theme, int palette, enum depth depth)
{
    /* Made when first asked for: the heat colours are computed. */
    static struct palette palettes[THEMES][RAMPS][DEPTH_COUNT];
    static bool made[THEMES][RAMPS][DEPTH_COUNT];
    depth = theme_depth(theme, depth);
    struct palette *p = &palettes[theme][palette][depth];
    if (!made[theme][palette][depth]) {
        fill(theme, palette, depth, p);
        made[theme][palette][depth] = true;
    }
    return p;
}
