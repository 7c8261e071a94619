/* Bytes of a terminal and the events that they are, without a terminal. */
#include <stdio.h>
#include <stdlib.h>

#include "unit/decoder_kit.h"

static struct bench bench;

static int teardown(void **state)
{
    (void)state;
    bench_free(&bench);
    memset(&bench, 0, sizeof bench);
    return 0;
}

#define BYTES(literal) literal, sizeof(literal) - 1

/* However the bytes are cut into pieces that come at the same time, these are the events, once
 * nothing has come for a while. */
static const struct {
    const char *bytes;
    size_t n;
    const char *events;
} table[] = {
    {BYTES("a"), "a; "},
    {BYTES("\0"), "C-@; "},
    {BYTES("\x01\x1A"), "C-a; C-z; "},
    {BYTES("\x1C"), "C-\\; "},
    {BYTES("\r\n\t\b"), "Enter; Enter; Tab; Backspace; "},
    {BYTES("\x7F"), "Backspace; "},
    {BYTES("\xC3\xA9"), "\xC3\xA9; "},
    {BYTES("\xE7\x95\x8C"), "\xE7\x95\x8C; "},
    {BYTES("\xF0\x9F\x98\x80"), "\xF0\x9F\x98\x80; "},
    {BYTES("\033"), "Esc; "},
    {BYTES("\033\033"), "Esc; Esc; "},
    {BYTES("\033\033[A"), "Esc; Up; "},
    {BYTES("\033x"), "M-x; "},
    {BYTES("\033\xC3\xA9z"), "M-\xC3\xA9; z; "},
    {BYTES("\033\x7F"), "M-Backspace; "},
    {BYTES("\033["), "M-[; "},
    {BYTES("\033O"), "M-O; "},
    {BYTES("\033[\033O\033[A"), "M-[; M-O; Up; "},
    {BYTES("\033[A\033OB"), "Up; Down; "},
    {BYTES("\033[1;5C\033[3;6~"), "C-Right; C-S-Delete; "},
    {BYTES("\033[[A"), "F1; "},
    {BYTES("\033[27;5;97~\033[97;3u"), "C-a; M-a; "},
    /* Malformed: one U+FFFD up to what cannot be part of it. */
    {BYTES("\xFF\xC3z"), "\xEF\xBF\xBD; \xEF\xBF\xBD; z; "},
    {BYTES("\xE7\x95"), "\xEF\xBF\xBD; "},
    {BYTES("\x80"), "\xEF\xBF\xBD; "},
    {BYTES("\xED\xA0\x80y"), "\xEF\xBF\xBD; y; "},
    {BYTES("\xC3\033[A"), "\xEF\xBF\xBD; Up; "},
    /* What means nothing is left out whole. */
    {BYTES("\033[Ia\033[Ob"), "a; b; "},
    {BYTES("\033[?62;22c\033[>0;276;0ca"), "a; "},
    {BYTES("\033[99~\033[201~\033Oza"), "a; "},
    {BYTES("\033[1;\033[A"), "Up; "},
    /* Late answers; and keys that only begin like them. */
    {BYTES("\033]11;rgb:0000/0000/0000\033\\a"), "a; "},
    {BYTES("\033]11;rgb:0000/0000/0000\aa"), "a; "},
    {BYTES("\033P1$r0m\033\\\033P>|term 1\033\\a"), "a; "},
    {BYTES("\033_Gi=1;OK\033\\a"), "a; "},
    {BYTES("\033]x"), "M-]; x; "},
    {BYTES("\033]1"), "M-]; 1; "},
    {BYTES("\033]1\r"), "M-]; 1; Enter; "},
    {BYTES("\033]1\033[A"), "M-]; 1; Up; "},
    {BYTES("\033]1\x03"), "M-]; 1; C-c; "},
    /* The keys of signals are no part of another key. */
    {BYTES("\033\x03"), "Esc; C-c; "},
    {BYTES("\033\x1A\033\x1C\033\x1B"), "Esc; C-z; Esc; C-\\; Esc; Esc; "},
    {BYTES("\033\x01"), "C-M-a; "},
    {BYTES("\033[\x03\033O\x03\033[1;\x03"), "M-[; C-c; M-O; C-c; C-c; "},
    {BYTES("\xE7\x95\x03"), "\xEF\xBF\xBD; C-c; "},
    /* The mouse. */
    {BYTES("\033[<0;31;8M\033[<0;31;8m"), "press 30,7; "},
    {BYTES("\033[<64;1;2M\033[<69;1;2M"), "wheel-up 0,1; shift wheel-down 0,1; "},
    {BYTES("\033[<0;0;0M\033[<35;5;5Ma"), "a; "},
    {BYTES("\033[M !\"a"), "press 0,1; a; "},
    /* Pastes. */
    {BYTES("\033[200~two\nlines\033[201~"), "paste 9 two^Jlines; "},
    {BYTES("\033[200~\033[201~z"), "paste 0 ; z; "},
    {BYTES("a\033[200~b\033[201~\033[Ac"), "a; paste 1 b; Up; c; "},
    {BYTES("\033[200~\x01\x03\x1C\xFF\0\033[A\033[201\033\033[201~"),
     "paste 14 ^A^C^\\?^@^[[A^[[201^[; "},
    {BYTES("\033[200~\033[200~\033[201~"), "paste 6 ^[[200~; "},
    {BYTES("\033[200~\033[20\033[201~"), "paste 4 ^[[20; "},
};

