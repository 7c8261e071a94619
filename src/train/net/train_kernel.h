/* The loops that training spends its time in, built for each instruction set of core/vec/isa.h;
 * all builds give the same bits. Nothing is fused: products are rounded, and then sums. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/vec/isa.h"

/* out[i][j] = Σ_k a[i][k] · b[k][j] for i < rows, j < cols, k < inner, or that added to out.
 *
 * Every output is a chain of its own, k rising, from 0 or from what is there: the width of
 * vectors does not show. Matrices are parts of larger ones: a's entry is a[i · a_row + k · a_col],
 * rows of b and out are b_row and out_row apart. out overlaps neither. */
struct train_product {
    const double *a;
    size_t a_row, a_col;
    const double *b;
    size_t b_row;
    double *out;
    size_t out_row;
    int rows, inner, cols;
    bool add;
};
typedef void train_product_kernel(const struct train_product *p);
train_product_kernel train_product_plain, train_product_avx2, train_product_avx512;

/* out[i][k] = Σ_j a[i][j] · b[k][j] for i < rows, k < cols, j < inner: of products whose b would
 * have to be turned. Each sum is eight sums side by side, s[j mod 8] += a · b, then
 * ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7)). Of `p`, a_col is 1 and add is false. */
train_product_kernel train_turned_product_plain, train_turned_product_avx2,
    train_turned_product_avx512;

/* out[j] = e^x[j]; out may be x. */
typedef void train_exps_kernel(const double *x, int n, double *out);
train_exps_kernel train_exps_plain, train_exps_avx2, train_exps_avx512;

/* out[j] = ln x[j]. */
typedef void train_logs_kernel(const double *x, int n, double *out);
train_logs_kernel train_logs_plain, train_logs_avx2, train_logs_avx512;

/* Softmax, see train_softmax(): e[j] is summed as in the turned product. */
typedef void train_softmax_kernel(const double *x, int n, double *out);
train_softmax_kernel train_softmax_plain, train_softmax_avx2, train_softmax_avx512;
