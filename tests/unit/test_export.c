/* Exporters. Frames of random content are written, read back by small readers
 * of each format, and compared with the frame cell by cell. */
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
#include "view/export.h"
#include "view/ramp.h"
#include "view/theme.h"

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
        0, 0, 0, ATTR_BOLD, ATTR_DIM, ATTR_BOLD | ATTR_DIM, ATTR_UNDERLINE, ATTR_REVERSE,
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
        "plain words", "a  b", "<b>&amp;\"'</b>", "漢字", "e\u0301", "\033[2J\033]0;x\a", "\xC2\x9Bm",
        "\u202Eabc", "\xFF\xC0", "▀▄█░▒▓▌▐", "╭─┬┼╯│", "⠁⣿⡠", "😀", "\u2028\u2066\u200F", "]]>",
        "\t\r\n", "…←·", "   ",
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

static void formats_are_found(void **state)
{
    (void)state;
    static const char *const known[] = {"text", "ansi", "svg", "html", "roles"};
    assert_int_equal(export_format_count, 5);
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        const struct export_format *format = export_find(known[i]);
        assert_non_null(format);
        assert_string_equal(format->name, known[i]);
        assert_true(strlen(format->about) > 3);
        assert_int_equal(format->depth, i == 0 ? DEPTH_NONE : DEPTH_TRUE);
    }
    assert_null(export_find("png"));
    assert_null(export_find(""));
}

static void text_is_what_stands_there(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    assert_true(frame_start(&f, 4, 8, false, (struct style){SLOT_TEXT, SLOT_BACK, 0}));
    frame_puts(&f, 0, 1, (struct style){SLOT_DIM, SLOT_BAR, ATTR_UNDERLINE}, "a 漢e\u0301 ");
    frame_puts(&f, 2, 6, (struct style){SLOT_TEXT, SLOT_BACK, 0}, "\033z");
    struct str out = write_frame("text", &f, theme_palette(0, DEPTH_NONE));
    assert_string_equal(str_text(&out), " a 漢e\u0301\n\n      ␛z\n\n");
    str_free(&out);
    frame_free(&f);
}

static void nothing_unsafe_gets_out(void **state)
{
    (void)state;
    static const uint32_t planted[] = {0x1B, 0, 7, '\n', 0x9B, 0x202E, 0xD800, 0x110000, 0x2028, 0x7F};
    struct frame f = FRAME_EMPTY;
    for (seed = 1; seed < 150; seed++) {
        uint32_t kept = seed;
        random_frame(&f, seed % 3 == 0);
        /* Also cells that were not written through the frame's own functions. */
        f.cells[draw_number(ROWS * COLS)].ch =
            planted[draw_number((int)(sizeof planted / sizeof planted[0]))];
        f.cells[draw_number(ROWS * COLS)].mark[0] =
            planted[draw_number((int)(sizeof planted / sizeof planted[0]))];
        for (int format = 0; format < export_format_count; format++) {
            for (int depth = 0; depth < DEPTH_COUNT; depth++) {
                struct str out = STR_EMPTY;
                export_formats[format].write(&f, theme_palette(draw_number(theme_count), (enum depth)depth),
                                             &out);
                assert_int_equal(utf8_count_bad(out.data, out.len), 0);
                bool ansi = strcmp(export_formats[format].name, "ansi") == 0;
                for (size_t i = 0; i < out.len;) {
                    uint32_t cp;
                    if (ansi && out.data[i] == '\033') {
                        size_t n = strspn(out.data + i + 2, "0123456789;");
                        assert_true(out.data[i + 1] == '[' && n > 0 && out.data[i + 2 + n] == 'm');
                        i += n + 3;
                        continue;
                    }
                    i += utf8_decode(out.data + i, out.len - i, &cp, NULL);
                    assert_true(cp == '\n' || !uc_unsafe(cp));
                    assert_true(!f.ascii || cp < 0x7F);
                }
                str_free(&out);
            }
        }
        seed = kept;
    }
    frame_free(&f);
}

