/* The passage around a token: a run of tokens with so few different words that they can
 * all be drawn and compared. A short sentence is one passage. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "core/pipeline/pipeline.h"
#include "core/embedding/pca.h"

#define PASSAGE_WORDS WORD_MAP_MAX
#define PASSAGE_TOKENS 1024 /* passages end at multiples of this: it bounds the work */

struct passage {
    size_t first, end;              /* tokens [first, end) */
    uint32_t token[PASSAGE_TOKENS]; /* (end − first): the index of each, ROW_NONE of a gap */
    int count; /* different words in it, at most PASSAGE_WORDS, by first appearance */
    uint32_t index[PASSAGE_WORDS];
    size_t at[PASSAGE_WORDS];    /* the first token of each */
    size_t again[PASSAGE_WORDS]; /* the second, or `end` */
};

/* The passage that holds the token; an empty one without tokens. Passages follow each
 * other, so every token of one gets the same. */
void passage_read(const struct pipeline *p, size_t token, struct passage *out);
/* The word with that index, or −1. */
int passage_find(const struct passage *w, uint32_t index);
