/* The terminal program: one loop, one thread. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/update/update.h"
#include "base/words.h"
#include "cli/command.h"
#include "cli/help.h"
#include "cli/output.h"
#include "cli/session.h"
#include "cli/store.h"
#include "cli/stream.h"
#include "term/term.h"
#include "view/chrome/view.h"

#define FIRST_MS 50 /* of waiting for standard input before the first picture */

/* Bytes of a long text that are read between two looks at the keys: some milliseconds. */
#define READ_STEP ((size_t)262144)

/* Text came through standard input; the keys come from the terminal itself. */
static bool take_keys_from_terminal(const char *text, struct err *e)
{
    if (isatty(STDIN_FILENO)) return true;
    int fd = open("/dev/tty", O_RDWR | O_CLOEXEC);
    const char *command = fd < 0 && text ? option_typed_command(text) : NULL;
    if (command)
        return err_set(
            e, _("%s is no command, and there is no terminal to show it: did you mean lexwave %s?"),
            text, command);
    if (fd < 0)
        return err_set(
            e, _("there is no terminal to read keys from: use lexwave render or lexwave encode"));
    bool ok = dup2(fd, STDIN_FILENO) >= 0;
    close(fd);
    return ok || err_set(e, _("the terminal could not be opened for keys"));
}

/* Milliseconds of events that come without a pause before they are painted all the same. */
#define BURST_MS 100

/* The program in a terminal: the state, and where it is kept. */
struct tui {
    struct session session;
    struct store store;
    struct stream stream; /* the text, where it comes over time */
};

/* The sooner of two times, where −1 is never. */
static int64_t sooner(int64_t a, int64_t b)
{
    return a < 0 ? b : b < 0 ? a : a < b ? a : b;
}

static int timeout_of(const struct tui *t)
{
    int64_t deadline = sooner(app_deadline(&t->session.app), t->store.due);
    if (deadline < 0) return -1;
    int64_t left = deadline - term_now();
    return left < 0 ? 0 : (int)left;
}

static bool goes_on(unsigned effects, int64_t start)
{
    return !(effects & (EFFECT_QUIT | EFFECT_SUSPEND)) && term_now() - start < BURST_MS;
}

/* What Ctrl-C broke off is not begun again by later events of the same key, which was held down. */
static void drop_repeats(struct tui *t)
{
    struct work *work = &t->session.app.work;
    if (work->broken_key) term_drop_key(work->broken_key);
    work->broken_key = 0;
}

/* Ctrl-C ends what is under way first: the reading of standard input, then the program. */
static unsigned take_event(struct tui *t, struct event *event)
{
    if (t->stream.fd < 0 || event->type != EVENT_KEY || event->key != (MOD_CTRL | 'c'))
        return session_perform(&t->session, session_event(&t->session, event));
    stream_break(&t->stream, &t->session.app);
    term_watch(-1);
    return 0;
}

static const char reading[] = N_("standard input is read as it comes; Ctrl-C ends that");

/* What has come through standard input since. At its end what was said of it is no longer true. */
static void read_stream(struct tui *t)
{
    struct app *a = &t->session.app;
    struct store *s = &t->store;
    bool unedited = s->beside && edit_log_empty(&s->log);
    if (t->stream.fd >= 0 && stream_read(&t->stream, a, 0)) {
        if (unedited) /* what is read is given, not typed */
            edit_log_clear(&s->log);
        store_touch(s, term_now());
    }
    if (t->stream.fd < 0 && strcmp(a->message.text, _(reading)) == 0) a->message.text[0] = 0;
    term_watch(t->stream.fd);
}

/* Everything that has happened, at once, so that a burst is painted once. */
static unsigned drain(struct tui *t, int timeout_ms)
{
    unsigned effects = 0;
    struct event event;
    if (!term_event(timeout_ms, &event))
        return session_perform(&t->session, session_event(&t->session, &event));
    int64_t start = event.now_ms;
    do {
        effects |= take_event(t, &event);
        drop_repeats(t);
        store_touch(&t->store, event.now_ms);
    } while (goes_on(effects, start) && term_event(0, &event));
    return effects;
}

