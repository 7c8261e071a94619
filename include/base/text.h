/* A text that is edited: UTF-8 bytes in one array.
 *
 * Any bytes may stand in it, malformed UTF-8 and NUL too. An edit moves the bytes after it
 * with memmove(), which takes about a millisecond for 10 MB; TEXT_MAX keeps that so. Readers
 * get the whole text as one array from text_bytes().
 *
 * Beside the bytes the text keeps two things that would otherwise cost a pass over all of it
 * at every edit: how much of it is still as it was at the last text_seen(), and how many
 * of its bytes are malformed. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define TEXT_MAX ((size_t)64 << 20) /* bytes of a text: 64 MiB */

/* Bytes at the front and at the end of the text that no edit since text_seen() touched. */
struct text_same {
    size_t front, back;
};

struct text {
    char *data;      /* (len) and a NUL; owned; NULL while nothing was put in */
    size_t len, cap; /* bytes, without the NUL */
    size_t max;      /* bytes it may hold; 0: TEXT_MAX. Tests of full texts set less */
    struct text_same same;
    size_t counted, bad; /* the first `counted` bytes hold `bad` malformed ones */
};

static inline size_t text_len(const struct text *t)
{
    return t->len;
}

/* All bytes, followed by a NUL. Valid until the next edit. */
static inline const char *text_bytes(const struct text *t)
{
    return t->data ? t->data : "";
}

/* Bytes that the text may hold, and how many more than it has. */
size_t text_max(const struct text *t);
size_t text_room(const struct text *t);

/* The three below return false, with nothing changed, when the text would have more than
 * text_max() bytes or memory runs out. `bytes` must not lie in the text itself. */

/* Replaces the whole text. */
bool text_set(struct text *t, const char *bytes, size_t n);
/* The same, but takes over the string's memory instead of copying it; `s` is then empty. */
bool text_adopt(struct text *t, struct str *s);
/* Replaces [from, to), which is within the text, by n bytes. Bytes that stay equal at
 * either end of the range do not count as edited. */
bool text_replace(struct text *t, size_t from, size_t to, const char *bytes, size_t n);

void text_free(struct text *t);

/* Starts `same` again: the text as it is now is what later edits are compared with. */
void text_seen(struct text *t);
/* Raises `counted` to `to` bytes or a few more, at most to the end. */
void text_count_bad(struct text *t, size_t to);

/* The code point at `at` and where it ends. At the end of the text 0, which ends there. */
uint32_t text_code_point(const struct text *t, size_t at, size_t *end);
/* The start of the code point that ends at `at`, as utf8_prev(). */
size_t text_prev(const struct text *t, size_t at);
