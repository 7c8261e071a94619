/* What the state asks to be done with files, from its `:` line. */
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "app/command/command.h"
#include "base/words.h"
#include "cli/session.h"
#include "formats/file.h"
#include "view/export/export.h"

static bool tell_written(void *context, size_t done, size_t total)
{
    return work_tell(context, done ? _("writing") : _("waiting for a reader"), done, total);
}

/* Draws the picture for the format: it has all colours, whatever the terminal shows, unless no
 * colours are wanted at all; and appends it as a file. The screen stays where it was scrolled
 * to. */
static bool draw_export(struct session *s, const struct export_format *format, struct frame *out,
                        struct str *text, struct err *e)
{
    enum depth depth = s->caps.depth;
    const struct shown shown = s->app.shown;
    if (depth != DEPTH_NONE) s->caps.depth = format->depth;
    s->page = format->page;
    s->app.bare = s->app.picture.bare;
    bool ok = session_draw(s, e) && session_picture(s, out, e);
    if (ok) format->write(out, session_palette(s), text);
    s->app.bare = false;
    s->app.shown = shown;
    s->caps.depth = depth;
    s->page = false;
    s->drawn = false; /* as the screen shows it */
    return ok && (!text->failed || err_memory(e));
}

static bool export_screen(struct session *s, const char *path, struct err *e)
{
    const struct export_format *format = export_find(s->app.lists->formats[s->app.request.format]);
    struct str text = STR_EMPTY, place = STR_EMPTY;
    struct frame picture = FRAME_EMPTY;
    bool ok =
        (file_expand(path, &place) || err_memory(e)) && draw_export(s, format, &picture, &text, e);
    if (ok) {
        ok = file_write_progress(str_text(&place), str_text(&text), text.len, tell_written,
                                 &s->app.work, e);
        work_end(&s->app.work);
    }
    if (ok)
        app_say(&s->app, _("written: %s (%s, %dx%d)"), path, format->name, picture.cols,
                picture.rows);
    frame_free(&picture);
    str_free(&text);
    str_free(&place);
    return ok;
}

static bool take_corpus(struct session *s, const char *path, struct err *e)
{
    if (!session_load_corpus(s, path, e)) return false;
    size_t bad = s->app.corpus_bad;
    struct str also = STR_EMPTY;
    if (bad) str_addf(&also, words_plural("; %zu bad byte", "; %zu bad bytes", bad), bad);
    app_say(&s->app, *path ? _("corpus %s: a vocabulary of %u%s") : _("%s: a vocabulary of %u%s"),
            s->app.corpus.source, s->app.vocab.size, str_text(&also));
    str_free(&also);
    return true;
}

/* A name that can be typed into a line and comes back from it: blanks at the end are cut off
 * there, and control characters end lines. */
static bool can_be_typed(const char *name)
{
    size_t n = strlen(name);
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)name[i] < 0x20 || name[i] == 0x7F) return false;
    return name[n - 1] != ' ';
}

/* Hidden ones are for who asks for them. */
static bool is_wanted(const char *name, const char *typed)
{
    bool link = strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
    return strncmp(name, typed, strlen(typed)) == 0 && !link && (*name != '.' || *typed == '.') &&
           can_be_typed(name);
}

/* Most file systems say with the name what it is; else it is looked at. */
static bool is_directory(const struct dirent *entry, const char *path)
{
    struct str place = STR_EMPTY;
    struct stat info;
    if (entry->d_type != DT_UNKNOWN && entry->d_type != DT_LNK) return entry->d_type == DT_DIR;
    bool is =
        file_expand(path, &place) && stat(str_text(&place), &info) == 0 && S_ISDIR(info.st_mode);
    str_free(&place);
    return is;
}

static bool add_path(struct files *f, const char *directory, size_t n, const struct dirent *entry)
{
    const char *name = entry->d_name;
    struct str path = STR_EMPTY;
    str_add(&path, directory, n);
    if (!n && *name == ' ') /* blanks at the front are cut off a line's words */
        str_adds(&path, "./");
    str_adds(&path, name);
    if (!path.failed && is_directory(entry, str_text(&path))) str_addc(&path, '/');
    bool ok = !path.failed && files_add(f, str_text(&path));
    str_free(&path);
    return ok;
}

/* Makes `f` the paths that begin with what is typed. Those of directories end with "/"; names
 * that begin with "." are left out unless one is typed, and names that no line can hold always.
 * `work` can break it off. False: `e` says why there are none. */
static bool files_list(struct files *f, const char *typed, struct work *work, struct err *e)
{
    const char *slash = strrchr(typed, '/'), *name = slash ? slash + 1 : typed;
    size_t n = (size_t)(name - typed);
    struct str directory = STR_EMPTY;
    struct str place = STR_EMPTY;
    str_add(&directory, n ? typed : ".", n ? n : 1);
    file_expand(str_text(&directory), &place);
    DIR *dir = directory.failed || place.failed ? NULL : opendir(str_text(&place));
    bool ok = files_start(f, typed), there = dir;
    if (!dir)
        err_set(e, errno == ENOENT ? _("there is no directory %s") : _("%s: it cannot be listed"),
                str_text(&directory));
    for (const struct dirent *entry; ok && dir && (entry = readdir(dir));) {
        if (is_wanted(entry->d_name, name)) ok = add_path(f, typed, n, entry);
        if (!work_tell(work, _("listing files"), 0, 0)) break;
    }
    if (dir) closedir(dir);
    if (work->broken) {
        files_start(f, typed);
        err_set(e, _("%s: listing it was broken off"), str_text(&directory));
    }
    str_free(&directory);
    str_free(&place);
    files_sort(f);
    return there && !work->broken && (ok || err_memory(e));
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

unsigned session_perform(struct session *s, unsigned effects)
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
