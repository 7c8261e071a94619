#include "core/scheme/scheme.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/words.h"
#include "core/embedding/embedding.h"
#include "core/scheme/scheme_parts.h"
#include "core/scheme/scheme_wrong.h"

#define PI 3.14159265358979323846

static void fill(float *out, int n, double value)
{
    for (int i = 0; i < n; i++) out[i] = (float)value;
}

/* Tokens before this one: what position is without the offset. */
static double place(const struct scheme_context *c, uint64_t pos)
{
    return (double)(int64_t)(pos - c->offset);
}

static uint64_t last_position(const struct scheme_context *c)
{
    return c->offset + (c->length > 0 ? c->length - 1 : 0);
}

static double bound_one(const struct scheme_context *c)
{
    (void)c;
    return 1;
}

/* sinusoidal */

static void sinusoidal_row(const struct scheme_context *c, uint64_t pos, int k0, int n, float *out)
{
    posenc_row(c->waves, pos, k0, n, out);
}

static void sinusoidal_rows(const struct scheme_context *c, uint64_t pos, size_t rows, float *out)
{
    int d = c->waves->d_model;
    posenc_rows(c->waves, pos, rows, 0, d, out, (size_t)d);
}

static void sinusoidal_range(const struct scheme_context *c, int k, uint64_t pos, double x0,
                             double x1, double *low, double *high)
{
    posenc_range(c->waves, k, pos, x0, x1, low, high);
}

static void sinusoidal_ranges(const struct scheme_context *c, int k, uint64_t pos,
                              const double *edge, int count, double *low, double *high)
{
    posenc_ranges(c->waves, k, pos, edge, count, low, high);
}

static double sinusoidal_extent(const struct scheme_context *c, int k)
{
    return posenc_extent(c->waves, k, c->offset, c->length);
}

static void sinusoidal_explain(const struct scheme_context *c, uint64_t pos, int k, bool brief,
                               struct str *out)
{
    struct posenc_cell cell = posenc_cell(c->waves, pos, k);
    const char *name = cell.cosine ? "cos" : "sin";
    if (!brief) {
        str_addf(out, "%s(%" PRIu64 " / ", name, pos);
        scheme_add_number(out, c->waves->base);
        str_addf(out, "^(%d/%d)) = ", 2 * cell.pair, c->waves->d_model);
    }
    str_addf(out, "%s(", name);
    scheme_add_angle(out, cell.angle);
    str_addc(out, ')');
}

/* none */

static void none_row(const struct scheme_context *c, uint64_t pos, int k0, int n, float *out)
{
    (void)c, (void)pos, (void)k0;
    fill(out, n, 0);
}

static void none_range(const struct scheme_context *c, int k, uint64_t pos, double x0, double x1,
                       double *low, double *high)
{
    (void)c, (void)k, (void)pos, (void)x0, (void)x1;
    *low = *high = 0;
}

static double none_extent(const struct scheme_context *c, int k)
{
    (void)c, (void)k;
    return 0;
}

static void none_explain(const struct scheme_context *c, uint64_t pos, int k, bool brief,
                         struct str *out)
{
    (void)c, (void)pos, (void)k, (void)brief;
    str_adds(out, _("nothing is added"));
}

/* index */

static void index_row(const struct scheme_context *c, uint64_t pos, int k0, int n, float *out)
{
    (void)c, (void)k0;
    fill(out, n, (double)pos);
}

static void index_range(const struct scheme_context *c, int k, uint64_t pos, double x0, double x1,
                        double *low, double *high)
{
    (void)c, (void)k;
    *low = (double)pos + x0;
    *high = (double)pos + x1;
}

static double index_extent(const struct scheme_context *c, int k)
{
    (void)k;
    return c->length > 1 ? (double)(c->length - 1) : 0;
}

static double index_bound(const struct scheme_context *c)
{
    return fmax(1, (double)last_position(c));
}

