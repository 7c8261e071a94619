#include "cli/store.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/num.h"
#include "base/words.h"
#include "formats/file.h"

/* The longest text, its edits and the settings. */
#define STATE_MAX (TEXT_MAX + ((size_t)1 << 20))
enum { HEAD_MAX = 16384, NAMED_MAX = 8 };
/* Bytes of settings that memory is had for from the start: a text that is typed when there is none
 * any more is saved all the same. */
#define ROOM ((size_t)8192)

void store_open(struct store *s, const struct settings *settings)
{
    *s = (struct store){.settings = settings, .due = -1, .appending = -1};
    slots_open(&s->slots);
    s->log.whole = true; /* nothing of the text is in a file */
}

static void stop_appending(struct store *s)
{
    if (s->appending >= 0) close(s->appending);
    s->appending = -1;
    s->records = 0;
}

void store_close(struct store *s)
{
    stop_appending(s);
    slots_close(&s->slots);
    edit_log_free(&s->log);
    str_free(&s->bytes);
    str_free(&s->others);
    str_free(&s->lines);
    str_free(&s->next);
    str_free(&s->out);
}

/* ---- which file it is ---- */

static struct store_file look_at(const char *path)
{
    struct stat st;
    if (stat(path, &st) != 0) return (struct store_file){0};
    return (struct store_file){true, st.st_dev, st.st_ino, st.st_size, st.st_mtim};
}

static bool same_file(const struct store_file *a, const struct store_file *b)
{
    return a->there == b->there && a->device == b->device && a->inode == b->inode &&
           a->size == b->size && a->time.tv_sec == b->time.tv_sec &&
           a->time.tv_nsec == b->time.tv_nsec;
}

/* ---- loading ---- */

/* The first bytes of a file; how many, or −1 with what is wrong in `e`. */
static ssize_t read_start(const char *path, char *out, size_t size, struct err *e)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    bool is_file = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
    ssize_t n = is_file ? read(fd, out, size) : -1;
    int why = errno;
    if (n < 0)
        fd >= 0 && !is_file ? file_say(e, path, _("is not a file")) : file_say_unread(e, path, why);
    if (fd >= 0) close(fd);
    return n;
}

/* Whether a state may be overwritten: it is one that this program would go on with. Its head is
 * enough to tell; an empty file is nothing that could be lost. */
static bool check(struct store *s, struct err *e)
{
    struct err why;
    char head[HEAD_MAX];
    const char *path = s->slots.path.data;
    ssize_t n = read_start(path, head, sizeof head, e);
    if (n <= 0) return n == 0;
    return saved_check(head, (size_t)n, s->settings, &why) || file_say(e, path, why.text);
}

static bool read_state(struct store *s, struct settings *settings, struct saved *out, struct err *e)
{
    struct err why;
    if (!file_read(s->slots.path.data, STATE_MAX, &s->bytes, e)) return false;
    return saved_read(str_text(&s->bytes), s->bytes.len, settings, out, &why) ||
           file_say(e, s->slots.path.data, why.text);
}

/* "1, 3", of the sessions but the present one; true where there are more. */
static bool name_sessions(const struct store *s, const int *numbers, int count, struct str *out)
{
    int named = 0;
    for (int i = 0; i < count; i++) {
        if (numbers[i] == s->slots.number) continue;
        if (named++ == NAMED_MAX) return true;
        str_addf(out, "%s%d", named > 1 ? ", " : "", numbers[i]);
    }
    return false;
}

/* A session that was asked for by its number. */
static bool take_session(struct store *s, int session, const int *numbers, int count, struct err *e)
{
    bool there = false;
    for (int i = 0; i < count; i++) there |= numbers[i] == session;
    if (there && slots_take(&s->slots, session)) return true;
    if (there) return err_set(e, _("another lexwave has session %d: end that first"), session);
    struct str names = STR_EMPTY;
    bool more = name_sessions(s, numbers, count, &names);
    if (names.len)
        err_set(e,
                more ? _("there is no session %d: --session takes %s and more")
                     : _("there is no session %d: --session takes %s"),
                session, str_text(&names));
    else
        err_set(e, _("there is no session %d: no text is kept"), session);
    str_free(&names);
    return false;
}

