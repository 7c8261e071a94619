#include "cli/perform.h"

#include "cli/files.h"
#include "cli/training.h"
#include "formats/file.h"
#include "view/export.h"

/* Writes a frame drawn for the format: a picture has all colours, whatever the
 * terminal shows, unless no colours are wanted at all. */
static bool write_export(struct session *s, const char *path, const struct export_format *format, struct err *e)
{
    enum depth depth = s->caps.depth;
    struct str text = STR_EMPTY;
    struct file_out out;
    if (depth != DEPTH_NONE)
        s->caps.depth = format->depth;
    bool ok = session_draw(s, e);
    if (ok) {
        format->write(&s->frame, session_palette(s), &text);
        ok = text.failed ? err_memory(e) : file_out_open(&out, path, e);
    }
    if (ok) {
        fwrite(str_text(&text), 1, text.len, out.stream);
        ok = file_out_commit(&out, e);
    }
    str_free(&text);
    s->caps.depth = depth;
    return ok;
}

static bool export_screen(struct session *s, const char *path, struct err *e)
{
    const struct export_format *format = export_find(s->app.lists->formats[s->app.request.format]);
    if (!write_export(s, path, format, e))
        return false;
    app_say(&s->app, "written: %s (%s, %dx%d)", path, format->name, s->app.cols, s->app.rows);
    return true;
}

static bool take_corpus(struct session *s, const char *path, struct err *e)
{
    if (!training_take(s, path, e))
        return false;
    app_say(&s->app, "%s%s: a vocabulary of %u", *path ? "corpus " : "", s->app.corpus.source, s->app.vocab.size);
    return true;
}

/* A path that nothing begins with stays in the line, which says so. */
static bool complete_path(struct session *s, const char *path, struct err *e)
{
    struct app *a = &s->app;
    bool ok = files_list(&a->files, path, e);
    complete_step(a, a->request.step);
    if (!ok && a->prompt.error.text[0])
        a->prompt.error = *e;
    return true;
}

unsigned perform(struct session *s, unsigned effects)
{
    static const struct {
        unsigned effect;
        bool (*run)(struct session *s, const char *path, struct err *e);
    } performers[] = {{EFFECT_EXPORT, export_screen}, {EFFECT_CORPUS, take_corpus}, {EFFECT_FILES, complete_path}};
    struct err e;
    for (size_t i = 0; i < sizeof performers / sizeof *performers; i++) {
        if ((effects & performers[i].effect) && !performers[i].run(s, str_text(&s->app.request.path), &e))
            app_refuse(&s->app, e.text);
        effects &= ~performers[i].effect;
    }
    return effects;
}