static void index_explain(const struct scheme_context *c, uint64_t pos, int k, bool brief,
                          struct str *out)
{
    (void)c, (void)k;
    if (brief)
        str_adds(out, "pos");
    else
        str_addf(out, "pos = %" PRIu64, pos);
}

/* normalised, normalised-n: the place over a divisor that depends on the text;
 * a divisor of 0 stands for a text with a single position. */

static double last_place(const struct scheme_context *c)
{
    return c->length > 1 ? (double)(c->length - 1) : 0;
}

static double token_count(const struct scheme_context *c)
{
    return (double)c->length;
}

static double share(double x, double divisor)
{
    return divisor > 0 ? x / divisor : 0;
}

static void normalised_row(const struct scheme_context *c, uint64_t pos, int k0, int n, float *out)
{
    (void)k0;
    fill(out, n, share(place(c, pos), last_place(c)));
}

static void normalised_n_row(const struct scheme_context *c, uint64_t pos, int k0, int n,
                             float *out)
{
    (void)k0;
    fill(out, n, share(place(c, pos), token_count(c)));
}

static void normalised_range(const struct scheme_context *c, int k, uint64_t pos, double x0,
                             double x1, double *low, double *high)
{
    (void)k;
    *low = share(place(c, pos) + x0, last_place(c));
    *high = share(place(c, pos) + x1, last_place(c));
}

static void normalised_n_range(const struct scheme_context *c, int k, uint64_t pos, double x0,
                               double x1, double *low, double *high)
{
    (void)k;
    *low = share(place(c, pos) + x0, token_count(c));
    *high = share(place(c, pos) + x1, token_count(c));
}

static double normalised_extent(const struct scheme_context *c, int k)
{
    (void)k;
    return share(last_place(c), last_place(c));
}

static double normalised_n_extent(const struct scheme_context *c, int k)
{
    (void)k;
    return share(last_place(c), token_count(c));
}

static void normalised_explain(const struct scheme_context *c, uint64_t pos, int k, bool brief,
                               struct str *out)
{
    (void)k;
    if (c->length < 2)
        str_adds(out, brief ? "0" : _("0, for a single token"));
    else if (brief)
        str_addf(out, "%.0f / %" PRIu64, place(c, pos), c->length - 1);
    else
        str_addf(out, "(%" PRIu64 " − %" PRIu64 ") / (%" PRIu64 " − 1)", pos, c->offset, c->length);
}

static void normalised_n_explain(const struct scheme_context *c, uint64_t pos, int k, bool brief,
                                 struct str *out)
{
    (void)k;
    if (brief)
        str_addf(out, "%.0f / %" PRIu64, place(c, pos), c->length);
    else
        str_addf(out, "(%" PRIu64 " − %" PRIu64 ") / %" PRIu64, pos, c->offset, c->length);
}

/* one-sine: pair 0 turns by one radian a position, and its sine is dimension 0 in every layout. */

static void one_sine_row(const struct scheme_context *c, uint64_t pos, int k0, int n, float *out)
{
    (void)k0;
    float value;
    posenc_row(c->waves, pos, 0, 1, &value);
    fill(out, n, (double)value);
}

static void one_sine_range(const struct scheme_context *c, int k, uint64_t pos, double x0,
                           double x1, double *low, double *high)
{
    (void)k;
    posenc_range(c->waves, 0, pos, x0, x1, low, high);
}

static double one_sine_extent(const struct scheme_context *c, int k)
{
    (void)k;
    return posenc_extent(c->waves, 0, c->offset, c->length);
}

static void one_sine_explain(const struct scheme_context *c, uint64_t pos, int k, bool brief,
                             struct str *out)
{
    (void)c, (void)k, (void)brief;
    str_addf(out, "sin(%" PRIu64 ")", pos);
}

/* binary: between positions the bit is the nearest position's, so the step lies midway. */