/* What a person has to know of where this text is kept, after `why` ("": nothing is wrong). */
static void tell_place(struct store *s, const char *why, bool loaded, bool busy)
{
    if (!s->slots.first.len)
        err_set(
            &s->news,
            _("this text is not kept for the next start: HOME names no directory (echo $HOME)"));
    else if (why[0] && loaded)
        err_set(&s->news, _("%s; it stays as it is: going on with session %d"), why,
                s->slots.number);
    else if (why[0] && s->slots.number)
        err_set(&s->news, _("%s; it stays as it is, and this text is kept beside it as session %d"),
                why, s->slots.number);
    else if (why[0])
        err_set(&s->news, _("%s; it stays as it is, and there is no place to keep this text"), why);
    else if (busy && !loaded)
        err_set(&s->news,
                _("another lexwave has the last text: this one is kept beside it as session %d"),
                s->slots.number);
}

/* The program goes on in a free place: what is at the present one stays. */
static void go_elsewhere(struct store *s, const char *what)
{
    struct err why;
    file_say(&why, str_text(&s->slots.path), what);
    stop_appending(s);
    edit_log_break(&s->log);
    str_clear(&s->lines);
    slots_leave(&s->slots);
    slots_take_free(&s->slots);
    s->file = (struct store_file){0};
    tell_place(s, why.text, false, false);
}

/* Whether the present place has an empty text, which is no loss. */
static bool is_unused(struct store *s, const struct settings *settings)
{
    struct settings ignored = *settings;
    struct saved saved = {0};
    struct err why;
    if (!s->file.size) return true;
    bool unused = s->file.size < HEAD_MAX && read_state(s, &ignored, &saved, &why) && !saved.len &&
                  !saved.edits_len;
    str_free(&s->bytes);
    return unused;
}

/* Takes the first of the places that can be used: without a text `wanted`, one that has none. */
static bool take_last(struct store *s, bool wanted, const int *numbers, int count,
                      struct settings *settings, struct saved *out)
{
    struct err why, first = {""};
    bool busy = false;
    for (int i = 0; i < count; i++) {
        if (!slots_take(&s->slots, numbers[i])) {
            busy = true;
            continue;
        }
        s->file = look_at(s->slots.path.data);
        bool usable = check(s, &why), loads = wanted && s->file.size > 0;
        if (usable && !wanted && !is_unused(s, settings)) continue;
        if (usable && (!loads || read_state(s, settings, out, &why))) {
            tell_place(s, first.text, loads, false);
            name_sessions(s, numbers, count, &s->others);
            return loads;
        }
        if (!first.text[0]) first = why;
    }
    s->file = (struct store_file){0};
    slots_leave(&s->slots);
    slots_take_free(&s->slots);
    tell_place(s, first.text, false, busy);
    name_sessions(s, numbers, count, &s->others);
    return false;
}

bool store_load(struct store *s, int session, bool wanted, struct settings *settings,
                struct saved *out, struct err *e)
{
    int numbers[SLOT_MAX], count = slots_find(&s->slots, numbers);
    e->text[0] = 0;
    s->beside = !wanted && count > 0;
    if (!session) return take_last(s, wanted, numbers, count, settings, out);
    if (!take_session(s, session, numbers, count, e)) return false;
    s->file = look_at(s->slots.path.data);
    if (wanted) return read_state(s, settings, out, e);
    if (check(s, e) && !is_unused(s, settings)) {
        s->file = (struct store_file){0};
        slots_leave(&s->slots);
        slots_take_free(&s->slots);
        name_sessions(s, numbers, count, &s->others);
    }
    return false;
}

void store_go_elsewhere(struct store *s, const char *why)
{
    str_free(&s->bytes);
    go_elsewhere(s, why);
}

static void append_to(struct store *s)
{
    stop_appending(s);
    s->appending = open(s->slots.path.data, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY);
}

void store_go_on(struct store *s, const struct saved *from)
{
    edit_log_clear(&s->log);
    if (from->records && !from->dropped) {
        append_to(s);
        s->records = from->edits_len;
    } else if (from->records) {
        s->log.whole = true; /* the next save leaves out what was dropped */
    }
    str_free(&s->bytes);
    if (from->dropped && !from->torn) /* what this program does not understand stays as it is */
        go_elsewhere(s, _("is damaged at its end, which was left out"));
}

