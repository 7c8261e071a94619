/* Events that came while nobody could take them, in their order. */
#ifndef TERM_AHEAD_H
#define TERM_AHEAD_H

#include <stdbool.h>

#include "app/input/event.h"

/* Whether another has room: they are bounded, so that a flood waits in the terminal's line. */
bool ahead_room(void);
/* Keeps a copy, with its text. One that memory does not suffice for is lost. */
void ahead_add(const struct event *event);
/* Takes the first one; false when there is none. Its text is valid until the next call of these. */
bool ahead_take(struct event *out);
/* Drops the keys `key` that wait; all else stays in its order. */
void ahead_drop_key(uint32_t key);
void ahead_close(void);

#endif
