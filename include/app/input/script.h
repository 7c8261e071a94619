/* Key scripts: keys as text, for pictures, lessons and tests.
 *
 * Words separated by white space; # begins a comment that runs to the line's end.
 *   Left C-a M-f F1 S-Tab   a key by its name (app/input/keyname.h)
 *   x  é                    a single character is typed
 *   "two words"  'say "x"'  typed character by character
 *   paste:"text"            pasted whole; \n, \t, \e and \\ are understood, as in every quoted text
 *   size:100x30             the screen takes that size
 *   click:COL,ROW  wheelup:COL,ROW  wheeldown:COL,ROW   the mouse, cells from 0
 *   wait:MS                 time passes */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "app/input/event.h"
#include "base/err.h"
#include "base/str.h"

struct script {
    const char *text; /* borrowed */
    size_t len, at;
    int line;         /* of what is read next, from 1 */
    int64_t now;      /* the script's clock, milliseconds */
    struct str typed; /* text being typed or pasted */
    size_t typed_at;
    bool typing;
};

void script_start(struct script *s, const char *text, size_t len);
/* The next event, 1; 0 at the end; −1 with an error that names line and word.
 * The event's text is valid until the next call. */
int script_next(struct script *s, struct event *out, struct err *e);
void script_free(struct script *s);

/* A word that begins with a name and a colon. */
struct script_word_info {
    const char *name;            /* "size:" */
    const char *argument, *help; /* what follows it, and what it does; to be shown with _() */
};
/* The i-th of them; false after the last. */
bool script_word(int i, struct script_word_info *out);
/* What stands for itself or a control character in quoted text: the i-th letter after a backslash
 * and what it means, to be shown with _(); NULL after the last. */
const char *script_escape(int i, char *letter);
