/* Frames: writing, clipping, wide and combining characters, safety, hits. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/safe.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "view/frame/frame.h"

static const struct style plain = {SLOT_TEXT, SLOT_BACK, 0};
static const struct style other = {SLOT_ACCENT, SLOT_BAR, ATTR_BOLD};

/* A row as UTF-8, '_' for each right half. */
static const char *row_text(const struct frame *f, int row)
{
    static char text[1024];
    size_t n = 0;
    for (int col = 0; col < f->cols; col++) {
        const struct cell *c = frame_cell(f, row, col);
        n += utf8_encode(c->width == 0 ? '_' : c->ch, text + n);
        for (int i = 0; i < 2; i++) n += c->mark[i] ? utf8_encode(c->mark[i], text + n) : 0;
    }
    text[n] = '\0';
    return text;
}

struct expectation {
    int col, cols;
    const char *text;
    bool ascii;
    int taken;
    const char *row;
};

/* Each text written into one row of eight dots. */
static void check_rows(const struct expectation *e, size_t count)
{
    struct frame f = FRAME_EMPTY;
    for (size_t i = 0; i < count; i++) {
        assert_true(frame_start(&f, 1, 8, e[i].ascii, plain));
        frame_puts(&f, 0, 0, plain, "........");
        int taken = frame_text(&f, (struct span){0, e[i].col, e[i].cols}, other, e[i].text,
                               (int)strlen(e[i].text));
        assert_string_equal(row_text(&f, 0), e[i].row);
        assert_int_equal(taken, e[i].taken);
    }
    frame_free(&f);
}

static void text_is_clipped(void **state)
{
    (void)state;
    static const struct expectation e[] = {
        {0, 8, "abc", false, 3, "abc....."},
        {6, 8, "abc", false, 2, "......ab"},
        {7, 1, "abc", false, 1, ".......a"},
        {8, 8, "abc", false, 0, "........"},
        {INT_MAX, INT_MAX, "abc", false, 0, "........"},
        {-2, 8, "abc", false, 3, "c......."},
        {-3, 8, "abc", false, 3, "........"},
        {-2, 20, "abcdefghijklmn", false, 10, "cdefghij"},
        {INT_MIN, INT_MAX, "abc", false, 3, "........"},
        {2, 3, "abcdef", false, 3, "..abc..."},
        {-2, 4, "abcdef", false, 4, "cd......"},
        {2, 0, "abc", false, 0, "........"},
        {2, -5, "abc", false, 0, "........"},
        {2, 8, "", false, 0, "........"},
    };
    check_rows(e, sizeof e / sizeof e[0]);
}

static void wide_characters_are_whole_or_absent(void **state)
{
    (void)state;
    static const struct expectation e[] = {
        {0, 8, "漢字", false, 4, "漢_字_...."}, {5, 8, "漢字", false, 2, ".....漢_."},
        {6, 8, "漢", false, 2, "......漢_"},    {7, 8, "漢", false, 0, "........"},
        {1, 3, "漢字", false, 2, ".漢_....."},  {-1, 8, "漢x", false, 3, " x......"},
        {-2, 8, "漢x", false, 3, "x......."},   {-1, 1, "漢x", false, 0, "........"},
        {-3, 8, "漢字x", false, 5, " x......"},
    };
    check_rows(e, sizeof e / sizeof e[0]);
}

static void marks_and_joiners_take_no_column(void **state)
{
    (void)state;
    static const struct expectation e[] = {
        {0, 8, "e\u0301x", false, 2, "e\u0301x......"},
        {0, 8, "e\u0301\u0302\u0303x", false, 6, "e\u0301\u0302⟨+1⟩x.."},
        {0, 8, "漢\u3099x", false, 3, "漢\u3099_x....."},
        {0, 8, "\u0301x", false, 8, "⟨U+0301⟩"},
        {-8, 16, "\u0301x", false, 9, "x......."},
        {6, 8, "ye\u0301\u0301z", false, 2, "......ye\u0301\u0301"},
        {0, 2, "ye\u0301z", false, 2, "ye\u0301......"},
        {-1, 8, "e\u0301x", false, 2, "x......."},
        {0, 8, "❤\uFE0Fक्\u200D1\uFE0F\u20E3", false, 3, "❤क्1\u20E3....."},
        {-1, 10, "a\u200Db", false, 9, "⟨U+200D⟩"},
        {0, 8, "a\U000E0101", false, 8, "a⟨U+E010"},
    };
    check_rows(e, sizeof e / sizeof e[0]);
}

