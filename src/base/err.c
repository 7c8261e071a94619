#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/safe.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "base/words.h"

/* Messages quote names and words from files, so they are made safe here, once
 * for all callers. Pictures are the ASCII ones: whoever prints the message may
 * have no other glyphs. A message too long ends after a whole code point. */
static void store_safe(struct err *e, const char *s, size_t n)
{
    size_t len = 0;
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        bool ok;
        char picture[SAFE_MAX] = "?";
        size_t step = utf8_decode(s + i, n - i, &cp, &ok);
        size_t size = ok ? safe_picture(cp, uc_unsafe(cp), picture) : 1;
        if (size >= sizeof e->text - len) break;
        memcpy(e->text + len, picture, size);
        len += size;
        i += step;
    }
    e->text[len] = '\0';
}

bool err_set(struct err *e, const char *format, ...)
{
    if (!e) return false;
    /* Formatted aside, because the arguments may include the text that `e`
     * holds. Three bytes longer, so that a sequence cut short here lies past
     * what fits in `e`: making safe never shortens. */
    char raw[sizeof e->text + 3];
    va_list args;
    va_start(args, format);
    int wanted = vsnprintf(raw, sizeof raw, format, args);
    va_end(args);
    /* If the arguments cannot be formatted, the format itself is the message. */
    const char *text = wanted >= 0 ? raw : format;
    store_safe(e, text, strlen(text));
    return false;
}

const char *err_memory_text(void)
{
    return _("out of memory: use a shorter text or a smaller vocabulary, or close other programs");
}

bool err_memory(struct err *e)
{
    return err_set(e, "%s", err_memory_text());
}
