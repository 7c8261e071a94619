/* The indices of new words in a text that continues the numbering of another one: words that both
 * have are numbered in the first text, the others after all of its new words. */
#pragma once

#include "core/pipeline/pipeline.h"

/* Brings them up to the tokens of both texts; p->moved.ids says so where one changed. False: out
 * of memory. Nothing to do where p->continues is NULL. */
bool continued_update(struct pipeline *p);
/* The index of a new word of p's tokens, and the word of an index after the vocabulary, TOKENS_GAP
 * where this text has no such word. */
uint32_t continued_index(const struct pipeline *p, uint32_t word);
uint32_t continued_word(const struct pipeline *p, uint32_t index);
