#include "view/chrome/chrome_parts.h"

#include <stdio.h>
#include <string.h>

#include "app/state/action.h"
#include "app/state/view.h"
#include "base/num.h"
#include "base/words.h"
#include "view/chrome/view.h"
#include "view/marks/glossary.h"

#define HEAD_ROWS 2
#define GAP 2
#define TWO_COLUMNS 150 /* columns from which two of lines stand side by side */
#define LINES_MAX 3000
#define KEYS_MAX 5 /* keys of one action that are written out */

enum group {
    GROUP_VIEW,
    GROUP_BODY,
    GROUP_SENTENCE,
    GROUP_ANYWHERE,
    GROUP_QUESTION,
    GROUP_MOUSE,
    GROUP_HELP,
    GROUPS,
};

static const char *const titles[GROUPS] = {
    [GROUP_VIEW] = N_("This view"),
    [GROUP_BODY] = N_("Body: the picture below the sentence"),
    [GROUP_SENTENCE] = N_("Sentence"),
    [GROUP_ANYWHERE] = N_("Anywhere"),
    [GROUP_QUESTION] = N_("Question and command line"),
    [GROUP_MOUSE] = N_("Mouse"),
    [GROUP_HELP] = N_("Help"),
};

/* What had the focus comes first. */
static const enum group orders[][GROUPS] = {
    [FOCUS_SENTENCE] = {GROUP_SENTENCE, GROUP_ANYWHERE, GROUP_VIEW, GROUP_BODY, GROUP_QUESTION,
                        GROUP_MOUSE, GROUP_HELP},
    [FOCUS_BODY] = {GROUP_VIEW, GROUP_BODY, GROUP_ANYWHERE, GROUP_SENTENCE, GROUP_QUESTION,
                    GROUP_MOUSE, GROUP_HELP},
};

/* A line: a heading, an action, a gesture or part of a sentence; none of them: blank. */
struct help_line {
    const char *title; /* title_len bytes of it */
    size_t title_len;
    const struct action *action; /* and text: the first line of its help */
    const char *what;            /* a gesture; text: as of an action */
    const char *label, *text;    /* bytes of a sentence, and the label before it or NULL */
    size_t label_len, text_len;
    bool of_label; /* it stands beside a label, keys or a gesture, or below that */
};
struct help_list {
    struct help_line lines[LINES_MAX];
    int count;
};

static enum group group_of(const struct app *a, int i, const struct action *action)
{
    unsigned contexts = action->contexts;
    if (i < app_model(a)->count || hints_purpose(a, action)) return GROUP_VIEW;
    if (contexts == CONTEXT_BODY) return GROUP_BODY;
    if (contexts == CONTEXT_PROMPT) return GROUP_QUESTION;
    if (contexts == CONTEXT_HELP) return GROUP_HELP;
    return contexts & CONTEXT_BODY ? GROUP_ANYWHERE : GROUP_SENTENCE;
}

static void add(struct help_list *list, struct help_line line)
{
    if (list->count < LINES_MAX) list->lines[list->count++] = line;
}

static int list_cols(const struct app *a)
{
    return a->cols >= TWO_COLUMNS ? a->cols / 2 : a->cols;
}

/* In as many lines as it takes. */
static void add_title(const struct app *a, struct help_list *list, const char *text)
{
    const struct caps caps = {.depth = DEPTH_NONE};
    const struct canvas c = {.caps = &caps};
    for (const char *at = text; *at; at += strspn(at, " ")) {
        size_t n = draw_fit(&c, at, list_cols(a) - 2 * GAP);
        add(list, (struct help_line){.title = at, .title_len = n});
        at += n;
    }
}

/* Columns of what stands at the left of a pair. */
static int what_cols(int cols)
{
    return cols < 60 ? 14 : cols < 100 ? 26 : 34;
}

/* A sentence in as many lines as it takes; the first is part of `line`. */
static void add_sentence(struct help_list *list, struct help_line line, const char *text, int cols)
{
    const struct caps caps = {.depth = DEPTH_NONE};
    const struct canvas c = {.caps = &caps};
    for (const char *at = text + strspn(text, " "); *at;) {
        size_t n = draw_fit(&c, at, cols);
        line.text = at;
        line.text_len = n ? n : strlen(at);
        add(list, line);
        at += line.text_len;
        at += strspn(at, " ");
        line = (struct help_line){.of_label = line.of_label};
    }
}

