#include "core/embedding/embedding.h"

#include <math.h>

#include "base/words.h"
#include "core/embedding/embedding_kernel.h"
#include "core/embedding/row_source.h"

#define FEW 4

const struct init_info init_infos[INIT_COUNT] = {
    [INIT_SCALED_NORMAL] = {"scaled-normal", "N(0, 1/d)"},
    [INIT_UNIT_NORMAL] = {"unit-normal", "N(0, 1)"},
    [INIT_SMALL_NORMAL] = {"small-normal", "N(0, 0.02²)"},
    [INIT_UNIFORM] = {"uniform", N_("uniform, variance 1/d")},
};

/* The draws' laws: spread(d) = spread, or spread/√d. */
static const struct {
    double spread;
    bool over_root, uniform;
} laws[INIT_COUNT] = {
    [INIT_SCALED_NORMAL] = {1, true, false},
    [INIT_UNIT_NORMAL] = {1, false, false},
    [INIT_SMALL_NORMAL] = {0.02, false, false},
    [INIT_UNIFORM] = {1, true, true},
};

double embedding_factor(const struct embedding *e)
{
    double root = sqrt(e->d_model);
    double scaled = laws[e->init].spread * (e->scale ? root : 1);
    return laws[e->init].over_root ? scaled / root : scaled;
}

static struct embedding_draws draws_of(const struct embedding *e, uint32_t stream)
{
    return (struct embedding_draws){e->seed, laws[e->init].uniform, embedding_factor(e), stream};
}

void embedding_words(uint64_t seed, const uint32_t counter[4], uint32_t out[4])
{
    embedding_block_plain(seed, counter, out);
}

void embedding_stream_row(const struct embedding *e, uint32_t stream, uint32_t index, float *out)
{
    static embedding_kernel *const rows[ISA_COUNT] = ISA_TABLE(embedding_draws);
    struct embedding_draws draws = draws_of(e, stream);
    rows[isa_best()](&draws, index, 0, e->d_model, out);
}

/* A few entries are computed fastest in the narrowest vectors. */
void embedding_row(const struct embedding *e, uint32_t index, int k0, int n, float *out)
{
    static embedding_kernel *const rows[ISA_COUNT] = ISA_TABLE(embedding_draws);
    struct embedding_draws draws = draws_of(e, 0);
    rows[n <= FEW ? ISA_PLAIN : isa_best()](&draws, index, k0, n, out);
}

void embedding_column(const struct embedding *e, uint32_t index, int n, int k, float *out)
{
    static embedding_kernel *const columns[ISA_COUNT] = ISA_TABLE(embedding_column);
    struct embedding_draws draws = draws_of(e, 0);
    columns[isa_best()](&draws, index, k, n, out);
}

/* ---- as a source of rows ---- */

/* The struct embedding of `context`, with the d_model and scale of the source. */
static struct embedding drawn_table(const struct row_source *s)
{
    struct embedding table = *(const struct embedding *)s->context;
    table.d_model = s->d_model;
    table.scale = s->scaled;
    return table;
}

static void read_drawn(const struct row_source *s, uint32_t first, uint32_t count, int k0, int n,
                       float *out)
{
    struct embedding table = drawn_table(s);
    for (uint32_t r = 0; r < count; r++)
        embedding_row(&table, first + r, k0, n, out + (size_t)r * (size_t)n);
}

static double drawn_deviation(const struct row_source *s)
{
    struct embedding table = drawn_table(s);
    return embedding_factor(&table);
}

const struct row_source_kind row_source_drawn = {read_drawn, drawn_deviation};
