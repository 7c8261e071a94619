#include "view/frame/frame.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/num.h"
#include "base/safe.h"
#include "base/unicode.h"
#include "base/utf8.h"

const char *const color_wish_names[] = {
    [COLOR_AUTO] = "auto", [COLOR_ALWAYS] = "always",  [COLOR_NEVER] = "never", [COLOR_16] = "16",
    [COLOR_256] = "256",   [COLOR_TRUE] = "truecolor", [COLOR_TRUE + 1] = NULL};
const enum depth color_wish_depths[] = {
    [COLOR_AUTO] = DEPTH_NONE, [COLOR_ALWAYS] = DEPTH_TRUE, [COLOR_NEVER] = DEPTH_NONE,
    [COLOR_16] = DEPTH_16,     [COLOR_256] = DEPTH_256,     [COLOR_TRUE] = DEPTH_TRUE};

static struct cell cell_of(struct style style, uint32_t ch)
{
    return (struct cell){.ch = ch, .fg = style.fg, .bg = style.bg, .attr = style.attr, .width = 1};
}

static void make_blank(struct cell *c)
{
    c->ch = ' ';
    c->mark[0] = c->mark[1] = 0;
    c->width = 1;
}

static struct cell *row_cells(const struct frame *f, int row)
{
    return f->cells + (size_t)row * (size_t)f->cols;
}

/* Gives the frame its size; the content of the cells is undefined after a change. */
static bool resize(struct frame *f, int rows, int cols)
{
    size_t count = (size_t)rows * (size_t)cols; /* of two int: fits where size_t has 64 bits */
    if (rows < 1 || cols < 1 || count > SIZE_MAX / sizeof(struct cell)) return false;
    if (f->cells && rows == f->rows && cols == f->cols) return true;
    struct cell *cells = memory_resize(f->cells, count, sizeof *cells);
    if (!cells) return false;
    f->cells = cells;
    f->rows = rows;
    f->cols = cols;
    return true;
}

bool frame_start(struct frame *f, int rows, int cols, bool ascii, struct style style)
{
    if (!resize(f, rows, cols)) return false;
    size_t count = (size_t)rows * (size_t)cols;
    for (size_t i = 0; i < count; i++) f->cells[i] = cell_of(style, ' ');
    f->ascii = ascii;
    f->text = ascii ? SAFE_ASCII : SAFE_UTF8;
    f->hit_count = 0;
    f->panel_count = 0;
    f->cursor_row = f->cursor_col = -1;
    f->failed = false;
    return true;
}

void frame_free(struct frame *f)
{
    free(f->cells);
    free(f->hits);
    *f = (struct frame)FRAME_EMPTY;
}

/* The part of the columns col … col + cols − 1 that is on the frame: *from … *end − 1. */
static void clip(int at, int count, int limit, int *from, int *end)
{
    *from = clamp_int(at, 0, limit);
    *end = clamp_int((int64_t)at + (count < 0 ? 0 : count), *from, limit);
}

/* Cells from `from` on were or will be overwritten: blanks the left half of a
 * wide character whose right half stood there. */
static void cut_left(struct cell *cells, int from)
{
    if (from > 0) make_blank(&cells[from - 1]);
}

/* Cells before `end` were or will be overwritten: blanks a right half left over. */
static void cut_right(struct cell *cells, int cols, int end)
{
    if (end < cols && cells[end].width == 0) make_blank(&cells[end]);
}

/* Text on its way into one row. */
struct text_writer {
    struct cell *cells; /* of the row; NULL when it is outside */
    struct cell ink;    /* what each cell is made from */
    int64_t col, end;   /* the next column, and the first that may not be written */
    int64_t from;       /* columns before this one are outside */
    enum safe_as as;
};

/* Puts a combining mark on the cell before the column reached, if there is one with room. */
static void text_writer_mark(struct text_writer *writer, uint32_t cp)
{
    if (!writer->cells || writer->col < 1 || uc_unsafe(cp)) return; /* a joiner */
    struct cell *c = &writer->cells[writer->col - 1];
    if (c->width == 0 && writer->col > 1) c--;
    if (c->mark[0] == 0)
        c->mark[0] = cp;
    else if (c->mark[1] == 0)
        c->mark[1] = cp;
}

