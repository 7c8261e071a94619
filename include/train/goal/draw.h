/* Draws of training: Philox4x32-10 with seed as its key, as the embedding's are
 * (core/embedding/embedding_kernel.c), counter (place, step, stream, example). */
#pragma once

#include <stdint.h>

/* The third word of the counter: no two kinds of draws share numbers. 0 is the embedding's, 2 … 9
 * are the start values' of train/net. */
enum draw_stream { DRAW_ORDER = 16, DRAW_BEFORE, DRAW_BACKWARDS, DRAW_UNSEEN, DRAW_SAID };

struct draw_at {
    uint32_t place, step, example;
};

/* 32 bits. */
uint32_t draw_bits(uint64_t seed, enum draw_stream stream, struct draw_at at);
/* A whole number below n, n ≥ 1. */
uint32_t draw_below(uint64_t seed, enum draw_stream stream, struct draw_at at, uint32_t n);
/* The numbers 0 … n−1 in a drawn order: out (n). */
void draw_order(uint64_t seed, enum draw_stream stream, uint32_t step, uint32_t *out, uint32_t n);