/* In two pieces cut at `at`; 0: byte by byte. */
static void feed_in_pieces(const char *bytes, size_t n, size_t at)
{
    bench_start(&bench, &usual_setup);
    if (at > 0) bench_feed(&bench, bytes, at);
    for (size_t i = 0; at == 0 && i < n; i++) bench_feed(&bench, bytes + i, 1);
    if (at > 0) bench_feed(&bench, bytes + at, n - at);
    bench_wait(&bench, 1000);
}

static void test_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        for (size_t at = 0; at <= table[i].n; at++) {
            feed_in_pieces(table[i].bytes, table[i].n, at);
            bench_expect(&bench, table[i].events);
        }
    }
}

/* What the terminal's entry says comes before what all terminals have in common. */
static void test_entry(void **state)
{
    (void)state;
    struct decoder_setup setup = usual_setup;
    setup.keys = entry_keys;
    setup.count = COUNT(entry_keys);
    bench_start(&bench, &setup);
    bench_text(&bench, "\033OA\033[A\033?x\033[Mq\033[777~");
    bench_expect(&bench, "Up; Up; F1; Home; ");
    bench_text(&bench, "\033[M");
    bench_expect(&bench, ""); /* it may be the longer one */
    bench_wait(&bench, 24);
    bench_expect(&bench, "");
    bench_wait(&bench, 1);
    bench_expect(&bench, "F12; ");
    bench_text(&bench, "\033[Mx\x02kx\x02");
    bench_wait(&bench, 100);
    bench_expect(&bench, "F12; x; Down; x; C-b; ");
    bench_text(&bench, "\033?");
    bench_wait(&bench, 100);
    bench_expect(&bench, "M-?; ");
}

/* A key's rest is waited for as long as the setup says, from its last byte on. */
static void test_times(void **state)
{
    (void)state;
    bench_start(&bench, &usual_setup);
    bench_text(&bench, "\033");
    bench_wait(&bench, 24);
    bench_expect(&bench, "");
    bench_text(&bench, "[");
    bench_wait(&bench, 49);
    bench_text(&bench, "1");
    bench_wait(&bench, 49);
    bench_text(&bench, "A");
    bench_expect(&bench, "Up; ");
    bench_text(&bench, "\xE7");
    bench_wait(&bench, 49);
    bench_text(&bench, "\x95");
    bench_wait(&bench, 49);
    bench_expect(&bench, "");
    bench_text(&bench, "\x8C");
    bench_expect(&bench, "\xE7\x95\x8C; ");
    assert_int_equal(decoder_due(&bench.decoder), -1);
}

/* ---- pastes without an end ---- */

static void test_paste_goes_on(void **state)
{
    (void)state;
    bench_start(&bench, &usual_setup);
    bench_text(&bench, "\033[200~some\xE7");
    bench_wait(&bench, DECODER_PAUSE_MS - 1);
    bench_expect(&bench, "");
    bench_wait(&bench, 1);
    bench_expect(&bench, "paste 4 some; "); /* of the character the rest may come */
    bench_text(&bench, "\x95\x8C text\033[20");
    bench_wait(&bench, DECODER_PAUSE_MS);
    bench_expect(&bench, "paste 8 <U+754C> text; ");
    bench_text(&bench, "1~a");
    bench_expect(&bench, "a; ");
    assert_string_equal(str_text(&bench.pasted), "some\xE7\x95\x8C text");
}

/* After a pause the text is an event, and a key that arrives alone then and is not text ends the
 * paste. */