void store_follow(struct store *s, struct app *a)
{
    struct str *const needed[] = {&s->lines, &s->next, &s->out};
    for (size_t i = 0; i < COUNT(needed); i++) str_reserve(needed[i], ROOM);
    a->line.log = &s->log;
    if (s->beside) edit_log_clear(&s->log);
}

/* ---- saving ---- */

static bool is_long(const struct text *text)
{
    return text_len(text) > STORE_LONG;
}

static bool write_whole(struct store *s, const struct text *text, struct err *e)
{
    struct str *head = &s->out;
    str_clear(head);
    saved_head(&s->next, is_long(text), text_len(text), head);
    const struct file_part parts[] = {{str_text(head), head->len},
                                      {text_bytes(text), text_len(text)}};
    if (head->failed) return err_memory(e);
    if (!slots_make_directory(&s->slots, e) ||
        !file_replace(s->slots.path.data, parts, COUNT(parts), e))
        return false;
    s->file = look_at(s->slots.path.data);
    stop_appending(s);
    if (is_long(text)) append_to(s);
    return true;
}

/* Writes and syncs; 0, or the errno of what failed. */
static int write_through(int fd, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t done = write(fd, bytes, n);
        if (done < 0 && errno != EINTR) return errno;
        bytes += done < 0 ? 0 : done;
        n -= done < 0 ? 0 : (size_t)done;
    }
    return fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP ? 0 : errno;
}

static bool lines_changed(const struct store *s)
{
    return s->next.len != s->lines.len ||
           memcmp(str_text(&s->next), str_text(&s->lines), s->next.len) != 0;
}

/* Appends records of what changed. After a failure the file is as it was, or the next save writes
 * it whole. */
static bool append(struct store *s, struct err *e)
{
    struct str *out = &s->out;
    struct stat st;
    str_clear(out);
    edit_log_close(&s->log);
    str_add(out, str_text(&s->log.records), s->log.records.len);
    if (lines_changed(s)) saved_change(&s->next, out);
    int why =
        out->failed || s->log.whole ? ENOMEM : write_through(s->appending, out->data, out->len);
    bool cut = !why || ftruncate(s->appending, s->file.size) == 0;
    if (fstat(s->appending, &st) == 0) {
        s->file.size = st.st_size;
        s->file.time = st.st_mtim;
    }
    s->records += why ? 0 : out->len;
    if (!cut || (why && why != ENOSPC && why != EDQUOT)) stop_appending(s);
    return !why || file_say_unwritten(e, s->slots.path.data, why);
}

static bool save(struct store *s, const struct text *text, struct err *e)
{
    struct store_file now = look_at(str_text(&s->slots.path));
    if (now.there && s->slots.number && !same_file(&now, &s->file))
        go_elsewhere(s, _("another program has written there"));
    else if (!now.there)
        stop_appending(s);
    if (!s->slots.number)
        return err_set(e, _("all %d places are taken: remove a file that is not needed, of %s-N"),
                       SLOT_MAX, str_text(&s->slots.first));
    size_t records = s->records + s->log.records.len + s->log.bytes.len;
    bool appends = s->appending >= 0 && is_long(text) && !s->log.whole && records <= STORE_RECORDS;
    return appends ? append(s, e) : write_whole(s, text, e);
}

void store_touch(struct store *s, int64_t now)
{
    if (s->due < 0 && s->slots.first.len) s->due = now + STORE_MS;
}

void store_tick(struct store *s, const struct app *a, int64_t now)
{
    if (s->due < 0 || now < s->due) return;
    s->due = -1;
    if (s->beside && edit_log_empty(&s->log)) return;
    str_clear(&s->next);
    saved_lines(a, s->settings, &s->next);
    if (!lines_changed(s) && edit_log_empty(&s->log)) return;
    s->failing = s->next.failed ? !err_memory(&s->why) : !save(s, &a->line.text, &s->why);
    if (s->failing) {
        s->due = now == INT64_MAX ? -1 : now + STORE_RETRY_MS;
        return;
    }
    s->beside = false;
    struct str swap = s->lines;
    s->lines = s->next;
    s->next = swap;
    edit_log_clear(&s->log);
}
