#include "train/goal/draw.h"

#include "core/embedding/embedding.h"

/* Four places share a block of four words. */
uint32_t draw_bits(uint64_t seed, enum draw_stream stream, struct draw_at at)
{
    const uint32_t counter[4] = {at.place / 4, at.step, (uint32_t)stream, at.example};
    uint32_t x[4];
    embedding_words(seed, counter, x);
    return x[at.place % 4];
}

uint32_t draw_below(uint64_t seed, enum draw_stream stream, struct draw_at at, uint32_t n)
{
    return (uint32_t)((uint64_t)draw_bits(seed, stream, at) * n >> 32);
}

/* Fisher and Yates, from the end. */
void draw_order(uint64_t seed, enum draw_stream stream, uint32_t step, uint32_t *out, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) out[i] = i;
    for (uint32_t i = n; i > 1; i--) {
        uint32_t j = draw_below(seed, stream, (struct draw_at){i, step, 0}, i);
        uint32_t swapped = out[i - 1];
        out[i - 1] = out[j];
        out[j] = swapped;
    }
}
