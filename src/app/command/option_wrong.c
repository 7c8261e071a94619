#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "app/command/option_parts.h"
#include "app/input/suggest.h"
#include "base/words.h"

static const struct {
    enum command command;
    const char *line;
} command_lines[] = {
    {COMMAND_TUI, "lexwave"},           {COMMAND_ENCODE, "lexwave encode"},
    {COMMAND_RENDER, "lexwave render"}, {COMMAND_TABLE, "lexwave table"},
    {COMMAND_TRAIN, "lexwave train"},   {COMMAND_HELP, "lexwave help"},
};
enum { LINES = sizeof command_lines / sizeof *command_lines, WORD = sizeof "lexwave" };

const char *option_quote(const char *text, char out[OPTION_QUOTE_MAX])
{
    static const char more[] = "...";
    size_t len = strlen(text), cut = len;
    if (len >= OPTION_QUOTE_MAX) {
        cut = OPTION_QUOTE_MAX - sizeof more;
        while (cut > 0 && ((unsigned char)text[cut] & 0xC0) == 0x80) /* not inside a character */
            cut--;
    }
    memcpy(out, text, cut);
    snprintf(out + cut, OPTION_QUOTE_MAX - cut, "%s", cut < len ? more : "");
    return out;
}

static struct suggestion try_commands(const char *word)
{
    struct suggestion guess = suggest_for(word, strlen(word));
    for (int i = 1; i < LINES; i++) suggest_try(&guess, command_lines[i].line + WORD);
    return guess;
}

const char *option_typed_command(const char *text)
{
    struct suggestion guess = try_commands(text);
    return guess.name && (size_t)guess.distance * 3 <= guess.len ? guess.name : NULL;
}

const char *option_meant_command(const char *word)
{
    struct suggestion guess = try_commands(word);
    return suggest_name(&guess);
}

/* "lexwave", "lexwave encode and lexwave train" */
static void list_commands(unsigned commands, struct str *out)
{
    const char *last = NULL;
    struct str first = STR_EMPTY;
    for (int i = 0; i < LINES; i++) {
        if (!(command_lines[i].command & commands)) continue;
        if (last) str_addf(&first, "%s%s", first.len ? ", " : "", last);
        last = command_lines[i].line;
    }
    if (first.len)
        str_addf(out, _("%s and %s"), str_text(&first), last);
    else
        str_adds(out, last);
    str_free(&first);
}

/* All commands that have an option of the name. */
static unsigned commands_with(const char *name, size_t len)
{
    unsigned commands = 0;
    for (size_t i = 0; i < option_count; i++)
        if (strlen(option_table[i].name) == len && memcmp(option_table[i].name, name, len) == 0)
            commands |= option_table[i].commands & (COMMAND_ALL | COMMAND_HELP);
    return commands;
}

static const char *nearest(unsigned commands, const char *name, size_t len)
{
    struct suggestion guess = suggest_for(name, len);
    for (size_t i = 0; i < option_count; i++)
        if (option_table[i].commands & commands) suggest_try(&guess, option_table[i].name);
    const struct option *flag = option_find(commands, name, len, true);
    return flag ? flag->name : suggest_name(&guess);
}

bool option_lacks_dash(enum command command, const char *arg)
{
    return arg[2] && option_find(command, arg + 1, strcspn(arg + 1, "="), false);
}

/* The option is of these commands, under that very name where `exact` is true. */
static void refuse_foreign(const char *arg, const char *name, bool exact, unsigned commands,
                           struct err *e)
{
    char shown[OPTION_QUOTE_MAX];
    struct str names = STR_EMPTY;
    list_commands(commands, &names);
    if (exact)
        err_set(e, _("%s is an option of %s"), option_quote(arg, shown), str_text(&names));
    else
        err_set(e, _("unknown option %s: did you mean --%s of %s?"), option_quote(arg, shown), name,
                str_text(&names));
    str_free(&names);
}

static const struct option *letter_of(const char *arg)
{
    for (size_t i = 0; i < option_count; i++)
        if (arg[1] == option_table[i].letter && !arg[2]) return &option_table[i];
    return NULL;
}

/* The option, if it is one of some other command. */
static bool refuse_others(enum command command, const char *arg, struct err *e)
{
    const struct option *o = letter_of(arg);
    const char *name = o ? o->name : arg + 2;
    unsigned others = commands_with(name, strcspn(name, "=")) & ~(unsigned)command;
    if (!others || (!o && arg[1] != '-')) return false;
    refuse_foreign(arg, name, true, others, e);
    return true;
}

