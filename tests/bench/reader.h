/* Processes on a pseudo terminal whose reader need not look at what it reads. */
#pragma once

#include <stdbool.h>
#include <sys/types.h>

#define PTY_ROWS 40 /* unless a scene says otherwise */
#define PTY_COLS 120

struct pty {
    pid_t pid;
    int master;
};

/* Forks; the child has a new terminal of that size, TERM and COLORTERM (NULL:
 * unset) as its input and output, in a UTF-8 locale. Returns true in the child. */
bool pty_fork(struct pty *p, int rows, int cols, const char *term, const char *colorterm);
/* Reads what there is: n bytes at *bytes (until the next read), 0 for nothing
 * yet, −1 when the other side is gone. */
ssize_t pty_read(const struct pty *p, const char **bytes);
/* Reads until nothing has come for `silence_ms`. Returns the bytes; *last is when
 * the last of them were there (clock_wall), or unchanged. */
double pty_drain(const struct pty *p, int silence_ms, double *last);
void pty_write(const struct pty *p, const char *bytes);
/* Ends the child and gives the terminal back. */
void pty_end(struct pty *p);
