#include "core/pipeline/passage.h"

#include <string.h>

int passage_find(const struct passage *w, uint32_t index)
{
    for (int i = 0; i < w->count; i++)
        if (w->index[i] == index) return i;
    return -1;
}

/* Adds token i; false, with nothing added, when that would be one word too many. */
static bool take(struct passage *w, uint32_t index, size_t i)
{
    int word = passage_find(w, index);
    if (index == ROW_NONE) {
        w->end = i + 1;
        return true;
    }
    if (word < 0 && w->count == PASSAGE_WORDS) return false;
    if (word < 0) {
        w->index[w->count] = index;
        w->at[w->count] = i;
        w->again[w->count++] = SIZE_MAX;
    } else if (w->again[word] == SIZE_MAX) {
        w->again[word] = i;
    }
    w->end = i + 1;
    return true;
}

/* The passage from token `first` on, which ends before `end`; index[0] is token `first`'s. */
static void read_from(const uint32_t *index, size_t first, size_t end, struct passage *w)
{
    w->first = w->end = first;
    w->count = 0;
    for (size_t i = first; i < end && take(w, index[i - first], i); i++) continue;
    for (int i = 0; i < w->count; i++)
        if (w->again[i] == SIZE_MAX) w->again[i] = w->end;
}

void passage_read(const struct pipeline *p, size_t token, struct passage *out)
{
    uint32_t index[PASSAGE_TOKENS];
    size_t block = token / PASSAGE_TOKENS * PASSAGE_TOKENS, end = block + PASSAGE_TOKENS;
    end = end < p->count ? end : p->count;
    out->first = out->end = block;
    out->count = 0;
    if (!p->count) return;
    pipeline_indices(p, block, end - block, index);
    do read_from(index + (out->end - block), out->end, end, out);
    while (out->end <= token);
    memcpy(out->token, index + (out->first - block), (out->end - out->first) * sizeof *index);
}