/* What other programs call it. */
static const struct {
    const char *name, *here;
} customs[] = {
    {"no-color", "--color never"}, {"no-colour", "--color never"}, {"monochrome", "--color never"},
    {"dark", "--theme dark"},      {"light", "--theme light"},     {"all", "lexwave help all"},
};

/* What was meant, appended: a name that others use, or a letter in the other case. False: nothing
 * is known. */
static bool find_custom(enum command command, const char *arg, struct str *out)
{
    bool letter = arg[1] != '-' && !arg[2];
    for (size_t i = 0; i < option_count; i++) {
        const struct option *o = &option_table[i];
        if (letter && o->letter && (o->commands & (unsigned)command) &&
            tolower((unsigned char)o->letter) == tolower((unsigned char)arg[1]))
            return str_addf(out, "-%c", o->letter);
    }
    for (size_t i = 0; i < sizeof customs / sizeof *customs; i++)
        if (strcasecmp(arg + 1 + (arg[1] == '-'), customs[i].name) == 0)
            return str_adds(out, customs[i].here);
    return false;
}

void option_refuse(enum command command, const char *arg, const char *first, struct err *e)
{
    char shown[OPTION_QUOTE_MAX], typed[OPTION_QUOTE_MAX];
    const char *name = arg + 1 + (arg[1] == '-');
    size_t len = strcspn(name, "=");
    const char *word = command == COMMAND_TUI && *first != '-' ? option_typed_command(first) : NULL;
    const char *own = len > 1 ? nearest(command, name, len) : NULL;
    const char *foreign = len > 1 ? nearest(COMMAND_ALL, name, len) : NULL;
    struct str custom = STR_EMPTY;
    bool known = find_custom(command, arg, &custom);
    if (word)
        err_set(e, _("unknown option %s, and %s is no command: did you mean lexwave %s?"),
                option_quote(arg, shown), option_quote(first, typed), word);
    else if (!known && refuse_others(command, arg, e))
        ; /* it is said */
    else if (known)
        err_set(e, _("unknown option %s: did you mean %s?"), option_quote(arg, shown),
                str_text(&custom));
    else if (own)
        err_set(e, _("unknown option %s: did you mean --%s?"), option_quote(arg, shown), own);
    else if (foreign)
        refuse_foreign(arg, foreign, false, commands_with(foreign, strlen(foreign)), e);
    else
        err_set(e,
                command == COMMAND_TUI ? _("unknown option %s; lexwave help all lists the options")
                                       : _("unknown option %s; --help lists the options"),
                option_quote(arg, shown));
    str_free(&custom);
}

void option_refuse_text(enum command command, const char *text, const char *arg, struct err *e)
{
    char shown[OPTION_QUOTE_MAX], typed[OPTION_QUOTE_MAX];
    const char *word = command == COMMAND_TUI ? option_typed_command(text) : NULL;
    option_quote(arg, shown);
    if (command == COMMAND_TABLE)
        err_set(e, _("%s: this command takes no text"), shown);
    else if (command == COMMAND_HELP)
        err_set(e, _("%s: the name of one COMMAND only"), shown);
    else if (word && strcmp(word, text) == 0)
        err_set(e, _("%s: a command comes first, as in lexwave %s --help"), text, word);
    else if (word)
        err_set(e,
                _("%s is no command: did you mean lexwave %s? A TEXT of several words is put "
                  "in quotes"),
                option_quote(text, typed), word);
    else if (command == COMMAND_TUI)
        err_set(e, _("%s: one TEXT only; put it in quotes (--help lists the commands)"), shown);
    else
        err_set(e, _("%s: one TEXT only; put it in quotes"), shown);
}

bool option_refuse_name(const struct option *o, const char *value, const struct option_lists *lists,
                        struct err *e)
{
    const char *name;
    struct str names = STR_EMPTY;
    struct suggestion guess = suggest_for(value, strlen(value));
    for (int i = 0; (name = o->choice(lists, i)); i++) suggest_try(&guess, name);
    option_choices(o, lists, &names);
    if (suggest_name(&guess))
        err_set(e, _("no such name: did you mean %s? It is %s"), suggest_name(&guess),
                str_text(&names));
    else
        err_set(e, _("no such name; it is %s"), str_text(&names));
    str_free(&names);
    return false;
}
