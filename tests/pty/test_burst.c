/* Input that comes at once: bursts of keys, pastes, mouse and sizes, each in one write, after which
 * the program must be there and answer. The number of random ones is small by default;
 *   BURST_SECONDS=600 BURST_SEED=1 build/san/tests/test_burst
 * goes on for so long, from that seed on: each run of the program has the next one. */
#define _GNU_SOURCE
#include <ftw.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "pty/ptyscreen.h"

#define SOON 60000 /* bounds how long a failure takes, no more */
#define RUNS 6     /* of the program, by default … */
#define BURSTS 12  /* bursts in each */
#define BURST_MAX 20000
/* A report that means nothing: what comes at once around it are keys, not one paste. */
#define APART "\033[I"
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static char program[1024], folder[512], state_home[600], config_home[600];

/* ---- the program, in a folder of its own -------------------------------- */

static void write_file(const char *name, const char *words, size_t times)
{
    FILE *f = fopen(name, "w");
    assert_non_null(f);
    for (size_t i = 0; i < times; i++) fprintf(f, "%s%zu ", words, i);
    assert_int_equal(fclose(f), 0);
}

/* The corpora that bursts ask for, where :export may write too. */
static int setup_folder(void **state)
{
    (void)state;
    const char *build = getenv("BUILD"), *tmp = getenv("TMPDIR");
    char here[512];
    if (!getcwd(here, sizeof here)) return -1;
    const char *below = build ? build : "build";
    snprintf(program, sizeof program, "%s%s%s/lexwave", *below == '/' ? "" : here,
             *below == '/' ? "" : "/", below);
    snprintf(folder, sizeof folder, "%s/lexwave-burst-XXXXXX", tmp ? tmp : "/tmp");
    if (!mkdtemp(folder) || chdir(folder) != 0) return -1;
    snprintf(state_home, sizeof state_home, "XDG_STATE_HOME=%s/state", folder);
    snprintf(config_home, sizeof config_home, "XDG_CONFIG_HOME=%s/config", folder);
    write_file("none", "", 0);
    write_file("one", "you", 1);
    write_file("many", "we know words ", 100000);
    return 0;
}

static int drop(const char *path, const struct stat *info, int type, struct FTW *at)
{
    (void)info;
    (void)type;
    (void)at;
    return remove(path);
}

static int teardown_folder(void **state)
{
    (void)state;
    return nftw(folder, drop, 8, FTW_DEPTH | FTW_PHYS);
}

static int teardown(void **state)
{
    (void)state;
    ps_free_all();
    return 0;
}

static ps_t *start(int cols, int rows)
{
    const char *argv[] = {program, "--fresh", NULL},
               *env[] = {state_home, config_home, "COLORTERM=truecolor", NULL};
    ps_t *ps = ps_spawn(argv, cols, rows, env);
    assert_non_null(ps);
    assert_true(ps_wait_text(ps, "Pip", SOON)); /* the tab: a message may cover the hints */
    return ps;
}

static void see(ps_t *ps, const char *text)
{
    if (ps_wait_text(ps, text, SOON)) return;
    ps_dump(ps, stderr);
    fail_msg("\"%s\" did not come", text);
}

static void assert_ends(ps_t *ps)
{
    char why[128] = "";
    assert_true(ps_wait_exit(ps, SOON));
    assert_int_equal(ps_exit_status(ps), 0);
    if (!ps_restored(ps, why, sizeof why)) fail_msg("the terminal is not as it was: %s", why);
    ps_free(ps);
}

static void quit(ps_t *ps)
{
    assert_true(ps_write(ps, "\003", 1));
    assert_ends(ps);
}

/* ---- bursts that once ended the program, or never ended ------------------ */

static void test_find_in_a_text_that_is_gone(void **state)
{
    (void)state;
    ps_t *ps = start(100, 30);
    assert_true(ps_text(ps, "\t/you\r"));
    see(ps, "you @ 7");
    assert_true(ps_text(ps, "\t\005\025\tN")); /* Tab C-e C-u Tab N */
    see(ps, "not in the sentence any more: you");
    quit(ps);
}

static void test_keys_of_the_list_behind_a_corpus(void **state)
{
    (void)state;
    static const char *const keys[] = {"J", "K", "\006", "\002", "JK\006\002JJ"};
    ps_t *ps = start(100, 30);
    assert_true(ps_text(ps, "\t2"));
    see(ps, "J K list");
    for (size_t i = 0; i < COUNT(keys); i++) {
        char burst[64];
        snprintf(burst, sizeof burst, ":corpus %s\r" APART "%s" APART "/w\r",
                 i % 2 ? "one" : "many", keys[i]);
        assert_true(ps_text(ps, burst));
        see(ps, "w: word 1 of");
        assert_true(ps_text(ps, "\007"));
        see(ps, "this key does nothing");
    }
    quit(ps);
}

