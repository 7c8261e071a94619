#include "app/update/update.h"

#include <limits.h>
#include <string.h>

#include "app/input/keyname.h"
#include "app/state/action.h"
#include "app/state/scale.h"
#include "app/state/view.h"
#include "app/update/order.h"
#include "base/num.h"
#include "base/utf8.h"
#include "base/words.h"

/* ---- events ------------------------------------------------------------ */

/* Text that a person types or pastes into the line being edited. */
static void type_text(struct app *a, const char *text, size_t n, bool typed)
{
    struct line *l = app_active_line(a);
    if (!app_has_room(a, l, n)) return;
    if (!a->prompt.kind) {
        bool space = typed && n == 1 && *text == ' ';
        a->begins |= !a->typing;
        a->typing = typed && !space;
    }
    bool ok = typed ? line_type(l, text, n) : line_replace(l, l->cursor, l->cursor, text, n);
    if (!ok) app_complain(a, _("out of memory: the text stays as it was"));
    app_typed(a);
    if (!a->prompt.kind) a->follow = FOLLOW_TYPED;
}

static void take_key(struct app *a, const struct event *event)
{
    a->message.text[0] = 0;
    a->label = 0;
    enum context context = app_context(a);
    const struct action *action = action_find(a, context, event->key);
    if (action) {
        action->run(a, action->by);
        return;
    }
    bool types = context & (CONTEXT_SENTENCE | CONTEXT_PROMPT);
    if (types && key_is_text(event->key)) {
        char bytes[4];
        type_text(a, bytes, utf8_encode(event->key, bytes), true);
    } else if (event->key != KEY_NAME_ESC) {
        app_say(a, _("this key does nothing; %s shows keys"), types ? "F1" : "?");
    }
}

/* The paste with every line break as a newline: terminals send the Enter key's CR for it. */
static bool unify_breaks(const struct event *event, struct str *out)
{
    const char *text = event->text;
    size_t from = 0;
    for (size_t i = 0; i < event->len; i++) {
        if (text[i] != '\r') continue;
        str_add(out, text + from, i - from);
        if (i + 1 == event->len || text[i + 1] != '\n') str_addc(out, '\n');
        from = i + 1;
    }
    return str_add(out, text + from, event->len - from) && !out->failed;
}

static void paste_text(struct app *a, const struct event *event)
{
    if (!memchr(event->text, '\r', event->len)) {
        type_text(a, event->text, event->len, false);
        return;
    }
    struct str text = STR_EMPTY;
    if (unify_breaks(event, &text))
        type_text(a, text.data, text.len, false);
    else
        app_complain(a, _("out of memory: the text stays as it was"));
    str_free(&text);
}

/* A line that came at once at a prompt was written for it: its end is the key Enter. */
static bool answers(const struct app *a, const struct event *event)
{
    const char *cr = event->len ? memchr(event->text, '\r', event->len) : NULL;
    return event->bare && a->prompt.kind && cr && cr + 1 == event->text + event->len;
}

static void take_answer(struct app *a, const struct event *event)
{
    struct event line = *event, enter = {.type = EVENT_KEY, .key = KEY_NAME_ENTER};
    line.len--;
    if (line.len) paste_text(a, &line);
    if (!a->message.text[0]) take_key(a, &enter);
}

static void take_paste(struct app *a, const struct event *event)
{
    bool keys = event->bare && (a->help || (!a->prompt.kind && a->focus != FOCUS_SENTENCE));
    a->message.text[0] = 0;
    a->label = 0;
    if (answers(a, event)) {
        take_answer(a, event);
        return;
    }
    if (!a->prompt.kind) a->focus = FOCUS_SENTENCE;
    a->help = false;
    if (event->len) paste_text(a, event);
    if (keys && !a->message.text[0])
        app_say(a, _("taken for a paste, as it came at once: text, no keys; Ctrl-_ takes it out"));
    if (event->lost && !a->message.text[0])
        app_complain(
            a, _("the paste is not whole: %zu bytes of it are here, its last %zu had no room"),
            event->len, event->lost);
}