static uint64_t without_low_bits(uint64_t pos, int k)
{
    return k < 64 ? pos >> k : 0;
}

static void binary_row(const struct scheme_context *c, uint64_t pos, int k0, int n, float *out)
{
    (void)c;
    for (int k = k0; k < k0 + n; k++) out[k - k0] = (float)(without_low_bits(pos, k) & 1);
}

/* Whole positions a … b: unless they agree above bit k − 1, bit k takes both values. */
static void binary_range(const struct scheme_context *c, int k, uint64_t pos, double x0, double x1,
                         double *low, double *high)
{
    (void)c;
    uint64_t a = without_low_bits(scheme_nearest(pos, x0), k);
    uint64_t b = without_low_bits(scheme_nearest(pos, x1), k);
    *low = a == b ? (double)(a & 1) : 0;
    *high = a == b ? (double)(a & 1) : 1;
}

static double binary_extent(const struct scheme_context *c, int k)
{
    return without_low_bits(c->offset, k) == without_low_bits(last_position(c), k) ? 0 : 1;
}

static void binary_explain(const struct scheme_context *c, uint64_t pos, int k, bool brief,
                           struct str *out)
{
    (void)c;
    str_addf(out, _("bit %d of %" PRIu64), k, pos);
    if (brief) return;
    str_adds(out, " = 0b");
    int bit = 63;
    while (bit > 0 && !(pos >> bit & 1)) bit--;
    for (; bit >= 0; bit--) str_addc(out, pos >> bit & 1 ? '1' : '0');
}

/* learned: a table with an end. Before training it is what the random start left. */

static void learned_values(const struct scheme_context *c, uint64_t first, int n, int k,
                           double *out)
{
    float column[LEARNED_ROWS];
    const struct embedding table = {LEARNED_SEED, c->waves->d_model, INIT_SMALL_NORMAL, false};
    uint64_t left = first < LEARNED_ROWS ? LEARNED_ROWS - first : 0;
    int rows = left < (uint64_t)n ? (int)left : n;
    embedding_column(&table, (uint32_t)first, rows, k, column);
    for (int i = 0; i < n; i++) out[i] = i < rows ? (double)column[i] : (double)NAN;
}

static void learned_row(const struct scheme_context *c, uint64_t pos, int k0, int n, float *out)
{
    const struct embedding table = {LEARNED_SEED, c->waves->d_model, INIT_SMALL_NORMAL, false};
    if (pos < LEARNED_ROWS)
        embedding_row(&table, (uint32_t)pos, k0, n, out);
    else
        fill(out, n, (double)NAN);
}

/* From any position on, the table's own are among the next LEARNED_ROWS. */
static void learned_range(const struct scheme_context *c, int k, uint64_t pos, double x0, double x1,
                          double *low, double *high)
{
    uint64_t first = scheme_nearest(pos, x0);
    uint64_t left = first < LEARNED_ROWS ? LEARNED_ROWS - first : 1;
    scheme_step_range(learned_values, c, k, pos, x0, x1, left, low, high);
}

static double learned_extent(const struct scheme_context *c, int k)
{
    return scheme_step_extent(learned_values, c, k, LEARNED_ROWS);
}

static void learned_explain(const struct scheme_context *c, uint64_t pos, int k, bool brief,
                            struct str *out)
{
    (void)c, (void)k;
    if (pos >= LEARNED_ROWS)
        str_addf(out, _("no row: the table ends at %d"), LEARNED_ROWS - 1);
    else
        str_addf(out, brief ? _("row %" PRIu64) : _("row %" PRIu64 " of the untrained table"), pos);
}

#define WRONG(identifier)                                                                          \
    .bound = bound_one, .row = identifier##_row, .range = identifier##_range,                      \
    .extent = identifier##_extent, .explain = identifier##_explain

