#include "cli/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/charset.h"
#include "base/memory.h"
#include "base/str.h"
#include "base/words.h"
#include "cli/help.h"
#include "formats/file.h"
#include "view/chrome/view.h"
#include "view/colour/theme.h"

const struct command_info *const commands[] = {&command_encode, &command_render, &command_table,
                                               &command_train,  &command_help,   NULL};

const struct command_info command_tui = {
    NULL,
    COMMAND_TUI,
    N_("lexwave [OPTIONS] [TEXT]"),
    N_("The terminal program: type a sentence and see it become numbers."),
    N_("type a sentence and see it become numbers"),
    NULL,
    tui_run,
    NULL,
};

struct option_lists command_lists(const struct command_info *info)
{
    static const char *const no_formats[] = {NULL};
    return (struct option_lists){theme_names, views, info->formats ? info->formats : no_formats,
                                 palette_names, color_wish_names};
}

const struct command_info *command_find(const char *name)
{
    for (size_t i = 0; name && commands[i]; i++)
        if (strcmp(commands[i]->name, name) == 0) return commands[i];
    return NULL;
}

/* What follows the last dot of the file's own name; "" without one. */
static const char *ending_of(const char *path)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
    return dot ? dot + 1 : "";
}

static void refuse(const char *path, const char *const *formats, const char *plain, struct err *e)
{
    struct str first = STR_EMPTY, what = STR_EMPTY;
    int last = 1;
    str_addf(&first, ".%s", plain ? plain : formats[0]);
    for (; formats[last + 1]; last++) str_addf(&first, ", .%s", formats[last]);
    str_addf(&what, _("its ending names no format: use %s or .%s, or --format"), str_text(&first),
             formats[last]);
    file_say(e, path, str_text(&what));
    str_free(&what);
    str_free(&first);
}

static bool is_named(const char *path)
{
    return strcmp(path, "-") != 0 && strncmp(path, "/dev/", 5) != 0;
}

bool command_is_npy(const char *path)
{
    const char *ending = ending_of(path);
    return !is_named(path) || !*ending || strcmp(ending, "npy") == 0;
}

int command_format(const struct settings *s, const char *const *formats, const char *plain,
                   struct err *e)
{
    const char *path = s->output ? s->output : "-";
    if (s->format >= 0) return s->format;
    const char *ending = ending_of(path);
    for (int i = 0; formats[i]; i++)
        if (strcmp(ending, formats[i]) == 0) return i;
    if (!is_named(path) || (plain && (!*ending || strcmp(ending, plain) == 0))) return 0;
    refuse(path, formats, plain, e);
    return -1;
}

static bool is_ascii(const char *text)
{
    while (*text && (unsigned char)*text < 0x80) text++;
    return !*text;
}

static bool arguments_convert(struct arguments *a, enum command command)
{
    bool only_text = false, is_path = false, ok = true;
    for (int i = 0; i < a->count && ok; i++) {
        char *arg = a->list[i];
        enum option_path path = only_text || is_path ? OPTION_PATH_NONE : option_path(command, arg);
        if (!is_path && path != OPTION_PATH_HERE && !is_ascii(arg)) {
            ok = charset_add(&a->texts[i], arg, strlen(arg));
            a->list[i] = a->texts[i].data;
        }
        only_text = only_text || (!is_path && strcmp(arg, "--") == 0);
        is_path = path == OPTION_PATH_NEXT;
    }
    return ok;
}

bool arguments_read(struct arguments *a, enum command command, int argc, char *const argv[],
                    struct err *e)
{
    size_t room = (size_t)argc + 1;
    *a = (struct arguments){argc, memory_new(room, sizeof *a->list),
                            memory_zeros(room, sizeof *a->texts)};
    if (!a->list || !a->texts) return err_memory(e);
    a->list[argc] = NULL;
    for (int i = 0; i < argc; i++) a->list[i] = argv[i];
    return !charset_is_local() || arguments_convert(a, command) || err_memory(e);
}

void arguments_free(struct arguments *a)
{
    for (int i = 0; a->texts && i < a->count; i++) str_free(&a->texts[i]);
    free(a->texts);
    free(a->list);
    *a = (struct arguments){0};
}

/* ---- the locale ---- */

static bool names_utf8;

void command_choose_locale(void)
{
    names_utf8 = charset_choose(getenv);
}

bool command_is_utf8(void)
{
    return names_utf8 || charset_is_utf8();
}
