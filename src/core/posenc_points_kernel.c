/* Sines and cosines of many pairs at one position, with the very bits that posenc_point() has:
 * the angles are those of turn.c, bit for bit, and nothing is fused, as these values are not
 * rounded to float32. */
#define LANES_UNFUSED
#include "core/lane_waves.h"

#include <math.h>

#include "core/turn_parts.h"

#define PAIRS POSENC_TILE_PAIRS

/* Angles modulo a turn, 2^−128 turns each, or small ones in radians as they are. */
struct turns {
    uint64_t high[PAIRS], low[PAIRS];
    double small[PAIRS];
    uint64_t is_small[PAIRS]; /* all bits or none */
};

static INLINE void put(struct turns *t, int i, u128 turn)
{
    t->high[i] = (uint64_t)(turn >> 64);
    t->low[i] = (uint64_t)turn;
    t->small[i] = 0;
    t->is_small[i] = 0;
}

static INLINE void put_small(struct turns *t, int i, double angle)
{
    t->high[i] = t->low[i] = 0;
    t->small[i] = angle;
    t->is_small[i] = UINT64_MAX;
}

static INLINE void put_pair(struct turns *t, int i, const struct posenc_rate *r, uint64_t pos)
{
    if (r->turns.shift >= POSENC_SLOW_SHIFT) {
        put_small(t, i, (double)pos * r->frequency);
    } else {
        put(t, i, turn_scaled_product(r->turns.mantissa, pos, r->turns.shift));
    }
}

/* The lanes' struct turn_split. */
struct splits {
    doubles high, low;
    words quadrant, negative;
};

/* x < 2^32 as doubles. */
static INLINE doubles of_small(words x)
{
    return (doubles)(x | (words)((doubles){0} + 0x1p52)) - 0x1p52;
}

/* The upper half of the product with a constant. */
static INLINE words multiply_high(words x, uint64_t m)
{
    uint32_t m1 = (uint32_t)(m >> 32), m0 = (uint32_t)m;
    words above = x >> 32, cross = lanes_multiply(above, m0), other = lanes_multiply(x, m1);
    words middle = (lanes_multiply(x, m0) >> 32) + (cross & UINT32_MAX) + (other & UINT32_MAX);
    return lanes_multiply(above, m1) + (cross >> 32) + (other >> 32) + (middle >> 32);
}

/* turn_split() of lanes. The leading zeros are told by the exponent of the first 53 bits: where
 * these are all zero, a lane is *rare and has to go the other way. */
static INLINE struct splits split(words high, words low, words *rare)
{
    struct splits out;
    out.quadrant = (high + (UINT64_C(1) << 61)) >> 62;
    high -= out.quadrant << 62;
    out.negative = high >> 63;
    low ^= -out.negative;
    high ^= -out.negative;
    low += out.negative;
    high += out.negative & (words)(low == 0);
    words first = high >> 11;
    *rare = (words)(first == 0);
    words exponent = (words)(of_small(first >> 32) * 0x1p32 + of_small(first & UINT32_MAX)) >> 52;
    words zeros = (1023 + 52 - exponent) & ~*rare;
    words head = high << zeros | low >> 1 >> (63 - zeros);
    words radians = multiply_high(head, TURN_EIGHTH_IN_RADIANS) >> 1;
    doubles unit = (doubles)((1023 - 60 - zeros) << 52);
    doubles upper = of_small(radians >> 32) * 0x1p32;
    out.high = (upper + of_small(radians & (UINT32_MAX & ~UINT32_C(0x3FF)))) * unit;
    out.low = of_small(radians & 0x3FF) * unit;
    return out;
}

static void split_one(struct splits *s, int lane, uint64_t high, uint64_t low)
{
    struct turn_split one = turn_split((u128)high << 64 | low);
    s->high[lane] = one.high;
    s->low[lane] = one.low;
    s->quadrant[lane] = one.quadrant;
    s->negative[lane] = one.negative;
}

static INLINE struct splits splits_of(const struct turns *t, int i)
{
    words rare, small = load_words(t->is_small + i);
    struct splits s = split(load_words(t->high + i), load_words(t->low + i), &rare);
    for (int lane = 0; any_word(rare & ~small) && lane < LANES; lane++) {
        if (rare[lane]) {
            split_one(&s, lane, t->high[i + lane], t->low[i + lane]);
        }
    }
    s.high = choose(small, load(t->small + i), s.high);
    s.low = (doubles)((words)s.low & ~small);
    s.quadrant &= ~small;
    s.negative &= ~small;
    return s;
}

/* Angles that nothing was put for are computed along, as whole vectors have them. */
static void clear_rest(struct turns *t, int n)
{
    for (; n % LANES; n++) {
        put_small(t, n, 0);
    }
}

static void waves_of(struct turns *t, int n, double *sine, double *cosine)
{
    clear_rest(t, n);
    for (int i = 0; i < n; i += LANES) {
        struct splits at = splits_of(t, i);
        words odd = -(at.quadrant & 1);
        doubles s, c;
        polynomials(at.high, at.low, &s, &c);
        s = (doubles)((words)s ^ at.negative << 63);
        store(sine + i, (doubles)((words)choose(odd, c, s) ^ at.quadrant >> 1 << 63));
        store(cosine + i, (doubles)((words)choose(odd, s, c) ^ (at.quadrant ^ at.quadrant >> 1) << 63));
    }
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

static void points(const struct posenc *p, int pair, int n, uint64_t pos, double sine[PAIRS], double cosine[PAIRS])
{
    struct turns t;
    for (int i = 0; i < n; i++) {
        put_pair(&t, i, &p->rates[pair + i], pos);
    }
    waves_of(&t, n, sine, cosine);
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
