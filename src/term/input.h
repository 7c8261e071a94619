/* Keys, mouse and paste out of the bytes that the terminal sends. */
#pragma once

#include <stdbool.h>

#include "app/input/event.h"

/* For the terminal that curses has just started; false when out of memory. */
bool input_open(bool utf8);
void input_close(void);

/* Whether bytes may be at hand that a wait would not tell of. */
bool input_pending(void);
/* Reads one event, without waiting for one to begin. `readable`: a wait has
 * said that there is input. False when there was none, or none for the program;
 * the end of input is noted as SIGHUP. */
bool input_take(bool readable, struct event *out);