/* Columns of what stands beside a label. */
static int meaning_cols(const struct app *a)
{
    int cols = list_cols(a);
    return max_int(cols - 2 * GAP - what_cols(cols) - GAP, 8);
}

/* The fullest of a label's texts that its columns hold; none: the first. */
static const char *label_of(const char *texts, int cols, size_t *len)
{
    const struct caps caps = {.depth = DEPTH_NONE};
    const struct canvas c = {.caps = &caps};
    for (const char *at = texts; *at; at += *at == '\n') {
        struct str one = STR_EMPTY;
        *len = strcspn(at, "\n");
        str_add(&one, at, *len);
        bool fits = draw_width(&c, str_text(&one)) <= cols;
        str_free(&one);
        if (fits) return at;
        at += *len;
    }
    *len = strcspn(texts, "\n");
    return texts;
}

/* Whether an entry is of the view alone, or may be seen in any view. */
static bool belongs(const struct glossary_entry *e, const char *view, bool general)
{
    bool own = *e->views && glossary_of_view(e, view);
    return general ? !own && (!*e->views || glossary_of_view(e, glossary_top)) : own;
}

/* The labels of the view, or those that any view may show. */
static void add_labels(const struct app *a, bool general, struct help_list *list)
{
    const struct glossary_entry *end = glossary + glossary_count;
    for (const struct glossary_entry *e = glossary; e < end; e++) {
        if (!belongs(e, app_view(a)->name, general)) continue;
        struct help_line line = {.of_label = true};
        line.label = label_of(_(e->texts), what_cols(list_cols(a)), &line.label_len);
        add_sentence(list, line, _(e->meaning), meaning_cols(a));
    }
}

static void add_group(const struct app *a, enum group group, struct help_list *list)
{
    int start = list->count, i = 0;
    if (start) add(list, (struct help_line){0});
    add_title(a, list, _(titles[group]));
    int head = list->count;
    for (const struct action *at = NULL; (at = action_next(a, at)); i++)
        if (group_of(a, i, at) == group)
            add_sentence(list, (struct help_line){.action = at, .of_label = true}, _(at->help),
                         meaning_cols(a));
    for (i = 0; group == GROUP_MOUSE && i < gesture_count; i++)
        add_sentence(list, (struct help_line){.what = _(gestures[i].what), .of_label = true},
                     _(gestures[i].help), meaning_cols(a));
    if (list->count == head) /* nothing stands under the heading */
        list->count = start;
}

/* What the view shows. */
static void add_page(const struct app *a, struct help_list *list)
{
    const char *page = glossary_page(app_view(a)->name);
    if (!page) return;
    add_title(a, list, _(app_view(a)->title));
    add_sentence(list, (struct help_line){0}, _(page), list_cols(a) - 2 * GAP);
}

static void add_words(const struct app *a, struct help_list *list)
{
    if (!glossary_page(app_view(a)->name)) return;
    add(list, (struct help_line){0});
    add_title(a, list, _("Words on the screen (a click on one explains it too)"));
    add_labels(a, false, list);
}

/* The keys of the view stand before its words. */
static void make_list(const struct app *a, struct help_list *list)
{
    list->count = 0;
    add_page(a, list);
    for (int i = 0; i < GROUPS; i++) {
        add_group(a, orders[a->focus][i], list);
        if (orders[a->focus][i] == GROUP_VIEW) add_words(a, list);
    }
    add(list, (struct help_line){0});
    add_title(a, list, _("Words of every view, the top line and the inspector"));
    add_labels(a, true, list);
}

int help_lines(const struct app *a)
{
    struct help_list list;
    make_list(a, &list);
    return list.count;
}

int help_page(int rows, int cols)
{
    int lines = rows > HEAD_ROWS ? rows - HEAD_ROWS : 0;
    return cols >= TWO_COLUMNS ? 2 * lines : lines;
}

