#include "core/posenc/apart.h"

#include <math.h>

#include "base/num.h"

static double value_at(const struct posenc *p, int k, const struct posenc_spot *s)
{
    return posenc_range(p, k, s->position, s->part, s->part).min;
}

/* The first less the second; 0 of a dimension that there is not. */
static double difference(const struct posenc *p, int k, const struct posenc_spot spots[2])
{
    return k < 0 ? 0 : value_at(p, k, &spots[0]) - value_at(p, k, &spots[1]);
}

struct posenc_apart posenc_apart(const struct posenc *p, int pair,
                                 const struct posenc_spot spots[2])
{
    struct posenc_apart a = {.sine = difference(p, posenc_dim(p, pair, false), spots),
                             .cosine = difference(p, posenc_dim(p, pair, true), spots)};
    a.distance = sqrt(a.sine * a.sine + a.cosine * a.cosine);
    return a;
}

/* Positions between the two. */
static double steps_between(const struct posenc_spot spots[2])
{
    int64_t whole = (int64_t)spots[0].position - (int64_t)spots[1].position;
    return fabs((double)whole + spots[0].part - spots[1].part);
}

static bool came_round(const struct posenc *p, int pair, const struct posenc_spot spots[2])
{
    return steps_between(spots) * posenc_frequency(p, pair) >= TWO_PI / 2;
}

static void find_far(const struct posenc *p, const struct posenc_spot spots[2],
                     struct posenc_meeting *m)
{
    m->far = m->near;
    m->far_distance = m->near_distance;
    for (int i = 1; i < p->pairs && m->far_distance < POSENC_FAR; i++) {
        int pair = m->near + i < p->pairs ? m->near + i : p->pairs - 1 - i;
        double distance = posenc_apart(p, pair, spots).distance;
        if (distance <= m->far_distance) continue;
        m->far = pair;
        m->far_distance = distance;
    }
}

struct posenc_meeting posenc_meet(const struct posenc *p, int k, const struct posenc_spot spots[2])
{
    bool cosine;
    int own = posenc_pair(p, k, &cosine);
    struct posenc_meeting m = {.near = own, .near_distance = posenc_apart(p, own, spots).distance};
    double nearest = POSENC_NEAR;
    for (int i = 0; m.near_distance >= POSENC_NEAR && i < p->pairs && came_round(p, i, spots);
         i++) {
        double distance = posenc_apart(p, i, spots).distance;
        if (distance >= nearest) continue;
        m.near = i;
        nearest = distance;
    }
    if (m.near != own) m.near_distance = nearest;
    m.meet = m.near_distance < POSENC_NEAR;
    m.turned = came_round(p, m.near, spots);
    find_far(p, spots, &m);
    return m;
}

bool posenc_twin(const struct posenc *p, int pair, uint64_t position, uint64_t first, uint64_t last,
                 uint64_t *twin)
{
    double sine, cosine, s, c, nearest = HUGE_VAL;
    posenc_point(p, pair, position, &sine, &cosine);
    for (uint64_t at = first; at <= last; at++) {
        posenc_point(p, pair, at, &s, &c);
        if (at == position || c * cosine >= 0 || fabs(s - sine) >= nearest) continue;
        nearest = fabs(s - sine);
        *twin = at;
    }
    return nearest < HUGE_VAL;
}
