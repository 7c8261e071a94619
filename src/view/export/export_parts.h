/* What the exporters share, and the writers that have a file of their own. */
#pragma once

#include "base/str.h"
#include "view/frame/frame.h"

/* A space on which nothing of the foreground shows: no underline, no reverse. */
bool export_blank(const struct cell *c);

/* Cells col … end − 1 of a row that look alike. Blanks belong to any run of
 * their background; a run of nothing else is `blank`, its foreground without meaning. */
struct export_run {
    int col, end;
    struct style style;
    bool blank;
};

/* The run that starts where `run` ended (0 at first); false after the last. */
bool export_next_run(const struct frame *f, int row, struct export_run *run);

/* Appends what stands in a cell, as valid UTF-8 without control characters
 * whatever the cell holds; nothing for a right half. */
void export_glyph(const struct frame *f, const struct cell *c, struct str *out);
/* The same with the five characters escaped that XML and HTML give a meaning. */
void export_markup(const struct frame *f, const struct cell *c, struct str *out);

/* Appends text with these escaped and nothing unsafe in it; NULL: nothing. */
void export_escape(const char *text, struct str *out);
/* The frame's title, or the program's name. */
void export_title(const struct frame *f, struct str *out);

/* Appends a row's characters and a newline, without the blanks at its end. */
void export_row(const struct frame *f, int row, struct str *out);

/* Colours as 0xRRGGBB, after reverse; a terminal's own colours become the
 * light theme's ink and ground. `attr` is left without ATTR_REVERSE. */
struct export_look {
    int32_t fg, bg;
    uint8_t attr;
};
struct export_look export_look(struct style style, const struct palette *p);

void export_svg(const struct frame *f, const struct palette *p, struct str *out);
void export_html(const struct frame *f, const struct palette *p, struct str *out);
void export_roles(const struct frame *f, const struct palette *p, struct str *out);
