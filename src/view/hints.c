#include "view/hints.h"

#include <stdio.h>
#include <string.h>

#include "app/action.h"
#include "app/keyname.h"
#include "view/help.h"
#include "view/prompt_line.h"

#define GAP 2

/* Whether a person has bound any of the keys that a hint names: "Ctrl-U", "[ ]", "←→". */
static bool rebound(const struct app *a, const char *hint_keys)
{
    static const char *const spelled[][2] = {{"←", "Left"}, {"→", "Right"}, {"↑", "Up"}, {"↓", "Down"}};
    static const char control[] = "Ctrl-";
    for (const char *at = hint_keys; *at && a->keymap.count;) {
        char name[16] = "";
        size_t len = strcspn(at, " ");
        if ((unsigned char)*at >= 0x80 && len > 3)
            len = 3; /* arrows stand together */
        for (size_t i = 0; i < sizeof spelled / sizeof *spelled; i++)
            if (len == 3 && memcmp(at, spelled[i][0], 3) == 0)
                snprintf(name, sizeof name, "%s", spelled[i][1]);
        if (!*name && strncmp(at, control, sizeof control - 1) == 0)
            snprintf(name, sizeof name, "C-%c", at[sizeof control - 1]);
        else if (!*name)
            snprintf(name, sizeof name, "%.*s", (int)len, at);
        if (action_rebound(a, key_parse(name, strlen(name))))
            return true;
        at += len;
        at += strspn(at, " ");
    }
    return false;
}

/* The keys shown with a hint: the table's, or where a person has bound one of
 * them otherwise the first that calls the action now. Empty: there is none. */
static void hint_keys(const struct app *a, const struct action *action, struct str *out)
{
    if (!rebound(a, action->hint_keys)) {
        str_adds(out, action->hint_keys);
        return;
    }
    struct str names = STR_EMPTY;
    action_keys(a, app_context(a), action, &names);
    size_t len = strcspn(str_text(&names), " ");
    if (len)
        help_key(names.data, len, out);
    str_free(&names);
}

static int hint_width(const struct app *a, const struct canvas *c, const struct action *action)
{
    struct str keys = STR_EMPTY;
    hint_keys(a, action, &keys);
    int width = keys.len ? draw_width(c, keys.data) + 1 + draw_width(c, action->hint) : 0;
    str_free(&keys);
    return width;
}

/* The same hint may stand with several keys: one is enough. */
static bool hinted(const struct action *const *chosen, int count, const struct action *action)
{
    for (int i = 0; i < count; i++)
        if (strcmp(chosen[i]->hint, action->hint) == 0)
            return true;
    return false;
}

/* The hints of a context that fit into `cols`; the last two (help and quit) stay
 * when others have to go. */
static int choose_hints(const struct app *a, const struct canvas *c, int cols, const struct action **chosen, int most)
{
    int count = 0, width = 0;
    unsigned context = app_context(a);
    const struct action *action = NULL;
    while (count < most && (action = action_next(a, action))) {
        int cols_wanted = action->hint && (action->contexts & context) ? hint_width(a, c, action) : 0;
        if (!cols_wanted || hinted(chosen, count, action))
            continue;
        chosen[count++] = action;
        width += cols_wanted + GAP;
    }
    while (count > 2 && width - GAP > cols) {
        width -= hint_width(a, c, chosen[count - 3]) + GAP;
        memmove(chosen + count - 3, chosen + count - 2, 2 * sizeof *chosen);
        count--;
    }
    return count;
}

static void draw_hints(const struct app *a, const struct canvas *c)
{
    const struct action *chosen[32];
    int count = choose_hints(a, c, c->cols - 2, chosen, 32), col = c->col + 1, end = c->col + c->cols - 1;
    for (int i = 0; i < count; i++) {
        struct str keys = STR_EMPTY;
        hint_keys(a, chosen[i], &keys);
        col += draw_text(c, c->row, col, end - col, ROLE_TEXT, str_text(&keys)) + 1;
        col += draw_text(c, c->row, col, end - col, ROLE_DIM, chosen[i]->hint) + GAP;
        str_free(&keys);
    }
}

/* Cut with … where it is longer than the line. */
static void draw_message(const struct app *a, const struct canvas *c)
{
    const char *text = a->message.text;
    enum role role = a->message_bad ? ROLE_WARN : ROLE_STRONG;
    int cols = c->cols - 2, mark = draw_width(c, "…");
    if (draw_width(c, text) <= cols) {
        draw_text(c, c->row, c->col + 1, cols, role, text);
        return;
    }
    int taken = draw_text(c, c->row, c->col + 1, cols - mark, role, text);
    draw_text(c, c->row, c->col + 1 + taken, mark, role, "…");
}

void hints_draw(const struct app *a, const struct canvas *c)
{
    if (a->prompt.kind)
        prompt_draw(a, c);
    else if (a->message.text[0])
        draw_message(a, c);
    else
        draw_hints(a, c);
}
