/* What the completions of all shells are made from. */
#pragma once

#include "app/command/option_table.h"
#include "cli/command.h"
#include "docs/docs.h"

/* The i-th command, the terminal program first; NULL after the last. */
const struct command_info *completion_command(int i);
/* Appends the names of the commands, a blank between them. */
void completion_commands(struct str *out);

/* The commands among which an option takes the same names, as bits: all that have it, or for
 * --format, whose names are the command's own, the i-th of them; 0 after the last. */
unsigned completion_share(const struct option *o, int i);
/* The first command of these. */
const struct command_info *completion_first(unsigned commands);
/* Appends the names that may be its value, a blank between them; nothing where any text may. */
void completion_names(const struct option *o, unsigned commands, struct str *out);
/* Appends what the option is, for the first of the commands. */
void completion_about(const struct option *o, unsigned commands, struct str *out);

bool completion_bash(const struct str *prose, struct str *out, struct err *e);
bool completion_zsh(const struct str *prose, struct str *out, struct err *e);
bool completion_fish(const struct str *prose, struct str *out, struct err *e);
