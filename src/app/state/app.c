#include "app/state/app.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "app/update/action.h"
#include "app/update/model.h"
#include "app/views/similarity.h"
#include "app/views/vocabulary.h"
#include "base/utf8.h"

const char app_default_text[] = "When you play the game of thrones you win or you die";

static const char *const no_names[] = {NULL};
static const struct option_lists no_lists = {no_names, no_names, no_names, no_names};

bool app_init(struct app *a, const struct corpus *corpus, struct err *e)
{
    *a = (struct app){.corpus = *corpus,
                      .params = params_default(),
                      .token = 7,
                      .dim = 2,
                      .view_count = 1,
                      .theme_count = 1,
                      .palette_count = 1,
                      .lists = &no_lists,
                      .rows = 24,
                      .cols = 80,
                      .similarity = {.shift = SIMILARITY_SHIFT}};
    return app_set_text(a, app_default_text, sizeof app_default_text - 1, e);
}

void app_free(struct app *a)
{
    for (int i = 0; i < model_count; i++)
        if (models[i].free)
            models[i].free(a);
    line_free(&a->line);
    line_free(&a->prompt.line);
    completion_free(&a->prompt.completion);
    history_free(&a->history);
    keymap_free(&a->keymap);
    str_free(&a->request.path);
    files_free(&a->files);
    pipeline_free(&a->pipeline);
    if (a->vocab_ready)
        vocab_free(&a->vocab);
    *a = (struct app){0};
}

_Static_assert(EVENT_PASTE_MAX >= TEXT_MAX, "a text can be pasted whole");

static bool check_length(const struct app *a, size_t n, struct err *e)
{
    size_t max = text_max(&a->line.text);
    return n <= max || err_set(e, "the text has %zu bytes; at most %zu are read: shorten it", n, max);
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
    return check_length(a, text_len(&a->line.text) + n, e) && (line_append(&a->line, text, n) || err_memory(e));
}

void app_get_settings(const struct app *a, struct settings *s)
{
    s->params = a->params;
    s->tokenizer = a->tokenizer;
    s->theme = a->theme;
    s->palette = a->palette;
    s->view = a->view;
}

void app_set_settings(struct app *a, const struct settings *s)
{
    if (a->tokenizer != s->tokenizer)
        a->follow = FOLLOW_CURSOR;
    a->params = s->params;
    a->tokenizer = s->tokenizer;
    a->theme = s->theme;
    a->palette = s->palette;
    a->view = s->view;
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
    a->prompt.error.text[0] = 0;
    completion_reset(&a->prompt.completion);
    history_leave(&a->history);
    line_set(&a->prompt.line, "", 0);
}

void app_refuse(struct app *a, const char *why)
{
    app_ask(a, &command_prompt);
    history_step(&a->history, &a->prompt.line, -1);
    err_set(&a->prompt.error, "%s", why);
}

enum context app_context(const struct app *a)
{
    if (a->help)
        return CONTEXT_HELP;
    if (a->prompt.kind)
        return CONTEXT_PROMPT;
    return a->focus == FOCUS_SENTENCE ? CONTEXT_SENTENCE : CONTEXT_BODY;
}

struct line *app_active_line(struct app *a)
{
    return a->prompt.kind ? &a->prompt.line : &a->line;
}

bool app_has_room(struct app *a, const struct line *l, size_t n)
{
    if (n <= text_room(&l->text))
        return true;
    app_complain(a, "the text would have more than %zu bytes: it stays as it was", text_max(&l->text));
    return false;
}

/* Text that a person types or pastes into the line being edited. */
static void type_text(struct app *a, const char *text, size_t n, bool typed)
{
    struct line *l = app_active_line(a);
    if (!app_has_room(a, l, n))
        return;
    bool ok = typed ? line_type(l, text, n) : line_replace(l, l->cursor, l->cursor, text, n);
    if (!ok)
        app_complain(a, "out of memory: the text stays as it was");
    a->prompt.error.text[0] = 0;
    completion_reset(&a->prompt.completion);
    if (!a->prompt.kind)
        a->follow = FOLLOW_TYPED;
}

static unsigned take_key(struct app *a, const struct event *event)
{
    a->message.text[0] = 0;
    enum context context = app_context(a);
    const struct action *action = action_find(a, context, event->key);
    if (action)
        return action->run(a, event);
    bool types = context & (CONTEXT_SENTENCE | CONTEXT_PROMPT);
    if (types && event->key >= ' ' && event->key < KEY_SPECIAL) {
        char bytes[4];
        type_text(a, bytes, utf8_encode(event->key, bytes), true);
    } else if (event->key != KEY_NAME_ESC) {
        app_say(a, "this key does nothing; %s shows keys", types ? "F1" : "?");
    }
    return 0;
}

