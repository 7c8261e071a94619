/* Events in, effects out; and the state brought up to date for drawing. */
#pragma once

#include "app/input/event.h"
#include "app/state/app.h"

/* Takes one event in; returns enum effect bits. Whatever came before it, looked at or not, is read
 * and placed first, so that what it does is done to the state that the events before it left. Where
 * there is no memory for that, the event does nothing but say so. Typed text needs no reading, and
 * a burst of it is read once. Rows are stale until the next app_read() and app_look(); a mouse
 * event's target is of a frame drawn since the last event, or may be refused as gone. */
unsigned app_update(struct app *a, const struct event *event);

/* Brings tokens and indices up to the text and parameters, and the selection
 * into range. Parameters that cannot be are said in a message and put back. Of a
 * long text it reads a step; the next one is due at once. */
bool app_read(struct app *a, struct err *e);
/* Brings the rows up to what the view wants to show. */
bool app_look(struct app *a, const struct shown *shown, struct err *e);

/* When the next EVENT_TICK is due on the clock of the events, or −1. */
int64_t app_deadline(const struct app *a);