static void unsafe_text_is_pictured(void **state)
{
    (void)state;
    static const struct expectation e[] = {
        {0, 8, "\033[1m", false, 4, "␛[1m...."},
        {0, 8, "\033[1m", true, 5, "^[[1m..."},
        {0, 8, "\a\177\t", false, 3, "␇␡␉....."},
        {0, 8, "\xC2\x9B", false, 8, "⟨U+009B⟩"},
        {0, 8, "\u202Ex", false, 8, "⟨U+202E⟩"},
        {3, 8, "\u202Ex", false, 5, "...⟨U+20"},
        {-3, 9, "\u202Ex", false, 9, "202E⟩x.."},
        {0, 8, "a\xFF\xC3z", false, 4, "a\uFFFD\uFFFDz...."},
        {0, 8, "a\xFF\xC3z", true, 4, "a??z...."},
        {0, 8, "é", true, 8, "<U+00E9>"},
        {0, 8, "漢", true, 8, "<U+6F22>"},
        {0, 8, "\u200Dx", true, 8, "<U+200D>"},
    };
    check_rows(e, sizeof e / sizeof e[0]);
}

static void rows_outside_are_left_alone(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    assert_true(frame_start(&f, 2, 8, false, plain));
    static const int outside[] = {-1, 2, INT_MIN, INT_MAX};
    for (size_t i = 0; i < sizeof outside / sizeof outside[0]; i++) {
        /* The columns are counted all the same, so that a layout does not depend on the row. */
        assert_int_equal(frame_puts(&f, outside[i], 1, other, "a漢e\u0301"), 4);
        assert_int_equal(frame_puts(&f, outside[i], -1, other, "漢字"), 4);
        frame_put(&f, outside[i], 1, other, 'x');
        frame_fill(&f, outside[i], 0, outside[i] < 0 ? 1 : 5, 8, other);
        frame_tint(&f, outside[i], 0, outside[i] < 0 ? 1 : 5, 8, SLOT_BAR);
    }
    for (int row = 0; row < 2; row++) {
        for (int col = 0; col < 8; col++) {
            const struct cell *c = frame_cell(&f, row, col);
            assert_true(c->ch == ' ' && c->bg == SLOT_BACK && c->fg == SLOT_TEXT && c->width == 1);
        }
    }
    frame_free(&f);
    frame_puts(&f, 0, -3, plain, "never started"); /* and an empty frame takes nothing */
    frame_put(&f, 0, 0, plain, 'x');
    frame_fill(&f, 0, 0, 9, 9, plain);
    frame_tint(&f, 0, 0, 9, 9, SLOT_BAR);
    assert_int_equal(frame_target(&f, 0, 0).kind, TARGET_NONE);
}

static void single_cells_are_safe(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    static const uint32_t samples[] = {0,      7,      0x1B,     0x7F,     0x9B,
                                       0xA0,   0x301,  0x200D,   0x202E,   0x2028,
                                       0x6F22, 0xD800, 0x10FFFF, 0x110000, UINT32_MAX};
    for (int ascii = 0; ascii < 2; ascii++) {
        assert_true(frame_start(&f, 1, 2, ascii, plain));
        for (uint32_t ch = 0x20; ch < 0x3000; ch++) {
            frame_put(&f, 0, 0, plain, ch);
            uint32_t shown = frame_cell(&f, 0, 0)->ch;
            bool own = ascii ? ch < 0x7F : !uc_unsafe(ch) && uc_width(ch) == 1;
            assert_int_equal(shown, own ? ch : ascii ? '?' : UTF8_BAD);
        }
        for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
            frame_put(&f, 0, 0, plain, samples[i]);
            uint32_t shown = frame_cell(&f, 0, 0)->ch;
            assert_true(!uc_unsafe(shown) && uc_width(shown) == 1 && (!ascii || shown < 0x7F));
            assert_true(shown <= 0x10FFFF && (shown < 0xD800 || shown > 0xDFFF));
        }
    }
    frame_free(&f);
}

