#include "app/state/find.h"

#include <string.h>

#include "app/state/app.h"
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

enum { TELL_EACH = 1 << 20 }; /* bytes between two tellings how far it is: about a millisecond */

/* The first place within [from, to), or the last one; `to` if there is none, or it was broken off. */
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

/* Selects the token at the next place behind (or before) the selected one; false if there is none at
 * all, or looking for it was broken off. */
static bool look(struct app *a, int by)
{
    const struct text *text = &a->line.text;
    const struct pipeline *p = &a->pipeline;
    if (!p->count) return false;
    struct piece here = pipeline_piece(p, a->token);
    size_t near = by > 0 ? here.end : 0, far = by > 0 ? text_len(text) : here.start;
    size_t found = place(text, near, far, &a->find, by < 0, &a->work);
    if (found == far && !a->work.broken) { /* none on this side: around the end */
        far = text_len(text);
        found = place(text, 0, far, &a->find, by < 0, &a->work);
    }
    if (found == far) return false;
    app_select_byte(a, found);
    return true;
}

static bool go(struct app *a, int by)
{
    work_start(&a->work);
    bool found = look(a, by);
    work_end(&a->work);
    return found;
}

static bool accept(struct app *a, const char *answer, struct err *e)
{
    struct find before = a->find;
    size_t len = strlen(answer);
    if (len >= FIND_MAX) return err_set(e, _("at most %d bytes are looked for"), FIND_MAX - 1);
    memcpy(a->find.text, answer, len + 1);
    a->find.len = len;
    if (go(a, 1)) return true;
    a->find = before;
    if (a->work.broken) return err_set(e, _("looking for it was broken off"));
    return err_set(e, _("it is not in the sentence"));
}

static void range(const struct app *a, struct str *out)
{
    str_addf(out, _("in %zu tokens"), a->pipeline.count);
}

void find_ask(struct app *a)
{
    static const struct prompt_kind kind = {.label = N_("find"), .accept = accept, .range = range};
    app_ask(a, &kind);
}

void find_next_place(struct app *a, int by)
{
    if (!a->find.len)
        app_say(a, _("nothing was looked for yet: / asks"));
    else if (!go(a, by))
        app_say(a,
                a->work.broken ? _("looking was broken off: %s")
                               : _("it is not in the sentence any more: %s"),
                a->find.text);
}
