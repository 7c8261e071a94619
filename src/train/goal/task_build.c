#include "train/goal/task_build.h"

#include "base/memory.h"

/* Room for one more of `size` bytes; NULL, and `failed`, without memory. */
static void *grown(struct task_build *b, void *array, size_t count, size_t *cap, size_t size)
{
    if (count < *cap) return array;
    size_t wanted = *cap ? 2 * *cap : 64;
    void *more = memory_resize(array, wanted, size);
    if (more)
        *cap = wanted;
    else
        b->failed = true;
    return more;
}

void task_build_example(struct task_build *b)
{
    struct task_span *span = grown(b, b->span, b->spans, &b->span_cap, sizeof *span);
    if (!span) return;
    b->span = span;
    span[b->spans++] = (struct task_span){b->tokens, 0, b->asks, 0, 0, 0};
}

static bool add_token(struct task_build *b, uint32_t word)
{
    if (b->failed) return false;
    uint32_t *token = grown(b, b->token, b->tokens, &b->token_cap, sizeof *token);
    if (!token) return false;
    b->token = token;
    token[b->tokens++] = word;
    return true;
}

void task_build_word(struct task_build *b, uint32_t word)
{
    if (add_token(b, word)) b->span[b->spans - 1].words++;
}

void task_build_source(struct task_build *b, uint32_t word)
{
    if (!add_token(b, word)) return;
    struct task_span *span = &b->span[b->spans - 1];
    if (!span->sources++) span->source = b->tokens - 1;
    span->word = b->tokens;
}

void task_build_ask(struct task_build *b, int row, int class)
{
    if (b->failed) return;
    struct train_ask *ask = grown(b, b->ask, b->asks, &b->ask_cap, sizeof *ask);
    if (!ask) return;
    b->ask = ask;
    ask[b->asks++] = (struct train_ask){row, class};
    b->span[b->spans - 1].asks++;
}

bool task_build_words(struct task_build *b, size_t words, size_t classes)
{
    b->task->words = (int)words;
    b->task->classes = (int)classes;
    b->task->index = memory_zeros(words ? words : 1, sizeof *b->task->index);
    b->task->class_word = memory_zeros(classes ? classes : 1, sizeof *b->task->class_word);
    return b->task->index && b->task->class_word;
}

bool task_build_finish(struct task_build *b, size_t unseen)
{
    struct train_task *t = b->task;
    t->tokens = b->token;
    t->asks = b->ask;
    b->token = NULL;
    b->ask = NULL;
    t->example = b->failed ? NULL : memory_zeros(b->spans ? b->spans : 1, sizeof *t->example);
    if (!t->example) return false;
    for (size_t i = 0; i < b->spans; i++) {
        struct task_span s = b->span[i];
        t->example[i] = (struct train_example){.word = t->tokens + s.word,
                                               .n = (int)s.words,
                                               .source = s.sources ? t->tokens + s.source : NULL,
                                               .sources = (int)s.sources,
                                               .ask = t->asks + s.ask,
                                               .asks = (int)s.asks};
    }
    t->unseen = unseen;
    t->examples = b->spans - unseen;
    if (!t->batch || t->batch > t->examples) t->batch = t->examples;
    if (t->batch < t->examples) {
        t->order = memory_new(1 + t->examples, sizeof *t->order);
        if (!t->order) return false;
        t->order[0] = UINT32_MAX;
    }
    return true;
}