/* Applies one SGR sequence's parameters, as ECMA-48 and xterm have them. */
static void apply_sgr(const char *s, struct seen *pen, enum depth depth)
{
    for (;;) {
        char *end;
        long n = strtol(s, &end, 10);
        if (n == 0) {
            *pen = (struct seen){0, COLOR_TERMINAL, COLOR_TERMINAL, 0};
        } else if (n == 22) {
            pen->attr &= ~(unsigned)(ATTR_BOLD | ATTR_DIM);
        } else if (n == 24 || n == 27) {
            pen->attr &= ~(unsigned)(n == 24 ? ATTR_UNDERLINE : ATTR_REVERSE);
        } else if (n == 1 || n == 2 || n == 4 || n == 7) {
            pen->attr |= n == 1 ? ATTR_BOLD : n == 2 ? ATTR_DIM : n == 4 ? ATTR_UNDERLINE : ATTR_REVERSE;
        } else {
            bool ground = n % 60 / 10 == 4;
            int32_t color = COLOR_TERMINAL;
            if (n % 10 == 8) {
                long kind = strtol(end + 1, &end, 10), value = 0;
                for (int i = 0; i < (kind == 2 ? 3 : 1); i++) {
                    value = value * 256 + strtol(end + 1, &end, 10);
                }
                assert_int_equal(kind == 2, depth == DEPTH_TRUE);
                color = (int32_t)value;
            } else if (n % 10 < 8) {
                color = (int32_t)(n % 10 + (n >= 90 ? 8 : 0));
            }
            *(ground ? &pen->bg : &pen->fg) = color;
        }
        if (*end != ';') {
            assert_int_equal(*end, 'm');
            return;
        }
        s = end + 1;
    }
}

static void ansi_reads_back(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    for (seed = 1; seed < 300; seed++) {
        uint32_t kept = seed;
        random_frame(&f, false);
        enum depth depth = (enum depth)(kept % DEPTH_COUNT);
        const struct palette *p = theme_palette(0, depth);
        struct str out = write_frame("ansi", &f, p);
        const char *s = str_text(&out), *end = s + out.len;
        for (int row = 0; row < ROWS; row++) {
            struct seen pen = {0, COLOR_TERMINAL, COLOR_TERMINAL, 0};
            for (int col = 0; col < COLS; col++) {
                const struct cell *c = frame_cell(&f, row, col);
                if (c->width == 0) {
                    continue;
                }
                while (*s == '\033') {
                    apply_sgr(s + 2, &pen, depth);
                    s = strchr(s, 'm') + 1;
                }
                uint32_t parts[3] = {c->ch, c->mark[0], c->mark[1]}, cp;
                for (int i = 0; i < 3 && (i == 0 || parts[i]); i++) {
                    s += utf8_decode(s, (size_t)(end - s), &cp, NULL);
                    assert_int_equal(cp, parts[i]);
                }
                assert_int_equal(pen.bg, p->color[c->bg]);
                if (looks_blank(c)) {
                    assert_false(pen.attr & (ATTR_UNDERLINE | ATTR_REVERSE));
                } else {
                    assert_int_equal(pen.fg, p->color[c->fg]);
                    assert_int_equal(pen.attr, c->attr);
                }
            }
            assert_memory_equal(s, "\033[0m\n", 5);
            s += 5;
        }
        assert_ptr_equal(s, end);
        str_free(&out);
        seed = kept;
    }
    frame_free(&f);
}

/* Only what changes is written. */
static void ansi_is_short(void **state)
{
    (void)state;
    static const struct {
        enum depth depth;
        const char *text;
    } e[] = {
        {DEPTH_TRUE, "\033[1;38;2;255;183;77;48;2;17;18;23mab\033[22;38;2;228;230;235mcd e  \033[0m\n"},
        {DEPTH_256, "\033[1;38;5;215;48;5;233mab\033[22;38;5;254mcd e  \033[0m\n"},
        {DEPTH_16, "\033[1;93;40mab\033[22;97mcd e  \033[0m\n"},
        {DEPTH_NONE, "\033[1mab\033[22mcd e  \033[0m\n"},
    };
    struct frame f = FRAME_EMPTY;
    for (size_t i = 0; i < sizeof e / sizeof e[0]; i++) {
        assert_true(frame_start(&f, 1, 8, false, (struct style){SLOT_DIM, SLOT_BACK, ATTR_BOLD}));
        frame_puts(&f, 0, 0, (struct style){SLOT_ACCENT, SLOT_BACK, ATTR_BOLD}, "ab");
        frame_puts(&f, 0, 2, (struct style){SLOT_TEXT, SLOT_BACK, 0}, "cd");
        frame_puts(&f, 0, 5, (struct style){SLOT_TEXT, SLOT_BACK, 0}, "e");
        struct str out = write_frame("ansi", &f, theme_palette(0, e[i].depth));
        assert_string_equal(str_text(&out), e[i].text);
        str_free(&out);
    }
    frame_free(&f);
}

