#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "base/safe.h"
#include "base/unicode.h"
#include "base/words.h"
#include "cli/command.h"
#include "cli/settings.h"
#include "cli/version.h"
#include "view/colour/theme.h"
#include "view/chrome/view.h"

static const struct command_info *const commands[] = {&command_encode, &command_render,
                                                      &command_table};

static const struct command_info *find_command(const char *name)
{
    for (size_t i = 0; name && i < sizeof commands / sizeof *commands; i++)
        if (strcmp(commands[i]->name, name) == 0) return commands[i];
    return NULL;
}

/* Names may come from files and arguments: what is unsafe is shown as pictures. */
static int complain(const struct err *e, int status)
{
    struct str safe = STR_EMPTY;
    safe_add(&safe, e->text, strlen(e->text), false);
    fprintf(stderr, "lexwave: %s\n", str_text(&safe));
    str_free(&safe);
    return status;
}

static void print_overview(void)
{
    fputs(_("lexwave shows what goes into a transformer: tokens, indices, embeddings E, position\n"
            "encodings P and X = E + P, computed at every keystroke.\n\n"),
          stdout);
    printf("  %s\n      %s\n", _(command_tui.synopsis), _(command_tui.about));
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        printf("  %s\n      %s\n", _(commands[i]->synopsis), _(commands[i]->about));
    fputs(_("\nTEXT of -, or none where standard input is not a terminal, is read from standard "
            "input.\n"
            "Exit status: 0 done; 1 something could not be read, written or understood; 2 wrong "
            "usage.\n"),
          stdout);
}

static bool print_help(const struct command_info *info, const struct option_lists *lists)
{
    if (!info->name)
        print_overview();
    else
        printf("%s\n\n%s\n", _(info->synopsis), _(info->about));
    struct str options = STR_EMPTY;
    option_help(info->command, lists, &options);
    printf(_("\nOptions\n%s"), str_text(&options));
    str_free(&options);
    return true;
}

static bool print_version(void)
{
    printf(_("lexwave %s (Unicode %s)\n"), LEXWAVE_VERSION, uc_version());
    return true;
}

static bool written(struct err *e)
{
    if (fflush(stdout) == 0 && !ferror(stdout)) return true;
    return err_set(e,
                   _("standard output could not be written: is the disk full or the reader gone?"));
}

static bool run(const struct command_info *info, const struct settings *given, struct err *e)
{
    struct config config;
    struct settings settings;
    bool ok = settings_open(&config, info->command, given, &settings, e) && info->run(&settings, e);
    settings_close(&config);
    return ok;
}

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "");
    signal(SIGXFSZ,
           SIG_IGN); /* so that a write beyond the file-size limit fails, which is reported */
    const struct command_info *info = find_command(argc > 1 ? argv[1] : NULL);
    int skip = info ? 2 : 1;
    if (!info) info = &command_tui;
    static const char *const no_formats[] = {NULL};
    struct option_lists lists = {theme_names, views, info->formats ? info->formats : no_formats,
                                 palette_names, color_wish_names};
    struct settings settings = settings_default(&lists);
    struct err e;
    if (argc < 1) skip = argc;
    if (option_parse(info->command, argc - skip, argv + skip, &settings, &e) != PARSE_OK)
        return complain(&e, STATUS_USAGE);
    bool done = settings.help      ? print_help(info, &lists)
                : settings.version ? print_version()
                                   : run(info, &settings, &e);
    if (!done || !written(&e)) return complain(&e, STATUS_FAILED);
    return STATUS_DONE;
}
