/* Keys → actions, by the names in actions[]. */
#include <string.h>

#include "app/action.h"
#include "app/keyname.h"
#include "app/model.h"

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
    for (int i = 0; i < m->count; i++)
        if (m->actions[i].keys[0] == action->keys[0] && /* seldom: asked often, for every key in sight */
            strcmp(m->actions[i].keys, action->keys) == 0 && !(action->contexts & ~m->actions[i].contexts))
            return true;
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

const struct action *action_find(const struct app *a, enum context context, uint32_t key)
{
    const struct model *m = &models[a->view];
    const struct action *own = find_in(m->actions, m->count, context, key);
    return own ? own : find_in(actions, action_count, context, key);
}
