#include "app/input/history.h"

#include <string.h>

#include "base/memory.h"

void history_add(struct history *h, const char *line, size_t n)
{
    struct str taken = STR_EMPTY;
    if (!str_add(&taken, line, n)) {
        str_free(&taken);
        return;
    }
    int gone = -1; /* the same line from before, else the oldest where all places are taken */
    for (int i = 0; i < h->count; i++)
        if (h->lines[i].len == n && memcmp(str_text(&h->lines[i]), line, n) == 0) gone = i;
    if (gone < 0 && h->count == HISTORY_MAX) gone = 0;
    if (gone >= 0) {
        str_free(&h->lines[gone]);
        memmove(h->lines + gone, h->lines + gone + 1,
                (size_t)(--h->count - gone) * sizeof *h->lines);
    }
    h->lines[h->count++] = taken;
    history_leave(h);
}

void history_step(struct history *h, struct line *l, int step)
{
    int to = h->at + step;
    if (to < 0 || to > h->count) return;
    if (h->at == h->count) {
        str_clear(&h->draft);
        str_add(&h->draft, text_bytes(&l->text), text_len(&l->text));
    }
    h->at = to;
    const struct str *line = to < h->count ? &h->lines[to] : &h->draft;
    if (!line_set(l, str_text(line), line->len)) memory_failed();
}

void history_leave(struct history *h)
{
    h->at = h->count;
}

void history_free(struct history *h)
{
    for (int i = 0; i < h->count; i++) str_free(&h->lines[i]);
    str_free(&h->draft);
    *h = (struct history){0};
}
