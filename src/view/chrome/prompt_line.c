#include "view/chrome/chrome_parts.h"

#include <string.h>

#include "app/command/command.h"
#include "base/words.h"

#define GAP 2
#define NOTE_GAP 4   /* columns between the line and what follows it */
#define HELP_COLS 24 /* left free after a long line, where there is room for it */

/* Returns the column after the line. */
static int draw_line(const struct app *a, const struct canvas *c, int col, int end)
{
    const struct line *l = &a->prompt.line;
    const char *text = text_bytes(&l->text);
    struct style style = role_style(ROLE_STRONG, c->caps->depth);
    size_t first = sentence_back(l, l->cursor, end - col - 1, c->caps->text);
    int cursor = col + frame_text(c->frame, (struct span){c->row, col, end - col}, style,
                                  text + first, (int)(l->cursor - first));
    if (cursor < end) {
        c->frame->cursor_row = c->row;
        c->frame->cursor_col = cursor;
    }
    return cursor + frame_text(c->frame, (struct span){c->row, cursor, end - cursor}, style,
                               text + l->cursor, (int)(text_len(&l->text) - l->cursor));
}

/* The last part of a path: what stands before it is in the line. */
static const char *last_part(const char *name)
{
    const char *last = name;
    for (const char *at = name; *at; at++)
        if (at[0] == '/' && at[1]) last = at + 1;
    return last;
}

/* How many candidates from `from` on fit. */
static int fitting(const struct app *a, const struct canvas *c, int from, int cols)
{
    int count = 0;
    const char *name;
    for (; (name = command_candidate(a, from + count)); count++) {
        cols -= draw_width(c, last_part(name)) + (count ? GAP : 0);
        if (cols < 0) break;
    }
    return count;
}

/* The page of candidates that holds the one in the line. False if there is none to choose. */
static bool draw_candidates(const struct app *a, const struct canvas *c, int col, int end)
{
    const struct completion *chosen = &a->prompt.completion;
    const char *name = command_candidate(a, 0), *typed = text_bytes(&a->prompt.line.text);
    bool whole = name && !command_candidate(a, 1) && strcmp(name, typed + command_word(typed)) == 0;
    if (!name || whole) return false;
    int more = draw_width(c, "…") + GAP, from = 0, count = fitting(a, c, 0, end - col - more);
    while (chosen->on && count && chosen->at >= from + count) {
        from += count;
        count = fitting(a, c, from, end - col - more);
    }
    for (int i = from; i < from + count; i++) {
        name = command_candidate(a, i);
        enum role role = chosen->on && i == chosen->at ? ROLE_ACCENT : ROLE_DIM;
        col += draw_text(c, c->row, col, end - col, role, last_part(name));
        col += GAP;
    }
    if (command_candidate(a, from + count)) draw_text(c, c->row, col, end - col, ROLE_DIM, "…");
    return true;
}

static void draw_note(const struct app *a, const struct canvas *c, int col, int end)
{
    struct str note = STR_EMPTY;
    a->prompt.kind->note(a, text_bytes(&a->prompt.line.text), &note);
    draw_text(c, c->row, col, end - col, ROLE_DIM, str_text(&note));
    str_free(&note);
}

/* After the line, or over the rows above where it is too long for that. */
static void draw_error(const struct app *a, const struct canvas *c, int col, int end)
{
    const char *error = a->prompt.error.text;
    bool fits = draw_width(c, error) <= end - col;
    if (fits)
        draw_text(c, c->row, col, end - col, ROLE_WARN, error);
    else
        message_draw(a, c, c->row - 1, ROLE_WARN, error);
}

void prompt_draw(const struct app *a, const struct canvas *c)
{
    const struct prompt *p = &a->prompt;
    int col = c->col + 1, end = c->col + c->cols;
    col += draw_text(c, c->row, col, end - col, ROLE_ACCENT, _(p->kind->label));
    if (p->kind->range) {
        struct str range = STR_EMPTY;
        p->kind->range(a, &range);
        col += 1 + draw_text(c, c->row, col + 1, end - col - 1, ROLE_DIM, str_text(&range)) + 1;
        str_free(&range);
    }
    int help = end - col > 3 * HELP_COLS ? HELP_COLS : 0;
    col = draw_line(a, c, col, end - help) + NOTE_GAP;
    if (p->error.text[0])
        draw_error(a, c, col, end);
    else if (!draw_candidates(a, c, col, end) && p->kind->note)
        draw_note(a, c, col, end);
}
