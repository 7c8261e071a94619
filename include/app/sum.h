/* What the Sum view keeps: the token that the selected one is compared with, the
 * rows and figures of both, and the guess of word and position from X. */
#ifndef APP_SUM_H
#define APP_SUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "core/guess.h"
#include "core/pipeline.h"
#include "core/sumstat.h"

struct app;

#define SUM_GUESS_MAX 64  /* tokens that the guess draws its words and positions from … */
#define SUM_GUESS_CELLS (1 << 19) /* … and fewer when their rows would have more entries than this */

/* How the second token came to be. */
enum sum_second {
    SUM_ALONE,     /* there is none */
    SUM_SAME_WORD, /* the nearest other token of the same index, of two as near the earlier */
    SUM_PINNED,    /* pinned by hand */
};

/* All that the rows of the two tokens depend on. */
struct sum_inputs {
    struct params params;
    size_t count, token, other;
    uint32_t index, other_index;
    enum sum_second second;
};

/* The candidates: the distinct words of `tokens` tokens from `first` on, and the positions of these. */
struct sum_candidates {
    struct params params;
    size_t count, first;
    int tokens, words;
    uint32_t word[SUM_GUESS_MAX]; /* (words): indices, by first appearance */
};

/* The rows and figures of two tokens that were looked at before. */
struct sum_kept {
    bool ready;
    struct sum_inputs inputs;
    float *rows, *other_rows;
    struct sum_figures figures;
    struct sum_contrast contrast;
    double reach;
};
#define SUM_KEPT 3 /* a step back and forth, or a letter typed and taken back, computes nothing */

/* The angles between E and P of the tokens around the selected one. */
struct sum_angles {
    struct params params;          /* what each cosine was computed with, beside … */
    uint32_t index[SUM_GUESS_MAX];      /* … these */
    uint64_t position[SUM_GUESS_MAX];
    double cosine[SUM_GUESS_MAX];  /* (tokens): |cos|; NaN where a token has no row of P */
    uint64_t computed;             /* cosines so far: what tests count */
    int tokens;
    int count;                     /* of those that the mean is over */
    double mean;
};

struct sum_model {
    /* as set by keys */
    bool pinned;
    size_t pin;    /* a place in the text: it stays when the text changes, idle while that is shorter */
    bool guessing; /* the guess is shown */
    /* computed by sum_look() */
    bool ready;    /* there are tokens, and `inputs` is what all that follows was computed from */
    struct sum_inputs inputs;
    float *rows, *other_rows;     /* (3, d_model): E, P, X; owned. The latter unless SUM_ALONE */
    struct sum_figures figures;
    struct sum_contrast contrast;
    double reach;                 /* the largest |number| of all rows and differences */
    struct sum_kept kept[SUM_KEPT]; /* the last ones, latest first; owned */
    struct sum_angles angles;
    float *angle_rows;            /* (2, d_model): scratch; owned */
    bool guess_ready;
    struct sum_candidates candidates;
    float *guess_rows;            /* (words + tokens, d_model): the words' E, the positions' P; owned */
    struct guess guess;
    uint64_t computed_rows;       /* rows of E or P computed so far: what tests count */
};

/* The selected token, of which there is one, and the one that it is compared with. */
struct sum_inputs sum_pair(const struct app *a);

/* Brings all of it up to the pipeline and the selection. Rows are computed when
 * what they depend on moved, the guess only while it is shown. */
bool sum_look(struct app *a, struct err *e);
void sum_free(struct app *a);

/* Token of candidate place q of the guess. */
size_t sum_candidate_token(const struct sum_model *m, int place);

#endif
