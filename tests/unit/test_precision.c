/* What the screen says of positions and of P in few bits, against long double and the machine's
 * float; float16 and bfloat16 are rounded here by their definition, a number of bits. */
#include <math.h>

#include "unit/stage.h"

#include "view/marks/rows.h"

/* Normal numbers alone, which is all that these tests meet. */
static double round_to(int bits, double x)
{
    int exponent;
    double m = frexp(x, &exponent);
    return ldexp(nearbyint(ldexp(m, bits)), exponent - bits);
}

static double expected(int bits, double pos)
{
    double worst = 0;
    for (int k = 0; k < app.params.d_model; k++) {
        double omega = pow(app.params.base, -2.0 * (k / 2) / app.params.d_model);
        double angle = round_to(bits, round_to(bits, pos) * round_to(bits, omega));
        double made = k % 2 ? cos(angle) : sin(angle),
               is = k % 2 ? cos(pos * omega) : sin(pos * omega);
        worst = fmax(worst, fabs(round_to(bits, made) - is));
    }
    return worst;
}

/* The number after the type's name on the gauges' line. */
static double shown(const char *name)
{
    const char *at = line_with(name) + strlen(name) + 1;
    assert_true(*at >= '0' && *at <= '9');
    return strtod(at, NULL);
}

static void assert_shown(const char *name, int bits)
{
    double last = (double)(app.params.offset + app.pipeline.count - 1), is = expected(bits, last),
           on_screen = shown(name), step = is >= 0.1 ? 0.01 : pow(10, floor(log10(is)));
    if (fabs(on_screen - is) > 0.5001 * step)
        fail_msg("%s: %g on screen, %g is right", name, on_screen, is);
}

static int setup(void **state)
{
    (void)state;
    return stage("waves", FOCUS_BODY, 130, 40, (struct caps){.depth = DEPTH_TRUE});
}

static void test_three_types_side_by_side(void **state)
{
    (void)state;
    static const int offsets[] = {0, 30, 400, 3000, 60000};
    for (size_t i = 0; i < sizeof offsets / sizeof *offsets; i++) {
        app.params.offset = (uint64_t)offsets[i];
        draw();
        assert_shown("float16", 11);
        assert_shown(" bfloat16", 8);
        assert_true(strtod(line_with("float32 ") + 8, NULL) > 0);
    }
    app.params.offset = 70000; /* beyond float16's range */
    draw();
    line_with("float16 –");
    assert_shown(" bfloat16", 8);
    resize(80, 24);
    app.params.offset = 0;
    draw();
    app.view = view_find(views, "pipeline");
    draw();
    assert_shown("bfloat16 off", 8);
}

/* The sign stands at 257, 2049 and 16777217 alone, and the line below names what is taken for it. */
static void test_the_first_position_that_is_not_held(void **state)
{
    (void)state;
    static const struct {
        long first;
        const char *said;
    } cases[] = {{257, "! bfloat16 takes 257 for 256"},
                 {2049, "! float16 takes 2049 for 2048"},
                 {16777217, "! float32 takes 16777217 for 16777216"}};
    app.view = view_find(views, "pipeline");
    resize(240, 40);
    for (size_t i = 0; i < 3; i++)
        for (long offset = cases[i].first - 12; offset < cases[i].first + 2; offset++) {
            app.params.offset = (uint64_t)offset;
            draw();
            bool there = false;
            for (int r = 0; r < (int)app.pipeline.count; r++) {
                bool marked = frame_cell(&frame, 7 + r, 0)->ch == '!';
                assert_int_equal(marked, offset + r == cases[i].first);
                there = there || marked;
            }
            if (there)
                line_with(cases[i].said);
            else
                for (int row = 0; row < frame.rows; row++)
                    assert_null(strstr(row_text(row), " takes "));
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_three_types_side_by_side),
        TEST(test_the_first_position_that_is_not_held),
    };
    return cmocka_run_group_tests_name("precision", tests, NULL, NULL);
}
