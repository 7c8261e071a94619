#include "screen.h"

#include <stdlib.h>
#include <string.h>
#include <vterm.h>

#include "measure.h"

#define HELD_MAX 4                /* bytes of a character */
#define RIGHT_HALF ((uint32_t)-1) /* of a wide character */

struct screen {
    VTerm *terminal;
    VTermScreen *cells;
    int rows, cols;
    bool cursor_seen;
    char held[HELD_MAX]; /* the beginning of a character whose rest has not come yet */
    size_t held_len;
};

static int property(VTermProp prop, VTermValue *value, void *user)
{
    struct screen *s = user;
    if (prop == VTERM_PROP_CURSORVISIBLE) s->cursor_seen = value->boolean;
    return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = property};

struct screen *screen_new(int rows, int cols)
{
    struct screen *s = malloc(sizeof *s);
    if (!s) give_up("out of memory");
    *s = (struct screen){
        .terminal = vterm_new(rows, cols), .rows = rows, .cols = cols, .cursor_seen = true};
    vterm_set_utf8(s->terminal, 1);
    s->cells = vterm_obtain_screen(s->terminal);
    vterm_screen_set_callbacks(s->cells, &callbacks, s);
    vterm_screen_enable_altscreen(s->cells, 1);
    vterm_screen_reset(s->cells, 1);
    return s;
}

void screen_free(struct screen *s)
{
    vterm_free(s->terminal);
    free(s);
}

/* The bytes at the end that begin a character and do not end it. */
static size_t unfinished(const char *bytes, size_t n)
{
    for (size_t back = 1; back < HELD_MAX && back <= n; back++) {
        unsigned char c = (unsigned char)bytes[n - back];
        size_t whole = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
        if (c < 0x80 || c >= 0xC0) return whole > back ? back : 0;
    }
    return 0;
}

/* libvterm loses a character that comes in two pieces, so it gets whole ones. */
void screen_feed(struct screen *s, const char *bytes, size_t n)
{
    for (; s->held_len > 0 && n > 0; bytes++, n--) {
        s->held[s->held_len++] = *bytes;
        if (s->held_len == HELD_MAX || unfinished(s->held, s->held_len) == 0) {
            vterm_input_write(s->terminal, s->held, s->held_len);
            s->held_len = 0;
        }
    }
    size_t rest = unfinished(bytes, n);
    vterm_input_write(s->terminal, bytes, n - rest);
    memcpy(s->held + s->held_len, bytes + n - rest, rest);
    s->held_len += rest;
}

static VTermScreenCell cell_at(struct screen *s, int row, int col)
{
    VTermScreenCell out;
    vterm_screen_get_cell(s->cells, (VTermPos){row, col}, &out);
    if (out.chars[0] == 0) { /* erased: the marks behind it are none */
        out.chars[0] = ' ';
        out.chars[1] = 0;
    }
    return out;
}

static bool same_text(const VTermScreenCell *a, const VTermScreenCell *b)
{
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL; i++) {
        if (a->chars[i] != b->chars[i]) return false;
        if (a->chars[i] == 0) break;
    }
    return a->width == b->width;
}

static bool has_ink(const VTermScreenCell *c)
{
    return c->chars[0] != ' ' || c->chars[1] != 0 || c->attrs.underline || c->attrs.reverse;
}

static bool same(const VTermScreenCell *a, const VTermScreenCell *b)
{
    if (a->chars[0] ==
        RIGHT_HALF) /* libvterm leaves its colours as they were: they count for nothing */
        return b->chars[0] == RIGHT_HALF;
    return same_text(a, b) && a->attrs.underline == b->attrs.underline &&
           a->attrs.reverse == b->attrs.reverse && vterm_color_is_equal(&a->bg, &b->bg) &&
           (!has_ink(a) ||
            (a->attrs.bold == b->attrs.bold && vterm_color_is_equal(&a->fg, &b->fg)));
}

void screen_compare(struct screen *a, struct screen *b, const char *what)
{
    VTermPos cursor[2];
    for (int row = 0; row < a->rows; row++)
        for (int col = 0; col < a->cols; col++) {
            VTermScreenCell x = cell_at(a, row, col), y = cell_at(b, row, col);
            if (!same(&x, &y))
                give_up("%s: a terminal shows two painters' work differently in row %d, column %d "
                        "(U+%04X and "
                        "U+%04X)",
                        what, row, col, (unsigned)x.chars[0], (unsigned)y.chars[0]);
        }
    vterm_state_get_cursorpos(vterm_obtain_state(a->terminal), &cursor[0]);
    vterm_state_get_cursorpos(vterm_obtain_state(b->terminal), &cursor[1]);
    if (a->cursor_seen && (cursor[0].row != cursor[1].row || cursor[0].col != cursor[1].col))
        give_up("%s: the cursor is in two places", what);
}
