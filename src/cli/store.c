#include "cli/store.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "formats/file.h"

#define STATE_MAX ((size_t)1 << 30)

/* Makes every directory of the path that is not there, for this person alone. */
static bool make_directories(char *path)
{
    for (char *at = path + 1; *at; at++) {
        if (*at != '/')
            continue;
        *at = 0;
        bool ok = mkdir(path, 0700) == 0 || errno == EEXIST;
        *at = '/';
        if (!ok)
            return false;
    }
    return true;
}

void store_open(struct store *s, const struct settings *settings, const struct option_lists *lists)
{
    *s = (struct store){.settings = settings, .lists = lists, .due = -1};
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    if (state && *state == '/') /* the XDG rules: a relative path does not count */
        str_addf(&s->path, "%s/lexwave/state", state);
    else if (home && *home == '/')
        str_addf(&s->path, "%s/.local/state/lexwave/state", home);
}

void store_close(struct store *s)
{
    str_free(&s->path);
    str_free(&s->last);
    str_free(&s->next);
}

bool store_load(struct store *s, struct settings *settings, struct saved *out, struct err *e)
{
    e->text[0] = 0;
    if (!s->path.len || access(s->path.data, F_OK) != 0)
        return false;
    struct err why;
    if (!file_read(s->path.data, STATE_MAX, &s->last, e))
        return false;
    return saved_read(str_text(&s->last), s->last.len, s->lists, settings, out, &why) ||
           file_say(e, s->path.data, why.text);
}

void store_go_on(struct store *s, const struct saved *from, const struct app *a)
{
    struct str head = STR_EMPTY;
    str_add(&head, s->last.data, (size_t)(from->text - s->last.data));
    str_free(&s->last);
    s->last = head;
    s->edits = a->line.text.edits;
}

/* The head and the text, as its blocks lie: a long one is not copied. */
static bool save(struct store *s, const struct text *text, struct err *e)
{
    struct file_out out;
    if (!make_directories(s->path.data) || !file_out_open(&out, s->path.data, e))
        return false;
    fwrite(s->next.data, 1, s->next.len, out.stream);
    for (size_t at = 0, n; at < text_len(text); at += n) {
        const char *run = text_run(text, at, &n);
        fwrite(run, 1, n, out.stream);
    }
    return file_out_commit(&out, e);
}

void store_touch(struct store *s, const struct app *a, int64_t now)
{
    size_t len = text_len(&a->line.text);
    int64_t latest = STORE_MS + (len > STORE_LONG ? (int64_t)(len / STORE_PACE) : 0);
    if (!s->path.len)
        return;
    s->since = s->due < 0 ? now : s->since;
    s->due = now + STORE_MS < s->since + latest ? now + STORE_MS : s->since + latest;
}

bool store_tick(struct store *s, const struct app *a, int64_t now, struct err *e)
{
    if (s->due < 0 || now < s->due)
        return true;
    s->due = -1;
    str_clear(&s->next);
    saved_head(a, s->settings, s->lists, &s->next);
    bool same = s->next.len == s->last.len && memcmp(str_text(&s->next), str_text(&s->last), s->next.len) == 0;
    if ((same && s->edits == a->line.text.edits) || s->next.failed)
        return true;
    if (!save(s, &a->line.text, e)) {
        str_clear(&s->path); /* said once; then the program goes on without */
        return false;
    }
    struct str swap = s->last;
    s->last = s->next;
    s->next = swap;
    s->edits = a->line.text.edits;
    return true;
}
