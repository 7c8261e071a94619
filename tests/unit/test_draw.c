/* Numbers as the program writes them: the same digits as printf's. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "view/marks/draw.h"

static void assert_as_printf(double value, int decimals)
{
    char want[64];
    struct str text = STR_EMPTY;
    snprintf(want, sizeof want, fabs(value) < 1e6 ? "%s%.*f" : "%s%.*e", signbit(value) ? "−" : "+",
             decimals, fabs(value));
    draw_signed(&text, value, decimals);
    assert_string_equal(str_text(&text), want);
    str_free(&text);
}

/* At halves, a bit beside them, at random, and at both ends of what is written in full. */
static void signed_numbers(void **state)
{
    (void)state;
    srand(11);
    for (int decimals = 0; decimals <= 8; decimals++) {
        double unit = pow(10, -decimals);
        for (int i = 0; i < 20000; i++) {
            double half = (rand() % 2000000 + 0.5) * unit * (i % 2 ? 1 : -1);
            assert_as_printf(half, decimals);
            assert_as_printf(nextafter(half, 0), decimals);
            assert_as_printf(nextafter(half, HUGE_VAL), decimals);
            assert_as_printf(ldexp((double)rand() / RAND_MAX, rand() % 60 - 38), decimals);
        }
        static const double ends[] = {
            0, 0.5, 1.5, 2.5, 0.05, 999999.5, 999999.4999, 999999.99999999, 1e6, 1e300, 5e-324};
        for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
            assert_as_printf(ends[i], decimals);
            assert_as_printf(-ends[i], decimals);
        }
    }
}

/* The longest head before a blank that is no wider, by the definition; all of it where the first word is. */
static size_t fit_by_heads(const struct canvas *c, const char *text, int cols)
{
    size_t best = 0;
    if (draw_width(c, text) <= cols) return strlen(text);
    for (const char *at = strchr(text, ' '); at; at = strchr(at + 1, ' ')) {
        char head[256] = "";
        memcpy(head, text, (size_t)(at - text));
        best = draw_width(c, head) <= cols ? (size_t)(at - text) : best;
    }
    return best ? best : strlen(text);
}

static void lines_that_fit(void **state)
{
    (void)state;
    static const char *const parts[] = {" ", " ",    "a", "word", "·", "2·3", "10⁻²³",
                                        "√", "−1.5", "…", "漢",   "é", "Σ"};
    srand(12);
    for (int i = 0; i < 20000; i++) {
        const struct caps caps = {.depth = DEPTH_TRUE, .ascii = i % 2};
        const struct canvas c = {.caps = &caps};
        struct str text = STR_EMPTY;
        for (int k = rand() % 12; k > 0; k--)
            str_adds(&text, parts[(size_t)rand() % (sizeof parts / sizeof *parts)]);
        int cols = rand() % 24 - 1;
        assert_int_equal(draw_fit(&c, str_text(&text), cols),
                         fit_by_heads(&c, str_text(&text), cols));
        str_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signed_numbers),
        cmocka_unit_test(lines_that_fit),
    };
    return cmocka_run_group_tests_name("draw", tests, NULL, NULL);
}
