#include "cli/help.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/command/option_table.h"
#include "base/num.h"
#include "base/safe.h"
#include "base/unicode.h"
#include "base/words.h"
#include "cli/output.h"
#include "core/vec/isa.h"
#include "lexwave.h"
#include "view/marks/draw.h"

enum {
    COLS = 79,    /* a terminal of 80 columns, without the one that some leave for the cursor */
    ABOUT = 28,   /* where it is said what an option is */
    BRIEFLY = 28, /* the same of a command */
    CHOICES = 30, /* where its names stand that have no room beside that */
};

/* Appends a text as the locale can show it: with ASCII for its symbols, or as it is. */
static void spell(struct str *out, const char *text)
{
    struct caps caps = {.ascii = !command_is_utf8()};
    draw_spell(&(struct canvas){.caps = &caps}, out, text, strlen(text));
}

void help_complain(const char *text)
{
    struct str spelled = STR_EMPTY, safe = STR_EMPTY;
    size_t plain = 0;
    while (text[plain] && (unsigned char)text[plain] < 0x80) plain++;
    bool as_it_is = !text[plain] || command_is_utf8();
    if (!as_it_is) {
        spell(&spelled, text);
        safe_add(&safe, str_text(&spelled), spelled.len, SAFE_ASCII);
    }
    fprintf(stderr, "lexwave: %s\n", as_it_is ? text : str_text(&safe));
    str_free(&spelled);
    str_free(&safe);
}

static int columns(const char *text)
{
    return safe_width(text, strlen(text), SAFE_UTF8);
}

static void pad(struct str *out, int from, int to)
{
    str_addf(out, "%*s", max_int(to - from, 0), "");
}

/* Bytes of the next word with the words that stay with it: a formula (X = E + P) and a number
 * with what it is of (0: all) are not torn. */
static size_t word_len(const char *text)
{
    size_t len = 0;
    while (true) {
        size_t more = strcspn(text + len, " ");
        const char *word = text + len;
        len += more;
        bool goes_on = more == 1 || (more <= 3 && word[more - 1] == ':');
        if (!goes_on || !text[len]) return len;
        len += strspn(text + len, " ");
    }
}

/* Appends the words of a text, the first at column `at`; lines are broken between words, and go on
 * at column `indent`. Ends with a newline. */
static void fill(struct str *out, const char *words, int at, int indent)
{
    bool first = true;
    struct str spelled = STR_EMPTY;
    spell(&spelled, words);
    const char *text = str_text(&spelled);
    while (*text) {
        size_t len = word_len(text);
        int width = safe_width(text, len, SAFE_UTF8);
        if (!first && at + 1 + width > COLS) {
            str_addc(out, '\n');
            pad(out, 0, indent);
            at = indent;
        } else if (!first) {
            str_addc(out, ' ');
            at++;
        }
        str_add(out, text, len);
        at += width;
        first = false;
        text += len + strspn(text + len, " ");
    }
    str_addc(out, '\n');
    str_free(&spelled);
}

/* A paragraph and an empty line. */
static void add_paragraph(struct str *out, const char *text)
{
    fill(out, text, 0, 0);
    str_addc(out, '\n');
}

/* "  -d, --d-model N"; returns its columns. */
static int add_names(struct str *out, const struct option *o)
{
    size_t start = out->len;
    if (o->letter)
        str_addf(out, "  -%c, --%s", o->letter, o->name);
    else
        str_addf(out, "      --%s", o->name);
    if (o->argument) str_addf(out, " %s", _(o->argument));
    return columns(str_text(out) + start);
}

/* Its names, and blanks to where it is said what it is. */
static void start_option(struct str *out, const struct option *o)
{
    int at = add_names(out, o);
    if (at > ABOUT - 2) {
        str_addc(out, '\n');
        at = 0;
    }
    pad(out, at, ABOUT);
}

