#include "cli/session.h"

#include <string.h>
#include <unistd.h>

#include "app/command/command.h"
#include "app/update/update.h"
#include "base/words.h"
#include "cli/command.h"
#include "formats/corpus.h"
#include "formats/file.h"
#include "view/chrome/view.h"
#include "view/export/export.h"

static const struct option_lists lists = {theme_names, views, export_offered_names, palette_names,
                                          color_wish_names};

#define DESCRIBED_MAX ((size_t)400) /* bytes of the text in a picture's description */

bool session_wants_input(const struct settings *settings)
{
    const char *text = settings->text;
    return text ? text[0] == '-' && !text[1] : !isatty(STDIN_FILENO);
}

/* The text that the settings ask for: their TEXT, standard input, or the default. */
static bool read_text(const struct settings *settings, struct str *out, struct err *e)
{
    const char *text = settings->text;
    if (!session_wants_input(settings)) {
        str_clear(out);
        return str_adds(out, text ? text : app_default_text) || err_memory(e);
    }
    if (!file_read("-", TEXT_MAX, out, e)) return false;
    if (out->len &&
        out->data[out->len - 1] == '\n') /* the one that ends the last line of any text file */
        str_splice(out, out->len - 1, 1, "", 0);
    return true;
}

static bool set_text(struct session *s, const struct settings *settings, struct err *e)
{
    struct str text = STR_EMPTY;
    bool ok = read_text(settings, &text, e) && app_take_text(&s->app, &text, e);
    str_free(&text);
    return ok;
}

static bool take_keymap(struct app *a, const struct keymap *keymap, struct err *e)
{
    return !keymap || keymap_copy(&a->keymap, keymap) || err_memory(e);
}

static bool tell_work(void *context, const char *what, size_t done, size_t total)
{
    return progress_tell(context, what, done, total);
}

static void end_work(void *context)
{
    progress_end(context);
}

/* ---- the corpus ---- */

/* The corpus of the program itself. */
static struct corpus built_in(void)
{
    return (struct corpus){corpus_builtin, corpus_builtin_len, COMMAND_BUILT_IN};
}

static void corpus_file_free(struct corpus_file *f)
{
    str_free(&f->text);
    str_free(&f->name);
}

static bool tell_read(void *context, size_t done, size_t total)
{
    return work_tell(context, _("reading the corpus"), done, total);
}

static bool tell_check(void *context, size_t done, size_t total)
{
    return work_tell(context, _("checking the corpus"), done, total);
}

static bool load_file(struct session *s, const char *path, struct err *e)
{
    struct app *a = &s->app;
    struct corpus_file file = {STR_EMPTY, STR_EMPTY};
    struct vocab vocab;
    struct work *work = &a->work;
    size_t bad;
    work_start(work);
    bool read = corpus_read(path, &file.text, tell_read, work, e) &&
                corpus_count_bad(file.text.data, file.text.len, tell_check, work, &bad) &&
                (str_adds(&file.name, path) || err_memory(e));
    bool built = read && work_vocab(work, &vocab, &tokenizers[a->tokenizer], file.text.data,
                                    file.text.len, e);
    work_end(work);
    if (!built) {
        work->lacking = file.text.failed;
        corpus_file_free(&file);
        if (work->broken) return file_say(e, path, _("broken off: the vocabulary is as it was"));
        return read && !err_is_memory(e) ? file_say(e, path, e->text) : false;
    }
    app_take_corpus(a, &(struct corpus){file.text.data, file.text.len, file.name.data}, &vocab);
    a->corpus_bad = bad;
    corpus_file_free(&s->corpus);
    s->corpus = file;
    return true;
}

bool session_load_corpus(struct session *s, const char *path, struct err *e)
{
    if (*path) {
        struct str place = STR_EMPTY;
        bool ok = (file_expand(path, &place) || err_memory(e)) && load_file(s, str_text(&place), e);
        str_free(&place);
        return ok;
    }
    struct corpus corpus = built_in();
    if (!app_set_corpus(&s->app, &corpus, e)) return false;
    corpus_file_free(&s->corpus);
    return true;
}

/* ---- the run ---- */

