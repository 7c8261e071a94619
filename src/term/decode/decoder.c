#include "term/decode/decoder.h"

#include <string.h>

#include "base/num.h"
#include "base/utf8.h"
#include "term/decode/keys.h"

#define BYTE_ESC '\033'
#define PASTE_START "\033[200~"
#define PASTE_END "\033[201~"
#define MARK_LEN (sizeof PASTE_END - 1)

#define TEXT_KEPT (2 * DECODER_ROOM) /* of memory for texts; that of longer ones is given back */
#define BARE_MS 50                   /* a pause that ends a paste without brackets */
#define SIGNALS_MAX 64               /* keys that may wait at the end of a paste */
#define KEY_MS 25                    /* the shortest time that a key of a person takes */

/* ---- what waits to be read ---- */

static const char *rest_of(const struct decoder *d, size_t *n)
{
    *n = d->len - d->at;
    return d->queue + d->at;
}

/* Whether more may come within `ms` of what came last, so that what is there is not decided yet. */
static bool may_go_on(struct decoder *d, int ms)
{
    d->due_ms = d->came_ms + ms;
    return d->now_ms < d->due_ms;
}

void decoder_start(struct decoder *d, const struct decoder_setup *setup)
{
    d->setup = *setup;
    d->at = d->len = d->judged = d->matched = d->lost = 0;
    d->due_ms = -1;
    d->mode = DECODER_KEYS;
    d->paused = d->parted = false;
    str_clear(&d->paste);
    str_clear(&d->before);
    memset(d->begins, 0, sizeof d->begins);
    for (size_t i = 0; i < setup->count; i++)
        if (setup->keys[i].len) d->begins[(unsigned char)setup->keys[i].bytes[0]] = true;
}

void decoder_free(struct decoder *d)
{
    str_free(&d->paste);
    str_free(&d->before);
}

int64_t decoder_due(const struct decoder *d)
{
    return d->due_ms;
}

size_t decoder_feed(struct decoder *d, const char *bytes, size_t n, int64_t since_ms,
                    int64_t now_ms)
{
    memmove(d->queue, d->queue + d->at, d->len - d->at);
    d->len -= d->at;
    d->judged -= d->judged < d->at ? d->judged : d->at;
    d->at = 0;
    if (n > DECODER_ROOM - d->len) n = DECODER_ROOM - d->len;
    if (n == 0) return 0;
    memcpy(d->queue + d->len, bytes, n);
    if (d->mode == DECODER_PASTE && d->len == 0 && now_ms - d->came_ms >= DECODER_PAUSE_MS)
        d->paused = true;
    d->len += n;
    d->since_ms = since_ms;
    d->came_ms = now_ms;
    return n;
}

/* ---- characters and keys ---- */

/* How many bytes a key of the terminal's entry takes; 0: none begins here. *longer: it may be one
 * that is longer, of which the rest has not come. */
static size_t entry_key(const struct decoder *d, const char *s, size_t n, uint32_t *key,
                        bool *longer)
{
    size_t best = 0;
    *longer = false;
    if (!d->begins[(unsigned char)*s]) return 0;
    for (size_t i = 0; i < d->setup.count; i++) {
        const struct decoder_key *k = &d->setup.keys[i];
        if (memcmp(k->bytes, s, k->len < n ? k->len : n) != 0) continue;
        if (k->len > n) *longer = true;
        if (k->len > n || k->len <= best) continue;
        best = k->len;
        *key = k->key;
    }
    return best;
}

/* A malformed sequence is one U+FFFD, up to the byte that cannot be part of it. */
static size_t utf8_character(struct decoder *d, const char *s, size_t n, uint32_t *cp)
{
    unsigned char first = (unsigned char)*s;
    size_t whole = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1, got = 1;
    while (got < whole && got < n && (s[got] & 0xC0) == 0x80) got++;
    if (got < whole && got == n && may_go_on(d, d->setup.rest_ms)) return 0;
    utf8_decode(s, got, cp, NULL);
    return got;
}

static size_t local_character(struct decoder *d, const char *s, size_t n, uint32_t *cp)
{
    size_t used = d->setup.charset(s, n, cp);
    if (used == 0 && may_go_on(d, d->setup.rest_ms)) return 0;
    if (used == 0) *cp = UTF8_BAD;
    return used ? used : 1;
}

