#include "core/pipeline/continued.h"

#include "base/memory.h"

static bool reserve(struct pipeline *p)
{
    uint32_t count = p->tokens.fresh_count;
    if (count <= p->cap_continued) return true;
    uint32_t *index = memory_resize(p->continued, count, sizeof *index);
    if (!index) return false;
    for (uint32_t i = p->cap_continued; i < count; i++) index[i] = ROW_NONE;
    p->continued = index;
    p->cap_continued = count;
    return true;
}

bool continued_update(struct pipeline *p)
{
    const struct pipeline *first = p->continues;
    if (!first) return true;
    if (!reserve(p)) return false;
    uint32_t next = p->tokens.known + (uint32_t)first->tokens.fresh_live;
    for (size_t i = 0; i < p->tokens.fresh_live; i++) {
        uint32_t number = p->tokens.order[i].word - p->tokens.known;
        const struct vocab_word *word = &p->tokens.fresh[number].word;
        uint32_t there = map_get(&first->tokens.map, word->text, word->len);
        uint32_t index =
            there == MAP_NONE ? next++ : first->tokens.known + first->tokens.fresh[there].rank;
        p->moved.ids |= p->continued[number] != index && !p->params.frozen;
        p->continued[number] = index;
    }
    p->fresh_count = p->params.frozen ? 0 : next - p->tokens.known;
    return true;
}

uint32_t continued_index(const struct pipeline *p, uint32_t word)
{
    return p->continued[word - p->tokens.known];
}

uint32_t continued_word(const struct pipeline *p, uint32_t index)
{
    for (size_t i = 0; i < p->tokens.fresh_live; i++)
        if (continued_index(p, p->tokens.order[i].word) == index) return p->tokens.order[i].word;
    return TOKENS_GAP;
}
