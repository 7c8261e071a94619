#include "app/input/edit_log.h"

/* Continues the last edit where this one adds to its end, or takes of it. */
static bool join(struct edit_log *l, size_t from, size_t to, const char *bytes, size_t n)
{
    size_t end = l->from + l->bytes.len;
    if (!l->open || from < l->from || to != end) return false;
    return str_splice(&l->bytes, from - l->from, to - from, bytes, n) || l->bytes.failed;
}

void edit_log_add(struct edit_log *l, size_t from, size_t to, const char *bytes, size_t n)
{
    if (l->whole) return;
    if (l->records.len + l->bytes.len + n > EDIT_LOG_MAX) {
        edit_log_break(l);
        return;
    }
    if (!join(l, from, to, bytes, n)) {
        edit_log_close(l);
        l->open = true;
        l->from = from;
        l->to = to;
        str_add(&l->bytes, bytes, n);
    }
    if (l->bytes.failed || l->records.failed) edit_log_break(l);
}

void edit_log_close(struct edit_log *l)
{
    if (!l->open) return;
    str_addf(&l->records, "edit %zu %zu %zu\n", l->from, l->to, l->bytes.len);
    str_add(&l->records, str_text(&l->bytes), l->bytes.len);
    str_addc(&l->records, '\n');
    str_clear(&l->bytes);
    l->open = false;
    if (l->records.failed) edit_log_break(l);
}

void edit_log_break(struct edit_log *l)
{
    edit_log_free(l);
    l->whole = true;
}

bool edit_log_empty(const struct edit_log *l)
{
    return !l->whole && !l->open && !l->records.len;
}

void edit_log_clear(struct edit_log *l)
{
    str_clear(&l->records);
    str_clear(&l->bytes);
    l->open = l->whole = false;
}

void edit_log_free(struct edit_log *l)
{
    str_free(&l->records);
    str_free(&l->bytes);
    *l = (struct edit_log){0};
}
