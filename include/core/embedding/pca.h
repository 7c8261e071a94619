/* Principal axes of a few vectors: the two directions along which they differ most.
 *
 * With rows x_1 … x_n and x̄ their mean, the axes are the leading eigenvectors of the
 * covariance matrix (Pearson, Phil. Mag. 2, 1901). For n rows of many dimensions the
 * same coordinates come from the n × n matrix of the centred rows' dot products,
 *
 *   G_ij = (x_i − x̄)·(x_j − x̄) = D_ij − D̄_i − D̄_j + D̄,   D_ij = x_i·x_j
 *
 * as √λ_a u_a with G u_a = λ_a u_a (Gower, Biometrika 53, 1966). Axis a holds the share
 * λ_a / Σ λ of the variance. An axis and its mirror image are as good; the row that lies
 * farthest out on it (the first of equals) is given the positive side. */
#pragma once

#include "core/embedding/row_source.h"

#define PCA_ROWS_MAX 64

struct pca {
    int n;
    double at[PCA_ROWS_MAX][2]; /* (n, 2): coordinates; their mean is 0 */
    double share[2];            /* of the variance, falling; 0 where all rows are the same */
};

/* From the dot products of n rows, D[i * stride + j], 0 ≤ n ≤ PCA_ROWS_MAX. Eigenvalues
 * below 1e-12 of the largest D_ii count as 0: that is rounding. */
void pca_of_dots(const double *dots, int stride, int n, struct pca *out);

/* Where a vector v lies in the plane of the axes, from its dot products with the n rows:
 *
 *   v·axis_a = Σ_i at[i][a] (x_i·v) / Σ_i at[i][a]²
 *
 * since axis a is Σ_i at[i][a] (x_i − x̄) / λ_a, the at[i][a] sum to 0, and λ_a is the sum of their
 * squares. 0 on an axis that there is not. A row that moves by v moves on the map by that. */
void pca_project(const struct pca *pca, const double *dots, double out[2]);

/* All eigenvalues and eigenvectors of a symmetric n × n matrix, a[i * n + j], by cyclic
 * Jacobi rotations (Golub and Van Loan, Matrix Computations, section 8.5). Overwrites a: the
 * eigenvalues end up on its diagonal, in no order; v[k * n + i] is entry i of the k-th one's
 * vector, of length 1. */
void eigen_jacobi(double *a, double *v, int n);

/* The words of a passage as points in a plane: their rows of the embedding table on the rows' two
 * principal axes. */
#define WORD_MAP_MAX PCA_ROWS_MAX

struct word_map {
    struct pca pca; /* row i is of index[i] */
    uint32_t index[WORD_MAP_MAX];
    float *rows; /* room for `cap` numbers; private, owned */
    size_t cap;
};

/* Computes the map of `count` different rows of the table, 0 … WORD_MAP_MAX. False: out of
 * memory; the map then has no words. */
bool word_map_set(struct word_map *m, const struct row_source *table, const uint32_t *index,
                  int count);
/* Where v (d_model of the table) lies in the map's plane. */
void word_map_project(const struct word_map *m, int d_model, const float *v, double out[2]);
void word_map_free(struct word_map *m);
