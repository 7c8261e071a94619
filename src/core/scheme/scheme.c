#include "core/scheme/scheme.h"

#include <inttypes.h>
#include <math.h>

#include "base/num.h"
#include "base/words.h"
#include "core/embedding/embedding.h"
#include "core/scheme/scheme_parts.h"

/* ---- sinusoidal and one-sine ---- */

static void sinusoidal_explain(const struct scheme_context *c, uint64_t pos, int k, bool brief,
                               struct str *out)
{
    struct posenc_cell cell = posenc_cell(c->waves, pos, k);
    struct scheme_wave wave = {(double)pos, 2.0 * cell.pair, cell.cosine};
    scheme_explain_wave(c->waves, wave, cell.angle, brief, out);
}

static void one_sine_explain(const struct scheme_context *c, uint64_t pos, int k, bool brief,
                             struct str *out)
{
    (void)c, (void)k, (void)brief;
    str_addf(out, "sin(%" PRIu64 ")", pos);
}

/* ---- straight lines: the value at pos + x, the same in every dimension, which never falls ---- */

/* Tokens before this one: what position is without the offset. */
static double place(const struct scheme_context *c, uint64_t pos)
{
    return (double)(int64_t)(pos - c->offset);
}

static uint64_t last_position(const struct scheme_context *c)
{
    return c->offset + (c->length > 0 ? c->length - 1 : 0);
}

static double none_line(const struct scheme_context *c, uint64_t pos, double x)
{
    (void)c, (void)pos, (void)x;
    return 0;
}

static void none_explain(const struct scheme_context *c, uint64_t pos, int k, bool brief,
                         struct str *out)
{
    (void)c, (void)pos, (void)k, (void)brief;
    str_adds(out, _("nothing is added"));
}

static double index_line(const struct scheme_context *c, uint64_t pos, double x)
{
    (void)c;
    return (double)pos + x;
}

static void index_explain(const struct scheme_context *c, uint64_t pos, int k, bool brief,
                          struct str *out)
{
    (void)c, (void)k;
    str_addf(out, brief ? "pos" : "pos = %" PRIu64, pos);
}

static double normalised_line(const struct scheme_context *c, uint64_t pos, double x)
{
    return c->length > 1 ? (place(c, pos) + x) / (double)(c->length - 1) : 0;
}

