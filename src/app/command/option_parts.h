/* What the files of options share. */
#pragma once

#include "app/command/option_table.h"

enum { OPTION_OPPOSITE = 3 }; /* strlen("no-") */

/* The option --NAME of any of the commands, or where `opposite` is true the flag --no-NAME. */
const struct option *option_find(unsigned commands, const char *name, size_t len, bool opposite);

/* Room for what is quoted of a wrong argument: a long one is cut, so that the mend shows. */
#define OPTION_QUOTE_MAX 64
const char *option_quote(const char *text, char out[OPTION_QUOTE_MAX]);

/* Whether -NAME is the name of an option that lacks its second dash: -output is not -o utput. */
bool option_lacks_dash(enum command command, const char *arg);

/* What is wrong and what was meant, for an argument that names no option (`first` is the first of
 * all arguments), for a text too many (`text` is the one before; NULL: none is taken), and for a
 * name that the option does not take: then the result is false. */
void option_refuse(enum command command, const char *arg, const char *first, struct err *e);
void option_refuse_text(enum command command, const char *text, const char *arg, struct err *e);
bool option_refuse_name(const struct option *o, const char *value, const struct option_lists *lists,
                        struct err *e);