static void overwriting_half_blanks_the_other(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    static const struct {
        int col;
        const char *text, *row;
    } e[] = {
        {1, "x", " x字_国_"},   {2, "x", "漢_x 国_"},   {1, "xy", " xy 国_"},
        {2, "xy", "漢_xy国_"},  {1, "日", " 日_ 国_"},  {0, "日", "日_字_国_"},
        {5, "x", "漢_字_ x"},   {0, "x", "x 字_国_"},   {3, "日x", "漢_ 日_x"},
        {-1, "日", "  字_国_"}, {5, "日", "漢_字_国_"},
    };
    for (size_t i = 0; i < sizeof e / sizeof e[0]; i++) {
        assert_true(frame_start(&f, 1, 6, false, plain));
        frame_puts(&f, 0, 0, plain, "漢字国");
        frame_puts(&f, 0, e[i].col, other, e[i].text);
        assert_string_equal(row_text(&f, 0), e[i].row);
    }
    frame_puts(&f, 0, 0, plain, "漢字国");
    frame_put(&f, 0, 3, plain, 'x');
    assert_string_equal(row_text(&f, 0), "漢_ x国_");
    frame_put(&f, 0, 4, plain, 'y');
    assert_string_equal(row_text(&f, 0), "漢_ xy ");
    frame_puts(&f, 0, 0, plain, "漢字国");
    frame_fill(&f, 0, 1, 1, 4, other);
    assert_string_equal(row_text(&f, 0), "      ");
    assert_int_equal(frame_cell(&f, 0, 0)->bg, SLOT_BACK);
    assert_int_equal(frame_cell(&f, 0, 1)->bg, SLOT_BAR);
    frame_free(&f);
}

static void tint_keeps_what_is_written(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    assert_true(frame_start(&f, 3, 8, false, plain));
    frame_puts(&f, 1, 0, other, "a漢e\u0301字z");
    char before[64];
    snprintf(before, sizeof before, "%s", row_text(&f, 1));
    /* Columns 2 … 4: the right half of 漢, e, and the left half of 字. */
    frame_tint(&f, 1, 2, 1, 3, SLOT_SELECTED);
    static const int tinted[8] = {0, 0, 0, 1, 1, 1, 0, 0};
    assert_string_equal(row_text(&f, 1), before);
    for (int col = 0; col < 8; col++) {
        const struct cell *c = frame_cell(&f, 1, col);
        assert_int_equal(c->bg, tinted[col] ? SLOT_SELECTED : col < 7 ? SLOT_BAR : SLOT_BACK);
        assert_int_equal(c->fg, col < 7 ? SLOT_ACCENT : SLOT_TEXT);
        assert_int_equal(frame_cell(&f, 0, col)->bg, SLOT_BACK);
        assert_int_equal(frame_cell(&f, 2, col)->bg, SLOT_BACK);
    }
    frame_free(&f);
}

/* A second, slow frame of one row: what each column belongs to. Writing a
 * character first takes away every whole character that it touches. */
#define MODEL_COLS 11
struct model {
    struct cell cells[MODEL_COLS];
};

static void model_erase(struct model *m, int col)
{
    int left = m->cells[col].width == 0 ? col - 1 : col;
    int width = m->cells[left].width;
    for (int c = left; c < left + width; c++) {
        m->cells[c].ch = ' ';
        m->cells[c].mark[0] = m->cells[c].mark[1] = 0;
        m->cells[c].width = 1;
    }
}

static void model_write(struct model *m, int col, int width, uint32_t ch, struct style style)
{
    for (int c = col; c < col + width; c++) model_erase(m, c);
    for (int c = col; c < col + width; c++) {
        bool first = c == col;
        m->cells[c] = (struct cell){first ? ch : 0, {0, 0},     style.fg,
                                    style.bg,       style.attr, (uint8_t)(first ? width : 0)};
    }
}

