/* The pipeline's first stage: text → pieces → words. After an edit only what it reaches is
 * read again. Used by core/pipeline/pipeline.c only. */
#pragma once

#include "core/pipeline/pipeline.h"

/* An edit in bytes: text[from .. old_to) became text[from .. new_to). */
struct pieces_edit {
    size_t from, old_to, new_to;
};

/* The edit that made the text what it is since text_seen(), when it had `old_len` bytes. */
struct pieces_edit pieces_edit_of(const struct text *text, size_t old_len);
/* Brings the tokens up to date with the text around the edit. Where that would be too much at once,
 * the tokens after the edit are removed, and pieces_read_on() reads them. False: out of memory. */
bool pieces_update(struct pipeline *p, struct pieces_edit edit, struct tokens_edit *change);
/* Reads the next `bytes` bytes, or a few more, of what is not yet read. False: out of memory. */
bool pieces_read_on(struct pipeline *p, size_t bytes);
