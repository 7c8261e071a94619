/* Signals as flags. Handlers do nothing but set one, and all are blocked but
 * while the program waits, so none is lost between a look and a wait. */
#ifndef TERM_SIGNALS_H
#define TERM_SIGNALS_H

#include <stdbool.h>

/* Catches and blocks: INT, TSTP, CONT, WINCH, TERM, HUP, QUIT; makes SEGV, ABRT,
 * BUS, FPE and ILL give the terminal back (modes_crash) before they do what
 * they did. Must come before newterm, which leaves signals alone that are caught. */
void signals_install(void);
/* All as before. */
void signals_restore(void);

/* Whether the signal came since it was last asked for. */
bool signals_take(int sig);
/* As if it had come. */
void signals_note(int sig);
/* The first of TERM, HUP and QUIT that came, or 0. */
int signals_ending(void);

/* Waits until `fd` has input, a signal comes, or the time is over (< 0: never).
 * Returns 1 for input, 0 for the time, −1 for a signal. */
int signals_wait(int fd, int timeout_ms);

/* Stops the process and its group, as Ctrl-Z typed at a shell would, and
 * returns when it goes on. Does nothing where Ctrl-Z is not to stop programs. */
void signals_stop(void);

#endif
