/* Goals with words of their own, which attention has work to do for. */
#include <string.h>

#include "base/words.h"
#include "train/goal/draw.h"
#include "train/goal/task_build.h"

#define BATCH 8 /* fresh sentences of a step */
#define BEFORE_WORDS 12
#define BACKWARDS_WORDS 10
#define BACKWARDS_LENGTH 8
#define ANIMALS 8
#define PAIRS (ANIMALS * (ANIMALS - 1) / 2)
#define PAIRS_UNSEEN 6

static const char *const before_words[] = {"dog",   "cat",   "horse", "bird", "mouse",
                                           "fish",  "king",  "queen", "tea",  "bread",
                                           "house", "river", NULL};
static const char *const backwards_words[] = {"dog",  "cat",   "horse", "bird",  "mouse",   "fish",
                                              "king", "queen", "tea",   "bread", "<start>", NULL};
static const char *const chased_words[] = {"dog",   "cat",  "horse", "bird",   "mouse", "fish",
                                           "sheep", "bear", "the",   "chased", ".",     NULL};

/* The vocabulary's row of a word, else one after its end. */
static uint32_t row_of(const struct train_data *data, const char *word, uint32_t i)
{
    struct token token[2];
    uint32_t index[2];
    struct str scratch = STR_EMPTY;
    size_t n = strlen(word);
    size_t count =
        vocab_read(data->vocab, &(struct tokenizer_span){word, n, 0, n, 2}, token, index, &scratch);
    bool found = count == 1 && token[0].piece.end == n && index[0] != VOCAB_NONE;
    str_free(&scratch);
    return found ? index[0] : data->vocabulary + i;
}

/* The task's words, the first of which may be said; with tied weights all of them may. */
static bool own_words(struct task_build *b, const struct train_recipe *r, const char *const *word,
                      size_t said)
{
    size_t words = 0;
    while (word[words]) words++;
    if (r->tied) said = words;
    if (!task_build_words(b, words, said)) return false;
    b->task->own = word;
    for (uint32_t i = 0; i < words; i++) b->task->index[i] = row_of(b->data, word[i], i);
    for (uint32_t i = 0; i < said; i++) b->task->class_word[i] = b->task->index[i];
    return true;
}

bool task_of_before(struct task_build *b, const struct train_recipe *r, struct err *e)
{
    b->task->drawn = true;
    for (int i = 0; i < BATCH; i++) {
        task_build_example(b);
        for (int k = 0; k < BEFORE_WORDS; k++) task_build_word(b, 0);
        for (int k = 1; k < BEFORE_WORDS; k++) task_build_ask(b, k, 0);
    }
    bool ok = own_words(b, r, before_words, BEFORE_WORDS) && task_build_finish(b, 0);
    return ok || err_memory(e);
}

/* The room of the examples is the task's own: what they borrow is written there. */
static uint32_t *words_of(const struct train_task *t, const uint32_t *borrowed)
{
    return t->tokens + (borrowed - t->tokens);
}

static struct train_ask *asks_of(const struct train_task *t, const struct train_example *x)
{
    return t->asks + (x->ask - t->asks);
}

void task_draw_before(const struct train_task *t, uint32_t step, uint32_t i)
{
    const struct train_example *x = &t->example[i];
    uint32_t *word = words_of(t, x->word);
    struct train_ask *ask = asks_of(t, x);
    for (uint32_t k = 0; k < BEFORE_WORDS; k++)
        word[k] = draw_below(t->seed, DRAW_BEFORE, (struct draw_at){k, step, i}, BEFORE_WORDS);
    for (uint32_t k = 1; k < BEFORE_WORDS; k++) ask[k - 1].class = (int)word[k - 1];
}

bool task_of_backwards(struct task_build *b, const struct train_recipe *r, struct err *e)
{
    b->task->drawn = true;
    for (int i = 0; i < BATCH; i++) {
        task_build_example(b);
        for (int k = 0; k < BACKWARDS_LENGTH; k++) task_build_source(b, 0);
        for (int k = 0; k < BACKWARDS_LENGTH; k++) task_build_word(b, 0);
        for (int k = 0; k < BACKWARDS_LENGTH; k++) task_build_ask(b, k, 0);
    }
    bool ok = own_words(b, r, backwards_words, BACKWARDS_WORDS) && task_build_finish(b, 0);
    return ok || err_memory(e);
}

void task_draw_backwards(const struct train_task *t, uint32_t step, uint32_t i)
{
    const struct train_example *x = &t->example[i];
    uint32_t *source = words_of(t, x->source), *word = words_of(t, x->word);
    struct train_ask *ask = asks_of(t, x);
    for (uint32_t k = 0; k < BACKWARDS_LENGTH; k++)
        source[k] =
            draw_below(t->seed, DRAW_BACKWARDS, (struct draw_at){k, step, i}, BACKWARDS_WORDS);
    word[0] = BACKWARDS_WORDS; /* <start> */
    for (uint32_t k = 0; k < BACKWARDS_LENGTH; k++) {
        ask[k].class = (int)source[BACKWARDS_LENGTH - 1 - k];
        if (k) word[k] = source[BACKWARDS_LENGTH - k];
    }
}

static void add_chase(struct task_build *b, uint32_t chaser, uint32_t chased)
{
    const uint32_t the = ANIMALS, verb = ANIMALS + 1, dot = ANIMALS + 2;
    const uint32_t word[] = {the, chaser, verb, the, chased, dot};
    task_build_example(b);
    for (size_t i = 0; i < sizeof word / sizeof *word; i++) task_build_word(b, word[i]);
    task_build_ask(b, (int)(sizeof word / sizeof *word) - 1, (int)chaser);
}

/* Both orders of a pair are learned, or neither: so without order there is nothing to go by. */
bool task_of_chased(struct task_build *b, const struct train_recipe *r, struct err *e)
{
    uint32_t order[PAIRS], first[PAIRS], second[PAIRS], pairs = 0;
    draw_order(r->seed, DRAW_UNSEEN, 0, order, PAIRS);
    for (uint32_t i = 0; i < ANIMALS; i++)
        for (uint32_t j = i + 1; j < ANIMALS; j++) {
            first[pairs] = i;
            second[pairs++] = j;
        }
    for (uint32_t i = 0; i < PAIRS; i++) {
        add_chase(b, first[order[i]], second[order[i]]);
        add_chase(b, second[order[i]], first[order[i]]);
    }
    bool ok =
        own_words(b, r, chased_words, ANIMALS) && task_build_finish(b, (size_t)2 * PAIRS_UNSEEN);
    return ok || err_memory(e);
}
