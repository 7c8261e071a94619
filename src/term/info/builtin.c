#include "term/info/builtin.h"

#include <string.h>

#include "base/num.h"

/* assets/terminfo/builtin.ti, compiled. */
static const struct builtin {
    const char *names; /* by "|" */
    const char *text;  /* base64 */
} builtins[] = {
#include "builtin.inc"
};

const char *builtin_names(size_t i)
{
    return i < COUNT(builtins) ? builtins[i].names : NULL;
}

static bool is_named(const char *names, const char *type)
{
    size_t len = strlen(type);
    for (const char *at = names; at != NULL; at = strchr(at, '|')) {
        at += *at == '|';
        if (strncmp(at, type, len) == 0 && (at[len] == '|' || at[len] == '\0')) return len > 0;
    }
    return false;
}

bool builtin_entry(const char *type, struct str *out)
{
    for (size_t i = 0; i < COUNT(builtins); i++) {
        if (!is_named(builtins[i].names, type)) continue;
        str_adds(out, "b64:");
        str_adds(out, builtins[i].text);
        return true;
    }
    return false;
}
