/* The signals that end a program. */
#ifndef TERM_ENDING_H
#define TERM_ENDING_H

#include <stdbool.h>

#define ENDING_LIMIT 65 /* every signal's number is below */

/* Whether a signal ends a program that does nothing about it, can be caught, and comes from
 * outside (a person, a timer, a limit): all such but those that a fault of the program
 * itself brings, as SIGSEGV. */
bool ending_signal(int sig);

#endif