/* Reads one key that is not an escape sequence of every terminal; 0: the rest has not come. */
static size_t take_single(struct decoder *d, const char *s, size_t n, uint32_t *key)
{
    bool longer;
    size_t used = entry_key(d, s, n, key, &longer);
    if (longer && may_go_on(d, d->setup.escape_ms)) return 0;
    if (used) return used;
    unsigned char byte = (unsigned char)*s;
    *key = byte < ' ' || byte == 0x7F ? keys_control(byte) : byte;
    return byte < 0x80        ? 1
           : d->setup.charset ? local_character(d, s, n, key)
                              : utf8_character(d, s, n, key);
}

static void set_key(struct event *out, uint32_t key)
{
    out->type = EVENT_KEY;
    out->key = key;
}

/* ESC [ or ESC O: reads the sequence, which is left out whole when it is not known. */
static size_t take_sequence(struct decoder *d, const char *s, size_t n, struct event *out)
{
    size_t len = 2;
    while (keys_unfinished(s, len)) {
        if (len == n && may_go_on(d, d->setup.rest_ms)) return 0;
        if (len == n || s[len] == BYTE_ESC || keys_is_signal((unsigned char)s[len])) {
            if (len == 2) set_key(out, MOD_ALT | (uint32_t)s[1]); /* typed with Alt */
            return len;
        }
        len++;
    }
    if (len == MARK_LEN && memcmp(s, PASTE_START, MARK_LEN) == 0) {
        d->mode = DECODER_PASTE;
        d->paused = d->parted = false;
    } else if (!keys_mouse(s, len, out)) {
        set_key(out, keys_sequence(s, len));
    }
    return len;
}

/* An answer of the terminal to what another program asked, which came too late for it: left out. 0
 * when there is none; *unfinished: there may be, once the rest has come. */
static size_t take_answer(struct decoder *d, const char *s, size_t n, bool *unfinished)
{
    size_t len = keys_answer(s, n, unfinished);
    *unfinished = *unfinished && may_go_on(d, d->setup.rest_ms);
    return len;
}

/* After ESC a character that comes with it was typed with Alt. */
static bool is_with_alt(unsigned char byte)
{
    return byte != BYTE_ESC && !keys_is_signal(byte);
}

/* After ESC: a character that comes with it was typed with Alt, else it is the key Esc; a whole
 * sequence after it is the next key, as Alt has other ways into those. */
static size_t take_escape(struct decoder *d, const char *s, size_t n, struct event *out)
{
    uint32_t key = 0;
    bool unfinished;
    if (n == 1 && may_go_on(d, d->setup.escape_ms)) return 0;
    if (n > 1 && (s[1] == '[' || s[1] == 'O')) return take_sequence(d, s, n, out);
    size_t answer = take_answer(d, s, n, &unfinished);
    if (answer || unfinished) return answer;
    size_t used =
        n > 1 && is_with_alt((unsigned char)s[1]) ? take_single(d, s + 1, n - 1, &key) : 1;
    if (used == 0) return 0;
    set_key(out, key ? key | MOD_ALT : KEY_NAME_ESC);
    return key ? 1 + used : 1;
}

/* One key, or what means nothing: then out->key stays 0. Returns the bytes it takes; 0: the rest
 * has not come. */
static size_t take_key(struct decoder *d, const char *s, size_t n, struct event *out)
{
    uint32_t key = 0;
    bool longer;
    out->type = EVENT_KEY;
    if (*s != BYTE_ESC) {
        size_t used = take_single(d, s, n, &key);
        out->key = key;
        return used;
    }
    size_t used = entry_key(d, s, n, &key, &longer);
    if (longer && may_go_on(d, d->setup.escape_ms)) return 0;
    out->key = key;
    return used ? used : take_escape(d, s, n, out);
}

/* ---- pastes ---- */

/* Adds to the paste what fits, and counts what does not. */
static void keep(struct decoder *d, const char *bytes, size_t n)
{
    size_t room = d->paste.len < EVENT_PASTE_MAX ? EVENT_PASTE_MAX - d->paste.len : 0;
    size_t fits = d->lost ? 0 : n < room ? n : room;
    if (fits && !str_add(&d->paste, bytes, fits)) fits = 0;
    d->lost += n - fits;
}

/* Bytes at the end of s[0 .. n) that begin a character of UTF-8 of which the rest may come. */
static size_t utf8_unfinished(const char *s, size_t n)
{
    for (size_t back = 1; back < 4 && back <= n; back++) {
        unsigned char byte = (unsigned char)s[n - back];
        if ((byte & 0xC0) == 0x80) continue;
        size_t whole = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 1;
        return whole > back ? back : 0;
    }
    return 0;
}

