/* Frames of random content, for the tests of the exporters. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/unicode.h"
#include "base/utf8.h"
#include "view/export/export.h"
#include "view/colour/theme.h"

#define ROWS 6
#define COLS 30

static uint32_t seed;
static int draw_number(int below)
{
    seed = seed * 1664525u + 1013904223u;
    return (int)((seed >> 8) % (uint32_t)below);
}

static struct style random_style(void)
{
    static const uint8_t attrs[] = {
        0,
        0,
        0,
        ATTR_BOLD,
        ATTR_DIM,
        ATTR_BOLD | ATTR_DIM,
        ATTR_UNDERLINE,
        ATTR_REVERSE,
        ATTR_REVERSE | ATTR_BOLD | ATTR_UNDERLINE,
    };
    return (struct style){(uint8_t)draw_number(SLOT_HEAT),
                          (uint8_t)(draw_number(2) ? SLOT_BACK : SLOT_HEAT + draw_number(4)),
                          attrs[draw_number((int)sizeof attrs)]};
}

/* Text of every kind, hostile text among it, in random styles. */
static void random_frame(struct frame *f, bool ascii)
{
    static const char *const pieces[] = {
        "plain words",
        "a  b",
        "<b>&amp;\"'</b>",
        "漢字",
        "e\u0301",
        "\033[2J\033]0;x\a",
        "\xC2\x9Bm",
        "\u202Eabc",
        "\xFF\xC0",
        "▀▄█░▒▓▌▐",
        "╭─┬┼╯│",
        "⠁⣿⡠",
        "😀",
        "\u2028\u2066\u200F",
        "]]>",
        "\t\r\n",
        "…←·",
        "   ",
    };
    assert_true(frame_start(f, ROWS, COLS, ascii, (struct style){SLOT_TEXT, SLOT_BACK, 0}));
    for (int i = 0; i < 14; i++) {
        int row = draw_number(ROWS), col = draw_number(COLS) - 3;
        if (draw_number(3) == 0) {
            frame_fill(f, row, col, 1 + draw_number(3), 1 + draw_number(9), random_style());
        } else {
            frame_puts(f, row, col, random_style(),
                       pieces[draw_number((int)(sizeof pieces / sizeof pieces[0]))]);
        }
    }
    f->cursor_row = draw_number(ROWS + 1) - 1;
    f->cursor_col = draw_number(COLS);
}

static struct str write_frame(const char *format, const struct frame *f, const struct palette *p)
{
    struct str out = STR_EMPTY;
    const struct export_format *row = export_find(format);
    assert_non_null(row);
    row->write(f, p, &out);
    assert_false(out.failed);
    return out;
}

/* A cell as someone who sees it would tell: what stands there, and in which colours. */
struct seen {
    uint32_t ch;
    int32_t fg, bg;
    unsigned attr;
};

static bool looks_blank(const struct cell *c)
{
    return c->ch == ' ' && c->mark[0] == 0 && !(c->attr & (ATTR_UNDERLINE | ATTR_REVERSE));
}
