#include "train/goal/draw.h"

/* Four places share a block of four words. The formula is in embedding_kernel.c. */
uint32_t draw_bits(uint64_t seed, enum draw_stream stream, struct draw_at at)
{
    uint32_t x[4] = {at.place / 4, at.step, (uint32_t)stream, at.example};
    uint32_t k0 = (uint32_t)seed, k1 = (uint32_t)(seed >> 32);
    for (int round = 0; round < 10; round++) {
        uint64_t a = UINT64_C(0xD2511F53) * x[0], b = UINT64_C(0xCD9E8D57) * x[2];
        x[0] = (uint32_t)(b >> 32) ^ x[1] ^ k0;
        x[1] = (uint32_t)b;
        x[2] = (uint32_t)(a >> 32) ^ x[3] ^ k1;
        x[3] = (uint32_t)a;
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
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
