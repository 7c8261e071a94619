#include "formats/corpus.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>

#include "base/num.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "base/words.h"
#include "core/text/tokenizer.h"

/* ---- progress ---- */

/* A corpus may have a billion bytes: whoever listens is asked after each step of a pass over it. */
#define STEP ((size_t)1 << 20)

struct listener {
    file_progress *progress;
    void *context;
    size_t done, total; /* what progress gets */
    size_t due;
};

static bool goes_on(struct listener *l, size_t at)
{
    if (at < l->due) return true;
    l->due = at + STEP;
    return !l->progress || l->progress(l->context, l->done, l->total);
}

/* While what was read is looked through: all is read. */
static struct listener listen_after(size_t n, file_progress *progress, void *context)
{
    return (struct listener){progress, context, n, n, 0};
}

/* ---- what is no text ---- */

/* By the bytes that a file begins with. */
static const struct format {
    const char *front;
    size_t len;
    const char *what;
} formats[] = {
    {"\x1F\x8B", 2, N_("is gzip data: unpack it first (gunzip)")},
    {"BZh", 3, N_("is bzip2 data: unpack it first (bunzip2)")},
    {"\xFD"
     "7zXZ",
     6, N_("is xz data: unpack it first (unxz)")},
    {"\x28\xB5\x2F\xFD", 4, N_("is zstd data: unpack it first (unzstd)")},
    {"\x04\x22\x4D\x18", 4, N_("is lz4 data: unpack it first (unlz4)")},
    {"PK\3\4", 4, N_("is a zip file, or a document packed as one: unpack it, or save it as text")},
    {"7z\xBC\xAF", 4, N_("is a 7z archive: unpack it first")},
    {"Rar!\x1A", 5, N_("is a rar archive: unpack it first")},
    {"%PDF-", 5, N_("is a PDF document: save it as text first (pdftotext)")},
    {"{\\rtf", 5, N_("is an RTF document: save it as text first")},
    {"\xD0\xCF\x11\xE0", 4, N_("is an office document: save it as text first")},
    {"\x7F"
     "ELF",
     4, N_("is a program: name a text file")},
    {"\x89PNG", 4, N_("is a picture (PNG): name a text file")},
    {"\xFF\xD8\xFF", 3, N_("is a picture (JPEG): name a text file")},
    {"GIF8", 4, N_("is a picture (GIF): name a text file")},
    {"SQLite format 3", 16, N_("is a database (SQLite): name a text file")},
    {"\xFF\xFE\0\0", 4, N_("is UTF-32: convert it to UTF-8 first (iconv)")},
    {"\0\0\xFE\xFF", 4, N_("is UTF-32: convert it to UTF-8 first (iconv)")},
};

static const char *other_format(const struct str *text)
{
    for (size_t i = 0; i < COUNT(formats); i++)
        if (text->len >= formats[i].len &&
            memcmp(text->data, formats[i].front, formats[i].len) == 0)
            return formats[i].what;
    return NULL;
}

/* ---- UTF-16 ---- */

/* Which byte of two is the higher one, by the mark that UTF-16 begins with; −1: there is none. */
static int high_byte(const struct str *text)
{
    if (text->len < 2) return -1;
    if (memcmp(text->data, "\xFE\xFF", 2) == 0) return 0;
    return memcmp(text->data, "\xFF\xFE", 2) == 0 ? 1 : -1;
}

static uint32_t unit(const struct str *text, size_t at, int high)
{
    const unsigned char *bytes = (const unsigned char *)text->data + at;
    return (uint32_t)bytes[high] << 8 | bytes[!high];
}

#define MALFORMED "\xFF" /* half a pair, or half a unit: one malformed byte */

/* Makes UTF-8 of what stands after the mark. False: out of memory (`text` has failed), or broken
 * off. */