/* The app as the settings say, before there is a text. */
static bool prepare(struct session *s, const struct settings *settings, struct err *e)
{
    struct app *a = &s->app;
    const struct corpus corpus = built_in();
    if (!app_init(a, &corpus, e)) return false;
    app_set_settings(a, settings);
    a->prebuilt = &corpus_builtin_words;
    if ((settings->panel && !str_adds(&a->picture.panel, settings->panel)) ||
        (settings->caption && !str_adds(&a->picture.caption, settings->caption)))
        return err_memory(e);
    a->measure = view_shown;
    a->lists = &lists;
    a->rows = settings->rows;
    a->cols = settings->cols;
    a->work = (struct work){.tell = tell_work, .end = end_work, .context = &s->progress};
    return !settings->corpus || session_load_corpus(s, settings->corpus, e);
}

bool session_open(struct session *s, const struct settings *settings, struct err *e)
{
    *s = (struct session){.frame = FRAME_EMPTY, .progress = {.show = progress_on_stderr}};
    if (!prepare(s, settings, e) || !set_text(s, settings, e) ||
        !take_keymap(&s->app, settings->keymap, e)) {
        session_close(s);
        return false;
    }
    s->app.follow = FOLLOW_NOTHING;
    s->caps.ascii = settings->ascii;
    s->caps.text = settings->ascii && !command_is_utf8() ? SAFE_ASCII : SAFE_UTF8;
    return true;
}

void session_close(struct session *s)
{
    app_free(&s->app);
    frame_free(&s->frame);
    str_free(&s->title);
    str_free(&s->description);
    corpus_file_free(&s->corpus);
}

/* What the output shows of the state. */
static struct caps shown_caps(const struct session *s)
{
    struct caps caps = s->caps;
    caps.text = session_text(s);
    caps.depth = theme_depth(s->app.theme, caps.depth);
    return caps;
}

/* Finds what lies under the mouse as the events before it left the screen, painted or not. */
static bool point(struct session *s, struct event *event)
{
    struct err why;
    if (!s->drawn && !session_draw(s, &why)) {
        app_complain(&s->app, _("%s: nothing was done"), why.text);
        return false;
    }
    struct caps caps = shown_caps(s);
    event->target = view_target(&s->app, &caps, &s->frame, event->row, event->col);
    return true;
}

unsigned session_event(struct session *s, struct event *event)
{
    if (event->type == EVENT_MOUSE && !point(s, event)) return 0;
    s->drawn = false;
    return app_update(&s->app, event);
}

enum safe_as session_text(const struct session *s)
{
    if (s->page) return SAFE_UTF8;
    bool wide = s->app.ambiguous == AMBIGUOUS_WIDE;
    return wide && s->caps.text == SAFE_UTF8 ? SAFE_WIDE : s->caps.text;
}

bool session_draw(struct session *s, struct err *e)
{
    struct shown shown;
    if (!app_read(&s->app, e)) return false;
    view_shown(&s->app, &shown);
    if (!app_look(&s->app, &shown, e)) return false;
    struct caps caps = shown_caps(s);
    s->drawn = view_draw(&s->app, &caps, &s->frame);
    return s->drawn || err_memory(e);
}

const struct palette *session_palette(const struct session *s)
{
    return theme_palette(s->app.theme, s->app.palette, s->caps.depth);
}

bool session_describe(struct session *s, struct frame *picture)
{
    const struct app *a = &s->app;
    const struct params *p = &a->params;
    size_t len = text_len(&a->line.text);
    str_clear(&s->title);
    str_clear(&s->description);
    str_addf(&s->title, "lexwave: %s", _(a->lists->views[a->view].title));
    str_addf(&s->description, _("%s; scheme %s, d_model %d, base %.10g, offset %llu: "),
             _(a->lists->views[a->view].title), schemes[p->scheme].name, p->d_model, p->base,
             (unsigned long long)p->offset);
    str_add(&s->description, text_bytes(&a->line.text), len < DESCRIBED_MAX ? len : DESCRIBED_MAX);
    str_adds(&s->description, len > DESCRIBED_MAX ? " …" : "");
    picture->title = str_text(&s->title);
    picture->description = str_text(&s->description);
    return !s->title.failed && !s->description.failed;
}
