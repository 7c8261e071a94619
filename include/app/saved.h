/* The sentence and parameters on screen as a small text, to go on with later:
 *
 *     lexwave state 1
 *     d-model 64                 a line for each option that is not as by default
 *     …
 *     token 7                    the selection
 *     dimension 2
 *     text                       the bytes behind this line, to the end
 */
#ifndef APP_SAVED_H
#define APP_SAVED_H

#include <stdbool.h>

#include "app/app.h"
#include "app/option.h"

/* Appends the state of the app up to the line before the text: what is to follow is the
 * text's bytes. `settings` gives what is no part of the state (--ascii, --color). */
void saved_head(const struct app *a, const struct settings *settings, const struct option_lists *lists,
                struct str *out);

/* What saved_read found behind the options. */
struct saved {
    size_t token;
    int dim;
    const char *wrong; /* the wrong formula that was in force, by name: it is left behind; NULL: none was */
    const char *text; /* into the bytes read */
    size_t len;
};

/* Reads a state: a head as saved_head() writes it, and a text; options go into `s`. A wrong formula
 * does not, lest it be met unawares: the scheme stays that of `s`. False: `e` names the
 * line and what is wrong, and `s` is as it was. */
bool saved_read(const char *bytes, size_t n, const struct option_lists *lists, struct settings *s, struct saved *out,
                struct err *e);

#endif
