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

/* The smallest edit that makes the text last read into the new one; reads only
 * what is not known to be the same. */
struct pieces_edit pieces_compare(const struct pipeline *p, const char *text, size_t n, struct text_same same);
/* Brings p->text, pieces, known, ids, fresh words and bad bytes up to the new
 * text, around the edit. False: out of memory, and pieces_forget() is due
 * before the next try. */
bool pieces_update(struct pipeline *p, const char *text, size_t n, struct pieces_edit edit, bool frozen,
                   struct pieces_change *change);
/* Numbers all unknown words anew: indices and the list of fresh words. */
bool pieces_number(struct pipeline *p, bool frozen);
/* Empties text and pieces, so that the next update starts from nothing. */
void pieces_forget(struct pipeline *p);

#endif
