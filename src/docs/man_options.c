/* Parts of the pages from the tables of options and commands. */
#include <ctype.h>
#include <string.h>

#include "app/command/option_table.h"
#include "base/words.h"
#include "cli/command.h"
#include "docs/man.h"

#define SYNOPSIS_MAX 200 /* bytes of a command's synopsis */
#define TAKERS_MAX 16    /* commands */
#define CONFIG_ONLY_MAX 16

/* ---- commands ------------------------------------------------------------ */

/* A word of a synopsis: an option, what is put in, or the command's name. */
static void add_synopsis_word(struct man *m, const char *word)
{
    size_t dashes = strspn(word, "-");
    str_adds(m->out, dashes ? " Fl" : isupper((unsigned char)*word) ? " Ar" : " Cm");
    man_argument(m, word + (dashes ? 1 : 0));
}

/* "lexwave encode [OPTIONS] [TEXT]", each [group] on a line of its own. */
static bool add_synopsis(struct man *m, const struct command_info *info, struct err *e)
{
    char text[SYNOPSIS_MAX];
    const char *synopsis = _(info->synopsis);
    if (strlen(synopsis) >= sizeof text) return err_set(e, "a synopsis is too long: %s", synopsis);
    memcpy(text, synopsis, strlen(synopsis) + 1);
    /* groff begins a line with a name that is given, mandoc with any. */
    str_adds(m->out, ".Nm lexwave");
    (void)strtok(text, " ");
    for (char *word; (word = strtok(NULL, " "));) {
        size_t n = strlen(word);
        if (*word == '[') {
            str_adds(m->out, "\n.Op");
            word++;
            n--;
        }
        if (n > 0 && word[n - 1] == ']') word[n - 1] = '\0';
        add_synopsis_word(m, word);
    }
    man_line(m, "");
    return true;
}

static bool add_synopses(struct man *m, struct err *e)
{
    if (!add_synopsis(m, &command_tui, e)) return false;
    for (int i = 0; commands[i]; i++)
        if (!add_synopsis(m, commands[i], e)) return false;
    return true;
}

/* What a command does, without the line breaks that its help has. */
static void add_about(struct man *m, const struct command_info *info)
{
    struct str about = STR_EMPTY;
    char last = ' ';
    for (const char *at = _(info->about); *at; at++) {
        char next = *at;
        if (next == '\n') next = ' ';
        if (next != ' ' || last != ' ') str_addc(&about, next);
        last = next;
    }
    man_text(m, str_text(&about));
    str_free(&about);
}

/* "Cm a , Cm b" on lines of their own, the last followed by `end`. */
static void add_names(struct man *m, const char *const *names, const char *end)
{
    for (int i = 0; names[i]; i++) {
        str_adds(m->out, ".Cm");
        man_argument(m, names[i]);
        man_line(m, names[i + 1] ? " ," : end);
    }
}

static bool add_commands(struct man *m, struct err *e)
{
    (void)e;
    for (int i = 0; commands[i]; i++) {
        str_adds(m->out, ".It Cm");
        man_argument(m, commands[i]->name);
        man_line(m, "");
        add_about(m, commands[i]);
        if (!commands[i]->formats) continue;
        man_line(m, "Formats:");
        add_names(m, commands[i]->formats, " .");
    }
    return true;
}

/* ---- options ------------------------------------------------------------- */

/* The names of a list of choices. */
static void add_choices(struct man *m, const struct option *o, const struct option_lists *lists)
{
    const char *name;
    for (int i = 0; (name = o->choice(lists, i)); i++) {
        str_adds(m->out, ".Cm");
        man_argument(m, name);
        man_line(m, o->choice(lists, i + 1) ? " ," : " .");
    }
}

/* Formats differ from command to command. */
static void add_formats(struct man *m, const struct option *o)
{
    for (int i = 0; commands[i]; i++) {
        if (!(o->commands & (unsigned)commands[i]->command)) continue;
        str_adds(m->out, "With\n.Cm");
        man_argument(m, commands[i]->name);
        man_line(m, " :");
        add_names(m, commands[i]->formats, " .");
    }
}

