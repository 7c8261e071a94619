/* What others do: NumPy's and PyTorch's recipes, PyTorch's training and Python's re, in one process that works
 * when it is asked to (peers.py) and says how much processor time that took. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum peer {
    PEER_NUMPY64,
    PEER_NUMPY32,
    PEER_TORCH32,
    PEER_NORMAL,
    PEER_BUILD,
    PEER_ENCODE,
    PEER_TRAIN,
    PEER_COUNT
};
extern const char *const peer_names[PEER_COUNT];  /* as a line's note says it */
extern const char *const peer_labels[PEER_COUNT]; /* in a word or two */

/* Starts it; without it nothing is there. */
void peers_start(const char *python, const char *script);
void peers_stop(void);
/* Whether it can do that: Python and what it needs are installed. */
bool peer_here(enum peer peer);

/* Nanoseconds of processor time for a table of rows x d, or as many normal deviates. */
double peer_table(enum peer peer, uint64_t rows, uint64_t d);
/* Rows [first, first + rows) of its table of width d. */
void peer_values(enum peer peer, uint64_t first, uint64_t rows, uint64_t d, float *out);
/* The text that PEER_BUILD and PEER_ENCODE work on; and nanoseconds for doing so. */
void peer_text(const char *text, size_t len);
double peer_words(enum peer peer);

/* What PEER_TRAIN trains on: `sentences` of `tokens` of `words` words a step, d_model 16; heads 0:
 * without a block. */
struct peer_training {
    int words, sentences, tokens, heads;
};
double peer_train(const struct peer_training *what, int steps);