/* A click is on what the keys before it left there, shown or not. */
static void test_a_click_behind_keys(void **state)
{
    (void)state;
    ps_t *ps = start(120, 40);
    assert_true(ps_text(ps, "\t5"));
    see(ps, "cosine");
    assert_true(ps_text(ps, "1\t\005\025aa bb cc dd" APART
                            "\t\033[<0;6;10M\033[<0;6;10m")); /* the third row of tokens */
    see(ps, "cc @ 2");
    assert_true(ps_text(ps, "5\t\025ee ff" APART "\t1\033[<0;6;8M\033[<0;6;8m"));
    see(ps, "ee @ 0");
    quit(ps);
}

/* What is pressed over time comes at once to a program that was kept waiting; its last key counts. */
static void test_ctrl_c_at_the_end(void **state)
{
    (void)state;
    static const char *const bursts[] = {"\033",
                                         "\033:h\t\033",
                                         "\033[",
                                         "\033[1;",
                                         "zebra quagga okapi",
                                         "text one\rtext two\r",
                                         "zebra quagga okapi\003\003"};
    for (size_t i = 0; i < COUNT(bursts); i++) {
        ps_t *ps = start(100, 30);
        assert_true(ps_signal(ps, SIGSTOP));
        assert_true(ps_wait_stop(ps, SOON));
        assert_true(ps_text(ps, bursts[i]));
        assert_true(ps_write(ps, "\003", 1));
        assert_true(ps_resume(ps));
        assert_ends(ps);
    }
}

/* ---- at random ----------------------------------------------------------- */

struct burst {
    char bytes[BURST_MAX];
    size_t len;
};

static void add(struct burst *b, const char *bytes, size_t n)
{
    if (n > sizeof b->bytes - b->len) return;
    memcpy(b->bytes + b->len, bytes, n);
    b->len += n;
}

static void adds(struct burst *b, const char *text)
{
    add(b, text, strlen(text));
}

static void add_key(struct burst *b)
{
    static const char *const keys[] = {
        "\t",        "\r",        "\033[A", "\033[B", "\033[C",  "\033[D",   "\033[5~",
        "\033[6~",   "\033[H",    "\033[F", "\033OP", "\033[3~", "\177",     "\005",
        "\001",      "\025",      "\013",   "\027",   "\031",    "\037",     "\033_",
        "\033b",     "\033f",     "\006",   "\002",   "\014",    "\007",     "\033[Z",
        "\033[1;5C", "\033[1;5D", "\0331",  "\0332",  "\0333",   "\0334",    "\0335",
        "\0336",     "\0337",     "\033:",  "狗",     "\xE9",    "e\xCC\x81"};
    char c = (char)(' ' + rand() % 95);
    if (rand() % 3 == 0)
        adds(b, keys[(size_t)rand() % COUNT(keys)]);
    else if (c != 'q') /* it may end the program */
        add(b, &c, 1);
}

static void add_phrase(struct burst *b)
{
    static const char *const phrases[] = {"\t/you\r\t\005\025\tN",
                                          ":corpus many\r",
                                          ":corpus one\r",
                                          ":corpus none\r",
                                          ":corpus built-in\rJK",
                                          ":corpus many\rJ\006\002/w\rnN",
                                          ":corpus missing\r",
                                          "\t\025\013\t",
                                          "/w\rnNn",
                                          "p9\r",
                                          "d7\r",
                                          "5Y",
                                          "5yGy",
                                          "4 ",
                                          "4++=",
                                          "?\033[6~",
                                          ":d-model 3\r",
                                          ":base 1\r",
                                          ":text one two one\r",
                                          ":tokenizer byte\r",
                                          "TTT",
                                          "uuJ",
                                          ":export text out\r",
                                          ":export svg none/x\r",
                                          ":corpus \t\t\r",
                                          "MMMMM",
                                          "mmmm",
                                          "<<>>",
                                          "\t \t",
                                          "\037\037\037"};
    const char *phrase = phrases[(size_t)rand() % COUNT(phrases)];
    bool apart = rand() % 4 != 0; /* else it may be a paste with what is around it */
    adds(b, apart ? APART : "");
    for (; *phrase; phrase++) {
        add(b, phrase, 1);
        adds(b, apart && *phrase == '\r' ? APART : "");
    }
}

static void add_paste(struct burst *b)
{
    static const char *const parts[] = {"you win ", "狗 ",     "\xFF",       "q",  "\n",
                                        "\033[31m", "\033[20", "a\xCC\x88 ", "\t", "1 "};
    adds(b, "\033[200~");
    for (int n = rand() % (rand() % 8 ? 20 : 600); n > 0; n--)
        adds(b, parts[(size_t)rand() % COUNT(parts)]);
    adds(b, "\033[201~");
}

