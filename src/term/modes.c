#define _GNU_SOURCE
#include "term/modes.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/num.h"
#include "base/str.h"
#include "term/term.h"

/* Entered in this order, left in reverse. */
static const struct mode {
    const char *on, *off;
} modes[] = {
    {"\033[?2004h", "\033[?2004l"}, /* bracketed paste */
    {"\033[?1000h", "\033[?1000l"}, /* mouse buttons and wheel */
    {"\033[?1006h", "\033[?1006l"}, /* the mouse reported in SGR form, at any size of screen */
};
#define MOUSE_FROM 1 /* the modes from here on are the mouse's */

/* Synchronized output: for the time of a repaint. */
static const struct mode repaint = {"\033[?2026h", "\033[?2026l"};

static struct {
    bool ecma48;
    bool no_mouse;
    bool entered;             /* the modes are on */
    struct termios line, own; /* as it was, and as it is here */
    bool saved;
    char restore[512]; /* composed beforehand, sent as it is, also after a crash */
    size_t restore_len;
    struct str queue; /* output that waits for the terminal */
    size_t sent;      /* bytes of the queue that the terminal took */
} state;

/* ---- output ---- */

/* As many bytes as the terminal takes at once, which may be none for ever (XOFF, a dead line).
 * The descriptor's open file is the shell's too, so that O_NONBLOCK is set during this
 * call alone. Safe in a signal handler. */
static ssize_t write_now(const char *bytes, size_t len)
{
    int flags = fcntl(STDOUT_FILENO, F_GETFL);
    fcntl(STDOUT_FILENO, F_SETFL, flags | O_NONBLOCK);
    ssize_t n = write(STDOUT_FILENO, bytes, len);
    int why = errno;
    fcntl(STDOUT_FILENO, F_SETFL, flags);
    errno = why;
    return n;
}

/* How many of the bytes went, or are lost with the terminal. */
static size_t write_some(const char *bytes, size_t len)
{
    size_t done = 0;
    while (done < len) {
        ssize_t n = write_now(bytes + done, len - done);
        if (n > 0)
            done += (size_t)n;
        else if (n < 0 && errno == EAGAIN)
            return done;
        else if (n == 0 || errno != EINTR)
            return len;
    }
    return done;
}

bool modes_flush(void)
{
    state.sent += write_some(str_text(&state.queue) + state.sent, state.queue.len - state.sent);
    if (state.sent < state.queue.len) return false;
    str_clear(&state.queue);
    state.sent = 0;
    return true;
}

bool modes_pending(void)
{
    return state.queue.len > 0;
}

bool modes_send(const char *bytes, size_t len)
{
    size_t sent = modes_flush() ? write_some(bytes, len) : 0;
    return sent == len || str_add(&state.queue, bytes + sent, len - sent);
}

bool modes_ready(int limit_ms)
{
    struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};
    return poll(&out, 1, limit_ms) > 0;
}

bool modes_drain(int limit_ms)
{
    int64_t end = term_now() + limit_ms;
    while (!modes_flush()) {
        int64_t left = end - term_now();
        if (left <= 0) return false;
        modes_ready((int)left);
    }
    return true;
}

/* ---- modes ---- */

static void append(char *out, size_t size, const char *text)
{
    size_t used = strlen(out), len = strlen(text);
    if (len < size - used) memcpy(out + used, text, len + 1);
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
        for (size_t i = COUNT(modes); i-- > 0;) append(text, sizeof text, modes[i].off);
    }
    append(text, sizeof text, leave);
    memcpy(state.restore, text, sizeof text);
    state.restore_len = strlen(text);
}

static void send_on(size_t from)
{
    for (size_t i = from; i < COUNT(modes) && state.ecma48; i++)
        if (i < MOUSE_FROM || !state.no_mouse) modes_send(modes[i].on, strlen(modes[i].on));
}

static void send_off(size_t from)
{
    for (size_t i = COUNT(modes); state.ecma48 && i-- > from;)
        modes_send(modes[i].off, strlen(modes[i].off));
}

void modes_enter(void)
{
    send_on(0);
    state.entered = true;
}

void modes_mouse(bool on)
{
    if (state.no_mouse == !on) return;
    state.no_mouse = !on;
    if (state.entered) (on ? send_on : send_off)(MOUSE_FROM);
}

const char *modes_hold(void)
{
    return state.ecma48 ? repaint.on : "";
}

const char *modes_release(void)
{
    return state.ecma48 ? repaint.off : "";
}

void modes_keep_line(void)
{
    tcgetattr(STDOUT_FILENO, &state.own);
}

void modes_take_back(const char *first)
{
    tcsetattr(STDOUT_FILENO, TCSANOW, &state.own);
    modes_send(first, strlen(first));
    modes_enter();
}

void modes_give_back(const char *first, int limit_ms)
{
    state.entered = false;
    if (!modes_drain(limit_ms / 2)) {
        str_clear(&state.queue); /* the end of a picture: what follows matters more */
        state.sent = 0;
    }
    modes_send(first, strlen(first));
    modes_send(state.restore, state.restore_len);
    modes_drain(limit_ms / 2);
    str_clear(&state.queue);
    state.sent = 0;
    tcsetattr(STDOUT_FILENO, TCSANOW, &state.line); /* not later: a dead line would never let it */
}

void modes_close(const char *first, int limit_ms)
{
    modes_give_back(first, limit_ms);
    str_free(&state.queue);
}

void modes_crash(void)
{
    if (state.saved) {
        /* One write: in a handler nothing may be tried twice. */
        ssize_t n = write_now(state.restore, state.restore_len);
        (void)n;
        tcflush(STDIN_FILENO, TCIFLUSH); /* nor may the shell get what the program did not */
        tcsetattr(STDOUT_FILENO, TCSANOW, &state.line);
    }
}