static void test_paste_and_a_key(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *events;
    } after[] = {
        {"\x03", "C-c; "},
        {"\x1C", "C-\\; "},
        {"\x03\x03\x03", "C-c; C-c; C-c; "},
        {"\033\x03", "Esc; C-c; "},
        {"\033", "Esc; "},
        {"\033[A", "Up; "},
        {"\033[<0;31;8M\033[<0;31;8m", "press 30,7; "},
        {"\033x", "M-x; "},
        {"\033[200~new\033[201~", "paste 3 new; "},
        {"\033[201~", ""},
        {"q", "paste 1 q; "},
        {"\r", "paste 1 ^M; "},
        {"\x03more", "paste 5 ^Cmore; "},
        {"\033[Amore", "paste 7 ^[[Amore; "},
        {"\033[20", "paste 4 ^[[20; "},
    };
    for (size_t i = 0; i < COUNT(after); i++) {
        bench_start(&bench, &usual_setup);
        bench_text(&bench, "\033[200~text");
        bench_wait(&bench, 2 * DECODER_PAUSE_MS);
        bench_expect(&bench, "paste 4 text; ");
        bench_text(&bench, after[i].bytes);
        bench_wait(&bench, DECODER_IDLE_MS);
        bench_expect(&bench, after[i].events);
    }
}

static void test_paste_that_stays_open(void **state)
{
    (void)state;
    bench_start(&bench, &usual_setup);
    bench_text(&bench, "\033[200~");
    bench_wait(&bench, DECODER_IDLE_MS - 1);
    bench_text(&bench, "a\xC3");
    bench_wait(&bench, DECODER_IDLE_MS - 1);
    bench_expect(&bench, "paste 1 a; ");
    bench_wait(&bench, 1);
    bench_expect(&bench, "paste 1 ?; "); /* over: no rest comes */
    bench_text(&bench, "q");
    bench_expect(&bench, "q; ");
}

/* A pause that nobody looked at, as the program was busy, is a pause, too. */
static void test_pause_while_busy(void **state)
{
    (void)state;
    bench_start(&bench, &usual_setup);
    bench_text(&bench, "\033[200~text");
    bench.now_ms += DECODER_PAUSE_MS;
    bench_text(&bench, "\x03");
    bench_expect(&bench, "paste 4 text; C-c; ");
}

/* ---- pastes without brackets ---- */

static void test_bare(void **state)
{
    (void)state;
    bench_start(&bench, &usual_setup);
    bench_text(&bench, "quit\rls -l\r");
    bench_expect(&bench, "");
    bench_text(&bench, "\x03more");
    bench_wait(&bench, 50);
    bench_expect(&bench, "bare 16 quit^Mls -l^M^Cmore; ");
    bench_text(&bench, "quit\rls\r\033[Aab\033[Bq\rx");
    bench_wait(&bench, 50);
    bench_expect(&bench, "bare 8 quit^Mls^M; Up; a; b; Down; bare 3 q^Mx; ");
    bench_text(&bench, "llllllllllllllll\r");
    bench_expect(&bench, "l; l; l; l; l; l; l; l; l; l; l; l; l; l; l; l; Enter; ");
}

/* The keys of signals are keys at its end alone. */
static void test_bare_and_signals(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *events;
    } ends[] = {
        {"quit\rls\r\x03\x1A\x03", "bare 8 quit^Mls^M; C-c; C-z; C-c; "},
        {"quit\rls\r\x03\033[A\x03", "bare 8 quit^Mls^M; C-c; Up; C-c; "},
        {"quit\rls\r\x03q\x03", "bare 10 quit^Mls^M^Cq; C-c; "},
        {"quit\rls\r\x03\x7F\x01", "bare 8 quit^Mls^M; C-c; Backspace; C-a; "},
        {"quit\rls\r\x01\x03\x7Fq", "bare 12 quit^Mls^M^A^C^?q; "},
        {"quit\rls\r\033\x03", "bare 8 quit^Mls^M; Esc; C-c; "},
    };
    for (size_t i = 0; i < COUNT(ends); i++) {
        bench_start(&bench, &usual_setup);
        bench_text(&bench, ends[i].bytes);
        bench_wait(&bench, 50);
        bench_expect(&bench, ends[i].events);
    }
}

/* Keys that may come slowly, as ESCDELAY says, do not make the paste wait for them. */
static void test_bare_on_a_slow_line(void **state)
{
    (void)state;
    bench_start(&bench, &(struct decoder_setup){.escape_ms = 1000, .rest_ms = 1000});
    bench_text(&bench, "quit\rls\r");
    bench_wait(&bench, 50);
    bench_expect(&bench, "bare 8 quit^Mls^M; ");
    bench_text(&bench, "\x7F");
    bench_expect(&bench, "Backspace; ");
}