static unsigned take_paste(struct app *a, const struct event *event)
{
    a->message.text[0] = 0;
    if (!a->prompt.kind)
        a->focus = FOCUS_SENTENCE;
    a->help = false;
    if (event->len)
        type_text(a, event->text, event->len, false);
    if (event->lost && !a->message.text[0])
        app_complain(a, "the paste is not whole: %zu bytes of it are here, its last %zu had no room", event->len, event->lost);
    return 0;
}

/* What a click means, by what lies under it. */
static void click_tab(struct app *a, const struct target *t)
{
    a->view = (int)t->index;
}

static void click_sentence(struct app *a, const struct target *t)
{
    a->focus = FOCUS_SENTENCE;
    size_t len = text_len(&a->line.text);
    a->line.cursor = (size_t)t->index < len ? (size_t)t->index : len;
    a->line.joining = false;
    a->follow = FOLLOW_CURSOR;
}

static void click_token(struct app *a, const struct target *t)
{
    a->focus = FOCUS_BODY;
    a->token = (size_t)t->token;
}

static void click_cell(struct app *a, const struct target *t)
{
    click_token(a, t);
    a->dim = t->dim;
}

static void click_dim(struct app *a, const struct target *t)
{
    a->focus = FOCUS_BODY;
    a->dim = t->dim;
}

static void click_word(struct app *a, const struct target *t)
{
    a->focus = FOCUS_BODY;
    a->dim = t->dim >= 0 ? t->dim : a->dim;
    vocabulary_press(a, t);
}

static void click_scheme(struct app *a, const struct target *t)
{
    a->focus = FOCUS_BODY;
    a->params.scheme = (int)t->index;
    schemes_say(a);
}

/* Over a distance of the similarity curve. */
static void click_shift(struct app *a, const struct target *t)
{
    a->focus = FOCUS_BODY;
    a->similarity.shift = (uint32_t)t->index;
    app_say(a, "the shift k = %u: ( and ) change it by one", a->similarity.shift);
}

static void click_lookup(struct app *a, const struct target *t)
{
    a->focus = FOCUS_BODY;
    for (int i = 0; i < a->view_count; i++)
        if (models[i].look == vocabulary_look)
            a->view = i;
    vocabulary_go(a, (uint32_t)t->index);
}

static void click_action(struct app *a, const struct target *t)
{
    const struct event event = {.type = EVENT_KEY, .now_ms = a->now};
    a->focus = FOCUS_BODY;
    action_at(a, (int)t->index)->run(a, &event); /* none of those on titles has an effect outside */
}

static void click_nothing(struct app *a, const struct target *t)
{
    (void)a;
    (void)t;
}

static void (*const clicks[])(struct app *, const struct target *) = {
    [TARGET_NONE] = click_nothing, [TARGET_TAB] = click_tab,   [TARGET_SENTENCE] = click_sentence,
    [TARGET_TOKEN] = click_token,  [TARGET_CELL] = click_cell, [TARGET_DIM] = click_dim,
    [TARGET_WAVE] = click_token,   [TARGET_WORD] = click_word, [TARGET_SCHEME] = click_scheme,
    [TARGET_ACTION] = click_action, [TARGET_SHIFT] = click_shift, [TARGET_LOOKUP] = click_lookup,
};

/* The wheel moves the selection by a few steps, as the arrow keys would: along
 * the dimensions over what stands for one, else along the positions; with Shift
 * the other way about. */
static void wheel(struct app *a, bool up, bool dims)
{
    static const uint32_t keys[2][2] = {{KEY_NAME_DOWN, KEY_NAME_UP}, {KEY_NAME_RIGHT, KEY_NAME_LEFT}};
    struct event key = {.type = EVENT_KEY, .key = keys[dims][up]};
    enum context context = a->help ? CONTEXT_HELP : CONTEXT_BODY;
    const struct action *action = action_by_default(a, context, key.key);
    for (int i = 0; action && i < 3; i++)
        action->run(a, &key);
}

