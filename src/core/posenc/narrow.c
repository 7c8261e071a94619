#include "core/posenc/narrow.h"

#include <math.h>

#include "core/posenc/turn.h"

const struct narrow_type narrow_types[NARROW_COUNT] = {
    [NARROW_FLOAT32] = {"float32", 24, -126, 0x1.fffffep127},
    [NARROW_FLOAT16] = {"float16", 11, -14, 0x1.ffcp15},
    [NARROW_BFLOAT16] = {"bfloat16", 8, -126, 0x1.fep127},
};

double narrow_round(enum narrow type, double x)
{
    const struct narrow_type *t = &narrow_types[type];
    int exponent;
    if (!isfinite(x)) return x;
    frexp(x, &exponent); /* |x| < 2^exponent */
    int last = (exponent > t->exponent_min ? exponent : t->exponent_min + 1) - t->bits;
    /* A power of two scales exactly; what is rounded is below 2^25, or a double without halves. */
    double rounded = ldexp(rint(ldexp(x, -last)), last);
    return fabs(rounded) > t->max ? copysign((double)INFINITY, x) : rounded;
}

uint64_t narrow_first_missing(enum narrow type)
{
    return (UINT64_C(1) << narrow_types[type].bits) + 1;
}

/* |what the type makes of a sine or cosine − the true one|. */
static double error_of(enum narrow type, double made, double is)
{
    return fabs(narrow_round(type, made) - is);
}

/* The larger error of pair i, whose angle the type makes `angle`. */
static double error_of_pair(const struct posenc *p, enum narrow type, uint64_t pos, int i,
                            double angle)
{
    double sine, cosine, made_sine, made_cosine;
    posenc_point(p, i, pos, &sine, &cosine);
    turn_sine_cosine(turn_of_real(turn_per_radian(), angle), &made_sine, &made_cosine);
    double error = error_of(type, made_sine, sine);
    return posenc_dim(p, i, true) < 0 ? error : fmax(error, error_of(type, made_cosine, cosine));
}

/* As in posenc_float32_recipe_error(): a pair whose angle is nearly right needs no sines. */
double narrow_recipe_error(const struct posenc *p, enum narrow type, uint64_t pos)
{
    double position = narrow_round(type, (double)pos), worst = 0;
    double rounding = ldexp(1, -narrow_types[type].bits);
    if (isinf(position)) return (double)NAN;
    for (int i = 0; i < p->pairs; i++) {
        double rate = posenc_frequency(p, i), is = (double)pos * rate;
        double angle = narrow_round(type, position * narrow_round(type, rate));
        if (fabs(angle - is) + 0x1p-48 * is + rounding > worst)
            worst = fmax(worst, error_of_pair(p, type, pos, i, angle));
    }
    return worst;
}