const struct scheme schemes[] = {
    {
        .name = "sinusoidal",
        .label = N_("sine and cosine waves"),
        .paired = true,
        .bound = bound_one,
        .row = sinusoidal_row,
        .rows = sinusoidal_rows,
        .range = sinusoidal_range,
        .ranges = sinusoidal_ranges,
        .extent = sinusoidal_extent,
        .explain = sinusoidal_explain,
    },
    {
        .name = "none",
        .label = N_("no position"),
        .alike = true,
        .bound = bound_one,
        .row = none_row,
        .range = none_range,
        .extent = none_extent,
        .explain = none_explain,
    },
    {
        .name = "index",
        .label = N_("raw index"),
        .alike = true,
        .bound = index_bound,
        .row = index_row,
        .range = index_range,
        .extent = index_extent,
        .explain = index_explain,
    },
    {
        .name = "normalised",
        .label = N_("index / (length − 1)"),
        .of_text = true,
        .alike = true,
        .bound = bound_one,
        .row = normalised_row,
        .range = normalised_range,
        .extent = normalised_extent,
        .explain = normalised_explain,
    },
    {
        .name = "normalised-n",
        .label = N_("index / length"),
        .of_text = true,
        .alike = true,
        .bound = bound_one,
        .row = normalised_n_row,
        .range = normalised_n_range,
        .extent = normalised_n_extent,
        .explain = normalised_n_explain,
    },
    {
        .name = "one-sine",
        .label = N_("one sine wave"),
        .alike = true,
        .bound = bound_one,
        .row = one_sine_row,
        .range = one_sine_range,
        .extent = one_sine_extent,
        .explain = one_sine_explain,
    },
    {
        .name = "binary",
        .label = N_("binary digits"),
        .bound = bound_one,
        .row = binary_row,
        .range = binary_range,
        .extent = binary_extent,
        .explain = binary_explain,
    },
    {
        .name = "learned",
        .label = N_("learned table"),
        .single = true,
        .limit = LEARNED_ROWS,
        .bound = bound_one,
        .row = learned_row,
        .range = learned_range,
        .extent = learned_extent,
        .explain = learned_explain,
    },
    {
        .name = "wrong-exponent",
        .label = N_("exponent doubled twice"),
        WRONG(wrong_exponent),
        .mistake = N_("i counts by two already and is doubled again: base^(4i/d) "
                      "(SamLynnEvans/Transformer #25, shenweichen/DeepCTR #379)"),
    },
    {
        .name = "wrong-column",
        .label = N_("a frequency per column"),
        WRONG(wrong_column),
        .mistake = N_("column j takes base^(j/d), so a sine and its cosine turn at different rates "
                      "(a NeurIPS tutorial notebook by CurtisChris7)"),
    },
    {
        .name = "wrong-parity",
        .label = N_("parity by position"),
        WRONG(wrong_parity),
        .mistake = N_("sine for even words, cosine for odd words: parity belongs to the dimension "
                      "(blog posts)"),
    },
    {
        .name = "wrong-axes",
        .label = N_("axes swapped"),
        WRONG(wrong_axes),
        .mistake = N_("pos and i exchanged: the position picks the frequency (lecture slides, "
                      "TorchLeet notes)"),
    },
    {
        .name = "wrong-order",
        .label = N_("low and high reversed"),
        WRONG(wrong_order),
        .mistake =
            N_("the slowest wave put first: pair 0 is the fastest, one turn in 6.28 positions "
               "(drawn so in tutorials)"),
    },
    {
        .name = "wrong-layout",
        .label = N_("layouts mixed up"),
        WRONG(wrong_layout),
        .mistake = N_("written in one layout, read in the other: split taken for interleaved "
                      "(tensor2tensor #391, allennlp #2993)"),
    },
    {
        .name = "wrong-single",
        .label = N_("single precision angles"),
        WRONG(wrong_single),
        .mistake =
            N_("angles formed in float32 lose digits far out: 3e-4 near 10000, 0.04 near 10^6 "
               "(gpt-neox #1003, in half precision)"),
    },
};
const int scheme_count = sizeof schemes / sizeof schemes[0];
const int scheme_real_count = sizeof schemes / sizeof schemes[0] - WRONG_SCHEMES;

