#include "docs/completion.h"

static const char start[] =
    "# fish completion for lexwave, made from its tables of commands and options.\n\n";

static const char functions[] =
    "# Whether the command line, where its cursor is, is one of these commands (tui: of none).\n"
    "function __lexwave_in\n"
    "    set -l words (commandline -opc)\n"
    "    set -l command tui\n"
    "    if set -q words[2]; and contains -- $words[2] $__lexwave_commands\n"
    "        set command $words[2]\n"
    "    end\n"
    "    not contains -- -- $words; and contains -- $command $argv\n"
    "end\n\n"
    "# Whether that number of words stands before the cursor's.\n"
    "function __lexwave_at\n"
    "    test (count (commandline -opc)) -eq $argv[1]\n"
    "end\n\n"
    "complete -c lexwave -f\n";

/* In single quotes. */
static void quote(const char *text, struct str *out)
{
    str_addc(out, '\'');
    for (; *text; text++) {
        if (*text == '\'' || *text == '\\') str_addc(out, '\\');
        str_addc(out, *text);
    }
    str_addc(out, '\'');
}

static void add_commands(struct str *out)
{
    for (int i = 0; commands[i]; i++) {
        str_addf(out, "complete -c lexwave -n '__lexwave_at 1' -a %s -d ", commands[i]->name);
        quote(commands[i]->about, out);
        str_adds(out, "\n");
    }
    str_adds(out, "complete -c lexwave -n '__lexwave_in help; and __lexwave_at 2' -a '");
    completion_commands(out);
    str_adds(out, " all'\n\n");
}

static void add_option(const struct option *o, unsigned some, struct str *out)
{
    const struct command_info *info;
    struct str about = STR_EMPTY, names = STR_EMPTY;
    completion_about(o, some, &about);
    completion_names(o, some, &names);
    str_adds(out, "complete -c lexwave -n '__lexwave_in");
    for (int i = 0; (info = completion_command(i)); i++)
        if (some & (unsigned)info->command) str_addf(out, " %s", info->name ? info->name : "tui");
    str_adds(out, "'");
    if (o->letter) str_addf(out, " -s %c", o->letter);
    str_addf(out, " -l %s", o->name);
    if (!option_is_flag(o)) str_adds(out, o->type == OPTION_FILE ? " -r -F" : " -x");
    if (names.len) str_addf(out, " -a '%s'", str_text(&names));
    str_adds(out, " -d ");
    quote(str_text(&about), out);
    str_adds(out, "\n");
    str_free(&names);
    str_free(&about);
}

bool completion_fish(const struct str *prose, struct str *out, struct err *e)
{
    unsigned some;
    (void)prose;
    str_adds(out, start);
    str_adds(out, "set -g __lexwave_commands ");
    completion_commands(out);
    str_adds(out, "\n\n");
    str_adds(out, functions);
    add_commands(out);
    for (size_t at = 0; at < option_count; at++)
        for (int i = 0; (some = completion_share(&option_table[at], i)); i++)
            add_option(&option_table[at], some, out);
    return !out->failed || err_memory(e);
}
