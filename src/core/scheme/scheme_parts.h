/* What the files of schemes[] share, and the museum: mistakes that were published, as schemes
 * of their own. With i the pair and j the column in interleaved order, all but the last two
 * are sin or cos of x / base^(e/d) with another x, e or choice than the true
 * x = pos, e = 2i, cosine in odd columns:
 *
 *   wrong_exponent  e = 4i                          wrong_column  e = j
 *   wrong_parity    cosine at odd positions         wrong_order   i counted from the other end
 *   wrong_axes      x = j, e = 2⌊pos/2⌋, cosine at odd positions
 *   wrong_layout    the true row of the other layout
 *   wrong_single    the recipe of posenc_float32_recipe_error()
 *
 * They are computed in doubles, whose angles are good to 10^-16 of themselves, at whole
 * positions; curves step midway between. A range looks at no more than WRONG_POSITIONS, and
 * so does an extent. */
#pragma once

#include "base/str.h"
#include "core/scheme/scheme.h"

#define WRONG_SCHEMES 7
#define WRONG_POSITIONS 256

/* sin or cos of x / base^(exponent / d_model) */
struct scheme_wave {
    double x, exponent;
    bool cosine;
};

/* What a wrong formula has at a position and dimension, instead of the true wave. */
typedef struct scheme_wave scheme_formula(const struct posenc *w, uint64_t pos, int k);
scheme_formula wrong_exponent, wrong_column, wrong_parity, wrong_axes, wrong_order, wrong_layout,
    wrong_single;

double wrong_value(scheme_formula *formula, const struct posenc *w, uint64_t pos, int k);
/* Over the `count` positions from `first` on, 1 … WRONG_POSITIONS. */
struct posenc_range wrong_range(scheme_formula *formula, const struct posenc *w, int k,
                                uint64_t first, int count);
/* As struct scheme's explain. */
void wrong_explain(scheme_formula *formula, const struct posenc *w, uint64_t pos, int k, bool brief,
                   struct str *out);

/* Appends "sin(7 / 10000^(2/16)) = sin(2.2136)", brief "sin(2.2136)": a wave with that angle. */
void scheme_explain_wave(const struct posenc *w, struct scheme_wave v, double angle, bool brief,
                         struct str *out);
