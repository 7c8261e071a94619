#include "base/str.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

const char *str_text(const struct str *s)
{
    return s->data ? s->data : "";
}

static bool refuse(struct str *s)
{
    s->failed = true;
    return false;
}

bool str_try_reserve(struct str *s, size_t extra)
{
    if (s->failed) return false;
    /* No object is larger than PTRDIFF_MAX; this also keeps the sums below from wrapping. */
    if (extra >= PTRDIFF_MAX - s->len) return refuse(s);
    size_t need = s->len + extra + 1;
    if (need <= s->cap) return true;
    size_t cap = s->cap < 32 ? 32 : s->cap + s->cap / 2;
    if (cap < need) cap = need;
    char *data = memory_try_resize(s->data, cap, 1);
    if (!data) return refuse(s);
    data[s->len] = '\0';
    s->data = data;
    s->cap = cap;
    return true;
}

/* What a writer adds is not looked at by each: whether there was room is noticed here. */
static bool fail(struct str *s)
{
    memory_failed();
    return refuse(s);
}

bool str_reserve(struct str *s, size_t extra)
{
    return !s->failed && (str_try_reserve(s, extra) || fail(s));
}

bool str_add(struct str *s, const char *bytes, size_t n)
{
    if (!str_reserve(s, n)) return false;
    if (n > 0) /* `bytes` may be NULL then, which memcpy must not be given */
        memcpy(s->data + s->len, bytes, n);
    s->len += n;
    s->data[s->len] = '\0';
    return true;
}

bool str_adds(struct str *s, const char *text)
{
    return str_add(s, text, strlen(text));
}

bool str_addc(struct str *s, char c)
{
    return str_add(s, &c, 1);
}

bool str_addf(struct str *s, const char *format, ...)
{
    /* Room for a usual line, so that most texts are formatted only once. */
    if (!str_reserve(s, 80)) return false;
    size_t room = s->cap - s->len;
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int wanted = vsnprintf(s->data + s->len, room, format, args);
    va_end(args);
    bool whole = wanted >= 0 && (size_t)wanted < room;
    if (wanted >= 0 && !whole && str_reserve(s, (size_t)wanted))
        whole = vsnprintf(s->data + s->len, (size_t)wanted + 1, format, again) == wanted;
    va_end(again);
    if (!whole) {
        s->data[s->len] = '\0';
        return fail(s);
    }
    s->len += (size_t)wanted;
    return true;
}

bool str_splice(struct str *s, size_t at, size_t cut, const char *bytes, size_t n)
{
    /* After a failure the text is shorter than the caller believes, so the place may not exist. */
    if (at > s->len || cut > s->len - at) return false;
    if (!str_reserve(s, n > cut ? n - cut : 0)) return false;
    memmove(s->data + at + n, s->data + at + cut, s->len - at - cut + 1);
    if (n > 0) memcpy(s->data + at, bytes, n);
    s->len = s->len - cut + n;
    return true;
}

void str_clear(struct str *s)
{
    s->len = 0;
    s->failed = false;
    if (s->data) s->data[0] = '\0';
}

void str_free(struct str *s)
{
    free(s->data);
    *s = (struct str)STR_EMPTY;
}
