#include "cli/settings.h"

#include <stdlib.h>
#include <unistd.h>

#include "formats/file.h"

#define CONFIG_MAX ((size_t)1 << 20)

/* Where the person's own file would be; empty when there is no place for it. */
static void own_path(struct str *out)
{
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    if (config && *config == '/') /* the XDG rules: a relative path does not count */
        str_addf(out, "%s/lexwave/config", config);
    else if (home && *home == '/')
        str_addf(out, "%s/.config/lexwave/config", home);
}

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
    own_path(&path);
    bool ok = !path.len || access(path.data, F_OK) != 0 || read_config(c, path.data, e);
    str_free(&path);
    return ok;
}

bool settings_open(struct config *c, enum command command, const struct settings *given,
                   struct settings *out, struct err *e)
{
    *c = (struct config){.base = settings_default(given->lists)};
    bool own = command == COMMAND_TUI && !given->no_config;
    bool ok = given->config ? read_config(c, given->config, e) : !own || read_own(c, e);
    if (!ok) return false;
    *out = c->base;
    out->base = &c->base;
    out->keymap = &c->keymap;
    return option_parse(command, given->argc, given->argv, out, e) == PARSE_OK;
}

void settings_close(struct config *c)
{
    str_free(&c->text);
    keymap_free(&c->keymap);
}
