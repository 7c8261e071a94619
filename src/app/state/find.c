#include "app/state/find.h"

#include "base/unicode.h"
#include "base/utf8.h"
#include "base/words.h"

/* Whether the text holds the wanted one at `at`, whatever the case. */
static bool stands_at(const struct text *text, size_t at, const struct find *f)
{
    for (size_t i = 0; i < f->len;) {
        uint32_t want;
        if (at >= text_len(text)) return false;
        i += utf8_decode(f->text + i, f->len - i, &want, NULL);
        if (uc_lower(want) != uc_lower(text_code_point(text, at, &at))) return false;
    }
    return true;
}

/* Bytes that the wanted one may start with: those beyond ASCII all do. */
static void first_bytes(const struct find *f, bool starts[256])
{
    uint32_t want;
    utf8_decode(f->text, f->len, &want, NULL);
    for (uint32_t byte = 0; byte < 256; byte++)
        starts[byte] = byte >= 0x80 || uc_lower(byte) == uc_lower(want);
}

enum { TELL_EACH = 1 << 20 }; /* bytes from one report of progress to the next: a millisecond */

/* The first place within [from, to), or the last one; `to` if there is none, or work broke off. */
static size_t place(const struct text *text, size_t from, size_t to, const struct find *f,
                    bool last, struct work *work)
{
    size_t found = to, at = from, told = from, end = to < text_len(text) ? to : text_len(text);
    const char *bytes = text_bytes(text);
    bool starts[256];
    first_bytes(f, starts);
    while (at < end) {
        if (at - told >= TELL_EACH) {
            told = at;
            if (!work_tell(work, _("looking for it"), at - from, to - from)) return to;
        }
        if (!starts[(unsigned char)bytes[at]]) {
            at++;
            continue;
        }
        if (stands_at(text, at, f)) {
            found = at;
            if (!last) break;
        }
        text_code_point(text, at, &at);
    }
    return found;
}

bool find_place(const struct find *f, const struct text *text, struct piece here, int by,
                struct work *work, size_t *found)
{
    size_t near = by > 0 ? here.end : 0, far = by > 0 ? text_len(text) : here.start;
    *found = place(text, near, far, f, by < 0, work);
    if (*found == far && !work->broken) { /* none on this side: around the end */
        far = text_len(text);
        *found = place(text, 0, far, f, by < 0, work);
    }
    return *found != far;
}
