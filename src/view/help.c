#include "view/help.h"

#include <stdio.h>
#include <string.h>

#include "app/action.h"

#define HEAD_ROWS 2
#define GAP 2

int help_rows(int rows)
{
    return rows > HEAD_ROWS ? rows - HEAD_ROWS : 0;
}

/* "C-a M-Left" as "Ctrl-A Alt-Left". */
static void spell_keys(const char *keys, struct str *out)
{
    static const char *const long_names[][2] = {{"C-", "Ctrl-"}, {"M-", "Alt-"}, {"S-", "Shift-"}};
    for (const char *at = keys; *at;) {
        size_t len = strcspn(at, " ");
        str_adds(out, out->len ? " " : "");
        for (size_t i = 0; len > 2 && i < 3; i++)
            if (memcmp(at, long_names[i][0], 2) == 0) {
                str_adds(out, long_names[i][1]);
                at += 2;
                len -= 2;
            }
        bool letter = len == 1 && *at >= 'a' && *at <= 'z' && out->len && out->data[out->len - 1] == '-';
        str_addc(out, (char)(letter ? *at - 32 : *at));
        str_add(out, at + 1, len - 1);
        at += len;
        at += strspn(at, " ");
    }
}

static const char *context_name(unsigned contexts)
{
    static const struct {
        unsigned contexts;
        const char *name;
    } names[] = {
        {CONTEXT_ANY, "anywhere"},
        {CONTEXT_SENTENCE | CONTEXT_BODY | CONTEXT_HELP, "anywhere"},
        {CONTEXT_SENTENCE | CONTEXT_BODY, "sentence, body"},
        {CONTEXT_SENTENCE | CONTEXT_PROMPT, "sentence"},
        {CONTEXT_SENTENCE, "sentence"},
        {CONTEXT_BODY, "body"},
        {CONTEXT_PROMPT, "question"},
        {CONTEXT_HELP, "help"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].contexts == contexts)
            return names[i].name;
    return "";
}

static void draw_action(const struct canvas *c, int row, const struct action *action)
{
    struct str keys = STR_EMPTY;
    spell_keys(action->keys, &keys);
    int keys_cols = c->cols < 60 ? 14 : 30, where_cols = c->cols < 70 ? 0 : 16, col = c->col + GAP;
    draw_cut(c, row, col, keys_cols, ROLE_ACCENT, str_text(&keys), keys.len);
    str_free(&keys);
    col += keys_cols + GAP;
    if (where_cols)
        draw_text(c, row, col, where_cols, ROLE_DIM, context_name(action->contexts));
    col += where_cols;
    draw_text(c, row, col, c->col + c->cols - col, ROLE_TEXT, action->help);
}

void help_draw(const struct app *a, const struct canvas *c)
{
    frame_fill(c->frame, c->row, c->col, c->rows, c->cols, role_style(ROLE_BACK, c->caps->depth));
    int visible = help_rows(c->rows);
    int col = c->col + GAP;
    col += draw_text(c, c->row, col, c->cols - GAP, ROLE_STRONG, "Keys");
    char range[64];
    int last = a->help_row + visible;
    int total = action_total(a);
    snprintf(range, sizeof range, "   %d to %d of %d", a->help_row + 1, last < total ? last : total, total);
    if (visible < total)
        draw_text(c, c->row, col, c->col + c->cols - col, ROLE_DIM, range);
    const struct action *action = a->help_row < total ? action_at(a, a->help_row) : NULL;
    for (int i = 0; i < visible && action; i++, action = action_next(a, action))
        draw_action(c, c->row + HEAD_ROWS + i, action);
}

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
    const struct action *action = NULL;
    while (count < most && (action = action_next(a, action))) {
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

static void draw_prompt(const struct app *a, const struct canvas *c)
{
    const struct prompt *p = &a->prompt;
    struct str range = STR_EMPTY;
    p->kind->range(a, &range);
    int col = c->col + 1, end = c->col + c->cols;
    col += draw_text(c, c->row, col, end - col, ROLE_ACCENT, p->kind->label) + 1;
    col += draw_text(c, c->row, col, end - col, ROLE_DIM, str_text(&range)) + 1;
    str_free(&range);
    int len = (int)p->line.text.len, before = (int)p->line.cursor;
    const char *text = str_text(&p->line.text);
    struct style style = role_style(ROLE_STRONG, c->caps->depth);
    int cursor = col + frame_text(c->frame, c->row, col, end - col, style, text, before);
    col = cursor + frame_text(c->frame, c->row, cursor, end - cursor, style, text + before, len - before) + GAP;
    draw_text(c, c->row, col, end - col, ROLE_WARN, p->error.text);
    if (cursor < end) {
        c->frame->cursor_row = c->row;
        c->frame->cursor_col = cursor;
    }
}

void hints_draw(const struct app *a, const struct canvas *c)
{
    if (a->prompt.kind)
        draw_prompt(a, c);
    else if (a->message.text[0])
        draw_text(c, c->row, c->col + 1, c->cols - 2, a->message_bad ? ROLE_WARN : ROLE_STRONG, a->message.text);
    else
        draw_hints(a, c);
}
