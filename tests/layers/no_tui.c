/* In the place of cli/tui.c in the program that has no terminal. */
#include "cli/command.h"

static bool run(const struct settings *settings, struct err *e)
{
    (void)settings;
    return err_set(e, "this build has no terminal program: use lexwave render or lexwave encode");
}

const struct command_info command_tui = {
    NULL, COMMAND_TUI, "lexwave COMMAND [OPTIONS] [TEXT]", "This build has no terminal program.",
    NULL, run,
};
