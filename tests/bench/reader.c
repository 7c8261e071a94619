#define _GNU_SOURCE
#include "reader.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "measure.h"

static void set_or_unset(const char *name, const char *value)
{
    if (value)
        setenv(name, value, 1);
    else
        unsetenv(name);
}

bool pty_fork(struct pty *p, int rows, int cols, const char *term, const char *colorterm)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
    int errors = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    p->pid = forkpty(&p->master, NULL, NULL, &size);
    if (p->pid < 0) give_up("no pseudo terminal: %s", strerror(errno));
    if (p->pid > 0) {
        close(errors);
        fcntl(p->master, F_SETFL, O_NONBLOCK);
        return false;
    }
    dup2(errors, STDERR_FILENO); /* not on the terminal, where nobody would see them */
    static const char *const gone[] = {"NO_COLOR", "LINES", "COLUMNS", "TERMINFO", "LD_PRELOAD"};
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++) unsetenv(gone[i]);
    set_or_unset("TERM", term);
    set_or_unset("COLORTERM", colorterm);
    set_or_unset("LC_ALL", "C.UTF-8");
    return true;
}

ssize_t pty_read(const struct pty *p, const char **bytes)
{
    static char room[1 << 16];
    ssize_t n = read(p->master, room, sizeof room);
    *bytes = room;
    return n > 0 ? n : n < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : -1;
}

double pty_drain(const struct pty *p, int silence_ms, double *last)
{
    double bytes = 0;
    struct pollfd wait = {.fd = p->master, .events = POLLIN};
    while (poll(&wait, 1, silence_ms) > 0) {
        const char *bytes_read;
        ssize_t n = pty_read(p, &bytes_read);
        if (n < 0) break;
        if (n > 0 && last) *last = clock_wall();
        bytes += (double)n;
    }
    return bytes;
}

void pty_write(const struct pty *p, const char *bytes)
{
    if (write(p->master, bytes, strlen(bytes)) != (ssize_t)strlen(bytes))
        give_up("the pseudo terminal takes no input");
}

void pty_end(struct pty *p)
{
    kill(p->pid, SIGKILL);
    close(p->master);
    waitpid(p->pid, NULL, 0);
}
