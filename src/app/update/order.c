#include "app/update/order.h"

#include <string.h>

#include "app/command/option.h"
#include "app/state/view.h"
#include "base/memory.h"
#include "base/words.h"

#define TRIES 16 /* orders that are drawn until one is new */

static bool is_text(const struct text *t, const char *bytes, size_t n)
{
    return text_len(t) == n && memcmp(text_bytes(t), bytes, n) == 0;
}

/* The sentence is the one that the last shuffle made. */
static bool is_shuffled(const struct app *a)
{
    const struct shuffle *s = &a->shuffle;
    return s->before.on && is_text(&a->line.text, str_text(&s->after), s->after.len);
}

static bool is_before(const struct app *a, const struct str *text)
{
    return is_text(&a->shuffle.before.text, str_text(text), text->len);
}

/* Draws an order that is not the present one, and if there is one not that of before either.
 * Returns how many words there are; `out` is empty where all orders are the same text. */
static size_t draw_text_order(struct app *a, bool again, struct str *out)
{
    struct str text = STR_EMPTY;
    size_t words = 0;
    bool found = false;
    for (int i = 0; i < TRIES && !found && !out->failed; i++) {
        str_clear(&text);
        words = shuffle_words(&a->line.text, ++a->shuffle.presses, &text);
        out->failed |= text.failed;
        if (words < 2 || is_text(&a->line.text, str_text(&text), text.len)) continue;
        found = !again || !is_before(a, &text);
        str_clear(out);
        str_add(out, str_text(&text), text.len);
    }
    str_free(&text);
    return words;
}

static bool replace_text(struct app *a, const char *bytes, size_t n)
{
    return line_replace(&a->line, 0, text_len(&a->line.text), bytes, n);
}

static void take_order(struct app *a, bool again, struct str *text)
{
    struct shuffle *s = &a->shuffle;
    bool ok = !text->failed;
    if (ok && !again)
        ok = other_set(&s->before, text_bytes(&a->line.text), text_len(&a->line.text));
    ok = ok && replace_text(a, str_text(text), text->len);
    if (!ok) {
        app_complain(a, _("out of memory: the text stays as it was"));
        return;
    }
    str_free(&s->after);
    s->after = *text;
    *text = (struct str)STR_EMPTY;
    s->say = true;
}

void order_shuffle(struct app *a, int by)
{
    (void)by;
    if (text_len(&a->line.text) > SHUFFLE_BYTES_MAX) {
        app_complain(a, _("the text has more than %zu bytes: its words stay where they are"),
                     SHUFFLE_BYTES_MAX);
        return;
    }
    struct str text = STR_EMPTY;
    bool again = is_shuffled(a);
    size_t words = draw_text_order(a, again, &text);
    if (!text.failed && !text.len)
        app_say(a, words < 2 ? _("there are no two words to be exchanged")
                             : _("every order of these words is the same text"));
    else
        take_order(a, again, &text);
    str_free(&text);
}

void order_restore(struct app *a, int by)
{
    (void)by;
    struct shuffle *s = &a->shuffle;
    if (!is_shuffled(a))
        app_say(a, s->after.len ? _("the text was edited since it was shuffled: Ctrl-_ undoes")
                                : _("the words were not shuffled yet: z does"));
    else if (!replace_text(a, text_bytes(&s->before.text), text_len(&s->before.text)))
        app_complain(a, _("out of memory: the text stays as it was"));
    else
        app_say(a, _("the words are in the order of before again"));
}

/* ---- a second text ---- */

#define PROPOSED 5 /* words */

static bool option_set_named(const char *name, const char *value, struct settings *s, struct err *e)
{
    return option_set(COMMAND_LINE, name, strlen(name), value, s, e);
}

static bool accept_beside(struct app *a, const char *answer, struct err *e)
{
    struct settings s = settings_default(a->lists);
    app_get_settings(a, &s);
    if (!option_set_named("beside", answer, &s, e)) return false;
    app_set_settings(a, &s);
    app_show(a, "pipeline");
    return true;
}

static void beside_range(const struct app *a, struct str *out)
{
    (void)a;
    str_adds(out, _("empty: none"));
}

static const struct prompt_kind ask_beside = {.label = N_("text beside"),
                                              .accept = accept_beside,
                                              .takes_empty = true,
                                              .range = beside_range};

/* The second text that there is, or the first words of the sentence, or it with one in front. */
static void propose(const struct app *a, struct str *out)
{
    const struct pipeline *p = &a->pipeline;
    const char *bytes = text_bytes(&a->line.text);
    if (a->beside.on)
        str_add(out, text_bytes(&a->beside.text), text_len(&a->beside.text));
    else if (p->count > PROPOSED)
        str_add(out, bytes, pipeline_piece(p, PROPOSED - 1).end);
    else
        str_addf(out, _("So %s"), bytes);
}

void order_beside(struct app *a, int by)
{
    (void)by;
    struct str text = STR_EMPTY;
    propose(a, &text);
    app_ask(a, &ask_beside);
    if (!text.failed && text.len < BESIDE_MAX && !line_set(&a->prompt.line, text.data, text.len))
        memory_failed();
    str_free(&text);
}

bool order_look(struct app *a, struct err *e)
{
    struct shuffle *s = &a->shuffle;
    struct str now = STR_EMPTY;
    bool say = s->say;
    s->say = false;
    if (!s->before.on) return true;
    if (!is_shuffled(a) || is_before(a, &s->after)) {
        other_remove(&s->before);
        return true;
    }
    if (!a->pipeline.changed && !say) return true;
    if (!other_read(&s->before, &a->vocab, &a->params, NULL, e)) return false;
    if (!rowset_compare(&a->pipeline, &s->before.pipeline, &s->set)) return err_memory(e);
    shuffle_text(&s->set, &now);
    if (say && !app_model(a)->says_order) app_say(a, "%s", str_text(&now));
    str_free(&now);
    return true;
}
