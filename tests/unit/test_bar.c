/* Bars: their length read off the cells is the value's, in every output. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "view/sum/sum_parts.h"

static struct frame frame = FRAME_EMPTY;

/* Eighths of the cell that look filled. */
static int filled(const struct cell *c, bool negative)
{
    bool ground = c->bg >= SLOT_HEAT; /* the bar is the ground, the glyph the rest */
    if (c->ch >= 0x2588 && c->ch <= 0x258F) {
        int eighths = (int)(0x2590 - c->ch);
        return ground ? 8 - eighths : eighths;
    }
    switch (c->ch) {
    case '#':
    case '=':
        return (c->ch == '=') == negative ? 8 : -100;
    case 0x2590:
        return negative ? 4 : -100;
    case 0x2595:
        return negative ? 1 : -100;
    default:
        return 0;
    }
}

/* A value that there is not has its zero line and no length. */
static void test_missing(void **state)
{
    (void)state;
    for (int depth = 0; depth < DEPTH_COUNT; depth++)
        for (int ascii = 0; ascii < 2; ascii++) {
            struct caps caps = {.depth = (enum depth)depth, .ascii = ascii};
            struct bar bar = {(double)NAN, 1, 1, SLOT_BACK};
            assert_true(frame_start(&frame, 1, 80, ascii, role_style(ROLE_BACK, caps.depth)));
            bar_draw(&frame, 0, 5, 11, &bar, &caps);
            for (int col = 0; col < 80; col++)
                assert_int_equal(frame_cell(&frame, 0, col)->ch, col != 10 ? ' '
                                                                 : ascii   ? '|'
                                                                           : 0x2502);
        }
}

static void check(double value, double full, int cols, struct caps caps)
{
    assert_true(frame_start(&frame, 1, 80, caps.ascii, role_style(ROLE_BACK, caps.depth)));
    struct bar bar = {value, full, full, SLOT_BACK};
    bar_draw(&frame, 0, 5, cols, &bar, &caps);
    int half = (cols - 1) / 2, length = 0;
    for (int col = 0; col < 80; col++) {
        const struct cell *c = frame_cell(&frame, 0, col);
        bool inside = col >= 5 && col < 5 + 2 * half + 1, zero = col == 5 + half;
        if (!inside) {
            assert_int_equal(c->ch, ' ');
            continue;
        }
        bool side = value < 0 ? col < 5 + half : col > 5 + half;
        if (zero)
            assert_true(c->ch == 0x2502 || c->ch == '|');
        else if (!side)
            assert_int_equal(c->ch, ' ');
        else
            length += filled(c, value < 0);
        if (caps.ascii) assert_true(c->ch < 0x7F);
    }
    double right = fabs(value) / full * half * 8;
    bool coarse = value < 0 && caps.depth < DEPTH_256;
    double within = caps.ascii ? 4.5 : coarse ? 2.5 : 0.5 + 1e-9;
    if (fabs(length - right) > within)
        fail_msg("%g of %g in %d columns at depth %d: %d eighths", value, full, cols,
                 (int)caps.depth, length);
}

static void test_lengths(void **state)
{
    (void)state;
    for (int depth = DEPTH_NONE; depth < DEPTH_COUNT; depth++)
        for (int ascii = 0; ascii < 2; ascii++)
            for (int cols = 3; cols <= 61; cols += 2)
                for (int i = -40; i <= 40; i++)
                    check(i * 0.075, 3, cols,
                          (struct caps){.depth = (enum depth)depth, .ascii = ascii});
}

static void test_beyond_the_end_is_marked(void **state)
{
    (void)state;
    struct caps caps = {.depth = DEPTH_TRUE, .ascii = false};
    static const double values[] = {3.01, -3.01, 1e30, -1e30};
    for (size_t i = 0; i < 4; i++) {
        assert_true(frame_start(&frame, 1, 20, false, role_style(ROLE_BACK, DEPTH_TRUE)));
        struct bar bar = {values[i], 3, 3, SLOT_BACK};
        bar_draw(&frame, 0, 0, 9, &bar, &caps);
        assert_int_equal(frame_cell(&frame, 0, values[i] > 0 ? 8 : 0)->ch,
                         values[i] > 0 ? '>' : '<');
        assert_int_equal(frame_cell(&frame, 0, 9)->ch, ' ');
    }
}

static void test_colour_tells_the_sign(void **state)
{
    (void)state;
    struct caps caps = {.depth = DEPTH_TRUE, .ascii = false};
    for (int i = 1; i <= 20; i++) {
        assert_true(frame_start(&frame, 1, 20, false, role_style(ROLE_BACK, DEPTH_TRUE)));
        struct bar plus = {i * 0.2, 4, 2, SLOT_BACK}, minus = {i * -0.2, 4, 2, SLOT_BACK};
        bar_draw(&frame, 0, 0, 9, &plus, &caps);
        bar_draw(&frame, 0, 10, 9, &minus, &caps);
        int warm = frame_cell(&frame, 0, 5)->fg - SLOT_HEAT - HEAT_HALF;
        const struct cell *cold_cell = frame_cell(&frame, 0, 13);
        int cold =
            (cold_cell->bg >= SLOT_HEAT ? cold_cell->bg : cold_cell->fg) - SLOT_HEAT - HEAT_HALF;
        assert_true(warm > 0);
        assert_int_equal(cold, -warm);
    }
}

static int teardown(void **state)
{
    (void)state;
    frame_free(&frame);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_missing),
        cmocka_unit_test(test_lengths),
        cmocka_unit_test(test_beyond_the_end_is_marked),
        cmocka_unit_test(test_colour_tells_the_sign),
    };
    return cmocka_run_group_tests_name("bar", tests, NULL, teardown);
}
