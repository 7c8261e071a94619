/* Sines and cosines of many pairs at one position, with the very bits that posenc_point() has:
 * the angles are reduced one by one, exactly as turn.c does it; the polynomials, which are most of
 * the work, are vectors'. Nothing is fused, as these values are not rounded to float32. */
#define LANES_UNFUSED
#include "core/lane_waves.h"

#include <math.h>

#include "core/turn_parts.h"

#define PAIRS POSENC_TILE_PAIRS

/* Reduced angles. */
struct reduced_angles {
    double high[PAIRS], low[PAIRS];
    uint64_t quadrant[PAIRS], negative[PAIRS];
};

static INLINE void put(struct reduced_angles *a, int i, u128 turn)
{
    struct turn_split at = turn_split(turn);
    a->high[i] = at.high;
    a->low[i] = at.low;
    a->quadrant[i] = at.quadrant;
    a->negative[i] = at.negative;
}

static INLINE void put_small(struct reduced_angles *a, int i, double angle)
{
    a->high[i] = angle;
    a->low[i] = 0;
    a->quadrant[i] = a->negative[i] = 0;
}

static INLINE void put_pair(struct reduced_angles *a, int i, const struct posenc_rate *r, uint64_t pos)
{
    if (r->turns.shift >= POSENC_SLOW_SHIFT) {
        put_small(a, i, (double)pos * r->frequency);
    } else {
        put(a, i, turn_scaled_product(r->turns.mantissa, pos, r->turns.shift));
    }
}

/* Angles that nothing was put for are computed along, whatever they are, as whole vectors have them. */
static void clear_rest(struct reduced_angles *a, int n)
{
    for (; n % LANES; n++) {
        put_small(a, n, 0);
    }
}

static void waves_of(struct reduced_angles *a, int n, double *sine, double *cosine)
{
    clear_rest(a, n);
    for (int i = 0; i < n; i += LANES) {
        words quadrant = load_words(a->quadrant + i);
        words odd = -(quadrant & 1);
        doubles s, c;
        polynomials(load(a->high + i), load(a->low + i), &s, &c);
        s = (doubles)((words)s ^ load_words(a->negative + i) << 63);
        store(sine + i, (doubles)((words)choose(odd, c, s) ^ quadrant >> 1 << 63));
        store(cosine + i, (doubles)((words)choose(odd, s, c) ^ (quadrant ^ quadrant >> 1) << 63));
    }
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

static void points(const struct posenc *p, int pair, int n, uint64_t pos, double sine[PAIRS], double cosine[PAIRS])
{
    struct reduced_angles a;
    for (int i = 0; i < n; i++) {
        put_pair(&a, i, &p->rates[pair + i], pos);
    }
    waves_of(&a, n, sine, cosine);
}

void ISA_NAME(posenc_points)(const struct posenc *p, int pair, int n, uint64_t pos, double *sine, double *cosine)
{
    double last[2][PAIRS]; /* whole vectors have no room in the last of sine and cosine */
    for (int i = 0; i < n; i += PAIRS) {
        int some = least(n - i, PAIRS);
        bool whole = some == PAIRS;
        points(p, pair + i, some, pos, whole ? sine + i : last[0], whole ? cosine + i : last[1]);
        if (!whole) {
            memcpy(sine + i, last[0], (size_t)some * sizeof *sine);
            memcpy(cosine + i, last[1], (size_t)some * sizeof *cosine);
        }
    }
}

/* The largest error of n values copied, rounded to float32. */
static double farthest(const double *copied, const double *value, int n, double worst)
{
    for (int i = 0; i < n; i++) {
        double error = fabs((double)(float)copied[i] - value[i]);
        worst = error > worst ? error : worst;
    }
    return worst;
}

/* Float32 sines and cosines are taken to be correctly rounded: our own of the rounded angle, each
 * rounded once. */
double ISA_NAME(posenc_recipe)(const struct posenc *p, uint64_t pos)
{
    double sine[PAIRS], cosine[PAIRS], copied_sine[PAIRS], copied_cosine[PAIRS], worst = 0;
    const struct turn_float per_radian = turn_per_radian();
    struct reduced_angles a;
    for (int pair = 0; pair < p->pairs; pair += PAIRS) {
        int n = least(p->pairs - pair, PAIRS);
        for (int i = 0; i < n; i++) {
            put(&a, i, turn_scaled_real(per_radian, (double)((float)pos * p->lanes->copied[pair + i])));
        }
        waves_of(&a, n, copied_sine, copied_cosine);
        points(p, pair, n, pos, sine, cosine);
        worst = farthest(copied_sine, sine, n, worst);
        worst = farthest(copied_cosine, cosine, least(n, p->d_model / 2 - pair), worst);
    }
    return worst;
}