/* The colours of a cell in a picture or page. */
static struct seen painted(const struct cell *c, const struct palette *p)
{
    const struct palette *paper = theme_palette(theme_find("light"), DEPTH_TRUE);
    int32_t fg = p->color[c->fg], bg = p->color[c->bg];
    fg = p->depth == DEPTH_NONE ? paper->color[SLOT_TEXT] : ramp_rgb(p->depth, fg);
    bg = p->depth == DEPTH_NONE ? paper->color[SLOT_BACK] : ramp_rgb(p->depth, bg);
    bool reverse = c->attr & ATTR_REVERSE;
    return (struct seen){c->ch, reverse ? bg : fg, reverse ? fg : bg, c->attr & ~(unsigned)ATTR_REVERSE};
}

/* The character at *s, an entity counting as what it stands for. */
static uint32_t read_markup(const char **s)
{
    static const struct {
        const char *entity;
        uint32_t ch;
    } entities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
    for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++) {
        if (strncmp(*s, entities[i].entity, strlen(entities[i].entity)) == 0) {
            *s += strlen(entities[i].entity);
            return entities[i].ch;
        }
    }
    uint32_t cp;
    *s += utf8_decode(*s, strlen(*s), &cp, NULL);
    assert_true(cp != '&' && cp != '<' && cp != '>' && cp != '"' && cp != '\'');
    return cp;
}

/* The value of a class's property in the page's style sheet. */
static int32_t sheet_color(const char *page, const char *kind, int number, const char *property)
{
    char rule[40];
    snprintf(rule, sizeof rule, ".%s%d{%s:#", kind, number, property);
    const char *found = strstr(page, rule);
    assert_non_null(found);
    return (int32_t)strtol(found + strlen(rule), NULL, 16);
}

/* Reads tags up to the next character; keeps the look that they set. */
static const char *read_tags(const char *page, const char *s, const struct seen *base, struct seen *pen)
{
    while (*s == '<') {
        const char *close = strchr(s, '>');
        if (strncmp(s, "</span>", 7) == 0) {
            *pen = *base;
        }
        if (strncmp(s, "<span class=\"", 13) == 0) {
            for (const char *word = s + 13; word < close - 1; word += strcspn(word, " \"") + 1) {
                int number = atoi(word + 1);
                if (*word == 'f') {
                    pen->fg = sheet_color(page, "f", number, "color");
                } else if (*word == 'g') {
                    pen->bg = sheet_color(page, "g", number, "background");
                } else {
                    pen->attr |= *word == 'b' ? ATTR_BOLD : *word == 'd' ? ATTR_DIM : ATTR_UNDERLINE;
                }
            }
        }
        s = close + 1;
    }
    return s;
}

static void html_reads_back(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    for (seed = 1; seed < 200; seed++) {
        uint32_t kept = seed;
        random_frame(&f, false);
        const struct palette *p = theme_palette(draw_number(theme_count), (enum depth)(kept % DEPTH_COUNT));
        const struct cell page_cell = {' ', {0, 0}, SLOT_TEXT, SLOT_BACK, 0, 1};
        struct seen base = painted(&page_cell, p);
        struct str out = write_frame("html", &f, p);
        char body[64];
        snprintf(body, sizeof body, "body{margin:0;background:#%06x;color:#%06x}", (unsigned)base.bg,
                 (unsigned)base.fg);
        assert_non_null(strstr(str_text(&out), body));
        const char *s = strstr(str_text(&out), "<pre>\n") + 6;
        for (int row = 0; row < ROWS; row++) {
            struct seen pen = base;
            for (int col = 0; col < COLS; col++) {
                const struct cell *c = frame_cell(&f, row, col);
                if (c->width == 0) {
                    continue;
                }
                s = read_tags(out.data, s, &base, &pen);
                struct seen want = painted(c, p);
                if (*s == '\n') { /* cut: blanks of the page's own colour */
                    assert_true(looks_blank(c) && want.bg == base.bg);
                    continue;
                }
                assert_int_equal(read_markup(&s), c->ch);
                for (int i = 0; i < 2 && c->mark[i]; i++) {
                    assert_int_equal(read_markup(&s), c->mark[i]);
                }
                assert_int_equal(pen.bg, want.bg);
                assert_true(looks_blank(c) || (pen.fg == want.fg && pen.attr == want.attr));
            }
            s = read_tags(out.data, s, &base, &pen);
            assert_int_equal(*s++, '\n');
        }
        assert_string_equal(s, "</pre>\n</body>\n</html>\n");
        str_free(&out);
        seed = kept;
    }
    frame_free(&f);
}

