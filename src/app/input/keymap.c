/* Keys → actions: a person's own bindings first, then the names in actions[]. */
#include "app/input/keymap.h"

#include <stdlib.h>
#include <string.h>

#include "app/update/action.h"
#include "app/input/keyname.h"
#include "app/update/model.h"
#include "app/command/suggest.h"

#define SHOWN_MAX 40 /* bytes of a wrong name in a message */

/* ---- a person's bindings ------------------------------------------------- */

static const struct action *named(const struct action *list, int count, const char *name, struct suggestion *guess)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(list[i].name, name) == 0)
            return &list[i];
        suggest_try(guess, list[i].name);
    }
    return NULL;
}

/* Of all views: the body's actions may be bound whichever view is shown first. */
static const struct action *find_by_name(const char *name, struct err *e)
{
    struct suggestion guess = suggest_for(name, strlen(name));
    const struct action *found = named(actions, action_count, name, &guess);
    for (int i = 0; i < model_count && !found; i++)
        found = named(models[i].actions, models[i].count, name, &guess);
    if (!found && guess.name)
        err_set(e, "there is no action %.*s: did you mean %s?", SHOWN_MAX, name, guess.name);
    else if (!found)
        err_set(e, "there is no action %.*s: Tab behind : shows their names", SHOWN_MAX, name);
    return found;
}

static bool is_text(uint32_t key)
{
    return key >= ' ' && key < KEY_SPECIAL;
}

static bool append(struct keymap *m, struct key_binding binding, struct err *e)
{
    if (m->count == m->cap) {
        size_t cap = m->cap ? 2 * m->cap : 16;
        struct key_binding *list = realloc(m->list, cap * sizeof *list);
        if (!list)
            return err_memory(e);
        m->list = list;
        m->cap = cap;
    }
    m->list[m->count++] = binding;
    return true;
}

bool keymap_bind(struct keymap *m, const char *key, const char *action, struct err *e)
{
    struct key_binding binding = {key_parse(key, strlen(key)), NULL};
    if (binding.key == KEY_NONE)
        return err_set(e, "there is no key %.*s: keys are named as in a, C-a, M-f, F2, PgUp, Space", SHOWN_MAX, key);
    if (strcmp(action, "none") == 0)
        return append(m, binding, e);
    binding.action = find_by_name(action, e);
    if (!binding.action)
        return false;
    if (is_text(binding.key) && !(binding.action->contexts & (CONTEXT_BODY | CONTEXT_HELP)))
        return err_set(e, "%s is text where %s works: use a key with C- or M-, or one with a name", key, action);
    return append(m, binding, e);
}

bool keymap_copy(struct keymap *to, const struct keymap *from)
{
    for (size_t i = 0; i < from->count; i++)
        if (!append(to, from->list[i], NULL))
            return false;
    return true;
}

void keymap_free(struct keymap *m)
{
    free(m->list);
    *m = (struct keymap)KEYMAP_EMPTY;
}

/* ---- what a key does ----------------------------------------------------- */

/* Whether one of the names in `keys` is the key's. */
static bool names_key(const char *keys, uint32_t key)
{
    for (const char *at = keys; *at;) {
        size_t len = strcspn(at, " ");
        if (key_parse(at, len) == key)
            return true;
        at += len;
        at += strspn(at, " ");
    }
    return false;
}

/* The view has an action of its own for the very keys of one of every view. */
static bool replaced(const struct model *m, const struct action *action)
{
    for (int i = 0; i < m->count; i++) {
        const struct action *own = &m->actions[i];
        bool covers = !(action->contexts & ~own->contexts) && own->keys[0] == action->keys[0];
        if (covers && strcmp(own->keys, action->keys) == 0) /* seldom: a walk through all actions asks often */
            return true;
    }
    return false;
}

const struct action *action_next(const struct app *a, const struct action *last)
{
    const struct model *m = &models[a->view];
    int own = last ? 0 : -1; /* the place of `last` among the view's own; their count: not among them */
    while (own >= 0 && own < m->count && &m->actions[own] != last)
        own++;
    if (own + 1 < m->count)
        return &m->actions[own + 1];
    const struct action *next = last && own == m->count ? last + 1 : actions;
    while (next < actions + action_count && replaced(m, next))
        next++;
    return next < actions + action_count ? next : NULL;
}

int action_total(const struct app *a)
{
    int total = 0;
    for (const struct action *action = action_next(a, NULL); action; action = action_next(a, action))
        total++;
    return total;
}

const struct action *action_at(const struct app *a, int i)
{
    const struct action *action = action_next(a, NULL);
    while (i-- > 0)
        action = action_next(a, action);
    return action;
}

/* The first of a table that takes the key. */
static const struct action *find_in(const struct action *table, int count, enum context context, uint32_t key)
{
    for (int i = 0; i < count; i++)
        if ((table[i].contexts & (unsigned)context) && names_key(table[i].keys, key))
            return &table[i];
    return NULL;
}

/* Of the current view, or of all. */
static bool within_view(const struct app *a, const struct action *action)
{
    const struct model *m = &models[a->view];
    bool own = false;
    for (int i = 0; i < m->count; i++)
        own = own || &m->actions[i] == action;
    return own || (action >= actions && action < actions + action_count);
}

/* The binding of a key in a context, or NULL. Text is text wherever text can be typed. */
static const struct key_binding *bound(const struct app *a, enum context context, uint32_t key)
{
    if (is_text(key) && (context & (CONTEXT_SENTENCE | CONTEXT_PROMPT)))
        return NULL;
    for (size_t i = a->keymap.count; i-- > 0;) {
        const struct key_binding *b = &a->keymap.list[i];
        unsigned contexts = b->action ? b->action->contexts : CONTEXT_SENTENCE | CONTEXT_BODY;
        if (b->key == key && (contexts & (unsigned)context) && (!b->action || within_view(a, b->action)))
            return b;
    }
    return NULL;
}

const struct action *action_find(const struct app *a, enum context context, uint32_t key)
{
    const struct key_binding *b = bound(a, context, key);
    return b ? b->action : action_by_default(a, context, key);
}

const struct action *action_by_default(const struct app *a, enum context context, uint32_t key)
{
    const struct model *m = &models[a->view];
    const struct action *own = find_in(m->actions, m->count, context, key);
    return own ? own : find_in(actions, action_count, context, key);
}

/* Whether a key calls the action in one of the contexts. */
static bool calls(const struct app *a, unsigned contexts, uint32_t key, const struct action *action)
{
    for (unsigned context = 1; context < CONTEXT_ANY; context <<= 1)
        if ((action->contexts & contexts & context) && action_find(a, (enum context)context, key) == action)
            return true;
    return false;
}

void action_keys(const struct app *a, unsigned contexts, const struct action *action, struct str *out)
{
    for (const char *at = action->keys; *at;) {
        size_t len = strcspn(at, " ");
        if (calls(a, contexts, key_parse(at, len), action)) {
            str_adds(out, out->len ? " " : "");
            str_add(out, at, len);
        }
        at += len;
        at += strspn(at, " ");
    }
    for (size_t i = 0; i < a->keymap.count; i++) {
        uint32_t key = a->keymap.list[i].key;
        char name[32];
        key_format(key, name, sizeof name);
        if (a->keymap.list[i].action == action && calls(a, contexts, key, action) && !names_key(str_text(out), key))
            str_addf(out, "%s%s", out->len ? " " : "", name);
    }
}

bool action_rebound(const struct app *a, uint32_t key)
{
    for (size_t i = 0; i < a->keymap.count; i++)
        if (a->keymap.list[i].key == key)
            return true;
    return false;
}