/* A key that is held down at the end of a paste: no more of them wait than a person presses. */
static void test_bare_with_many(void **state)
{
    (void)state;
    static char bytes[3 * DECODER_ROOM] = "quit\rls\r";
    memset(bytes + 8, '\x03', sizeof bytes - 8);
    bench_start(&bench, &usual_setup);
    bench_feed(&bench, bytes, sizeof bytes);
    bench_wait(&bench, 50);
    assert_int_equal(bench.pasted.len, sizeof bytes - 64);
    str_clear(&bench.events);
    bench_text(&bench, "q");
    bench_expect(&bench, "q; ");
}

/* The same bytes are keys when a person had the time for them. */
static void test_typed_meanwhile(void **state)
{
    (void)state;
    static const char typed[] = "you win\rq";
    struct event event;
    bench_start(&bench, &usual_setup);
    decoder_feed(&bench.decoder, typed, sizeof typed - 1, 0, 1000);
    bench.now_ms = 1000;
    assert_true(decoder_next(&bench.decoder, 1000, &event));
    assert_int_equal(event.type, EVENT_KEY);
    assert_int_equal(event.key, 'y');
}

/* ---- long ones ---- */

enum { LONG = 3000000 };

/* Bytes whose places can be told, in UTF-8. */
static char *long_text(void)
{
    char *text = malloc(LONG + 1);
    assert_non_null(text);
    for (int i = 0; i < LONG; i += 10) sprintf(text + i, "%06d\xE7\x95\x8C\n", i / 10);
    return text;
}

static void test_long(void **state)
{
    (void)state;
    char *text = long_text();
    bench_start(&bench, &usual_setup);
    bench_text(&bench, "\033[200~");
    bench_feed(&bench, text, LONG);
    bench_text(&bench, "\033[201~");
    assert_int_equal(bench.pastes, 1);
    assert_int_equal(bench.pasted.len, LONG);
    assert_memory_equal(bench.pasted.data, text, LONG);
    bench_start(&bench, &usual_setup);
    bench_feed(&bench, text, LONG);
    bench_wait(&bench, 50);
    assert_int_equal(bench.pasted.len, LONG);
    assert_memory_equal(bench.pasted.data, text, LONG);
    assert_true(bench.pastes > LONG / (int)DECODER_ROOM);
    free(text);
}

/* ---- another charset ---- */

/* A byte from 0xA0 on is half of a character of two, others above 0x7F are none. */
static size_t pairs(const char *s, size_t n, uint32_t *cp)
{
    unsigned char first = (unsigned char)s[0];
    *cp = first < 0x80 ? first : 0xFFFD;
    if (first < 0xA0) return 1;
    if (n == 1) return 0;
    if ((unsigned char)s[1] >= 0x40) *cp = 0x4E00 + (unsigned char)s[1];
    return (unsigned char)s[1] >= 0x40 ? 2 : 1;
}

static void test_charset(void **state)
{
    (void)state;
    struct decoder_setup setup = usual_setup;
    setup.charset = pairs;
    bench_start(&bench, &setup);
    bench_text(&bench, "\xA1");
    bench_expect(&bench, "");
    bench_text(&bench, "Az\x81\033\xA1"
                       "B");
    bench_expect(&bench, "\xE4\xB9\x81; z; \xEF\xBF\xBD; M-\xE4\xB9\x82; ");
    bench_text(&bench, "\xA1\rq\xA1");
    bench_wait(&bench, 50);
    bench_expect(&bench, "bare 8 <U+FFFD>^Mq<U+FFFD>; ");
    str_clear(&bench.pasted);
    bench_text(&bench, "\033[200~x\xA1"
                       "A\x81\xA1");
    bench_wait(&bench, DECODER_PAUSE_MS);
    bench_text(&bench, "[\xA1\033[201~");
    assert_string_equal(str_text(&bench.pasted),
                        "x\xE4\xB9\x81\xEF\xBF\xBD\xE4\xB9\x9B\xEF\xBF\xBD");
}

#define TEST(f) cmocka_unit_test_teardown(f, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_table),
        TEST(test_entry),
        TEST(test_times),
        TEST(test_paste_goes_on),
        TEST(test_paste_and_a_key),
        TEST(test_paste_that_stays_open),
        TEST(test_pause_while_busy),
        TEST(test_bare),
        TEST(test_bare_and_signals),
        TEST(test_bare_on_a_slow_line),
        TEST(test_bare_with_many),
        TEST(test_typed_meanwhile),
        TEST(test_long),
        TEST(test_charset),
    };
    return cmocka_run_group_tests_name("decoder", tests, NULL, NULL);
}
