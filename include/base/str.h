/* A growing byte string, always ended by a NUL that `len` does not count.
 *
 * A failed allocation is remembered in `failed` and later additions do
 * nothing, so a writer checks once, at the end (as with a stream). */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct str {
    char *data;  /* owned; NULL while empty and never grown */
    size_t len;  /* bytes, without the NUL */
    size_t cap;  /* bytes allocated */
    bool failed; /* an allocation failed: the content is cut short */
};

/* Ready to use as all zeros. */
#define STR_EMPTY                                                                                  \
    {                                                                                              \
        0                                                                                          \
    }

/* The content as a C string, never NULL. */
const char *str_text(const struct str *s);
/* Makes room for `extra` more bytes; false (and `failed`) if it cannot. */
bool str_reserve(struct str *s, size_t extra);
/* The same for those who report it themselves: without memory_failed(), which all others call. */
bool str_try_reserve(struct str *s, size_t extra);
bool str_add(struct str *s, const char *bytes, size_t n);
bool str_adds(struct str *s, const char *text);
bool str_addc(struct str *s, char c);
/* Appends printf-style text of any length. */
bool str_addf(struct str *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Replaces `cut` bytes at `at` by `n` bytes; `at + cut` must be within `len`,
 * else nothing happens; `bytes` must not point into the string itself. */
bool str_splice(struct str *s, size_t at, size_t cut, const char *bytes, size_t n);
/* Empties the string, keeps its memory and forgets a failure. */
void str_clear(struct str *s);
void str_free(struct str *s);
