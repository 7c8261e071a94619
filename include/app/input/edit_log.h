/* The edits of a text in the order they were made, as records that whoever keeps a copy of it
 * elsewhere appends to that (app/command/saved.h): small where the text is long.
 *
 *     edit FROM TO N         bytes [FROM, TO) of the text as it was before became …
 *     N bytes and a newline  … these
 *
 * What is typed on, and what is erased of it again, is one record. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

#define EDIT_LOG_MAX ((size_t)1 << 18) /* bytes: of more edits the text itself is kept */

struct edit_log {
    struct str records;
    bool open;        /* there is a last edit, not yet among the records */
    size_t from, to;  /* the bytes that it replaces */
    struct str bytes; /* what they became */
    bool whole;       /* edits are missing: only the whole text tells what it is now */
};

/* Takes note of an edit. Without memory or room for it, `whole` becomes true. */
void edit_log_add(struct edit_log *l, size_t from, size_t to, const char *bytes, size_t n);
/* Edits are missing from here on. */
void edit_log_break(struct edit_log *l);
/* The last edit becomes a record. */
void edit_log_close(struct edit_log *l);
/* Nothing has been edited since the last time that there was something. */
bool edit_log_empty(const struct edit_log *l);
/* From here on: no edits so far, none missing. */
void edit_log_clear(struct edit_log *l);
void edit_log_free(struct edit_log *l);
