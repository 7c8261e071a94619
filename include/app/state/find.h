/* Finding text in the sentence, whatever the case. */
#pragma once

#include "app/state/work.h"
#include "base/text.h"
#include "core/text/tokenizer.h"

#define FIND_MAX 128 /* bytes of text looked for */

struct find {
    char text[FIND_MAX];
    size_t len; /* 0: nothing was looked for yet */
};

/* Finds the next place (by > 0) after the token `here`, or the previous one before it, and from
 * the end on to the start. False: there is none at all, or work->broken. */
bool find_place(const struct find *f, const struct text *text, struct piece here, int by,
                struct work *work, size_t *found);
