/* Keys that a person has bound otherwise than the table of actions does. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct action;
struct view;
struct key_binding {
    uint32_t key;
    const struct action *action; /* NULL: the key does nothing in the sentence and the body */
};
struct keymap {
    struct key_binding *list; /* owned; of bindings of one key in one place the last counts */
    size_t count, cap;
};

/* Binds a key to an action of any of the views, both by name; the key does nothing else any more
 * where that action works, and the action keeps its other keys. The action "none" takes the key
 * from the sentence and the body. False: `e` says which name is wrong, and what would be right. */
bool keymap_bind(struct keymap *m, const struct view *views, const char *key, const char *action,
                 struct err *e);
/* False: out of memory. `to` must be empty. */
bool keymap_copy(struct keymap *to, const struct keymap *from);
void keymap_free(struct keymap *m);
