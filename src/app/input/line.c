#include "app/input/line.h"

#include <stdlib.h>
#include <string.h>

#include "base/grapheme.h"
#include "base/memory.h"
#include "base/num.h"
#include "base/unicode.h"

static void history_clear(struct line_history *h)
{
    for (size_t i = 0; i < h->count; i++) free(h->edits[i].removed);
    h->count = 0;
}

static void forget_first(struct line_history *h)
{
    free(h->edits[0].removed);
    memmove(h->edits, h->edits + 1, --h->count * sizeof *h->edits);
}

/* Where there is no memory for another edit the first one is forgotten; false: there is none. */
static bool history_room(struct line_history *h)
{
    if (h->edits && h->count == LINE_UNDO_MAX) forget_first(h);
    if (h->count < h->cap) return true;
    size_t cap = h->cap ? 2 * h->cap : 16;
    struct line_edit *edits = memory_resize(h->edits, cap, sizeof *edits);
    if (edits) {
        h->edits = edits;
        h->cap = cap;
    } else if (h->edits && h->count) {
        forget_first(h);
    }
    return h->count < h->cap;
}

/* Replaces; false, with nothing changed, when out of memory. */
static bool splice(struct line *l, size_t from, size_t to, const char *bytes, size_t n)
{
    if (!text_replace(&l->text, from, to, bytes, n)) return false;
    if (l->log) edit_log_add(l->log, from, to, bytes, n);
    l->cursor = from + n;
    return true;
}

/* Replaces and remembers in `h` how to go back. What is taken out has to be remembered; what is
 * typed stays also where there is no memory for a step of undo. */
static bool replace(struct line *l, struct line_history *h, size_t from, size_t to,
                    const char *bytes, size_t n)
{
    struct str removed = STR_EMPTY;
    bool kept = to == from || str_add(&removed, text_bytes(&l->text) + from, to - from);
    bool room = kept && history_room(h);
    if ((to > from && !room) || !splice(l, from, to, bytes, n)) {
        str_free(&removed);
        return false;
    }
    if (room) h->edits[h->count++] = (struct line_edit){from, n, removed.data, removed.len};
    return true;
}

/* A new text is in place: nothing of the old one is remembered. */
static bool start(struct line *l)
{
    history_clear(&l->undo);
    history_clear(&l->redo);
    if (l->log) edit_log_break(l->log);
    l->joining = false;
    l->cursor = text_len(&l->text);
    return true;
}

bool line_set(struct line *l, const char *text, size_t n)
{
    return text_set(&l->text, text, n) && start(l);
}

bool line_take(struct line *l, struct str *text)
{
    return text_adopt(&l->text, text) && start(l);
}

bool line_append(struct line *l, const char *bytes, size_t n)
{
    size_t len = text_len(&l->text), cursor = l->cursor;
    if (!splice(l, len, len, bytes, n)) return false;
    l->cursor = cursor == len ? len + n : cursor;
    return true;
}

void line_free(struct line *l)
{
    history_clear(&l->undo);
    history_clear(&l->redo);
    free(l->undo.edits);
    free(l->redo.edits);
    text_free(&l->text);
    str_free(&l->killed);
    *l = (struct line){.text = l->text};
}

size_t line_next(const struct line *l, size_t at)
{
    return grapheme_next(text_bytes(&l->text), text_len(&l->text), at);
}

size_t line_prev(const struct line *l, size_t at)
{
    return grapheme_prev(text_bytes(&l->text), text_len(&l->text), at);
}

bool line_replace(struct line *l, size_t from, size_t to, const char *bytes, size_t n)
{
    l->joining = false;
    if (!replace(l, &l->undo, from, to, bytes, n)) return false;
    history_clear(&l->redo);
    return true;
}

bool line_type(struct line *l, const char *bytes, size_t n)
{
    struct line_edit *last = l->undo.count ? &l->undo.edits[l->undo.count - 1] : NULL;
    bool join = l->joining && last && last->at + last->inserted == l->cursor && *bytes != ' ';
    if (!join) {
        bool ok = line_replace(l, l->cursor, l->cursor, bytes, n);
        l->joining = ok;
        return ok;
    }
    if (!splice(l, l->cursor, l->cursor, bytes, n)) return false;
    last->inserted += n;
    return true;
}

static bool in_word(const struct line *l, size_t at)
{
    size_t end;
    enum uc_class c = uc_class(text_code_point(&l->text, at, &end));
    return c == UC_WORD || c == UC_CJK;
}

static size_t word_start(const struct line *l)
{
    size_t at = l->cursor;
    while (at > 0 && !in_word(l, line_prev(l, at))) at = line_prev(l, at);
    while (at > 0 && in_word(l, line_prev(l, at))) at = line_prev(l, at);
    return at;
}

static size_t word_end(const struct line *l)
{
    size_t at = l->cursor;
    while (at < text_len(&l->text) && !in_word(l, at)) at = line_next(l, at);
    while (at < text_len(&l->text) && in_word(l, at)) at = line_next(l, at);
    return at;
}

static size_t line_start(const struct line *l)
{
    (void)l;
    return 0;
}

static size_t text_end(const struct line *l)
{
    return text_len(&l->text);
}

static size_t before_cursor(const struct line *l)
{
    return line_prev(l, l->cursor);
}

static size_t after_cursor(const struct line *l)
{
    return l->cursor < text_len(&l->text) ? line_next(l, l->cursor) : l->cursor;
}

/* Takes the newest step off one history and puts its opposite on the other. */
static bool step(struct line *l, struct line_history *from, struct line_history *to)
{
    l->joining = false;
    if (!from->count) return true;
    struct line_edit edit = from->edits[from->count - 1];
    const char *removed = edit.removed ? edit.removed : "";
    if (!replace(l, to, edit.at, edit.at + edit.inserted, removed, edit.removed_len)) return false;
    from->count--;
    free(edit.removed);
    return true;
}

/* What a command does with the text between the cursor and a place: goes there, takes the text
 * out, or takes it out to be put in again. */
enum act { MOVE, ERASE, CUT };

static const struct {
    enum act act;
    size_t (*place)(const struct line *l);
} commands[] = {[LINE_LEFT] = {MOVE, before_cursor},   [LINE_RIGHT] = {MOVE, after_cursor},
                [LINE_WORD_LEFT] = {MOVE, word_start}, [LINE_WORD_RIGHT] = {MOVE, word_end},
                [LINE_HOME] = {MOVE, line_start},      [LINE_END] = {MOVE, text_end},
                [LINE_DELETE] = {ERASE, after_cursor}, [LINE_BACKSPACE] = {ERASE, before_cursor},
                [LINE_KILL_WORD] = {CUT, word_start},  [LINE_KILL_START] = {CUT, line_start},
                [LINE_KILL_END] = {CUT, text_end}};

bool line_do(struct line *l, enum line_command command)
{
    if (command == LINE_UNDO) return step(l, &l->undo, &l->redo);
    if (command == LINE_REDO) return step(l, &l->redo, &l->undo);
    if (command == LINE_YANK)
        return !l->killed.len ||
               line_replace(l, l->cursor, l->cursor, l->killed.data, l->killed.len);
    enum act act = commands[command].act;
    size_t place = commands[command].place(l), from = min_size(place, l->cursor);
    size_t n = place + l->cursor - 2 * from;
    if (act == MOVE) {
        l->joining = false;
        l->cursor = place;
    } else if (n && act == CUT) {
        str_clear(&l->killed);
        if (!str_add(&l->killed, text_bytes(&l->text) + from, n)) return false;
    }
    return act == MOVE || !n || line_replace(l, from, from + n, "", 0);
}
