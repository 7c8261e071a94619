#include "core/embedding/row_source.h"

#include "core/embedding/embedding.h"

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

const struct row_source_kind row_source_drawn = {
    .name = "drawn", .read = read_drawn, .deviation = drawn_deviation};

void row_source_rows(const struct row_source *s, uint32_t first, uint32_t count, int k0, int n,
                     float *out)
{
    s->kind->read(s, first, count, k0, n, out);
}

void row_source_row(const struct row_source *s, uint32_t index, int k0, int n, float *out)
{
    s->kind->read(s, index, 1, k0, n, out);
}

bool row_source_has_row(const struct row_source *s, uint32_t index)
{
    return !s->kind->has_row || s->kind->has_row(s, index);
}

double row_source_deviation(const struct row_source *s)
{
    return s->kind->deviation(s);
}
