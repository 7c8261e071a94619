/* Exporters of text. Frames of random content are written, read back by small
 * readers of each format, and compared with the frame cell by cell. */
#include "unit/count_bad.h"
#include "unit/export_frames.h"
#include "within.h"

static void formats_are_found(void **state)
{
    (void)state;
    static const char *const known[] = {"text", "ansi", "svg", "html", "roles"};
    assert_int_equal(export_format_count, 5);
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        const struct export_format *format = export_find(known[i]);
        assert_non_null(format);
        assert_string_equal(format->name, known[i]);
        assert_string_equal(export_names[i], known[i]);
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
    struct str out = write_frame("text", &f, theme_palette(0, 0, DEPTH_NONE));
    assert_string_equal(str_text(&out), " a 漢e\u0301\n\n      ␛z\n\n");
    str_free(&out);
    frame_free(&f);
}

static void nothing_unsafe_gets_out(void **state)
{
    (void)state;
    static const uint32_t planted[] = {0x1B,   0,      7,        '\n',    0x9B,
                                       0x202E, 0xD800, 0x110000, 0x2028,  0x7F,
                                       0xFFFE, 0xFDD0, 0xE000,   0xE0041, 0x200D};
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
                export_formats[format].write(&f,
                                             theme_palette(draw_number(theme_count),
                                                           draw_number(palette_count),
                                                           (enum depth)depth),
                                             &out);
                assert_int_equal(count_bad(out.data, out.len), 0);
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
            pen->attr |= n == 1   ? ATTR_BOLD
                         : n == 2 ? ATTR_DIM
                         : n == 4 ? ATTR_UNDERLINE
                                  : ATTR_REVERSE;
        } else {
            bool ground = n % 60 / 10 == 4;
            int32_t color = COLOR_TERMINAL;
            if (n % 10 == 8) {
                long kind = strtol(end + 1, &end, 10), value = 0;
                for (int i = 0; i < (kind == 2 ? 3 : 1); i++)
                    value = value * 256 + strtol(end + 1, &end, 10);
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
        const struct palette *p = theme_palette(0, 0, depth);
        struct str out = write_frame("ansi", &f, p);
        const char *s = str_text(&out), *end = s + out.len;
        for (int row = 0; row < ROWS; row++) {
            struct seen pen = {0, COLOR_TERMINAL, COLOR_TERMINAL, 0};
            for (int col = 0; col < COLS; col++) {
                const struct cell *c = frame_cell(&f, row, col);
                if (c->width == 0) continue;
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
                    bool black =
                        depth == DEPTH_16 && p->color[c->fg] == 0; /* never bold: that is grey */
                    assert_int_equal(pen.attr, black ? c->attr & ~ATTR_BOLD : c->attr);
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
        {DEPTH_TRUE,
         "\033[1;38;2;255;183;77;48;2;17;18;23mab\033[22;38;2;228;230;235mcd e  \033[0m\n"},
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
        struct str out = write_frame("ansi", &f, theme_palette(0, 0, e[i].depth));
        assert_string_equal(str_text(&out), e[i].text);
        str_free(&out);
    }
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
               (struct style){SLOT_INK_FAR, SLOT_HEAT + HEAT_LEVELS - 1, ATTR_BOLD | ATTR_REVERSE},
               "[]");
    f.cursor_row = 0;
    f.cursor_col = 17;
    struct str out = write_frame("roles", &f, theme_palette(0, 0, DEPTH_TRUE));
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
        struct str out = write_frame("roles", &f, theme_palette(0, 0, DEPTH_TRUE));
        const char *open = strstr(str_text(&out), "0 {") + 3;
        size_t len = strcspn(open, "/");
        assert_within(len, 2, sizeof names[0] - 1);
        memcpy(names[slot], open, len);
        names[slot][len] = '\0';
        for (size_t i = 0; i < out.len; i++) assert_true((unsigned char)out.data[i] < 0x7F);
        for (int i = 0; i < slot; i++) { /* inks are told apart by their level */
            bool below =
                slot == i + 1 && (slot == SLOT_INK_NEAR_BELOW || slot == SLOT_INK_FAR_BELOW);
            assert_true((strcmp(names[slot], names[i]) == 0) == below);
        }
        str_free(&out);
    }
    assert_string_equal(names[SLOT_HEAT], "h-32");
    assert_string_equal(names[SLOT_HEAT + HEAT_HALF], "h+0");
    assert_string_equal(names[SLOT_HEAT_DIM - 1], "h+32");
    assert_string_equal(names[SLOT_COUNT - 1], "d+32");
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
        cmocka_unit_test(roles_are_readable),
        cmocka_unit_test(slot_names_are_ascii_and_different),
    };
    return cmocka_run_group_tests_name("export", tests, NULL, NULL);
}
