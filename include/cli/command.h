/* The commands: each takes its settings and returns the exit status. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "app/option.h"
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

/* The name of a format by the ending of a file's name, among `formats` (whose
 * endings are their names), or −1. */
int command_format_of(const char *path, const char *const *formats);

#endif
