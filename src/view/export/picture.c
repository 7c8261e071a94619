#include "view/export/picture.h"

#include <limits.h>
#include <string.h>

#include "base/grapheme.h"
#include "base/safe.h"
#include "view/colour/theme.h"

#define INDENT_FROM 20 /* columns that spare one at each side of the caption */

/* A caption on its way into rows. */
struct caption {
    const char *text;
    size_t n;
    int cols;
    bool ascii;
};

/* Bytes of text[0 .. n) for one row: whole words, or what a row holds of one that is too long, a
 * character where it holds none. */
static size_t fit(const struct caption *c, const char *text, size_t n)
{
    size_t fits = 0, end = 0;
    while (end < n) {
        do end++;
        while (end < n && text[end] != ' ');
        if (safe_width(text, end, c->ascii) > c->cols) break;
        fits = end;
    }
    if (fits) return fits;
    for (size_t next; fits < n; fits = next) {
        next = grapheme_next(text, n, fits);
        if (fits && safe_width(text, next, c->ascii) > c->cols) break;
    }
    return fits;
}

/* Takes the next row's bytes off the front: *row, *len. False after the last. */
static bool next_row(struct caption *c, const char **row, size_t *len)
{
    if (!c->n) return false;
    const char *newline = memchr(c->text, '\n', c->n);
    size_t line = newline ? (size_t)(newline - c->text) : c->n;
    size_t shown = line && newline && c->text[line - 1] == '\r' ? line - 1 : line;
    size_t taken = fit(c, c->text, shown);
    *row = c->text;
    *len = taken;
    if (taken == shown)
        taken = newline ? line + 1 : line;
    else
        while (taken < shown && c->text[taken] == ' ') taken++;
    c->text += taken;
    c->n -= taken;
    return true;
}

static int count_rows(struct caption c)
{
    const char *row;
    size_t len;
    int rows = 0;
    while (next_row(&c, &row, &len) && rows < INT_MAX - 1) rows++;
    return rows;
}

bool picture_make(const struct frame *f, struct area part, const char *caption, size_t n,
                  enum depth depth, struct frame *out)
{
    int indent = part.cols >= INDENT_FROM;
    struct caption c = {caption, n, part.cols - 2 * indent, f->ascii};
    int rows = count_rows(c), row = part.rows + 1;
    const char *text;
    size_t len;
    if (!frame_copy(f, part, rows ? rows + 1 : 0, role_style(ROLE_BACK, depth), out)) return false;
    for (; next_row(&c, &text, &len); row++)
        frame_text(out, (struct span){row, indent, c.cols}, role_style(ROLE_TEXT, depth), text,
                   len < INT_MAX ? (int)len : INT_MAX);
    return true;
}
