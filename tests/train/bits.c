/* Trains several recipes and prints a hash of all numbers and losses of each: what must be the same
 * bits with every compiler and on every machine.
 *
 *   bits plain|avx2|avx512|best
 *
 * isa_best() is led here by the linker (--wrap). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/vec/isa.h"
#include "train_line.h"

enum isa __real_isa_best(void);
enum isa __wrap_isa_best(void);
static enum isa forced;

enum isa __wrap_isa_best(void)
{
    return forced == ISA_COUNT ? __real_isa_best() : forced;
}

static const struct {
    const char *name;
    enum train_goal_kind goal;
    int blocks, heads, d_model;
    bool positions, learned, whole, tied;
    enum train_norm norm;
    enum train_mask mask;
    enum train_optimiser optimiser;
    uint32_t steps;
} recipes[] = {
    {"sentence, E+P, momentum", TRAIN_SENTENCE, 0, 2, 16, 1, 0, 0, 0, 0, 0, TRAIN_MOMENTUM, 300},
    {"sentence, E, whole vocabulary, SGD", TRAIN_SENTENCE, 0, 1, 7, 0, 0, 1, 0, 0, 0, TRAIN_SGD,
     10},
    {"sentence, 2 blocks, Adam", TRAIN_SENTENCE, 2, 4, 16, 0, 0, 0, 0, TRAIN_NORM_BEFORE,
     TRAIN_MASK_CAUSAL, TRAIN_ADAM, 40},
    {"sentence, 1 block, learned places, tied, norm after", TRAIN_SENTENCE, 1, 3, 33, 1, 1, 0, 1,
     TRAIN_NORM_AFTER, TRAIN_MASK_NONE, TRAIN_ADAM, 20},
    {"corpus, 1 block, Adam", TRAIN_CORPUS, 1, 2, 16, 1, 0, 0, 0, 0, 0, TRAIN_ADAM, 3},
    {"company, E", TRAIN_COMPANY, 0, 1, 16, 0, 0, 0, 0, 0, 0, TRAIN_ADAM, 2},
    {"word before", TRAIN_BEFORE, 1, 2, 32, 1, 0, 0, 0, 0, TRAIN_MASK_CAUSAL, TRAIN_ADAM, 10},
    {"who chased", TRAIN_CHASED, 1, 2, 16, 1, 0, 0, 0, 0, TRAIN_MASK_NONE, TRAIN_ADAM, 5},
    {"backwards", TRAIN_BACKWARDS, 1, 1, 32, 1, 0, 0, 0, TRAIN_NORM_NONE, 0, TRAIN_ADAM, 20},
};

static uint64_t hash(uint64_t h, const void *data, size_t n)
{
    const unsigned char *byte = data;
    for (size_t i = 0; i < n; i++) h = (h ^ byte[i]) * UINT64_C(0x100000001b3);
    return h;
}

static void fail(const char *name, const char *why)
{
    fprintf(stderr, "%s: %s\n", name, why);
    exit(1);
}

static void run(size_t i)
{
    static struct train_line_data data;
    struct train_recipe r = train_recipe_of(recipes[i].goal, recipes[i].blocks,
                                            recipes[i].positions, recipes[i].d_model);
    r.heads = recipes[i].heads;
    r.learned_places = recipes[i].learned;
    r.whole = recipes[i].whole;
    r.tied = recipes[i].tied;
    r.norm = recipes[i].norm;
    r.mask = recipes[i].mask;
    r.optimiser = recipes[i].optimiser;
    r.rate = 0;
    r.seed = 1;
    struct err e = {""};
    train_line_fill(&data, &r);
    struct train_run of = {0};
    if (!train_begin(&of, &r, &data.data, &e)) fail(recipes[i].name, e.text);
    train_want(&of, recipes[i].steps);
    while (!train_advance(&of, 1000000)) {}
    uint64_t h = UINT64_C(0xcbf29ce484222325);
    h = hash(h, of.number, of.numbers * sizeof *of.number);
    h = hash(h, of.loss, recipes[i].steps * sizeof *of.loss);
    printf("%016llx %s, %u steps, loss %.6f\n", (unsigned long long)h, recipes[i].name, of.step,
           of.loss[of.step]);
    train_free(&of);
}

int main(int argc, char **argv)
{
    forced = ISA_COUNT;
    for (int isa = 0; isa < ISA_COUNT; isa++)
        if (argc > 1 && strcmp(argv[1], isa_name(isa)) == 0) forced = (enum isa)isa;
    if (forced != ISA_COUNT && forced > __real_isa_best()) return 77;
    for (size_t i = 0; i < sizeof recipes / sizeof *recipes; i++) run(i);
    return 0;
}