/* Text made safe as a whole by base/safe.h, then placed code point by code point. */
static int model_text(struct model *m, int col, int cols, bool ascii, struct style style,
                      const char *text, int len)
{
    struct str safe = STR_EMPTY;
    safe_add(&safe, text, (size_t)len, ascii);
    int end = col + cols < MODEL_COLS ? col + cols : MODEL_COLS, at = col;
    for (size_t i = 0; i < safe.len && cols > 0 && col < end;) {
        uint32_t cp;
        i += utf8_decode(safe.data + i, safe.len - i, &cp, NULL);
        int width = uc_width(cp);
        if (width > 0 && at + width > end) break;
        if (width == 0 && uc_class(cp) != UC_FORMAT && cp != 0xFE0F && at > 0) {
            struct cell *c = &m->cells[m->cells[at - 1].width == 0 ? at - 2 : at - 1];
            uint32_t *mark = c->mark[0] ? c->mark[1] ? NULL : &c->mark[1] : &c->mark[0];
            if (mark) *mark = cp;
        } else if (width > 0 && at >= 0) {
            model_write(m, at, width, cp, style);
        } else if (width == 2 && at == -1) {
            model_write(m, 0, 1, ' ', style);
        }
        at += width;
    }
    str_free(&safe);
    return at - col;
}

static uint32_t seed;
static int draw_number(int below)
{
    seed = seed * 1664525u + 1013904223u;
    return (int)((seed >> 8) % (uint32_t)below);
}

static int random_text(char *out)
{
    static const char *const pieces[] = {
        "a", "xyz",  " ",      "é",    "漢",       "日本", "\u0301", "\u200D", "\uFE0F",
        "😀", "\033", "\u202E", "\x80", "\xE6\xBC", "\t",   "\u3099", "…",      "\xC2\x85",
    };
    int len = 0;
    for (int n = draw_number(7); n > 0; n--) {
        const char *piece = pieces[draw_number((int)(sizeof pieces / sizeof pieces[0]))];
        memcpy(out + len, piece, strlen(piece));
        len += (int)strlen(piece);
    }
    return len;
}

static void random_writing_agrees_with_the_model(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    struct model m;
    for (seed = 1; seed < 4000; seed++) {
        uint32_t kept = seed;
        bool ascii = draw_number(4) == 0;
        assert_true(frame_start(&f, 1, MODEL_COLS, ascii, plain));
        memcpy(m.cells, f.cells, sizeof m.cells);
        for (int step = 0; step < 12; step++) {
            char text[64];
            int len = random_text(text), col = draw_number(MODEL_COLS + 8) - 5,
                cols = draw_number(MODEL_COLS + 3);
            struct style style = {(uint8_t)draw_number(4), (uint8_t)draw_number(4), 0};
            if (draw_number(5) == 0) {
                frame_fill(&f, 0, col, 1, cols, style);
                for (int c = col < 0 ? 0 : col; c < col + cols && c < MODEL_COLS; c++)
                    model_write(&m, c, 1, ' ', style);
            } else {
                int taken = frame_text(&f, (struct span){0, col, cols}, style, text, len);
                assert_int_equal(taken, model_text(&m, col, cols, ascii, style, text, len));
            }
            assert_memory_equal(f.cells, m.cells, sizeof m.cells);
        }
        seed = kept;
    }
    frame_free(&f);
}

static void width_is_that_of_safe_text(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    for (seed = 1; seed < 3000; seed++) {
        uint32_t kept = seed;
        char text[64];
        int len = random_text(text);
        for (int ascii = 0; ascii < 2; ascii++) {
            assert_true(frame_start(&f, 1, 200, ascii, plain));
            assert_int_equal(frame_text(&f, (struct span){0, 0, 200}, plain, text, len),
                             safe_width(text, (size_t)len, (enum safe_as)ascii));
        }
        seed = kept;
    }
    frame_free(&f);
}

