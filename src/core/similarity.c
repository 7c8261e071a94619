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

/* One position's blocks: the angles of the shift, there, and shifted from there, as points_at() has them. */
static void check_position(const struct posenc *p, const double *turn, const double *from, const double *to,
                           uint64_t pos, struct rotation_worst *worst)
{
    static rotation_residuals_kernel *const residuals[ISA_COUNT] = ISA_TABLE(rotation_residuals);
    double residual[PAIRS];
    for (int pair = 0; pair < worst->pairs; pair += PAIRS) {
        int n = worst->pairs - pair < PAIRS ? worst->pairs - pair : PAIRS, cosine = p->pairs + pair;
        residuals[isa_best()](n, turn + pair, turn + cosine, from + pair, from + cosine, to + pair, to + cosine,
                              residual);
        for (int i = 0; i < n; i++) {
            if (residual[i] > worst->residual) {
                worst->residual = residual[i];
                worst->pair = pair + i;
                worst->position = pos;
            }
        }
    }
}

struct rotation_worst rotation_check(struct points *points, const struct posenc *p, uint64_t k, uint64_t first,
                                     int count)
{
    struct rotation_worst worst = {.pairs = p->d_model / 2, .position = first};
    for (int n = 0; n < count; n++) {
        uint64_t pos = first + (uint64_t)n;
        const double *turn = points_at(points, p, k), *from = points_at(points, p, pos);
        check_position(p, turn, from, points_at(points, p, pos + k), pos, &worst);
    }
    return worst;
}

double similarity_at(const struct posenc *p, uint64_t pos, uint64_t k)
{
    double sum = 0, sine, cosine, shifted;
    double sines[PAIRS], cosines[PAIRS];
    for (int pair = 0, whole = p->d_model / 2; pair < whole; pair += PAIRS) {
        int n = whole - pair < PAIRS ? whole - pair : PAIRS;
        posenc_points(p, pair, n, k, sines, cosines);
        for (int i = 0; i < n; i++) {
            sum += cosines[i];
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
