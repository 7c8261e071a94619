/* Near words among trained rows. */
#include <math.h>
#include <stdlib.h>

#include "app/state/view.h"
#include "app/views/embedding.h"
#include "base/memory.h"

/* Vectors of the words that are compared, each of length 1, or 0. */
struct compared {
    const struct app *app;
    const struct train_run *run;
    uint32_t *index; /* (count) */
    double *unit;    /* (count, d) */
    uint32_t count;
    int d;
};

static bool reads_corpus(const struct train_run *run)
{
    return run->recipe.goal == TRAIN_CORPUS || run->recipe.goal == TRAIN_COMPANY;
}

/* Of a corpus the words that are used often enough; of a sentence those that it has. */
static bool takes_part(const struct compared *c, uint32_t index)
{
    if (!training_row_known(c->app, index)) return false;
    if (!reads_corpus(c->run)) return true;
    return index < c->app->vocab.size && vocab_word(&c->app->vocab, index).count >= EMBEDDING_USES;
}

static void gather_words(struct compared *c)
{
    for (int w = 0; w < c->run->task.words; w++)
        if (takes_part(c, c->run->task.index[w])) c->index[c->count++] = c->run->task.index[w];
}

/* Sets vector i from numbers that stand `stride` apart. */
static void set_unit(struct compared *c, uint32_t i, const double *from, size_t stride)
{
    double *to = c->unit + (size_t)i * (size_t)c->d, sum = 0;
    for (int k = 0; k < c->d; k++) sum += from[(size_t)k * stride] * from[(size_t)k * stride];
    double length = sqrt(sum);
    for (int k = 0; k < c->d; k++) to[k] = length > 0 ? from[(size_t)k * stride] / length : 0;
}

static void set_e(struct compared *c)
{
    for (uint32_t i = 0; i < c->count; i++) {
        size_t w = (size_t)train_word_of(c->run, c->index[i]);
        set_unit(c, i, c->run->number + w * (size_t)c->d, 1);
    }
}

/* Columns of U; a tied U has the rows of E. */
static void set_u(struct compared *c)
{
    struct train_part u;
    const double zero[TRAIN_D_MAX] = {0};
    if (!train_find_part(&c->run->shape, TRAIN_PART_U, 0, &u)) return;
    for (uint32_t i = 0; i < c->count; i++) {
        int class = train_class_of(c->run, c->index[i]);
        set_unit(c, i, class < 0 ? zero : c->run->number + u.at + (size_t) class,
                 class < 0 ? 1 : (size_t)u.cols);
    }
}

static double dot(const struct compared *c, uint32_t i, uint32_t j)
{
    double sum = 0;
    const double *a = c->unit + (size_t)i * (size_t)c->d, *b = c->unit + (size_t)j * (size_t)c->d;
    for (int k = 0; k < c->d; k++) sum += a[k] * b[k];
    return sum;
}

/* The mean over pairs, from the sum of all vectors: its square holds each pair twice and each
 * vector with itself once. */
static double mean_cosine(const struct compared *c)
{
    double total[TRAIN_D_MAX] = {0}, square = 0, n = 0;
    for (uint32_t i = 0; i < c->count; i++) {
        n += dot(c, i, i) > 0;
        for (int k = 0; k < c->d; k++) total[k] += c->unit[(size_t)i * (size_t)c->d + (size_t)k];
    }
    for (int k = 0; k < c->d; k++) square += total[k] * total[k];
    return n > 1 ? (square - n) / (n * (n - 1)) : (double)NAN;
}

static void insert(struct embedding_near *near, struct nearest_word word)
{
    int at = near->count < NEAREST_MAX ? near->count++ : NEAREST_MAX;
    for (; at > 0 && near->best[at - 1].cosine < word.cosine; at--)
        if (at < NEAREST_MAX) near->best[at] = near->best[at - 1];
    if (at < NEAREST_MAX) near->best[at] = word;
}

static void compare(const struct compared *c, uint32_t self, struct embedding_near *near)
{
    *near = (struct embedding_near){.mean = mean_cosine(c)};
    if (dot(c, self, self) <= 0) return;
    for (uint32_t i = 0; i < c->count; i++)
        if (i != self && dot(c, i, i) > 0)
            insert(near, (struct nearest_word){c->index[i], dot(c, self, i)});
}

/* Where the selected word is among those compared; UINT32_MAX: it is not. */
static uint32_t place_of(const struct compared *c, uint32_t index)
{
    for (uint32_t i = 0; i < c->count; i++)
        if (c->index[i] == index) return i;
    return UINT32_MAX;
}

static void compare_all(struct compared *c, struct embedding_trained *t)
{
    gather_words(c);
    uint32_t self = place_of(c, pipeline_index(&c->app->pipeline, c->app->token));
    t->used = reads_corpus(c->run);
    t->words = c->count;
    for (uint32_t i = 0; i < c->count; i++) t->moved += training_row_moved(c->app, c->index[i]);
    t->on = self != UINT32_MAX;
    if (!t->on) return;
    set_e(c);
    compare(c, self, &t->e);
    set_u(c);
    compare(c, self, &t->u);
}

bool embedding_compare_trained(struct app *a)
{
    struct embedding_trained *t = &a->embedding.trained;
    uint32_t step;
    struct compared c = {.app = a, .run = training_rows_run(a, &step)};
    *t = (struct embedding_trained){0};
    if (!c.run || a->token >= a->pipeline.count) return true;
    size_t words = (size_t)c.run->task.words;
    c.d = c.run->shape.d_model;
    c.index = memory_new(words, sizeof *c.index);
    c.unit = memory_new(words * (size_t)c.d, sizeof *c.unit);
    bool ok = c.index && c.unit;
    if (ok) compare_all(&c, t);
    free(c.index);
    free(c.unit);
    return ok;
}
