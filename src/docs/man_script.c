/* Parts of the pages from the tables of key names and of key scripts. */
#include <string.h>

#include "app/input/event.h"
#include "app/input/keyname.h"
#include "app/input/script.h"
#include "base/words.h"
#include "docs/man.h"

#define KEY_CHARS 64 /* bytes that a key's name takes at most */
#define NAMES_MAX 8  /* names of one key */

/* A row a key: all of its names, the one that it is written with first. */
static bool add_key_names(struct man *m, struct err *e)
{
    const char *name, *names[NAMES_MAX];
    uint32_t key, last = KEY_NONE;
    int count = 0;
    (void)e;
    for (int i = 0; (name = key_name_at(i, &key)) || count; i++) {
        if (count && (!name || key != last)) {
            str_adds(m->out, ".It");
            man_arguments(m, "Li", names, count);
            man_line(m, "");
            count = 0;
        }
        if (!name) break;
        last = key;
        if (count < NAMES_MAX) names[count++] = name;
    }
    return true;
}

/* The keys with Ctrl that are another key, as terminals send them. */
static bool add_control_keys(struct man *m, struct err *e)
{
    (void)e;
    for (char c = ' '; c < 0x7F; c++) {
        char typed[] = {'C', '-', c, '\0'}, name[KEY_CHARS];
        uint32_t key = key_parse(typed, strlen(typed));
        bool upper = c >= 'A' && c <= 'Z';
        if (upper || key == KEY_NONE || key == (MOD_CTRL | (uint32_t)c)) continue;
        key_format(key, name, sizeof name);
        str_adds(m->out, ".It Li");
        man_argument(m, c == ' ' ? "C-Space" : typed);
        str_adds(m->out, "\n.Li");
        man_argument(m, name);
        man_line(m, "");
    }
    return true;
}

static bool add_script_words(struct man *m, struct err *e)
{
    struct script_word_info word;
    (void)e;
    for (int i = 0; script_word(i, &word); i++) {
        str_adds(m->out, ".It Li");
        man_argument(m, word.name);
        str_addf(m->out, " Ns Ar \"%s\"\n", _(word.argument));
        man_sentence(m, _(word.help));
    }
    return true;
}

static bool add_script_escapes(struct man *m, struct err *e)
{
    const char *help;
    char typed[] = {'\\', 0, 0};
    (void)e;
    for (int i = 0; (help = script_escape(i, &typed[1])); i++) {
        str_adds(m->out, ".It Li");
        man_argument(m, typed);
        man_line(m, "");
        man_text(m, _(help));
    }
    return true;
}

const struct man_part man_script_parts[] = {
    {"KEY_NAMES", add_key_names},
    {"CONTROL_KEYS", add_control_keys},
    {"SCRIPT_WORDS", add_script_words},
    {"SCRIPT_ESCAPES", add_script_escapes},
    {NULL, NULL},
};
