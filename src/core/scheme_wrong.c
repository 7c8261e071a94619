#include "core/scheme_wrong.h"

#include <inttypes.h>
#include <math.h>

#include "core/scheme_parts.h"
#include "core/turn.h"

/* sin or cos of x / base^(exponent / d) */
struct wave {
    double x, exponent;
    bool cosine;
};

/* The true formula's, with the pair and the column in interleaved order. */
struct place {
    int pair, column;
    bool cosine;
};

static struct place place_of(const struct posenc *w, int k)
{
    struct place p;
    p.pair = posenc_pair(w, k, &p.cosine);
    p.column = 2 * p.pair + p.cosine;
    return p;
}

static double wave_angle(const struct posenc *w, struct wave v)
{
    return v.x * pow(w->base, -v.exponent / w->d_model);
}

static double turned(double angle, bool is_cosine)
{
    double sine, cosine;
    turn_sine_cosine(turn_of_real(turn_per_radian(), angle), &sine, &cosine);
    return is_cosine ? cosine : sine;
}

/* What goes wrong, one function each. */

static struct wave wrong_exponent(const struct posenc *w, uint64_t pos, int k)
{
    struct place p = place_of(w, k);
    return (struct wave){(double)pos, 4.0 * p.pair, p.cosine};
}

static struct wave wrong_column(const struct posenc *w, uint64_t pos, int k)
{
    struct place p = place_of(w, k);
    return (struct wave){(double)pos, p.column, p.cosine};
}

static struct wave wrong_parity(const struct posenc *w, uint64_t pos, int k)
{
    return (struct wave){(double)pos, 2.0 * place_of(w, k).pair, pos % 2 == 1};
}

static struct wave wrong_axes(const struct posenc *w, uint64_t pos, int k)
{
    return (struct wave){place_of(w, k).column, 2.0 * (double)(pos / 2), pos % 2 == 1};
}

static struct wave wrong_order(const struct posenc *w, uint64_t pos, int k)
{
    struct place p = place_of(w, k);
    return (struct wave){(double)pos, 2.0 * (w->pairs - 1 - p.pair), p.cosine};
}

static struct wave wrong_layout(const struct posenc *w, uint64_t pos, int k)
{
    struct posenc other = *w;
    other.layout = w->layout == LAYOUT_SPLIT ? LAYOUT_INTERLEAVED : LAYOUT_SPLIT;
    struct place p = place_of(&other, k);
    return (struct wave){(double)pos, 2.0 * p.pair, p.cosine};
}

static void explain_wave(const struct posenc *w, struct wave v, bool brief, struct str *out)
{
    const char *name = v.cosine ? "cos" : "sin";
    if (!brief) {
        str_addf(out, "%s(%.0f / ", name, v.x);
        scheme_add_number(out, w->base);
        str_addf(out, "^(%.0f/%d)) = ", v.exponent, w->d_model);
    }
    str_addf(out, "%s(", name);
    scheme_add_angle(out, wave_angle(w, v));
    str_addc(out, ')');
}

/* The float32 recipe's angle, each step rounded as it rounds it. */
static float float32_angle(const struct posenc *w, uint64_t pos, int pair)
{
    float scale = (float)(-log(w->base) / w->d_model);
    float omega = (float)exp((double)((float)(2 * pair) * scale));
    return (float)pos * omega;
}

static double wrong_single_value(const struct scheme_context *c, uint64_t pos, int k)
{
    struct place p = place_of(c->waves, k);
    return turned((double)float32_angle(c->waves, pos, p.pair), p.cosine);
}

void wrong_single_explain(const struct scheme_context *c, uint64_t pos, int k, bool brief, struct str *out)
{
    struct place p = place_of(c->waves, k);
    const char *name = p.cosine ? "cos" : "sin";
    double angle = (double)float32_angle(c->waves, pos, p.pair);
    str_addf(out, brief ? "%s(%.9g)" : "%s of the float32 angle %.9g", name, angle);
}

/* Every one is a value at (pos, k), made into rows, ranges and extents. */
#define FUNCTIONS(name)                                                                                      \
    static void name##_values(const struct scheme_context *c, uint64_t first, int n, int k, double *out)     \
    {                                                                                                        \
        for (int i = 0; i < n; i++) {                                                                        \
            out[i] = name##_value(c, first + (uint64_t)i, k);                                                \
        }                                                                                                    \
    }                                                                                                        \
    void name##_row(const struct scheme_context *c, uint64_t pos, int k0, int n, float *out)                 \
    {                                                                                                        \
        for (int i = 0; i < n; i++) {                                                                        \
            out[i] = (float)name##_value(c, pos, k0 + i);                                                    \
        }                                                                                                    \
    }                                                                                                        \
    void name##_range(const struct scheme_context *c, int k, uint64_t pos, double x0, double x1, double *low, \
                      double *high)                                                                          \
    {                                                                                                        \
        scheme_step_range(name##_values, c, k, pos, x0, x1, WRONG_POSITIONS, low, high);                     \
    }                                                                                                        \
    double name##_extent(const struct scheme_context *c, int k)                                              \
    {                                                                                                        \
        return scheme_step_extent(name##_values, c, k, WRONG_POSITIONS);                                     \
    }

#define WAVE_FUNCTIONS(name)                                                                                 \
    static double name##_value(const struct scheme_context *c, uint64_t pos, int k)                          \
    {                                                                                                        \
        struct wave v = name(c->waves, pos, k);                                                              \
        return turned(wave_angle(c->waves, v), v.cosine);                                                    \
    }                                                                                                        \
    FUNCTIONS(name)                                                                                          \
    void name##_explain(const struct scheme_context *c, uint64_t pos, int k, bool brief, struct str *out)    \
    {                                                                                                        \
        explain_wave(c->waves, name(c->waves, pos, k), brief, out);                                          \
    }

WAVE_FUNCTIONS(wrong_exponent)
WAVE_FUNCTIONS(wrong_column)
WAVE_FUNCTIONS(wrong_parity)
WAVE_FUNCTIONS(wrong_axes)
WAVE_FUNCTIONS(wrong_order)
WAVE_FUNCTIONS(wrong_layout)
FUNCTIONS(wrong_single)
