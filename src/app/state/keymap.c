#include "app/state/keymap.h"

#include <stdlib.h>
#include <string.h>

#include "app/input/keyname.h"
#include "app/input/suggest.h"
#include "app/state/view.h"
#include "base/memory.h"
#include "base/words.h"

#define SHOWN_MAX 40 /* bytes of a wrong name in a message */

static const struct action *action_of(const struct action *list, int count, const char *name,
                                      struct suggestion *guess)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(list[i].name, name) == 0) return &list[i];
        suggest_try(guess, list[i].name);
    }
    return NULL;
}

/* Of all views: the body's actions may be bound whichever view is shown first. */
static const struct action *find_by_name(const struct view *views, const char *name, struct err *e)
{
    struct suggestion guess = suggest_for(name, strlen(name));
    const struct action *found = action_of(actions, action_count, name, &guess);
    for (; views->name && !found; views++) {
        const struct model *m = views->model;
        found = action_of(m->actions, m->count, name, &guess);
        if (m->other && !found) found = action_of(m->other->actions, m->other->count, name, &guess);
    }
    const char *meant = suggest_name(&guess);
    if (!found && meant)
        err_set(e, _("there is no action %.*s: did you mean %s?"), SHOWN_MAX, name, meant);
    else if (!found)
        err_set(e, _("there is no action %.*s: Tab after : shows their names"), SHOWN_MAX, name);
    return found;
}

static bool append(struct keymap *m, struct key_binding binding, struct err *e)
{
    if (m->count == m->cap) {
        size_t cap = m->cap ? 2 * m->cap : 16;
        struct key_binding *list = memory_resize(m->list, cap, sizeof *list);
        if (!list) return err_memory(e);
        m->list = list;
        m->cap = cap;
    }
    m->list[m->count++] = binding;
    return true;
}

bool keymap_bind(struct keymap *m, const struct view *views, const char *key, const char *action,
                 struct err *e)
{
    struct key_binding binding = {key_parse(key, strlen(key)), NULL};
    if (binding.key == KEY_NONE)
        return err_set(e,
                       _("there is no key %.*s: keys are named as in a, C-a, M-f, F2, PgUp, Space"),
                       SHOWN_MAX, key);
    if (strcmp(action, "none") == 0) return append(m, binding, e);
    binding.action = find_by_name(views, action, e);
    if (!binding.action) return false;
    if (key_is_text(binding.key) && !(binding.action->contexts & (CONTEXT_BODY | CONTEXT_HELP)))
        return err_set(e,
                       _("%s is text where %s works: use a key with C- or M-, or one with a name"),
                       key, action);
    return append(m, binding, e);
}

bool keymap_copy(struct keymap *to, const struct keymap *from)
{
    for (size_t i = 0; i < from->count; i++)
        if (!append(to, from->list[i], NULL)) return false;
    return true;
}

void keymap_free(struct keymap *m)
{
    free(m->list);
    *m = (struct keymap){0};
}
