#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "term/pen.h"

#include <curses.h>
#include <string.h>
#include <term.h>
#include <wchar.h>

#include "base/num.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "term/info/expand.h"
#include "term/terminfo.h"

#define UNKNOWN (-2) /* no colour: equal to none */
#define NOWHERE (-1) /* the cursor's place is not known */
#define INK_MAX 32
#define CAPABILITY_MAX 64

/* A sequence put together once. */
struct ink {
    uint8_t len; /* 0: not yet */
    char text[INK_MAX];
};

/* Attributes, and the bits by which an entry's ncv says that they cannot be with colours. */
static const struct {
    uint8_t bit;
    int ncv;
    const char *name;
} attributes[] = {
    {ATTR_BOLD, 32, "bold"},
    {ATTR_DIM, 16, "dim"},
    {ATTR_UNDERLINE, 2, "smul"},
    {ATTR_REVERSE, 4, "rev"},
};
#define ATTRIBUTES COUNT(attributes)

static struct {
    enum depth depth;
    bool utf8;
    bool widths;          /* the C library knows those of Unicode */
    bool few;             /* 8 colours: the bright ones are made of bold */
    bool own_colors;      /* the terminal's own colours can be had */
    bool clears_in_color; /* clearing takes the ground's colour */
    bool corner_scrolls;
    uint8_t usable; /* attributes that go with colours */
    char cup[CAPABILITY_MAX], fg_format[4 * CAPABILITY_MAX], bg_format[4 * CAPABILITY_MAX];
    char plain[CAPABILITY_MAX], own[CAPABILITY_MAX];
    char screen_clear[CAPABILITY_MAX], clear_line[CAPABILITY_MAX];
    char show[CAPABILITY_MAX], hide[CAPABILITY_MAX], on[ATTRIBUTES][CAPABILITY_MAX];
    struct palette palette;
    struct ink fg[SLOT_COUNT], bg[SLOT_COUNT];
    /* what the terminal is in now */
    int row, col;
    int32_t fg_now, bg_now;
    uint8_t attr_now;
} pen;

static void fetch(char *out, size_t size, const char *name)
{
    out[0] = '\0';
    terminfo_append(out, size, name);
}

static void fetch_colors(void)
{
    fetch(pen.fg_format, sizeof pen.fg_format, "setaf");
    fetch(pen.bg_format, sizeof pen.bg_format, "setab");
    fetch(pen.own, sizeof pen.own, "op");
    if (!pen.fg_format[0] || !pen.bg_format[0]) pen.depth = DEPTH_NONE;
}

static void fetch_attributes(void)
{
    int barred = pen.depth == DEPTH_NONE ? 0 : tigetnum("ncv");
    for (size_t i = 0; i < ATTRIBUTES; i++) {
        fetch(pen.on[i], sizeof pen.on[i], attributes[i].name);
        bool able = pen.on[i][0] != '\0' && (barred <= 0 || !(barred & attributes[i].ncv));
        pen.usable |= able ? attributes[i].bit : 0;
    }
}

/* Where sgr0 leaves the colours as they are, op takes them back. */
static void fetch_plain(void)
{
    fetch(pen.plain, sizeof pen.plain, "sgr0");
    bool all = strstr(pen.plain, "\033[m") != NULL || strstr(pen.plain, "\033[0m") != NULL;
    if (!all && pen.depth != DEPTH_NONE) terminfo_append(pen.plain, sizeof pen.plain, "op");
}

enum depth pen_open(enum depth depth, bool utf8)
{
    memset(&pen, 0, sizeof pen);
    pen.depth = depth;
    pen.utf8 = utf8;
    pen.widths = wcwidth(0x4E00) == 2;
    pen.palette.depth = DEPTH_COUNT; /* equal to none */
    fetch_colors();
    fetch_attributes();
    pen.few = tigetnum("colors") < 16;
    pen.own_colors = pen.own[0] != '\0';
    pen.clears_in_color = tigetflag("bce") > 0;
    pen.corner_scrolls = tigetflag("am") > 0 && tigetflag("xenl") <= 0;
    fetch(pen.cup, sizeof pen.cup, "cup");
    fetch_plain();
    fetch(pen.screen_clear, sizeof pen.screen_clear, "clear");
    fetch(pen.clear_line, sizeof pen.clear_line, "el");
    fetch(pen.show, sizeof pen.show, "cnorm");
    fetch(pen.hide, sizeof pen.hide, "civis");
    return pen.depth;
}

bool pen_corner_scrolls(void)
{
    return pen.corner_scrolls;
}