int scheme_find(const char *name)
{
    for (int i = 0; i < scheme_count; i++)
        if (strcmp(schemes[i].name, name) == 0) return i;
    return -1;
}

bool scheme_has_row(const struct scheme *s, uint64_t pos)
{
    return !s->limit || pos < s->limit;
}

/* A wave at positions that span the angle Θ, each ω from the next, moves by no more than Θ.
 * If it passes a crest or a trough, one of them is within ω/2 of it and another Θ/2 or more
 * away; if not, its ends are farther apart still: it moves by cos(ω/2) − cos(Θ/2) or more,
 * where Θ counts up to half a turn. Close to the limit this decides nothing.
 *
 * Over the same positions, Θ = nω with n ≥ 1, that grows with ω up to Θ = π, as its derivative is
 * n/2 sin(nω/2) − 1/2 sin(ω/2) ≥ 0, and from there on, ω being 1 at most, is cos(1/2) or more.
 * So the pairs, whose ω fall, come in this order, with limits below cos(1/2). */
enum motion { MOTION_MORE, MOTION_UNSURE, MOTION_LESS };
#define SURE_LIMIT 0.87

static enum motion motion_of(double omega, double steps, double limit)
{
    double theta = omega * steps;
    if (theta < limit * (1 - 1e-9)) return MOTION_LESS;
    double smallest = cos(omega / 2) - cos(fmin(theta, PI) / 2);
    return limit < SURE_LIMIT && smallest > limit + 1e-9 ? MOTION_MORE : MOTION_UNSURE;
}

/* The first pair of that motion, or of a later one. */
static int first_pair(const struct scheme_context *c, double limit, enum motion motion)
{
    int low = 0, high = c->waves->pairs;
    while (low < high) {
        int middle = (low + high) / 2;
        if (motion_of(posenc_frequency(c->waves, middle), (double)(c->length - 1), limit) < motion)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int still_waves(const struct scheme_context *c, double limit)
{
    const struct posenc *waves = c->waves;
    int unsure = first_pair(c, limit, MOTION_UNSURE), less = first_pair(c, limit, MOTION_LESS);
    int still = 2 * (waves->pairs - less) -
                (less < waves->pairs && waves->d_model % 2); /* the last sine may be alone */
    for (int pair = unsure; pair < less; pair++) {
        for (int side = 0; side < 2; side++) {
            int k = posenc_dim(waves, pair, side);
            still += k >= 0 && sinusoidal_extent(c, k) < limit;
        }
    }
    return still;
}

/* A wrong formula's range over the text looks at the same positions as its extent, by their
 * angles, which is some twenty times faster. Only close to the limit the extent decides. */
#define RANGE_ERROR 1e-4
#define FRONT 64
static bool is_still(const struct scheme *s, const struct scheme_context *c, int k, double limit)
{
    if (s->mistake) {
        double low, high;
        s->range(c, k, c->offset, 0, (double)(c->length - 1), &low, &high);
        if (fabs(high - low - limit) > RANGE_ERROR) return high - low < limit;
    }
    struct scheme_context front = *c; /* mostly the first positions decide */
    front.length = c->length < FRONT ? c->length : FRONT;
    return (s->of_text || s->extent(&front, k) < limit) && s->extent(c, k) < limit;
}

int scheme_still_columns(const struct scheme *s, const struct scheme_context *c, double limit)
{
    if (c->length < 2) return c->waves->d_model;
    if (s->extent == sinusoidal_extent) return still_waves(c, limit);
    int still = 0, dims = s->alike ? 1 : c->waves->d_model;
    for (int k = 0; k < dims; k++) still += is_still(s, c, k, limit);
    return s->alike ? still * c->waves->d_model : still;
}
