#include "core/posenc.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "core/turn.h"

#define TWO_PI 6.283185307179586476925

/* Where no position can make an angle of a 2^−23 turn: such a pair's angles are
 * formed as doubles, whose precision is relative to the angle itself. */
#define SLOW_SHIFT 64

/* Rates are made one from another by multiplication, and anew every so many
 * pairs: the relative error stays below 2^−116 throughout. */
#define FRESH_EVERY 32

/* Shares of a turn nearer to a whole one than this count as whole: in there a
 * wave is within 10^−17 of both its crest and its trough. */
#define NEARLY 1e-9

struct posenc_rate {
    struct turn_float turns; /* ω_i / 2π, per position */
    double frequency;        /* ω_i */
};

/* ω_i = base^(−2i/d) */
static void fill_rates(struct posenc_rate *rates, int pairs, uint32_t d, double base)
{
    struct turn_log log = turn_log2(base);
    struct turn_float ratio = turn_power(log, d > 1 ? 2 : 0, d);
    struct turn_float omega = ratio;
    for (int i = 0; i < pairs; i++) {
        omega = i % FRESH_EVERY == 0 ? turn_power(log, 2 * (uint32_t)i, d) : turn_multiply(omega, ratio);
        rates[i].turns = turn_multiply(omega, turn_per_radian());
        rates[i].frequency = turn_float_value(omega);
    }
}

bool posenc_init(struct posenc *p, int d_model, double base, enum posenc_layout layout, struct err *e)
{
    if (d_model < 1 || d_model > POSENC_D_MAX) {
        return err_set(e, "d_model %d is out of range: 1 … %d", d_model, POSENC_D_MAX);
    }
    if (!(base > 1 && base <= DBL_MAX)) {
        return err_set(e, "base %.10g is out of range: more than 1, less than 1.8e+308", base);
    }
    int pairs = (d_model + 1) / 2;
    struct posenc_rate *rates = malloc((size_t)pairs * sizeof *rates);
    if (!rates) {
        return err_memory(e);
    }
    fill_rates(rates, pairs, (uint32_t)d_model, base);
    *p = (struct posenc){d_model, base, layout, pairs, rates};
    return true;
}

void posenc_free(struct posenc *p)
{
    free(p->rates);
    *p = (struct posenc){0};
}

/* Where pair i's values stand: the sine at step · i, the cosine at cosine + step · i. */
struct places {
    int step, cosine;
};

static struct places places(const struct posenc *p)
{
    return p->layout == LAYOUT_SPLIT ? (struct places){1, p->pairs} : (struct places){2, 1};
}

int posenc_pair(const struct posenc *p, int k, bool *cosine)
{
    struct places at = places(p);
    *cosine = at.step == 1 ? k >= at.cosine : k % 2 == 1;
    return (*cosine ? k - at.cosine : k) / at.step;
}

int posenc_dim(const struct posenc *p, int pair, bool cosine)
{
    struct places at = places(p);
    int k = at.step * pair + (cosine ? at.cosine : 0);
    return k < p->d_model ? k : -1;
}

double posenc_frequency(const struct posenc *p, int pair)
{
    return p->rates[pair].frequency;
}

static void sine_cosine(const struct posenc_rate *r, uint64_t pos, double *sine, double *cosine)
{
    if (r->turns.shift >= SLOW_SHIFT) {
        turn_sine_cosine_small((double)pos * r->frequency, sine, cosine);
    } else {
        turn_sine_cosine(turn_of(r->turns, pos), sine, cosine);
    }
}

/* The first pair whose value, at first + step · pair, stands at k or later. */
static int pair_from(int k, int first, int step)
{
    return k <= first ? 0 : (k - first + step - 1) / step;
}

/* Each pair is worked out once where both its values are asked for. */
void posenc_row(const struct posenc *p, uint64_t pos, int k0, int n, float *out)
{
    struct places at = places(p);
    int sine_from = pair_from(k0, 0, at.step), sine_to = pair_from(k0 + n, 0, at.step);
    int cosine_from = pair_from(k0, at.cosine, at.step), cosine_to = pair_from(k0 + n, at.cosine, at.step);
    sine_to = sine_to < p->pairs ? sine_to : p->pairs;
    double sine, cosine;
    for (int i = sine_from; i < sine_to; i++) {
        sine_cosine(&p->rates[i], pos, &sine, &cosine);
        out[at.step * i - k0] = (float)sine;
        if (i >= cosine_from && i < cosine_to) {
            out[at.step * i + at.cosine - k0] = (float)cosine;
        }
    }
    for (int i = cosine_from; i < cosine_to; i++) {
        if (i < sine_from || i >= sine_to) {
            sine_cosine(&p->rates[i], pos, &sine, &cosine);
            out[at.step * i + at.cosine - k0] = (float)cosine;
        }
    }
}

struct posenc_cell posenc_cell(const struct posenc *p, uint64_t pos, int k)
{
    struct posenc_cell cell = {0};
    cell.pair = posenc_pair(p, k, &cell.cosine);
    cell.lone = posenc_dim(p, cell.pair, true) < 0;
    const struct posenc_rate *r = &p->rates[cell.pair];
    cell.frequency = r->frequency;
    cell.wavelength = TWO_PI / r->frequency;
    cell.angle = (double)pos * r->frequency;
    bool slow = r->turns.shift >= SLOW_SHIFT;
    cell.turn = slow ? cell.angle / TWO_PI : turn_value(turn_of(r->turns, pos));
    double sine, cosine;
    sine_cosine(r, pos, &sine, &cosine);
    cell.value = cell.cosine ? cosine : sine;
    return cell;
}