static void add_mouse(struct burst *b)
{
    static const int buttons[] = {0, 0, 0, 64, 65, 68, 69, 2, 35};
    char text[64];
    int button = buttons[(size_t)rand() % COUNT(buttons)], col = 1 + rand() % 130,
        row = 1 + rand() % 45;
    snprintf(text, sizeof text, "\033[<%d;%d;%dM\033[<%d;%d;%dm", button, col, row, button, col,
             row);
    adds(b, text);
}

/* Bytes that no terminal sends, but lines that lose some may; none that is a signal. */
static void add_noise(struct burst *b)
{
    static const char *const noise[] = {
        "\033[",    "\033[<0;", "\033[<99999999999;0;0M", "\xE7\x8B",  "\x80", "\033O", "\033]0;",
        "\033[200", "\033\033", "\033[I\033[O",           "\033[?1;2c"};
    adds(b, noise[(size_t)rand() % COUNT(noise)]);
}

/* One to fifty events of a few kinds. */
static void make_burst(struct burst *b)
{
    static void (*const kinds[])(struct burst *) = {add_key,   add_key,   add_key,    add_key,
                                                    add_key,   add_key,   add_phrase, add_mouse,
                                                    add_mouse, add_paste, add_noise};
    int events = 1 + rand() % 50;
    b->len = 0;
    for (int i = 0; i < events; i++) kinds[(size_t)rand() % COUNT(kinds)](b);
}

/* Fails with what was written last, and how to have it again. */
static void give_up(ps_t *ps, unsigned seed, int number, const struct burst *b, const char *why)
{
    ps_dump(ps, stderr);
    fprintf(stderr, "BURST_SEED=%u, burst %d:\n\"", seed, number);
    for (size_t i = 0; i < b->len; i++) {
        unsigned char c = (unsigned char)b->bytes[i];
        fprintf(stderr, c < ' ' || c >= 0x7F || c == '"' || c == '\\' ? "\\%03o" : "%c", c);
    }
    fprintf(stderr, "\"\n");
    fail_msg("%s: exit status %d", why, ps_exit_status(ps));
}

struct answer {
    char text[64];
};

static bool has_answered(ps_t *ps, void *arg)
{
    const struct answer *answer = arg;
    return ps_exit_status(ps) != PS_RUNNING || ps_find(ps, answer->text, NULL, NULL);
}

/* From whatever state: out of a paste, a question, the help; then another sentence, which is seen. */
static void require_answer(ps_t *ps, unsigned seed, int number, const struct burst *b)
{
    struct answer answer;
    char command[128];
    snprintf(answer.text, sizeof answer.text, "answer %u of %d", seed, number);
    snprintf(command, sizeof command, "\033[201~\007\r\033:text %s\r", answer.text);
    ps_resize(ps, 100, 30);
    if (!ps_text(ps, command)) give_up(ps, seed, number, b, "keys are not taken");
    if (!ps_wait(ps, has_answered, &answer, SOON)) give_up(ps, seed, number, b, "no answer came");
    if (ps_exit_status(ps) != PS_RUNNING) give_up(ps, seed, number, b, "the program is gone");
}

static void play_run(unsigned seed)
{
    struct burst *b = malloc(sizeof *b);
    assert_non_null(b);
    srand(seed);
    ps_t *ps = start(60 + rand() % 80, 12 + rand() % 40);
    for (int number = 0; number < BURSTS; number++) {
        make_burst(b);
        if (rand() % 3 == 0) ps_resize(ps, 1 + rand() % 150, 1 + rand() % 50);
        if (!ps_write(ps, b->bytes, b->len)) give_up(ps, seed, number, b, "the burst is not taken");
        if (rand() % 3 == 0) ps_resize(ps, 1 + rand() % 150, 1 + rand() % 50);
        require_answer(ps, seed, number, b);
    }
    const char *last = "";
    if (ps_unknown(ps, &last)) give_up(ps, seed, BURSTS, b, last);
    free(b);
    quit(ps);
}

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void test_random_bursts(void **state)
{
    (void)state;
    const char *wanted = getenv("BURST_SECONDS"), *first = getenv("BURST_SEED");
    double end = wanted && *wanted ? seconds_now() + atof(wanted) : 0;
    unsigned seed = first && *first ? (unsigned)strtoul(first, NULL, 10) : 1, runs = 0;
    for (; end > 0 ? seconds_now() < end : runs < RUNS; runs++) play_run(seed + runs);
    if (end > 0)
        print_message("# %u bursts in %u runs of the program, from BURST_SEED=%u on\n",
                      runs * BURSTS, runs, seed);
}

#define TEST(f) cmocka_unit_test_teardown(f, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_find_in_a_text_that_is_gone),
        TEST(test_keys_of_the_list_behind_a_corpus),
        TEST(test_a_click_behind_keys),
        TEST(test_ctrl_c_at_the_end),
        TEST(test_random_bursts),
    };
    return cmocka_run_group_tests_name("burst", tests, setup_folder, teardown_folder);
}
