#include "base/charset.h"

#include <langinfo.h>
#include <locale.h>
#include <string.h>
#include <wchar.h>

#include "base/num.h"
#include "base/utf8.h"

bool charset_is_utf8(void)
{
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

bool charset_choose(char *(*environment)(const char *name))
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    const char *asked = NULL;
    for (size_t i = 0; i < COUNT(names) && (asked == NULL || asked[0] == '\0'); i++)
        asked = environment(names[i]);
    bool utf8 = asked != NULL && (strstr(asked, "UTF") != NULL || strstr(asked, "utf") != NULL);
#ifndef LEXWAVE_STATIC
    static const char *const spare[] = {"C.UTF-8", "en_US.UTF-8"};
    bool missing = setlocale(LC_CTYPE, "") == NULL;
    for (size_t i = 0; i < COUNT(spare) && missing && utf8; i++)
        missing = setlocale(LC_CTYPE, spare[i]) == NULL;
    if (!missing) utf8 = charset_is_utf8();
#endif
    return utf8;
}

bool charset_is_local(void)
{
    if (charset_is_utf8()) return false;
    for (int byte = 0x80; byte < 0x100; byte++) {
        mbstate_t start = {0};
        char c = (char)byte;
        wchar_t wide;
        if (mbrtowc(&wide, &c, 1, &start) != (size_t)-1) return true;
    }
    return false;
}

size_t charset_decode(const char *s, size_t n, uint32_t *cp)
{
    mbstate_t state = {0};
    wchar_t wide = 0;
    *cp = (unsigned char)*s;
    if (*cp < 0x80) return 1; /* ASCII, as in every charset of a locale */
    size_t used = mbrtowc(&wide, s, n, &state);
    if (used == (size_t)-2) return 0;
    bool whole = used != (size_t)-1 && used > 0;
    uint32_t code = (uint32_t)wide;
    bool scalar = code < 0xD800 || (code > 0xDFFF && code < 0x110000);
    *cp = whole && scalar ? code : UTF8_BAD;
    return whole ? used : 1;
}

bool charset_add(struct str *out, const char *s, size_t n)
{
    for (size_t at = 0; at < n;) {
        uint32_t cp;
        char utf8[4];
        size_t used = charset_decode(s + at, n - at, &cp);
        if (used == 0) cp = UTF8_BAD;
        if (!str_add(out, utf8, utf8_encode(cp, utf8))) return false;
        at += used ? used : 1;
    }
    return !out->failed;
}
