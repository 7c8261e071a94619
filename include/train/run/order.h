/* What becomes of the rows when words stand in another order. */
#pragma once

#include <stdbool.h>

#include "train/net/net.h"

enum train_order {
    TRAIN_ORDER_PLACES_ONLY, /* every row is its word's row: they only changed places */
    TRAIN_ORDER_PREFIX_BAG,  /* rows that have the same words before them, in another order, are the
                                same; others differ. Not without blocks: no row reads others */
    TRAIN_ORDER_SEEN,        /* rows differ */
};

struct train_order_verdict {
    enum train_order kind;
    double largest; /* largest difference between a row and its word's row */
    double alike;   /* the same over the rows that stayed and have the same words before them, in
                       another order */
    int alike_rows; /* how many such rows there are */
};
#define TRAIN_SAME 1e-12 /* below this a difference is rounding */

/* Two examples that hold the same words; row i of `after` is joined to row from[i] of `before`. */
struct train_shuffle {
    struct train_example before, after;
    const int *from; /* (after.n) */
};

/* Compares what the last block hands on (X without blocks). False: out of memory. */
bool train_order_compare(const struct train_shape *s, const double *number,
                         const struct train_reading *how, const struct train_shuffle *shuffle,
                         struct train_order_verdict *out);
