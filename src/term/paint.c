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
#define ROW_ROOM 8192 /* bytes that a row takes; had from the start, whatever memory is left */

_Static_assert(sizeof(struct cell) == 3 * sizeof(uint32_t) + 4,
               "cells are compared as bytes: no padding");

static struct {
    struct cell *shown; /* (rows, cols): the last frame; NULL: the next one is sent whole */
    int rows, cols;
    bool clear;                 /* before the next frame */
    int cursor_row, cursor_col; /* NO_CURSOR: hidden */
    struct str out;             /* reused from frame to frame */
} paint;

enum depth paint_open(enum depth depth, bool utf8)
{
    memset(&paint, 0, sizeof paint);
    str_reserve(&paint.out, ROW_ROOM);
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

void paint_start_again(void)
{
    paint_forget();
    paint.cursor_row = NO_CURSOR;
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

/* The next frame is sent whole, on a screen that is cleared first. Without memory to keep it in, so
 * is the one after it. */
static void start_over(int rows, int cols)
{
    paint_forget();
    paint.shown = memory_new((size_t)rows * (size_t)cols, sizeof *paint.shown);
    paint.rows = rows;
    paint.cols = cols;
    paint.clear = true;
}

static void send(size_t skip)
{
    if (!modes_send(str_text(&paint.out) + skip, paint.out.len - skip)) paint_forget();
}

/* Paints the rows that differ from the last frame, on a clear screen all of them, and sends each
 * by itself if that is wanted; returns how many. */
static int paint_rows(const struct frame *f, bool by_row)
{
    int changed = 0;
    size_t cols = (size_t)paint.cols, size = cols * sizeof *f->cells;
    for (int row = 0; row < paint.rows; row++) {
        const struct cell *now = &f->cells[(size_t)row * (size_t)f->cols];
        struct cell *before = paint.shown ? &paint.shown[(size_t)row * cols] : NULL;
        bool whole = paint.clear || !before;
        if (!whole && memcmp(now, before, size) == 0) continue;
        int end = paint.cols - (row == paint.rows - 1 && pen_corner_scrolls());
        if (whole)
            paint_run(row, now, 0, end, end);
        else
            paint_row(row, now, before, end);
        if (before) memcpy(before, now, size);
        changed++;
        if (by_row) {
            send(0);
            str_clear(&paint.out);
        }
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

/* Composes what the terminal gets, but for rows that are sent by themselves. What is more than one
 * row is held by the terminal until it is whole. Returns how much of the front is not needed. */
static size_t compose(const struct frame *f, bool by_row)
{
    struct str *out = &paint.out;
    str_clear(out);
    str_adds(out, modes_hold());
    size_t held = out->len;
    pen_start();
    if (paint.clear) pen_clear_screen(out);
    int changed = paint_rows(f, by_row);
    paint.clear = false;
    pen_finish(out);
    place_cursor(f, changed > 0);
    if (changed > 1 || by_row) str_adds(out, modes_release());
    return changed > 1 || by_row ? 0 : held;
}

/* All that a frame changes goes out at once, or without memory for that, of which nothing has gone
 * then, all of it row by row. */
static void send_frame(const struct frame *f)
{
    size_t skip = compose(f, false);
    if (paint.out.failed) {
        paint_forget();
        paint.clear = true;
        paint.cursor_row = NO_CURSOR;
        skip = compose(f, true);
    }
    send(skip);
}

void paint_frame(const struct frame *f, const struct palette *p, int screen_rows, int screen_cols)
{
    int rows = f->rows < screen_rows ? f->rows : screen_rows;
    int cols = f->cols < screen_cols ? f->cols : screen_cols;
    bool other =
        pen_set_palette(p) || paint.shown == NULL || rows != paint.rows || cols != paint.cols;
    if (other) start_over(rows, cols);
    send_frame(f);
}
