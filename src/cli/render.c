/* lexwave render: one view as it would look in a terminal, written out. */
#include <stdlib.h>

#include "app/update/update.h"
#include "app/input/script.h"
#include "base/words.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/session.h"
#include "view/chrome/view.h"
#include "view/export/export.h"

#define SCRIPT_MAX ((size_t)1 << 20) /* bytes of a key script */

/* What trains is due more often than a script waits: each slice has its own time. */
static bool train_until(struct session *s, const struct event *event, struct err *e)
{
    int64_t due;
    while (event->type == EVENT_TICK && (due = training_deadline(&s->app)) >= 0 &&
           due < event->now_ms) {
        session_event(s, &(struct event){.type = EVENT_TICK, .now_ms = due});
        if (!session_draw(s, e)) return false;
    }
    return true;
}

static bool play(struct session *s, struct script *script, const char *path, struct err *e)
{
    struct event event;
    struct err why;
    int got;
    while ((got = script_next(script, &event, &why)) > 0) {
        if (!train_until(s, &event, e)) return false;
        unsigned effects = session_perform(s, session_event(s, &event));
        if (s->app.work.lacking) return err_memory(e);
        if (!session_draw(s, e)) return false;
        if (effects & EFFECT_QUIT) return true;
    }
    return got == 0 || file_say(e, path, why.text);
}

/* Runs the ticks that are due (reading, searches), so that the picture is final. */
static bool finish_background_work(struct session *s, struct err *e)
{
    for (int64_t due; (due = app_deadline(&s->app)) >= 0 && due <= s->app.now;) {
        struct event tick = {.type = EVENT_TICK, .now_ms = s->app.now};
        session_event(s, &tick);
        if (!session_draw(s, e)) return false;
    }
    return true;
}

static bool play_file(struct session *s, const char *path, struct err *e)
{
    struct str text = STR_EMPTY;
    struct script script;
    bool ok = file_read(path, SCRIPT_MAX, &text, e);
    script_start(&script, str_text(&text), text.len);
    ok = ok && play(s, &script, path, e);
    script_free(&script);
    str_free(&text);
    return ok;
}

/* --color decides; else NO_COLOR, where the format would show colour; else the format. */
static enum depth choose_depth(const struct settings *s, const struct export_format *format)
{
    if (s->color != COLOR_AUTO) return color_wish_depths[s->color];
    const char *no_color = getenv("NO_COLOR");
    return no_color && *no_color ? DEPTH_NONE : format->depth;
}

static bool write_frame(const struct settings *s, struct session *session,
                        const struct export_format *format, struct err *e)
{
    struct str text = STR_EMPTY;
    struct frame picture = FRAME_EMPTY;
    struct file_out out;
    bool ok = session_picture(session, &picture, e);
    if (ok) format->write(&picture, session_palette(session), &text);
    frame_free(&picture);
    ok = ok && (!text.failed || err_memory(e)) && output_open(&out, s, e);
    if (ok) {
        fwrite(str_text(&text), 1, text.len, out.stream);
        file_out_good(&out);
        ok = output_commit(&out, e);
    }
    str_free(&text);
    return ok;
}

/* Nothing came through standard input: the command before a pipe failed, or none was meant. */
static bool has_text(const struct settings *s, const struct session *session, struct err *e)
{
    return !session_wants_input(s) || text_len(&session->app.line.text) > 0 ||
           err_set(e, _("standard input is empty: give a TEXT, or \"\" for a picture of none"));
}

/* A script may go to another view, which its end tells. */
static bool check(const struct settings *s, struct err *e)
{
    const struct view *view = &views[s->view];
    struct str names = STR_EMPTY;
    if (!s->panel || s->script || view_has_panel(view, s->panel)) return true;
    view_list_panels(view, &names);
    err_set(e, _("--panel %.40s: no such name; of the view %s it is %s"), s->panel, view->name,
            str_text(&names));
    str_free(&names);
    return false;
}

static bool run(const struct settings *s, struct err *e)
{
    struct session session;
    int row = command_format(s, export_names, export_formats[0].extension, e);
    if (row < 0 || !session_open(&session, s, e)) return false;
    if (!has_text(s, &session, e)) {
        session_close(&session);
        return false;
    }
    const struct export_format *format = &export_formats[row];
    session.caps.depth = choose_depth(s, format);
    session.page = format->page;
    bool ok = session_draw(&session, e) && (!s->script || play_file(&session, s->script, e));
    session.app.bare = session.app.picture.bare; /* keys and clicks are those of a whole screen */
    ok = ok && session_draw(&session, e) && finish_background_work(&session, e) &&
         write_frame(s, &session, format, e);
    session_close(&session);
    return ok;
}

const struct command_info command_render = {
    "render",
    COMMAND_RENDER,
    N_("lexwave render [OPTIONS] [TEXT]"),
    N_("Writes one view as it would look in a terminal: text, ANSI, SVG or HTML."),
    N_("writes a view as text, ANSI, SVG or HTML"),
    export_names,
    run,
    check,
};
