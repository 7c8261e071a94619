/* The commands: each takes its settings and returns the exit status. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "app/command/option.h"
#include "base/err.h"

enum status {
    STATUS_DONE = 0,
    STATUS_FAILED = 1, /* something could not be read, written or understood */
    STATUS_USAGE = 2,
};

struct command_info {
    const char *name;  /* NULL: the terminal program */
    enum command command;
    const char *synopsis, *about;
    const char *const *formats; /* names for --format, NULL-ended; or NULL */
    bool (*run)(const struct settings *s, struct err *e);
};

extern const struct command_info command_tui, command_encode, command_render, command_table;

/* The row of `formats` to write: --format's, else the one that the file's ending
 * names (the first for standard output, and for devices). Where `plain` is not
 * NULL, that ending and none at all stand for the first too. −1, with the endings
 * named, for any other. */
int command_format(const struct settings *s, const char *const *formats, const char *plain, struct err *e);

#endif
