#include "core/scheme/scheme_parts.h"

#include <math.h>
#include <stdlib.h>

#include "base/words.h"
#include "core/posenc/turn.h"

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

/* What goes wrong, one function each. */

struct scheme_wave wrong_exponent(const struct posenc *w, uint64_t pos, int k)
{
    struct wrong_place p = place_of(w, k);
    return (struct scheme_wave){(double)pos, 4.0 * p.pair, p.cosine};
}

struct scheme_wave wrong_column(const struct posenc *w, uint64_t pos, int k)
{
    struct wrong_place p = place_of(w, k);
    return (struct scheme_wave){(double)pos, p.column, p.cosine};
}

struct scheme_wave wrong_parity(const struct posenc *w, uint64_t pos, int k)
{
    return (struct scheme_wave){(double)pos, 2.0 * place_of(w, k).pair, pos % 2 == 1};
}

struct scheme_wave wrong_axes(const struct posenc *w, uint64_t pos, int k)
{
    uint64_t pair = pos / 2;
    return (struct scheme_wave){place_of(w, k).column, 2.0 * (double)pair, pos % 2 == 1};
}

struct scheme_wave wrong_order(const struct posenc *w, uint64_t pos, int k)
{
    struct wrong_place p = place_of(w, k);
    return (struct scheme_wave){(double)pos, 2.0 * (w->pairs - 1 - p.pair), p.cosine};
}

struct scheme_wave wrong_layout(const struct posenc *w, uint64_t pos, int k)
{
    struct posenc other = *w;
    other.layout = w->layout == LAYOUT_SPLIT ? LAYOUT_INTERLEAVED : LAYOUT_SPLIT;
    struct wrong_place p = place_of(&other, k);
    return (struct scheme_wave){(double)pos, 2.0 * p.pair, p.cosine};
}

/* The angle is formed in float32, each step rounded; nothing is left to be divided. */
struct scheme_wave wrong_single(const struct posenc *w, uint64_t pos, int k)
{
    struct wrong_place p = place_of(w, k);
    return (struct scheme_wave){(double)((float)pos * posenc_float32_rate(w, p.pair)), 0, p.cosine};
}

static double wave_angle(const struct posenc *w, struct scheme_wave v)
{
    return v.x * posenc_frequency_at(w, (uint64_t)v.exponent);
}

/* The parts of a turn have too few digits for an angle that is nearly none. */
#define SMALL_ANGLE 0x1p-20

double wrong_value(scheme_formula *formula, const struct posenc *w, uint64_t pos, int k)
{
    struct scheme_wave v = formula(w, pos, k);
    double sine, cosine, angle = wave_angle(w, v);
    if (angle < SMALL_ANGLE)
        turn_sine_cosine_small(angle, &sine, &cosine);
    else
        turn_sine_cosine(turn_of_real(turn_per_radian(), angle), &sine, &cosine);
    return v.cosine ? cosine : sine;
}

/* ---- in words ---- */

/* Appends x in the fewest digits, from ten on, that read back as the same number: 10000, 1.0001. */
static void add_number(struct str *out, double x)
{
    size_t start = out->len;
    for (int digits = 10; digits <= 17; digits++) {
        str_splice(out, start, out->len - start, "", 0);
        str_addf(out, "%.*g", digits, x);
        double back = strtod(str_text(out) + start, NULL);
        if (!(back < x || back > x)) return;
    }
}

void scheme_explain_wave(const struct posenc *w, struct scheme_wave v, double angle, bool brief,
                         struct str *out)
{
    const char *name = v.cosine ? "cos" : "sin";
    if (!brief) {
        str_addf(out, "%s(%.0f / ", name, v.x);
        add_number(out, w->base);
        str_addf(out, "^(%.0f/%d)) = ", v.exponent, w->d_model);
    }
    /* Four digits where decimals would be mostly zeros, one decimal in a long line. */
    bool tiny = angle > 0 && angle < 1e-3;
    str_addf(out, "%s(", name);
    str_addf(out, tiny ? "%.4g)" : angle < 1e6 ? "%.4f)" : "%.1f)", angle);
}

void wrong_explain(scheme_formula *formula, const struct posenc *w, uint64_t pos, int k, bool brief,
                   struct str *out)
{
    struct scheme_wave v = formula(w, pos, k);
    if (formula == wrong_single)
        str_addf(out, brief ? "%s(%.9g)" : _("%s of the float32 angle %.9g"),
                 v.cosine ? "cos" : "sin", v.x);
    else
        scheme_explain_wave(w, v, wave_angle(w, v), brief, out);
}

/* ---- ranges ----
 *
 * A range looks at many positions, and a picture at many ranges. So only the angles are
 * computed at each position, and a sine only where they come nearest to a crest and to a
 * trough. Every second position is taken at a time: then all take the sine, or all the cosine. */

#define STRIDE 2
#define ANGLES_MAX (WRONG_POSITIONS / STRIDE)
#define TURNS_PER_RADIAN 0.15915494309189533577
#define ROUNDING 0x1.8p52 /* a double below 2^51 with this added has no fraction left */

/* The angles at pos, pos + STRIDE, … (n of them); returns whether their cosine counts. */
static bool fill_angles(scheme_formula *formula, const struct posenc *w, uint64_t pos, int k, int n,
                        double *angle)
{
    struct scheme_wave v = formula(w, pos, k);
    if (formula == wrong_axes) { /* the position picks the frequency: a geometric sequence */
        double next = wave_angle(w, v), factor = posenc_frequency_at(w, 2);
        for (int i = 0; i < n; i++) {
            angle[i] = next;
            next *= factor;
        }
    } else if (formula == wrong_single) {
        float rate = posenc_float32_rate(w, place_of(w, k).pair);
        for (int i = 0; i < n; i++)
            angle[i] = (double)((float)(int64_t)(pos + STRIDE * (uint64_t)i) * rate);
    } else {
        double rate = posenc_frequency_at(w, (uint64_t)v.exponent);
        for (int i = 0; i < n; i++) angle[i] = (v.x + STRIDE * i) * rate;
    }
    return v.cosine;
}

/* The cosine of a part of a turn, 0 … 1/2. */
static double turn_cosine(double part)
{
    double sine, cosine;
    turn_sine_cosine((u128)(uint64_t)(part * 0x1p64) << 64, &sine, &cosine);
    return cosine;
}

/* Widens the range by the sines or cosines of the angles. */
static void widen(struct posenc_range *r, const double *angle, int n, bool is_cosine)
{
    double nearest = 0.5, farthest = 0; /* to the crest, in turns */
    for (int i = 0; i < n; i++) {
        double turns = angle[i] * TURNS_PER_RADIAN - (is_cosine ? 0 : 0.25);
        double away = fabs(turns - ((turns + ROUNDING) - ROUNDING));
        nearest = away < nearest ? away : nearest;
        farthest = away > farthest ? away : farthest;
    }
    r->max = fmax(r->max, turn_cosine(nearest));
    r->min = fmin(r->min, turn_cosine(farthest));
}

struct posenc_range wrong_range(scheme_formula *formula, const struct posenc *w, int k,
                                uint64_t first, int count)
{
    double angle[ANGLES_MAX];
    struct posenc_range r = {1, -1};
    if (count == 1) r.min = r.max = wrong_value(formula, w, first, k);
    for (int side = 0; count > 1 && side < STRIDE; side++) {
        int n = (count - side + STRIDE - 1) / STRIDE;
        bool cosine = fill_angles(formula, w, first + (uint64_t)side, k, n, angle);
        widen(&r, angle, n, cosine);
    }
    return r;
}
