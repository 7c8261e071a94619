/* Text from people and files made safe to show: each code point that must not be shown as it is
 * becomes a picture of itself, each malformed byte U+FFFD.
 *
 *   C0 controls and DEL    ␀ … ␟, ␡        (ASCII: ^@ … ^_, ^?)
 *   other unsafe ones      ⟨U+202E⟩        (ASCII: <U+202E>)
 *   a mark on nothing      ⟨U+0301⟩        (ASCII: <U+0301>)
 *   marks after two        ⟨+98⟩           (ASCII: <+98>), how many there are
 *   malformed byte         U+FFFD          (ASCII: ?)
 * In ASCII every other code point above U+007E becomes <U+XXXX> too.
 *
 * Unsafe is what uc_unsafe() says, but for a joiner or variation selector in its place: U+FE0E,
 * U+FE0F once after a pictograph, a digit, # or *; U+200D between pictographs; U+200C, U+200D and
 * the selectors of Mongolian once after a letter of a script that is written with them. A mark is
 * what takes no column of its own. It stands on the character before it in the same text, if that
 * is shown as it is: not on a picture, and not on what another text ended with. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* How it is shown: as UTF-8, in ASCII alone, or as UTF-8 on a terminal that draws the characters of
 * ambiguous width (uc_ambiguous()) two columns wide. */
enum safe_as { SAFE_UTF8, SAFE_ASCII, SAFE_WIDE };

/* Room that one picture can take, with its NUL: "⟨U+10FFFF⟩", "⟨+18446744073709551615⟩". */
#define SAFE_MAX 32
/* Marks that are shown on one character. */
#define SAFE_MARKS 2

/* What is shown together: one code point, or all marks after those that are shown. */
enum safe_kind { SAFE_PLAIN, SAFE_UNSAFE, SAFE_MALFORMED, SAFE_MORE_MARKS };
struct safe_part {
    enum safe_kind kind;
    uint32_t cp;       /* the first one; U+FFFD for a malformed byte */
    size_t start, end; /* its bytes in the text */
    size_t marks;      /* code points of SAFE_MORE_MARKS; else 0 */
};

/* Reads s[0 .. n), which is borrowed, part by part. */
struct safe_reader {
    const char *s;
    size_t n, at;
    uint32_t last;   /* the code point before `at`; 0: none that a joiner could belong to */
    uint8_t room;    /* marks that the character before `at` can still get */
    bool pictograph; /* it is one, with what belongs to it */
};
struct safe_reader safe_start(const char *s, size_t n);
/* The next part; false at the end. ASCII, which is nearly all text, is read in place. */
bool safe_next_of_any(struct safe_reader *r, struct safe_part *part);
static inline bool safe_next(struct safe_reader *r, struct safe_part *part)
{
    if (r->at >= r->n || (unsigned char)r->s[r->at] - 0x20u >= 0x5Fu)
        return safe_next_of_any(r, part);
    part->kind = SAFE_PLAIN;
    part->cp = r->last = (unsigned char)r->s[r->at];
    part->start = r->at++;
    part->end = r->at;
    part->marks = 0;
    r->room = SAFE_MARKS;
    r->pictograph = false;
    return true;
}
/* Writes how a part is shown to `out`, as UTF-8 ended by NUL, and returns its length in bytes. */
size_t safe_part_picture(const struct safe_part *part, enum safe_as as, char out[SAFE_MAX]);

/* The same for one code point, wherever it may stand: marks are shown, joiners are not. */
size_t safe_picture(uint32_t cp, enum safe_as as, char out[SAFE_MAX]);

/* Appends s[0 .. n), made safe, to `out`. */
void safe_add(struct str *out, const char *s, size_t n, enum safe_as as);

/* Whether s[0 .. n), made safe, would look like nothing: it holds white space alone. What has a
 * picture is seen. */
bool safe_blank(const char *s, size_t n);
/* Appends the names of its code points, ⟨U+00A0⟩; what has a picture as it is. */
void safe_add_names(struct str *out, const char *s, size_t n);

/* Columns of one code point that is shown as it is: 0 … 2. */
int safe_columns(uint32_t cp, enum safe_as as);
/* Columns that s[0 .. n), made safe, takes in a terminal. */
int safe_width(const char *s, size_t n, enum safe_as as);
