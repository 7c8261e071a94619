/* The arithmetic of a row of the random embedding, built for each instruction
 * set of core/vec/isa.h; all builds give the same bits. embedding.h is what others use. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/vec/isa.h"

/* What a table's entries are: factor · z, its draws z standard normal or, if `uniform`,
 * uniform of variance 1. */
struct embedding_draws {
    uint64_t seed;
    bool uniform;
    double factor;
    uint32_t stream; /* 0: those of the table */
};

/* out[0 .. n) = float32(factor · z(k0 .. k0+n)) of a row; k0, n ≥ 0. */
typedef void embedding_kernel(const struct embedding_draws *of, uint32_t index, int k0, int n,
                              float *out);

embedding_kernel embedding_draws_plain, embedding_draws_avx2, embedding_draws_avx512;

/* The same of entry k of rows index … index + n: (…, k, n, out). */
embedding_kernel embedding_column_plain, embedding_column_avx2, embedding_column_avx512;

/* One block of Philox: the four words out of a counter and the key `seed`. */
typedef void embedding_block_kernel(uint64_t seed, const uint32_t counter[4], uint32_t out[4]);
embedding_block_kernel embedding_block_plain, embedding_block_avx2, embedding_block_avx512;
