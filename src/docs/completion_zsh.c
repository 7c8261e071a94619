#include "docs/completion.h"

static const char start[] =
    "#compdef lexwave\n"
    "# zsh completion for lexwave, made from its tables of commands and options.\n\n";

static const char body[] = "_lexwave() {\n"
                           "    local command=lexwave\n"
                           "    if (( CURRENT > 2 && $+functions[_lexwave_of_$words[2]] )); then\n"
                           "        command=$words[2]\n"
                           "        shift words\n"
                           "        (( CURRENT-- ))\n"
                           "    fi\n"
                           "    _lexwave_of_$command\n"
                           "}\n\n"
                           "_lexwave \"$@\"\n";

/* Inside single quotes; `signs` are taken as they are, by a backslash. */
static void quote(const char *text, const char *signs, struct str *out)
{
    for (; *text; text++) {
        for (const char *s = signs; *s; s++)
            if (*s == *text) str_addc(out, '\\');
        if (*text == '\'')
            str_adds(out, "'\\''");
        else
            str_addc(out, *text);
    }
}

static void add_commands(struct str *out)
{
    str_adds(out, "_lexwave_commands() {\n    local -a commands\n    commands=(\n");
    for (int i = 0; commands[i]; i++) {
        str_addf(out, "        '%s:", commands[i]->name);
        quote(commands[i]->about, "", out);
        str_adds(out, "'\n");
    }
    str_adds(out, "    )\n    _describe -t commands 'command' commands\n}\n\n"
                  "_lexwave_topics() {\n"
                  "    local -a topics\n"
                  "    topics=('all:The commands and all options of the terminal program.')\n"
                  "    _lexwave_commands\n"
                  "    _describe -t topics 'topic' topics\n}\n\n"
                  "# Nothing, and no message either: with one an option is listed, not written.\n"
                  "_lexwave_text() { return 1 }\n\n");
}

/* ":NAME:(a b)" */
static void add_value(const struct option *o, unsigned some, struct str *out)
{
    struct str names = STR_EMPTY;
    completion_names(o, some, &names);
    str_adds(out, ":");
    quote(o->argument, ":", out);
    if (o->type == OPTION_FILE)
        str_adds(out, ":_files");
    else if (names.len)
        str_addf(out, ":(%s)", str_text(&names));
    else
        str_adds(out, ": ");
    str_free(&names);
}

/* One row of _arguments: an option is offered once, and one that only tells something alone. */
static void add_option(const struct option *o, unsigned command, struct str *out)
{
    struct str about = STR_EMPTY;
    bool flag = option_is_flag(o), alone = o->commands & COMMAND_HELP;
    completion_about(o, command, &about);
    str_adds(out, "        ");
    if (alone)
        str_addf(out, "'(- *)'{-%c,--%s}'[", o->letter, o->name);
    else if (o->letter)
        str_addf(out, "'(-%c --%s)'{-%c%s,--%s%s}'[", o->letter, o->name, o->letter,
                 flag ? "" : "+", o->name, flag ? "" : "=");
    else
        str_addf(out, "'--%s%s[", o->name, flag ? "" : "=");
    quote(str_text(&about), "[]\\", out);
    str_adds(out, "]");
    if (!flag) add_value(o, command, out);
    str_adds(out, "' \\\n");
    str_free(&about);
}

static void add_command(const struct command_info *info, struct str *out)
{
    str_addf(out, "_lexwave_of_%s() {\n", info->name ? info->name : "lexwave");
    if (!info->name)
        str_adds(out, "    local text=':TEXT:_lexwave_text'\n"
                      "    (( CURRENT == 2 )) && text=':command or TEXT:_lexwave_commands'\n");
    str_adds(out, "    _arguments -s -S \\\n");
    for (size_t at = 0; at < option_count; at++)
        if (option_table[at].commands & (unsigned)info->command)
            add_option(&option_table[at], info->command, out);
    if (!info->name)
        str_adds(out, "        \"$text\"\n");
    else if (info->command == COMMAND_HELP)
        str_adds(out, "        '::command:_lexwave_topics'\n");
    else
        str_adds(out, info->command == COMMAND_TABLE ? "        && return\n"
                                                     : "        '::TEXT:_lexwave_text'\n");
    str_adds(out, "}\n\n");
}

bool completion_zsh(const struct str *prose, struct str *out, struct err *e)
{
    const struct command_info *info;
    (void)prose;
    str_adds(out, start);
    add_commands(out);
    for (int i = 0; (info = completion_command(i)); i++) add_command(info, out);
    str_adds(out, body);
    return !out->failed || err_memory(e);
}
