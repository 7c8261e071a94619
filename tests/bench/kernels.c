/* The numbers underneath: position encodings, rows of E, vocabularies. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "measure.h"

#include "core/embedding.h"
#include "core/pipeline.h"
#include "core/posenc.h"
#include "core/vocab.h"
#include "formats/corpus.h"

#define ROUNDS 21
#define ROWS 32
#define DIMS 512
#define REPEATS 20          /* of a table of ROWS x DIMS, within a round */
#define CORPUS_BYTES 2000000
#define TEXT_ROUNDS 7

static float table[ROWS * DIMS];

/* What was written counts as used: the work cannot be left out. */
static void use(const void *data)
{
    __asm__ volatile("" : : "r"(data) : "memory");
}

static void check(bool ok, const struct err *e)
{
    if (!ok)
        give_up("%s", e->text);
}

/* ---- rows ---- */

typedef void fill(const void *context, uint64_t first);

static void fill_zero(const void *context, uint64_t first)
{
    (void)context;
    (void)first;
    memset(table, 0, sizeof table);
}

static void fill_positions(const void *context, uint64_t first)
{
    for (uint64_t r = 0; r < ROWS; r++)
        posenc_row(context, first + r, 0, DIMS, table + r * DIMS);
}

static void fill_embedding(const void *context, uint64_t first)
{
    for (uint64_t r = 0; r < ROWS; r++)
        embedding_row(context, (uint32_t)(first + r), 0, DIMS, table + r * DIMS);
}

static double ns_per_value(fill *work, const void *context, uint64_t first)
{
    double start = clock_own_cpu();
    for (int i = 0; i < REPEATS; i++) {
        work(context, first);
        use(table);
    }
    return (clock_own_cpu() - start) / ((double)REPEATS * ROWS * DIMS);
}

static void measure_rows(const char *group, const char *what, fill *work, const void *context, uint64_t first)
{
    struct series ours = {.rounds = 0}, floor = {.rounds = 0};
    for (int i = -1; i < ROUNDS; i++) {
        double a = ns_per_value(work, context, first), b = ns_per_value(fill_zero, NULL, 0);
        if (i < 0)
            continue;
        series_add(&ours, a);
        series_add(&floor, b);
    }
    const char *note = "floor: memset of the same bytes";
    report_row(&(struct row){group, what, "ns/value", &ours, &floor, HELD_NONE, 0, note});
}

static void rows(void)
{
    static const struct {
        uint64_t position;
        const char *what;
    } places[] = {{0, "from position 0"}, {10000000, "from position 1e7"}, {1000000000, "from position 1e9"}};
    struct posenc waves;
    struct err e;
    check(posenc_init(&waves, DIMS, 10000, LAYOUT_INTERLEAVED, &e), &e);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        measure_rows("P, 32 rows of 512", places[i].what, fill_positions, &waves, places[i].position);
    posenc_free(&waves);
    struct embedding embedding = {1, DIMS, INIT_SCALED_NORMAL, true};
    measure_rows("E, 32 rows of 512", "from index 0", fill_embedding, &embedding, 0);
}

/* ---- text ---- */

struct corpus_text {
    char *text;
    size_t len;
};

/* The built-in corpus over and over. */
static struct corpus_text long_text(void)
{
    size_t times = CORPUS_BYTES / corpus_builtin_len + 1;
    struct corpus_text out = {malloc(times * corpus_builtin_len), times * corpus_builtin_len};
    if (!out.text)
        give_up("out of memory");
    for (size_t i = 0; i < times; i++)
        memcpy(out.text + i * corpus_builtin_len, corpus_builtin, corpus_builtin_len);
    return out;
}

static double megabytes_per_second(size_t bytes, double start)
{
    return (double)bytes / 1e6 / ((clock_own_cpu() - start) / 1e9);
}

static void build(struct series *s, const struct tokenizer *t, const char *text, size_t len, int times)
{
    struct vocab vocab;
    struct err e;
    double start = clock_own_cpu();
    for (int i = 0; i < times; i++) {
        check(vocab_build(&vocab, t, text, len, &e), &e);
        vocab_free(&vocab);
    }
    series_add(s, megabytes_per_second(len * (size_t)times, start));
}

static void split(struct series *s, const struct tokenizer *t, const struct corpus_text *c)
{
    struct piece piece = {0, 0};
    size_t count = 0;
    double start = clock_own_cpu();
    while (t->next(c->text, c->len, piece.end, &piece))
        count++;
    series_add(s, megabytes_per_second(c->len, start));
    use(&count);
}

static void number(struct series *s, const struct vocab *vocab, const struct corpus_text *c)
{
    struct pipeline pipeline = PIPELINE_EMPTY;
    struct params params = params_default();
    struct err e;
    double start = clock_own_cpu();
    check(pipeline_read(&pipeline, vocab, c->text, c->len, &params, &e), &e);
    series_add(s, megabytes_per_second(c->len, start));
    pipeline_free(&pipeline);
}

static void texts(const struct tokenizer *t, const struct corpus_text *c)
{
    struct series once = {.rounds = 0}, built = {.rounds = 0}, cut = {.rounds = 0}, numbered = {.rounds = 0};
    struct vocab vocab;
    struct err e;
    char group[64];
    check(vocab_build(&vocab, t, c->text, c->len, &e), &e);
    for (int i = 0; i < TEXT_ROUNDS; i++) {
        build(&once, t, corpus_builtin, corpus_builtin_len, 10);
        build(&built, t, c->text, c->len, 1);
        split(&cut, t, c);
        number(&numbered, &vocab, c);
    }
    vocab_free(&vocab);
    snprintf(group, sizeof group, "text, %s tokens", t->name);
    report_row(&(struct row){group, "vocabulary, corpus once", "MB/s", &once, NULL, HELD_NONE, 0, NULL});
    report_row(&(struct row){group, "vocabulary, 2 MB", "MB/s", &built, NULL, HELD_NONE, 0, NULL});
    report_row(&(struct row){group, "text to tokens", "MB/s", &cut, NULL, HELD_NONE, 0, NULL});
    report_row(&(struct row){group, "text to indices", "MB/s", &numbered, NULL, HELD_NONE, 0, NULL});
}

int main(void)
{
    rows();
    struct corpus_text c = long_text();
    for (int i = 0; i < tokenizer_count; i++)
        texts(&tokenizers[i], &c);
    free(c.text);
    return 0;
}