static void add_option(struct str *out, const struct option *o, const struct option_lists *lists)
{
    struct str about = STR_EMPTY, names = STR_EMPTY;
    start_option(out, o);
    option_about(o, lists, &about);
    if (o->choice) option_choices(o, lists, &names);
    bool beside = ABOUT + columns(str_text(&about)) + 2 + columns(str_text(&names)) <= COLS;
    if (names.len && beside) str_addf(&about, ": %s", str_text(&names));
    fill(out, str_text(&about), ABOUT, ABOUT);
    if (names.len && !beside) {
        pad(out, 0, CHOICES);
        fill(out, str_text(&names), CHOICES, CHOICES);
    }
    str_free(&names);
    str_free(&about);
}

/* Those with a letter or without, in the order of the table. */
static void add_options(struct str *out, const struct command_info *info, enum option_group group,
                        bool letters)
{
    struct option_lists lists = command_lists(info);
    for (size_t i = 0; i < option_count; i++) {
        const struct option *o = &option_table[i];
        if ((o->commands & (unsigned)info->command) && o->group == group && !o->letter == !letters)
            add_option(out, o, &lists);
    }
}

static void add_groups(struct str *out, const struct command_info *info)
{
    for (int group = 0; group < OPTION_GROUP_COUNT; group++) {
        struct str lines = STR_EMPTY;
        add_options(&lines, info, (enum option_group)group, true);
        add_options(&lines, info, (enum option_group)group, false);
        if (lines.len) str_addf(out, "%s\n%s\n", _(option_groups[group]), str_text(&lines));
        str_free(&lines);
    }
}

static void add_command(struct str *out, const struct command_info *info)
{
    str_addf(out, "  %s\n", _(info->synopsis));
    pad(out, 0, 6);
    fill(out, _(info->about), 6, 6);
}

static void add_subject(struct str *out)
{
    add_paragraph(out, _("lexwave shows what goes into a transformer: tokens, indices, embeddings "
                         "E, position encodings P and X = E + P, computed at every keystroke."));
}

/* ---- the short help: what fits on one screen of 24 lines ---- */

/* A line a command. */
static void add_brief(struct str *out, const struct command_info *info)
{
    struct str line = STR_EMPTY;
    if (info->name)
        str_addf(&line, "  lexwave %s%s", info->name,
                 info->command == COMMAND_HELP ? _(" COMMAND|all") : "");
    else
        str_addf(&line, "  %s", _(info->synopsis));
    int at = columns(str_text(&line));
    str_adds(out, str_text(&line));
    pad(out, at, BRIEFLY);
    fill(out, _(info->brief), BRIEFLY, BRIEFLY);
    str_free(&line);
}

/* Options that are asked for first: a line each, without the names that they take. */
static void add_first_options(struct str *out)
{
    static const char *const first[] = {"d-model", "base",  "view", "theme",
                                        "corpus",  "fresh", "help", "version"};
    struct option_lists lists = command_lists(&command_tui);
    for (size_t i = 0; i < COUNT(first); i++) {
        const struct option *o = option_table;
        while (strcmp(o->name, first[i]) != 0) o++;
        struct str about = STR_EMPTY;
        start_option(out, o);
        option_about(o, &lists, &about);
        fill(out, str_text(&about), ABOUT, ABOUT);
        str_free(&about);
    }
    str_addc(out, '\n');
}

static void add_short_help(struct str *out)
{
    add_subject(out);
    add_brief(out, &command_tui);
    for (size_t i = 0; commands[i]; i++) add_brief(out, commands[i]);
    str_addc(out, '\n');
    add_first_options(out);
    str_adds(out, "  lexwave --view waves \"the dog chased the cat\"\n"
                  "  lexwave table -d 512 --positions 0:1000 -o positions.npy\n\n");
    str_adds(out, _("All options: lexwave help all. Manual: man lexwave. Keys: F1 in the "
                    "program.\n"));
}

/* ---- all of it ---- */

static void add_overview(struct str *out)
{
    add_subject(out);
    add_command(out, &command_tui);
    for (size_t i = 0; commands[i]; i++) add_command(out, commands[i]);
    str_addc(out, '\n');
}

