#include "cli/perform.h"

#include "app/command/command.h"
#include "base/words.h"
#include "cli/files.h"
#include "formats/file.h"
#include "view/export/export.h"

static bool tell_written(void *context, size_t done, size_t total)
{
    return work_tell(context, done ? _("writing") : _("waiting for a reader"), done, total);
}

/* Writes a frame drawn for the format: a picture has all colours, whatever the
 * terminal shows, unless no colours are wanted at all. */
static bool write_export(struct session *s, const char *path, const struct export_format *format,
                         struct err *e)
{
    enum depth depth = s->caps.depth;
    struct str text = STR_EMPTY;
    if (depth != DEPTH_NONE) s->caps.depth = format->depth;
    bool ok = session_draw(s, e);
    if (ok) {
        format->write(&s->frame, session_palette(s), &text);
        ok = text.failed ? err_memory(e)
                         : file_write_progress(path, str_text(&text), text.len, tell_written,
                                               &s->app.work, e);
        work_end(&s->app.work);
    }
    str_free(&text);
    s->caps.depth = depth;
    s->drawn = false; /* as the screen shows it */
    return ok;
}

static bool export_screen(struct session *s, const char *path, struct err *e)
{
    const struct export_format *format = export_find(s->app.lists->formats[s->app.request.format]);
    if (!write_export(s, path, format, e)) return false;
    app_say(&s->app, _("written: %s (%s, %dx%d)"), path, format->name, s->app.cols, s->app.rows);
    return true;
}

static bool take_corpus(struct session *s, const char *path, struct err *e)
{
    if (!corpus_load(&s->app, &s->corpus, path, e)) return false;
    app_say(&s->app, *path ? _("corpus %s: a vocabulary of %u") : _("%s: a vocabulary of %u"),
            s->app.corpus.source, s->app.vocab.size);
    return true;
}

/* A path that nothing begins with stays in the line, which says so. */
static bool complete_path(struct session *s, const char *path, struct err *e)
{
    struct app *a = &s->app;
    bool ok = files_list(&a->files, path, &a->work, e);
    work_end(&a->work);
    command_complete(a, a->request.step);
    if (!ok && a->prompt.error.text[0]) a->prompt.error = *e;
    return true;
}

/* What was broken off is not to be mended: that would take what was typed since. */
static void refuse(struct app *a, const struct err *e)
{
    if (a->work.broken)
        app_complain(a, "%s", e->text);
    else
        command_refuse(a, e->text);
}

unsigned perform(struct session *s, unsigned effects)
{
    static const struct {
        unsigned effect;
        bool (*run)(struct session *s, const char *path, struct err *e);
    } performers[] = {{EFFECT_EXPORT, export_screen},
                      {EFFECT_CORPUS, take_corpus},
                      {EFFECT_FILES, complete_path}};
    struct err e;
    for (size_t i = 0; i < sizeof performers / sizeof *performers; i++) {
        if (!(effects & performers[i].effect)) continue;
        work_start(&s->app.work);
        if (!performers[i].run(s, str_text(&s->app.request.path), &e)) refuse(&s->app, &e);
        effects &= ~performers[i].effect;
    }
    return effects;
}