/* The number of an attribute of the tag at s, −1 where it has none. */
static int attribute(const char *s, const char *name)
{
    char start[40];
    snprintf(start, sizeof start, " %s=\"", name);
    const char *found = strstr(s, start), *close = strchr(s, '>');
    return found && found < close ? atoi(found + strlen(start)) : -1;
}

static int32_t fill_of(const char *s)
{
    const char *found = strstr(s, "fill=\"#");
    assert_true(found && found < strchr(s, '>'));
    return (int32_t)strtol(found + 7, NULL, 16);
}

static void svg_grounds_are_the_frames(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    for (seed = 1; seed < 200; seed++) {
        uint32_t kept = seed;
        random_frame(&f, false);
        const struct palette *p = theme_palette(draw_number(theme_count), (enum depth)(kept % DEPTH_COUNT));
        struct str out = write_frame("svg", &f, p);
        int32_t ground[ROWS][COLS];
        const char *s = strstr(str_text(&out), "<rect"), *end = strstr(s, "</g>");
        int32_t screen = fill_of(s);
        for (int i = 0; i < ROWS * COLS; i++) {
            ground[i / COLS][i % COLS] = screen;
        }
        for (s = strstr(s + 1, "<rect"); s && s < end; s = strstr(s + 1, "<rect")) {
            int x = attribute(s, "x"), y = attribute(s, "y"), w = attribute(s, "width"),
                h = attribute(s, "height");
            assert_true(x % 10 == 0 && y % 20 == 0 && w % 10 == 0 && h % 20 == 0 && w > 0 && h > 0);
            for (int row = y / 20; row < (y + h) / 20; row++) {
                for (int col = x / 10; col < (x + w) / 10; col++) {
                    assert_int_equal(ground[row][col], screen); /* none lies on another */
                    ground[row][col] = fill_of(s);
                }
            }
        }
        for (int i = 0; i < ROWS * COLS; i++) {
            assert_int_equal(ground[i / COLS][i % COLS], painted(frame_cell(&f, i / COLS, i % COLS), p).bg);
        }
        str_free(&out);
        seed = kept;
    }
    frame_free(&f);
}

/* Every character that is written as text stands in its own cell, in its colour. */
static void svg_text_keeps_its_columns(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    for (seed = 1; seed < 200; seed++) {
        uint32_t kept = seed;
        random_frame(&f, false);
        const struct palette *p = theme_palette(0, (enum depth)(kept % DEPTH_COUNT));
        struct str out = write_frame("svg", &f, p);
        bool written[ROWS][COLS] = {{false}};
        for (const char *s = strstr(str_text(&out), "<text"); s; s = strstr(s, "<text")) {
            bool alone = attribute(s, "textLength") < 0;
            bool middle = strstr(s, "text-anchor=\"middle\"") && strstr(s, "text-anchor") < strchr(s, '>');
            int row = attribute(s, "y") / 20, x = attribute(s, "x"), col = (middle ? x - 5 : x) / 10;
            int32_t fill = fill_of(s);
            int length = attribute(s, "textLength");
            const char *start = s = strchr(s, '>') + 1;
            for (int i = col; strncmp(s, "</text>", 7) != 0; i++) {
                const struct cell *c = frame_cell(&f, row, i);
                assert_int_equal(read_markup(&s), c->ch);
                for (int m = 0; m < 2 && c->mark[m]; m++) {
                    assert_int_equal(read_markup(&s), c->mark[m]);
                }
                assert_true(c->ch == ' ' || painted(c, p).fg == fill);
                assert_true(i == col || c->ch < 0x7F);
                assert_true(!middle || x == 10 * col + 5 * c->width);
                written[row][i] = true;
                assert_true(alone || i < col + length / 10);
            }
            assert_true(s > start);
        }
        for (int i = 0; i < ROWS * COLS; i++) {
            const struct cell *c = frame_cell(&f, i / COLS, i % COLS);
            bool drawn =
                (c->ch >= 0x2500 && c->ch < 0x25A0) || (c->ch >= 0x2800 && c->ch < 0x2900) || c->width == 0;
            assert_true(written[i / COLS][i % COLS] || drawn || (c->ch == ' ' && c->mark[0] == 0));
        }
        str_free(&out);
        seed = kept;
    }
    frame_free(&f);
}

