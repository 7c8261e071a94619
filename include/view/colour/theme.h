/* Themes and roles: how every kind of thing on screen looks.
 *
 * Views ask for roles. A role is two slots and attributes, with other
 * attributes where there is no colour; a theme gives the slots their colours.
 * No colour literal lives outside theme.c and ramp.c. */
#pragma once

#include "app/state/settings.h"
#include "view/frame/frame.h"

/* What the output can show. Everything a view may depend on besides the state. */
struct caps {
    enum depth depth;
    bool ascii;         /* own glyphs are ASCII */
    enum safe_as text;  /* how text from people is shown */
    enum curves curves; /* CURVES_AUTO: braille */
    bool strong;        /* lines are to be seen from far away */
};

enum role {
    ROLE_BACK,
    ROLE_TEXT,
    ROLE_DIM,
    ROLE_STRONG,
    ROLE_ACCENT, /* selected token and dimension, + and = */
    ROLE_LINE,
    ROLE_BAR, /* the top and inspector lines, with their variants: */
    ROLE_BAR_DIM,
    ROLE_BAR_STRONG,
    ROLE_BAR_ACCENT,
    ROLE_BAR_SIN,
    ROLE_BAR_COS,
    ROLE_BAR_WARN,
    ROLE_TAB, /* the current view's tab */
    ROLE_ROW, /* the selected token's row */
    ROLE_ROW_DIM,
    ROLE_ROW_ACCENT,
    ROLE_ROW_NEW,
    ROLE_CHIP_A,
    ROLE_CHIP_B,
    ROLE_CHIP_SELECTED,
    ROLE_CHIP_NEW_A, /* a chip whose word is new to the vocabulary */
    ROLE_CHIP_NEW_B,
    ROLE_CHIP_GAP, /* the place of a word to be found */
    ROLE_SIN,
    ROLE_COS,
    ROLE_NEW,
    ROLE_WARN,
    ROLE_GOOD, /* what a test finds to hold */
    ROLE_COUNT,
};

struct style role_style(enum role role, enum depth depth);

/* "dark" (the default), "light", "contrast" (projector), "none" (no colours). NULL-ended. */
extern const char *const theme_names[];
extern const int theme_count;
/* Of the heat colours (view/colour/ramp.h): "blue-orange" (the default), "purple-green", "grey".
 * NULL-ended. */
extern const char *const palette_names[];
extern const int palette_count;
/* The theme's number, or −1. */
int theme_find(const char *name);
/* Whether a theme's lines are to be seen from far away. */
bool theme_strong(int theme);
/* The depth that a theme leaves of an output's: DEPTH_NONE in theme "none". */
enum depth theme_depth(int theme, enum depth depth);
/* The colours of a theme (0 … theme_count−1) and a palette (0 … palette_count−1) at
 * a depth. At DEPTH_NONE all are COLOR_TERMINAL. The result is static. */
const struct palette *theme_palette(int theme, int palette, enum depth depth);
