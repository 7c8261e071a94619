/* The random embedding table as a function: row `index` of E is computed when
 * it is looked at, from (seed, index) alone, so a vocabulary of any size costs
 * nothing, and a row's first entries stay the same draws when d_model grows.
 *
 *   E[index][k] = z(seed, index, k) · spread(d_model) · (√d_model if scaled)
 *
 * z is standard normal by Box and Muller's method (Ann. Math. Stat. 29, 1958)
 * or uniform on [−√3, √3) (variance 1 too), from Philox4x32-10 with counter
 * (k/2, index) and key seed; embedding_kernel.c has the formula. The scaling is that
 * of Vaswani et al. 2017, section 3.4. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum init_kind {
    INIT_SCALED_NORMAL, /* N(0, 1/d) */
    INIT_UNIT_NORMAL,   /* N(0, 1): PyTorch's nn.Embedding */
    INIT_SMALL_NORMAL,  /* N(0, 0.02²): GPT-2 */
    INIT_UNIFORM,       /* uniform on [−√(3/d), √(3/d)): variance 1/d */
    INIT_COUNT,
};

/* How the start values are named: in options ("scaled-normal") and on screen ("N(0, 1/d)"). */
struct init_info {
    const char *name, *label;
};
extern const struct init_info init_infos[INIT_COUNT];

struct embedding {
    uint64_t seed;
    int d_model;
    enum init_kind init;
    bool scale; /* times √d_model */
};

/* What a draw z is multiplied by: spread times √d_model if scaled. */
double embedding_factor(const struct embedding *e);

/* out[0 .. n) = E[index][k0 .. k0+n), rounded once to float32. */
void embedding_row(const struct embedding *e, uint32_t index, int k0, int n, float *out);
/* out[0 .. n) = E[index .. index+n)[k]: the same numbers down a column. */
void embedding_column(const struct embedding *e, uint32_t index, int n, int k, float *out);

/* out[0 .. d_model) = row `index` of another table of the same law, whose draws have nothing to do
 * with those of E: the third word of the counter is `stream`, which is 0 for E. */
void embedding_stream_row(const struct embedding *e, uint32_t stream, uint32_t index, float *out);
/* The four words of Philox4x32-10 that rows are drawn from, for draws of other kinds: their third
 * word of the counter is a stream that no table has. */
void embedding_words(uint64_t seed, const uint32_t counter[4], uint32_t out[4]);
