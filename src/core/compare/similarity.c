#include "core/compare/similarity.h"

#include <math.h>

struct rotation rotation_of(const struct posenc *p, int pair, uint64_t k, uint64_t pos)
{
    struct rotation r = {.lone = posenc_dim(p, pair, true) < 0};
    if (r.lone) return r;
    posenc_point(p, pair, k, &r.sine, &r.cosine);
    posenc_point(p, pair, pos, &r.from[0], &r.from[1]);
    posenc_point(p, pair, pos + k, &r.to[0], &r.to[1]);
    r.turned[0] = r.cosine * r.from[0] + r.sine * r.from[1];
    r.turned[1] = -r.sine * r.from[0] + r.cosine * r.from[1];
    r.residual = fmax(fabs(r.turned[0] - r.to[0]), fabs(r.turned[1] - r.to[1]));
    return r;
}

/* A point (sin, cos) on a pair's circle. */
struct circle_point {
    double sine, cosine;
};

static struct circle_point point_at(const struct posenc *p, int pair, uint64_t pos)
{
    struct circle_point at;
    posenc_point(p, pair, pos, &at.sine, &at.cosine);
    return at;
}

/* The greater of |turned − to|, as rotation_of() has it. */
static double residual_of(struct circle_point turn, struct circle_point from,
                          struct circle_point to)
{
    double turned_sine = turn.cosine * from.sine + turn.sine * from.cosine;
    double turned_cosine = -turn.sine * from.sine + turn.cosine * from.cosine;
    double a = fabs(turned_sine - to.sine), b = fabs(turned_cosine - to.cosine);
    return a > b ? a : b;
}

static void offer(struct rotation_worst *worst, double residual, int pair, uint64_t position)
{
    if (residual > worst->residual || (residual >= worst->residual && position < worst->position)) {
        worst->residual = residual;
        worst->pair = pair;
        worst->position = position;
    }
}

/* A pair's point at pos + k is that of the position k further on: each is computed once. */
static void check_pair(const struct posenc *p, int pair, uint64_t k, uint64_t first, uint64_t count,
                       struct rotation_worst *worst)
{
    struct circle_point turn = point_at(p, pair, k);
    uint64_t stride = k ? k : count;
    for (uint64_t start = 0; start < stride && start < count; start++) {
        struct circle_point from = point_at(p, pair, first + start);
        for (uint64_t i = start; i < count; i += stride) {
            struct circle_point to = point_at(p, pair, first + i + k);
            offer(worst, residual_of(turn, from, to), pair, first + i);
            from = to;
        }
    }
}

struct rotation_worst rotation_check(const struct posenc *p, uint64_t k, uint64_t first, int count)
{
    struct rotation_worst worst = {.pairs = p->d_model / 2, .position = first};
    for (int pair = 0; pair < worst.pairs; pair++)
        check_pair(p, pair, k, first, (uint64_t)count, &worst);
    return worst;
}

double similarity_at(const struct posenc *p, uint64_t pos, uint64_t k)
{
    double sum = 0, sine, cosine, shifted;
    for (int pair = 0; pair < p->d_model / 2; pair++) {
        posenc_point(p, pair, k, &sine, &cosine);
        sum += cosine;
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
