/* The sentence and parameters on screen as a small text, to go on with later:
 *
 *     lexwave state 1
 *     d-model 64                 a line for each option that is not as by default
 *     …
 *     token 7                    the selection
 *     dimension 2
 *     text                       the bytes after this line, to the end
 *
 * The last line may say how many bytes there are. Then records may follow, each of them
 * ended by a newline, which bring the state up to date in their order:
 *
 *     text 10485760
 *     …
 *     edit FROM TO N             bytes [FROM, TO) of the text became the N bytes that follow
 *     lines N                    the options and the selection are what the N bytes that follow say
 *
 * A last record that is not there whole is what a kill left of it: it does not count. Lines
 * may end as on other systems, with a carriage return. */
#pragma once

#include <stdbool.h>

#include "app/state/app.h"
#include "app/command/option.h"

/* Appends the lines of the options and of the selection. `settings` gives what is no part of
 * the state (--ascii, --color). */
void saved_lines(const struct app *a, const struct settings *settings, struct str *out);
/* Appends the start of a state with these lines: what is to follow is the text's bytes, and
 * where `records` is true records, for which there are `len` bytes of text. */
void saved_head(const struct str *lines, bool records, size_t len, struct str *out);
/* Appends a record of other lines. */
void saved_change(const struct str *lines, struct str *out);

/* What saved_read found besides the options. */
struct saved {
    size_t token;
    int dim;
    const char *wrong; /* the wrong formula that was in force, which is not read; NULL: none was */
    const char *text;  /* into the bytes read */
    size_t len;
    bool records;      /* records may be appended */
    const char *edits; /* the first record, or the end of what was read */
    size_t edits_len;  /* bytes of the records that are whole */
    size_t dropped;    /* bytes after those */
    bool torn;         /* the bytes dropped are the start of a record */
};

/* Reads a state; options go into `s`. A wrong formula does not, so that nobody takes it for the
 * true one: the scheme stays that of `s`. False: `e` names the line and what is wrong there, and
 * `s` is unchanged. */
bool saved_read(const char *bytes, size_t n, struct settings *s, struct saved *out, struct err *e);
/* Whether these first bytes of a state are such as saved_read() takes: the lines up to the text. */
bool saved_check(const char *bytes, size_t n, const struct settings *s, struct err *e);
/* Makes the edits in a text that is as it was when they were made. False when out of memory. */
bool saved_apply(const struct saved *s, struct text *text);
