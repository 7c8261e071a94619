#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "app/input/event.h"
#include "app/input/keyname.h"

static uint32_t parse(const char *name)
{
    return key_parse(name, strlen(name));
}

static void test_names(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint32_t key;
    } cases[] = {
        {"a", 'a'},
        {"A", 'A'},
        {"-", '-'},
        {" ", ' '},
        {"Space", ' '},
        {"\xC3\xA9", 0xE9},
        {"\xE7\x95\x8C", 0x754C},
        {"\xF0\x9F\x98\x80", 0x1F600},
        {"C-a", MOD_CTRL | 'a'},
        {"C-A", MOD_CTRL | 'a'},
        {"C--", MOD_CTRL | '-'},
        {"C-_", MOD_CTRL | '_'},
        {"C-@", MOD_CTRL | '@'},
        {"M-f", MOD_ALT | 'f'},
        {"M-F", MOD_ALT | 'F'},
        {"M--", MOD_ALT | '-'},
        {"M-1", MOD_ALT | '1'},
        {"M-Space", MOD_ALT | ' '},
        {"M-C-x", MOD_ALT | MOD_CTRL | 'x'},
        {"C-M-x", MOD_ALT | MOD_CTRL | 'x'},
        {"M-\xC3\xA9", MOD_ALT | 0xE9},
        {"Left", KEY_NAME_LEFT},
        {"left", KEY_NAME_LEFT},
        {"C-S-Left", KEY_NAME_LEFT | MOD_CTRL | MOD_SHIFT},
        {"PgUp", KEY_NAME_PGUP},
        {"PageUp", KEY_NAME_PGUP},
        {"Enter", KEY_NAME_ENTER},
        {"M-Enter", KEY_NAME_ENTER | MOD_ALT},
        {"Esc", KEY_NAME_ESC},
        {"S-Tab", KEY_NAME_BACKTAB},
        {"BackTab", KEY_NAME_BACKTAB},
        {"C-S-Tab", KEY_NAME_BACKTAB | MOD_CTRL},
        {"F1", KEY_NAME_F1},
        {"f1", KEY_NAME_F1},
        {"F9", KEY_NAME_F1 + 8},
        {"F10", KEY_NAME_F1 + 9},
        {"S-F12", KEY_NAME_F12 | MOD_SHIFT},
        {"F", 'F'},
        {"C", 'C'},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (parse(cases[i].name) != cases[i].key)
            fail_msg("%s: %#x, expected %#x", cases[i].name, parse(cases[i].name), cases[i].key);
}

/* Ctrl with some characters sends the byte of another key. */
static void test_what_terminals_cannot_tell_apart(void **state)
{
    (void)state;
    static const char *const same[][2] = {
        {"C-h", "Backspace"},     {"C-?", "Backspace"}, {"C-i", "Tab"}, {"C-j", "Enter"},
        {"C-m", "Enter"},         {"C-M", "Enter"},     {"C-[", "Esc"}, {"C-Space", "C-@"},
        {"M-C-h", "M-Backspace"}, {"M-C-i", "M-Tab"},   {"C-/", "C-_"},
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        assert_int_not_equal(parse(same[i][1]), KEY_NONE);
        assert_int_equal(parse(same[i][0]), parse(same[i][1]));
    }
}

static void test_no_names(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",      "C-",    "M-",   "--",           "ab",   "M-ab",  "Lef",
        "Leftt", "C-Foo", "X-a",  "C-C-a",        "S-a",  "M-S-a", "S-Space",
        "F0",    "F13",   "F01",  "F1x",          "F123", "\x01",  "C-\x01",
        "\t",    "\x7F",  "\x1B", "\xED\xA0\x80", "\xFF", "\xC3",  "\xC2\x80",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (parse(bad[i]) != KEY_NONE) fail_msg("\"%s\" is taken as %#x", bad[i], parse(bad[i]));
    assert_int_equal(key_parse("Left", 3), KEY_NONE); /* the length counts, not the NUL */
    assert_int_equal(key_parse("\0", 1), KEY_NONE);
}

static void check_round_trip(uint32_t key)
{
    char text[64];
    key_format(key, text, sizeof text);
    if (parse(text) != key)
        fail_msg("%#x is written \"%s\", which reads as %#x", key, text, parse(text));
}

/* Every key in its one form is read back as it was written. */
static void test_round_trip(void **state)
{
    (void)state;
    for (uint32_t m = 0; m < 8; m++) {
        uint32_t mods = (m & 1 ? MOD_CTRL : 0u) | (m & 2 ? MOD_ALT : 0u) | (m & 4 ? MOD_SHIFT : 0u);
        for (uint32_t key = KEY_SPECIAL; key < KEY_SPECIAL_END; key++)
            if (!(mods & MOD_SHIFT) || (key != KEY_NAME_TAB && key != KEY_NAME_BACKTAB))
                check_round_trip(key | mods);
    }
    for (uint32_t cp = ' '; cp < 0x7F; cp++) {
        check_round_trip(cp);
        check_round_trip(cp | MOD_ALT);
        if (strchr("hijm[? /", (int)cp) == NULL && (cp < 'A' || cp > 'Z')) {
            check_round_trip(cp | MOD_CTRL);
            check_round_trip(cp | MOD_CTRL | MOD_ALT);
        }
    }
    for (uint32_t cp = 0xA0; cp < KEY_SPECIAL; cp += cp < 0x3000 ? 1 : 97) {
        if (cp < 0xD800 || cp > 0xDFFF) {
            check_round_trip(cp);
            check_round_trip(cp | MOD_ALT);
        }
    }
}

static void test_written_names(void **state)
{
    (void)state;
    static const struct {
        uint32_t key;
        const char *name;
    } cases[] = {
        {KEY_NAME_BACKTAB, "S-Tab"},
        {' ', "Space"},
        {MOD_CTRL | 'a', "C-a"},
        {MOD_ALT | MOD_CTRL | MOD_SHIFT | KEY_NAME_BACKSPACE, "C-M-S-Backspace"},
        {KEY_NAME_F12, "F12"},
        {KEY_NAME_PGDN, "PgDn"},
        {0x754C, "\xE7\x95\x8C"},
        {KEY_NONE, ""},
        {0x1B, ""},
        {KEY_SPECIAL_END, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[32];
        key_format(cases[i].key, text, sizeof text);
        assert_string_equal(text, cases[i].name);
    }
}

/* A name that does not fit is left out, whatever the room. */
static void test_room(void **state)
{
    (void)state;
    static const char whole[] = "C-M-S-Backspace";
    const uint32_t key = MOD_ALT | MOD_CTRL | MOD_SHIFT | KEY_NAME_BACKSPACE;
    for (size_t size = 0; size <= sizeof whole + 2; size++) {
        char text[32];
        memset(text, '#', sizeof text);
        key_format(key, text, size);
        for (size_t i = size; i < sizeof text; i++) assert_int_equal(text[i], '#');
        if (size > 0) assert_string_equal(text, size >= sizeof whole ? whole : "");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_what_terminals_cannot_tell_apart),
        cmocka_unit_test(test_no_names),
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_written_names),
        cmocka_unit_test(test_room),
    };
    return cmocka_run_group_tests_name("keyname", tests, NULL, NULL);
}
