/* Every code point through the pen, which is what the terminal is sent: frames are written as views
 * write them, and their cells are drawn for xterm. Without a terminal: curses is asked for its
 * description alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include <curses.h>
#include <locale.h>
#include <term.h>

#include "base/safe.h"
#include "term/pen.h"
#include "view/colour/theme.h"

#include "forbidden.h"

#define BATCH 64u

/* What the terminal is sent of the frame's one row. */
static void draw(const struct frame *f, struct str *out)
{
    str_clear(out);
    pen_start();
    pen_move(out, 0, 0);
    for (int col = 0; col < f->cols; col++)
        if (frame_cell(f, 0, col)->width > 0) pen_cell(out, frame_cell(f, 0, col), f->cols - col);
    pen_finish(out);
}

static void check(uint32_t first, enum safe_as as)
{
    static struct frame f = FRAME_EMPTY;
    static struct str out;
    const struct style style = {SLOT_TEXT, SLOT_BACK, 0};
    char text[BATCH * FORBIDDEN_TEXT];
    size_t n = forbidden_text(first, BATCH, text);
    if (n == 0) return;
    assert_true(frame_start(&f, 1, safe_width(text, n, as), as == SAFE_ASCII, style));
    f.text = as;
    assert_int_equal(frame_text(&f, (struct span){0, 0, f.cols}, style, text, (int)n), f.cols);
    draw(&f, &out);
    assert_false(out.failed);
    forbidden_check("terminal", first, out.data, forbidden_strip(out.data, out.len), false);
}

static void check_all(bool utf8, enum safe_as as)
{
    pen_open(DEPTH_256, utf8);
    pen_set_palette(theme_palette(0, 0, DEPTH_256));
    for (uint32_t first = 0; first <= FORBIDDEN_LAST; first += BATCH) check(first, as);
}

static void utf8_terminal(void **state)
{
    (void)state;
    check_all(true, SAFE_UTF8);
}

static void wide_terminal(void **state)
{
    (void)state;
    check_all(true, SAFE_WIDE);
}

static void ascii_terminal(void **state)
{
    (void)state;
    check_all(false, SAFE_ASCII);
}

static int start(void **state)
{
    (void)state;
    int why;
    setlocale(LC_CTYPE, "C.UTF-8");
    forbidden_start();
    return setupterm("xterm-256color", STDOUT_FILENO, &why) == OK ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_terminal),
        cmocka_unit_test(wide_terminal),
        cmocka_unit_test(ascii_terminal),
    };
    return cmocka_run_group_tests_name("pen", tests, start, NULL);
}
