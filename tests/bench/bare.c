#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "bare.h"

#include <curses.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "measure.h"

#define RUN_GAP                                                                                    \
    4 /* runs with less than so many unchanged cells between them are painted as one: cheaper */

struct run {
    int row, col, count;
    cchar_t *text; /* (count): a character of two cells is one */
};

static struct {
    const struct palette *palette;
    int pair[SLOT_COUNT][SLOT_COUNT]; /* 0: not yet */
    int pairs;
} colors;

/* The program's own entry, which any terminal that says truecolor is driven with. */
static const char direct_entry[] = "b64:"
#include "terminfo_direct.inc"
    ;

struct caps bare_start(void)
{
    struct termios line;
    bool direct = getenv("COLORTERM") != NULL;
    setlocale(LC_CTYPE, "");
    if (direct) setenv("TERMINFO", direct_entry, 1);
    if (!newterm(direct ? "lexwave-direct" : NULL, stdout, stdin) || start_color() != OK ||
        use_default_colors() != OK)
        give_up("curses does not start");
    raw();
    noecho();
    nonl();
    typeahead(-1);
    if (tcgetattr(STDOUT_FILENO, &line) == 0) {
        line.c_oflag &= ~(tcflag_t)OPOST;
        tcsetattr(STDOUT_FILENO, TCSADRAIN, &line);
        def_prog_mode();
    }
    return (struct caps){direct ? DEPTH_TRUE : DEPTH_256, false};
}

void bare_open(const struct palette *palette)
{
    colors.palette = palette;
    if (start_color() != OK || use_default_colors() != OK) give_up("curses has no colours");
}

static int pair_of(const struct cell *c)
{
    int *pair = &colors.pair[c->fg][c->bg];
    if (*pair == 0) {
        *pair = ++colors.pairs;
        if (init_extended_pair(*pair, colors.palette->color[c->fg], colors.palette->color[c->bg]) !=
            OK)
            give_up("no colour pair is left");
    }
    return *pair;
}

static cchar_t curses_cell(const struct cell *c)
{
    cchar_t out;
    wchar_t text[4] = {(wchar_t)c->ch, (wchar_t)c->mark[0], (wchar_t)c->mark[1]};
    int pair = pair_of(c);
    attr_t attr = (c->attr & ATTR_BOLD ? A_BOLD : 0) | (c->attr & ATTR_DIM ? A_DIM : 0) |
                  (c->attr & ATTR_UNDERLINE ? A_UNDERLINE : 0) |
                  (c->attr & ATTR_REVERSE ? A_REVERSE : 0);
    if (wcwidth(text[0]) != c->width)
        give_up("the scenes hold a character (U+%04X) that the C library gives another width",
                (unsigned)c->ch);
    setcchar(&out, text, attr, 0, &pair);
    return out;
}

static void *allocate(size_t count, size_t size)
{
    void *out = calloc(count, size);
    if (!out) give_up("out of memory");
    return out;
}

static bool same(const struct cell *a, const struct cell *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

static void add_run(struct change *c, const struct cell *cells, int row, int from, int end)
{
    while (from > 0 && cells[from].width == 0) from--;
    struct run *run = &c->runs[c->count++];
    *run = (struct run){
        .row = row, .col = from, .text = allocate((size_t)(end - from), sizeof *run->text)};
    for (int col = from; col < end; col++)
        if (cells[col].width) run->text[run->count++] = curses_cell(&cells[col]);
}

struct change bare_change(const struct frame *before, const struct frame *after)
{
    int rows = after->rows, cols = after->cols;
    struct change c = {.cursor_row = after->cursor_row, .cursor_col = after->cursor_col};
    c.runs = allocate((size_t)rows * (size_t)cols, sizeof *c.runs);
    for (int row = 0; row < rows; row++) {
        const struct cell *now = frame_cell(after, row, 0),
                          *old = before ? frame_cell(before, row, 0) : NULL;
        int from = -1, end = -1, runs = c.count;
        for (int col = 0; col < cols; col++) {
            if (old && same(&now[col], &old[col])) continue;
            if (from >= 0 && col - end >= RUN_GAP) {
                add_run(&c, now, row, from, end);
                from = -1;
            }
            from = from < 0 ? col : from;
            end = col + 1;
            c.cells++;
        }
        if (from >= 0) add_run(&c, now, row, from, end);
        c.rows += c.count > runs;
    }
    return c;
}

void bare_paint(const struct change *c)
{
    for (int i = 0; i < c->count; i++)
        mvadd_wchnstr(c->runs[i].row, c->runs[i].col, c->runs[i].text, c->runs[i].count);
    move(c->cursor_row, c->cursor_col);
    wnoutrefresh(stdscr);
    doupdate();
}

void bare_check(const struct frame *f)
{
    for (int row = 0; row < f->rows; row++)
        for (int col = 0; col < f->cols; col++) {
            if (frame_cell(f, row, col)->width == 0) continue;
            cchar_t wanted = curses_cell(frame_cell(f, row, col)), found;
            wchar_t text[2][CCHARW_MAX + 1];
            attr_t attr[2];
            short narrow;
            int pair[2];
            mvin_wch(row, col, &found);
            getcchar(&wanted, text[0], &attr[0], &narrow, &pair[0]);
            getcchar(&found, text[1], &attr[1], &narrow, &pair[1]);
            if (wcscmp(text[0], text[1]) != 0 || attr[0] != attr[1] || pair[0] != pair[1])
                give_up("bare ncurses' cell in row %d, column %d is not the frame's", row, col);
        }
}