/* A save that fails is said for as long as it does, but not in the place of what a key says. */
static void save(struct tui *t, int64_t now)
{
    struct store *s = &t->store;
    struct app *a = &t->session.app;
    bool failed = s->failing;
    store_tick(s, a, now);
    if (s->failing && !a->message.text[0])
        app_complain(a, _("not saved, which is tried again and again: %s"), s->why.text);
    else if (failed && !s->failing)
        app_say(a, _("saved again"));
    if (s->news.text[0]) app_complain(a, "%s", s->news.text);
    s->news.text[0] = 0;
}

/* Without memory the picture is the last one, or what there is of the new one, with a line that
 * says so. False where there is none. */
static bool draw(struct session *s, struct err *e)
{
    bool drawn = session_draw(s, e), lacking = output_runs_on(true) || !drawn;
    if (!s->frame.cells) return err_memory(e);
    if (lacking) view_note(&s->frame, &s->caps, err_memory_text());
    return true;
}

static bool loop(struct tui *t, struct err *e)
{
    struct app *a = &t->session.app;
    while (!term_ending()) {
        a->reads = t->stream.fd >= 0;
        if (!draw(&t->session, e)) return false;
        drop_repeats(t);
        term_mouse(a->mouse);
        term_paint(&t->session.frame, session_palette(&t->session));
        unsigned effects = drain(t, timeout_of(t));
        read_stream(t);
        save(t, term_now());
        if (effects & EFFECT_QUIT) return true;
        if (effects & EFFECT_SUSPEND) term_suspend();
        if (effects & EFFECT_REDRAW) term_redraw();
        term_size(&a->rows, &a->cols);
    }
    return true;
}

/* The first words on the screen: what there is to know of the text and of where it is kept. */
static void greet(struct tui *t, const struct saved *from)
{
    struct store *s = &t->store;
    struct app *a = &t->session.app;
    const char *now = schemes[a->params.scheme].name;
    bool several = s->others.len && strchr(s->others.data, ',');
    if (s->news.text[0])
        app_complain(a, "%s", s->news.text);
    else if (from && from->wrong && !schemes[a->params.scheme].mistake)
        app_say(a,
                _("going on from last time with scheme %s: %s was not taken over, a wrong formula"),
                now, from->wrong);
    else if (from && s->others.len)
        app_say(a,
                several
                    ? _("going on from last time; other texts are kept, too: lexwave --session N, "
                        "which is one of %s")
                    : _("going on from last time; other texts are kept, too: lexwave --session %s"),
                s->others.data);
    else if (from)
        app_say(a, _("going on from last time; Ctrl-U clears the line, lexwave --fresh starts "
                     "over"));
    else if (t->stream.fd >= 0)
        app_say(a, "%s", _(reading));
    else if (s->beside && s->slots.number && !s->settings->fresh) /* who asks for that knows */
        app_say(a,
                _("no text is lost: this one is kept as session %d once it is edited, beside %s"),
                s->slots.number, s->others.len ? s->others.data : _("the others"));
    s->news.text[0] = 0;
}

/* The saved text becomes the app's, with the edits that were made since it was written whole. */
static bool take_saved(struct tui *t, const struct saved *saved)
{
    struct err e;
    struct app *a = &t->session.app;
    if (!app_set_text(a, saved->text, saved->len, &e) || !saved_apply(saved, &a->line.text)) {
        app_set_text(a, app_default_text, strlen(app_default_text), &e);
        store_go_elsewhere(&t->store, _("there is not enough memory for its text"));
        return false;
    }
    a->line.cursor = text_len(&a->line.text);
    a->token = saved->token;
    a->dim = saved->dim;
    store_go_on(&t->store, saved);
    return true;
}

/* What is there at once, as from most commands, is in the first picture; the rest follows. */
static void open_stream(struct tui *t)
{
    struct app *a = &t->session.app;
    if (!stream_open(&t->stream))
        app_complain(a, _("standard input could not be read: too many files are open"));
    stream_read(&t->stream, a, FIRST_MS);
}

static bool check_input(const struct settings *settings, struct err *e)
{
    return !session_wants_input(settings) || !isatty(STDIN_FILENO) ||
           err_set(
               e, _("- reads standard input, which is the terminal here: echo a text | lexwave -"));
}

