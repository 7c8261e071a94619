/* Attention by small loops of the test's own, in double precision: for holding a frame against. */
#pragma once

#include <math.h>
#include <string.h>

#include "core/embedding/embedding.h"
#include "core/pipeline/pipeline.h"

#define OWN_MAX 16

/* A text's attention: one or two blocks with a norm before each, or none. */
struct own {
    int n, d, heads, blocks;
    bool causal, normed;
    double divisor; /* of q·k; 0: √d_k */
    bool columns;   /* softmax over the queries: mistaken */
    bool late;      /* the mask after softmax: mistaken */
    double x[OWN_MAX][OWN_MAX];
    double w[2][4][OWN_MAX][OWN_MAX]; /* W_Q, W_K, W_V, W_O of a block */
    double dot[2][OWN_MAX][OWN_MAX][OWN_MAX], weight[2][OWN_MAX][OWN_MAX][OWN_MAX];
    double concat[2][OWN_MAX][OWN_MAX], projected[2][OWN_MAX][OWN_MAX], out[2][OWN_MAX][OWN_MAX];
};

/* Random weights as they are documented: N(0, 1/d), stream 2 … 5 of block 0, 6 … 9 of block 1. */
static inline void own_draw(struct own *o, uint64_t seed)
{
    const struct embedding drawn = {seed, o->d, INIT_SCALED_NORMAL, false};
    float row[OWN_MAX];
    for (int b = 0; b < 2; b++)
        for (int which = 0; which < 4; which++)
            for (int r = 0; r < o->d; r++) {
                embedding_stream_row(&drawn, (uint32_t)(2 + 4 * b + which), (uint32_t)r, row);
                for (int c = 0; c < o->d; c++) o->w[b][which][r][c] = (double)row[c];
            }
}

static inline void own_norm(const double *x, int d, double *out)
{
    double mean = 0, variance = 0;
    for (int k = 0; k < d; k++) mean += x[k] / d;
    for (int k = 0; k < d; k++) variance += (x[k] - mean) * (x[k] - mean) / d;
    for (int k = 0; k < d; k++) out[k] = (x[k] - mean) / sqrt(variance + 1e-5);
}

static inline void own_times(const double *x, double w[OWN_MAX][OWN_MAX], int d, double *out)
{
    for (int c = 0; c < d; c++) {
        out[c] = 0;
        for (int k = 0; k < d; k++) out[c] += x[k] * w[k][c];
    }
}

static inline bool own_sees(const struct own *o, int i, int j)
{
    return !o->causal || j <= i;
}

/* Softmax of the scores of a head; of the mistaken ones too. */
static inline void own_softmax(const struct own *o, double score[OWN_MAX][OWN_MAX],
                               double weight[OWN_MAX][OWN_MAX])
{
    for (int i = 0; i < o->n; i++)
        for (int j = 0; j < o->n; j++) {
            double sum = 0;
            for (int k = 0; k < o->n; k++) {
                int row = o->columns ? k : i, column = o->columns ? j : k;
                if (o->late || own_sees(o, row, column))
                    sum += exp(score[row][column] - score[i][j]);
            }
            weight[i][j] = own_sees(o, i, j) ? 1 / sum : (double)NAN;
        }
}

static inline void own_head(struct own *o, int b, int head, double q[OWN_MAX][OWN_MAX],
                            double k[OWN_MAX][OWN_MAX], double v[OWN_MAX][OWN_MAX])
{
    int dk = o->d / o->heads, at = head * dk;
    double score[OWN_MAX][OWN_MAX];
    for (int i = 0; i < o->n; i++)
        for (int j = 0; j < o->n; j++) {
            double dot = 0;
            for (int c = at; c < at + dk; c++) dot += q[i][c] * k[j][c];
            o->dot[b][head][i][j] = dot;
            score[i][j] = dot / (o->divisor > 0 ? o->divisor : sqrt(dk));
        }
    own_softmax(o, score, o->weight[b][head]);
    for (int i = 0; i < o->n; i++)
        for (int c = at; c < at + dk; c++) {
            o->concat[b][i][c] = 0;
            for (int j = 0; j < o->n; j++)
                if (own_sees(o, i, j)) o->concat[b][i][c] += o->weight[b][head][i][j] * v[j][c];
        }
}

/* Fills in all that follows from x and w. */
static inline void own_read(struct own *o)
{
    static double in[OWN_MAX][OWN_MAX], q[OWN_MAX][OWN_MAX], k[OWN_MAX][OWN_MAX],
        v[OWN_MAX][OWN_MAX];
    for (int b = 0; b < o->blocks; b++) {
        double(*x)[OWN_MAX] = b ? o->out[0] : o->x;
        for (int i = 0; i < o->n; i++) {
            memcpy(in[i], x[i], sizeof in[i]);
            if (o->normed) own_norm(x[i], o->d, in[i]);
            own_times(in[i], o->w[b][0], o->d, q[i]);
            own_times(in[i], o->w[b][1], o->d, k[i]);
            own_times(in[i], o->w[b][2], o->d, v[i]);
        }
        for (int h = 0; h < o->heads; h++) own_head(o, b, h, q, k, v);
        for (int i = 0; i < o->n; i++) {
            own_times(o->concat[b][i], o->w[b][3], o->d, o->projected[b][i]);
            for (int c = 0; c < o->d; c++) o->out[b][i][c] = x[i][c] + o->projected[b][i][c];
        }
    }
}

/* The rows of X of the first tokens of a pipeline's text: E + P, E alone, or P alone. */
static inline void own_rows(struct own *o, const struct pipeline *p, bool word, bool place)
{
    float rows[4 * OWN_MAX];
    o->n = (int)p->count;
    o->d = p->params.d_model;
    for (int i = 0; i < o->n; i++) {
        pipeline_token_rows(p, (size_t)i, rows);
        for (int c = 0; c < o->d; c++)
            o->x[i][c] = (word ? (double)rows[c] : 0) + (place ? (double)rows[o->d + c] : 0);
    }
}
