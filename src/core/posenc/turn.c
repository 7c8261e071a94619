#include "core/posenc/turn.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

/* 128 bits of a constant, from two halves. */
#define WIDE(high, low) (((u128)(high) << 64) | (low))

/* ln 2 · 2^128 and (2/π) · 2^128; the second has the mantissa of 1/(2π). */
#define LN_2 WIDE(UINT64_C(0xB17217F7D1CF79AB), UINT64_C(0xC9E3B39803F2F6AF))
#define PER_RADIAN WIDE(UINT64_C(0xA2F9836E4E441529), UINT64_C(0xFC2757D1F534DDC1))

/* (π/4) · 2^128: the mantissa of 2π */
#define RADIANS WIDE(UINT64_C(0xC90FDAA22168C234), UINT64_C(0xC4C6628B80DC1CD1))

/* Terms of the exponential series: (ln 2)^32 / 32! is below 2^−134. */
#define EXP_TERMS 32

/* (π/4) · 2^64 */
#define EIGHTH_IN_RADIANS UINT64_C(0xC90FDAA22168C235)

/* An angle as the nearest quarter turn and what is left of it, at most an eighth: its size as
 * high + low radians, and whether it is to be taken off. */
struct turn_split {
    double high, low;
    uint64_t quadrant; /* 0 … 3 */
    uint64_t negative; /* 0 or 1 */
};

/* x ≠ 0 */
static int leading_zeros(u128 x)
{
    uint64_t high = (uint64_t)(x >> 64);
    return high ? __builtin_clzll(high) : 64 + __builtin_clzll((uint64_t)x);
}

/* The lowest 128 bits of n · mantissa · 2^−shift, cut off below the point. */
static u128 scaled_product(u128 mantissa, uint64_t n, int shift)
{
    u128 below = (u128)(uint64_t)mantissa * n;
    u128 above = (u128)(uint64_t)(mantissa >> 64) * n + (below >> 64);
    uint64_t top = (uint64_t)(above >> 64);
    u128 rest = above << 64 | (uint64_t)below;
    if (shift <= 0) return shift > -128 ? rest << -shift : 0;
    if (shift < 128) return rest >> shift | (u128)top << (128 - shift);
    return shift < 192 ? top >> (shift - 128) : 0;
}

static double power_of_two(int exponent)
{
    uint64_t word = (uint64_t)(exponent + 1023) << 52;
    double x;
    memcpy(&x, &word, sizeof x);
    return x;
}

/* The quarter turn is split off as an integer; what is left keeps its own leading bits, so that
 * values near zero are as precise as others. In radians it has 62 bits, as the sum of
 * two doubles. */
static struct turn_split split_turn(u128 turn)
{
    struct turn_split out = {.quadrant = (uint64_t)((turn + TURN_QUARTER / 2) >> 126)};
    u128 rest = turn - ((u128)out.quadrant << 126);
    out.negative = (uint64_t)(rest >> 127);
    rest =
        (rest ^ -(u128)out.negative) + out.negative; /* |rest|: as good as random, so no branch */
    int zeros = leading_zeros(rest | 1);
    uint64_t head = (uint64_t)((rest << zeros) >> 64);
    uint64_t radians = (uint64_t)((u128)head * EIGHTH_IN_RADIANS >> 65);
    double unit = power_of_two(-60 - zeros);
    out.high = (double)(int64_t)(radians & ~UINT64_C(0x3FF)) * unit;
    out.low = (double)(int64_t)(radians & 0x3FF) * unit;
    return out;
}

/* The upper 128 bits of the 256-bit product. */
static u128 multiply_high(u128 a, u128 b)
{
    uint64_t a1 = (uint64_t)(a >> 64), a0 = (uint64_t)a;
    uint64_t b1 = (uint64_t)(b >> 64), b0 = (uint64_t)b;
    u128 cross = (u128)a1 * b0, other = (u128)a0 * b1;
    u128 middle = ((u128)a0 * b0 >> 64) + (uint64_t)cross + (uint64_t)other;
    return (u128)a1 * b1 + (cross >> 64) + (other >> 64) + (middle >> 64);
}

static struct turn_float normalise(u128 mantissa, int shift)
{
    int zeros = leading_zeros(mantissa);
    return (struct turn_float){mantissa << zeros, shift + zeros};
}

/* One bit of the logarithm at a time: with x in [1, 2) as 1.127 bits, log2 x has
 * the next bit set when x² ≥ 2. An error made in the k-th square weighs 2^−k in
 * the result, so that the errors of all squares add up to less than 2^−125. */
struct turn_log turn_log2(double x)
{
    int exponent;
    uint64_t bits = (uint64_t)ldexp(frexp(x, &exponent), 53);
    struct turn_log log = {(uint32_t)(exponent - 1), 0};
    u128 m = (u128)bits << 75;
    for (int i = 0; i < 128; i++) {
        m = multiply_high(m, m); /* 2.126 bits */
        bool two = (m >> 127) != 0;
        log.fraction = log.fraction << 1 | two;
        if (!two) m <<= 1;
    }
    return log;
}

/* 2^−f as 1.127 bits for a fraction f: the series of exp(−f ln 2), nested. */
static u128 power_of_half(u128 f)
{
    const u128 one = (u128)1 << 127;
    u128 t = multiply_high(f, LN_2);
    u128 sum = one;
    for (unsigned n = EXP_TERMS; n >= 1; n--) sum = one - multiply_high(t, sum) / n;
    return sum;
}