void posenc_point(const struct posenc *p, int pair, uint64_t pos, double *sine, double *cosine)
{
    sine_cosine(&p->rates[pair], pos, sine, cosine);
}

static u128 turn_at(const struct posenc_rate *r, uint64_t pos, double x)
{
    return turn_of(r->turns, pos) + turn_of_real(r->turns, x);
}

/* The wave's value at pos + x, whose angle is `turn`. */
static double wave_value(const struct posenc_rate *r, bool is_cosine, uint64_t pos, double x, u128 turn)
{
    double sine, cosine;
    double angle = ((double)pos + x) * r->frequency;
    if (r->turns.shift >= SLOW_SHIFT && fabs(angle) < 0.5) {
        turn_sine_cosine_small(angle, &sine, &cosine);
    } else {
        turn_sine_cosine(turn, &sine, &cosine);
    }
    return is_cosine ? cosine : sine;
}

double posenc_wave(const struct posenc *p, int k, uint64_t pos, double x)
{
    bool cosine;
    const struct posenc_rate *r = &p->rates[posenc_pair(p, k, &cosine)];
    return wave_value(r, cosine, pos, x, turn_at(r, pos, x));
}

/* Where a sine or cosine is greatest; half a turn on it is least. */
static u128 crest_of(bool cosine)
{
    return cosine ? 0 : TURN_QUARTER;
}

/* Whether going from `from` on to `to` meets the angle `at`. */
static bool passes(u128 from, u128 to, u128 at)
{
    return at - from <= to - from;
}

void posenc_range(const struct posenc *p, int k, uint64_t pos, double x0, double x1, double *low,
                  double *high)
{
    bool cosine;
    const struct posenc_rate *r = &p->rates[posenc_pair(p, k, &cosine)];
    u128 from = turn_at(r, pos, x0), to = turn_at(r, pos, x1), crest = crest_of(cosine);
    double a = wave_value(r, cosine, pos, x0, from), b = wave_value(r, cosine, pos, x1, to);
    bool whole = (x1 - x0) * r->frequency >= TWO_PI * (1 - NEARLY);
    *high = whole || passes(from, to, crest) ? 1 : fmax(a, b);
    *low = whole || passes(from, to, crest + TURN_HALF) ? -1 : fmin(a, b);
}

/* The cosine of the angle from `top` to the nearest of `from`, from + step … (len of them). */
static double nearest_to(u128 top, u128 from, u128 step, uint64_t len)
{
    u128 after = turn_least(from - top, step, len);
    u128 before = turn_least(top - from, -step, len);
    double sine, cosine;
    turn_sine_cosine(after < before ? after : before, &sine, &cosine);
    return cosine;
}

/* Between crest and trough a wave rises or falls throughout, so only the ends
 * count; where a crest is passed, the greatest value is at the whole position
 * whose angle is nearest to the crest's, and so for the trough. */
double posenc_extent(const struct posenc *p, int k, uint64_t pos, uint64_t len)
{
    if (len < 2) {
        return 0;
    }
    bool cosine;
    const struct posenc_rate *r = &p->rates[posenc_pair(p, k, &cosine)];
    double first[2], last[2];
    sine_cosine(r, pos, &first[0], &first[1]);
    sine_cosine(r, pos + len - 1, &last[0], &last[1]);
    double high = fmax(first[cosine], last[cosine]), low = fmin(first[cosine], last[cosine]);
    bool whole = (double)(len - 1) * r->frequency >= TWO_PI * (1 - NEARLY);
    u128 from = turn_of(r->turns, pos), to = turn_of(r->turns, pos + len - 1);
    u128 step = turn_of(r->turns, 1), crest = crest_of(cosine), trough = crest + TURN_HALF;
    if (whole || passes(from, to, crest)) {
        high = fmax(high, nearest_to(crest, from, step, len));
    }
    if (whole || passes(from, to, trough)) {
        low = fmin(low, -nearest_to(trough, from, step, len));
    }
    return high - low;
}

/* Float32 exponential and sine are taken to be correctly rounded: libm's double
 * exponential, and our own sine of the rounded angle, each rounded once. */
double posenc_float32_recipe_error(const struct posenc *p, uint64_t pos)
{
    float scale = (float)(-log(p->base) / p->d_model);
    double worst = 0;
    for (int i = 0; i < p->pairs; i++) {
        float omega = (float)exp((double)((float)(2 * i) * scale));
        float angle = (float)pos * omega;
        double sine, cosine, copied_sine, copied_cosine;
        sine_cosine(&p->rates[i], pos, &sine, &cosine);
        turn_sine_cosine(turn_of_real(turn_per_radian(), (double)angle), &copied_sine, &copied_cosine);
        worst = fmax(worst, fabs((double)(float)copied_sine - sine));
        if (posenc_dim(p, i, true) >= 0) {
            worst = fmax(worst, fabs((double)(float)copied_cosine - cosine));
        }
    }
    return worst;
}
