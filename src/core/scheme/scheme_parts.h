/* What the files of schemes[] share. */
#ifndef CORE_SCHEME_SCHEME_PARTS_H
#define CORE_SCHEME_SCHEME_PARTS_H

#include "base/str.h"
#include "core/scheme/scheme.h"

/* The fewest digits, from ten on, that read back as the same number: 10000, 1.0001. */
void scheme_add_number(struct str *out, double x);
/* Four decimals; four digits where those would be mostly zeros, one decimal
 * where the whole part fills the line. */
void scheme_add_angle(struct str *out, double angle);

/* The whole position nearest to pos + x, at least 0. */
uint64_t scheme_nearest(uint64_t pos, double x);

/* out[0 .. n) = the values of dimension k at the n positions from `first` on. */
typedef void scheme_values(const struct scheme_context *c, uint64_t first, int n, int k,
                           double *out);
/* The range and extent (struct scheme) of what has values at whole positions only
 * and steps midway between them, by looking at each position, at most `max_count` of them. */
void scheme_step_range(scheme_values *values, const struct scheme_context *c, int k, uint64_t pos,
                       double x0, double x1, uint64_t max_count, double *low, double *high);
double scheme_step_extent(scheme_values *values, const struct scheme_context *c, int k,
                          uint64_t max_count);

#endif