struct drawing {
    const char *text, *expected;
};

static void svg_draws_blocks_lines_and_dots(void **state)
{
    (void)state;
    static const struct drawing e[] = {
        {"█", "d=\"M0 0H10V20H0z\""},
        {"▀▄", "d=\"M0 0H10V10H0zM10 10H20V20H10z\""},
        {"▌▐", "d=\"M0 0H5V20H0zM15 0H20V20H15z\""},
        {"▂", "d=\"M0 15H10V20H0z\""},
        {"▎", "d=\"M0 0H2.5V20H0z\""},
        {"▔▕", "d=\"M0 0H10V2.5H0zM18.75 0H20V20H18.75z\""},
        {"▚", "d=\"M0 0H5V10H0zM5 10H10V20H5z\""},
        {"▟", "d=\"M5 0H10V10H5zM0 10H5V20H0zM5 10H10V20H5z\""},
        {"▒▒", "fill-opacity=\".50\" d=\"M0 0H10V20H0zM10 0H20V20H10z\""},
        {"─│", "d=\"M0 10.5H10M15.5 0V20\""},
        {"├", "d=\"M5.5 10.5H10M5.5 0V20\""},
        {"╭", "d=\"M10 10.5H9.5Q5.5 10.5 5.5 14.5V20\""},
        {"╯", "d=\"M0 10.5H1.5Q5.5 10.5 5.5 6.5V0\""},
        {"⠁", "d=\"M2.5 2.5h0\""},
        {"⣀", "d=\"M2.5 17.5h0M7.5 17.5h0\""},
        {"⠠⠐", "d=\"M7.5 12.5h0M17.5 7.5h0\""},
    };
    struct frame f = FRAME_EMPTY;
    for (size_t i = 0; i < sizeof e / sizeof e[0]; i++) {
        assert_true(frame_start(&f, 1, 4, false, (struct style){SLOT_TEXT, SLOT_BACK, 0}));
        frame_puts(&f, 0, 0, (struct style){SLOT_SIN, SLOT_BACK, 0}, e[i].text);
        struct str out = write_frame("svg", &f, theme_palette(0, DEPTH_TRUE));
        assert_non_null(strstr(str_text(&out), e[i].expected));
        assert_non_null(strstr(str_text(&out), "=\"#56d4de\""));
        assert_null(strstr(str_text(&out), "<text"));
        str_free(&out);
    }
    frame_free(&f);
}

static int count_of(const char *text, const char *part)
{
    int count = 0;
    for (const char *s = strstr(text, part); s; s = strstr(s + 1, part)) {
        count++;
    }
    return count;
}

static void svg_merges_and_marks(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    assert_true(frame_start(&f, 10, 40, false, (struct style){SLOT_TEXT, SLOT_BACK, 0}));
    frame_fill(&f, 0, 0, 10, 6, (struct style){SLOT_TEXT, SLOT_BAR, 0});
    frame_fill(&f, 2, 10, 3, 4, (struct style){SLOT_DIM, SLOT_SELECTED, 0});
    frame_fill(&f, 2, 14, 3, 4, (struct style){SLOT_TEXT, SLOT_SELECTED, ATTR_BOLD});
    frame_puts(&f, 3, 10, (struct style){SLOT_TEXT, SLOT_SELECTED, ATTR_UNDERLINE}, "two words");
    struct str out = write_frame("svg", &f, theme_palette(0, DEPTH_TRUE));
    /* The screen, two panels, and the underline below the nine characters (the last off the panel). */
    assert_int_equal(count_of(str_text(&out), "<rect"), 4 + 2);
    assert_int_equal(count_of(str_text(&out), "<text"), 1);
    assert_non_null(strstr(str_text(&out), "<rect x=\"100\" y=\"77\" width=\"90\" height=\"1\""));
    assert_non_null(strstr(str_text(&out), "width=\"400\" height=\"200\" viewBox=\"0 0 400 200\""));
    str_free(&out);
    f.cursor_row = 9;
    f.cursor_col = 39;
    out = write_frame("svg", &f, theme_palette(0, DEPTH_TRUE));
    assert_non_null(strstr(
        str_text(&out), "<rect x=\"390\" y=\"180\" width=\"2\" height=\"20\" fill=\"#ffb74d\"/>\n</svg>"));
    str_free(&out);
    frame_free(&f);
}