/* Whether there is what a target names. Of a frame drawn from this very state there always is. */
static bool is_there(const struct app *a, const struct target *t)
{
    const int64_t sizes[] = {
        [TARGET_NONE] = 1,
        [TARGET_TAB] = a->view_count,
        [TARGET_SENTENCE] = INT64_MAX, /* taken into range */
        [TARGET_TOKEN] = (int64_t)a->pipeline.count,
        [TARGET_CELL] = (int64_t)a->pipeline.count,
        [TARGET_DIM] = a->params.d_model,
        [TARGET_WAVE] = (int64_t)a->pipeline.count,
        [TARGET_WORD] = vocabulary_size(a),
        [TARGET_SCHEME] = scheme_count,
        [TARGET_ACTION] = action_total(a),
        [TARGET_SHIFT] = (int64_t)SIMILARITY_SHIFT_MAX + 1,
        [TARGET_LOOKUP] = vocabulary_size(a),
    };
    bool token = t->kind == TARGET_TOKEN || t->kind == TARGET_CELL || t->kind == TARGET_WAVE;
    int64_t named = token ? t->token : t->kind == TARGET_DIM ? t->dim : t->index;
    return named >= 0 && named < sizes[t->kind] && t->dim < a->params.d_model;
}

static unsigned take_mouse(struct app *a, const struct event *event)
{
    a->message.text[0] = 0;
    bool own = event->mouse != MOUSE_PRESS && !event->shift && !a->help && models[a->view].wheel;
    if (own && models[a->view].wheel(a, event))
        return 0;
    if (event->mouse != MOUSE_PRESS)
        wheel(a, event->mouse == MOUSE_WHEEL_UP, event->shift != (event->target.kind == TARGET_DIM));
    else if (a->help || a->prompt.kind)
        return 0;
    else if (is_there(a, &event->target))
        clicks[event->target.kind](a, &event->target);
    else
        app_say(a, "what was clicked is not there any more");
    return 0;
}

static unsigned take_resize(struct app *a, const struct event *event)
{
    a->rows = event->rows > 0 ? event->rows : 1;
    a->cols = event->cols > 0 ? event->cols : 1;
    return 0;
}

static unsigned take_tick(struct app *a, const struct event *event)
{
    (void)event;
    if (a->now >= a->marks_end)
        a->marks = false;
    if (models[a->view].tick)
        models[a->view].tick(a);
    return 0;
}

static unsigned (*const takers[])(struct app *, const struct event *) = {
    [EVENT_KEY] = take_key,       [EVENT_PASTE] = take_paste, [EVENT_MOUSE] = take_mouse,
    [EVENT_RESIZE] = take_resize, [EVENT_TICK] = take_tick,
};

