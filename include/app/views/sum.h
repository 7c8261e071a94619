/* What the Sum view keeps: the token that the selected one is compared with, the
 * rows and figures of both, and the guess of word and position from X. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/compare/guess.h"
#include "core/pipeline/pipeline.h"
#include "core/compare/sumstat.h"

struct app;
struct model;

#define SUM_GUESS_MAX 64          /* tokens that the guess draws its words and positions from */
#define SUM_GUESS_CELLS (1 << 19) /* entries of their rows: of long rows there are fewer */

/* How the second token came to be. */
enum sum_second {
    SUM_ALONE,     /* there is none */
    SUM_SAME_WORD, /* the nearest other token of the same index, of two as near the earlier */
    SUM_PINNED,    /* pinned by hand */
};

/* The two tokens; `other` is the selected one itself where it is SUM_ALONE. */
struct sum_inputs {
    size_t token, other;
    uint32_t index, other_index;
    enum sum_second second;
};

/* What the guess draws from: the distinct words of `tokens` tokens from `first` on, and the
 * positions of these. */
struct sum_candidates {
    size_t first; /* the token of place 0 of the guess */
    int tokens, words;
    uint32_t word[SUM_GUESS_MAX]; /* (words): indices, by first appearance */
    int word_of[SUM_GUESS_MAX];   /* (tokens): which of the words a token is; −1: a gap */
    float *rows; /* (words + tokens, d_model): the words' E, the positions' P; owned */
};

/* How near to a right angle E and P are, of each of the candidates' words and positions. */
struct sum_angles {
    int count;   /* of pairs that have an angle between them */
    double mean; /* of their |cos|; NaN where there are none */
};

struct sum_model {
    /* as set by keys */
    bool pinned;
    size_t pin;    /* a place in the text: it stays when the text changes, unused while too far */
    bool guessing; /* the guess is shown */
    bool turning;  /* the selected pair is shown turned too, as RoPE does it */
    bool dropout;  /* cells of X are struck, until the next key */
    unsigned draw; /* which draw of cells that is */
    /* computed for the pipeline and the selection, the guess only while it is shown */
    bool ready; /* there are tokens, and all that follows is of them */
    struct sum_inputs inputs;
    float *rows, *other_rows; /* (4 d_model): E, P, X; owned. The latter unless SUM_ALONE */
    struct sum_figures figures;
    struct sum_contrast contrast;
    double reach; /* the largest |number| of all rows and differences */
    struct sum_candidates candidates;
    struct sum_angles angles;
    bool guess_ready;
    struct guess guess;
};

/* Whether X is E and then P: there is no sum, nothing to guess, nothing added to compare with. */
bool sum_joined(const struct app *a);

/* Whether dropout strikes cell k of the selected token's X now. */
bool sum_struck(const struct app *a, int k);

extern const struct model sum_model;
