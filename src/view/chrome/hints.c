#include "view/chrome/chrome_parts.h"

#include <stdio.h>
#include <string.h>

#include "app/state/action.h"
#include "app/state/view.h"
#include "app/input/keyname.h"
#include "base/num.h"
#include "base/utf8.h"
#include "base/words.h"
#include "view/chrome/view.h"

#define GAP 2

/* Whether a person has bound any of the keys that a hint names: "Ctrl-U", "[ ]", "←→". */
static bool rebound(const struct app *a, const char *hint_keys)
{
    static const char *const spelled[][2] = {
        {"←", "Left"}, {"→", "Right"}, {"↑", "Up"}, {"↓", "Down"}};
    static const char control[] = "Ctrl-";
    for (const char *at = hint_keys; *at && a->keymap.count;) {
        char name[16] = "";
        size_t len = strcspn(at, " ");
        if ((unsigned char)*at >= 0x80 && len > 3) len = 3; /* arrows stand together */
        for (size_t i = 0; i < sizeof spelled / sizeof *spelled; i++)
            if (len == 3 && memcmp(at, spelled[i][0], 3) == 0)
                snprintf(name, sizeof name, "%s", spelled[i][1]);
        if (!*name && strncmp(at, control, sizeof control - 1) == 0)
            snprintf(name, sizeof name, "C-%c", at[sizeof control - 1]);
        else if (!*name)
            snprintf(name, sizeof name, "%.*s", (int)len, at);
        if (action_rebound(a, key_parse(name, strlen(name)))) return true;
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
    if (len) help_key(names.data, len, out);
    str_free(&names);
}

/* Ctrl-C ends the program, but the reading of standard input first; Space pauses what runs. */
static const char *hint_text(const struct app *a, const struct action *action)
{
    bool ends_reading = a->reads && strcmp(action->name, "quit-anywhere") == 0;
    bool runs =
        strcmp(action->name, "training-run") == 0 || strcmp(action->name, "attention-run") == 0;
    return ends_reading                  ? _("end reading")
           : runs && a->training.playing ? _("pause")
                                         : _(action->hint);
}

static int hint_width(const struct app *a, const struct canvas *c, const struct action *action)
{
    struct str keys = STR_EMPTY;
    hint_keys(a, action, &keys);
    int width = keys.len ? draw_width(c, keys.data) + 1 + draw_width(c, hint_text(a, action)) : 0;
    str_free(&keys);
    return width;
}

/* What a view is for, besides its own actions: hinted there and nowhere else. */
static const struct {
    const char *view, *action;
} purposes[] = {
    {"vocabulary", "freeze"}, {"embedding", "seed"},  {"embedding", "init"},
    {"embedding", "rows"},    {"waves", "base-less"}, {"waves", "layout"},
    {"sum", "scale"},         {"training", "rows"},   {"attention", "shuffle"},
};

/* Own actions that give way to these: the details of a view, and ways of it to do what keys of
 * every view do. */
static bool is_detail(const struct action *own)
{
    static const char *const names[] = {
        "waves-zoom-in",    "waves-position-up", "attention-stage",   "attention-formula",
        "attention-knock",  "attention-heads",   "training-pin",      "attention-column-left",
        "attention-row-up", "training-first",    "training-place-up",
    };
    for (size_t i = 0; i < COUNT(names); i++)
        if (strcmp(names[i], own->name) == 0) return true;
    return false;
}

bool hints_purpose(const struct app *a, const struct action *action)
{
    for (size_t i = 0; i < COUNT(purposes); i++)
        if (strcmp(purposes[i].action, action->name) == 0 &&
            strcmp(purposes[i].view, app_view(a)->name) == 0)
            return true;
    return false;
}

/* 0: hinted first, as the view's own; 1: after these; −1: not in this view. */
static int hint_rank(const struct app *a, const struct action *action)
{
    const struct model *m = app_model(a);
    for (int i = 0; i < m->count; i++)
        if (&m->actions[i] == action) return is_detail(action);
    if (hints_purpose(a, action)) return 0;
    for (size_t i = 0; i < COUNT(purposes); i++)
        if (strcmp(purposes[i].action, action->name) == 0) return -1;
    return 1;
}

/* The same hint may stand with several keys: one is enough. */
static bool hinted(const struct action *const *chosen, int count, const struct action *action)
{
    for (int i = 0; i < count; i++)
        if (strcmp(chosen[i]->hint, action->hint) == 0) return true;
    return false;
}

/* All hints of a context; those of the view first. */
static int gather_hints(const struct app *a, const struct canvas *c, const struct action **chosen,
                        int max)
{
    int count = 0;
    for (int rank = 0; rank < 2; rank++)
        for (const struct action *at = NULL; count < max && (at = action_next(a, at));)
            if (at->hint && (at->contexts & (unsigned)app_context(a)) && hint_rank(a, at) == rank &&
                hint_width(a, c, at) && !hinted(chosen, count, at))
                chosen[count++] = at;
    return count;
}

/* The hints that fit into `cols`. The last ones stay when others have to go: how to reach the
 * views, help and quit, in the sentence the picture too; help and quit where that is too much. */
static int choose_hints(const struct app *a, const struct canvas *c, int cols,
                        const struct action **chosen, int max)
{
    unsigned context = app_context(a);
    int count = gather_hints(a, c, chosen, max), width = 0;
    int keep = context == CONTEXT_SENTENCE ? 4 : context == CONTEXT_BODY ? 3 : 2;
    for (int i = 0; i < count; i++) width += hint_width(a, c, chosen[i]) + GAP;
    while (count > 2 && width - GAP > cols) {
        if (count <= keep) keep = count - 1;
        width -= hint_width(a, c, chosen[count - keep - 1]) + GAP;
        for (int i = count - keep; i < count; i++) chosen[i - 1] = chosen[i];
        count--;
    }
    return count;
}

static void draw_hints(const struct app *a, const struct canvas *c)
{
    const struct action *chosen[32];
    int count = choose_hints(a, c, c->cols - 2, chosen, 32), col = c->col + 1,
        end = c->col + c->cols - 1;
    for (int i = 0; i < count; i++) {
        struct str keys = STR_EMPTY;
        hint_keys(a, chosen[i], &keys);
        col += draw_text(c, c->row, col, end - col, ROLE_TEXT, str_text(&keys)) + 1;
        col += draw_text(c, c->row, col, end - col, ROLE_DIM, hint_text(a, chosen[i])) + GAP;
        str_free(&keys);
    }
}

enum { MESSAGE_ROWS_MAX = 6 };

/* Bytes of a message that a row takes: to a line's end, whole words, or what fits of a word that is
 * longer than a row, such as a path. */
static size_t row_bytes(const struct canvas *c, const char *text, int cols)
{
    struct str row = STR_EMPTY;
    str_add(&row, text, strcspn(text, "\n"));
    size_t fits = draw_fit(c, str_text(&row), cols);
    if (fits < row.len) str_splice(&row, fits, row.len - fits, "", 0);
    while (row.len && draw_width(c, row.data) > cols) {
        size_t at = utf8_prev(row.data, row.len, row.len);
        str_splice(&row, at, row.len - at, "", 0);
    }
    size_t n = row.len;
    str_free(&row);
    return n ? n : strlen(text);
}

static void draw_message_row(const struct canvas *c, int row, enum role role, const char *text,
                             size_t n, bool last)
{
    struct span at = {row, c->col + 1, c->cols - 2};
    bool cut = last && (text[n] || draw_width(c, text) > at.cols);
    if (cut) at.cols -= draw_width(c, "…");
    at.col += draw_bytes(c, at, role, text, n);
    if (cut) draw_text(c, row, at.col, 2, role, "…");
}

void message_draw(const struct app *a, const struct canvas *c, int last, enum role role,
                  const char *text)
{
    size_t starts[MESSAGE_ROWS_MAX + 1] = {0};
    int max = min_int(a->rows / 2, MESSAGE_ROWS_MAX), rows = 0;
    while (rows < max && text[starts[rows]]) {
        size_t at = starts[rows] + strspn(text + starts[rows], " \n");
        starts[rows] = at;
        at += rows + 1 < max ? row_bytes(c, text + at, c->cols - 2) : strcspn(text + at, "\n");
        starts[++rows] = at;
    }
    int first = last - rows + 1;
    frame_fill(c->frame, first, c->col, rows, c->cols, role_style(ROLE_BACK, c->caps->depth));
    for (int i = 0; i < rows; i++) {
        const char *row = text + starts[i];
        size_t n = min_size(starts[i + 1] - starts[i], strcspn(row, "\n"));
        draw_message_row(c, first + i, role, row, n, i + 1 == rows);
    }
}

void hints_draw(const struct app *a, const struct canvas *c)
{
    if (a->prompt.kind)
        prompt_draw(a, c);
    else if (a->message.text[0])
        message_draw(a, c, c->row, a->message_bad ? ROLE_WARN : ROLE_STRONG, a->message.text);
    else
        draw_hints(a, c);
}
