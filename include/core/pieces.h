/* The pipeline's first stage, apart from the rest because it works around an
 * edit: text → pieces → indices. Used by core/pipeline.c only. */
#ifndef CORE_PIECES_H
#define CORE_PIECES_H

#include "core/pipeline.h"

/* An edit in bytes: text[from .. old_to) became text[from .. new_to). */
struct pieces_edit {
    size_t from, old_to, new_to;
};

/* What an update did: pieces [first, first+added) are new in the place of
 * `removed` old ones; those behind are the old ones, moved. */
struct pieces_change {
    size_t first, added, removed;
};

/* The edit that made the text what it is, of the `old_len` bytes that it had when it was last seen. */
struct pieces_edit pieces_edit_of(const struct text *text, size_t old_len);
/* Brings the tokens up to the new text, around the edit. Where that is too much at
 * once, those behind the edit are gone, and it stays to be read on. False: out of memory. */
bool pieces_update(struct pipeline *p, struct pieces_edit edit, struct pieces_change *change);
/* Reads the next `bytes` bytes, or a few more, of what is not yet read. False: out of memory. */
bool pieces_read_on(struct pipeline *p, size_t bytes);

#endif
