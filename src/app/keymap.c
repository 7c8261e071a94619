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

int action_total(const struct app *a)
{
    return models[a->view].count + action_count;
}

const struct action *action_at(const struct app *a, int i)
{
    const struct model *m = &models[a->view];
    return i < m->count ? &m->actions[i] : &actions[i - m->count];
}

const struct action *action_find(const struct app *a, enum context context, uint32_t key)
{
    for (int i = 0; i < action_total(a); i++) {
        const struct action *action = action_at(a, i);
        if ((action->contexts & (unsigned)context) && names_key(action->keys, key))
            return action;
    }
    return NULL;
}
