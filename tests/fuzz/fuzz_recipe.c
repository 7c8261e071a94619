/* Recipes of training runs: one that is refused is refused in a whole line; of one that is taken,
 * steps have the same bits whatever slices of work they came in, and when they are gone back to. */
#include <math.h>

#include "train/run/run.h"

#include "fuzz/fuzz.h"
#include "fuzz/fuzz_event.h"

#define STEPS_MAX 3
#define CORPUS "You win. You die or you win. The game of thrones.\nYou play the game."
#define SENTENCE_MAX 24

static struct vocab vocab;
static float places[TRAIN_TOKENS_MAX * TRAIN_D_MAX];

static double any_rate(struct source *s)
{
    static const double rates[] = {
        0, 1e-3, 0.1, 1, 10, 10.000001, -1, 1e300, 1e-320, (double)NAN, (double)INFINITY};
    return rates[take_byte(s) % (sizeof rates / sizeof *rates)];
}

/* Small where it is to be trained; any size where it is only looked at. */
static struct train_recipe any_recipe(struct source *s, bool small)
{
    static const int sizes[] = {1, 2, 3, 4, 6, 8, 0, -1, 64, TRAIN_D_MAX, TRAIN_D_MAX + 1, 1 << 30};
    static const int goals[] = {TRAIN_SENTENCE, TRAIN_CORPUS, TRAIN_COMPANY,
                                TRAIN_BEFORE,   TRAIN_CHASED, TRAIN_BACKWARDS};
    unsigned flags = take_byte(s);
    struct train_recipe r = {.goal = goals[take_byte(s) % (small ? 3 : TRAIN_GOALS)],
                             .blocks = (int)(take_byte(s) % 3)};
    r.d_model = sizes[take_byte(s) % (small ? 4 : sizeof sizes / sizeof *sizes)];
    r.heads = (int)(take_byte(s) % 10) - 1;
    r.positions = flags & 1;
    r.learned_places = flags & 2;
    r.whole = flags & 4;
    r.tied = flags & 8;
    r.scale = flags & 16;
    r.norm = (enum train_norm)(take_byte(s) % TRAIN_NORM_COUNT);
    r.mask = (enum train_mask)(take_byte(s) % TRAIN_MASK_COUNT);
    r.optimiser = (enum train_optimiser)(take_byte(s) % TRAIN_OPTIMISERS);
    r.rate = any_rate(s);
    r.seed = take_below(s, 1 << 20);
    return r;
}

struct bits {
    uint64_t of[STEPS_MAX + 1];
    uint32_t steps;
};

static uint64_t bits_of(const struct train_run *run)
{
    uint64_t hash = hash_bytes(run->step, run->number, run->numbers * sizeof *run->number);
    return hash_bytes(hash, run->loss, run->step * sizeof *run->loss);
}

/* Trains on step by step, with a budget of work that is spent many times, until it stops. */
static struct bits train(struct train_run *run, uint64_t budget)
{
    struct bits out = {{0}, 0};
    for (uint32_t step = 0; step <= STEPS_MAX; step++) {
        train_want(run, step);
        for (int slices = 0; !train_advance(run, budget); slices++) REQUIRE(slices < 1000000);
        if (run->stop != TRAIN_GOES_ON) break;
        REQUIRE(run->step == step);
        out.of[step] = bits_of(run);
        out.steps = step + 1;
    }
    return out;
}

static void require_replayed(struct train_run *run, const struct bits *bits)
{
    if (run->stop != TRAIN_GOES_ON) return;
    for (uint32_t i = 0; i < bits->steps; i++) {
        uint32_t step = (i * 3 + 1) % bits->steps;
        train_want(run, step);
        while (!train_advance(run, UINT64_MAX / 2)) {}
        REQUIRE(run->step == step && bits_of(run) == bits->of[step]);
    }
}

static void require_same_runs(const struct train_recipe *r, const struct train_data *data,
                              uint64_t budget)
{
    struct train_run one = {0}, other = {0};
    struct err e = {""};
    if (!train_begin(&one, r, data, &e)) {
        require_message(e.text, sizeof e.text);
        return;
    }
    REQUIRE(train_begin(&other, r, data, &e));
    struct bits whole = train(&one, UINT64_MAX / 2), sliced = train(&other, budget);
    REQUIRE(one.stop == other.stop && whole.steps == sliced.steps);
    REQUIRE(memcmp(whole.of, sliced.of, sizeof whole.of) == 0);
    require_replayed(&one, &whole);
    train_free(&one);
    train_free(&other);
}

static void start(void)
{
    struct err e;
    if (vocab.size) return;
    REQUIRE(vocab_build(&vocab, &tokenizers[0], CORPUS, sizeof CORPUS - 1, &e));
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        places[i] = (float)(i % 7) / 8 - 0.4f;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct source s = {data, size};
    struct err e = {""};
    uint32_t sentence[SENTENCE_MAX];
    size_t tokens = 0;
    start();
    unsigned kind = take_byte(&s);
    struct train_recipe r = any_recipe(&s, kind % 16 == 0);
    uint64_t budget = 1 + take_below(&s, 1 << 16);
    if (!train_recipe_check(&r, &e)) {
        require_message(e.text, sizeof e.text);
        return 0;
    }
    REQUIRE(r.d_model >= 1 && r.d_model <= TRAIN_D_MAX);
    REQUIRE(isfinite(r.rate) && r.rate >= 0 && r.rate <= TRAIN_RATE_MAX);
    if (kind % 16) return 0;
    while (tokens < SENTENCE_MAX && s.left)
        sentence[tokens++] = (uint32_t)take_below(&s, vocab.size);
    struct embedding table = {r.seed, r.d_model, INIT_SCALED_NORMAL, false};
    struct train_data given = {.sentence = sentence,
                               .tokens = tokens,
                               .corpus = CORPUS,
                               .corpus_len = sizeof CORPUS - 1,
                               .vocab = &vocab,
                               .vocabulary = vocab.size,
                               .table = {&row_source_drawn, &table, r.d_model, false},
                               .places = places};
    require_same_runs(&r, &given, budget);
    return 0;
}
