/* A text of any length, kept in blocks: an edit moves bytes within a block or two,
 * and finding a place takes as many steps as the number of blocks has digits. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "base/sums.h"

#define TEXT_BLOCK 2048      /* bytes a block holds at most, where `most` does not say */
#define TEXT_WHOLE SIZE_MAX  /* as `most`: one block for all of a short text */

struct text_block {
    char *data;      /* owned, with a NUL behind it; part of `adopted` when cap is 0 */
    size_t len, cap; /* bytes, without the NUL */
};

/* What an edit left as it was, of the text at the last text_seen(): bytes at the
 * front and at the back. */
struct text_same {
    size_t front, back;
};

struct text {
    struct text_block *blocks; /* (sums.count); owned */
    struct sums sums;          /* the blocks' bytes; the total is the text's length */
    size_t cap;
    size_t most;               /* bytes a block holds; 0: TEXT_BLOCK. Set before the first byte */
    char *adopted;             /* a string that was taken over: blocks lie in it until they are edited */
    struct text_same same;
    size_t counted, bad;       /* leading bytes that were looked through, and how many of them are malformed UTF-8 */
    uint64_t edits;            /* so far: another count, another text */
    uint64_t moved;            /* bytes moved by edits so far: what tests count */
};

#define TEXT_EMPTY {0}

size_t text_len(const struct text *t);

/* The whole text anew. False, with nothing changed, when out of memory. */
bool text_set(struct text *t, const char *bytes, size_t n);
/* The same, but takes over the string's memory where it is long: without a copy. `s` is then empty. */
bool text_adopt(struct text *t, struct str *s);
/* Makes the text these bytes by one edit of what differs. */
bool text_become(struct text *t, const char *bytes, size_t n);
/* Replaces [from, to), within the text, by n bytes that are not the text's own. False,
 * with nothing changed, when out of memory. */
bool text_replace(struct text *t, size_t from, size_t to, const char *bytes, size_t n);
void text_free(struct text *t);

/* From here on `same` tells what is still as it is now. */
void text_seen(struct text *t);
/* Brings `counted` at least to byte `to`, or to the end. */
void text_count_bad(struct text *t, size_t to);

/* The bytes that lie together from `at` on, at least 1, and how many; NULL and 0 at the end. */
const char *text_run(const struct text *t, size_t at, size_t *n);
/* Up to n bytes from `at`, fewer at the end of the text: where they lie together in
 * place, else copied to `room` (n bytes). */
const char *text_peek(const struct text *t, size_t at, size_t n, char *room, size_t *got);
/* Appends bytes [from, to) to `out`. */
bool text_add(const struct text *t, size_t from, size_t to, struct str *out);
/* The text as a C string while it is one block, as short ones are; else NULL. */
const char *text_string(const struct text *t);

/* Places that are read one after the other: the block of the last one is remembered, {0} at
 * first, so that those near it need no search. Valid until the text is edited. */
struct text_near {
    const char *bytes; /* from … */
    size_t from, to;   /* … to here */
};
/* Bytes [from, to), where they do not lie together copied to `room`; NULL when that runs
 * out of memory. Cut off at the end of the text. */
const char *text_span(const struct text *t, struct text_near *near, size_t from, size_t to, struct str *room);
/* The code point at `at`, and where it ends; at the end 0. */
uint32_t text_code_point(const struct text *t, struct text_near *near, size_t at, size_t *end);
/* The start of the code point that ends at `at`, as utf8_prev(). */
size_t text_prev(const struct text *t, struct text_near *near, size_t at);

#endif
