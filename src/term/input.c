/* Curses is asked what the terminal's entry says of its keys, and no more: it reads byte by byte,
 * loses a character of several bytes that arrives in two parts, and waits in the middle of keys. */
#define _GNU_SOURCE
#include "term/input.h"

#include <curses.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/charset.h"
#include "base/num.h"
#include "term/decode/decoder.h"
#include "term/decode/keys.h"
#include "term/signals.h"
#include "term/term.h"
#include "term/terminfo.h"

#define REST_MS 50         /* The rest of a sequence or character follows within this. */
#define PAUSE_MS 30        /* without input, after which what was thrown away has come to its end */
#define READ_MAX 4096      /* bytes at once: more than a terminal's line holds */
#define ENTRY_KEYS_MAX 256 /* more than entries have names for */

/* Other keys of the entry are told by their sequences, such as modified arrows. */
static const struct {
    const char *name;
    uint32_t key;
} names[] = {
    {"kcuu1", KEY_NAME_UP},
    {"kcud1", KEY_NAME_DOWN},
    {"kcub1", KEY_NAME_LEFT},
    {"kcuf1", KEY_NAME_RIGHT},
    {"khome", KEY_NAME_HOME},
    {"kfnd", KEY_NAME_HOME},
    {"kend", KEY_NAME_END},
    {"kslt", KEY_NAME_END},
    {"kpp", KEY_NAME_PGUP},
    {"knp", KEY_NAME_PGDN},
    {"kich1", KEY_NAME_INSERT},
    {"kdch1", KEY_NAME_DELETE},
    {"kbs", KEY_NAME_BACKSPACE},
    {"kent", KEY_NAME_ENTER},
    {"kcbt", KEY_NAME_BACKTAB},
    {"kri", KEY_NAME_UP | MOD_SHIFT},
    {"kind", KEY_NAME_DOWN | MOD_SHIFT},
    {"kLFT", KEY_NAME_LEFT | MOD_SHIFT},
    {"kRIT", KEY_NAME_RIGHT | MOD_SHIFT},
    {"kHOM", KEY_NAME_HOME | MOD_SHIFT},
    {"kEND", KEY_NAME_END | MOD_SHIFT},
    {"kPRV", KEY_NAME_PGUP | MOD_SHIFT},
    {"kNXT", KEY_NAME_PGDN | MOD_SHIFT},
    {"kIC", KEY_NAME_INSERT | MOD_SHIFT},
    {"kDC", KEY_NAME_DELETE | MOD_SHIFT},
    {"kf1", KEY_NAME_F1},
    {"kf2", KEY_NAME_F1 + 1},
    {"kf3", KEY_NAME_F1 + 2},
    {"kf4", KEY_NAME_F1 + 3},
    {"kf5", KEY_NAME_F1 + 4},
    {"kf6", KEY_NAME_F1 + 5},
    {"kf7", KEY_NAME_F1 + 6},
    {"kf8", KEY_NAME_F1 + 7},
    {"kf9", KEY_NAME_F1 + 8},
    {"kf10", KEY_NAME_F1 + 9},
    {"kf11", KEY_NAME_F1 + 10},
    {"kf12", KEY_NAME_F1 + 11},
};

static struct decoder decoder;
static struct decoder_key entry[ENTRY_KEYS_MAX];
static int64_t empty_ms; /* when there was no input the last time */

static uint32_t named_key(const char *name, const char *bytes, size_t len)
{
    for (size_t i = 0; i < COUNT(names); i++)
        if (strcmp(names[i].name, name) == 0) return names[i].key;
    return keys_sequence(bytes, len);
}

static size_t read_entry(void)
{
    const char *bytes, *name;
    size_t count = 0;
    while (count < ENTRY_KEYS_MAX && (bytes = terminfo_key(count, &name)) != NULL) {
        size_t len = strlen(bytes);
        entry[count++] = (struct decoder_key){bytes, len, named_key(name, bytes, len)};
    }
    return count;
}

void input_none_until_now(void)
{
    empty_ms = term_now();
}

void input_open(bool utf8, int escape_ms)
{
    keypad(stdscr, TRUE); /* has the terminal send what its entry says of its keys */
    struct decoder_setup setup = {.keys = entry, .count = read_entry(), .escape_ms = escape_ms};
    /* A line that is slow, as ESCDELAY says, gets longer. */
    setup.rest_ms = escape_ms > REST_MS ? escape_ms : REST_MS;
    setup.charset = !utf8 && charset_is_local() ? charset_decode : NULL;
    decoder_start(&decoder, &setup);
    input_none_until_now();
}

void input_close(void)
{
    decoder_free(&decoder);
}

int input_due(void)
{
    int64_t due = decoder_due(&decoder), left = due - term_now();
    return due < 0 ? -1 : left > 0 ? (int)left : 0;
}

/* Bytes that can be read at once. */
static int waiting(void)
{
    int count = 0;
    return ioctl(STDIN_FILENO, FIONREAD, &count) == 0 ? count : 0;
}

/* Readable without a byte to read: the terminal is gone. */
static bool at_end(void)
{
    return signals_wait(STDIN_FILENO, -1, -1, 0) > 0 && waiting() == 0;
}

/* Hands on what is there, up to what the decoder has room for. */
static void fill(void)
{
    char bytes[READ_MAX];
    int there = 0;
    size_t got = 0;
    int64_t since = empty_ms;
    while (got + READ_MAX <= DECODER_ROOM / 2 && (there = waiting()) > 0) {
        ssize_t n = read(STDIN_FILENO, bytes, there < READ_MAX ? (size_t)there : READ_MAX);
        if (n <= 0) return;
        got += decoder_feed(&decoder, bytes, (size_t)n, since, term_now());
    }
    if (there == 0) input_none_until_now();
}

static bool take(struct event *out)
{
    while (decoder_next(&decoder, term_now(), out)) {
        if (out->type != EVENT_KEY || out->key != (MOD_CTRL | '\\')) return true;
        signals_note(SIGQUIT); /* which the terminal's line would make of it */
    }
    return false;
}

bool input_take(bool readable, struct event *out)
{
    if (take(out)) return true;
    if (!readable) return false;
    if (waiting() == 0 && at_end()) signals_note(SIGHUP);
    fill();
    return take(out);
}

void input_discard(int limit_ms)
{
    struct pollfd in_fd = {.fd = STDIN_FILENO, .events = POLLIN};
    for (int left = limit_ms; left > 0 && waiting() > 0; left -= PAUSE_MS) {
        tcflush(STDIN_FILENO, TCIFLUSH);
        poll(&in_fd, 1, PAUSE_MS);
    }
    tcflush(STDIN_FILENO, TCIFLUSH);
}
