#include "core/pipeline/passage.h"

#include <string.h>

int passage_find(const struct passage *w, uint32_t index)
{
    for (int i = 0; i < w->count; i++)
        if (w->index[i] == index) return i;
    return -1;
}

/* The words by index, in an open-addressed table: 1 + the word's number, or 0. */
#define SLOTS (4 * PASSAGE_WORDS)
struct word_slots {
    uint8_t word[SLOTS];
};
_Static_assert(PASSAGE_WORDS < UINT8_MAX, "a word's number fits a byte");

/* Where the word with that index is, or its place is free. */
static unsigned slot_of(const struct word_slots *slots, const struct passage *w, uint32_t index)
{
    unsigned slot = index * UINT32_C(0x9E3779B1) >> 16 & (SLOTS - 1);
    while (slots->word[slot] && w->index[slots->word[slot] - 1] != index)
        slot = (slot + 1) & (SLOTS - 1);
    return slot;
}

/* Adds token i; false, with nothing added, when that would be one word too many. */
static bool take(struct passage *w, struct word_slots *slots, uint32_t index, size_t i)
{
    uint8_t *slot = &slots->word[slot_of(slots, w, index)];
    if (*slot && w->again[*slot - 1] == SIZE_MAX) w->again[*slot - 1] = i;
    if (!*slot && w->count == PASSAGE_WORDS) return false;
    if (!*slot) {
        w->index[w->count] = index;
        w->at[w->count] = i;
        w->again[w->count++] = SIZE_MAX;
        *slot = (uint8_t)w->count;
    }
    w->end = i + 1;
    return true;
}

/* The passage from token `first` on, which ends before `end`; index[0] is token `first`'s. */
static void read_from(const uint32_t *index, size_t first, size_t end, struct passage *w)
{
    struct word_slots slots = {{0}};
    w->first = w->end = first;
    w->count = 0;
    for (size_t i = first; i < end && take(w, &slots, index[i - first], i); i++) continue;
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
