#include "app/state/app.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/state/view.h"
#include "base/memory.h"
#include "base/num.h"
#include "base/words.h"

const char app_default_text[] = "When you play the game of thrones you win or you die";

static const char *const no_names[] = {NULL};
static const struct view no_views[] = {{.name = "", .title = "", .model = &model_none},
                                       {.name = NULL}};
static const struct option_lists no_lists = {no_names, no_views, no_names, no_names, no_names};

bool app_init(struct app *a, const struct corpus *corpus, struct err *e)
{
    *a = (struct app){.corpus = *corpus,
                      .params = params_default(),
                      .token = 1,
                      .dim = 2,
                      .mouse = true,
                      .lists = &no_lists,
                      .rows = 24,
                      .cols = 80,
                      .similarity = {.shift = SIMILARITY_SHIFT}};
    training_init(&a->training);
    return app_set_text(a, app_default_text, sizeof app_default_text - 1, e);
}

void app_free(struct app *a)
{
    for (const struct view *view = a->lists ? a->lists->views : no_views; view->name; view++)
        if (view->model->free) view->model->free(a);
    line_free(&a->line);
    line_free(&a->prompt.line);
    str_free(&a->prompt.completion.stem);
    history_free(&a->history);
    shuffle_free(&a->shuffle);
    training_free(a);
    other_free(&a->beside);
    keymap_free(&a->keymap);
    str_free(&a->request.path);
    str_free(&a->picture.panel);
    str_free(&a->picture.caption);
    files_free(&a->files);
    pipeline_free(&a->pipeline);
    if (a->vocab_ready) vocab_free(&a->vocab);
    *a = (struct app){0};
}

_Static_assert(EVENT_PASTE_MAX >= TEXT_MAX, "a text can be pasted whole");

static bool check_length(const struct app *a, size_t n, struct err *e)
{
    size_t max = text_max(&a->line.text);
    return n <= max ||
           err_set(e, _("the text has %zu bytes; at most %zu are read: shorten it"), n, max);
}

bool app_set_text(struct app *a, const char *text, size_t n, struct err *e)
{
    return check_length(a, n, e) && (line_set(&a->line, text, n) || err_memory(e));
}

bool app_take_text(struct app *a, struct str *text, struct err *e)
{
    return check_length(a, text->len, e) && (line_take(&a->line, text) || err_memory(e));
}

bool app_append_text(struct app *a, const char *text, size_t n, struct err *e)
{
    return check_length(a, text_len(&a->line.text) + n, e) &&
           (line_append(&a->line, text, n) || err_memory(e));
}

void app_get_settings(const struct app *a, struct settings *s)
{
    s->params = a->params;
    s->tokenizer = a->tokenizer;
    size_t n = a->beside.on ? text_len(&a->beside.text) : 0;
    memcpy(s->beside, text_bytes(&a->beside.text), n);
    s->beside[n] = '\0';
    s->theme = a->theme;
    s->palette = a->palette;
    s->curves = a->curves;
    s->ambiguous = a->ambiguous;
    s->full = a->held_full;
    s->view = a->view;
    s->mouse = a->mouse;
    s->bare = a->picture.bare;
    training_get_settings(&a->training, &s->training);
}

void app_set_settings(struct app *a, const struct settings *s)
{
    if (a->tokenizer != s->tokenizer) a->follow = FOLLOW_CURSOR;
    a->params = s->params;
    if (!*s->beside)
        other_remove(&a->beside);
    else if ((!a->beside.on || strcmp(s->beside, text_bytes(&a->beside.text)) != 0) &&
             !other_set(&a->beside, s->beside, strlen(s->beside)))
        memory_failed();
    a->tokenizer = s->tokenizer;
    a->theme = s->theme;
    a->palette = s->palette;
    a->curves = s->curves;
    a->ambiguous = s->ambiguous;
    a->held_full = s->full;
    app_set_view(a, s->view);
    a->mouse = s->mouse;
    a->picture.bare = s->bare;
    training_set_settings(a, &s->training);
}

void app_say(struct app *a, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(a->message.text, sizeof a->message.text, format, args);
    va_end(args);
    a->message_bad = false;
}

void app_complain(struct app *a, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(a->message.text, sizeof a->message.text, format, args);
    va_end(args);
    a->message_bad = true;
}

void app_ask(struct app *a, const struct prompt_kind *kind)
{
    a->prompt.kind = kind;
    app_typed(a);
    history_leave(&a->history);
    line_set(&a->prompt.line, "", 0);
}