/* Puts the cursor there. */
static void click_sentence(struct app *a, int64_t at)
{
    a->focus = FOCUS_SENTENCE;
    a->line.cursor = min_size((size_t)at, text_len(&a->line.text));
    a->line.joining = false;
    a->follow = FOLLOW_CURSOR;
}

/* The wheel moves the selection by a few steps, as the arrow keys would: along the dimensions over
 * what stands for one, else along the positions; with Shift the other way about. */
static void wheel(struct app *a, bool up, bool dims)
{
    static const uint32_t keys[2][2] = {{KEY_NAME_DOWN, KEY_NAME_UP},
                                        {KEY_NAME_RIGHT, KEY_NAME_LEFT}};
    enum context context = a->help ? CONTEXT_HELP : CONTEXT_BODY;
    const struct action *action = action_by_default(a, context, keys[dims][up]);
    for (int i = 0; action && i < 3; i++) action->run(a, action->by);
}

/* What a target names, and how many of these there are. */
struct target_range {
    int64_t which, count;
};

static struct target_range named_by(const struct app *a, const struct target *t)
{
    const struct other_text *o = &a->beside;
    int64_t tokens = (int64_t)a->pipeline.count; /* one beyond the first text is its last */
    if (o->on && (int64_t)o->pipeline.count > tokens) tokens = (int64_t)o->pipeline.count;
    const int64_t counts[] = {
        [TARGET_NONE] = 1,
        [TARGET_TAB] = view_total(a->lists->views),
        [TARGET_SENTENCE] = INT64_MAX, /* taken into range */
        [TARGET_TOKEN] = tokens,
        [TARGET_CELL] = tokens,
        [TARGET_DIM] = a->params.d_model,
        [TARGET_ACTION] = action_total(a),
        [TARGET_OWN] = INT64_MAX, /* the view knows */
    };
    bool token = t->kind == TARGET_TOKEN || t->kind == TARGET_CELL;
    int64_t which = token ? t->token : t->kind == TARGET_DIM ? t->dim : t->index;
    return (struct target_range){t->kind == TARGET_OWN ? 0 : which, counts[t->kind]};
}

/* A label is explained without side effect, unless the target is to be had by its label. False:
 * what was clicked is not there. Of a frame drawn from this very state it always is. */
static bool click(struct app *a, const struct target *t)
{
    const struct model *m = app_model(a);
    struct target_range named = named_by(a, t);
    if (t->label && !t->by_label) {
        a->label = t->label;
        return true;
    }
    if (named.which < 0 || named.which >= named.count || t->dim >= a->params.d_model ||
        (t->kind == TARGET_OWN && (!m->click || !m->click(a, t))))
        return false;
    if (t->kind == TARGET_TAB) app_set_view(a, (int)t->index);
    if (t->kind == TARGET_SENTENCE) click_sentence(a, t->index);
    if (t->kind == TARGET_TOKEN || t->kind == TARGET_CELL) a->token = (size_t)t->token;
    if (t->kind == TARGET_DIM || t->kind == TARGET_CELL) a->dim = t->dim;
    if (t->kind >= TARGET_TOKEN) a->focus = FOCUS_BODY;
    if (t->kind == TARGET_ACTION) {
        const struct action *action = action_at(a, (int)t->index);
        action->run(a, action->by);
    }
    a->label = t->label;
    return true;
}

static void take_mouse(struct app *a, const struct event *event)
{
    const struct model *m = app_model(a);
    bool turn = event->mouse != MOUSE_PRESS;
    a->message.text[0] = 0;
    a->label = 0;
    if (turn && !event->shift && !a->help && m->wheel && m->wheel(a, event)) return;
    if (turn)
        wheel(a, event->mouse == MOUSE_WHEEL_UP,
              event->shift != (event->target.kind == TARGET_DIM));
    else if (!a->help && !a->prompt.kind && !click(a, &event->target))
        app_say(a, _("what was clicked is not there any more"));
}

static void take_resize(struct app *a, const struct event *event)
{
    a->rows = event->rows > 0 ? event->rows : 1;
    a->cols = event->cols > 0 ? event->cols : 1;
}