void help_key(const char *key, size_t len, struct str *out)
{
    static const char *const long_names[][2] = {{"C-", "Ctrl-"}, {"M-", "Alt-"}, {"S-", "Shift-"}};
    bool modified = false;
    for (size_t i = 0; i < sizeof long_names / sizeof *long_names; i++)
        if (len > 2 && memcmp(key, long_names[i][0], 2) == 0) {
            str_adds(out, long_names[i][1]);
            key += 2;
            len -= 2;
            modified = true;
        }
    bool letter = modified && len == 1 && *key >= 'a' && *key <= 'z';
    str_addc(out, (char)(letter ? *key - 'a' + 'A' : *key));
    str_add(out, key + 1, len - 1);
}

/* Of many keys the first and the last: "1 … 9". */
static void spell_keys(const char *keys, struct str *out)
{
    int count = 0, i = 0;
    for (const char *at = keys; *at; at++) count += *at != ' ' && (at == keys || at[-1] == ' ');
    for (const char *at = keys; *at; i++) {
        size_t len = strcspn(at, " ");
        bool hidden = count > KEYS_MAX && i > 0 && i < count - 1;
        if (!hidden || i == 1) str_adds(out, i ? " " : "");
        if (!hidden)
            help_key(at, len, out);
        else if (i == 1)
            str_adds(out, "…");
        at += len;
        at += strspn(at, " ");
    }
}

/* What is pressed or clicked, at the left of what it does. */
static void draw_what(const struct canvas *c, int row, const char *what)
{
    int width = what_cols(c->cols), col = c->col + GAP;
    if (draw_width(c, what) <= width)
        draw_text(c, row, col, width, ROLE_ACCENT, what);
    else
        draw_cut(c, (struct span){row, col, width}, ROLE_ACCENT, what, strlen(what));
}

/* The lines of a sentence beside a label stand below one another. */
static void draw_sentence(const struct canvas *c, int row, const struct help_line *line)
{
    int col = c->col + GAP, width = what_cols(c->cols);
    if (line->label)
        draw_bytes(c, (struct span){row, col, width}, ROLE_ACCENT, line->label, line->label_len);
    if (line->of_label) col += width + GAP;
    draw_bytes(c, (struct span){row, col, c->col + c->cols - col}, ROLE_TEXT, line->text,
               line->text_len);
}

static void draw_line(const struct app *a, const struct canvas *c, int row,
                      const struct help_line *line)
{
    if (line->title)
        draw_bytes(c, (struct span){row, c->col + GAP, c->cols - GAP}, ROLE_STRONG, line->title,
                   line->title_len);
    if (line->text) draw_sentence(c, row, line);
    if (line->what) draw_what(c, row, line->what);
    if (!line->action) return;
    struct str names = STR_EMPTY, keys = STR_EMPTY;
    action_keys(a, CONTEXT_ANY, line->action, &names);
    if (names.len)
        spell_keys(names.data, &keys);
    else /* no key is left to it: the command line has its name */
        str_addf(&keys, ":%s", line->action->name);
    draw_what(c, row, str_text(&keys));
    str_free(&names);
    str_free(&keys);
}

static void draw_head(const struct canvas *c, int from, int page, int count)
{
    int last = min_int(from + page, count);
    struct parts line = {.gap = 3};
    parts_add(&line, ROLE_STRONG, _("Words on screen, keys and mouse"));
    parts_brief(&line, _("Words, keys, mouse"));
    if (page < count) {
        parts_add(&line, ROLE_DIM, _("%d to %d of %d lines"), from + 1, last, count);
        parts_brief(&line, _("%d to %d of %d"), from + 1, last, count);
    }
    parts_draw(c, (struct span){c->row, c->col + GAP, c->cols - GAP}, &line);
}

void help_draw(const struct app *a, const struct canvas *c)
{
    struct help_list list;
    make_list(a, &list);
    frame_fill(c->frame, c->row, c->col, c->rows, c->cols, role_style(ROLE_BACK, c->caps->depth));
    int page = help_page(c->rows, c->cols), rows = c->rows - HEAD_ROWS;
    /* The screen may have grown since it was scrolled. */
    int from = max_int(min_int(a->help_row, list.count - page), 0);
    draw_head(c, from, page, list.count);
    for (int i = 0; i < page && from + i < list.count; i++) {
        struct canvas column = *c;
        column.cols = page > rows ? c->cols / 2 : c->cols;
        column.col += i / rows * column.cols;
        draw_line(a, &column, c->row + HEAD_ROWS + i % rows, &list.lines[from + i]);
    }
}
