#include "core/embedding/pca.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "core/vec/vecstat.h"

#define SWEEPS_MAX 30 /* about eight are enough for 64 rows */
#define TINY 0x1p-53  /* of the matrix's size: an entry that changes nothing */
#define ZERO_SHARE 1e-12
#define SAME_DISTANCE 1e-9 /* lengths this close are equal but for rounding */

/* x, y (n) = cx − sy, sx + cy */
static void turn(double *restrict x, double *restrict y, int n, double c, double s)
{
    for (int k = 0; k < n; k++) {
        double xk = x[k], yk = y[k];
        x[k] = c * xk - s * yk;
        y[k] = s * xk + c * yk;
    }
}

/* Turns the plane of rows p and q so that a_pq becomes 0:
 *   τ = (a_qq − a_pp) / 2a_pq,  t = sign(τ) / (|τ| + √(1 + τ²)),  c = 1/√(1 + t²),  s = tc */
static void rotate(double *a, double *v, int n, int p, int q)
{
    double *ap = a + (ptrdiff_t)p * n, *aq = a + (ptrdiff_t)q * n, app = ap[p], aqq = aq[q],
           apq = ap[q];
    double tau = (aqq - app) / (2 * apq);
    double t = copysign(1, tau) / (fabs(tau) + sqrt(1 + tau * tau));
    double c = 1 / sqrt(1 + t * t), s = t * c, shift = t * apq;
    turn(v + (ptrdiff_t)p * n, v + (ptrdiff_t)q * n, n, c, s);
    turn(ap, aq, n, c, s); /* the columns are as the rows, but for where both meet */
    for (int k = 0; k < n; k++) {
        a[k * n + p] = ap[k];
        a[k * n + q] = aq[k];
    }
    ap[p] = app - shift;
    aq[q] = aqq + shift;
    ap[q] = aq[p] = 0;
}

/* One sweep over all pairs; false when none was worth a turn. */
static bool sweep(double *a, double *v, int n, double tiny)
{
    bool turned = false;
    for (int p = 0; p < n; p++)
        for (int q = p + 1; q < n; q++)
            if (fabs(a[p * n + q]) > tiny) {
                rotate(a, v, n, p, q);
                turned = true;
            }
    return turned;
}

void eigen_jacobi(double *a, double *v, int n)
{
    double largest = 0;
    for (int p = 0; p < n; p++)
        for (int q = 0; q < n; q++) {
            v[p * n + q] = p == q;
            largest = fmax(largest, fabs(a[p * n + q]));
        }
    for (int i = 0; i < SWEEPS_MAX && sweep(a, v, n, largest * TINY); i++) continue;
}

/* G from D; returns the largest D_ii. */
static double centre(const double *dots, int stride, int n, double *g)
{
    double mean[PCA_ROWS_MAX], all = 0, largest = 0;
    for (int i = 0; i < n; i++) {
        double sum = 0;
        for (int j = 0; j < n; j++) sum += dots[i * stride + j];
        mean[i] = sum / n;
        all += mean[i] / n;
        largest = fmax(largest, dots[i * stride + i]);
    }
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) g[i * n + j] = dots[i * stride + j] - mean[i] - mean[j] + all;
    return largest;
}

/* The eigenvalue to take next: the largest but for `taken`; −1 if there is no other. */
static int leading(const double *a, int n, int taken)
{
    int best = -1;
    for (int i = 0; i < n; i++)
        if (i != taken && (best < 0 || a[i * n + i] > a[best * n + best])) best = i;
    return best;
}

static double sign_of_axis(const double *vector, int n)
{
    double largest = 0;
    for (int i = 0; i < n; i++) largest = fmax(largest, fabs(vector[i]));
    for (int i = 0; i < n; i++)
        if (!(fabs(vector[i]) < largest * (1 - SAME_DISTANCE))) return vector[i] < 0 ? -1 : 1;
    return 1;
}

void pca_of_dots(const double *dots, int stride, int n, struct pca *out)
{
    *out = (struct pca){.n = n};
    double g[PCA_ROWS_MAX * PCA_ROWS_MAX], v[PCA_ROWS_MAX * PCA_ROWS_MAX];
    double zero = ZERO_SHARE * centre(dots, stride, n, g), total = 0;
    eigen_jacobi(g, v, n);
    for (int i = 0; i < n; i++) total += g[i * n + i] > zero ? g[i * n + i] : 0;
    int k = -1;
    for (int axis = 0; axis < 2; axis++) {
        k = leading(g, n, k);
        if (k < 0 || g[k * n + k] <= zero) return;
        const double *vector = v + (ptrdiff_t)k * n;
        double length = sqrt(g[k * n + k]) * sign_of_axis(vector, n);
        for (int i = 0; i < n; i++) out->at[i][axis] = length * vector[i];
        out->share[axis] = g[k * n + k] / total;
    }
}

/* ---- the map of words ---- */

static bool reserve(struct word_map *m, size_t cap)
{
    if (cap <= m->cap) return true;
    float *rows = memory_resize(m->rows, cap, sizeof *rows);
    if (!rows) return false;
    m->rows = rows;
    m->cap = cap;
    return true;
}

/* dots (count, count): the products of every two rows. */
static void multiply_rows(const float *rows, int count, int d, double *dots)
{
    const float *row[WORD_MAP_MAX];
    for (int i = 0; i < count; i++) row[i] = rows + (size_t)i * (size_t)d;
    for (int i = 0; i < count; i++) vec_dots(row[i], row, i + 1, d, dots + (ptrdiff_t)i * count);
    for (int i = 0; i < count; i++)
        for (int j = 0; j < i; j++) dots[j * count + i] = dots[i * count + j];
}

bool word_map_set(struct word_map *m, const struct row_source *table, const uint32_t *index,
                  int count)
{
    int d = table->d_model;
    double dots[WORD_MAP_MAX * WORD_MAP_MAX];
    m->pca.n = 0;
    if (!reserve(m, (size_t)count * (size_t)d)) return false;
    for (int i = 0; i < count; i++) {
        m->index[i] = index[i];
        row_source_row(table, index[i], 0, d, m->rows + (size_t)i * (size_t)d);
    }
    multiply_rows(m->rows, count, d, dots);
    pca_of_dots(dots, count, count, &m->pca);
    return true;
}

void pca_project(const struct pca *pca, const double *dots, double out[2])
{
    for (int a = 0; a < 2; a++) {
        double sum = 0, square = 0;
        for (int i = 0; i < pca->n; i++) {
            sum += pca->at[i][a] * dots[i];
            square += pca->at[i][a] * pca->at[i][a];
        }
        out[a] = square > 0 ? sum / square : 0;
    }
}

void word_map_project(const struct word_map *m, int d_model, const float *v, double out[2])
{
    double dots[WORD_MAP_MAX];
    for (int i = 0; i < m->pca.n; i++) {
        const float *row = m->rows + (size_t)i * (size_t)d_model;
        dots[i] = 0;
        for (int k = 0; k < d_model; k++) dots[i] += (double)row[k] * (double)v[k];
    }
    pca_project(&m->pca, dots, out);
}

void word_map_free(struct word_map *m)
{
    free(m->rows);
    *m = (struct word_map){0};
}