static void take_tick(struct app *a, const struct event *event)
{
    (void)event;
    if (a->now >= a->marks_end && !a->typing) a->marks = false;
    training_tick(a);
    if (app_model(a)->tick) app_model(a)->tick(a);
}

static void (*const takers[])(struct app *, const struct event *) = {
    [EVENT_KEY] = take_key,       [EVENT_PASTE] = take_paste, [EVENT_MOUSE] = take_mouse,
    [EVENT_RESIZE] = take_resize, [EVENT_TICK] = take_tick,
};

/* ---- up to date -------------------------------------------------------- */

/* Without one for the tokenizer that was asked for, that of the vocabulary that there is stays. */
static bool prepare_vocab(struct app *a, struct err *e)
{
    if (a->vocab_ready && a->vocab.tokenizer == &tokenizers[a->tokenizer]) return true;
    struct corpus same = a->corpus;
    if (app_set_corpus(a, &same, e)) return true;
    if (!a->vocab_ready) return false;
    const char *wanted = tokenizers[a->tokenizer].name;
    a->tokenizer = (int)(a->vocab.tokenizer - tokenizers);
    app_complain(a, _("tokenizer %s: %s; %s stays"), wanted, e->text,
                 tokenizers[a->tokenizer].name);
    return true;
}

/* The token at the cursor, where keys in the sentence asked for it. */
static void follow_cursor(struct app *a)
{
    size_t at = a->line.cursor;
    if (a->follow == FOLLOW_TYPED && at > 0) at = line_prev(&a->line, at);
    if (a->follow != FOLLOW_NOTHING) app_select_byte(a, at);
    a->follow = FOLLOW_NOTHING;
}

/* The place that the selection waits for, once it is read. */
static void go_later(struct app *a)
{
    const struct pipeline *p = &a->pipeline;
    struct pending_jump *l = &a->pending;
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
            a->pending = (struct pending_jump){true, false, a->token, last};
        a->token = last;
    }
    if (a->dim >= a->params.d_model) a->dim = a->params.d_model - 1;
}

/* The selection, within what is read. */
static void find_selection(struct app *a)
{
    follow_cursor(a);
    go_later(a);
    keep_in_range(a);
}

/* Parameters that cannot be are put back, and the text is read with the last ones. */
static bool read_text(struct app *a, struct err *e)
{
    struct err why;
    if (pipeline_read_text(&a->pipeline, &a->vocab, &a->line.text, &a->params, &why)) return true;
    if (!a->pipeline.ready) return err_set(e, "%s", why.text);
    app_complain(a, "%s", why.text);
    a->params = a->pipeline.params;
    return pipeline_read_text(&a->pipeline, &a->vocab, &a->line.text, &a->params, e);
}

/* The selection stays with its wave where the layout moves the columns, whatever changed it. */
static void follow_wave(struct app *a, const struct params *was)
{
    const struct params *now = &a->pipeline.params;
    if (schemes[now->scheme].paired && was->d_model == now->d_model && a->dim < now->d_model)
        a->dim = posenc_moved_dim(now->d_model, a->dim, was->layout, now->layout);
}

static bool read_beside(struct app *a, struct err *e)
{
    return other_read(&a->beside, &a->vocab, &a->params, &a->pipeline, e) &&
           training_rows_settle(a, e);
}

/* Tokens, indices and selection as text and parameters are now, within what is read of the text. */
static bool catch_up(struct app *a, struct err *e)
{
    const struct params was = a->pipeline.params;
    bool first = !a->pipeline.ready;
    if (!prepare_vocab(a, e) || !read_text(a, e)) return false;
    if (!first) follow_wave(a, &was);
    find_selection(a);
    return read_beside(a, e);
}

/* What the view shows goes to another place: marks of what changed before mean nothing there. */
static void place(struct app *a, const struct shown *shown)
{
    a->scrolled |=
        a->shown.window.row != shown->window.row || a->shown.window.dim != shown->window.dim;
    a->shown = *shown;
    a->shown.window.selected = a->token;
    a->placed = true;
}

