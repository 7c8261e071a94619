#include "app/command/config.h"

#include <string.h>

#include "app/input/suggest.h"
#include "base/words.h"

#define SHOWN_MAX 40 /* bytes of a wrong name in a message */

static const char blank[] = " \t\r";

/* Ends the word at `at` and returns what stands after it and its blanks. */
static char *cut_word(char *at)
{
    char *end = at + strcspn(at, blank);
    char *next = end + strspn(end, blank);
    *end = 0;
    return next;
}

static bool read_key(char *key, const struct view *views, struct keymap *keys, struct err *e)
{
    char *action = cut_word(key), *more = cut_word(action);
    if (!*action || *more)
        return err_set(e, _("a key and an action are wanted, as in: key F2 scheme-next"));
    return keymap_bind(keys, views, key, action, e);
}

static bool refuse_name(const char *name, struct err *e)
{
    const char *known;
    if (option_known(COMMAND_ALL, name, strlen(name)))
        return err_set(e, _("%.*s is an option of the command line only"), SHOWN_MAX, name);
    struct suggestion guess = suggest_for(name, strlen(name));
    suggest_try(&guess, "key");
    for (int i = 0; (known = option_name(COMMAND_CONFIG, i)); i++) suggest_try(&guess, known);
    const char *meant = suggest_name(&guess);
    if (meant)
        return err_set(e, _("there is no option %.*s: did you mean %s?"), SHOWN_MAX, name, meant);
    return err_set(e, _("there is no option %.*s to set here: man lexwave-config lists them"),
                   SHOWN_MAX, name);
}

static bool read_option(const char *name, const char *value, struct settings *s, struct err *e)
{
    struct err why;
    if (!option_known(COMMAND_CONFIG, name, strlen(name))) return refuse_name(name, e);
    return option_set(COMMAND_CONFIG, name, strlen(name), value, s, &why) ||
           err_set(e, "%s%s%.*s: %s", name, *value ? " " : "", SHOWN_MAX, value, why.text);
}

static bool read_line(char *line, struct settings *s, struct keymap *keys, struct err *e)
{
    size_t n = strlen(line);
    while (n > 0 && strchr(blank, line[n - 1])) line[--n] = 0;
    line += strspn(line, blank);
    if (!*line || *line == '#') return true;
    char *value = cut_word(line);
    return strcmp(line, "key") == 0 ? read_key(value, s->lists->views, keys, e)
                                    : read_option(line, value, s, e);
}

bool config_read(struct str *text, struct settings *s, struct keymap *keys, struct err *e)
{
    struct err why;
    char *at = text->data, *end = at + text->len;
    for (int number = 1; text->len && at < end; number++) {
        char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop ? stop : end; /* there stands a NUL already */
        if (memchr(at, 0, (size_t)(stop - at)))
            return err_set(e, _("line %d: holds a NUL byte: a config file is text"), number);
        *stop = 0;
        if (!read_line(at, s, keys, &why)) return err_set(e, _("line %d: %s"), number, why.text);
        at = stop + 1;
    }
    return true;
}
