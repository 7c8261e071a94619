#include "core/similarity.h"

#include <math.h>

#include "core/similarity_kernel.h"

struct rotation rotation_of(const struct posenc *p, int pair, uint64_t k, uint64_t pos)
{
    struct rotation r = {.lone = posenc_dim(p, pair, true) < 0};
    if (r.lone) {
        return r;
    }
    posenc_point(p, pair, k, &r.sine, &r.cosine);
    posenc_point(p, pair, pos, &r.from[0], &r.from[1]);
    posenc_point(p, pair, pos + k, &r.to[0], &r.to[1]);
    r.turned[0] = r.cosine * r.from[0] + r.sine * r.from[1];
    r.turned[1] = -r.sine * r.from[0] + r.cosine * r.from[1];
    r.residual = fmax(fabs(r.turned[0] - r.to[0]), fabs(r.turned[1] - r.to[1]));
    return r;
}

#define PAIRS 64 /* at a time */

/* Sines and cosines of some pairs at one position. */
struct points {
    double sine[PAIRS], cosine[PAIRS];
};

static void points_at(const struct posenc *p, int pair, int n, uint64_t pos, struct points *out)
{
    posenc_points(p, pair, n, pos, out->sine, out->cosine);
}

static void check_pairs(const struct posenc *p, int pair, int n, const struct points *turn, uint64_t k, uint64_t pos,
                        struct rotation_worst *worst)
{
    static rotation_residuals_kernel *const residuals[ISA_COUNT] = ISA_TABLE(rotation_residuals);
    struct points from, to;
    double residual[PAIRS];
    points_at(p, pair, n, pos, &from);
    points_at(p, pair, n, pos + k, &to);
    residuals[isa_best()](n, turn->sine, turn->cosine, from.sine, from.cosine, to.sine, to.cosine, residual);
    for (int i = 0; i < n; i++) {
        if (residual[i] > worst->residual) {
            worst->residual = residual[i];
            worst->pair = pair + i;
            worst->position = pos;
        }
    }
}

struct rotation_worst rotation_check(const struct posenc *p, uint64_t k, uint64_t first, int count)
{
    struct rotation_worst worst = {.pairs = p->d_model / 2, .position = first};
    struct points turn;
    for (int n = 0; n < count; n++) {
        for (int pair = 0; pair < worst.pairs; pair += PAIRS) {
            int some = worst.pairs - pair < PAIRS ? worst.pairs - pair : PAIRS;
            points_at(p, pair, some, k, &turn);
            check_pairs(p, pair, some, &turn, k, first + (uint64_t)n, &worst);
        }
    }
    return worst;
}

double similarity_at(const struct posenc *p, uint64_t pos, uint64_t k)
{
    double sum = 0, sine, cosine, shifted;
    struct points turn;
    for (int pair = 0, whole = p->d_model / 2; pair < whole; pair += PAIRS) {
        int n = whole - pair < PAIRS ? whole - pair : PAIRS;
        points_at(p, pair, n, k, &turn);
        for (int i = 0; i < n; i++) {
            sum += turn.cosine[i];
        }
    }
    if (p->d_model % 2) {
        posenc_point(p, p->pairs - 1, pos, &sine, &cosine);
        posenc_point(p, p->pairs - 1, pos + k, &shifted, &cosine);
        sum += sine * shifted;
    }
    return sum;
}

void similarity_rises(const double *values, int n, double noise, bool *rises)
{
    bool rising = true; /* it has to stop rising, or fall, before it can rise again */
    for (int i = 0; i < n; i++) {
        bool up = i > 0 && values[i] - values[i - 1] > noise;
        rises[i] = up && !rising;
        rising = up || i == 0;
    }
}

double similarity_spread(const double *matrix, int n)
{
    double spread = 0;
    for (int apart = 0; apart < n; apart++) {
        double low = HUGE_VAL, high = -HUGE_VAL;
        for (int i = 0; i + apart < n; i++) {
            double value = matrix[i * n + i + apart];
            low = value < low ? value : low; /* n² of them: no calls */
            high = value > high ? value : high;
        }
        spread = fmax(spread, high - low);
    }
    return spread;
}
