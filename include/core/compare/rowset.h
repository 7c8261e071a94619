/* The rows of two texts as sets, in which no row has a place: which of them are in both.
 *
 * A mean of rows cannot tell an order: the mean of X = E + P is the mean of E plus the mean of P,
 * whatever word stands where. So the rows themselves are compared, each as often as it is there,
 * and two are the same if all their float32 entries are. Rows that there are not (NaN) are the same
 * as each other. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/pipeline/pipeline.h"

#define ROWSET_CELLS_MAX ((size_t)1 << 20) /* entries of a text's E: of more it is not computed */

struct rowset {
    bool known;    /* both texts are read whole and short enough; else all is 0 */
    size_t count;  /* rows of the first text */
    size_t other;  /* rows of the second text */
    size_t same_e; /* rows of the first text's E that are rows of the second's too */
    size_t same_x; /* the same of X */
};

/* Compares `is` with `was`. False: out of memory. */
bool rowset_compare(const struct pipeline *is, const struct pipeline *was, struct rowset *out);