bool pen_set_palette(const struct palette *p)
{
    if (pen.depth == DEPTH_NONE || memcmp(p, &pen.palette, sizeof *p) == 0) return false;
    pen.palette = *p;
    memset(pen.fg, 0, sizeof pen.fg);
    memset(pen.bg, 0, sizeof pen.bg);
    return true;
}

/* ---- looks ---- */

/* Back to the ordinary look. */
static void be_plain(struct str *out)
{
    str_adds(out, pen.plain);
    pen.attr_now = 0;
    pen.fg_now = pen.bg_now = pen.own_colors ? COLOR_TERMINAL : UNKNOWN;
}

void pen_start(void)
{
    pen.row = NOWHERE;
    pen.attr_now = 0;
    pen.fg_now = pen.bg_now = pen.depth != DEPTH_NONE && !pen.own_colors ? UNKNOWN : COLOR_TERMINAL;
}

void pen_finish(struct str *out)
{
    if (pen.attr_now != 0 || pen.fg_now != COLOR_TERMINAL || pen.bg_now != COLOR_TERMINAL)
        be_plain(out);
}

/* What a cell is shown in, as the terminal can show it. */
struct look {
    int32_t fg, bg;
    uint8_t fg_slot, bg_slot, attr;
};

/* 8 colours: bright on its own dark must stay readable. */
static void use_few_colors(struct look *l)
{
    bool differ = l->fg != l->bg;
    if (l->fg >= 8) {
        l->attr |= ATTR_BOLD;
        l->fg -= 8;
    }
    l->bg -= l->bg >= 8 ? 8 : 0;
    if (differ && l->fg == l->bg) {
        l->fg = l->bg == COLOR_BLACK ? COLOR_WHITE : COLOR_BLACK;
        l->attr &= (uint8_t)~ATTR_BOLD;
    }
}

/* 16 colours or fewer, or a terminal whose own colours cannot be had. */
static void limit_look(struct look *l)
{
    if (!pen.own_colors) {
        l->fg = l->fg == COLOR_TERMINAL ? COLOR_WHITE : l->fg;
        l->bg = l->bg == COLOR_TERMINAL ? COLOR_BLACK : l->bg;
    }
    l->attr = palette_attr(&pen.palette, l->fg, l->attr);
    if (pen.depth == DEPTH_16 && pen.few) use_few_colors(l);
}

/* Field by field: returned as a whole it would be read before all of it is written. */
static void look_of(const struct cell *cell, struct look *l)
{
    bool colored = pen.depth != DEPTH_NONE && cell->fg < SLOT_COUNT && cell->bg < SLOT_COUNT;
    l->fg = colored ? pen.palette.color[cell->fg] : COLOR_TERMINAL;
    l->bg = colored ? pen.palette.color[cell->bg] : COLOR_TERMINAL;
    l->fg_slot = cell->fg;
    l->bg_slot = cell->bg;
    l->attr = cell->attr;
    if (colored && (pen.depth == DEPTH_16 || !pen.own_colors)) limit_look(l);
    l->attr &= pen.usable;
}

/* The sequence of a colour; for a slot's own it is put together only once. */
static void add_color(struct str *out, const char *format, struct ink *ink, int32_t slot_color,
                      int32_t color)
{
    size_t start = out->len;
    if (ink->len > 0 && slot_color == color) {
        str_add(out, ink->text, ink->len);
        return;
    }
    char text[EXPAND_MAX];
    str_add(out, text, expand_sequence(format, color, 0, text));
    size_t len = out->len - start;
    if (slot_color == color && len > 0 && len <= sizeof ink->text) {
        memcpy(ink->text, out->data + start, len);
        ink->len = (uint8_t)len;
    }
}

/* Only what differs is sent. Attributes are not taken back one by one, and the
 * terminal's own colours only both together. */
static void wear(struct str *out, const struct look *l, bool ink)
{
    if (pen.attr_now & ~l->attr) be_plain(out);
    for (size_t i = 0; i < ATTRIBUTES; i++)
        if (l->attr & ~pen.attr_now & attributes[i].bit) str_adds(out, pen.on[i]);
    pen.attr_now = l->attr;
    bool own_fg = ink && l->fg == COLOR_TERMINAL && pen.fg_now != COLOR_TERMINAL;
    bool own_bg = l->bg == COLOR_TERMINAL && pen.bg_now != COLOR_TERMINAL;
    if (own_fg || own_bg) {
        str_adds(out, pen.own);
        pen.fg_now = pen.bg_now = COLOR_TERMINAL;
    }
    if (l->bg != pen.bg_now) {
        add_color(out, pen.bg_format, &pen.bg[l->bg_slot], pen.palette.color[l->bg_slot], l->bg);
        pen.bg_now = l->bg;
    }
    if (ink && l->fg != pen.fg_now) {
        add_color(out, pen.fg_format, &pen.fg[l->fg_slot], pen.palette.color[l->fg_slot], l->fg);
        pen.fg_now = l->fg;
    }
}

