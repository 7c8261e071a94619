/* Where numbers and traces stand, for forward and backward. */
#pragma once

#include "train/net/net.h"
#include "train/net/train_kernel.h"

_Static_assert(TRAIN_TOKENS_MAX <= TRAIN_D_MAX, "turned matrices have room for TRAIN_D_MAX");

struct train_block_at {
    size_t gain, bias;
    size_t w[4]; /* W_Q W_K W_V W_O */
};

/* First numbers of the parts; 0 where there is none. */
struct train_layout {
    size_t t, p, last_gain, last_bias, u;
    struct train_block_at block[TRAIN_BLOCKS_MAX];
};
struct train_layout train_layout_of(const struct train_shape *s);

/* One example under way. */
struct train_reader {
    const struct train_shape *s;
    const double *number;
    const struct train_reading *how;
    const struct train_example *example;
    struct train_trace *t;
    struct train_layout at;
    double *turned; /* room for a matrix of d × TRAIN_D_MAX with rows and columns exchanged */
};

/* One head's part of a matrix: entry (i, c) is at[i · row + c]. */
struct train_head {
    size_t at, row;
};
struct train_head train_head_of(const struct train_reader *r, int head, int rows);

/* Hands out parts of a room; while there is none it only counts. */
struct train_room {
    double *at;
    size_t used;
};
static inline double *train_room_take(struct train_room *room, size_t n)
{
    double *out = room->at ? room->at + room->used : NULL;
    room->used += n;
    return out;
}
/* Makes sure of n numbers at *room. False: out of memory; what was there is kept. */
bool train_room_hold(double **room, size_t *cap, size_t n);

/* As train_forward(), and `r` is filled in. */
bool train_read_example(struct train_reader *r);

/* The products of train/net/train_kernel.h for this machine. */
void train_multiply(const struct train_product *p);
void train_multiply_turned(const struct train_product *p);
/* out[c][r] = in[r · row + c] of rows × cols numbers. */
void train_turn(const double *in, size_t row, int rows, int cols, double *out);

/* Rows that are asked of: n, or one where the mean is read. */
static inline int train_asked_rows(const struct train_example *e)
{
    return e->mean ? 1 : e->n;
}
