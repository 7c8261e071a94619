/* Frames as files: what the terminal shows, written out. */
#pragma once

#include "base/str.h"
#include "view/frame/frame.h"

struct export_format {
    const char *name;      /* as in --format */
    const char *extension; /* of a file that takes this format by its name */
    bool page;             /* a document in UTF-8, whatever the terminal is */
    enum depth depth;      /* the depth it shows when none is asked for */
    /* Appends the frame. Nothing but valid UTF-8 without control characters
     * (newline, and ESC of the format's own SGR sequences, apart) is written;
     * svg and html escape what markup needs escaped. */
    void (*write)(const struct frame *f, const struct palette *p, struct str *out);
};

/*  text   characters only, trailing blanks cut
 *  ansi   with SGR sequences, each line ended by a reset
 *  svg    a picture: exact cell rectangles, text in a monospace font at fixed cell positions;
 *         blocks and shades drawn as rectangles so that they join; the cursor as a bar
 *  html   a page with one <pre>, colours in a style sheet of used styles
 *  roles  for tests: the text, then each row's runs of equal style as {fg/bg+attributes:text},
 *         slots by name, heat levels as h−32 … h+32, and a legend of the names used */
extern const struct export_format export_formats[];
extern const int export_format_count;
/* The names of all rows, and of those that the program offers: without roles. NULL-ended. */
extern const char *const export_names[];
extern const char *const export_offered_names[];

/* The row of that name, or NULL. */
const struct export_format *export_find(const char *name);
