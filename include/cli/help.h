/* What --help and --version write to standard output: lines of at most 80 columns. And what the
 * program says on standard error of what went wrong. */
#pragma once

#include <stdbool.h>

#include "base/str.h"
#include "cli/command.h"

extern const struct command_info command_help;

/* The command's help; that of the terminal program is short, with the commands, and help_about()
 * has the whole of it. False when out of memory. */
bool help_print(const struct command_info *info, struct err *e);
/* The command of that name, or what stands for "all"; NULL: neither. */
const struct command_info *help_about(const char *name);
/* The command that lexwave help [COMMAND] is asked for. NULL: `e` names the nearest. */
const struct command_info *help_asked(const struct settings *s, struct err *e);
/* The version of lexwave, alone on the first line, and of what it is made with. */
bool help_print_version(struct err *e);

/* Writes "lexwave: " and the text of an error, as the locale can show it: where that is not UTF-8
 * a byte after the first 128 might act on the terminal. Without memory, but for a text that has to
 * be spelled. */
void help_complain(const char *text);