static void roles_are_readable(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    assert_true(frame_start(&f, 4, 20, false, (struct style){SLOT_TEXT, SLOT_BACK, 0}));
    frame_puts(&f, 0, 1, (struct style){SLOT_DIM, SLOT_BACK, 0}, "pos token");
    frame_puts(&f, 0, 14, (struct style){SLOT_ACCENT, SLOT_BACK, ATTR_BOLD}, "漢x");
    frame_fill(&f, 2, 2, 1, 2, (struct style){SLOT_INK_NEAR, SLOT_HEAT + HEAT_HALF - 12, 0});
    frame_fill(&f, 2, 4, 1, 2, (struct style){SLOT_INK_NEAR, SLOT_HEAT + HEAT_HALF, 0});
    frame_puts(&f, 2, 6,
               (struct style){SLOT_INK_FAR, SLOT_HEAT + HEAT_LEVELS - 1, ATTR_BOLD | ATTR_REVERSE}, "[]");
    f.cursor_row = 0;
    f.cursor_col = 17;
    struct str out = write_frame("roles", &f, theme_palette(0, DEPTH_TRUE));
    assert_string_equal(str_text(&out),
                        "20x4 utf-8, cursor at row 0, column 17\n"
                        "| pos token    漢x\n"
                        "|\n"
                        "|      []\n"
                        "|\n"
                        "\n"
                        "row {text/ground+attributes:characters}\n"
                        "0 {dim/back: pos token    }{accent/back+bold:漢x}\n"
                        "2 {back:  }{h-12:  }{h+0:  }{ink-far/h+32+bold+reverse:[]}\n"
                        "\n"
                        "back: background of the screen\n"
                        "dim: labels and hints\n"
                        "accent: the selection, the current view\n"
                        "ink-far: text in heat cells far from zero\n"
                        "h-32 ... h+32: heat, from the scale's negative end to its positive one\n");
    str_free(&out);
    frame_free(&f);
}

static void slot_names_are_ascii_and_different(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    char names[SLOT_COUNT][40];
    for (int slot = 0; slot < SLOT_COUNT; slot++) {
        assert_true(frame_start(&f, 1, 1, true, (struct style){(uint8_t)slot, SLOT_BACK, 0}));
        frame_put(&f, 0, 0, (struct style){(uint8_t)slot, SLOT_BACK, 0}, 'x');
        struct str out = write_frame("roles", &f, theme_palette(0, DEPTH_TRUE));
        const char *open = strstr(str_text(&out), "0 {") + 3;
        size_t len = strcspn(open, "/");
        assert_in_range(len, 2, sizeof names[0] - 1);
        memcpy(names[slot], open, len);
        names[slot][len] = '\0';
        for (size_t i = 0; i < out.len; i++) {
            assert_true((unsigned char)out.data[i] < 0x7F);
        }
        for (int i = 0; i < slot; i++) {
            assert_string_not_equal(names[slot], names[i]);
        }
        str_free(&out);
    }
    assert_string_equal(names[SLOT_HEAT], "h-32");
    assert_string_equal(names[SLOT_HEAT + HEAT_HALF], "h+0");
    assert_string_equal(names[SLOT_COUNT - 1], "h+32");
    frame_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats_are_found),
        cmocka_unit_test(text_is_what_stands_there),
        cmocka_unit_test(nothing_unsafe_gets_out),
        cmocka_unit_test(ansi_reads_back),
        cmocka_unit_test(ansi_is_short),
        cmocka_unit_test(html_reads_back),
        cmocka_unit_test(svg_grounds_are_the_frames),
        cmocka_unit_test(svg_text_keeps_its_columns),
        cmocka_unit_test(svg_draws_blocks_lines_and_dots),
        cmocka_unit_test(svg_merges_and_marks),
        cmocka_unit_test(roles_are_readable),
        cmocka_unit_test(slot_names_are_ascii_and_different),
    };
    return cmocka_run_group_tests_name("export", tests, NULL, NULL);
}
