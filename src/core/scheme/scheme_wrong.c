#include "core/scheme/scheme_wrong.h"

#include <inttypes.h>
#include <math.h>

#include "base/words.h"
#include "core/scheme/scheme_parts.h"
#include "core/posenc/turn.h"

/* sin or cos of x / base^(exponent / d) */
struct wrong_wave {
    double x, exponent;
    bool cosine;
};

/* The true formula's, with the pair and the column in interleaved order. */
struct wrong_place {
    int pair, column;
    bool cosine;
};

static struct wrong_place place_of(const struct posenc *w, int k)
{
    struct wrong_place p;
    p.pair = posenc_pair(w, k, &p.cosine);
    p.column = 2 * p.pair + p.cosine;
    return p;
}

static double wave_angle(const struct posenc *w, struct wrong_wave v)
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

static struct wrong_wave wrong_exponent(const struct posenc *w, uint64_t pos, int k)
{
    struct wrong_place p = place_of(w, k);
    return (struct wrong_wave){(double)pos, 4.0 * p.pair, p.cosine};
}

static struct wrong_wave wrong_column(const struct posenc *w, uint64_t pos, int k)
{
    struct wrong_place p = place_of(w, k);
    return (struct wrong_wave){(double)pos, p.column, p.cosine};
}

static struct wrong_wave wrong_parity(const struct posenc *w, uint64_t pos, int k)
{
    return (struct wrong_wave){(double)pos, 2.0 * place_of(w, k).pair, pos % 2 == 1};
}

static struct wrong_wave wrong_axes(const struct posenc *w, uint64_t pos, int k)
{
    return (struct wrong_wave){place_of(w, k).column, 2.0 * (double)(pos / 2), pos % 2 == 1};
}

static struct wrong_wave wrong_order(const struct posenc *w, uint64_t pos, int k)
{
    struct wrong_place p = place_of(w, k);
    return (struct wrong_wave){(double)pos, 2.0 * (w->pairs - 1 - p.pair), p.cosine};
}

static struct wrong_wave wrong_layout(const struct posenc *w, uint64_t pos, int k)
{
    struct posenc other = *w;
    other.layout = w->layout == LAYOUT_SPLIT ? LAYOUT_INTERLEAVED : LAYOUT_SPLIT;
    struct wrong_place p = place_of(&other, k);
    return (struct wrong_wave){(double)pos, 2.0 * p.pair, p.cosine};
}

static void explain_wave(const struct posenc *w, struct wrong_wave v, bool brief, struct str *out)
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
static float float32_rate(const struct posenc *w, int pair)
{
    float scale = (float)(-log(w->base) / w->d_model);
    return (float)exp((double)((float)(2 * pair) * scale));
}

static float float32_angle(const struct posenc *w, uint64_t pos, int pair)
{
    return (float)pos * float32_rate(w, pair);
}

static double wrong_single_value(const struct scheme_context *c, uint64_t pos, int k)
{
    struct wrong_place p = place_of(c->waves, k);
    return turned((double)float32_angle(c->waves, pos, p.pair), p.cosine);
}

void wrong_single_explain(const struct scheme_context *c, uint64_t pos, int k, bool brief,
                          struct str *out)
{
    struct wrong_place p = place_of(c->waves, k);
    const char *name = p.cosine ? "cos" : "sin";
    double angle = (double)float32_angle(c->waves, pos, p.pair);
    str_addf(out, brief ? "%s(%.9g)" : _("%s of the float32 angle %.9g"), name, angle);
}

/* ---- ranges ----
 *
 * A range looks at many positions, and a picture at many ranges. So the angles alone are
 * worked out at each position, and a sine only where they come nearest to a crest and to a
 * trough. Every second position is taken at a time: then all take the sine, or all the cosine. */

#define STRIDE 2
#define ANGLES_MAX (WRONG_POSITIONS / STRIDE)
#define TURNS_PER_RADIAN 0.15915494309189533577
#define ROUNDING 0x1.8p52 /* a double below 2^51 with this added has no fraction left */

/* The angles at pos, pos + STRIDE, … (n of them), and whether their sine or their cosine counts. */
typedef bool angles_function(const struct posenc *w, uint64_t pos, int k, int n, double *angle);

static void linear_angles(const struct posenc *w, struct wrong_wave v, int n, double *angle)
{
    double rate = pow(w->base, -v.exponent / w->d_model);
    for (int i = 0; i < n; i++) angle[i] = (v.x + STRIDE * i) * rate;
}

/* Where the position picks the frequency each angle is the one before times the same number. */
static bool wrong_axes_angles(const struct posenc *w, uint64_t pos, int k, int n, double *angle)
{
    struct wrong_wave v = wrong_axes(w, pos, k);
    double next = wave_angle(w, v), factor = pow(w->base, -2.0 / w->d_model);
    for (int i = 0; i < n; i++, next *= factor) angle[i] = next;
    return v.cosine;
}