static void starting_blanks_and_reuses(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    assert_false(frame_start(&f, 0, 5, false, plain));
    assert_false(frame_start(&f, 5, -1, false, plain));
    assert_int_equal(f.rows, 0);
    assert_true(frame_start(&f, 4, 10, false, plain));
    assert_int_equal(f.cursor_row, -1);
    frame_add_hit(&f, (struct hit){.rows = 1, .cols = 1, .target = {.kind = TARGET_TAB}});
    f.cursor_row = f.cursor_col = 2;
    f.failed = true;
    frame_puts(&f, 1, 1, other, "漢e\u0301");
    const struct cell *cells = f.cells;
    const struct hit *hits = f.hits;
    assert_true(frame_start(&f, 4, 10, true, other));
    assert_ptr_equal(f.cells, cells);
    assert_ptr_equal(f.hits, hits);
    assert_int_equal(f.hit_count, 0);
    assert_true(f.cursor_row == -1 && f.cursor_col == -1 && f.ascii && !f.failed);
    for (int i = 0; i < 40; i++) {
        const struct cell *c = frame_cell(&f, i / 10, i % 10);
        assert_true(c->ch == ' ' && c->mark[0] == 0 && c->width == 1 && c->fg == SLOT_ACCENT &&
                    c->bg == SLOT_BAR && c->attr == ATTR_BOLD);
    }
    /* A size that cannot be had leaves the frame as it is. */
    assert_false(frame_start(&f, INT_MAX, INT_MAX, false, plain));
    assert_true(f.rows == 4 && f.cols == 10);
    assert_true(frame_start(&f, 30, 3, false, plain));
    frame_puts(&f, 29, 0, plain, "end");
    assert_string_equal(row_text(&f, 29), "end");
    frame_free(&f);
    assert_true(!f.cells && !f.hits && f.rows == 0 && f.hit_cap == 0);
}

static void hits_resolve_to_targets(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    assert_true(frame_start(&f, 20, 60, false, plain));
    frame_add_hit(&f, (struct hit){0, 0, 20, 60, {TARGET_TAB, 3, 0, 0, 0, false}, 0, 0, false});
    /* A panel whose tokens take 2 rows and dimensions 3 columns, from token 5, dimension 7. */
    frame_add_hit(&f, (struct hit){4, 10, 6, 30, {TARGET_CELL, 0, 5, 7, 0, false}, 2, 3, false});
    frame_add_hit(&f, (struct hit){-5, -5, 6, 8, {TARGET_TOKEN, 0, 40, 0, 0, false}, 1, 0, false});
    for (int row = 0; row < 20; row++) {
        for (int col = 0; col < 60; col++) {
            struct target t = frame_target(&f, row, col);
            if (row < 1 && col < 3) {
                assert_true(t.kind == TARGET_TOKEN && t.token == 40 + row + 5 && t.dim == 0);
            } else if (row >= 4 && row < 10 && col >= 10 && col < 40) {
                assert_int_equal(t.kind, TARGET_CELL);
                assert_int_equal(t.token, 5 + (row - 4) / 2);
                assert_int_equal(t.dim, 7 + (col - 10) / 3);
            } else {
                assert_true(t.kind == TARGET_TAB && t.index == 3);
            }
        }
    }
    assert_int_equal(frame_target(&f, -6, 0).kind, TARGET_NONE);
    assert_int_equal(frame_target(&f, INT_MAX, INT_MIN).kind, TARGET_NONE);
    for (int i = 0; i < 1000; i++) { /* many hits: the last one still wins */
        frame_add_hit(&f,
                      (struct hit){0, 0, 1, 1, {TARGET_SENTENCE, i, 0, 0, 0, false}, 0, 0, false});
        assert_int_equal(frame_target(&f, 0, 0).index, i);
    }
    assert_false(f.failed);
    frame_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_clipped),
        cmocka_unit_test(wide_characters_are_whole_or_absent),
        cmocka_unit_test(marks_and_joiners_take_no_column),
        cmocka_unit_test(unsafe_text_is_pictured),
        cmocka_unit_test(rows_outside_are_left_alone),
        cmocka_unit_test(single_cells_are_safe),
        cmocka_unit_test(overwriting_half_blanks_the_other),
        cmocka_unit_test(tint_keeps_what_is_written),
        cmocka_unit_test(random_writing_agrees_with_the_model),
        cmocka_unit_test(width_is_that_of_safe_text),
        cmocka_unit_test(starting_blanks_and_reuses),
        cmocka_unit_test(hits_resolve_to_targets),
    };
    return cmocka_run_group_tests_name("frame", tests, NULL, NULL);
}
