/* Finding words of the vocabulary by a part of them. Matches have an order: the word itself, then
 * the words that begin with what is looked for, then those that hold it further on; each kind by
 * rising index. A search is one pass over the words, without an index beside them. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "core/pipeline/pipeline.h"

enum word_match { WORD_IS, WORD_BEGINS, WORD_HOLDS, WORD_NO_MATCH };

/* How key[0 .. len), len ≥ 1, matches a word's bytes. */
enum word_match word_match(const struct vocab_word *word, const char *key, size_t len);

struct word_found {
    uint32_t index; /* VOCAB_NONE: no word matches */
    uint32_t rank;  /* its place among the matches, from 1 */
    uint32_t total; /* all matches */
};

/* The match after (step 1) or before (step −1) word `from` in the order of
 * matches, around its ends; from a word that does not match, or VOCAB_NONE, the
 * first or last one. Looks through the text's new words too. */
struct word_found word_search(const struct pipeline *p, const char *key, size_t len, uint32_t from,
                              int step);

/* Appends what text[0 .. n) is looked for as: its pieces as the tokenizer looks
 * them up, without the white space around them that it skips. */
void word_search_key(const struct tokenizer *t, const char *text, size_t n, struct str *out);