static bool wrong_single_angles(const struct posenc *w, uint64_t pos, int k, int n, double *angle)
{
    struct wrong_place p = place_of(w, k);
    float rate = float32_rate(w, p.pair);
    for (int i = 0; i < n; i++)
        angle[i] = (double)((float)(int64_t)(pos + STRIDE * (uint64_t)i) * rate);
    return p.cosine;
}

/* The cosine of a part of a turn, 0 … 1/2. */
static double turn_cosine(double part)
{
    double sine, cosine;
    turn_sine_cosine((u128)(uint64_t)(part * 0x1p64) << 64, &sine, &cosine);
    return cosine;
}

/* Widens the range by the sines or cosines of the angles. */
static void widen(const double *angle, int n, bool is_cosine, double *low, double *high)
{
    double nearest = 0.5, farthest = 0; /* to the crest, in turns */
    for (int i = 0; i < n; i++) {
        double turns = angle[i] * TURNS_PER_RADIAN - (is_cosine ? 0 : 0.25);
        double away = fabs(turns - ((turns + ROUNDING) - ROUNDING));
        nearest = away < nearest ? away : nearest;
        farthest = away > farthest ? away : farthest;
    }
    *high = fmax(*high, turn_cosine(nearest));
    *low = fmin(*low, turn_cosine(farthest));
}

static void wave_range(const struct posenc *w, angles_function *angles, int k, uint64_t first,
                       uint64_t count, double *low, double *high)
{
    double angle[ANGLES_MAX];
    int all = count < WRONG_POSITIONS ? (int)count : WRONG_POSITIONS;
    *low = 1, *high = -1;
    for (int side = 0; side < STRIDE; side++) {
        int n = (all - side + STRIDE - 1) / STRIDE;
        bool cosine = angles(w, first + (uint64_t)side, k, n, angle);
        widen(angle, n, cosine, low, high);
    }
}

/* Rows and extents are made of values at (pos, k), ranges of angles. */
#define FUNCTIONS(name)                                                                            \
    static void name##_values(const struct scheme_context *c, uint64_t first, int n, int k,        \
                              double *out)                                                         \
    {                                                                                              \
        for (int i = 0; i < n; i++) out[i] = name##_value(c, first + (uint64_t)i, k);              \
    }                                                                                              \
    void name##_row(const struct scheme_context *c, uint64_t pos, int k0, int n, float *out)       \
    {                                                                                              \
        for (int i = 0; i < n; i++) out[i] = (float)name##_value(c, pos, k0 + i);                  \
    }                                                                                              \
    void name##_range(const struct scheme_context *c, int k, uint64_t pos, double x0, double x1,   \
                      double *low, double *high)                                                   \
    {                                                                                              \
        uint64_t first = scheme_nearest(pos, x0), count = scheme_nearest(pos, x1) - first + 1;     \
        if (count > 1)                                                                             \
            wave_range(c->waves, name##_angles, k, first, count, low, high);                       \
        else                                                                                       \
            *low = *high = name##_value(c, first, k);                                              \
    }                                                                                              \
    double name##_extent(const struct scheme_context *c, int k)                                    \
    {                                                                                              \
        return scheme_step_extent(name##_values, c, k, WRONG_POSITIONS);                           \
    }

#define WAVE_FUNCTIONS(name)                                                                       \
    static double name##_value(const struct scheme_context *c, uint64_t pos, int k)                \
    {                                                                                              \
        struct wrong_wave v = name(c->waves, pos, k);                                              \
        return turned(wave_angle(c->waves, v), v.cosine);                                          \
    }                                                                                              \
    FUNCTIONS(name)                                                                                \
    void name##_explain(const struct scheme_context *c, uint64_t pos, int k, bool brief,           \
                        struct str *out)                                                           \
    {                                                                                              \
        explain_wave(c->waves, name(c->waves, pos, k), brief, out);                                \
    }

#define LINEAR_FUNCTIONS(name)                                                                     \
    static bool name##_angles(const struct posenc *w, uint64_t pos, int k, int n, double *angle)   \
    {                                                                                              \
        struct wrong_wave v = name(w, pos, k);                                                     \
        linear_angles(w, v, n, angle);                                                             \
        return v.cosine;                                                                           \
    }                                                                                              \
    WAVE_FUNCTIONS(name)

LINEAR_FUNCTIONS(wrong_exponent)
LINEAR_FUNCTIONS(wrong_column)
LINEAR_FUNCTIONS(wrong_parity)
LINEAR_FUNCTIONS(wrong_order)
LINEAR_FUNCTIONS(wrong_layout)
WAVE_FUNCTIONS(wrong_axes)
FUNCTIONS(wrong_single)
