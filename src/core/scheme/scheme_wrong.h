/* The museum: mistakes that were published, as schemes of their own. With i the
 * pair and j the column in interleaved order, all but the last two are
 * sin or cos of x / base^(e/d) with another x, e or choice than the true
 * x = pos, e = 2i, cosine in odd columns:
 *
 *   wrong_exponent  e = 4i                          wrong_column  e = j
 *   wrong_parity    cosine at odd positions         wrong_order   i counted from the other end
 *   wrong_axes      x = j, e = 2⌊pos/2⌋, cosine at odd positions
 *   wrong_layout    the true row of the other layout
 *   wrong_single   the recipe of posenc_float32_recipe_error()
 *
 * They are worked out in doubles, whose angles are good to 10^-16 of themselves,
 * at whole positions; curves step midway between. A range looks at no more than
 * WRONG_POSITIONS, and so does an extent. */
#ifndef CORE_SCHEME_SCHEME_WRONG_H
#define CORE_SCHEME_SCHEME_WRONG_H

#include "core/scheme/scheme.h"

#define WRONG_SCHEMES 7
#define WRONG_POSITIONS 256

/* The functions of struct scheme. */
#define WRONG_SCHEME(identifier)                                                                   \
    void identifier##_row(const struct scheme_context *c, uint64_t pos, int k0, int n,             \
                          float *out);                                                             \
    void identifier##_range(const struct scheme_context *c, int k, uint64_t pos, double x0,        \
                            double x1, double *low, double *high);                                 \
    double identifier##_extent(const struct scheme_context *c, int k);                             \
    void identifier##_explain(const struct scheme_context *c, uint64_t pos, int k, bool brief,     \
                              struct str *out);

WRONG_SCHEME(wrong_exponent)
WRONG_SCHEME(wrong_column)
WRONG_SCHEME(wrong_parity)
WRONG_SCHEME(wrong_axes)
WRONG_SCHEME(wrong_order)
WRONG_SCHEME(wrong_layout)
WRONG_SCHEME(wrong_single)

#endif