static bool read_utf16(struct str *text, int high, struct listener *l)
{
    struct str out = STR_EMPTY;
    size_t at = 2;
    str_reserve(&out, text->len + text->len / 2);
    bool whole = true;
    for (; text->len - at >= 2 && (whole = goes_on(l, at)); at += 2) {
        char utf8[4];
        uint32_t cp = unit(text, at, high);
        bool pair = cp >> 10 == 0xD800 >> 10 && text->len - at >= 4 &&
                    unit(text, at + 2, high) >> 10 == 0xDC00 >> 10;
        if (pair) {
            cp = 0x10000 + ((cp & 0x3FF) << 10 | (unit(text, at + 2, high) & 0x3FF));
            at += 2;
        }
        if (cp >> 11 == 0xD800 >> 11)
            str_adds(&out, MALFORMED);
        else
            str_add(&out, utf8, utf8_encode(cp, utf8));
    }
    if (at < text->len) str_adds(&out, MALFORMED);
    str_free(text);
    *text = out;
    return whole && !out.failed;
}

/* ---- what is in it ---- */

bool corpus_count_bad(const char *text, size_t n, file_progress *progress, void *context,
                      size_t *bad)
{
    struct listener l = {progress, context, 0, n, 0};
    *bad = 0;
    for (size_t at = 0; at < n;) {
        uint32_t cp;
        bool ok;
        l.done = at;
        if (!goes_on(&l, at)) return false;
        for (; at < n && at < l.due && (unsigned char)text[at] < 0x80; at++) continue;
        for (; at < n && at < l.due && (unsigned char)text[at] >= 0x80; *bad += !ok)
            at += utf8_decode(text + at, n - at, &cp, &ok);
    }
    return true;
}

enum finding { FOUND, NOT_FOUND, BROKEN_OFF };

static enum finding find_nul(const struct str *text, struct listener *l)
{
    for (size_t at = 0; at < text->len; at += STEP) {
        if (!goes_on(l, at)) return BROKEN_OFF;
        if (memchr(text->data + at, 0, min_size(text->len - at, STEP))) return FOUND;
    }
    return NOT_FOUND;
}

/* Mostly known at the first code point. */
static enum finding find_words(const struct str *text, struct listener *l)
{
    for (size_t at = 0; at < text->len;) {
        uint32_t cp;
        if (!goes_on(l, at)) return BROKEN_OFF;
        at += utf8_decode(text->data + at, text->len - at, &cp, NULL);
        struct uc_properties p = uc_properties(cp);
        if (p.class != UC_SPACE && !(p.flags & UC_IGNORABLE)) return FOUND;
    }
    return NOT_FOUND;
}

/* ---- reading ---- */

static bool check_text(const char *path, const struct str *text, file_progress *progress,
                       void *context, struct err *e)
{
    struct listener l = listen_after(text->len, progress, context), next = l;
    if (!text->len)
        return file_say(e, path, _("is empty: a vocabulary is built from the words of a text"));
    enum finding nul = find_nul(text, &l);
    if (nul == FOUND)
        return file_say(e, path, _("is binary data (it holds NUL bytes): name a text file"));
    enum finding words = nul == BROKEN_OFF ? BROKEN_OFF : find_words(text, &next);
    if (words == BROKEN_OFF) return file_say_unread(e, path, ECANCELED);
    if (words == FOUND) return true;
    return file_say(
        e, path,
        _("holds nothing but white space: a vocabulary is built from the words of a text"));
}

bool corpus_read(const char *path, struct str *out, file_progress *progress, void *context,
                 struct err *e)
{
    if (!file_read_progress(path, TOKENIZER_TEXT_MAX, progress, context, out, e)) return false;
    const char *other = other_format(out);
    if (other) return file_say(e, path, _(other));
    int high = high_byte(out);
    struct listener l = listen_after(out->len, progress, context);
    if (high >= 0 && !read_utf16(out, high, &l))
        return out->failed ? err_memory(e) : file_say_unread(e, path, ECANCELED);
    return check_text(path, out, progress, context, e);
}
