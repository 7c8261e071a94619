/* Tokenizers: text → pieces. Each is a row of one table.
 *
 * A piece is a span of bytes of the text; pieces come in order and do not
 * overlap, what lies between them (white space, for words) is skipped. Where a
 * piece ends depends on at most TOKENIZER_LOOKAHEAD bytes after it, and what
 * follows a piece does not depend on what came before: so an edit needs
 * re-tokenising only around itself. */
#ifndef CORE_TOKENIZER_H
#define CORE_TOKENIZER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "core/token.h"

#define TOKENIZER_TEXT_MAX ((size_t)1 << 30) /* bytes of text: offsets are 32-bit */
#define TOKENIZER_LOOKAHEAD 8                /* two code points: an apostrophe and the letter after it */

struct tokenizer {
    const char *name; /* as in --tokenizer */
    const char *rule; /* one line for the screen */
    /* The first piece that starts at or after `at`; false when there is none. */
    bool (*next)(const char *text, size_t n, size_t at, struct piece *out);
    /* What the vocabulary looks the piece up by (*len bytes). Points into the
     * text, to a constant, or into `scratch`, whose content it replaces. */
    const char *(*key)(const char *text, struct piece p, struct str *scratch, size_t *len);
    /* The same for many pieces, at the speed of long texts: those that `next` finds
     * one after another from `at`, as long as they start before `stop` (at most n) and
     * for at most `max`; returns how many. Appends to `scratch`, whose failure means
     * that keys are wrong. */
    size_t (*read)(const char *text, size_t n, size_t at, size_t stop, struct token *tokens, size_t max,
                   struct str *scratch);
    /* Appends how a key or piece reads as text: itself, but a lone byte beyond
     * ASCII as <0xE4>. */
    void (*spell)(const char *bytes, size_t n, struct str *out);
};

/*  word       runs of letters, marks and digits, an apostrophe or hyphen inside
 *             them included; every other character but white space alone; every
 *             Han character alone. Looked up in lower case, ’ as '.
 *  character  every code point, spaces included
 *  byte       every byte of the UTF-8 text */
extern const struct tokenizer tokenizers[];
extern const int tokenizer_count;

/* The row of that name, or −1. */
int tokenizer_find(const char *name);

#endif
