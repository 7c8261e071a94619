/* Goals: what a run learns to say, and what is true of it by counting. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "train/net/net.h"
#include "train/goal/recipe.h"

enum train_goal_kind {
    TRAIN_SENTENCE,  /* the next word of the text on screen */
    TRAIN_CORPUS,    /* the next word of every sentence of the corpus, 16 sentences a step */
    TRAIN_COMPANY,   /* the words within 2 places, both sides, of the corpus's sentences */
    TRAIN_BEFORE,    /* the word before, of 8 fresh sentences of 12 words, of 12, a step */
    TRAIN_CHASED,    /* "the A chased the B .": who chased, read at the dot */
    TRAIN_BACKWARDS, /* 8 words, said backwards through cross-attention */
    TRAIN_GOALS,
};

struct train_goal {
    const char
        *name; /* "sentence", "corpus", "company", "word-before", "who-chased", "backwards" */
    const char *label; /* "next word of this sentence" */
    const char *about; /* what is asked, in one or two sentences */
    int blocks;        /* at first; −1: it has its own */
    int heads;         /* at first */
    int d_model;       /* at which the defaults are known to arrive */
    bool fixed;        /* its examples are a fixed set; else each step draws fresh ones */
};
extern const struct train_goal train_goals[TRAIN_GOALS + 1];

/* The recipe of a goal with its defaults, for the given d_model, seed and √d_model; the rate is
 * filled in. */
struct train_recipe train_recipe_of(enum train_goal_kind goal, int blocks, bool positions,
                                    int d_model);
/* The default rate of an optimiser: 1.6/d, 4.8/d and 0.12/√d without blocks, Adam 0.04/√d with
 * blocks on the sentence, and so on by the goal. */
double train_default_rate(const struct train_recipe *r);

/* A goal's examples with words of the table. */
struct train_task {
    const struct train_goal *goal;
    int words, classes;
    uint32_t *index;      /* (words): the table's row of each row of T; owned */
    uint32_t *class_word; /* (classes): the table's row of the word that each class says; owned */
    struct train_example *example; /* (examples): those to learn, then (unseen); owned */
    size_t examples, unseen;
    size_t batch; /* examples of a step, at most */
    bool drawn;   /* they are drawn fresh at each step: examples are those last drawn */
    bool cut;     /* the text, or the corpus, is longer: its first tokens are used */
    /* private */
    uint32_t *tokens; /* what the examples borrow; owned */
    struct train_ask *asks;
    uint32_t *order;        /* (1 + examples): an epoch and its order; owned */
    const char *const *own; /* the goal's own words; NULL: none */
    uint32_t vocabulary;
    uint64_t seed;
};

/* False: `e` says what cannot be trained on, why and what mends it. */
bool train_task_make(struct train_task *t, const struct train_recipe *r,
                     const struct train_data *data, struct err *e);
/* Example i, below t->batch, of a step's batch. A drawn one is valid until example i of another
 * step is asked for. */
struct train_example train_task_batch(const struct train_task *t, uint32_t step, size_t i);
/* How many asks a step's batch has. */
size_t train_task_batch_asks(const struct train_task *t, uint32_t step);
/* A word of the goal that the vocabulary does not have, by its row of the table; NULL: the row is
 * one of the vocabulary's. */
const char *train_task_own_word(const struct train_task *t, uint32_t index);
void train_task_free(struct train_task *t);

/* What can be reached by counting: the best mean loss of whoever knows only that. */
enum train_knows {
    TRAIN_KNOWS_NOTHING, /* chance: ln C */
    TRAIN_KNOWS_COUNTS,  /* how often each word is asked for */
    TRAIN_KNOWS_POSITION,
    TRAIN_KNOWS_WORD,
    TRAIN_KNOWS_WORD_POSITION,
    TRAIN_KNOWS_BAG,    /* the word and the proportions of the words up to it */
    TRAIN_KNOWS_PREFIX, /* all words up to it */
    TRAIN_KNOWS_COUNT,
};
struct train_floor {
    bool counted;     /* it was: the goal's examples are fixed */
    double loss;      /* nats a word */
    double right;     /* share of the asks whose most frequent answer is right */
    char formula[56]; /* "3 ln 3 / 11"; empty where it takes more than three logarithms */
};
struct train_floors {
    struct train_floor of[TRAIN_KNOWS_COUNT];
    size_t asks;
};
/* Counts them. False: out of memory. */
bool train_floors_count(const struct train_task *t, struct train_floors *out);
/* What is known, in words: "chance", "the word alone". */
extern const char *const train_knows_labels[TRAIN_KNOWS_COUNT];
/* Appends a floor in words and its formula, or its value where that is long: "chance: ln 10",
 * "the word alone: 3 ln 3 / 11", "the word alone: 2.0729". */
void train_floor_text(const struct train_floors *f, enum train_knows what, struct str *out);
/* Whether a model knows as much: its picture may draw the floor. */
bool train_floor_binds(const struct train_recipe *r, enum train_knows what);
/* For each ask of example 0 of a fixed goal, the best p that whoever knows `what` can give to the
 * right class: out (asks). False: out of memory. */
bool train_best_shares(const struct train_task *t, enum train_knows what, double *out);
