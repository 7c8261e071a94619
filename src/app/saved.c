#include "app/saved.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define HEAD "lexwave state 1"

void saved_head(const struct app *a, const struct settings *settings, const struct option_lists *lists,
                struct str *out)
{
    struct settings s = *settings;
    app_get_settings(a, &s);
    str_adds(out, HEAD "\n");
    option_write(&s, lists, out);
    str_addf(out, "token %zu\ndimension %d\ntext\n", app_token(a), a->dim);
}

/* The next line, cut off `rest`, copied into `line`; false at the end or when it is too long. */
static bool take_line(const char **rest, const char *end, char *line, size_t size)
{
    const char *stop = memchr(*rest, '\n', (size_t)(end - *rest));
    size_t len = stop ? (size_t)(stop - *rest) : 0;
    if (!stop || len >= size)
        return false;
    memcpy(line, *rest, len);
    line[len] = 0;
    *rest = stop + 1;
    return true;
}

static bool take_number(const char *value, long long most, long long *out)
{
    char *end;
    *out = strtoll(value, &end, 10);
    return end != value && !*end && *out >= 0 && *out <= most;
}

/* One "name value" line. */
static bool take_value(const char *line, const struct option_lists *lists, struct settings *s, struct saved *out,
                       struct err *e)
{
    size_t len = strcspn(line, " ");
    const char *value = line[len] ? line + len + 1 : "";
    long long number;
    if (strncmp(line, "token ", 6) == 0 && take_number(value, LLONG_MAX, &number))
        out->token = (size_t)number;
    else if (strncmp(line, "dimension ", 10) == 0 && take_number(value, INT_MAX, &number))
        out->dim = (int)number;
    else
        return option_set(COMMAND_TUI, line, len, value, lists, s, e);
    return true;
}

static void leave_wrong(struct params *read, int scheme, struct saved *out)
{
    if (!schemes[read->scheme].mistake || read->scheme == scheme)
        return;
    out->wrong = schemes[read->scheme].name;
    read->scheme = scheme;
}

bool saved_read(const char *bytes, size_t n, const struct option_lists *lists, struct settings *s, struct saved *out,
                struct err *e)
{
    char line[256];
    const char *rest = bytes, *end = bytes + n;
    struct settings read = *s;
    struct err why;
    if (!take_line(&rest, end, line, sizeof line) || strcmp(line, HEAD) != 0)
        return err_set(e, "line 1: %s is wanted", HEAD);
    *out = (struct saved){0};
    for (int number = 2; take_line(&rest, end, line, sizeof line); number++) {
        if (strcmp(line, "text") == 0) {
            out->text = rest;
            out->len = (size_t)(end - rest);
            leave_wrong(&read.params, s->params.scheme, out);
            *s = read;
            return true;
        }
        if (!take_value(line, lists, &read, out, &why))
            return err_set(e, "line %d: %s", number, why.text);
    }
    return err_set(e, "the line \"text\" is missing");
}