/* The paste as UTF-8 into `before`, from the locale's charset; what is left out counts as lost.
 * Returns how many bytes of it begin a character that has not come whole. */
static size_t convert(struct decoder *d, bool whole)
{
    const char *s = d->paste.data;
    size_t n = d->paste.len, at = 0, used;
    for (uint32_t cp; at < n; at += used) {
        char utf8[4];
        used = d->setup.charset(s + at, n - at, &cp);
        if (used == 0 && !whole) break;
        if (used == 0) cp = UTF8_BAD;
        used += used == 0;
        if (!str_add(&d->before, utf8, utf8_encode(cp, utf8))) break;
    }
    d->lost += d->before.failed ? n - at : 0;
    return d->before.failed ? 0 : n - at;
}

/* The paste so far becomes the text of an event, but for the beginning of a character at its end,
 * unless it is `whole`. False when there is nothing of it. */
static bool hand_on(struct decoder *d, bool whole, struct event *out)
{
    size_t held = 0;
    char tail[16];
    str_clear(&d->before);
    if (d->setup.charset)
        held = convert(d, whole);
    else if (!whole)
        held = utf8_unfinished(str_text(&d->paste), d->paste.len);
    size_t n = d->paste.len - held;
    if (held) memcpy(tail, d->paste.data + n, held);
    if (!d->setup.charset) { /* they change places */
        struct str text = d->paste;
        d->paste = d->before;
        d->before = text;
        if (held) d->before.data[n] = '\0';
        d->before.len = n;
    }
    *out = (struct event){.type = EVENT_PASTE, .text = str_text(&d->before), .len = d->before.len};
    out->lost = d->lost;
    d->lost = 0;
    str_clear(&d->paste);
    if (held) keep(d, tail, held);
    return out->len > 0 || out->lost > 0;
}

/* The bytes at the end of s[0 .. n), from a signal's on, that are all keys and no text; not more of
 * them than a person presses, as they have to wait in the queue. */
static size_t signals_at_end(const char *s, size_t n)
{
    size_t keys = 0;
    for (size_t count = 1; count <= n && count <= SIGNALS_MAX; count++) {
        unsigned char byte = (unsigned char)s[n - count];
        if (keys_is_text(byte)) break;
        if (keys_is_signal(byte)) keys = count;
    }
    return keys;
}

enum whose { WHOSE_PASTE, WHOSE_PERSON, WHOSE_UNDECIDED };

/* Whether s[0 .. n), which begins with ESC, is a sequence that a key sends: *len is its length. */
static enum whose whose_sequence(struct decoder *d, const char *s, size_t n, size_t *len)
{
    *len = 1;
    while (*len < n && keys_unfinished(s, *len)) ++*len;
    bool cut = keys_unfinished(s, *len);
    if (cut && may_go_on(d, d->setup.rest_ms)) return WHOSE_UNDECIDED;
    if (*len == MARK_LEN && memcmp(s, PASTE_END, MARK_LEN) == 0) return WHOSE_PASTE;
    return cut && *len > 1 ? WHOSE_PASTE : WHOSE_PERSON;
}

/* Whether input after a pause belongs to the paste or was typed by the user. A new start mark of a
 * paste ends the old one too. */
static enum whose whose_next(struct decoder *d)
{
    size_t n, len;
    const char *s = rest_of(d, &n);
    if (*s != BYTE_ESC) {
        bool alone = n == 1 && !keys_is_text((unsigned char)*s);
        return alone || signals_at_end(s, n) == n ? WHOSE_PERSON : WHOSE_PASTE;
    }
    for (size_t at = 0; at < n; at += len) {
        if (s[at] != BYTE_ESC) return WHOSE_PASTE;
        enum whose whose = whose_sequence(d, s + at, n - at, &len);
        if (whose != WHOSE_PERSON) return whose;
        if (len == MARK_LEN && memcmp(s + at, PASTE_START, MARK_LEN) == 0) break;
    }
    return WHOSE_PERSON;
}

