#include "core/embedding.h"

#include <math.h>
#include <string.h>

#include "base/rng.h"
#include "core/turn.h"

#define SQRT_3 1.732050807568877293527
#define LN_2 0.6931471805599453094172

const struct init_info init_infos[INIT_COUNT] = {
    [INIT_SCALED_NORMAL] = {"scaled-normal", "N(0, 1/d)"},
    [INIT_UNIT_NORMAL] = {"unit-normal", "N(0, 1)"},
    [INIT_SMALL_NORMAL] = {"small-normal", "N(0, 0.02²)"},
    [INIT_UNIFORM] = {"uniform", "uniform, variance 1/d"},
};

/* The draws' laws: spread(d) = spread, or spread/√d. */
static const struct {
    double spread;
    bool over_root, uniform;
} laws[INIT_COUNT] = {
    [INIT_SCALED_NORMAL] = {1, true, false},
    [INIT_UNIT_NORMAL] = {1, false, false},
    [INIT_SMALL_NORMAL] = {0.02, false, false},
    [INIT_UNIFORM] = {1, true, true},
};

double embedding_factor(const struct embedding *e)
{
    double root = sqrt(e->d_model);
    double scaled = laws[e->init].spread * (e->scale ? root : 1);
    return laws[e->init].over_root ? scaled / root : scaled;
}

bool embedding_same(const struct embedding *a, const struct embedding *b)
{
    return a->seed == b->seed && a->d_model == b->d_model && a->init == b->init && a->scale == b->scale;
}

/* ln x for normal x > 0, within 2.5 double units in the last place. With x = m·2^e, m in
 * [√½, √2):  ln x = e ln 2 + 2 artanh(s),  s = (m − 1)/(m + 1),  |s| ≤ 0.172;
 * the series of artanh is cut off below 2^−56 of itself. libm's own logarithm
 * differs between platforms in its last bit. */
static double natural_log(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    /* Counting the exponent from √½ splits x there and not at powers of two. */
    const uint64_t root_half = UINT64_C(0x3FE6A09E667F3BCD);
    int64_t exponent = (int64_t)(bits - root_half) >> 52;
    bits -= (uint64_t)exponent << 52;
    double m;
    memcpy(&m, &bits, sizeof m);
    double s = (m - 1) / (m + 1), z = s * s;
    double sum = 1.0 / 21;
    sum = sum * z + 1.0 / 19;
    sum = sum * z + 1.0 / 17;
    sum = sum * z + 1.0 / 15;
    sum = sum * z + 1.0 / 13;
    sum = sum * z + 1.0 / 11;
    sum = sum * z + 1.0 / 9;
    sum = sum * z + 1.0 / 7;
    sum = sum * z + 1.0 / 5;
    sum = sum * z + 1.0 / 3;
    return (double)exponent * LN_2 + (2 * s + 2 * s * z * sum);
}

/* One Philox block gives the draws z of dimensions 2·pair and 2·pair + 1:
 *
 *   counter = (pair, index, 0, 0), key = (seed mod 2^32, ⌊seed / 2^32⌋)
 *   output words o0 … o3:  a = o0 + 2^32 o1,  b = o2 + 2^32 o3
 *
 *   normal   z0 = r cos 2πv, z1 = r sin 2πv,  r = √(−2 ln u)
 *            u = (⌊a / 2^11⌋ + 1) / 2^53 in (0, 1],  v = b / 2^64 in [0, 1)
 *   uniform  z0 = √3 (2 ⌊a / 2^11⌋ / 2^53 − 1),  z1 the same from b */
static void draw_pair(const struct embedding *e, uint32_t index, uint32_t pair, double z[2])
{
    const uint32_t counter[4] = {pair, index, 0, 0};
    const uint32_t key[2] = {(uint32_t)e->seed, (uint32_t)(e->seed >> 32)};
    uint32_t o[4];
    philox4x32(counter, key, o);
    uint64_t a = (uint64_t)o[1] << 32 | o[0], b = (uint64_t)o[3] << 32 | o[2];
    if (laws[e->init].uniform) {
        z[0] = SQRT_3 * ((double)(int64_t)(a >> 11) * 0x1p-52 - 1);
        z[1] = SQRT_3 * ((double)(int64_t)(b >> 11) * 0x1p-52 - 1);
        return;
    }
    double radius = sqrt(-2 * natural_log((double)(int64_t)((a >> 11) + 1) * 0x1p-53));
    turn_sine_cosine((u128)b << 64, &z[1], &z[0]);
    z[0] *= radius;
    z[1] *= radius;
}

void embedding_row(const struct embedding *e, uint32_t index, int k0, int n, float *out)
{
    double factor = embedding_factor(e);
    double z[2] = {0};
    for (int k = k0; k < k0 + n; k++) {
        if (k == k0 || k % 2 == 0) {
            draw_pair(e, index, (uint32_t)k / 2, z);
        }
        out[k - k0] = (float)(z[k % 2] * factor);
    }
}
