/* The pipeline's first stage, apart from the rest because it works around an
 * edit: text → pieces → indices. Used by core/pipeline.c only. */
#ifndef CORE_PIECES_H
#define CORE_PIECES_H

#include "core/pipeline.h"

/* What an update did: pieces [first, first+added) are new in the place of
 * `removed` old ones; those behind are the old ones, moved. */
struct pieces_change {
    size_t first, added, removed;
};

/* Brings p->text, pieces and known up to the new text, re-tokenising around
 * what differs. p->ids is stale until pieces_number(). False: out of memory,
 * and pieces_forget() is due before the next try. */
bool pieces_update(struct pipeline *p, const char *text, size_t n, struct pieces_change *change);
/* Fills p->ids and the list of fresh words from p->known. */
bool pieces_number(struct pipeline *p, bool frozen);
/* Empties text and pieces, so that the next update starts from nothing. */
void pieces_forget(struct pipeline *p);

#endif
