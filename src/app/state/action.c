/* Keys → actions: a person's own bindings first, then the names in the tables. */
#include "app/state/action.h"

#include <string.h>

#include "app/input/keyname.h"
#include "app/state/view.h"

/* Whether one of the names in `keys` is the key's. */
static bool names_key(const char *keys, uint32_t key)
{
    for (const char *at = keys; *at;) {
        size_t len = strcspn(at, " ");
        if (key_parse(at, len) == key) return true;
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
        if (covers && strcmp(own->keys, action->keys) == 0) return true;
    }
    return false;
}

const struct action *action_next(const struct app *a, const struct action *last)
{
    const struct model *m = app_model(a);
    bool global = last >= actions && last < actions + action_count;
    if (!last && m->count) return m->actions;
    if (last && !global && last + 1 < m->actions + m->count) return last + 1;
    const struct action *next = global ? last + 1 : actions;
    while (next < actions + action_count && replaced(m, next)) next++;
    return next < actions + action_count ? next : NULL;
}

const struct action *action_at(const struct app *a, int i)
{
    const struct action *action = action_next(a, NULL);
    while (action && i-- > 0) action = action_next(a, action);
    return action;
}

int action_total(const struct app *a)
{
    int total = 0;
    while (action_at(a, total)) total++;
    return total;
}

/* The first of a table that takes the key. */
static const struct action *find_in(const struct action *table, int count, enum context context,
                                    uint32_t key)
{
    for (int i = 0; i < count; i++)
        if ((table[i].contexts & (unsigned)context) && names_key(table[i].keys, key))
            return &table[i];
    return NULL;
}

/* Of the current view, or of all. */
static bool within_view(const struct app *a, const struct action *action)
{
    const struct model *m = app_model(a);
    bool own = false;
    for (int i = 0; i < m->count; i++) own = own || &m->actions[i] == action;
    return own || (action >= actions && action < actions + action_count);
}

/* The binding of a key in a context, or NULL. Text is text wherever text can be typed. */
static const struct key_binding *bound(const struct app *a, enum context context, uint32_t key)
{
    if (key_is_text(key) && (context & (CONTEXT_SENTENCE | CONTEXT_PROMPT))) return NULL;
    for (size_t i = a->keymap.count; i-- > 0;) {
        const struct key_binding *b = &a->keymap.list[i];
        unsigned contexts = b->action ? b->action->contexts : CONTEXT_SENTENCE | CONTEXT_BODY;
        if (b->key == key && (contexts & (unsigned)context) &&
            (!b->action || within_view(a, b->action)))
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
    const struct model *m = app_model(a);
    const struct action *own = find_in(m->actions, m->count, context, key);
    return own ? own : find_in(actions, action_count, context, key);
}

/* Whether a key calls the action in one of the contexts. */
static bool calls(const struct app *a, unsigned contexts, uint32_t key, const struct action *action)
{
    for (unsigned context = 1; context < CONTEXT_ANY; context <<= 1)
        if ((action->contexts & contexts & context) &&
            action_find(a, (enum context)context, key) == action)
            return true;
    return false;
}

void action_keys(const struct app *a, unsigned contexts, const struct action *action,
                 struct str *out)
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
        if (a->keymap.list[i].action == action && calls(a, contexts, key, action) &&
            !names_key(str_text(out), key))
            str_addf(out, "%s%s", out->len ? " " : "", name);
    }
}

bool action_rebound(const struct app *a, uint32_t key)
{
    for (size_t i = 0; i < a->keymap.count; i++)
        if (a->keymap.list[i].key == key) return true;
    return false;
}
