/* What term_demo shows, known to it and to its tests. */
#pragma once

#include "view/frame/frame.h"

/* The colour of a slot at a depth; `variant` 1 is the second palette. */
static inline int32_t demo_color(enum depth depth, int slot, int variant)
{
    if (slot == SLOT_BACK || slot == SLOT_TEXT || depth == DEPTH_NONE) return COLOR_TERMINAL;
    if (depth == DEPTH_16) return (slot + variant) % 16;
    return depth == DEPTH_256 ? 16 + slot * 2 + variant
                              : 0x102030 + slot * 0x010203 + variant * 0x100000;
}

/* Where the scene stands. */
enum {
    ROW_TITLE, /* size, depth, charset */
    ROW_EVENT, /* the last event */
    ROW_ENV,   /* the environment as the program sees it */
    ROW_PAIRS, /* letters in pairs of slots, from column 0: see demo_pairs */
    ROW_HEAT,  /* all heat levels as backgrounds, from column 0 */
    ROW_ATTRS, /* B D U R: bold, dim, underlined, reversed */
    ROW_WIDE,  /* wide characters and marks */
    ROW_WRONG, /* cells that the C library measures otherwise */
    ROW_LONG,  /* a wide character that would stand half outside */
    ROW_COUNT,
};

static const struct {
    int fg, bg;
} demo_pairs[] = {
    {SLOT_TEXT, SLOT_BACK},
    {SLOT_SIN, SLOT_BACK},
    {SLOT_TEXT, SLOT_BAR},
    {SLOT_COS, SLOT_SELECTED},
    {SLOT_NEW, SLOT_CHIP_A},
    {SLOT_ACCENT_INK, SLOT_HEAT},
    {SLOT_WARN, SLOT_HEAT + HEAT_LEVELS - 1},
    {SLOT_HEAT + 8, SLOT_HEAT}, /* with 16 colours: bright on the dark of the same hue */
};
