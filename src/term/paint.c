/* The last frame is kept. Rows are compared with it by memcmp, runs of changed
 * cells become cchar_t, and curses is called for those only. A pair of slots
 * finds its colour pair in a table of two dimensions, filled on first use. */
#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "term/paint.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "term/modes.h"

#define CODE_REPLACEMENT 0xFFFDu
#define RUN_GAP 4 /* so many unchanged cells cost less than another call of curses */

/* A look is a colour pair's number with these. */
#define LOOK_KNOWN (1u << 31)
#define LOOK_BOLD (1u << 30)
#define LOOK_PAIR (LOOK_BOLD - 1)

_Static_assert(sizeof(struct cell) == 3 * sizeof(uint32_t) + 4, "cells are compared as bytes: no padding");

static struct {
    enum depth depth;
    bool utf8;
    bool dim_palette;    /* 8 colours: the bright ones are made of bold */
    bool terminal_color; /* the terminal's own colours can be had */
    struct palette palette;
    uint8_t first_alike[SLOT_COUNT]; /* the first slot of the same colour: fewer pairs */
    uint32_t look[SLOT_COUNT][SLOT_COUNT]; /* [fg][bg], 0: not yet */
    uint32_t blank[SLOT_COUNT];            /* [bg]: of cells that show no ink */
    int pairs;                             /* given out; 1 is the first */
    struct cell *shown;                    /* (rows, cols): the last frame */
    cchar_t *row;                          /* (cols): the run being painted */
    int rows, cols;
    int cursor_row, cursor_col; /* −1: hidden */
} paint;

void paint_open(enum depth depth, bool utf8)
{
    memset(&paint, 0, sizeof paint);
    paint.depth = depth;
    paint.utf8 = utf8;
    paint.dim_palette = COLORS < 16;
    paint.terminal_color = depth != DEPTH_NONE && use_default_colors() == OK;
    paint.palette.depth = DEPTH_COUNT; /* equal to none */
    paint.cursor_row = -1;
    curs_set(0);
}

static void drop_shown(void)
{
    free(paint.shown);
    free(paint.row);
    paint.shown = NULL;
    paint.row = NULL;
}

void paint_close(void)
{
    drop_shown();
}

void paint_forget(void)
{
    drop_shown();
    clearok(curscr, TRUE);
}

/* ---- colours ---- */

static void set_palette(const struct palette *p)
{
    if (paint.depth == DEPTH_NONE || memcmp(p, &paint.palette, sizeof *p) == 0) {
        return;
    }
    if (paint.pairs > 0) {
        reset_color_pairs();
        paint_forget();
    }
    paint.palette = *p;
    paint.pairs = 0;
    memset(paint.look, 0, sizeof paint.look);
    memset(paint.blank, 0, sizeof paint.blank);
    for (int slot = 0; slot < SLOT_COUNT; slot++) {
        int first = 0;
        while (p->color[first] != p->color[slot]) {
            first++;
        }
        paint.first_alike[slot] = (uint8_t)first;
    }
}

/* The look of two colours, as the terminal can show them. */
static uint32_t make_look(int fg, int bg)
{
    uint32_t bold = 0;
    if (!paint.terminal_color) {
        fg = fg == COLOR_TERMINAL ? COLOR_WHITE : fg;
        bg = bg == COLOR_TERMINAL ? COLOR_BLACK : bg;
    }
    if (paint.depth == DEPTH_16 && paint.dim_palette) {
        bool differ = fg != bg;
        bold = fg >= 8 ? LOOK_BOLD : 0;
        fg = fg >= 8 ? fg - 8 : fg;
        bg = bg >= 8 ? bg - 8 : bg;
        if (differ && fg == bg) { /* bright on its own dark: must stay readable */
            fg = bg == COLOR_BLACK ? COLOR_WHITE : COLOR_BLACK;
            bold = 0;
        }
    }
    if (init_extended_pair(paint.pairs + 1, fg, bg) != OK) {
        return LOOK_KNOWN; /* no pair is left: the terminal's own colours */
    }
    return LOOK_KNOWN | bold | (uint32_t)++paint.pairs;
}

static uint32_t look_of(unsigned fg, unsigned bg)
{
    if (paint.depth == DEPTH_NONE || fg >= SLOT_COUNT || bg >= SLOT_COUNT) {
        return LOOK_KNOWN;
    }
    uint32_t *look = &paint.look[paint.first_alike[fg]][paint.first_alike[bg]];
    if (*look == 0) {
        *look = make_look(paint.palette.color[fg], paint.palette.color[bg]);
    }
    return *look;
}

/* Where there is no ink its colour is left to the terminal: from one such cell
 * to the next curses then sends the ground alone. */
static uint32_t look_of_blank(unsigned bg)
{
    if (paint.depth == DEPTH_NONE || bg >= SLOT_COUNT) {
        return LOOK_KNOWN;
    }
    uint32_t *look = &paint.blank[paint.first_alike[bg]];
    if (*look == 0) {
        *look = make_look(COLOR_TERMINAL, paint.palette.color[bg]);
    }
    return *look;
}

static bool inkless(const struct cell *cell)
{
    return cell->ch == ' ' && cell->mark[0] == 0 && !(cell->attr & (ATTR_UNDERLINE | ATTR_REVERSE));
}

/* ---- cells ---- */

/* Whether the C library, by which curses counts columns, agrees on the width.
 * It never does on control characters, nor on what the locale cannot write. */
static bool showable(uint32_t ch, int width)
{
    return ch < 0x80 ? ch >= ' ' && ch < 0x7F && width == 1 : wcwidth((wchar_t)ch) == width;
}