void app_take_corpus(struct app *a, const struct corpus *corpus, const struct vocab *vocab)
{
    pipeline_free(&a->pipeline);
    if (a->vocab_ready)
        vocab_free(&a->vocab);
    a->corpus = *corpus;
    a->vocab = *vocab;
    a->vocab_ready = true;
    a->vocab_count++;
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

/* Without one for the tokenizer that was asked for, that of the vocabulary that there is stays. */
static bool prepare_vocab(struct app *a, struct err *e)
{
    if (a->vocab_ready && a->vocab.tokenizer == &tokenizers[a->tokenizer])
        return true;
    struct corpus same = a->corpus;
    if (app_set_corpus(a, &same, e))
        return true;
    if (!a->vocab_ready)
        return false;
    const char *wanted = tokenizers[a->tokenizer].name;
    a->tokenizer = (int)(a->vocab.tokenizer - tokenizers);
    app_complain(a, "tokenizer %s: %s; %s stays", wanted, e->text, tokenizers[a->tokenizer].name);
    return true;
}

/* The token at the cursor, where keys in the sentence asked for it. */
static void follow_cursor(struct app *a)
{
    size_t at = a->line.cursor;
    if (a->follow == FOLLOW_TYPED && at > 0)
        at = line_prev(&a->line, at);
    if (a->follow != FOLLOW_NOTHING)
        app_select_byte(a, at);
    a->follow = FOLLOW_NOTHING;
}

/* The place that the selection waits for, once it is read. */
static void go_later(struct app *a)
{
    const struct pipeline *p = &a->pipeline;
    struct later *l = &a->later;
    bool read = pipeline_complete(p) || (l->byte ? p->indexed : p->count) > l->at;
    if (l->due && a->token == l->held && read)
        a->token = l->byte ? pipeline_token_at(p, l->at) : l->at;
    l->due = l->due && a->token == l->held && !read;
}

static void keep_in_range(struct app *a)
{
    size_t last = a->pipeline.count ? a->pipeline.count - 1 : 0;
    if (a->token > last) {
        if (!pipeline_complete(&a->pipeline))
            a->later = (struct later){true, false, a->token, last};
        a->token = last;
    }
    if (a->dim >= a->params.d_model)
        a->dim = a->params.d_model - 1;
}

/* The selection, within what is read. */
static void find_place(struct app *a)
{
    follow_cursor(a);
    go_later(a);
    keep_in_range(a);
}

void app_select_byte(struct app *a, size_t at)
{
    const struct pipeline *p = &a->pipeline;
    a->token = pipeline_token_at(p, at);
    a->later = (struct later){!pipeline_complete(p) && at >= p->indexed, true, at, a->token};
}

size_t app_token(const struct app *a)
{
    return a->later.due && !a->later.byte ? a->later.at : a->token;
}

/* Parameters that cannot be are put back, and the text is read with the last ones. */
static bool read_text(struct app *a, struct err *e)
{
    struct err why;
    if (pipeline_read_text(&a->pipeline, &a->vocab, &a->line.text, &a->params, &why))
        return true;
    if (!a->pipeline.ready)
        return err_set(e, "%s", why.text);
    app_complain(a, "%s", why.text);
    a->params = a->pipeline.params;
    return pipeline_read_text(&a->pipeline, &a->vocab, &a->line.text, &a->params, e);
}

/* Tokens, indices and selection as the text and parameters are now; no more of a long text is read. */
static bool catch_up(struct app *a, struct err *e)
{
    if (!prepare_vocab(a, e) || !read_text(a, e))
        return false;
    find_place(a);
    return true;
}

/* What the view shows goes to another place: marks of what changed before mean nothing there. */
static void place(struct app *a, const struct shown *shown)
{
    a->scrolled |= a->shown.window.row != shown->window.row || a->shown.window.dim != shown->window.dim;
    a->shown = *shown;
    a->shown.window.selected = a->token;
    a->placed = true;
}

bool app_read(struct app *a, struct err *e)
{
    if (!catch_up(a, e))
        return false;
    bool edited = a->pipeline.moved.ids; /* since it was shown last: that is shown before more is read */
    if (pipeline_complete(&a->pipeline) || (a->read_step && edited))
        return true;
    if (!pipeline_read_on(&a->pipeline, a->read_step ? a->read_step : SIZE_MAX, e))
        return false;
    find_place(a);
    return true;
}

/* Everything that an event may rest on, as the events before it left it, drawn or not. */
static bool settle(struct app *a, struct err *e)
{
    struct shown shown;
    if (!catch_up(a, e))
        return false;
    if (a->placed)
        return true;
    if (a->measure) {
        a->measure(a, &shown);
        place(a, &shown);
    }
    if (models[a->view].settle)
        models[a->view].settle(a);
    return true;
}

/* Text that is typed or pasted, and what works whatever the state is, rest on nothing: a burst
 * of letters is read once. */
static bool rests_on_state(const struct app *a, const struct event *event)
{
    if (event->type != EVENT_KEY)
        return event->type == EVENT_MOUSE || event->type == EVENT_TICK;
    const struct action *action = action_find(a, app_context(a), event->key);
    return action && action->contexts != CONTEXT_ANY;
}

unsigned app_update(struct app *a, const struct event *event)
{
    struct err why;
    a->now = event->now_ms;
    if (rests_on_state(a, event) && !settle(a, &why)) {
        app_complain(a, "%s: nothing was done", why.text);
        return 0;
    }
    a->placed = false;
    if (models[a->view].before && models[a->view].before(a, event))
        return 0;
    return takers[event->type](a, event);
}

bool app_look(struct app *a, const struct shown *shown, struct err *e)
{
    bool first = !a->pipeline.looked;
    place(a, shown);
    struct window window = a->shown.window;
    window.dims = shown->no_values ? 0 : window.dims;
    if (!pipeline_look(&a->pipeline, &window, e))
        return false;
    if (a->pipeline.changed) {
        a->marks = !first;
        a->marks_end = a->now + MARK_MS;
    } else if (a->scrolled) {
        a->marks = false;
    }
    a->scrolled = false;
    return !models[a->view].look || models[a->view].look(a, e);
}

int64_t app_deadline(const struct app *a)
{
    if (!pipeline_complete(&a->pipeline))
        return a->now; /* there is more to read */
    int64_t marks = a->marks ? a->marks_end : -1;
    int64_t model = models[a->view].deadline ? models[a->view].deadline(a) : -1;
    return marks < 0 ? model : model < 0 ? marks : marks < model ? marks : model;
}