struct turn_float turn_power(struct turn_log log, uint32_t n, uint32_t d)
{
    /* log · n, as a whole part and two digits of 64 bits, then divided by d. */
    u128 low = (u128)(uint64_t)log.fraction * n;
    u128 high = (u128)(uint64_t)(log.fraction >> 64) * n + (low >> 64);
    uint64_t whole = (uint64_t)log.whole * n + (uint64_t)(high >> 64);
    u128 digit1 = (u128)(whole % d) << 64 | (uint64_t)high;
    u128 digit0 = (digit1 % d) << 64 | (uint64_t)low;
    u128 fraction = (digit1 / d) << 64 | (uint64_t)(digit0 / d);
    return normalise(power_of_half(fraction), (int)(whole / d) - 1);
}

struct turn_float turn_multiply(struct turn_float a, struct turn_float b)
{
    return normalise(multiply_high(a.mantissa, b.mantissa), a.shift + b.shift);
}

struct turn_float turn_per_radian(void)
{
    return (struct turn_float){PER_RADIAN, 2};
}

struct turn_float turn_radians(void)
{
    return (struct turn_float){RADIANS, -3};
}

double turn_float_value(struct turn_float a)
{
    return ldexp((double)(uint64_t)(a.mantissa >> 64), -64 - a.shift);
}

u128 turn_of(struct turn_float rate, uint64_t n)
{
    return scaled_product(rate.mantissa, n, rate.shift);
}

u128 turn_of_real(struct turn_float rate, double x)
{
    uint64_t word;
    memcpy(&word, &x, sizeof word);
    int exponent = (int)(word >> 52 & 0x7FF);
    uint64_t whole = word & ((UINT64_C(1) << 52) - 1); /* |x| = whole · 2^(exponent − 1075) */
    if (exponent != 0)
        whole |= UINT64_C(1) << 52;
    else
        exponent = 1;
    u128 turn = scaled_product(rate.mantissa, whole, rate.shift + 1075 - exponent);
    return x < 0 ? -turn : turn;
}

double turn_value(u128 turn)
{
    if (turn == 0) return 0;
    int zeros = leading_zeros(turn);
    uint64_t head = (uint64_t)((turn << zeros) >> 64) & ~UINT64_C(0x7FF);
    return ldexp((double)head, -64 - zeros);
}

/* The Taylor polynomials at x = high + low, |x| ≤ π/4, low below a unit in the
 * last place of high. The first terms left out, x^19/19! and x^18/18!, are at
 * most 2^−62 of the sine and 2^−58. The leading terms are added last and in full
 * (1 − z/2 with its own rounding error), so the sum is rounded about once. */
static void sine_cosine(double high, double low, double *sine, double *cosine)
{
    double z = high * high;
    double s = 1.0 / 355687428096000; /* 1/17! */
    s = s * z - 1.0 / 1307674368000;
    s = s * z + 1.0 / 6227020800;
    s = s * z - 1.0 / 39916800;
    s = s * z + 1.0 / 362880;
    s = s * z - 1.0 / 5040;
    s = s * z + 1.0 / 120;
    s = s * z - 1.0 / 6;
    double c = 1.0 / 20922789888000; /* 1/16! */
    c = c * z - 1.0 / 87178291200;
    c = c * z + 1.0 / 479001600;
    c = c * z - 1.0 / 3628800;
    c = c * z + 1.0 / 40320;
    c = c * z - 1.0 / 720;
    c = c * z + 1.0 / 24;
    double half = 0.5 * z, rest = 1 - half;
    *sine = high + (low * rest + high * z * s);
    *cosine = rest + (((1 - rest) - half) + (z * z * c - high * low));
}

/* x with its sign changed if `negative` is 1, without a branch to mispredict. */
static double with_sign(double x, uint64_t negative)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    bits ^= negative << 63;
    memcpy(&x, &bits, sizeof x);
    return x;
}

void turn_sine_cosine(u128 turn, double *sine, double *cosine)
{
    struct turn_split at = split_turn(turn);
    double value[2];
    sine_cosine(at.high, at.low, &value[0], &value[1]);
    value[0] = with_sign(value[0], at.negative);
    *sine = with_sign(value[at.quadrant & 1], at.quadrant >> 1);
    *cosine = with_sign(value[~at.quadrant & 1], (at.quadrant ^ at.quadrant >> 1) & 1);
}

void turn_sine_cosine_small(double x, double *sine, double *cosine)
{
    sine_cosine(x, 0, sine, cosine);
}

/* From a value v, the next smaller one comes after the smallest number q of steps
 * whose sum is a fall, −q · step = fall modulo a turn, of at most v. Those
 * numbers are the denominators of the one-sided best approximations of `step`:
 * Euclid's algorithm on the pair (rise, fall) makes them in order, with `up`
 * steps that raise the value by `rise`, and `down` steps that lower it by `fall`. */
u128 turn_min(u128 start, u128 step, uint64_t count)
{
    u128 smallest = start, rise = step, fall = -step;
    uint64_t left = count - 1, up = 1, down = 1;
    while (step != 0 && down <= left) {
        if (fall <= smallest) {
            u128 times = smallest / fall;
            if (times > left / down) times = left / down;
            smallest -= times * fall;
            left -= (uint64_t)times * down;
            continue;
        }
        u128 wanted = (fall - smallest - 1) / rise + 1; /* rises to take off for fall ≤ smallest */
        u128 possible = (fall - 1) / rise;              /* that leave a fall */
        u128 times = wanted < possible ? wanted : possible;
        if (times > (left - down) / up) break;
        fall -= times * rise;
        down += (uint64_t)times * up;
        if (wanted <= possible) continue;
        times = (rise - 1) / fall;
        if (times == 0 || up > left || times > (left - up) / down)
            break; /* the steps close a cycle, or later ones are too many */
        rise -= times * fall;
        up += (uint64_t)times * down;
    }
    return smallest;
}
