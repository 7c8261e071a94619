#include "core/posenc/posenc_kernel.h"

#include <math.h>

#include "core/posenc/wide.h"

/* Terms of the series of the exponential and of sine and cosine, at most:
 * (ln 2)^80 / 80! and (π/4)^78 / 78! are below 2^−390. */
#define EXP_TERMS 80
#define WAVE_TERMS 39

/* From here on x² is below 2^−128, and x (1 − x²/6) a sine to 2^−256 of itself. */
#define TINY_SHIFT 64

/* ln 2, π/4 and 2/π (the mantissa of 1/2π) as 0.384, cut off. */
static const struct wide ln_2 = {{UINT64_C(0x559552FB4AFA1B10), UINT64_C(0xE7B876206DEBAC98),
                                  UINT64_C(0x8A0D175B8BAAFA2B), UINT64_C(0x40F343267298B62D),
                                  UINT64_C(0xC9E3B39803F2F6AF), UINT64_C(0xB17217F7D1CF79AB)}};
static const struct wide eighth_in_radians = {
    {UINT64_C(0xEF9519B3CD3A431B), UINT64_C(0x514A08798E3404DD), UINT64_C(0x020BBEA63B139B22),
     UINT64_C(0x29024E088A67CC74), UINT64_C(0xC4C6628B80DC1CD1), UINT64_C(0xC90FDAA22168C234)}};
static const struct wide per_radian = {
    {UINT64_C(0x06492EEA09D1921C), UINT64_C(0xB7246E3A424DD2E0), UINT64_C(0xFE5163ABDEBBC561),
     UINT64_C(0xDB6295993C439041), UINT64_C(0xFC2757D1F534DDC0), UINT64_C(0xA2F9836E4E441529)}};
#define PER_RADIAN_SHIFT 2

/* 1 as 1.383, and the last place. */
static const struct wide one = {{0, 0, 0, 0, 0, UINT64_C(1) << 63}};
static const struct wide unit = {{1, 0, 0, 0, 0, 0}};

/* mantissa · 2^(−384 − shift); the mantissa's top bit is set, but for 0. */
struct real {
    struct wide mantissa;
    int shift;
};

static struct real normalise(struct wide mantissa, int shift)
{
    int zeros = wide_zeros(mantissa);
    return (struct real){wide_shift(mantissa, zeros), shift + zeros};
}

/* log2 x, a bit at a time as turn_log2() has it: *whole + the fraction returned. */
static struct wide logarithm(double x, uint64_t *whole)
{
    int exponent;
    uint64_t bits = (uint64_t)ldexp(frexp(x, &exponent), 53);
    *whole = (uint64_t)(exponent - 1);
    struct wide m = {{0, 0, 0, 0, 0, bits << 11}}, fraction = {{0}};
    for (int i = 0; i < WIDE_BITS; i++) {
        m = wide_multiply(m, m); /* 2.382 */
        bool two = m.limb[WIDE_LIMBS - 1] >> 63;
        fraction = wide_shift(fraction, 1);
        fraction.limb[0] |= two;
        if (!two) m = wide_shift(m, 1);
    }
    return fraction;
}

/* 1 − z/(a₁ b₁) (1 − z/(a₂ b₂) (1 − …)) as 1.383 for z as 0.384, divisor(n) = aₙ bₙ. */
static struct wide nested(struct wide z, unsigned terms, uint64_t (*divisor)(unsigned n))
{
    struct wide sum = one;
    for (unsigned n = terms; n >= 1; n--)
        sum = wide_subtract(one, wide_divide(wide_multiply(z, sum), divisor(n), 0));
    return sum;
}

static uint64_t exponential(unsigned n)
{
    return n;
}

static uint64_t sine(unsigned n)
{
    return (uint64_t)2 * n * (2 * n + 1);
}

static uint64_t cosine(unsigned n)
{
    return (uint64_t)2 * n * (2 * n - 1);
}

/* base^(−2i/d): exact where it is a power of two and 2i log2(base)/d is whole. */
static struct real frequency(double base, unsigned d, unsigned pair)
{
    uint64_t whole, over;
    struct wide fraction = wide_scale(logarithm(base, &whole), (uint64_t)2 * pair, &over);
    whole = whole * 2 * pair + over;
    fraction = wide_divide(fraction, d, whole % d);
    struct wide power = nested(wide_multiply(fraction, ln_2), EXP_TERMS, exponential);
    return normalise(power, (int)(whole / d) - 1);
}

/* n · a, cut off below. */
static struct real multiple(struct real a, uint64_t n)
{
    uint64_t over;
    struct wide low = wide_scale(a.mantissa, n, &over);
    int bits = over ? 64 - __builtin_clzll(over) : 0;
    struct wide high = {{0, 0, 0, 0, 0, bits ? over << (64 - bits) : 0}};
    return normalise(wide_add(high, wide_shift(low, -bits)), a.shift - bits);
}

/* The nearest float32, of a value that is no tie: 53 bits of it, the last one set
 * where anything is cut off, decide. */
static float nearest(struct real a)
{
    uint64_t head = a.mantissa.limb[WIDE_LIMBS - 1] >> 11;
    head |= !wide_is_zero(wide_shift(a.mantissa, 53));
    return (float)ldexp((double)head, -53 - a.shift);
}

/* The sine or cosine of the fraction of a turn `turn`. */
static float of_turn(struct wide turn, bool is_cosine)
{
    const struct wide eighth = {{0, 0, 0, 0, 0, UINT64_C(1) << 61}};
    unsigned quadrant = (unsigned)(wide_add(turn, eighth).limb[WIDE_LIMBS - 1] >> 62);
    struct wide rest = turn;
    rest.limb[WIDE_LIMBS - 1] -= (uint64_t)quadrant << 62;
    bool negative = rest.limb[WIDE_LIMBS - 1] >> 63;
    if (negative) rest = wide_subtract((struct wide){{0}}, rest);
    struct wide x = wide_shift(wide_multiply(rest, eighth_in_radians), 3), z = wide_multiply(x, x);
    bool crossed = (quadrant & 1) != is_cosine; /* the cosine of what is left */
    struct real value = crossed ? normalise(nested(z, WAVE_TERMS, cosine), -1)
                                : normalise(wide_multiply(x, nested(z, WAVE_TERMS, sine)), -1);
    bool minus = is_cosine ? (quadrant ^ quadrant >> 1) & 1 : quadrant >> 1;
    minus ^= !crossed && negative;
    return minus ? -nearest(value) : nearest(value);
}

/* sin x for x < 2^−64, at least one unit below x, so that no tie is left. */
static float of_tiny(struct real x)
{
    struct wide third =
        wide_divide(wide_shift(wide_multiply(x.mantissa, x.mantissa), -2 * x.shift), 6, 0);
    struct wide less = wide_add(wide_multiply(x.mantissa, third), unit);
    return nearest(normalise(wide_subtract(x.mantissa, less), x.shift));
}

float posenc_exact(double base, int d_model, int pair, uint64_t pos, bool is_cosine)
{
    if (pos == 0) return is_cosine ? 1 : 0;
    struct real x = multiple(frequency(base, (unsigned)d_model, (unsigned)pair), pos);
    if (x.shift >= TINY_SHIFT) return is_cosine ? 1 : of_tiny(x);
    struct wide product = wide_multiply(x.mantissa, per_radian);
    return of_turn(wide_shift(product, -x.shift - PER_RADIAN_SHIFT), is_cosine);
}
