#include "core/posenc/posenc.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/num.h"
#include "base/words.h"
#include "core/posenc/posenc_kernel.h"
#include "core/posenc/turn.h"

/* Each rate is the one before times a constant, but for every FRESH_EVERY-th, which is
 * computed by itself: so the relative error stays below 2^−116. */
#define FRESH_EVERY 32

/* Shares of a turn nearer to a whole one than this count as whole: in there a
 * wave is within 10^−17 of both its crest and its trough. */
#define NEARLY 1e-9

/* A turn_float of a greater shift is less than half of the smallest double. */
#define VANISHED 1100

const struct layout_info layout_infos[LAYOUT_COUNT] = {
    [LAYOUT_INTERLEAVED] = {"interleaved", N_("sin, cos, sin, cos …")},
    [LAYOUT_SPLIT] = {"split", N_("all sines, then all cosines")},
};

/* ω_i = base^(−2i/d) */
static void fill_rates(struct posenc_rate *rates, int pairs, uint32_t d, double base)
{
    struct turn_log base_log = turn_log2(base);
    struct turn_float ratio = turn_power(base_log, d > 1 ? 2 : 0, d);
    struct turn_float omega = ratio;
    for (int i = 0; i < pairs; i++) {
        omega = i % FRESH_EVERY == 0 ? turn_power(base_log, 2 * (uint32_t)i, d)
                                     : turn_multiply(omega, ratio);
        rates[i].turns = turn_multiply(omega, turn_per_radian());
        rates[i].frequency = turn_float_value(omega);
    }
}

/* The kernels read whole tiles, and vectors from a tile's last pair on. The lanes are padded
 * with copies of pair 0. */
enum { PADDING = POSENC_TILE_PAIRS + 8 };

/* The rates and after them the lanes, in one block of memory. */
struct rate_block {
    struct posenc_lanes lanes;
    struct posenc_rate rates[];
};

static struct rate_block *new_rate_block(int pairs)
{
    size_t lane = (size_t)pairs + PADDING, rates = (size_t)pairs * sizeof(struct posenc_rate);
    struct rate_block *block =
        memory_new(sizeof *block + rates + lane * (sizeof(uint64_t) + 2 * sizeof(double)) +
                       (size_t)pairs * sizeof(float),
                   1);
    if (block) {
        block->lanes.omega = (double *)(void *)((char *)block->rates + rates);
        block->lanes.low = block->lanes.omega + lane;
        block->lanes.high = (uint64_t *)(void *)(block->lanes.low + lane);
        block->lanes.copied = (float *)(void *)(block->lanes.high + lane);
    }
    return block;
}

static void fill_lanes(struct rate_block *block, int pairs)
{
    for (int i = 0; i < pairs + PADDING; i++) {
        const struct posenc_rate *r = &block->rates[i < pairs ? i : 0];
        u128 turn = turn_of(r->turns, 1);
        block->lanes.high[i] = (uint64_t)(turn >> 64);
        block->lanes.low[i] = (double)(uint64_t)turn * 0x1p-128;
        block->lanes.omega[i] = r->frequency;
    }
}

static void fill_other(struct posenc_lanes *lanes, uint32_t d, double base)
{
    struct turn_log log = turn_log2(base);
    lanes->step = turn_power(log, 1, d);
    lanes->lap = turn_power(log, 1, 1);
    if (d % 2) lanes->lap = turn_multiply(lanes->lap, lanes->step);
}

bool posenc_init(struct posenc *p, int d_model, double base, enum posenc_layout layout,
                 struct err *e)
{
    if (d_model < 1 || d_model > POSENC_D_MAX)
        return err_set(e, _("d_model %d is out of range: 1 … %d"), d_model, POSENC_D_MAX);
    if (!(base > 1 && base <= DBL_MAX))
        return err_set(e, _("base %.10g is out of range: more than 1, less than 1.8e+308"), base);
    int pairs = (d_model + 1) / 2;
    struct rate_block *block = new_rate_block(pairs);
    if (!block) return err_memory(e);
    fill_rates(block->rates, pairs, (uint32_t)d_model, base);
    fill_lanes(block, pairs);
    fill_other(&block->lanes, (uint32_t)d_model, base);
    posenc_copied_plain(base, d_model, pairs, block->lanes.copied);
    *p = (struct posenc){d_model, base, layout, pairs, block->rates, &block->lanes};
    return true;
}

