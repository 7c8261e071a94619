/* Parts of the pages from the tables of actions, views and gestures. */
#include <string.h>

#include "app/command/command.h"
#include "app/state/action.h"
#include "app/state/view.h"
#include "base/words.h"
#include "docs/man.h"
#include "view/chrome/view.h"
#include "view/marks/glossary.h"

/* Where actions of every view work, as help groups them. */
static const struct place {
    const char *name, *title;
    unsigned any, none; /* one of these contexts, and none of those */
} places[] = {
    {"body", "In the body, in every view", CONTEXT_BODY, CONTEXT_ANY & ~CONTEXT_BODY},
    {"sentence", "In the sentence", CONTEXT_SENTENCE, CONTEXT_BODY},
    {"anywhere", "Anywhere", CONTEXT_BODY, 0},
    {"question", "On the command line and at questions", CONTEXT_PROMPT,
     CONTEXT_ANY & ~CONTEXT_PROMPT},
    {"help", "In the help", CONTEXT_HELP, CONTEXT_ANY & ~CONTEXT_HELP},
};
enum { PLACES = sizeof places / sizeof *places };

static bool stands_in(const struct place *p, const struct action *a)
{
    return (a->contexts & p->any) && !(a->contexts & p->none);
}

/* The first place: what works in the body alone is not listed as working anywhere. */
static const struct place *place_of(const struct action *a)
{
    int i = 0;
    while (i + 1 < PLACES && !stands_in(&places[i], a)) i++;
    return &places[i];
}

/* Appends the keys of an action, " Ic Left , Ic h"; `spelled`: as help spells them. */
static void add_keys(struct man *m, const char *keys, bool spelled)
{
    for (const char *at = keys; *at;) {
        size_t len = strcspn(at, " ");
        struct str name = STR_EMPTY;
        spelled ? help_key(at, len, &name) : (void)str_add(&name, at, len);
        str_adds(m->out, at == keys ? " Ic" : " , Ic");
        man_argument(m, str_text(&name));
        str_free(&name);
        at += len;
        at += strspn(at, " ");
    }
}

static void add_action(struct man *m, const struct action *a)
{
    str_adds(m->out, ".It");
    add_keys(m, a->keys, true);
    man_line(m, "");
    man_text(m, _(a->help));
}

static void start_keys(struct man *m)
{
    man_line(m, ".Bl -tag -width \"Left, h, l\" -compact");
}

static void add_actions(struct man *m, const struct model *model)
{
    start_keys(m);
    for (int i = 0; i < model->count; i++) add_action(m, &model->actions[i]);
    man_line(m, ".El");
}

/* @KEYS PLACE: the keys of every view that work there. */
static bool add_place(struct man *m, struct err *e)
{
    const struct place *p = places;
    while (p < places + PLACES && strcmp(p->name, m->argument) != 0) p++;
    if (p == places + PLACES) return err_set(e, "@KEYS %s: there is no such place", m->argument);
    start_keys(m);
    for (int i = 0; i < action_count; i++)
        if (place_of(&actions[i]) == p) add_action(m, &actions[i]);
    man_line(m, ".El");
    return true;
}

static void add_panels(struct man *m, const struct view *view)
{
    if (!view->panels) return;
    int count = 0;
    while (view->panels[count]) count++;
    str_adds(m->out, ".Pp\nPanels that can be written alone:");
    man_line(m, "");
    for (int i = 0; i < count; i++) {
        str_adds(m->out, ".Cm");
        man_argument(m, view->panels[i]);
        man_line(m, i + 1 < count ? " ," : " .");
    }
}

/* Every view: what it shows, its own keys, those of its other form, its panels. */
static bool add_views(struct man *m, struct err *e)
{
    (void)e;
    for (const struct view *v = views; v->name; v++) {
        const char *page = glossary_page(v->name);
        man_heading(m, "%s, view %d", _(v->title), (int)(v - views) + 1);
        if (page) man_text(m, _(page));
        if (v->model->count) {
            man_line(m, ".Pp");
            add_actions(m, v->model);
        }
        if (v->model->other) {
            man_line(m, ".Pp\nIn its other form, the map:\n.Pp");
            add_actions(m, v->model->other);
        }
        add_panels(m, v);
    }
    return true;
}

static bool add_gestures(struct man *m, struct err *e)
{
    (void)e;
    for (int i = 0; i < gesture_count; i++) {
        str_adds(m->out, ".It");
        man_argument(m, _(gestures[i].what));
        man_line(m, "");
        man_text(m, _(gestures[i].help));
    }
    return true;
}

/* The commands of the `:` line. */
static bool add_verbs(struct man *m, struct err *e)
{
    struct command_verb verb;
    (void)e;
    for (int i = 0; command_verb_at(i, &verb); i++) {
        str_adds(m->out, ".It Ic");
        man_argument(m, verb.name);
        str_adds(m->out, " Ar");
        man_argument(m, _(verb.argument));
        man_line(m, "");
        man_text(m, _(verb.help));
    }
    return true;
}

static bool is_before(const char *name, const struct action *list, int i)
{
    while (i-- > 0)
        if (strcmp(list[i].name, name) == 0) return true;
    return false;
}

/* Names with their keys as a config file has them, each name once; of a place alone, or of all. */
static void add_names(struct man *m, const struct action *list, int count, const struct place *p)
{
    man_line(m, ".Bl -tag -width Ds -compact");
    for (int i = 0; i < count; i++) {
        if (is_before(list[i].name, list, i) || (p && place_of(&list[i]) != p)) continue;
        str_adds(m->out, ".It Cm");
        man_argument(m, list[i].name);
        str_adds(m->out, " Pq");
        add_keys(m, list[i].keys, false);
        man_line(m, "");
        man_text(m, _(list[i].help));
    }
    man_line(m, ".El");
}

static void add_place_names(struct man *m, const struct place *p)
{
    man_heading(m, "%s", p->title);
    add_names(m, actions, action_count, p);
}

/* The names of all actions, those of every view first. */
static bool add_action_names(struct man *m, struct err *e)
{
    (void)e;
    for (int i = 0; i < PLACES; i++) add_place_names(m, &places[i]);
    for (const struct view *v = views; v->name; v++) {
        if (!v->model->count) continue;
        man_heading(m, "Of the view %s", _(v->title));
        add_names(m, v->model->actions, v->model->count, NULL);
        if (!v->model->other) continue;
        man_heading(m, "Of the map, the other form of the view %s", _(v->title));
        add_names(m, v->model->other->actions, v->model->other->count, NULL);
    }
    return true;
}

const struct man_part man_key_parts[] = {
    {"KEYS", add_place},          {"VIEWS", add_views},          {"GESTURES", add_gestures},
    {"LINE_COMMANDS", add_verbs}, {"ACTIONS", add_action_names}, {NULL, NULL},
};
