/* The commands. */
#pragma once

#include "app/command/option.h"
#include "base/err.h"
#include "base/str.h"

enum status {
    STATUS_DONE = 0,
    STATUS_FAILED = 1, /* something could not be read, written or understood */
    STATUS_USAGE = 2,
};

struct command_info {
    const char *name; /* NULL: the terminal program */
    enum command command;
    const char *synopsis, *about;
    const char *brief;          /* `about` in half a line */
    const char *const *formats; /* names for --format, NULL-ended; or NULL */
    bool (*run)(const struct settings *s, struct err *e); /* false: `e` says what failed */
    /* Whether the settings go together, before it runs; false: wrong usage. NULL: they do. */
    bool (*check)(const struct settings *s, struct err *e);
};

extern const struct command_info command_tui, command_encode, command_render, command_table,
    command_train;

/* What --option NAME may name for the command. */
struct option_lists command_lists(const struct command_info *info);

/* The run of the terminal program, and the library that it draws with, by name and version; NULL in
 * a build that has no terminal. */
bool tui_run(const struct settings *s, struct err *e);
const char *tui_library(void);

/* All but the terminal program, NULL after the last; and the one of that name, or NULL. */
extern const struct command_info *const commands[];
const struct command_info *command_find(const char *name);

/* Whether the path may be that of a NumPy file: its ending is .npy, or it has none, or it names
 * standard output or a device. */
bool command_is_npy(const char *path);

/* The row of `formats` to write: --format's, else the one that the file's ending names; the
 * first for standard output and devices, and where `plain` is not NULL, for that ending and
 * for none. −1 for any other ending: `e` names the right ones. */
int command_format(const struct settings *s, const char *const *formats, const char *plain,
                   struct err *e);

/* Arguments as UTF-8, where the locale has another charset. */
struct arguments {
    int count;
    char **list;       /* (count); owned; the arguments themselves but for texts with other bytes */
    struct str *texts; /* (count); owned; those texts */
};
/* Of a command's argv[0 .. argc), which stays in use: what is text becomes UTF-8, and paths of
 * files stay the bytes that they are. */
bool arguments_read(struct arguments *a, enum command command, int argc, char *const argv[],
                    struct err *e);
void arguments_free(struct arguments *a);

/* Chooses the locale of the environment (base/charset.h). */
void command_choose_locale(void);
/* Whether it is one of UTF-8, installed or not: what is written is made of its characters. */
bool command_is_utf8(void);