void posenc_free(struct posenc *p)
{
    free(p->lanes); /* the first member of the block */
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

int posenc_moved_dim(int d_model, int k, enum posenc_layout from, enum posenc_layout to)
{
    int pairs = (d_model + 1) / 2;
    const struct posenc was = {.d_model = d_model, .layout = from, .pairs = pairs},
                        now = {.d_model = d_model, .layout = to, .pairs = pairs};
    bool cosine;
    int pair = posenc_pair(&was, k, &cosine);
    return posenc_dim(&now, pair, cosine);
}

double posenc_frequency(const struct posenc *p, int pair)
{
    return p->rates[pair].frequency;
}

/* By the laps' binary digits. What is below all doubles goes no further: shifts would overflow. */
double posenc_frequency_at(const struct posenc *p, uint64_t exponent)
{
    uint64_t pair = exponent / 2, laps = pair / (uint64_t)p->pairs;
    const struct posenc_rate *rate = &p->rates[pair % (uint64_t)p->pairs];
    if (laps == 0 && exponent % 2 == 0) return rate->frequency;
    struct turn_float omega = turn_multiply(rate->turns, turn_radians()), lap = p->lanes->lap;
    if (exponent % 2) omega = turn_multiply(omega, p->lanes->step);
    for (; laps > 0; laps >>= 1) {
        if (laps & 1) omega = turn_multiply(omega, lap);
        if (omega.shift > VANISHED || lap.shift > VANISHED) return 0;
        lap = turn_multiply(lap, lap);
    }
    return turn_float_value(omega);
}

static void sine_cosine(const struct posenc_rate *r, uint64_t pos, double *sine, double *cosine)
{
    if (r->turns.shift >= POSENC_SLOW_SHIFT)
        turn_sine_cosine_small((double)pos * r->frequency, sine, cosine);
    else
        turn_sine_cosine(turn_of(r->turns, pos), sine, cosine);
}

posenc_rows_function *const posenc_rows_builds[ISA_COUNT] = ISA_TABLE(posenc_rows);

void posenc_rows(const struct posenc *p, const struct posenc_block *block, float *out,
                 size_t stride)
{
    posenc_rows_builds[isa_best()](p, block, out, stride);
}

void posenc_row(const struct posenc *p, uint64_t pos, int k0, int n, float *out)
{
    posenc_rows(p, &(struct posenc_block){pos, 1, k0, n}, out, (size_t)n);
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
    bool slow = r->turns.shift >= POSENC_SLOW_SHIFT;
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

/* The wave's value at position x, whose angle is `turn`. */
static double wave_value(const struct posenc_rate *r, bool is_cosine, double x, u128 turn)
{
    double sine, cosine, angle = x * r->frequency;
    if (r->turns.shift >= POSENC_SLOW_SHIFT && fabs(angle) < 0.5)
        turn_sine_cosine_small(angle, &sine, &cosine);
    else
        turn_sine_cosine(turn, &sine, &cosine);
    return is_cosine ? cosine : sine;
}

/* Where a sine or cosine has its maximum; its minimum is half a turn further on. */
static u128 crest_of(bool cosine)
{
    return cosine ? 0 : TURN_QUARTER;
}

/* Whether going from `from` on to `to` meets the angle `at`. */
static bool passes(u128 from, u128 to, u128 at)
{
    return at - from <= to - from;
}

struct posenc_range posenc_range(const struct posenc *p, int k, uint64_t pos, double x0, double x1)
{
    bool cosine;
    const struct posenc_rate *r = &p->rates[posenc_pair(p, k, &cosine)];
    u128 first = turn_of(r->turns, pos), crest = crest_of(cosine);
    u128 from = first + turn_of_real(r->turns, x0), to = first + turn_of_real(r->turns, x1);
    bool whole = (x1 - x0) * r->frequency >= TWO_PI * (1 - NEARLY);
    bool top = whole || passes(from, to, crest),
         bottom = whole || passes(from, to, crest + TURN_HALF);
    if (top && bottom) return (struct posenc_range){-1, 1};
    double a = wave_value(r, cosine, (double)pos + x0, from);
    double b = x1 > x0 ? wave_value(r, cosine, (double)pos + x1, to) : a;
    return (struct posenc_range){bottom ? -1 : fmin(a, b), top ? 1 : fmax(a, b)};
}

/* The cosine of the angle from `top` to the nearest of `from`, from + step … (len of them). */
static double nearest_to(u128 top, u128 from, u128 step, uint64_t len)
{
    u128 after = turn_min(from - top, step, len);
    u128 before = turn_min(top - from, -step, len);
    double sine, cosine;
    turn_sine_cosine(after < before ? after : before, &sine, &cosine);
    return cosine;
}

/* Between crest and trough a wave rises or falls throughout, so only the ends
 * count; where a crest is passed, the greatest value is at the whole position
 * whose angle is nearest to the crest's, and so for the trough. */
double posenc_extent(const struct posenc *p, int k, uint64_t pos, uint64_t len)
{
    if (len < 2) return 0;
    bool cosine;
    const struct posenc_rate *r = &p->rates[posenc_pair(p, k, &cosine)];
    double first[2], last[2];
    sine_cosine(r, pos, &first[0], &first[1]);
    sine_cosine(r, pos + len - 1, &last[0], &last[1]);
    double high = fmax(first[cosine], last[cosine]), low = fmin(first[cosine], last[cosine]);
    bool whole = (double)(len - 1) * r->frequency >= TWO_PI * (1 - NEARLY);
    u128 from = turn_of(r->turns, pos), to = turn_of(r->turns, pos + len - 1);
    u128 step = turn_of(r->turns, 1), crest = crest_of(cosine), trough = crest + TURN_HALF;
    if (whole || passes(from, to, crest)) high = fmax(high, nearest_to(crest, from, step, len));
    if (whole || passes(from, to, trough)) low = fmin(low, -nearest_to(trough, from, step, len));
    return high - low;
}

/* Float32 exponential and sine are taken to be correctly rounded: libm's double
 * exponential, and our own sine of the rounded angle, each rounded once. */
static double recipe_error_of_pair(const struct posenc *p, uint64_t pos, int pair)
{
    const struct posenc_rate *r = &p->rates[pair];
    double sine, cosine, copied_sine, copied_cosine, error;
    double copied_angle = (double)((float)pos * p->lanes->copied[pair]);
    sine_cosine(r, pos, &sine, &cosine);
    turn_sine_cosine(turn_of_real(turn_per_radian(), copied_angle), &copied_sine, &copied_cosine);
    error = fabs((double)(float)copied_sine - sine);
    return posenc_dim(p, pair, true) < 0 ? error
                                         : fmax(error, fabs((double)(float)copied_cosine - cosine));
}

/* Sine and cosine change by no more than their angle, and rounding to float32 adds at most
 * 2^−25: pairs whose angle is off by less than the largest error so far need no sines. The
 * slack is for the true angle, a double here, and for the sines. */
double posenc_float32_recipe_error(const struct posenc *p, uint64_t pos)
{
    double worst = 0;
    for (int i = 0; i < p->pairs; i++) {
        const struct posenc_rate *r = &p->rates[i];
        double angle = (double)pos * r->frequency;
        double error_max =
            fabs((double)((float)pos * p->lanes->copied[i]) - angle) + 0x1p-48 * angle + 0x1p-24;
        if (error_max > worst) worst = fmax(worst, recipe_error_of_pair(p, pos, i));
    }
    return worst;
}

float posenc_float32_rate(const struct posenc *p, int pair)
{
    return p->lanes->copied[pair];
}
