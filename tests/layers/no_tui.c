/* In the place of cli/tui.c in the program that has no terminal. */
#include <stddef.h>

#include "cli/command.h"

bool tui_run(const struct settings *settings, struct err *e)
{
    (void)settings;
    return err_set(e, "this build has no terminal program: use lexwave render or lexwave encode");
}

const char *tui_library(void)
{
    return NULL;
}
