/* What a terminal shows after the bytes of a painter, by libvterm: so that two
 * painters can be compared by what becomes of their work. */
#ifndef BENCH_SCREEN_H
#define BENCH_SCREEN_H

#include <stddef.h>

struct screen;

struct screen *screen_new(int rows, int cols);
void screen_free(struct screen *s);
void screen_feed(struct screen *s, const char *bytes, size_t n);
/* Gives up, naming the first cell, unless both show the same: characters, attributes,
 * grounds, the ink of what has ink, and the cursor. */
void screen_compare(struct screen *a, struct screen *b, const char *what);

#endif
