/* Signals as flags. Handlers do nothing but set one, and all are blocked but
 * while the program waits, so none is lost between a look and a wait. */
#pragma once

#include <stdbool.h>

/* Catches and blocks INT, TSTP, CONT, WINCH and what else ends a program;
 * makes SEGV, ABRT, BUS, FPE, ILL, SYS and TRAP give the terminal back (modes_crash) before
 * they do what they did; PIPE and XFSZ do nothing, as the write that brings them fails. What
 * was ignored stays ignored. Must come before newterm, which leaves caught signals alone. */
void signals_install(void);
/* All as before. */
void signals_restore(void);

/* Whether the signal came since it was last asked for. */
bool signals_take(int sig);
/* As if it had come. */
void signals_note(int sig);
/* The first of those that end the program that came, or 0. */
int signals_ending(void);

enum { SIGNALS_IN = 1, SIGNALS_OUT = 2, SIGNALS_ALSO = 4 };
/* Waits until `in` or `also` has input, `out` takes output (-1: none), a signal comes, or the time
 * is over (< 0: never). Returns SIGNALS_ bits, 0 for the time, −1 for a signal. A signal that comes
 * while there is input already may wait: see signals_look(). */
int signals_wait(int in, int also, int out, int timeout_ms);
/* Takes in the signals that have come: for where there may always be more input. */
void signals_look(void);

/* Stops the process and its group, as Ctrl-Z typed at a shell would, and
 * returns when it goes on. Does nothing where Ctrl-Z is not to stop programs. */
void signals_stop(void);