static void add_range(struct man *m, const struct option *o)
{
    bool whole = o->type == OPTION_INT || o->type == OPTION_U64;
    if (whole)
        str_addf(m->out, "A whole number from %.0f to %.0f.\n", o->low, o->high);
    else if (o->type == OPTION_WITHIN)
        str_addf(m->out, "A number from %g to %g.\n", o->low, o->high);
    else if (o->type == OPTION_SIZE)
        str_addf(m->out, "Each is from %.0f to %.0f.\n", o->low, o->high);
    else if (o->type == OPTION_RANGE)
        str_addf(m->out, "Positions go up to %.0f.\n", o->high);
    else if (o->type == OPTION_LINE)
        str_addf(m->out, "One line of at most %d bytes.\n", BESIDE_MAX - 1);
    if (o->type != OPTION_ABOVE && o->type != OPTION_OR_AUTO) return;
    str_addf(m->out, "%s number above %g", o->type == OPTION_ABOVE ? "A" : ".Cm auto\nor a",
             o->low);
    if (o->high > 0) str_addf(m->out, " and at most %g", o->high);
    man_line(m, ".");
}

static void add_default(struct man *m, const struct option *o, const struct option_lists *lists)
{
    struct settings standard = settings_default(lists);
    struct str value = STR_EMPTY;
    const void *field = (const char *)&standard + o->offset;
    bool told = o->offset != offsetof(struct settings, format) && o->type != OPTION_RANGE;
    bool none = o->type == OPTION_INT && *(const int *)field < o->low;
    if (told && !none) option_field(o, &standard, &value);
    if (o->offset == offsetof(struct settings, output)) {
        man_line(m, "Default: standard output.");
    } else if (value.len && strcmp(value.data, "0") != 0) {
        str_adds(m->out, "Default:\n.Cm");
        man_argument(m, value.data);
        man_line(m, " .");
    } else if (value.len) {
        man_line(m, "Default: 0.");
    }
    str_free(&value);
}

/* What it is, without its default in parentheses: add_default() tells that. */
static void add_help(struct man *m, const struct option *o, const struct option_lists *lists)
{
    static const char usual[] = " (" OPTION_DEFAULT ")";
    struct str about = STR_EMPTY;
    size_t n = strlen(o->help), end = sizeof usual - 1;
    if (n > end && strcmp(o->help + n - end, usual) == 0)
        str_add(&about, o->help, n - end);
    else
        option_about(o, lists, &about);
    man_sentence(m, str_text(&about));
    str_free(&about);
}

static void add_values(struct man *m, const struct option *o, const struct option_lists *lists)
{
    if (o->offset == offsetof(struct settings, format)) {
        add_formats(m, o);
    } else if (o->choice && o->type == OPTION_STRING) { /* a view's own: VIEWS tells which */
        add_choices(m, o, lists);
    } else if (o->choice) {
        man_line(m, "Names:");
        add_choices(m, o, lists);
    } else {
        add_range(m, o);
    }
    if (!option_is_flag(o)) add_default(m, o, lists);
}

/* Appends lines "a , b and c". */
static void add_series(struct man *m, const char *const *names, int count)
{
    for (int i = 0; i < count; i++) {
        if (i && i + 1 == count) man_line(m, "and");
        str_adds(m->out, ".Cm");
        man_argument(m, names[i]);
        man_line(m, i + 1 == count ? " ." : i + 2 < count ? " ," : "");
    }
}

/* Which commands take it, or which does not, where not all do. */
static void add_takers(struct man *m, const struct option *o)
{
    const char *take[TAKERS_MAX], *others[TAKERS_MAX];
    int takes = 0, leave = 0;
    for (int i = 0; i < TAKERS_MAX && commands[i]; i++)
        if (o->commands & (unsigned)commands[i]->command)
            take[takes++] = commands[i]->name;
        else if (commands[i]->command & COMMAND_ALL) /* help takes nearly none */
            others[leave++] = commands[i]->name;
    bool tui = o->commands & COMMAND_TUI;
    if (tui && leave == 0) return;
    if (tui && leave == 1) {
        man_line(m, "Not with");
        add_series(m, others, leave);
    } else if (tui) {
        man_line(m,
                 takes ? "Only with the terminal program and" : "Only with the terminal program.");
        add_series(m, take, takes);
    } else {
        man_line(m, "Only with");
        add_series(m, take, takes);
    }
}

