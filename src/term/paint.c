/* The last frame is kept. Rows are compared with it by memcmp, and the runs of cells that differ go
 * out through the pen, all of a frame in one write. Curses keeps the terminal itself (modes, sizes,
 * keys, its second screen); of cells it knows only that its own screen is blank. */
#define _GNU_SOURCE
#include "term/paint.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/str.h"
#include "term/modes.h"
#include "term/pen.h"

#define RUN_GAP 4   /* unchanged cells that cost less than another move */
#define CLEAR_MIN 8 /* blanks that cost more than clearing the line's rest */
#define NO_CURSOR (-1)

_Static_assert(sizeof(struct cell) == 3 * sizeof(uint32_t) + 4,
               "cells are compared as bytes: no padding");

static struct {
    struct cell *shown; /* (rows, cols): the last frame; NULL: the screen is to be cleared first */
    int rows, cols;
    bool clear;                 /* before the next frame */
    int cursor_row, cursor_col; /* NO_CURSOR: hidden */
    struct str out;             /* reused from frame to frame */
} paint;

enum depth paint_open(enum depth depth, bool utf8)
{
    memset(&paint, 0, sizeof paint);
    paint.cursor_row = NO_CURSOR;
    curs_set(0);
    leaveok(stdscr, TRUE);
    return pen_open(depth, utf8);
}

void paint_forget(void)
{
    free(paint.shown);
    paint.shown = NULL;
}

void paint_close(void)
{
    paint_forget();
    str_free(&paint.out);
}

/* ---- cells ---- */

static bool same(const struct cell *a, const struct cell *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

/* How many cells from `col` on, before `end`, are blanks of one ground. */
static int count_blanks(const struct cell *cells, int col, int end)
{
    if (!pen_inkless(&cells[col])) return 0;
    int next = col + 1;
    while (next < end && (same(&cells[next], &cells[col]) ||
                          (pen_inkless(&cells[next]) && cells[next].bg == cells[col].bg)))
        next++;
    return next - col;
}

/* Cells [from, end). The blanks that end a row are cleared, if the terminal can do that. */
static void paint_run(int row, const struct cell *cells, int from, int end, int cols)
{
    for (int col = from; col < end;) {
        pen_move(&paint.out, row, col);
        int blanks = count_blanks(cells, col, end);
        if (blanks > 0) {
            bool ends_row = blanks >= CLEAR_MIN && col + blanks == cols;
            if (!ends_row || !pen_clear_line(&paint.out, &cells[col]))
                pen_blanks(&paint.out, &cells[col], blanks);
            col += blanks;
            continue;
        }
        pen_cell(&paint.out, &cells[col], cols - col);
        col += cells[col].width == 2 && col + 1 < cols ? 2 : 1;
    }
}

/* Paints the runs of cells that differ. Runs are widened to whole wide characters. */
static void paint_row(int row, const struct cell *now, const struct cell *before, int cols)
{
    for (int col = 0; col < cols; col++) {
        if (same(&now[col], &before[col])) continue;
        int from = col, end = col + 1;
        for (int next = end; next < cols && next - end < RUN_GAP; next++)
            if (!same(&now[next], &before[next])) end = next + 1;
        while (from > 0 && now[from].width == 0) from--;
        while (end < cols && now[end].width == 0) end++;
        paint_run(row, now, from, end, cols);
        col = end;
    }
}

/* ---- frames ---- */

/* The next frame is sent whole, on a screen that is cleared first. */
static bool start_over(int rows, int cols)
{
    size_t size = (size_t)rows * (size_t)cols * sizeof *paint.shown;
    paint_forget();
    paint.shown = memory_new(size, 1);
    if (paint.shown == NULL) return false;
    paint.rows = rows;
    paint.cols = cols;
    paint.clear = true;
    return true;
}

/* A screen that was given back is curses' to take over again, which hides the cursor too. */
static void take_back(void)
{
    if (isendwin()) {
        wnoutrefresh(stdscr);
        doupdate();
        curs_set(0);
        paint.cursor_row = NO_CURSOR;
    }
}

/* Paints the rows that differ from the last frame, on a clear screen all of them; returns how
 * many. */
static int paint_rows(const struct frame *f)
{
    int changed = 0;
    size_t cols = (size_t)paint.cols, size = cols * sizeof *f->cells;
    for (int row = 0; row < paint.rows; row++) {
        const struct cell *now = &f->cells[(size_t)row * (size_t)f->cols];
        struct cell *before = &paint.shown[(size_t)row * cols];
        if (!paint.clear && memcmp(now, before, size) == 0) continue;
        int end = paint.cols - (row == paint.rows - 1 && pen_corner_scrolls());
        if (paint.clear)
            paint_run(row, now, 0, end, end);
        else
            paint_row(row, now, before, end);
        memcpy(before, now, size);
        changed++;
    }
    return changed;
}

static void place_cursor(const struct frame *f, bool moved)
{
    bool seen = f->cursor_row >= 0 && f->cursor_row < paint.rows && f->cursor_col >= 0 &&
                f->cursor_col < paint.cols;
    int row = seen ? f->cursor_row : NO_CURSOR, col = seen ? f->cursor_col : NO_CURSOR;
    bool was_seen = paint.cursor_row != NO_CURSOR;
    if (seen && (moved || row != paint.cursor_row || col != paint.cursor_col))
        pen_move(&paint.out, row, col);
    if (seen != was_seen) pen_show_cursor(&paint.out, seen);
    paint.cursor_row = row;
    paint.cursor_col = col;
}

/* All that a frame changes goes out at once. What is more than one row is held
 * by the terminal until it is whole. */
static void send_frame(const struct frame *f)
{
    struct str *out = &paint.out;
    str_clear(out);
    str_adds(out, modes_hold());
    size_t held = out->len;
    pen_start();
    if (paint.clear) pen_clear_screen(out);
    int changed = paint_rows(f);
    paint.clear = false;
    pen_finish(out);
    place_cursor(f, changed > 0);
    size_t skip = changed > 1 ? 0 : held;
    if (changed > 1) str_adds(out, modes_release());
    if (out->failed) {
        paint_forget(); /* a part may be missing: all of it next time */
        return;
    }
    if (!modes_send(str_text(out) + skip, out->len - skip)) paint_forget();
}

void paint_frame(const struct frame *f, const struct palette *p, int screen_rows, int screen_cols)
{
    int rows = f->rows < screen_rows ? f->rows : screen_rows;
    int cols = f->cols < screen_cols ? f->cols : screen_cols;
    bool other =
        pen_set_palette(p) || paint.shown == NULL || rows != paint.rows || cols != paint.cols;
    take_back();
    if (other && !start_over(rows, cols)) return; /* out of memory: the next frame may find some */
    send_frame(f);
}
