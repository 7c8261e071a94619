/* Keys → actions, by the names in actions[]. */
#include <string.h>

#include "app/action.h"
#include "app/keyname.h"

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

const struct action *action_find(enum context context, uint32_t key)
{
    for (int i = 0; i < action_count; i++)
        if ((actions[i].contexts & (unsigned)context) && names_key(actions[i].keys, key))
            return &actions[i];
    return NULL;
}
