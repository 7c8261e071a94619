/* The terminal program: one loop, one thread. */
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/session.h"
#include "term/term.h"

/* Text came through standard input; the keys come from the terminal itself. */
static bool take_keys_from_terminal(struct err *e)
{
    if (isatty(STDIN_FILENO))
        return true;
    int fd = open("/dev/tty", O_RDWR | O_CLOEXEC);
    if (fd < 0)
        return err_set(e, "there is no terminal to read keys from: use lexwave render or lexwave encode");
    bool ok = dup2(fd, STDIN_FILENO) >= 0;
    close(fd);
    return ok || err_set(e, "the terminal could not be opened for keys");
}

static int timeout_of(const struct app *a)
{
    int64_t deadline = app_deadline(a);
    if (deadline < 0)
        return -1;
    int64_t left = deadline - term_now();
    return left < 0 ? 0 : (int)left;
}

/* Everything that has happened, at once, so that a burst is painted once. */
static unsigned drain(struct session *s, int timeout_ms)
{
    unsigned effects = 0;
    struct event event;
    if (!term_event(timeout_ms, &event)) {
        event = (struct event){.type = EVENT_TICK, .now_ms = term_now()};
        return session_event(s, &event);
    }
    do {
        event.now_ms = term_now();
        effects |= session_event(s, &event);
    } while (!(effects & (EFFECT_QUIT | EFFECT_SUSPEND)) && term_event(0, &event));
    return effects;
}

static bool loop(struct session *s, struct err *e)
{
    while (!term_ending()) {
        if (!session_draw(s, e))
            return false;
        term_paint(&s->frame, session_palette(s));
        unsigned effects = drain(s, timeout_of(&s->app));
        if (effects & EFFECT_QUIT)
            return true;
        if (effects & EFFECT_SUSPEND)
            term_suspend();
        if (effects & EFFECT_REDRAW)
            term_redraw();
        term_size(&s->app.rows, &s->app.cols);
    }
    return true;
}

static bool run(const struct settings *settings, struct err *e)
{
    struct session s;
    if (!session_open(&s, settings, e))
        return false;
    bool ok = take_keys_from_terminal(e) && term_open((enum color_wish)settings->color, e);
    if (ok) {
        s.caps = (struct caps){term_depth(), settings->ascii || !term_utf8()};
        term_size(&s.app.rows, &s.app.cols);
        ok = loop(&s, e);
        int ending = term_ending();
        term_close();
        if (ending) { /* end as the signal would have ended it, the terminal given back */
            signal(ending, SIG_DFL);
            raise(ending);
        }
    }
    session_close(&s);
    return ok;
}

const struct command_info command_tui = {
    NULL, COMMAND_TUI, "lexwave [OPTIONS] [TEXT]", "The terminal program: type a sentence and see it become numbers.",
    NULL, run,
};
