#include "view/hints.h"

#include <string.h>

#include "app/action.h"
#include "view/prompt_line.h"

#define GAP 2

static int hint_width(const struct canvas *c, const struct action *action)
{
    return draw_width(c, action->hint_keys) + 1 + draw_width(c, action->hint);
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
    for (int i = 0; i < action_total(a) && count < most; i++) {
        const struct action *action = action_at(a, i);
        if (!action->hint || !(action->contexts & context) || hinted(chosen, count, action))
            continue;
        chosen[count++] = action;
        width += hint_width(c, action) + GAP;
    }
    while (count > 2 && width - GAP > cols) {
        width -= hint_width(c, chosen[count - 3]) + GAP;
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
        col += draw_text(c, c->row, col, end - col, ROLE_TEXT, chosen[i]->hint_keys) + 1;
        col += draw_text(c, c->row, col, end - col, ROLE_DIM, chosen[i]->hint) + GAP;
    }
}

void hints_draw(const struct app *a, const struct canvas *c)
{
    if (a->prompt.kind)
        prompt_draw(a, c);
    else if (a->message.text[0])
        draw_text(c, c->row, c->col + 1, c->cols - 2, a->message_bad ? ROLE_WARN : ROLE_STRONG, a->message.text);
    else
        draw_hints(a, c);
}
