/* An error as one line for a person: what, where, and how to mend it.
 *
 * Library functions that can fail return bool and fill a `struct err` given
 * by the caller; they never print and never exit. */
#pragma once

#include <stdbool.h>

struct err {
    char text[512]; /* one line, no newline, ended by NUL */
};

/* Writes a printf-style message into `e` (which may be NULL) and returns
 * false, so that a failing function can end with `return err_set(e, ...)`.
 * Unsafe code points and malformed bytes in it become their ASCII pictures
 * (base/safe.h); what does not fit is cut. The arguments may point into `e`. */
bool err_set(struct err *e, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The one message for memory that could not be had; err_memory() returns false. */
const char *err_memory_text(void);
bool err_memory(struct err *e);
/* Whether it is that message. */
bool err_is_memory(const struct err *e);
