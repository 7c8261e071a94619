/* Options: one table for the command line's flags, its help and its errors. */
#pragma once

#include <stdbool.h>

#include "app/state/settings.h"
#include "base/err.h"
#include "base/str.h"

/* The commands, and the other places where options are set, as bits: which options each takes. */
enum command {
    COMMAND_TUI = 1,
    COMMAND_ENCODE = 2,
    COMMAND_RENDER = 4,
    COMMAND_TABLE = 8,
    COMMAND_TRAIN = 128,
    COMMAND_ALL = 15 | COMMAND_TRAIN,
    COMMAND_LINE = 16,   /* the `:` line of the running program (app/command/command.h) */
    COMMAND_KEPT = 64,   /* the saved state keeps it */
    COMMAND_HELP = 256,  /* lexwave help */
    COMMAND_CONFIG = 32, /* the config file (app/command/config.h) */
};

struct settings settings_default(const struct option_lists *lists);

enum parse_result {
    PARSE_OK,
    PARSE_USAGE, /* wrong usage: `e` says what and what would be right */
};

/* Reads argv[0 .. argc) (without program and command name) for one command. */
enum parse_result option_parse(enum command command, int argc, char *const argv[],
                               struct settings *s, struct err *e);

/* Where the path of a file stands that the argument is about, which is bytes and no text. */
enum option_path {
    OPTION_PATH_NONE,
    OPTION_PATH_NEXT, /* it is the argument after this one */
    OPTION_PATH_HERE, /* it is a part of this argument: --output=FILE, -oFILE */
};
enum option_path option_path(enum command command, const char *arg);

/* Sets the option `name` (len bytes) of a command to `value`, as --name=value
 * would; a flag takes "on" or "off", and --no-x is known as x, too. An option that
 * is a string is taken for COMMAND_CONFIG only: it is borrowed from `value`.
 * False: `e` says what would be right, without name and value. */
bool option_set(enum command command, const char *name, size_t len, const char *value,
                struct settings *s, struct err *e);

/* Whether option_set() knows the name. */
bool option_known(enum command command, const char *name, size_t len);
/* The i-th option of a command by the name that option_set() takes, x for --no-x;
 * NULL after the last. */
const char *option_name(enum command command, int i);
/* The i-th of the names that the option takes, NULL after the last and for
 * options that take no name. */
const char *option_value(enum command command, const char *name, size_t len,
                         const struct option_lists *lists, int i);
/* Appends what the option takes and is: "N: length of a vector (16)". */
void option_usage(enum command command, const char *name, size_t len,
                  const struct option_lists *lists, struct str *out);

/* Appends a line "name value" for each option of COMMAND_KEPT that is not as it is by default:
 * s->base, or else the program's own. */
void option_write(const struct settings *s, struct str *out);

/* The name of a command that a wrong one was probably meant to be; NULL: none is near. */
const char *option_meant_command(const char *word);
/* The command that a text is, or was meant to be, in any case of letters; NULL: it is a text. One
 * short word is often two letters from a command, so that only one letter in three may be wrong. */
const char *option_typed_command(const char *text);
