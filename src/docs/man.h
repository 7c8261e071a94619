/* Manual pages in mdoc: prose of our own (assets/manual), with what the program's tables say put
 * in where a line `.\" @PART` or `.\" @PART ARGUMENT` asks for it. Everything here writes UTF-8;
 * man_finish() spells that for roff. */
#pragma once

#include <stdbool.h>

#include "app/state/settings.h"
#include "base/err.h"
#include "base/str.h"

/* What a part is made with. */
struct man {
    struct str *out;
    const char *argument; /* "" without one */
};

/* What a line of the prose may ask for. False: `e` says what is wrong with the argument. */
struct man_part {
    const char *name;
    bool (*write)(struct man *m, struct err *e);
};
/* Tables of parts, ended by a row without a name. */
extern const struct man_part man_option_parts[], man_key_parts[], man_word_parts[],
    man_script_parts[];

/* ---- man_roff.c: text as roff has it ---- */

/* Appends a line of macros as it is. */
void man_line(struct man *m, const char *line);
/* Appends the heading of a part of a section, printf-style. */
void man_heading(struct man *m, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Appends an argument of a macro with a blank before it: any text, which is no macro's name, no
 * punctuation and no escape there, and whose hyphens are those that are typed. */
void man_argument(struct man *m, const char *text);
/* The same of a list: `Macro one , Macro two`. */
void man_arguments(struct man *m, const char *macro, const char *const *texts, int count);
/* Appends running text, a sentence a line. */
void man_text(struct man *m, const char *text);
/* The same of a phrase, as a sentence: it begins with a capital letter and ends with a stop. */
void man_sentence(struct man *m, const char *phrase);
/* Appends the page: lines are broken before their 80th byte, characters are spelled for roff, with
 * what stands for them where only ASCII can be shown. False: a character has no spelling here. */
bool man_finish(const struct str *page, struct str *out, struct err *e);
