/* Lengths, angles and sizes of vectors, computed in double precision. */
#ifndef CORE_VEC_VECSTAT_H
#define CORE_VEC_VECSTAT_H

/* Σ a[k]·b[k] over n entries. */
double vec_dot(const float *a, const float *b, int n);
/* out[j] = vec_dot(a, b[j], n) for j < count: the same bits, faster. */
void vec_dots(const float *a, const float *const *b, int count, int n, double *out);
/* √(Σ a[k]²). */
double vec_norm(const float *a, int n);
/* a·b / (|a|·|b|); 0 where either is the zero vector. */
double vec_cosine(const float *a, const float *b, int n);
/* max |a[k]|, NaN if an entry is; and max |a[k] − b[k]| in double over the entries where it is
 * not NaN. 0 of no entries. */
double vec_largest(const float *a, int n);
double vec_farthest(const float *a, const float *b, int n);

#endif
