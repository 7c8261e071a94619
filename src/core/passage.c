#include "core/passage.h"

int passage_find(const struct passage *w, uint32_t index)
{
    for (int i = 0; i < w->count; i++)
        if (w->index[i] == index)
            return i;
    return -1;
}

/* Takes token i in; false when that is one word too many. */
static bool take(struct passage *w, uint32_t index, size_t i)
{
    int word = passage_find(w, index);
    if (word >= 0 && w->again[word] == SIZE_MAX)
        w->again[word] = i;
    if (word < 0 && w->count == PASSAGE_WORDS)
        return false;
    if (word < 0) {
        w->index[w->count] = index;
        w->at[w->count] = i;
        w->again[w->count++] = SIZE_MAX;
    }
    w->end = i + 1;
    return true;
}

static void read_from(const struct pipeline *p, size_t first, size_t end, struct passage *w)
{
    *w = (struct passage){.first = first, .end = first};
    for (size_t i = first; i < end && take(w, pipeline_index(p, i), i); i++)
        continue;
    for (int i = 0; i < w->count; i++)
        if (w->again[i] == SIZE_MAX)
            w->again[i] = w->end;
}

void passage_read(const struct pipeline *p, size_t token, struct passage *out)
{
    *out = (struct passage){0};
    if (!p->count)
        return;
    size_t block = token / PASSAGE_TOKENS * PASSAGE_TOKENS, end = block + PASSAGE_TOKENS;
    end = end < p->count ? end : p->count;
    do {
        read_from(p, block, end, out);
        block = out->end;
    } while (out->end <= token);
}
