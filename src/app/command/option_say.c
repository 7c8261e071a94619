#include "app/command/option_say.h"

#include <string.h>

#include "app/command/option.h"
#include "base/words.h"

static void say_mouse(struct app *a)
{
    app_say(a, a->mouse ? _("mouse on: it selects and scrolls here")
                        : _("mouse off: it is left to the terminal, to select text with it"));
}

static void say_curves(struct app *a)
{
    static const char *const made_of[CURVES_COUNT] = {
        [CURVES_AUTO] = N_("as the terminal is known to draw them"),
        [CURVES_BRAILLE] = N_("braille dots, 8 to a character"),
        [CURVES_BLOCKS] = N_("quarter blocks, 4 to a character"),
        [CURVES_HALVES] = N_("half blocks, 2 to a character"),
        [CURVES_ASCII] = N_("ASCII characters of 3 heights"),
    };
    app_say(a, _("curves %s: %s"), curves_names[a->curves], _(made_of[a->curves]));
}

static void say_ambiguous(struct app *a)
{
    app_say(a, a->ambiguous == AMBIGUOUS_WIDE
                   ? _("ambiguous wide: a Greek letter has 2 columns in the terminal")
                   : _("ambiguous narrow: a Greek letter has 1 column in the terminal"));
}

static void say_beside(struct app *a)
{
    app_say(a, a->beside.on ? _("a second text stands beside the first in the view pipeline")
                            : _("there is no second text"));
}

static const struct {
    const char *name;
    void (*say)(struct app *a);
} options[] = {
    {"mouse", say_mouse},         {"no-mouse", say_mouse}, {"curves", say_curves},
    {"ambiguous", say_ambiguous}, {"beside", say_beside},
};

void option_say(struct app *a, const char *name, size_t len)
{
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (strlen(options[i].name) == len && memcmp(options[i].name, name, len) == 0)
            options[i].say(a);
}
