/* Lengths, angles and sizes of vectors, worked out in double precision. */
#ifndef CORE_VECSTAT_H
#define CORE_VECSTAT_H

/* Σ a[k]·b[k] over n entries. */
double vec_dot(const float *a, const float *b, int n);
/* √(Σ a[k]²). */
double vec_norm(const float *a, int n);
/* a·b / (|a|·|b|); 0 where either is the zero vector. */
double vec_cosine(const float *a, const float *b, int n);
/* max |a[k]|, and max |a[k] − b[k]| before that is rounded; 0 of no entries. */
double vec_largest(const float *a, int n);
double vec_farthest(const float *a, const float *b, int n);

#endif
