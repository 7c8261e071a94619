#include "term/ahead.h"

#include <stdlib.h>

#include "base/str.h"

#define EVENTS_MAX 65536            /* minutes of a key that is held down */
#define TEXT_MAX ((size_t)32 << 20) /* bytes of pastes */

static struct {
    struct event *events; /* (cap); owned; without the bytes of pastes */
    size_t first, count, cap;
    struct str text; /* the bytes of those pastes, in order */
    size_t taken;    /* where in `text` the first one's begin */
} ahead;

bool ahead_room(void)
{
    return ahead.count < EVENTS_MAX && ahead.text.len < TEXT_MAX;
}

static bool grow(void)
{
    if (ahead.count < ahead.cap) return true;
    size_t cap = ahead.cap ? 2 * ahead.cap : 64;
    struct event *events = realloc(ahead.events, cap * sizeof *events);
    if (events == NULL) return false;
    ahead.events = events;
    ahead.cap = cap;
    return true;
}

void ahead_add(const struct event *event)
{
    size_t len = event->type == EVENT_PASTE ? event->len : 0;
    if (grow() && str_add(&ahead.text, event->text, len)) ahead.events[ahead.count++] = *event;
}

bool ahead_take(struct event *out)
{
    if (ahead.first == ahead.count) {
        ahead.first = ahead.count = ahead.taken = 0;
        str_free(&ahead.text);
        return false;
    }
    *out = ahead.events[ahead.first++];
    if (out->type == EVENT_PASTE) {
        out->text = str_text(&ahead.text) + ahead.taken;
        ahead.taken += out->len;
    }
    return true;
}

void ahead_drop_key(uint32_t key)
{
    size_t kept = ahead.first;
    for (size_t i = ahead.first; i < ahead.count; i++)
        if (ahead.events[i].type != EVENT_KEY || ahead.events[i].key != key)
            ahead.events[kept++] = ahead.events[i];
    ahead.count = kept;
}

void ahead_close(void)
{
    free(ahead.events);
    str_free(&ahead.text);
    ahead.events = NULL;
    ahead.first = ahead.count = ahead.cap = ahead.taken = 0;
}
