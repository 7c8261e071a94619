/* The words of the sentence in another order, and what that does to the rows: beside it stands the
 * text as it was before, until either is edited. */
#pragma once

#include "app/state/other.h"
#include "base/str.h"
#include "core/compare/rowset.h"

#define SHUFFLE_BYTES_MAX ((size_t)65536) /* of a longer text the words stay where they are */

struct shuffle {
    struct other_text before; /* on: the order before stands here */
    struct str after;         /* the sentence that the shuffle made */
    uint64_t presses;         /* how often it was shuffled: what the order is drawn from */
    bool say;                 /* what became of the rows goes to the message line */
    struct rowset set;        /* of the sentence and the text before */
};

/* Appends the text's words, what is no white space, in an order drawn from `number`; what stands
 * between them stays in its place. Of an odd number, so at first, the last of three or more words
 * stays in its place too, and has the same words before it, in another order. Returns how many
 * words there are; with fewer than two, or without memory (out->failed), nothing is appended. */
size_t shuffle_words(const struct text *text, uint64_t number, struct str *out);
/* Appends what the comparison says: "shuffled: the same 12 rows of E …". */
void shuffle_text(const struct rowset *set, struct str *out);
void shuffle_free(struct shuffle *s);
