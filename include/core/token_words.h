/* The words' side of the tokens: in which blocks each one stands, and where new ones
 * appear first. Used by core/tokens.c only. */
#ifndef CORE_TOKEN_WORDS_H
#define CORE_TOKEN_WORDS_H

#include "core/tokens.h"

#define NO_BLOCK UINT32_MAX

/* One more token of the word; words_enter() is due for the block it is put into. */
void words_count(struct tokens *t, uint32_t word);
/* The block holds the word (now). */
bool words_enter(struct tokens *t, uint32_t block, uint32_t word);
/* A token of the word went from the block, which may hold others of it. */
void words_leave(struct tokens *t, uint32_t block, uint32_t word);
/* One token less of the word, which left its block: its last one takes a new word along. */
void words_discount(struct tokens *t, uint32_t word);
/* Brings the lists of first appearances up to date. */
bool words_settle(struct tokens *t);
void words_free(struct tokens *t);

#endif
