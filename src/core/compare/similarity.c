#include "core/compare/similarity.h"

#include <math.h>

#include "core/posenc/turn.h"

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

/* A point turned by the shift's block. */
static struct circle_point turned(struct circle_point shift, struct circle_point from)
{
    return (struct circle_point){shift.cosine * from.sine + shift.sine * from.cosine,
                                 -shift.sine * from.sine + shift.cosine * from.cosine};
}

/* The greater of |turned − to|. */
static double residual_of(struct circle_point point, struct circle_point to)
{
    double a = fabs(point.sine - to.sine), b = fabs(point.cosine - to.cosine);
    return a > b ? a : b;
}

struct rotation rotation_of(const struct posenc *p, int pair, uint64_t k, uint64_t pos)
{
    if (posenc_dim(p, pair, true) < 0) return (struct rotation){.lone = true};
    struct circle_point shift = point_at(p, pair, k), from = point_at(p, pair, pos);
    struct circle_point to = point_at(p, pair, pos + k), there = turned(shift, from);
    return (struct rotation){.cosine = shift.cosine,
                             .sine = shift.sine,
                             .from = {from.sine, from.cosine},
                             .to = {to.sine, to.cosine},
                             .residual = residual_of(there, to)};
}

static void offer(struct rotation_worst *worst, double residual, uint64_t position)
{
    if (residual > worst->residual || (residual >= worst->residual && position < worst->position)) {
        worst->residual = residual;
        worst->position = position;
    }
}

/* A pair's point at pos + k is that of the position k further on: each is computed once. */
static void check_pair(const struct posenc *p, int pair, uint64_t k, uint64_t first, uint64_t count,
                       struct rotation_worst *worst)
{
    struct circle_point shift = point_at(p, pair, k);
    uint64_t stride = k ? k : count;
    for (uint64_t start = 0; start < stride && start < count; start++) {
        struct circle_point from = point_at(p, pair, first + start);
        for (uint64_t i = start; i < count; i += stride) {
            struct circle_point to = point_at(p, pair, first + i + k);
            offer(worst, residual_of(turned(shift, from), to), first + i);
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

double rope_angle(const struct posenc *waves, int k, uint64_t query, uint64_t key)
{
    uint64_t distance = query > key ? query - key : key - query;
    double angle = posenc_cell(waves, distance, k).angle;
    return query < key ? -angle : angle;
}

double alibi_slope(int head, int heads)
{
    return turn_float_value(turn_power(turn_log2(256), (uint32_t)head, (uint32_t)heads));
}
