/* Frames that are drawn again and again: what rows keep is what drawing them anew gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "view/frame.h"

#define ROWS 7
#define COLS 23
#define CALLS 40

static const struct style plain = {SLOT_TEXT, SLOT_BACK, 0};

/* A part that counts how often it is drawn. */
static int painted;
struct stripes {
    int32_t col, step;
};

static void paint_stripes(struct frame *f, int row, const void *inputs, const void *array, size_t size)
{
    const struct stripes *s = inputs;
    const char *letters = array;
    painted++;
    frame_fill(f, row, s->col, 1, 3, (struct style){SLOT_DIM, SLOT_BAR, 0});
    for (size_t i = 0; i < size; i++)
        frame_put(f, row, s->col + (int)i * s->step, plain, (uint8_t)letters[i]);
    frame_text(f, row, s->col + 1, 4, plain, letters, (int)size);
}

/* One call of any kind, with arguments that may lie outside. */
struct call {
    int kind, row, col, rows, cols;
    struct style style;
    const char *text;
};

static struct call random_call(void)
{
    static const char *const texts[] = {"", "plain", "狗狗", "a\xCC\x81 e", "\xFF\xFEq", "\t", "long enough to reach the edge"};
    struct call c = {.kind = rand() % 7, .row = rand() % (ROWS + 2) - 1, .col = rand() % (COLS + 6) - 3};
    c.rows = rand() % 3;
    c.cols = rand() % 12 - 1;
    c.style = (struct style){(uint8_t)(rand() % SLOT_COUNT), (uint8_t)(rand() % SLOT_COUNT), (uint8_t)(rand() % 16)};
    c.text = texts[(size_t)rand() % (sizeof texts / sizeof *texts)];
    return c;
}

static int run_call(struct frame *f, const struct call *c)
{
    const struct stripes stripes = {c->col, c->rows};
    struct cell cells[3] = {{.ch = 'x', .width = 1}, {.ch = 'y', .fg = c->style.fg, .width = 1}, {.ch = 'z', .width = 1}};
    switch (c->kind) {
    case 0: return frame_text(f, c->row, c->col, c->cols, c->style, c->text, (int)strlen(c->text));
    case 1: frame_put(f, c->row, c->col, c->style, (uint32_t)('a' + c->cols)); break;
    case 2: frame_repeat(f, c->row, c->col, c->cols, c->style, 0x2500); break;
    case 3: frame_fill(f, c->row, c->col, c->rows, c->cols, c->style); break;
    case 4: frame_tint(f, c->row, c->col, c->rows, c->cols, (enum slot)c->style.bg); break;
    case 5: frame_cells(f, c->row, c->col, cells, 3); break;
    default: frame_part(f, c->row, paint_stripes, &stripes, sizeof stripes, c->text, strlen(c->text)); break;
    }
    return 0;
}

static void assert_same_cells(const struct frame *a, const struct frame *b)
{
    for (int row = 0; row < a->rows; row++)
        assert_memory_equal(frame_cell(a, row, 0), frame_cell(b, row, 0), (size_t)a->cols * sizeof *a->cells);
}

/* Calls come, go and change; each drawing equals one on a frame that keeps nothing, and a row
 * that is not said to be touched has not changed. */
static void any_calls(void **state)
{
    (void)state;
    struct frame kept = FRAME_EMPTY, anew = FRAME_EMPTY;
    struct call calls[CALLS];
    struct cell before[ROWS][COLS];
    int count = 0;
    srand(3);
    for (int drawing = 0; drawing < 20000; drawing++) {
        for (int change = rand() % 3; change > 0; change--) {
            int at = rand() % CALLS;
            calls[at < count ? at : count] = random_call();
            count += at >= count;
        }
        count -= count > 0 && rand() % 8 == 0;
        bool ascii = drawing % 1000 > 800;
        struct style blank = {SLOT_TEXT, drawing % 500 > 450 ? SLOT_BAR : SLOT_BACK, 0};
        assert_true(frame_begin(&kept, ROWS, COLS, ascii, blank));
        assert_true(frame_start(&anew, ROWS, COLS, ascii, blank));
        for (int i = 0; i < count; i++)
            assert_int_equal(run_call(&kept, &calls[i]), run_call(&anew, &calls[i]));
        frame_end(&kept);
        assert_same_cells(&kept, &anew);
        for (int row = 0; row < ROWS; row++) {
            assert_true(kept.touched[row] ||
                        memcmp(before[row], frame_cell(&kept, row, 0), sizeof before[row]) == 0);
            kept.touched[row] = 0;
            memcpy(before[row], frame_cell(&kept, row, 0), sizeof before[row]);
        }
    }
    frame_free(&kept);
    frame_free(&anew);
}

static void draw_three(struct frame *f, const char *middle)
{
    const struct stripes stripes = {2, 2};
    assert_true(frame_begin(f, 3, COLS, false, plain));
    frame_part(f, 0, paint_stripes, &stripes, sizeof stripes, "one", 3);
    frame_puts(f, 1, 0, plain, "before");
    frame_part(f, 1, paint_stripes, &stripes, sizeof stripes, middle, strlen(middle));
    frame_part(f, 2, paint_stripes, &stripes, sizeof stripes, "three", 5);
    frame_end(f);
}

static void assert_touched(struct frame *f, bool first, bool second, bool third)
{
    const bool want[] = {first, second, third};
    for (int row = 0; row < 3; row++) {
        assert_int_equal(f->touched[row] != 0, want[row]);
        f->touched[row] = 0;
    }
}

/* Only the row whose part differs is drawn, and told. */
static void only_what_changed_is_drawn(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    painted = 0;
    draw_three(&f, "two");
    assert_int_equal(painted, 3);
    assert_touched(&f, true, true, true);
    draw_three(&f, "two");
    assert_int_equal(painted, 3);
    assert_touched(&f, false, false, false);
    draw_three(&f, "2");
    assert_int_equal(painted, 4);
    assert_touched(&f, false, true, false);
    draw_three(&f, "2");
    draw_three(&f, "2.");
    assert_touched(&f, false, true, false); /* it stays told until someone has looked */
    assert_true(frame_begin(&f, 3, COLS, false, plain)); /* nothing comes again */
    frame_end(&f);
    assert_touched(&f, true, true, true);
    assert_int_equal(frame_cell(&f, 1, 0)->ch, ' ');
    assert_true(frame_start(&f, 3, COLS, false, plain)); /* drawn by who keeps nothing, in between */
    frame_puts(&f, 2, 0, plain, "over");
    painted = 0;
    draw_three(&f, "2");
    assert_int_equal(painted, 3);
    assert_touched(&f, true, true, true);
    assert_true(frame_begin(&f, 3, COLS + 1, false, plain)); /* another size */
    frame_end(&f);
    assert_touched(&f, true, true, true);
    frame_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_calls),
        cmocka_unit_test(only_what_changed_is_drawn),
    };
    return cmocka_run_group_tests_name("frame keeping", tests, NULL, NULL);
}