static void add_option(struct man *m, const struct option *o, const struct option_lists *lists)
{
    const char letter[] = {o->letter, '\0'};
    struct str name = STR_EMPTY;
    str_addf(&name, "-%s", o->name);
    const char *forms[] = {letter, str_text(&name)};
    str_adds(m->out, ".It");
    for (int i = o->letter ? 0 : 1; i < 2; i++) {
        str_adds(m->out, i && o->letter ? " , Fl" : " Fl");
        man_argument(m, forms[i]);
        if (o->argument) str_adds(m->out, " Ar");
        if (o->argument) man_argument(m, _(o->argument));
    }
    man_line(m, "");
    str_free(&name);
    add_help(m, o, lists);
    add_values(m, o, lists);
    add_takers(m, o);
}

static bool has_group(enum option_group group, unsigned takers)
{
    for (size_t i = 0; i < option_count; i++)
        if (option_table[i].group == group && (option_table[i].commands & takers)) return true;
    return false;
}

typedef void add_one(struct man *m, const struct option *o, const struct option_lists *lists);

/* The options that one of the takers takes, by their groups. */
static void add_groups(struct man *m, unsigned takers, add_one *add)
{
    struct option_lists lists = command_lists(&command_tui);
    for (int group = 0; group < OPTION_GROUP_COUNT; group++) {
        if (!has_group((enum option_group)group, takers)) continue;
        man_heading(m, "%s", _(option_groups[group]));
        man_line(m, ".Bl -tag -width Ds");
        for (size_t i = 0; i < option_count; i++)
            if ((int)option_table[i].group == group && (option_table[i].commands & takers))
                add(m, &option_table[i], &lists);
        man_line(m, ".El");
    }
}

static bool add_options(struct man *m, struct err *e)
{
    (void)e;
    add_groups(m, COMMAND_ALL, add_option);
    return true;
}

/* ---- options by name: of the config file and of the `:` line -------------- */

/* As option_set() takes it: a flag has a value, and --no-x is x. */
static void add_named(struct man *m, const struct option *o, const struct option_lists *lists)
{
    bool off = o->type == OPTION_OFF;
    str_adds(m->out, ".It Cm");
    man_argument(m, o->name + (off ? strlen("no-") : 0));
    str_adds(m->out, " Ar");
    man_argument(m, option_is_flag(o) ? "on|off" : _(o->argument));
    man_line(m, "");
    if (option_is_flag(o)) man_line(m, off ? ".Cm off :" : ".Cm on :");
    add_help(m, o, lists);
    add_values(m, o, lists);
}

static bool add_config_options(struct man *m, struct err *e)
{
    (void)e;
    add_groups(m, COMMAND_CONFIG, add_named);
    return true;
}

/* What the config file sets and the `:` line does not. */
static bool add_config_only(struct man *m, struct err *e)
{
    const char *names[CONFIG_ONLY_MAX];
    int count = 0;
    for (size_t i = 0; i < option_count && count < CONFIG_ONLY_MAX; i++) {
        const struct option *o = &option_table[i];
        if ((o->commands & COMMAND_CONFIG) && !(o->commands & COMMAND_LINE))
            names[count++] = o->name;
    }
    (void)e;
    add_series(m, names, count);
    return true;
}

/* The options of the `:` line that the config file does not set. */
static bool add_line_options(struct man *m, struct err *e)
{
    struct option_lists lists = command_lists(&command_tui);
    (void)e;
    for (size_t i = 0; i < option_count; i++)
        if ((option_table[i].commands & COMMAND_LINE) &&
            !(option_table[i].commands & COMMAND_CONFIG))
            add_named(m, &option_table[i], &lists);
    return true;
}

const struct man_part man_option_parts[] = {
    {"SYNOPSIS", add_synopses},
    {"COMMANDS", add_commands},
    {"OPTIONS", add_options},
    {"CONFIG_OPTIONS", add_config_options},
    {"CONFIG_ONLY", add_config_only},
    {"LINE_OPTIONS", add_line_options},
    {NULL, NULL},
};