static void text_writer_wide(struct text_writer *writer, uint32_t cp)
{
    struct cell *left = &writer->cells[writer->col], *right = left + 1;
    *right = writer->ink;
    right->ch = 0;
    right->width = 0;
    *left = writer->ink;
    left->ch = cp;
    left->width = 2;
}

/* Writes a code point that is safe; false when there is no room for it. */
static bool text_writer_put(struct text_writer *writer, uint32_t cp)
{
    int width = safe_columns(cp, writer->as);
    if (width == 0) {
        text_writer_mark(writer, cp);
        return true;
    }
    if (width > writer->end - writer->col) return false;
    bool shown = writer->cells && writer->col + width > writer->from;
    if (shown && writer->col >= writer->from) {
        if (width == 2) {
            text_writer_wide(writer, cp);
        } else {
            writer->ink.ch = cp;
            writer->cells[writer->col] = writer->ink;
        }
    } else if (shown) {
        /* The left edge cuts a wide character: its right half shows as a blank. */
        writer->ink.ch = ' ';
        writer->cells[writer->from] = writer->ink;
    }
    writer->col += width;
    return true;
}

/* Writes a part of the text; false when full. */
static bool text_writer_show(struct text_writer *writer, const struct safe_part *part)
{
    if (part->kind == SAFE_PLAIN && writer->as != SAFE_ASCII)
        return text_writer_put(writer, part->cp);
    char picture[SAFE_MAX];
    size_t n = safe_part_picture(part, writer->as, picture);
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        i += utf8_decode(picture + i, n - i, &cp, NULL);
        if (!text_writer_put(writer, cp)) return false;
    }
    return true;
}

/* Writes as much of the text as there is room for. */
static void text_writer_write(struct text_writer *writer, const char *text, size_t len)
{
    struct safe_reader r = safe_start(text, len);
    struct safe_part part;
    while (safe_next(&r, &part))
        if (!text_writer_show(writer, &part)) return;
}

int frame_text(struct frame *f, struct span at, struct style style, const char *text, int len)
{
    int64_t end = (int64_t)at.col + at.cols;
    struct text_writer w = {.ink = cell_of(style, ' '), .col = at.col, .as = f->text};
    w.end = end < f->cols ? end : f->cols;
    if (w.col >= w.end || len <= 0) return 0;
    bool visible = at.row >= 0 && at.row < f->rows && w.end > 0;
    int from = max_int(at.col, 0);
    w.from = from;
    w.cells = visible ? row_cells(f, at.row) : NULL; /* else the text is only measured */
    /* Read before the text overwrites it; used only if a cell was written. */
    bool left_cut = visible && w.cells[from].width == 0;
    text_writer_write(&w, text, (size_t)len);
    if (visible && w.col > from) {
        if (left_cut) cut_left(w.cells, from);
        cut_right(w.cells, f->cols, (int)w.col);
    }
    return clamp_int(w.col - at.col, 0, INT_MAX);
}

int frame_puts(struct frame *f, int row, int col, struct style style, const char *text)
{
    size_t len = strlen(text);
    const struct span at = {row, col, INT_MAX};
    return frame_text(f, at, style, text, len < INT_MAX ? (int)len : INT_MAX);
}

/* What frame_put shows for a code point that has no cell of its own. */
static uint32_t single_cell(uint32_t cp, const struct frame *f)
{
    if (cp < 0x7F && cp >= 0x20) return cp;
    if (f->ascii || (f->text == SAFE_WIDE && uc_ambiguous(cp))) return '?';
    bool scalar = cp <= 0x10FFFF && (cp < 0xD800 || cp > 0xDFFF);
    return scalar && !uc_unsafe(cp) && uc_width(cp) == 1 ? cp
           : f->text == SAFE_WIDE                        ? '?'
                                                         : UTF8_BAD;
}

/* Wide characters that the run's edges cut are blanked. */
static void put_run(struct frame *f, int row, int col, int cols, struct style style, uint32_t ch)
{
    int first, last;
    clip(col, cols, f->cols, &first, &last);
    if (row < 0 || row >= f->rows || first >= last) return;
    struct cell *cells = row_cells(f, row);
    if (cells[first].width == 0) cut_left(cells, first);
    cut_right(cells, f->cols, last);
    const struct cell ink = cell_of(style, ch);
    for (int c = first; c < last; c++) cells[c] = ink;
}

void frame_put(struct frame *f, int row, int col, struct style style, uint32_t ch)
{
    put_run(f, row, col, 1, style, single_cell(ch, f));
}

