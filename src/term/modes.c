#define _GNU_SOURCE
#include "term/modes.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Entered in this order, left in reverse. */
static const struct mode {
    const char *on, *off;
} modes[] = {
    {"\033[?2004h", "\033[?2004l"}, /* bracketed paste */
    {"\033[?1000h", "\033[?1000l"}, /* mouse buttons and wheel */
    {"\033[?1006h", "\033[?1006l"}, /* … reported in SGR form, at any size of screen */
};

/* Synchronized output: for the time of a repaint. */
static const struct mode repaint = {"\033[?2026h", "\033[?2026l"};

static struct {
    bool ecma48;
    struct termios line;
    bool saved;
    char restore[512]; /* for a crash: composed beforehand, sent as it is */
    size_t restore_len;
} state;

/* Curses' buffer is empty between its updates. */
void modes_send(const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = write(STDOUT_FILENO, bytes, len);
        if (n > 0) {
            bytes += n;
            len -= (size_t)n;
        } else if (n < 0 && errno == EAGAIN) {
            poll(&(struct pollfd){.fd = STDOUT_FILENO, .events = POLLOUT}, 1, -1);
        } else if (n == 0 || errno != EINTR) {
            return; /* the terminal is gone */
        }
    }
}

static void append(char *out, size_t size, const char *text)
{
    size_t used = strlen(out), len = strlen(text);
    if (len < size - used) {
        memcpy(out + used, text, len + 1);
    }
}

static void append_off(char *out, size_t size)
{
    for (size_t i = COUNT(modes); i-- > 0;) {
        append(out, size, modes[i].off);
    }
}

bool modes_save(void)
{
    state.restore_len = 0;
    state.saved = tcgetattr(STDOUT_FILENO, &state.line) == 0;
    return state.saved;
}

void modes_prepare(bool ecma48, const char *leave)
{
    char text[sizeof state.restore] = "";
    state.ecma48 = ecma48;
    if (ecma48) {
        append(text, sizeof text, repaint.off);
        append_off(text, sizeof text);
    }
    append(text, sizeof text, leave);
    memcpy(state.restore, text, sizeof text);
    state.restore_len = strlen(text);
}

void modes_enter(void)
{
    char text[128] = "";
    for (size_t i = 0; i < COUNT(modes) && state.ecma48; i++) {
        append(text, sizeof text, modes[i].on);
    }
    modes_send(text, strlen(text));
}

void modes_leave(void)
{
    char text[128] = "";
    if (state.ecma48) {
        append_off(text, sizeof text);
    }
    modes_send(text, strlen(text));
}

const char *modes_hold(void)
{
    return state.ecma48 ? repaint.on : "";
}

const char *modes_release(void)
{
    return state.ecma48 ? repaint.off : "";
}

void modes_crash(void)
{
    if (state.saved) {
        /* One write: in a handler nothing may be tried twice. */
        ssize_t n = write(STDOUT_FILENO, state.restore, state.restore_len);
        (void)n;
        tcsetattr(STDOUT_FILENO, TCSANOW, &state.line);
    }
}
