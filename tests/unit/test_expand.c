/* Sequences of terminals' entries with numbers put in, beside what curses' tparm() makes of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "term/info/expand.h"

static void test_entries(void **state)
{
    (void)state;
    static const char *const xterm =
                                 "\033[%?%p1%{8}%<%t3%p1%d%e%p1%{16}%<%t9%p1%{8}%-%d%e38;5;%p1%d"
                                 "%;m",
                             *const direct = "\033[%?%p1%{8}%<%t3%p1%d%e38:2::%p1%{65536}%/%d:%p1"
                                             "%{256}%/%{255}%&%d:%p1%{255}%&%d%;m";
    static const struct {
        const char *format;
        int first, second;
        const char *becomes;
    } cases[] = {
        {"\033[%i%p1%d;%p2%dH", 0, 0, "\033[1;1H"},
        {"\033[%i%p1%d;%p2%dH", 499, 999, "\033[500;1000H"},
        {"\033=%p1%' '%+%c%p2%' '%+%c", 3, 70, "\033=#f"},
        {xterm, 5, 0, "\033[35m"},
        {xterm, 12, 0, "\033[94m"},
        {xterm, 200, 0, "\033[38;5;200m"},
        {direct, 7, 0, "\033[37m"},
        {direct, 0x123456, 0, "\033[38:2::18:52:86m"},
        {direct, 0xFFFFFF, 0, "\033[38:2::255:255:255m"},
        {"%?%p1%{1}%=%ta%e%p1%{2}%=%tb%ec%;.", 1, 0, "a."},
        {"%?%p1%{1}%=%ta%e%p1%{2}%=%tb%ec%;.", 2, 0, "b."},
        {"%?%p1%{1}%=%ta%e%p1%{2}%=%tb%ec%;.", 3, 0, "c."},
        {"%p1%Pa%{3}%ga%*%03d%%", 7, 0, "021%"},
        {"%p1%{0}%/%d", 7, 0, "0"},
        {"%p1%:-4d|", 7, 0, "7   |"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char out[EXPAND_MAX];
        size_t len = expand_sequence(cases[i].format, cases[i].first, cases[i].second, out);
        assert_string_equal(out, cases[i].becomes);
        assert_int_equal(len, strlen(out));
    }
}

/* What is torn, or does not fit, is no sequence. */
static void test_malformed(void **state)
{
    (void)state;
    static const char *const formats[] = {"%", "%p", "%{12", "%'x", "%z", "%p1%120d%p1%120d", "%9"};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        char out[EXPAND_MAX] = "before";
        assert_int_equal(expand_sequence(formats[i], 5, 5, out), 0);
        assert_string_equal(out, "");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_entries),
        cmocka_unit_test(test_malformed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