void frame_repeat(struct frame *f, int row, int col, int cols, struct style style, uint32_t ch)
{
    put_run(f, row, col, cols, style, single_cell(ch, f));
}

void frame_fill(struct frame *f, int row, int col, int rows, int cols, struct style style)
{
    int top, bottom;
    clip(row, rows, f->rows, &top, &bottom);
    for (int r = top; r < bottom; r++) put_run(f, r, col, cols, style, ' ');
}

void frame_tint(struct frame *f, int row, int col, int rows, int cols, enum slot bg)
{
    int top, bottom, first, last;
    clip(row, rows, f->rows, &top, &bottom);
    clip(col, cols, f->cols, &first, &last);
    for (int r = top; r < bottom; r++)
        for (struct cell *c = row_cells(f, r) + first; c < row_cells(f, r) + last; c++) {
            /* A wide character has one background: its left half's. */
            if (c->width > 0) c->bg = (uint8_t)bg;
            if (c->width == 2) c[1].bg = (uint8_t)bg;
        }
}

void frame_ink(struct frame *f, struct area at, struct style style)
{
    int top, bottom, first, last;
    clip(at.row, at.rows, f->rows, &top, &bottom);
    clip(at.col, at.cols, f->cols, &first, &last);
    for (int r = top; r < bottom; r++)
        for (struct cell *c = row_cells(f, r) + first; c < row_cells(f, r) + last; c++)
            c->fg = style.fg, c->bg = style.bg, c->attr = style.attr;
}

void frame_add_hit(struct frame *f, struct hit hit)
{
    if (f->hit_count == f->hit_cap) {
        int cap = f->hit_cap < 16 ? 16 : f->hit_cap < INT_MAX / 2 ? 2 * f->hit_cap : 0;
        struct hit *hits = cap > 0 ? memory_resize(f->hits, (size_t)cap, sizeof *hits) : NULL;
        if (!hits) {
            f->failed = true;
            return;
        }
        f->hits = hits;
        f->hit_cap = cap;
    }
    f->hits[f->hit_count++] = hit;
}

void frame_add_panel(struct frame *f, const char *name, struct area at)
{
    if (at.rows < 1 || at.cols < 1 || f->panel_count == FRAME_PANELS_MAX) return;
    f->panels[f->panel_count++] = (struct frame_panel){name, at};
}

const struct frame_panel *frame_find_panel(const struct frame *f, const char *name)
{
    for (int i = 0; i < f->panel_count; i++)
        if (strcmp(f->panels[i].name, name) == 0) return &f->panels[i];
    return NULL;
}

bool frame_copy(const struct frame *f, struct area at, int below, struct style style,
                struct frame *out)
{
    if (below > INT_MAX - at.rows || !frame_start(out, at.rows + below, at.cols, f->ascii, style))
        return false;
    out->text = f->text;
    for (int row = 0; row < at.rows; row++) {
        struct cell *to = row_cells(out, row);
        memcpy(to, row_cells(f, at.row + row) + at.col, (size_t)at.cols * sizeof *to);
        cut_right(to, at.cols, 0);
        if (to[at.cols - 1].width == 2) make_blank(&to[at.cols - 1]);
    }
    int row = f->cursor_row - at.row, col = f->cursor_col - at.col;
    if (f->cursor_row >= 0 && row >= 0 && row < at.rows && col >= 0 && col < at.cols) {
        out->cursor_row = row;
        out->cursor_col = col;
    }
    return true;
}

struct target frame_target(const struct frame *f, int row, int col)
{
    for (int i = f->hit_count - 1; i >= 0; i--) {
        const struct hit *hit = &f->hits[i];
        int64_t down = (int64_t)row - hit->row, right = (int64_t)col - hit->col;
        if (down < 0 || down >= hit->rows || right < 0 || right >= hit->cols) continue;
        struct target target = hit->target;
        down = hit->rows_per_token > 0 ? down / hit->rows_per_token : 0;
        right = hit->cols_per_dim > 0 ? right / hit->cols_per_dim : 0;
        target.token += hit->transposed ? right : down;
        target.dim += (int)(hit->transposed ? down : right);
        return target;
    }
    return (struct target){.kind = TARGET_NONE};
}

const struct cell *frame_cell(const struct frame *f, int row, int col)
{
    return &row_cells(f, row)[col];
}
