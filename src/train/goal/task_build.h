/* Gathering the examples of a task. */
#pragma once

#include "train/goal/goal.h"

struct task_span {
    size_t word, words, ask, asks, source, sources; /* places in the arrays below */
};

struct task_build {
    struct train_task *task;
    const struct train_data *data;
    uint32_t *token;
    size_t tokens, token_cap;
    struct train_ask *ask;
    size_t asks, ask_cap;
    struct task_span *span;
    size_t spans, span_cap;
    bool failed; /* out of memory */
};

/* A new example, to which words and asks are added. */
void task_build_example(struct task_build *b);
void task_build_word(struct task_build *b, uint32_t word);
/* Words of its encoder; before any of its own. */
void task_build_source(struct task_build *b, uint32_t word);
void task_build_ask(struct task_build *b, int row, int class);
/* Gives the task its examples, the last `unseen` of which are not learned. False: out of memory. */
bool task_build_finish(struct task_build *b, size_t unseen);
/* The task's own arrays, zeroed; false: out of memory. */
bool task_build_words(struct task_build *b, size_t words, size_t classes);

/* The kinds of goals: each fills the task. False: `e` says why it cannot. */
bool task_of_sentence(struct task_build *b, const struct train_recipe *r, struct err *e);
bool task_of_corpus(struct task_build *b, const struct train_recipe *r, struct err *e);
bool task_of_before(struct task_build *b, const struct train_recipe *r, struct err *e);
bool task_of_chased(struct task_build *b, const struct train_recipe *r, struct err *e);
bool task_of_backwards(struct task_build *b, const struct train_recipe *r, struct err *e);

/* Fills the room of example i with what step `step` draws. */
void task_draw_before(const struct train_task *t, uint32_t step, uint32_t i);
void task_draw_backwards(const struct train_task *t, uint32_t step, uint32_t i);