enum context app_context(const struct app *a)
{
    if (a->help) return CONTEXT_HELP;
    if (a->prompt.kind) return CONTEXT_PROMPT;
    return a->focus == FOCUS_SENTENCE ? CONTEXT_SENTENCE : CONTEXT_BODY;
}

struct line *app_active_line(struct app *a)
{
    return a->prompt.kind ? &a->prompt.line : &a->line;
}

bool app_has_room(struct app *a, const struct line *l, size_t n)
{
    if (n <= text_room(&l->text)) return true;
    app_complain(a, _("the text would have more than %zu bytes: it stays as it was"),
                 text_max(&l->text));
    return false;
}

void app_take_corpus(struct app *a, const struct corpus *corpus, const struct vocab *vocab)
{
    pipeline_free(&a->pipeline);
    other_forget_vocab(&a->shuffle.before);
    other_forget_vocab(&a->beside);
    if (a->vocab_ready) vocab_free(&a->vocab);
    if (corpus->text != a->corpus.text) a->corpus_bad = 0;
    a->corpus = *corpus;
    a->vocab = *vocab;
    a->vocab_ready = true;
    a->vocab_revision++;
    a->placed = false;
}

static bool build_vocab(struct app *a, struct vocab *v, const struct corpus *corpus, struct err *e)
{
    work_start(&a->work);
    bool ok = work_vocab(&a->work, v, &tokenizers[a->tokenizer], corpus->text, corpus->len, e);
    work_end(&a->work);
    return ok;
}

bool app_set_corpus(struct app *a, const struct corpus *corpus, struct err *e)
{
    struct vocab vocab;
    const struct vocab_table *ready = a->prebuilt;
    if (ready && ready->training == corpus->text && ready->tokenizer == &tokenizers[a->tokenizer])
        vocab_open(&vocab, ready);
    else if (!build_vocab(a, &vocab, corpus, e))
        return false;
    app_take_corpus(a, corpus, &vocab);
    return true;
}

void app_select_byte(struct app *a, size_t at)
{
    const struct pipeline *p = &a->pipeline;
    a->token = pipeline_token_at(p, at);
    a->pending =
        (struct pending_jump){!pipeline_complete(p) && at >= p->indexed, true, at, a->token};
}

size_t app_token(const struct app *a)
{
    return a->pending.due && !a->pending.byte ? a->pending.at : a->token;
}

void app_typed(struct app *a)
{
    a->prompt.error.text[0] = 0;
    a->prompt.completion.on = false;
}

bool app_read_number(const char *text, uint64_t first, uint64_t last, uint64_t *out, struct err *e)
{
    return num_read(text, 0, first, last, out) ||
           err_set(e, _("a whole number from %llu to %llu is wanted"), (unsigned long long)first,
                   (unsigned long long)last);
}

/* ---- views ---------------------------------------------------------------- */

const struct model model_none = {0};

bool view_has_panel(const struct view *view, const char *name)
{
    for (int i = 0; view->panels && view->panels[i]; i++)
        if (strcmp(view->panels[i], name) == 0) return true;
    return false;
}

void view_list_panels(const struct view *view, struct str *out)
{
    for (int i = 0; view->panels && view->panels[i]; i++)
        str_addf(out, i == 0 ? "%s" : view->panels[i + 1] ? ", %s" : _(" or %s"), view->panels[i]);
}

int view_total(const struct view *views)
{
    int count = 0;
    while (views[count].name) count++;
    return count;
}

int view_find(const struct view *views, const char *name)
{
    for (int i = 0; views[i].name; i++)
        if (strcmp(views[i].name, name) == 0) return i;
    return -1;
}

bool view_reserve(float **numbers, size_t count)
{
    float *more = memory_resize(*numbers, count + 1, sizeof *more);
    if (more) *numbers = more;
    return more;
}

const struct view *app_view(const struct app *a)
{
    return &a->lists->views[a->view];
}

const struct model *app_model(const struct app *a)
{
    const struct model *m = app_view(a)->model;
    return m->other && m->is_other(a) ? m->other : m;
}

void app_set_view(struct app *a, int row)
{
    if (row != a->view && a->picture.of_view) str_clear(&a->picture.panel);
    a->view = row;
}

void app_show(struct app *a, const char *view)
{
    int row = view_find(a->lists->views, view);
    if (row >= 0) app_set_view(a, row);
}