/* Without a text of its own the program goes on with the last one; options on
 * the command line count over the saved ones. */
static bool open_session(struct tui *t, const struct settings *given, struct settings *settings,
                         struct err *e)
{
    struct settings kept = *given->base;
    kept.base = given->base;
    kept.keymap = given->keymap;
    struct saved saved;
    bool wanted = !given->fresh && !given->text && isatty(STDIN_FILENO);
    bool loaded = store_load(&t->store, given->session, wanted, &kept, &saved, e);
    if (!loaded && e->text[0]) return false;
    if (loaded && option_parse(COMMAND_TUI, given->argc, given->argv, &kept, e) == PARSE_OK)
        *settings = kept;
    struct settings opened = *settings;
    bool streams = session_wants_input(settings) && stream_is_standard_input();
    if (streams) opened.text = ""; /* until there is some */
    if (!session_open(&t->session, &opened, e)) return false;
    t->session.app.read_step = READ_STEP;
    if (streams) open_stream(t);
    bool goes_on = loaded && take_saved(t, &saved);
    store_follow(&t->store, &t->session.app);
    if (text_len(&t->session.app.line.text) > STORE_LONG && !goes_on)
        store_touch(&t->store,
                    term_now()); /* a long text is then not saved in the middle of typing */
    greet(t, goes_on ? &saved : NULL);
    return true;
}

/* As the last line of what is on the screen. */
static void paint_note(struct session *s, const char *note)
{
    if (!s->frame.cells) return;
    view_note(&s->frame, &s->caps, note);
    term_paint(&s->frame, session_palette(s));
}

/* While something runs that keeps the loop waiting, its progress is the screen's last line. The
 * state is being worked on: of that nothing is drawn. */
static void show_progress(void *context, const char *line)
{
    struct tui *t = context;
    char note[256];
    if (!line) return;
    snprintf(note, sizeof note, _("%s, Ctrl-C breaks it off"), line);
    paint_note(&t->session, note);
}

/* What was typed before the work began is saved while it runs. To give a gigabyte back takes a
 * time that is seen, so that the answer to Ctrl-C comes before it. */
static bool is_broken_off(void *context)
{
    struct tui *t = context;
    store_tick(&t->store, &t->session.app, term_now());
    if (!term_broken_off()) return false;
    paint_note(&t->session, _("broken off"));
    return true;
}

static bool run_session(struct tui *t, const struct settings *settings, struct err *e)
{
    term_mouse(settings->mouse);
    output_runs_on(true);
    if (!take_keys_from_terminal(settings->text, e) ||
        !term_open((enum color_wish)settings->color, e))
        return false;
    struct session *s = &t->session;
    s->progress.show = show_progress;
    s->progress.stop = is_broken_off;
    s->progress.context = t;
    s->caps = (struct caps){.depth = term_depth(),
                            .ascii = settings->ascii || !term_utf8(),
                            .text = term_utf8() ? SAFE_UTF8 : SAFE_ASCII,
                            .curves = term_console() ? CURVES_HALVES : CURVES_AUTO};
    term_size(&s->app.rows, &s->app.cols);
    term_watch(t->stream.fd);
    bool ok = loop(t, e);
    save(t, INT64_MAX);
    return ok;
}

bool tui_run(const struct settings *given, struct err *e)
{
    struct tui t = {.stream = {.fd = -1}};
    struct settings settings = *given;
    store_open(&t.store, &settings);
    bool ok = check_input(given, e) && open_session(&t, given, &settings, e) &&
              run_session(&t, &settings, e);
    int ending = term_ending();
    term_close();
    if (ok && t.store.failing)
        ok = err_set(e, _("this text is not saved for the next start: %s"), t.store.why.text);
    if (ending) { /* end as the signal would have ended it, the terminal given back */
        if (!ok) help_complain(e->text);
        signal(ending, SIG_DFL);
        raise(ending);
    }
    stream_close(&t.stream);
    session_close(&t.session);
    store_close(&t.store);
    return ok;
}

const char *tui_library(void)
{
    return term_library();
}
