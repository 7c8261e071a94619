#include "view/chrome/chrome_parts.h"

#include <string.h>

#include "app/state/view.h"
#include "base/words.h"

void order_draw(const struct app *a, const struct canvas *c)
{
    struct parts line = {.gap = 2};
    struct str text = STR_EMPTY;
    size_t count = a->pipeline.count;
    if (a->shuffle.before.on && app_model(a)->says_order) {
        str_clear(&text);
    } else if (a->shuffle.before.on) {
        shuffle_text(&a->shuffle.set, &text);
        if (strcmp(str_text(&text), a->message.text) != 0) /* the message line says it */
            parts_add(&line, ROLE_STRONG, "%s", str_text(&text));
    } else if (a->pipeline.figures.alike && count > 1) { /* one word has one order */
        parts_add(
            &line, ROLE_WARN,
            _("P is the same everywhere: every order of the words has the same %zu rows of X: "
              "position undecided"),
            count);
        parts_brief(&line, _("every order of the words has the same %zu rows of X: undecided"),
                    count);
    }
    parts_draw(c, (struct span){c->row, c->col + 1, c->cols - 2}, &line);
    str_free(&text);
}
