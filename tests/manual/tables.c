/* The program's tables as lines for tests/manual/test_manual.sh: a kind and its fields, with tabs
 * between them. What the pages must hold is told here without the program that makes them. */
#include <stdio.h>
#include <string.h>

#include "app/command/command.h"
#include "app/command/option_table.h"
#include "app/input/keyname.h"
#include "app/input/script.h"
#include "app/state/action.h"
#include "app/state/view.h"
#include "view/chrome/view.h"
#include "view/colour/theme.h"
#include "view/export/export.h"
#include "view/marks/glossary.h"

static void print_options(void)
{
    const struct option_lists lists = {theme_names, views, export_names, palette_names,
                                       color_wish_names};
    for (size_t i = 0; i < option_count; i++) {
        const struct option *o = &option_table[i];
        const char *value;
        if (o->commands & COMMAND_ALL)
            printf("option\t--%s%s%s\n", o->name, o->argument ? " " : "",
                   o->argument ? o->argument : "");
        if (o->letter) printf("option\t-%c\n", o->letter);
        for (int at = 0; o->choice && (value = o->choice(&lists, at)); at++)
            printf("value\t%s\t%s\n", o->name, value);
    }
    for (int i = 0; option_name(COMMAND_CONFIG, i); i++)
        printf("config\t%s\n", option_name(COMMAND_CONFIG, i));
    for (int i = 0; option_name(COMMAND_LINE, i); i++)
        printf("line\t%s\n", option_name(COMMAND_LINE, i));
}

/* "Left, h", as help spells keys or as files name them. */
static void print_keys(const char *keys, bool spelled)
{
    for (const char *at = keys; *at;) {
        size_t len = strcspn(at, " ");
        struct str name = STR_EMPTY;
        if (spelled)
            help_key(at, len, &name);
        else
            str_add(&name, at, len);
        printf("%s%s", at == keys ? "" : ", ", str_text(&name));
        str_free(&name);
        at += len;
        at += strspn(at, " ");
    }
}

static void print_actions(const struct action *list, int count)
{
    for (int i = 0; i < count; i++) {
        printf("keys\t");
        print_keys(list[i].keys, true);
        printf("\t%s\naction\t%s (", list[i].help, list[i].name);
        print_keys(list[i].keys, false);
        printf(")\n");
    }
}

static void print_views(void)
{
    print_actions(actions, action_count);
    for (const struct view *v = views; v->name; v++) {
        printf("view\t%s\t%s\n", v->title, glossary_page(v->name));
        print_actions(v->model->actions, v->model->count);
        if (v->model->other) print_actions(v->model->other->actions, v->model->other->count);
        for (int i = 0; v->panels && v->panels[i]; i++) printf("panel\t%s\n", v->panels[i]);
    }
    for (int i = 0; i < gesture_count; i++)
        printf("gesture\t%s\t%s\n", gestures[i].what, gestures[i].help);
}

static void print_words(void)
{
    for (int i = 0; i < glossary_count; i++) {
        printf("meaning\t%s\n", glossary[i].meaning);
        for (const char *at = glossary[i].texts; *at;) {
            size_t len = strcspn(at, "\n");
            printf("label\t%.*s\n", (int)len, at);
            at += len + (at[len] == '\n');
        }
    }
}

static void print_script(void)
{
    const char *name, *help;
    uint32_t key;
    char letter;
    struct script_word_info word;
    struct command_verb verb;
    for (int i = 0; (name = key_name_at(i, &key)); i++) printf("key\t%s\n", name);
    for (int i = 0; script_word(i, &word); i++)
        printf("word\t%s%s\t%s\n", word.name, word.argument, word.help);
    for (int i = 0; (help = script_escape(i, &letter)); i++)
        printf("escape\t\\%c %s\n", letter, help);
    for (int i = 0; command_verb_at(i, &verb); i++)
        printf("verb\t%s %s\t%s\n", verb.name, verb.argument, verb.help);
}

int main(void)
{
    print_options();
    print_views();
    print_words();
    print_script();
    return 0;
}
