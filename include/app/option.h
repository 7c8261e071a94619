/* Options: one table for the command line's flags, its help and its errors. */
#ifndef APP_OPTION_H
#define APP_OPTION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "core/pipeline.h"

/* The commands, as bits: which options each takes. */
enum command {
    COMMAND_TUI = 1,
    COMMAND_ENCODE = 2,
    COMMAND_RENDER = 4,
    COMMAND_TABLE = 8,
    COMMAND_ALL = 15,
};

/* What the command line says. Strings are borrowed from it. */
struct settings {
    struct params params;
    int tokenizer;
    int theme;
    int color;            /* row of option_color_names */
    bool ascii;
    const char *corpus;   /* NULL: the built-in one */
    const char *text;     /* NULL: none given */
    int format;           /* row of the command's own list, −1: by default or file ending */
    int what;             /* encode: 0 embedding, 1 position, 2 sum */
    int view;
    int cols, rows;       /* render */
    const char *output;   /* NULL: standard output */
    const char *script;
    uint64_t first, last; /* table: positions first … last−1 */
    bool positions;       /* --positions was given */
    bool help, version;
};

extern const char *const option_color_names[]; /* auto always never 16 256 truecolor */

/* Lists that live in higher layers, given to the parser by name. NULL-ended. */
struct option_lists {
    const char *const *themes, *const *views, *const *formats;
};

struct settings settings_default(void);

enum parse_result {
    PARSE_OK,
    PARSE_USAGE, /* wrong usage: `e` says what and what would be right */
};

/* Reads argv[0 .. argc) (without program and command name) for one command. */
enum parse_result option_parse(enum command command, int argc, char *const argv[], const struct option_lists *lists,
                               struct settings *s, struct err *e);

/* Appends the help lines of a command's options, made from the table. */
void option_help(enum command command, const struct option_lists *lists, struct str *out);

#endif
