/* A text beside the sentence, read with the same vocabulary and parameters through a pipeline of
 * its own. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/pipeline/pipeline.h"

struct other_text {
    bool on;
    struct text text; /* owned */
    struct pipeline pipeline;
};

/* Sets the text, and `on`. False, with nothing changed: out of memory. */
bool other_set(struct other_text *o, const char *bytes, size_t n);
/* There is none any more. */
void other_remove(struct other_text *o);
/* Brings tokens up to vocabulary and parameters; the whole text is read. Words that are new to the
 * vocabulary are numbered after those of `first`, which stays in its place as long as this text is
 * on, or on their own (NULL). Nothing to do while it is off. False: `e` says why, and it is off. */
bool other_read(struct other_text *o, const struct vocab *vocab, const struct params *params,
                const struct pipeline *first, struct err *e);
/* The vocabulary is to be another one. */
void other_forget_vocab(struct other_text *o);
void other_free(struct other_text *o);
