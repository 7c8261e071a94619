/* Text from people and files made safe to show: each unsafe code point is
 * replaced by a picture of itself, each malformed byte by U+FFFD.
 *
 *   C0 controls and DEL    ␀ … ␟, ␡        (ASCII: ^@ … ^_, ^?)
 *   other unsafe ones      ⟨U+202E⟩        (ASCII: <U+202E>)
 *   malformed byte         U+FFFD          (ASCII: ?)
 * In ASCII every other code point above U+007E becomes <U+XXXX> too. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* How it is shown: as UTF-8, in ASCII alone, or as UTF-8 on a terminal that draws the characters of
 * ambiguous width (uc_ambiguous()) two columns wide. */
enum safe_as { SAFE_UTF8, SAFE_ASCII, SAFE_WIDE };

/* Room that one picture can take, with its NUL: "⟨U+10FFFF⟩". */
#define SAFE_MAX 24

/* Writes how one code point is shown to `out`, as UTF-8 ended by NUL, and
 * returns its length in bytes. Safe code points are written as they are. */
size_t safe_picture(uint32_t cp, enum safe_as as, char out[SAFE_MAX]);

/* Appends s[0 .. n), made safe, to `out`. */
void safe_add(struct str *out, const char *s, size_t n, enum safe_as as);

/* Whether s[0 .. n), made safe, would look like nothing: it holds only white space, characters
 * without a glyph and marks that stand on none. Controls have pictures, and are seen. */
bool safe_blank(const char *s, size_t n);
/* Appends the names of its code points, ⟨U+200B⟩; controls as they are. */
void safe_add_names(struct str *out, const char *s, size_t n);

/* Columns of one code point that is safe: 0 … 2. */
int safe_columns(uint32_t cp, enum safe_as as);
/* Columns that s[0 .. n), made safe, takes in a terminal. */
int safe_width(const char *s, size_t n, enum safe_as as);
