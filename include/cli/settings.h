/* What a run of the program goes by: the program's defaults, then the config
 * file, then the command line. */
#ifndef CLI_SETTINGS_H
#define CLI_SETTINGS_H

#include "app/command/config.h"

/* $XDG_CONFIG_HOME/lexwave/config, or ~/.config/lexwave/config. */
struct config {
    struct str text;      /* the file; settings point into it */
    struct settings base; /* the defaults with the file on top */
    struct keymap keymap;
};

/* Reads the config file that `given`, read from the command line, asks for, and
 * makes `out` of it and the command line. For the terminal program that is the
 * person's own file if there is one; for the others none but what --config names.
 * False: `e` names the file, the line and the mend. `config` must stay in place. */
bool settings_open(struct config *config, enum command command, const struct settings *given,
                   struct settings *out, struct err *e);
void settings_close(struct config *config);

#endif
