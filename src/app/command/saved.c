#include "app/command/saved.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/words.h"

#define HEAD_NAME "lexwave state "
#define HEAD HEAD_NAME "1"
#define LENGTH_NONE UINT64_MAX /* a text that goes on to the end of the file */
enum { LINE_ROOM = 256, SHOWN_MAX = 64, NUMBERS_MAX = 3 };

void saved_lines(const struct app *a, const struct settings *settings, struct str *out)
{
    struct settings s = *settings;
    app_get_settings(a, &s);
    option_write(&s, out);
    str_addf(out, "token %zu\ndimension %d\n", app_token(a), a->dim);
}

void saved_head(const struct str *lines, bool records, size_t len, struct str *out)
{
    str_adds(out, HEAD "\n");
    str_add(out, str_text(lines), lines->len);
    if (records)
        str_addf(out, "text %zu\n", len);
    else
        str_adds(out, "text\n");
}

void saved_change(const struct str *lines, struct str *out)
{
    str_addf(out, "lines %zu\n", lines->len);
    str_add(out, str_text(lines), lines->len);
    str_addc(out, '\n');
}

/* ---- reading ---- */

/* What is being read, and how far. */
struct reader {
    const char *rest, *end;
    const struct settings *usual; /* what lines start from */
    struct settings read;
    struct saved *out;
};

/* The next line, cut off the rest, copied into `line`; false at the end or when it is too long. */
static bool take_line(struct reader *r, char line[LINE_ROOM])
{
    size_t left = (size_t)(r->end - r->rest);
    const char *stop = memchr(r->rest, '\n', left < LINE_ROOM ? left : LINE_ROOM);
    size_t len = stop ? (size_t)(stop - r->rest) : 0;
    if (!stop || memchr(r->rest, 0, len)) return false;
    memcpy(line, r->rest, len);
    line[len] = 0;
    if (len && line[len - 1] == '\r') line[len - 1] = 0;
    r->rest = stop + 1;
    return true;
}

/* One "name value" line. */
static bool take_value(struct reader *r, const char *line, struct err *e)
{
    size_t len = strcspn(line, " ");
    const char *value = line[len] ? line + len + 1 : "";
    uint64_t number;
    struct err why;
    if (strncmp(line, "token ", 6) == 0 && num_read(value, 0, 0, SIZE_MAX, &number))
        r->out->token = (size_t)number;
    else if (strncmp(line, "dimension ", 10) == 0 && num_read(value, 0, 0, INT_MAX, &number))
        r->out->dim = (int)number;
    else
        return option_set(COMMAND_TUI, line, len, value, &r->read, &why) ||
               err_set(e, "--%.*s: %s", SHOWN_MAX, line, why.text);
    return true;
}

/* The lines up to the text, which begins at r->rest then; *len is what the last of them says
 * that there is of it, or LENGTH_NONE. */
static bool take_head(struct reader *r, uint64_t *len, struct err *e)
{
    char line[LINE_ROOM];
    struct err why;
    bool there = take_line(r, line);
    uint64_t version;
    if (there && strncmp(line, HEAD_NAME, sizeof HEAD_NAME - 1) == 0 &&
        num_read(line + sizeof HEAD_NAME - 1, 0, 2, UINT32_MAX, &version))
        return err_set(e, _("line 1: a newer lexwave wrote it, and only such a one can read it"));
    if (!there || strcmp(line, HEAD) != 0) return err_set(e, _("line 1: %s is wanted"), HEAD);
    for (int number = 2; take_line(r, line); number++) {
        *len = LENGTH_NONE;
        if (strcmp(line, "text") == 0) return true;
        if (strncmp(line, "text ", 5) == 0)
            return num_read(line + 5, 0, 0, SIZE_MAX / 2, len) ||
                   err_set(e, _("line %d: text and a number of bytes are wanted"), number);
        if (!take_value(r, line, &why)) return err_set(e, _("line %d: %s"), number, why.text);
    }
    return err_set(e, _("the line \"text\" is missing"));
}

static void leave_wrong(struct params *read, int scheme, struct saved *out)
{
    out->wrong = NULL;
    if (!schemes[read->scheme].mistake || read->scheme == scheme) return;
    out->wrong = schemes[read->scheme].name;
    read->scheme = scheme;
}

/* ---- records ---- */

enum found { FOUND_WHOLE, FOUND_TORN, FOUND_OTHER };

struct record {
    size_t number[NUMBERS_MAX]; /* of its first line; the last is how many bytes follow */
    const char *bytes;
};