static bool takes_text(enum command command)
{
    return command != COMMAND_TABLE && command != COMMAND_HELP;
}

static void add_notes(struct str *out, const struct command_info *info)
{
    if (info->command == COMMAND_HELP) return;
    add_paragraph(out, _("An option takes its value as --base 100, --base=100, -b 100 or -b100. "
                         "Where none of several names is given, the first one holds, unless it is "
                         "said otherwise."));
    if (takes_text(info->command))
        add_paragraph(out, _("TEXT of -, or none where standard input is not a terminal, is read "
                             "from standard input. After -- nothing is an option or a command: "
                             "lexwave -- help shows the text \"help\"."));
    add_paragraph(out, _("Exit status: 0 done; 1 something could not be read, written or "
                         "understood; 2 wrong usage."));
}

static void add_help(struct str *out, const struct command_info *info)
{
    if (info == &command_tui) {
        add_short_help(out);
        return;
    }
    if (info->name) {
        str_addf(out, "%s\n\n", _(info->synopsis));
        add_paragraph(out, _(info->about));
    } else {
        add_overview(out);
    }
    add_groups(out, info);
    add_notes(out, info);
}

/* Without the empty line at its end. */
static bool print(struct str *out, struct err *e)
{
    bool whole = !out->failed;
    size_t len =
        out->len > 1 && memcmp(out->data + out->len - 2, "\n\n", 2) == 0 ? out->len - 1 : out->len;
    output_wait_for_room();
    if (whole) fwrite(str_text(out), 1, len, stdout);
    str_free(out);
    return whole || err_memory(e);
}

bool help_print(const struct command_info *info, struct err *e)
{
    struct str out = STR_EMPTY;
    add_help(&out, info);
    return print(&out, e);
}

bool help_print_version(struct err *e)
{
    struct str out = STR_EMPTY;
    enum isa isa = isa_best();
    const char *library = tui_library();
    str_addf(&out, _("lexwave %s\n"), LEXWAVE_VERSION);
    str_addf(&out, _("Unicode       %s\n"), uc_version());
    if (isa == ISA_PLAIN)
        str_addf(&out, _("instructions  %s: what every machine of its kind has\n"), isa_name(isa));
    else
        str_addf(&out, _("instructions  %s\n"), isa_name(isa));
    str_addf(&out, _("terminal      %s\n"), library ? library : _("none in this build"));
    str_adds(&out,
             _("licence       MIT, Copyright (c) 2026 the lexwave authors\n"
               "              Unicode-DFS-2016 for the tables, computed from Unicode's data\n"));
    return print(&out, e);
}

/* What is asked for by "all": the commands and all options of the terminal program. */
static const struct command_info whole = {.command = COMMAND_TUI};

const struct command_info *help_about(const char *name)
{
    return name && strcmp(name, "all") == 0 ? &whole : command_find(name);
}

const struct command_info *help_asked(const struct settings *s, struct err *e)
{
    const struct command_info *info = s->text ? help_about(s->text) : &command_tui;
    if (info) return info;
    const char *meant = option_meant_command(s->text);
    struct str names = STR_EMPTY;
    for (size_t i = 0; commands[i]; i++) str_addf(&names, "%s, ", commands[i]->name);
    if (meant)
        err_set(e, _("there is no command %.40s: did you mean %s?"), s->text, meant);
    else
        err_set(
            e,
            _("there is no command %.40s; there are %sand all, for the terminal program's options"),
            s->text, str_text(&names));
    str_free(&names);
    return NULL;
}

static bool run(const struct settings *s, struct err *e)
{
    const struct command_info *info = help_asked(s, e);
    return info && help_print(info, e);
}

const struct command_info command_help = {
    "help",
    COMMAND_HELP,
    N_("lexwave help [COMMAND]"),
    N_("Writes the options of a command; of \"all\" the commands and the options of the terminal "
       "program."),
    N_("writes the options of a command, or all"),
    NULL,
    run,
    NULL,
};
