#include "docs/completion.h"

#include <string.h>

enum { EVERY = COMMAND_ALL | COMMAND_HELP };

const struct command_info *completion_command(int i)
{
    return i == 0 ? &command_tui : commands[i - 1];
}

void completion_commands(struct str *out)
{
    for (int i = 0; commands[i]; i++) str_addf(out, "%s%s", i ? " " : "", commands[i]->name);
}

unsigned completion_share(const struct option *o, int i)
{
    const struct command_info *info;
    if (strcmp(o->name, "format") != 0) return i == 0 ? o->commands & EVERY : 0;
    for (int at = 0; (info = completion_command(at)); at++)
        if ((o->commands & (unsigned)info->command) && i-- == 0) return info->command;
    return 0;
}

const struct command_info *completion_first(unsigned some)
{
    const struct command_info *info;
    for (int i = 0; (info = completion_command(i)); i++)
        if (some & (unsigned)info->command) return info;
    return &command_tui;
}

void completion_names(const struct option *o, unsigned some, struct str *out)
{
    struct option_lists lists = command_lists(completion_first(some));
    const char *name;
    for (int i = 0; o->choice && (name = option_offered(o, &lists, i)); i++)
        str_addf(out, "%s%s", i ? " " : "", name);
    if (o->type == OPTION_OR_AUTO) str_adds(out, "auto");
}

void completion_about(const struct option *o, unsigned some, struct str *out)
{
    struct option_lists lists = command_lists(completion_first(some));
    option_about(o, &lists, out);
}
