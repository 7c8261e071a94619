#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/safe.h"
#include "base/words.h"

/* Messages quote names and words from files, so they are made safe here, once
 * for all callers. Pictures are the ASCII ones: whoever prints the message may
 * have no other glyphs. A message too long ends after a whole code point. */
static void store_safe(struct err *e, const char *s, size_t n)
{
    struct safe_reader r = safe_start(s, n);
    struct safe_part part;
    size_t len = 0;
    while (safe_next(&r, &part)) {
        char picture[SAFE_MAX];
        enum safe_as as = part.kind == SAFE_PLAIN ? SAFE_UTF8 : SAFE_ASCII;
        size_t size = safe_part_picture(&part, as, picture);
        if (size >= sizeof e->text - len) break;
        memcpy(e->text + len, picture, size);
        len += size;
    }
    e->text[len] = '\0';
}

/* Takes off what may be the front of a sequence that was cut. */
static void cut_whole(char *raw)
{
    size_t n = strlen(raw);
    while (n > 0 && (raw[n - 1] & 0xC0) == 0x80) n--;
    if (n > 0 && (unsigned char)raw[n - 1] >= 0xC0) n--;
    raw[n] = '\0';
}

bool err_set(struct err *e, const char *format, ...)
{
    if (!e) return false;
    /* Formatted aside, because the arguments may include the text that `e`
     * holds, and longer: marks that are counted take less room than they had. */
    char raw[4 * sizeof e->text];
    va_list args;
    va_start(args, format);
    int wanted = vsnprintf(raw, sizeof raw, format, args);
    va_end(args);
    if (wanted >= (int)sizeof raw) cut_whole(raw);
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

bool err_is_memory(const struct err *e)
{
    return strcmp(e->text, err_memory_text()) == 0;
}