static attr_t attributes(uint8_t bits)
{
    return (bits & ATTR_BOLD ? A_BOLD : 0) | (bits & ATTR_DIM ? A_DIM : 0) |
           (bits & ATTR_UNDERLINE ? A_UNDERLINE : 0) | (bits & ATTR_REVERSE ? A_REVERSE : 0);
}

static void set_one(cchar_t *out, const wchar_t *text, attr_t attr, int pair)
{
    setcchar(out, text, attr, 0, &pair);
}

/* Writes the cell as one cchar_t, or two; `room` is its columns to the run's end. */
static int set_cell(cchar_t *out, const struct cell *cell, int room)
{
    uint32_t look = inkless(cell) ? look_of_blank(cell->bg) : look_of(cell->fg, cell->bg);
    attr_t attr = attributes(cell->attr) | (look & LOOK_BOLD ? A_BOLD : 0);
    int pair = (int)(look & LOOK_PAIR);
    int width = cell->width == 2 && room > 1 ? 2 : 1;
    wchar_t text[4] = {(wchar_t)cell->ch};
    if (cell->width == 0 || cell->width > room) {
        text[0] = L' '; /* half a wide character */
    } else if (showable(cell->ch, width)) {
        for (int i = 0, n = 1; i < 2; i++) {
            if (cell->mark[i] != 0 && wcwidth((wchar_t)cell->mark[i]) == 0) {
                text[n++] = (wchar_t)cell->mark[i];
            }
        }
    } else {
        text[0] = paint.utf8 ? (wchar_t)CODE_REPLACEMENT : L'?';
        if (width == 2) {
            set_one(out + 1, L" ", attr, pair);
            set_one(out, text, attr, pair);
            return 2;
        }
    }
    set_one(out, text, attr, pair);
    return 1;
}

static void paint_run(int row, const struct cell *cells, int from, int end)
{
    int n = 0;
    for (int col = from; col < end;) {
        bool wide = cells[col].width == 2 && col + 1 < end;
        n += set_cell(&paint.row[n], &cells[col], end - col);
        col += wide ? 2 : 1;
    }
    mvadd_wchnstr(row, from, paint.row, n);
}

static bool same(const struct cell *a, const struct cell *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

/* Paints the runs of cells that differ. Runs are widened to whole wide characters. */
static void paint_row(int row, const struct cell *now, struct cell *before, int cols)
{
    for (int col = 0; col < cols; col++) {
        if (same(&now[col], &before[col])) {
            continue;
        }
        int from = col, end = col + 1;
        for (int next = end; next < cols && next - end < RUN_GAP; next++) {
            if (!same(&now[next], &before[next])) {
                end = next + 1;
            }
        }
        while (from > 0 && now[from].width == 0) {
            from--;
        }
        while (end < cols && now[end].width == 0) {
            end++;
        }
        paint_run(row, now, from, end);
        col = end;
    }
    memcpy(before, now, (size_t)cols * sizeof *now);
}

/* ---- frames ---- */

static bool make_room(int rows, int cols)
{
    if (paint.shown != NULL && paint.rows == rows && paint.cols == cols) {
        return true;
    }
    size_t size = (size_t)rows * (size_t)cols * sizeof *paint.shown;
    drop_shown();
    paint.shown = malloc(size);
    paint.row = calloc((size_t)cols, sizeof *paint.row);
    if (paint.shown == NULL || paint.row == NULL) {
        drop_shown();
        return false;
    }
    memset(paint.shown, 0xFF, size); /* equal to no cell */
    paint.rows = rows;
    paint.cols = cols;
    return true;
}

static int count_changed(const struct frame *f)
{
    int changed = 0;
    size_t cols = (size_t)paint.cols;
    for (size_t row = 0; row < (size_t)paint.rows; row++) {
        changed += memcmp(&f->cells[row * (size_t)f->cols], &paint.shown[row * cols],
                          cols * sizeof *f->cells) != 0;
    }
    return changed;
}

/* Returns whether the cursor changed. */
static bool place_cursor(const struct frame *f)
{
    bool seen = f->cursor_row >= 0 && f->cursor_row < paint.rows && f->cursor_col >= 0 &&
                f->cursor_col < paint.cols;
    int row = seen ? f->cursor_row : -1, col = seen ? f->cursor_col : -1;
    bool changed = row != paint.cursor_row || col != paint.cursor_col;
    if (seen != (paint.cursor_row >= 0)) {
        curs_set(seen);
    }
    /* A hidden cursor is left where the last change was. */
    leaveok(stdscr, !seen);
    if (seen) {
        move(row, col);
    }
    paint.cursor_row = row;
    paint.cursor_col = col;
    return changed;
}

void paint_frame(const struct frame *f, const struct palette *p)
{
    int rows = f->rows < LINES ? f->rows : LINES;
    int cols = f->cols < COLS ? f->cols : COLS;
    set_palette(p);
    if (!make_room(rows, cols)) {
        return; /* out of memory: the next frame may find some */
    }
    int changed = count_changed(f);
    /* What fits in one row goes out in one write and needs no holding. */
    bool hold = changed > 1;
    if (hold) {
        modes_hold();
    }
    for (int row = 0; row < rows && changed > 0; row++) {
        const struct cell *now = &f->cells[(size_t)row * (size_t)f->cols];
        struct cell *before = &paint.shown[(size_t)row * (size_t)cols];
        if (memcmp(now, before, (size_t)cols * sizeof *now) != 0) {
            paint_row(row, now, before, cols);
        }
    }
    if (place_cursor(f) || changed > 0) {
        wnoutrefresh(stdscr);
        doupdate();
    }
    if (hold) {
        modes_release();
    }
}
