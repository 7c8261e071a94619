/* Kills at random moments of typing: what was seen on screen two seconds before is there at the next
 * start, in order and without a gap, and nothing half-written is left then. KILLS=300: that many,
 * half of them in a long text. */
#include "pty/kept.h"

#include <dirent.h>
#include <time.h>

enum {
    FEW = 4,        /* kills without KILLS */
    FEW_AGE = 6000, /* … and what may be lost then, in ms: the machine may be slow */
    AGE = 2000,
    TYPING = 2600, /* ms of typing at most, plus the age that is looked for */
    SEEN_MAX = 4000,
    WORDS = 40000,
};

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* The number of the last word "kN" in the sentence's row, 0 for none; those before it in the row
 * must count up to it. */
static int last_number(ps_t *ps)
{
    int last = 0;
    for (const char *at = ps_row_text(ps, 2); (at = strstr(at, " k")); at += 2) {
        int number = atoi(at + 2);
        if (number && last && number != last + 1) fail_msg("k%d follows k%d", number, last);
        last = number ? number : last;
    }
    return last;
}

static int partial_files(void)
{
    int count = 0;
    DIR *directory = opendir(place(""));
    const struct dirent *entry;
    while (directory && (entry = readdir(directory)))
        count += strstr(entry->d_name, ".partial") != NULL;
    if (directory) closedir(directory);
    return count;
}

static void type_number(ps_t *ps, int number)
{
    char word[32];
    snprintf(word, sizeof word, " k%d", number);
    ps_text(ps, word);
    see(ps, word);
}

/* Types on until a random moment and kills; returns the number that must be found again. */
static int type_and_kill(ps_t *ps, int number, int age, int *typed)
{
    static int64_t seen[SEEN_MAX];
    int first = number, count = 0;
    int64_t end = now_ms() + rand() % (TYPING + age - AGE);
    while (now_ms() < end && count < SEEN_MAX) {
        type_number(ps, ++number);
        seen[count++] = now_ms();
    }
    int64_t killed = now_ms();
    kill_now(ps);
    *typed = number;
    while (count > 0 && seen[count - 1] > killed - age) count--;
    return first + count;
}

static void rounds(int kills, int age, ps_t *ps)
{
    int number = 0, lost = 0, left = 0;
    const char *argv[] = {program(), NULL};
    for (int i = 0; i < kills; i++) {
        int typed, wanted = type_and_kill(ps, number, age, &typed);
        left += partial_files();
        ps = run(argv);
        if (wanted)
            see(ps, "going on from last time");
        else
            see(ps, "tokens ·");
        ps_keys(ps, "End");
        ps_settle(ps, 60, SOON);
        number = last_number(ps);
        if (number < wanted)
            fail_msg("kill %d: k%d had been typed %d ms before, and the last there is is k%d", i,
                     wanted, age, number);
        lost += typed - number;
        assert_int_equal(partial_files(), 0);
    }
    print_message("%d kills: %d words typed, %d of the last two seconds lost, %d partial files "
                  "left and swept\n",
                  kills, number, lost, left);
    kill_now(ps);
}

static int kills(void)
{
    const char *asked = getenv("KILLS");
    return asked ? atoi(asked) : FEW;
}

static int age(void)
{
    return getenv("KILLS") ? AGE : FEW_AGE;
}

static void test_short_text(void **state)
{
    (void)state;
    ps_t *ps = start("words", NULL);
    see(ps, "1 token ");
    rounds((kills() + 1) / 2, age(), ps);
}

static void test_long_text(void **state)
{
    (void)state;
    char command[1200], path[400];
    snprintf(path, sizeof path, "%s/text", folder);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    for (int i = 0; i < WORDS; i++) fputs("you win ", f);
    fputs("on", f);
    assert_int_equal(fclose(f), 0);
    snprintf(command, sizeof command, "exec '%s' - < '%s'", program(), path);
    const char *piped[] = {"/bin/sh", "-c", command, NULL};
    ps_t *ps = run(piped);
    see(ps, "80001 tokens");
    ps_keys(ps, "End");
    rounds(kills() / 2, age(), ps);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const char *seed = getenv("SEED");
    srand(seed ? (unsigned)atoi(seed) : 1);
    const struct CMUnitTest tests[] = {TEST(test_short_text), TEST(test_long_text)};
    return cmocka_run_group_tests_name("kill", tests, NULL, NULL);
}