/* Reads on to the end mark; false when it has not come. */
static bool read_paste(struct decoder *d)
{
    size_t n;
    for (const char *s = rest_of(d, &n); n > 0; s = rest_of(d, &n)) {
        if (d->matched == 0) {
            const char *esc = memchr(s, BYTE_ESC, n);
            size_t text = esc ? (size_t)(esc - s) : n;
            keep(d, s, text);
            d->at += text;
            d->matched = esc != NULL;
            d->at += d->matched;
            continue;
        }
        if (*s == PASTE_END[d->matched]) {
            d->at++;
            if (++d->matched == MARK_LEN) return true;
            continue;
        }
        keep(d, PASTE_END, d->matched); /* it looked like the mark */
        d->matched = 0;
    }
    return false;
}

/* The paste is over: what there is of it. The one that had an end mark is an event though empty. */
static bool end_paste(struct decoder *d, bool marked, struct event *out)
{
    if (!marked) keep(d, PASTE_END, d->matched);
    d->mode = DECODER_KEYS;
    d->matched = 0;
    d->judged = d->at;
    return hand_on(d, true, out) || (marked && !d->parted);
}

static bool take_paste(struct decoder *d, struct event *out)
{
    if (d->paused && d->at < d->len) {
        enum whose whose = whose_next(d);
        if (whose == WHOSE_UNDECIDED) return false;
        if (whose == WHOSE_PERSON) return end_paste(d, false, out);
        d->paused = false;
    }
    if (read_paste(d)) return end_paste(d, true, out);
    if (!may_go_on(d, DECODER_IDLE_MS)) return end_paste(d, false, out);
    if (d->paused || may_go_on(d, DECODER_PAUSE_MS)) return false;
    d->paused = true;
    may_go_on(d, DECODER_IDLE_MS);
    bool part = d->paste.len > 0 && hand_on(d, false, out);
    d->parted = d->parted || part;
    return part;
}

/* ---- pastes without brackets ---- */

/* All that comes until there is a pause is the paste's, but ESC, of which terminals make keys and
 * which text on a screen has none of, and a signal's keys at its end, which wait in the queue until
 * a later byte or the pause decides. The text of a long one is divided into several events. */
static bool take_bare(struct decoder *d, struct event *out)
{
    size_t n;
    const char *s = rest_of(d, &n);
    const char *esc = memchr(s, BYTE_ESC, n);
    size_t room = DECODER_ROOM - d->paste.len, text = esc ? (size_t)(esc - s) : n;
    text -= signals_at_end(s, text);
    bool full = text >= room, over = !full && (esc || !may_go_on(d, BARE_MS));
    keep(d, s, full ? room : text);
    d->at += full ? room : text;
    if (!full && !over) return false;
    if (over) d->mode = DECODER_KEYS;
    if (over) d->judged = d->at;
    bool some = hand_on(d, over, out);
    out->bare = true;
    return some;
}

/* Whether what is there begins a paste. If not, it is read as keys. */
static void judge(struct decoder *d)
{
    size_t n, run = 0;
    const char *s = rest_of(d, &n);
    while (run < n && keys_is_text((unsigned char)s[run])) run++;
    if (run == 0) return;
    int64_t typable = (d->came_ms - d->since_ms) / KEY_MS;
    d->judged = d->at + run;
    if (keys_run(s, run, typable > 0 ? (size_t)typable : 0) == KEYS_PASTED) d->mode = DECODER_BARE;
}

/* ---- events ---- */

/* Reads on in the mode that it is in; *more: something was read, and the mode may be another. */
static bool take(struct decoder *d, struct event *out, bool *more)
{
    size_t n, before = d->at;
    int mode = (int)d->mode;
    bool event = false;
    *out = (struct event){0};
    if (d->mode == DECODER_KEYS && d->at < d->len && d->at >= d->judged) judge(d);
    if (d->mode == DECODER_PASTE) {
        event = take_paste(d, out);
    } else if (d->mode == DECODER_BARE) {
        event = take_bare(d, out);
    } else if (d->at < d->len) {
        const char *s = rest_of(d, &n);
        d->at += take_key(d, s, n, out);
        event = d->at > before && (out->type != EVENT_KEY || out->key != 0);
    }
    *more = d->at > before || (int)d->mode != mode;
    return event;
}

bool decoder_next(struct decoder *d, int64_t now_ms, struct event *out)
{
    bool more = true;
    d->now_ms = now_ms;
    if (d->before.cap > TEXT_KEPT) str_free(&d->before);
    while (more) {
        d->due_ms = -1;
        if (take(d, out, &more)) {
            d->due_ms = 0;
            return true;
        }
    }
    return false;
}
