/* The bytes that the terminal sends, read and handed to the decoder. */
#pragma once

#include <stdbool.h>

#include "app/input/event.h"

/* For the terminal that curses has just started. `utf8`: its charset, else the locale's if that
 * has one; `escape_ms`: within which the rest of a key follows its ESC. */
void input_open(bool utf8, int escape_ms);
void input_close(void);

/* Milliseconds until input_take() is to be called though no byte comes: 0 at once, −1 never. */
int input_due(void);
/* What is there from now on has just come: a wait has lasted until it did. It tells keys that
 * were pressed over a time from a paste without brackets. */
void input_none_until_now(void);
/* Reads one event, without waiting for one to begin. `readable`: a wait has
 * said that there is input. False when there was none, or none for the program;
 * the end of input is noted as SIGHUP, Ctrl-\ as SIGQUIT. */
bool input_take(bool readable, struct event *out);
/* Throws away what was not read, until `limit_ms` have passed or nothing came for a while. Of
 * a paste that ended the program nothing may reach the shell. */
void input_discard(int limit_ms);
