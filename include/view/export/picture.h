/* Pictures made of a frame: a part of it, and a caption under it. */
#pragma once

#include "view/frame/frame.h"

/* Makes `out`, another frame, the part of `f` within `part` (a rectangle of `f`), below it a blank
 * row and the caption, n bytes of a person's text, in as many rows as it takes: broken between
 * words, and within those that no row holds; a newline ends a row. Without a caption (n = 0), the
 * part alone. False when out of memory. */
bool picture_make(const struct frame *f, struct area part, const char *caption, size_t n,
                  enum depth depth, struct frame *out);