/* Where there is no ink its colour and weight do not matter. */
static void wear_for(struct str *out, const struct cell *cell)
{
    bool ink = !pen_inkless(cell);
    struct look l;
    look_of(cell, &l);
    if (!ink) l.attr = pen.attr_now & (ATTR_BOLD | ATTR_DIM);
    wear(out, &l, ink);
}

void pen_clear_screen(struct str *out)
{
    str_adds(out, pen.screen_clear);
}

bool pen_clear_line(struct str *out, const struct cell *blank)
{
    struct look l;
    look_of(blank, &l);
    bool own_ground = l.bg == COLOR_TERMINAL;
    if (pen.clear_line[0] == '\0' || !(own_ground || pen.clears_in_color)) return false;
    wear_for(out, blank);
    str_adds(out, pen.clear_line);
    return true;
}

/* ---- places ---- */

void pen_move(struct str *out, int row, int col)
{
    if (row == pen.row && col == pen.col) return;
    char text[EXPAND_MAX];
    str_add(out, text, expand_sequence(pen.cup, row, col, text));
    pen.row = row;
    pen.col = col;
}

void pen_show_cursor(struct str *out, bool shown)
{
    str_adds(out, shown ? pen.show : pen.hide);
}

/* ---- text ---- */

static void add_character(struct str *out, uint32_t cp)
{
    char bytes[4];
    str_add(out, bytes, utf8_encode(cp, bytes));
}

/* What is drawn with all the time, and is one column everywhere. */
static bool surely_narrow(uint32_t cp)
{
    return cp - 0x20u < 0x5Fu || cp - 0x2500u < 0xA0u || cp - 0x2800u < 0x100u;
}

/* Columns by the C library, and so likely by the terminal; by our own tables where its locale
 * knows ASCII alone. */
static int likely_width(uint32_t cp)
{
    return pen.widths ? wcwidth((wchar_t)cp) : uc_width(cp);
}

/* What can be written as it is: nothing that acts on the terminal, nothing that its
 * charset has not, and nothing that the C library, and so likely the terminal, gives
 * more columns than the frame does. */
static bool showable(uint32_t cp, int width)
{
    int taken = likely_width(cp);
    return pen.utf8 && cp >= 0xA0 && !uc_unsafe(cp) && taken != 0 && taken <= width;
}

static bool is_mark(uint32_t cp)
{
    return pen.utf8 && cp >= 0xA0 && !uc_unsafe(cp) && likely_width(cp) == 0;
}

static void add_text(struct str *out, const struct cell *cell)
{
    if (cell->ch - 0x20u < 0x5Fu)
        str_addc(out, (char)cell->ch);
    else if (surely_narrow(cell->ch) ? pen.utf8 : showable(cell->ch, cell->width))
        add_character(out, cell->ch);
    else if (pen.utf8)
        add_character(out, UTF8_BAD);
    else
        str_addc(out, '?');
    for (int i = 0; i < 2 && cell->mark[i] != 0; i++)
        if (is_mark(cell->mark[i])) add_character(out, cell->mark[i]);
}

static void add_blanks(struct str *out, int count)
{
    for (int i = 0; i < count; i++) str_addc(out, ' ');
}

void pen_blanks(struct str *out, const struct cell *blank, int count)
{
    wear_for(out, blank);
    add_blanks(out, count);
    pen.col += count;
}

/* Terminals differ on how wide a character of two columns, one with marks, or one
 * that the C library does not know is: after it the cursor is put where it should be. */
void pen_cell(struct str *out, const struct cell *cell, int room)
{
    int row = pen.row, col = pen.col, width = cell->width;
    wear_for(out, cell);
    if (width == 0 || width > room) { /* half a wide character */
        add_blanks(out, 1);
        pen.col++;
        return;
    }
    bool sure = surely_narrow(cell->ch) || (pen.widths && wcwidth((wchar_t)cell->ch) == width);
    if (!sure) { /* no column must keep what stood there */
        add_blanks(out, width);
        pen.row = NOWHERE;
        pen_move(out, row, col);
    }
    add_text(out, cell);
    pen.col += width;
    if (!sure || width != 1 || cell->mark[0] != 0) pen.row = NOWHERE;
}
