#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "app/command/config.h"
#include "app/command/option_table.h"
#include "base/words.h"
#include "cli/command.h"
#include "cli/help.h"
#include "cli/slot.h"
#include "formats/file.h"

static int complain(const struct err *e, enum status status)
{
    help_complain(e->text);
    return (int)status;
}

static bool written(struct err *e)
{
    if (fflush(stdout) == 0 && !ferror(stdout)) return true;
    return err_set(e,
                   _("standard output could not be written: is the disk full or the reader gone?"));
}

enum { FILES = 8 }; /* options that are a file: there are fewer */

/* What a run goes by: the program's defaults, then the config file, then the command line. */
struct config {
    struct str files[FILES]; /* the paths that began with a ~ */
    struct str text;         /* the file; settings point into it */
    struct settings base;    /* the defaults with the file on top */
    struct keymap keymap;
};

#define CONFIG_MAX ((size_t)1 << 20)

static bool read_config(struct config *c, const char *path, struct err *e)
{
    struct err why;
    if (!file_read(path, CONFIG_MAX, &c->text, e)) return false;
    return config_read(&c->text, &c->base, &c->keymap, &why) || file_say(e, path, why.text);
}

/* The person's own file, which need not be there. */
static bool read_own(struct config *c, struct err *e)
{
    struct str path = STR_EMPTY;
    slots_own_path("XDG_CONFIG_HOME", ".config", "config", &path);
    bool ok = !path.len || access(path.data, F_OK) != 0 || read_config(c, path.data, e);
    str_free(&path);
    return ok;
}

/* A ~ before the first slash of a path is HOME, which shells do not say after "=" and in files. */
static bool expand_files(struct config *c, struct settings *s, struct err *e)
{
    int count = 0;
    for (size_t i = 0; i < option_count; i++) {
        if (option_table[i].type != OPTION_FILE || count == FILES) continue;
        const char **path = (const char **)(void *)((char *)s + option_table[i].offset);
        struct str *place = &c->files[count++];
        if (!*path || **path != '~') continue;
        if (!file_expand(*path, place)) return err_memory(e);
        *path = str_text(place);
    }
    return true;
}

/* Reads the config file that `given`, read from the command line, asks for, and makes `out` of it
 * and the command line. Without --config the terminal program reads the person's own file if
 * there is one, the others none. `config` must stay in place. */
static bool settings_open(struct config *c, enum command command, const struct settings *given,
                          struct settings *out, struct err *e)
{
    *c = (struct config){.base = settings_default(given->lists)};
    bool own = command == COMMAND_TUI && !given->no_config;
    struct str path = STR_EMPTY;
    bool ok = !given->config || file_expand(given->config, &path) || err_memory(e);
    if (ok) ok = given->config ? read_config(c, str_text(&path), e) : !own || read_own(c, e);
    str_free(&path);
    if (!ok) return false;
    *out = c->base;
    out->base = &c->base;
    out->keymap = &c->keymap;
    return option_parse(command, given->argc, given->argv, out, e) == PARSE_OK &&
           expand_files(c, out, e);
}

static void settings_close(struct config *c)
{
    for (int i = 0; i < FILES; i++) str_free(&c->files[i]);
    str_free(&c->text);
    keymap_free(&c->keymap);
}

static enum status run(const struct command_info *info, const struct settings *given, struct err *e)
{
    struct config config;
    struct settings settings;
    enum status status = STATUS_FAILED;
    if (settings_open(&config, info->command, given, &settings, e)) {
        if (info->check && !info->check(&settings, e))
            status = STATUS_USAGE;
        else if (info->run(&settings, e))
            status = STATUS_DONE;
    }
    settings_close(&config);
    return status;
}

/* What the arguments ask for: help, or a run of the command. */
static enum status obey(const struct command_info *info, const struct arguments *args,
                        struct err *e)
{
    struct option_lists lists = command_lists(info);
    struct settings settings = settings_default(&lists);
    if (option_parse(info->command, args->count, args->list, &settings, e) != PARSE_OK)
        return STATUS_USAGE;
    /* lexwave --help encode, as others understand it, too. */
    if (info == &command_tui && settings.help && help_about(settings.text))
        info = help_about(settings.text);
    if (info == &command_help && !help_asked(&settings, e)) return STATUS_USAGE;
    if (!settings.help && !settings.version) return run(info, &settings, e);
    bool done = settings.help ? help_print(info, e) : help_print_version(e);
    return done ? STATUS_DONE : STATUS_FAILED;
}

int main(int argc, char **argv)
{
    command_choose_locale();
    signal(SIGXFSZ,
           SIG_IGN); /* so that a write beyond the file-size limit fails, which is reported */
    const struct command_info *info = command_find(argc > 1 ? argv[1] : NULL);
    int skip = info ? 2 : 1;
    if (!info) info = &command_tui;
    if (argc < 1) skip = argc;
    struct arguments args;
    struct err e;
    enum status status = STATUS_FAILED;
    if (arguments_read(&args, info->command, argc - skip, argv + skip, &e))
        status = obey(info, &args, &e);
    arguments_free(&args);
    if (status == STATUS_DONE && !written(&e)) status = STATUS_FAILED;
    return status == STATUS_DONE ? STATUS_DONE : complain(&e, status);
}
