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
    for (int i = 0; i < m->count; i++) {
        const struct action *own = &m->actions[i];
        bool covers = !(action->contexts & ~own->contexts) && own->keys[0] == action->keys[0];
        if (covers && strcmp(own->keys, action->keys) == 0) /* seldom: a walk through all actions asks often */
            return true;
    }
    return false;
}

int action_total(const struct app *a)
{
    const struct model *m = &models[a->view];
    int total = m->count;
    for (int i = 0; i < action_count; i++)
        total += !replaced(m, &actions[i]);
    return total;
}

const struct action *action_at(const struct app *a, int i)
{
    const struct model *m = &models[a->view];
    if (i < m->count)
        return &m->actions[i];
    const struct action *action = actions;
    for (int left = i - m->count;; action++)
        if (!replaced(m, action) && left-- == 0)
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
