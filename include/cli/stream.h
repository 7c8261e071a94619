/* Text that comes through a pipe: read on as it comes, into the end of the sentence. */
#pragma once

#include "app/state/app.h"

struct stream {
    int fd;       /* -1: there is none, or it has ended */
    bool newline; /* one was read, which is text only if more follows: the last of a file is not */
    size_t bytes; /* so far, the newline left out */
    size_t mark;  /* bytes of the mark of UTF-8 that the input began with; above 3: more was read */
};

/* Whether standard input is of a kind that gives its text over time: no file and no terminal. */
bool stream_is_standard_input(void);
/* Takes standard input over, by a descriptor of its own. False: that could not be had. */
bool stream_open(struct stream *s);
/* Reads what is there, waiting at most `wait_ms` for more, into the end of the app's text; says
 * on the app's message line when it ends, and why. Whether there was anything. */
bool stream_read(struct stream *s, struct app *a, int wait_ms);
/* Breaks the reading off, which is said; what was read stays. */
void stream_break(struct stream *s, struct app *a);
void stream_close(struct stream *s);