static double normalised_n_line(const struct scheme_context *c, uint64_t pos, double x)
{
    return c->length > 0 ? (place(c, pos) + x) / (double)c->length : 0;
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

/* ---- binary: between positions the bit is the nearest position's, so the step lies midway ---- */

/* The whole position nearest to pos + x, at least 0. */
static uint64_t nearest(uint64_t pos, double x)
{
    double steps = floor(x + 0.5);
    if (steps < 0) return -steps < (double)pos ? pos - (uint64_t)-steps : 0;
    return pos + (uint64_t)fmin(steps, (double)POSENC_POS_MAX);
}

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
static struct posenc_range binary_range(const struct scheme_context *c, int k, uint64_t pos,
                                        double x0, double x1)
{
    (void)c;
    uint64_t a = without_low_bits(nearest(pos, x0), k), b = without_low_bits(nearest(pos, x1), k);
    return a == b ? (struct posenc_range){(double)(a & 1), (double)(a & 1)}
                  : (struct posenc_range){0, 1};
}

static void binary_explain(const struct scheme_context *c, uint64_t pos, int k, bool brief,
                           struct str *out)
{
    (void)c;
    str_addf(out, _("bit %d of %" PRIu64), k, pos);
    if (brief) return;
    str_adds(out, " (0b");
    int bit = 63;
    while (bit > 0 && bit != k && !(pos >> bit & 1)) bit--; /* the bit itself is among them */
    for (; bit >= 0; bit--) str_addc(out, pos >> bit & 1 ? '1' : '0');
    str_addc(out, ')');
}

/* ---- learned: a table with an end. Before training it is what the random start left ---- */

static struct embedding learned_table(const struct scheme_context *c)
{
    return (struct embedding){LEARNED_SEED, c->waves->d_model, INIT_SMALL_NORMAL, false};
}

static void learned_row(const struct scheme_context *c, uint64_t pos, int k0, int n, float *out)
{
    struct embedding table = learned_table(c);
    struct row_source drawn = {&row_source_drawn, &table, table.d_model, false};
    struct row_given given = {c->learned, drawn};
    struct row_source trained = {&row_source_given, &given, table.d_model, false};
    row_source_row(c->learned ? &trained : &drawn, (uint32_t)pos, k0, n, out);
}

static void learned_explain(const struct scheme_context *c, uint64_t pos, int k, bool brief,
                            struct str *out)
{
    (void)k;
    if (pos >= LEARNED_ROWS)
        str_addf(out, _("no row: the table ends at %d"), LEARNED_ROWS - 1);
    else if (c->learned && row_table_find(c->learned, (uint32_t)pos))
        str_addf(out, brief ? _("row %" PRIu64) : _("row %" PRIu64 " of the trained table"), pos);
    else
        str_addf(out, brief ? _("row %" PRIu64) : _("row %" PRIu64 " of the untrained table"), pos);
}

const struct scheme schemes[] = {
    {
        .name = "sinusoidal",
        .label = N_("sine and cosine waves"),
        .paired = true,
        .waves = true,
        .explain = sinusoidal_explain,
    },
    {
        .name = "none",
        .label = N_("no position"),
        .alike = true,
        .empty = true,
        .line = none_line,
        .explain = none_explain,
    },
    {
        .name = "index",
        .label = N_("raw index"),
        .alike = true,
        .line = index_line,
        .explain = index_explain,
    },
    {
        .name = "normalised",
        .label = N_("index / (length − 1)"),
        .of_text = true,
        .alike = true,
        .line = normalised_line,
        .explain = normalised_explain,
    },
    {
        .name = "normalised-n",
        .label = N_("index / length"),
        .of_text = true,
        .alike = true,
        .line = normalised_n_line,
        .explain = normalised_n_explain,
    },
    {
        .name = "one-sine",
        .label = N_("one sine wave"),
        .alike = true,
        .waves = true,
        .explain = one_sine_explain,
    },
    {
        .name = "binary",
        .label = N_("binary digits"),
        .row = binary_row,
        .range = binary_range,
        .explain = binary_explain,
    },
    {
        .name = "learned",
        .label = N_("learned table"),
        .single = true,
        .limit = LEARNED_ROWS,
        .row = learned_row,
        .explain = learned_explain,
    },
    {
        .name = "wrong-exponent",
        .label = N_("exponent doubled twice"),
        .formula = wrong_exponent,
        .mistake = N_("i counts by two already and is doubled again: base^(4i/d) "
                      "(SamLynnEvans/Transformer #25, shenweichen/DeepCTR #379)"),
    },
    {
        .name = "wrong-column",
        .label = N_("a frequency per column"),
        .formula = wrong_column,
        .mistake = N_("column j takes base^(j/d), so a sine and its cosine turn at different rates "
                      "(a NeurIPS tutorial notebook by CurtisChris7)"),
    },
    {
        .name = "wrong-parity",
        .label = N_("parity by position"),
        .formula = wrong_parity,
        .mistake = N_("sine for even words, cosine for odd words: parity belongs to the dimension "
                      "(blog posts)"),
    },
    {
        .name = "wrong-axes",
        .label = N_("axes swapped"),
        .formula = wrong_axes,
        .mistake = N_("pos and i exchanged: the position picks the frequency (lecture slides, "
                      "TorchLeet notes)"),
    },
    {
        .name = "wrong-order",
        .label = N_("low and high reversed"),
        .formula = wrong_order,
        .mistake =
            N_("the slowest wave put first: pair 0 is the fastest, one turn in 6.28 positions "
               "(drawn so in tutorials)"),
    },
    {
        .name = "wrong-layout",
        .label = N_("layouts mixed up"),
        .formula = wrong_layout,
        .mistake = N_("written in one layout, read in the other: split taken for interleaved "
                      "(tensor2tensor #391, allennlp #2993)"),
    },
    {
        .name = "wrong-single",
        .label = N_("single precision angles"),
        .formula = wrong_single,
        .mistake =
            N_("angles formed in float32 lose digits far out: 3e-4 near 10000, 0.04 near 10^6 "
               "(gpt-neox #1003, in half precision)"),
    },
};
const int scheme_count = sizeof schemes / sizeof schemes[0];
const int scheme_real_count = sizeof schemes / sizeof schemes[0] - WRONG_SCHEMES;

bool scheme_has_row(const struct scheme *s, uint64_t pos)
{
    return !s->limit || pos < s->limit;
}

void scheme_row(const struct scheme *s, const struct scheme_context *c, uint64_t pos, int k0, int n,
                float *out)
{
    if (s->paired) {
        posenc_row(c->waves, pos, k0, n, out);
    } else if (s->formula) {
        for (int i = 0; i < n; i++) out[i] = (float)wrong_value(s->formula, c->waves, pos, k0 + i);
    } else if (s->row && scheme_has_row(s, pos)) {
        s->row(c, pos, k0, n, out);
    } else {
        float value = s->line ? (float)s->line(c, pos, 0) : NAN;
        if (s->waves) posenc_row(c->waves, pos, 0, 1, &value);
        for (int i = 0; i < n; i++) out[i] = value;
    }
}

void scheme_rows(const struct scheme *s, const struct scheme_context *c,
                 const struct posenc_block *block, float *out)
{
    size_t n = (size_t)block->n;
    if (s->paired) {
        posenc_rows(c->waves, block, out, n);
        return;
    }
    for (size_t r = 0; r < block->rows; r++)
        scheme_row(s, c, block->pos + r, block->k0, block->n, out + r * n);
}

/* Of `count` positions from `first` on, how many are looked at one by one: at least one, and
 * those of a table that have rows. */
static int looked_at(const struct scheme *s, uint64_t first, uint64_t count)
{
    uint64_t max = s->formula ? WRONG_POSITIONS : first < s->limit ? s->limit - first : 1;
    return (int)(count < max ? count : max);
}

/* The range of the values at these whole positions, of those that have rows. */
static struct posenc_range range_over(const struct scheme *s, const struct scheme_context *c, int k,
                                      uint64_t first, int count)
{
    struct posenc_range r = {HUGE_VAL, -HUGE_VAL};
    float column[LEARNED_ROWS];
    struct embedding table = learned_table(c);
    if (!scheme_has_row(s, first)) return (struct posenc_range){(double)NAN, (double)NAN};
    if (s->limit && !c->learned) embedding_column(&table, (uint32_t)first, count, k, column);
    for (int i = 0; i < count && s->limit && c->learned; i++)
        learned_row(c, first + (uint64_t)i, k, 1, &column[i]);
    for (int i = 0; i < count; i++) {
        double value = s->limit ? (double)column[i]
                                : wrong_value(s->formula, c->waves, first + (uint64_t)i, k);
        r.min = value < r.min ? value : r.min;
        r.max = value > r.max ? value : r.max;
    }
    return r;
}

struct posenc_range scheme_range(const struct scheme *s, const struct scheme_context *c, int k,
                                 uint64_t pos, double x0, double x1)
{
    if (s->line) return (struct posenc_range){s->line(c, pos, x0), s->line(c, pos, x1)};
    if (s->waves) return posenc_range(c->waves, s->paired ? k : 0, pos, x0, x1);
    if (s->range) return s->range(c, k, pos, x0, x1);
    uint64_t first = nearest(pos, x0);
    int count = looked_at(s, first, nearest(pos, x1) - first + 1);
    return s->formula ? wrong_range(s->formula, c->waves, k, first, count)
                      : range_over(s, c, k, first, count);
}

double scheme_extent(const struct scheme *s, const struct scheme_context *c, int k)
{
    if (c->length < 2) return 0;
    if (s->waves) return posenc_extent(c->waves, s->paired ? k : 0, c->offset, c->length);
    struct posenc_range r =
        s->line || s->range ? scheme_range(s, c, k, c->offset, 0, (double)(c->length - 1))
                            : range_over(s, c, k, c->offset, looked_at(s, c->offset, c->length));
    return r.max > r.min ? r.max - r.min : 0;
}

double scheme_bound(const struct scheme *s, const struct scheme_context *c)
{
    return s->line ? fmax(1, s->line(c, last_position(c), 0)) : 1;
}

void scheme_explain(const struct scheme *s, const struct scheme_context *c, uint64_t pos, int k,
                    bool brief, struct str *out)
{
    if (s->formula)
        wrong_explain(s->formula, c->waves, pos, k, brief, out);
    else
        s->explain(c, pos, k, brief, out);
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
            still += k >= 0 && posenc_extent(waves, k, c->offset, c->length) < limit;
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
        struct posenc_range r = scheme_range(s, c, k, c->offset, 0, (double)(c->length - 1));
        if (fabs(r.max - r.min - limit) > RANGE_ERROR) return r.max - r.min < limit;
    }
    struct scheme_context front = *c; /* mostly the first positions decide */
    front.length = c->length < FRONT ? c->length : FRONT;
    return (s->of_text || scheme_extent(s, &front, k) < limit) && scheme_extent(s, c, k) < limit;
}

int scheme_still_columns(const struct scheme *s, const struct scheme_context *c, double limit)
{
    if (c->length < 2) return c->waves->d_model;
    if (s->paired) return still_waves(c, limit);
    int still = 0, dims = s->alike ? 1 : c->waves->d_model;
    for (int k = 0; k < dims; k++) still += is_still(s, c, k, limit);
    return s->alike ? still * c->waves->d_model : still;
}