bool app_read(struct app *a, struct err *e)
{
    if (!catch_up(a, e)) return false;
    bool edited =
        a->pipeline.moved.ids; /* since it was shown last: that is shown before more is read */
    if (pipeline_complete(&a->pipeline) || (a->read_step && edited)) return true;
    if (!pipeline_read_on(&a->pipeline, a->read_step ? a->read_step : SIZE_MAX, e)) return false;
    find_selection(a);
    return read_beside(a, e);
}

/* Everything that an event may rest on, as the events before it left it, drawn or not. */
static bool settle(struct app *a, struct err *e)
{
    struct shown shown;
    if (!catch_up(a, e)) return false;
    if (a->placed) return true;
    if (a->measure) {
        a->measure(a, &shown);
        place(a, &shown);
    }
    if (app_model(a)->settle) app_model(a)->settle(a);
    return true;
}

/* Whether an event leaves the word that is being typed: another letter and Backspace do not. */
static bool leaves_word(const struct app *a, const struct event *event)
{
    if (event->type == EVENT_TICK || event->type == EVENT_RESIZE) return false;
    if (event->type != EVENT_KEY || app_context(a) != CONTEXT_SENTENCE) return true;
    const struct action *action = action_find(a, CONTEXT_SENTENCE, event->key);
    return action ? strcmp(action->name, "backspace") != 0 : !key_is_text(event->key);
}

/* What changed while it was typed stays marked for a while yet. */
static void leave_word(struct app *a)
{
    if (a->typing) a->marks_end = a->now + MARK_MS;
    a->typing = false;
    a->begins = true;
}

/* Text that is typed or pasted, and what works whatever the state is, rest on nothing: a burst
 * of letters is read once. */
static bool rests_on_state(const struct app *a, const struct event *event)
{
    if (event->type != EVENT_KEY) return event->type == EVENT_MOUSE || event->type == EVENT_TICK;
    const struct action *action = action_find(a, app_context(a), event->key);
    return action && action->contexts != CONTEXT_ANY;
}

unsigned app_update(struct app *a, const struct event *event)
{
    struct err why;
    a->now = event->now_ms;
    a->key = event->type == EVENT_KEY ? event->key : 0;
    if (rests_on_state(a, event) && !settle(a, &why)) {
        app_complain(a, _("%s: nothing was done"), why.text);
        return 0;
    }
    if (a->key) a->work.key = a->key; /* not before: what was settled was an earlier key's */
    a->placed = false;
    a->request.effects = 0;
    struct undo_step before = undo_now(a);
    a->undo.stepping = false;
    if (leaves_word(a, event)) leave_word(a);
    if (!app_model(a)->before || !app_model(a)->before(a, event)) takers[event->type](a, event);
    if (!a->undo.stepping) undo_note(a, &before);
    return a->request.effects;
}

bool app_look(struct app *a, const struct shown *shown, struct err *e)
{
    bool first = !a->pipeline.looked;
    place(a, shown);
    struct window window = a->shown.window;
    window.dims = shown->skip_rows ? 0 : window.dims;
    a->pipeline.goes_on = !a->begins;
    if (!pipeline_look(&a->pipeline, &window, e)) return false;
    a->begins = false;
    if (a->beside.on && !pipeline_look(&a->beside.pipeline, &shown->beside, e)) return false;
    if (a->pipeline.changed) {
        a->marks = !first;
        a->marks_end = a->now + MARK_MS;
    } else if (a->scrolled) {
        a->marks = false;
    }
    a->scrolled = false;
    scale_look(a);
    if (!order_look(a, e) || !training_settle(a, e)) return false;
    return !app_model(a)->look || app_model(a)->look(a, e);
}

/* The sooner of two times, where −1 is never. */
static int64_t sooner(int64_t a, int64_t b)
{
    return a < 0 ? b : b < 0 ? a : a < b ? a : b;
}

int64_t app_deadline(const struct app *a)
{
    if (!pipeline_complete(&a->pipeline)) return a->now; /* there is more to read */
    int64_t marks = a->marks && !a->typing ? a->marks_end : -1;
    int64_t model = app_model(a)->deadline ? app_model(a)->deadline(a) : -1;
    return sooner(sooner(marks, model), training_deadline(a));
}