/* Reads "NAME number …"; false when the line is another. */
static bool take_numbers(const char *line, const char *name, int count, struct record *out)
{
    size_t len = strlen(name);
    if (strncmp(line, name, len) != 0) return false;
    line += len;
    for (int i = 0; i < count; i++) {
        char *end;
        if (line[0] != ' ' || line[1] < '0' || line[1] > '9') return false;
        out->number[i] = strtoull(line + 1, &end, 10);
        line = end;
    }
    return !*line;
}

/* The bytes of a record and the newline after them. */
static enum found take_bytes(struct reader *r, size_t n, struct record *out)
{
    out->bytes = r->rest;
    if (n >= (size_t)(r->end - r->rest)) return FOUND_TORN;
    r->rest += n + 1;
    return r->rest[-1] == '\n' ? FOUND_WHOLE : FOUND_OTHER;
}

static enum found take_lines(struct reader *r, const struct record *record)
{
    struct reader inner = *r;
    struct err ignored;
    char line[LINE_ROOM];
    inner.rest = record->bytes;
    inner.end = record->bytes + record->number[0];
    inner.read = *r->usual;
    while (take_line(&inner, line))
        if (!take_value(&inner, line, &ignored)) return FOUND_OTHER;
    r->read = inner.read;
    return inner.rest == inner.end ? FOUND_WHOLE : FOUND_OTHER;
}

/* One record, of a text that has *len bytes at this point. */
static enum found take_record(struct reader *r, size_t *len, struct record *out)
{
    char line[LINE_ROOM];
    if (!take_line(r, line))
        return memchr(r->rest, '\n', (size_t)(r->end - r->rest)) ? FOUND_OTHER : FOUND_TORN;
    if (take_numbers(line, "edit", 3, out)) {
        size_t from = out->number[0], to = out->number[1];
        if (from > to || to > *len) return FOUND_OTHER;
        *len = *len - (to - from) + out->number[2];
        return take_bytes(r, out->number[2], out);
    }
    if (!take_numbers(line, "lines", 1, out)) return FOUND_OTHER;
    enum found found = take_bytes(r, out->number[0], out);
    return found == FOUND_WHOLE ? take_lines(r, out) : found;
}

static void take_records(struct reader *r)
{
    struct saved *out = r->out;
    size_t len = out->len;
    enum found found = FOUND_WHOLE;
    while (found == FOUND_WHOLE && r->rest < r->end) {
        const char *at = r->rest;
        struct record record;
        found = take_record(r, &len, &record);
        r->rest = found == FOUND_WHOLE ? r->rest : at;
    }
    out->edits_len = (size_t)(r->rest - out->edits);
    out->dropped = (size_t)(r->end - r->rest);
    out->torn = found == FOUND_TORN;
}

bool saved_read(const char *bytes, size_t n, struct settings *s, struct saved *out, struct err *e)
{
    uint64_t len = LENGTH_NONE;
    struct reader r = {bytes, bytes + n, s, *s, out};
    *out = (struct saved){0};
    if (!take_head(&r, &len, e)) return false;
    size_t left = (size_t)(r.end - r.rest);
    out->records = len != LENGTH_NONE;
    if (out->records && len > left)
        return err_set(e, _("the text ends after %zu of its %" PRIu64 " bytes"), left, len);
    out->text = r.rest;
    out->len = out->records ? (size_t)len : left;
    r.rest += out->len;
    out->edits = r.rest;
    if (out->records) take_records(&r);
    leave_wrong(&r.read.params, s->params.scheme, out);
    *s = r.read;
    return true;
}

bool saved_check(const char *bytes, size_t n, const struct settings *s, struct err *e)
{
    uint64_t len;
    struct saved ignored = {0};
    struct reader r = {bytes, bytes + n, s, *s, &ignored};
    return take_head(&r, &len, e);
}

bool saved_apply(const struct saved *s, struct text *text)
{
    struct saved ignored = {0};
    const char *end = s->edits + s->edits_len;
    struct reader r = {.rest = s->edits, .end = end, .out = &ignored};
    while (r.rest < r.end) {
        char line[LINE_ROOM];
        struct record edit;
        if (!take_line(&r, line)) return true;
        bool is_edit = take_numbers(line, "edit", 3, &edit);
        if (!is_edit && !take_numbers(line, "lines", 1, &edit)) return true;
        size_t n = edit.number[is_edit ? 2 : 0];
        take_bytes(&r, n, &edit);
        if (is_edit && !text_replace(text, edit.number[0], edit.number[1], edit.bytes, n))
            return false;
    }
    return true;
}
