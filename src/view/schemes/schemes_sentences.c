/* What the Schemes view says of the scheme in force, with the numbers that it rests on. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/num.h"
#include "base/words.h"
#include "core/compare/similarity.h"
#include "view/marks/rows.h"
#include "view/schemes/schemes_parts.h"

#define HEADS 8  /* of the attention whose ALiBi slopes are shown */
#define WIDE 100 /* columns that hold a method's line with its source */

/* A verdict and its sentence. */
#define verdict_say(w, test, ...)                                                                  \
    sentence_say((w), schemes_mark_role(schemes_verdict((w)->report, (test))),                     \
                 schemes_mark(schemes_verdict((w)->report, (test))), test_heads((test)),           \
                 __VA_ARGS__)

static const char *test_heads(enum scheme_test test)
{
    static const char *const heads[SCHEME_TESTS] = {N_("bounded"), N_("unique"), N_("any length"),
                                                    N_("shift linear")};
    return _(heads[test]);
}

/* "−1", "0.37", "1000000011": whole numbers in full. */
static struct draw_short bound_text(double x)
{
    struct draw_short out = schemes_number(x);
    if (fabs(x) < 1e15 && x >= floor(x) && x <= floor(x))
        snprintf(out.text, sizeof out.text, "%s%.0f", x < 0 ? "−" : "", fabs(x));
    return out;
}

/* ---- a wrong formula ---- */

static void wrong_formula(struct sentence_writer *w)
{
    const struct difference *far = &w->report->difference;
    if (!w->scheme->mistake) return;
    sentence_say(w, ROLE_WARN, "", _("WRONG"), "%s", _(w->scheme->mistake));
    if (!w->report->length) return;
    if (far->value < far->truth || far->value > far->truth)
        sentence_say(w, ROLE_STRONG, "", _("max difference"),
                     _("at position %llu, dim %d: %s, where the true formula has %s; off by %.2g"),
                     (unsigned long long)far->position, far->dim,
                     draw_signed_text(far->value, 4).text, draw_signed_text(far->truth, 4).text,
                     fabs(far->value - far->truth));
    else
        sentence_say(w, ROLE_STRONG, "", _("max difference"),
                     _("nowhere in this text: move it out with ] or }"));
}

/* ---- bounded ---- */

/* Whether E or P is longer at the selected position, by its own rows. */
static void length_text(const struct sentence_writer *w, struct str *out)
{
    const struct pipeline *p = &w->a->pipeline;
    double e = p->figures.norm_e, of_p = p->figures.norm_p;
    if (!p->count || isnan(of_p)) return;
    unsigned long long position = pipeline_position(p, w->a->token);
    if (isnan(e)) {
        str_addf(out, _(": at position %llu P is %.3g long, a gap has no E"), position, of_p);
        return;
    }
    str_addf(out,
             of_p > e ? _(": at position %llu P is %.3g long and E %.3g, which drowns in it")
                      : _(": at position %llu P is %.3g long and E %.3g, so far the longer"),
             position, of_p, e);
}

static void bounded(struct sentence_writer *w)
{
    const struct bounded_test *t = &w->report->bounded;
    if (schemes_verdict(w->report, TEST_BOUNDED) == VERDICT_OPEN) {
        verdict_say(w, TEST_BOUNDED, _("no position of this text has a row"));
        return;
    }
    struct draw_short low = bound_text(t->low), high = bound_text(t->high),
                      later_low = bound_text(t->later_low), later_high = bound_text(t->later_high);
    struct str lengths = STR_EMPTY;
    length_text(w, &lengths);
    if (t->ok && strcmp(low.text, later_low.text) == 0 && strcmp(high.text, later_high.text) == 0)
        verdict_say(w, TEST_BOUNDED, _("%s … %s, here and with %d tokens more"), low.text,
                    high.text, BOUNDED_MORE);
    else if (t->ok)
        verdict_say(w, TEST_BOUNDED, _("%s … %s in this text, %s … %s with %d tokens more"),
                    low.text, high.text, later_low.text, later_high.text, BOUNDED_MORE);
    else
        verdict_say(w, TEST_BOUNDED, _("%s … %s in this text, %s … %s with %d tokens more%s"),
                    low.text, high.text, later_low.text, later_high.text, BOUNDED_MORE,
                    str_text(&lengths));
    str_free(&lengths);
}

/* ---- unique ---- */

/* "12 positions, all of this text", "200 positions", "128 positions, not 200, as d is 4096" */
static void compared_text(const struct sentence_writer *w, struct str *out)
{
    const struct unique_test *t = &w->report->unique;
    int span = schemes_span(w->a);
    if (w->scheme->of_text && t->count < span)
        str_addf(out, _("the text's %d positions"), t->count);
    else if (w->scheme->limit && t->count < span && (uint64_t)t->count == w->scheme->limit)
        str_addf(out, _("the table's %d positions"), t->count);
    else if (t->count < span)
        str_addf(out, _("positions 0 … %d (d_model %d is too large for %d of them)"), t->count - 1,
                 w->a->params.d_model, span);
    else
        str_addf(out, _("positions 0 … %d"), t->count - 1);
}

/* Over d equal differences the distance is √d times one of them. */
static bool differ_alike(const struct unique_test *t, int d)
{
    double all = sqrt(d) * fabs(t->value_a - t->value_b);
    return fabs(t->distance - all) <= 1e-3 * all;
}

/* Two decimals, or two digits of what is too small for them. */
static struct draw_short apart_text(double distance)
{
    struct draw_short out;
    snprintf(out.text, sizeof out.text, distance > 0 && distance < 0.1 ? "%.2g" : "%.2f", distance);
    return out;
}

/* How far apart sines and cosines put two positions; NaN: no memory. */
static double waves_apart(const struct app *a, uint64_t first, uint64_t second)
{
    const struct posenc *waves = &a->pipeline.waves;
    size_t d = (size_t)waves->d_model;
    float *rows = memory_new(2 * d, sizeof *rows);
    if (!rows) return (double)NAN;
    double sum = 0;
    posenc_row(waves, first, 0, (int)d, rows);
    posenc_row(waves, second, 0, (int)d, rows + d);
    for (size_t k = 0; k < d; k++) {
        double apart = (double)rows[k] - (double)rows[d + k];
        sum += apart * apart;
    }
    free(rows);
    return sqrt(sum);
}

/* "; sines and cosines put them 1.01 apart", of a scheme that is not those. */
static void against_waves(const struct sentence_writer *w, struct str *out)
{
    const struct unique_test *t = &w->report->unique;
    if (w->scheme == &schemes[0]) return;
    str_addf(out, _("; sines and cosines put them %s apart"),
             apart_text(waves_apart(w->a, t->a, t->b)).text);
}

static void alike(struct sentence_writer *w)
{
    const struct unique_test *t = &w->report->unique;
    unsigned long long a = t->a, b = t->b;
    int d = w->a->params.d_model, decimals = schemes_decimals(t->value_a, t->value_b, 4);
    struct draw_short first = draw_signed_text(t->value_a, decimals),
                      second = draw_signed_text(t->value_b, decimals);
    struct str waves = STR_EMPTY;
    against_waves(w, &waves);
    if (!(t->usual > 0))
        verdict_say(w, TEST_UNIQUE,
                    _("all %d positions have one code; sines and cosines put %llu and %llu "
                      "%s apart"),
                    t->count, a, b, apart_text(waves_apart(w->a, t->a, t->b)).text);
    else if (!(t->distance > 0))
        verdict_say(w, TEST_UNIQUE, _("positions %llu and %llu have the same code"), a, b);
    else if (d > 1 && differ_alike(t, d))
        verdict_say(w, TEST_UNIQUE,
                    _("positions %llu and %llu have nearly one code: %s and %s in every dim, "
                      "%.2g apart%s"),
                    a, b, first.text, second.text, t->distance, str_text(&waves));
    else
        verdict_say(w, TEST_UNIQUE,
                    _("positions %llu and %llu have nearly one code: %s and %s in dim %d, %.2g "
                      "apart%s"),
                    a, b, first.text, second.text, t->dim, t->distance, str_text(&waves));
    str_free(&waves);
}

static void unique(struct sentence_writer *w)
{
    const struct unique_test *t = &w->report->unique;
    if (t->count < 2) {
        verdict_say(w, TEST_UNIQUE, _("there are no two positions to compare"));
        return;
    }
    if (!t->ok) {
        alike(w);
        return;
    }
    struct str of = STR_EMPTY;
    int decimals = schemes_decimals(t->value_a, t->value_b, 4);
    compared_text(w, &of);
    verdict_say(w, TEST_UNIQUE,
                _("the closest of %s: %llu and %llu, %s apart; dim %d has %s and %s"),
                str_text(&of), (unsigned long long)t->a, (unsigned long long)t->b,
                apart_text(t->distance).text, t->dim, draw_signed_text(t->value_a, decimals).text,
                draw_signed_text(t->value_b, decimals).text);
    str_free(&of);
}

/* ---- the same at any length ---- */

static double value_at(const struct sentence_writer *w, uint64_t place, uint64_t length)
{
    struct scheme_context c = w->a->pipeline.context;
    float value;
    c.length = length;
    scheme_row(w->scheme, &c, c.offset + place, 0, 1, &value);
    return (double)value;
}

/* A table ends, and the text with it. */
static void end_of_table(struct sentence_writer *w)
{
    unsigned long long limit = w->scheme->limit, first = w->a->params.offset,
                       count = w->a->pipeline.count;
    if (count && first + count > limit)
        verdict_say(w, TEST_SAME,
                    _("%llu rows, N(0, 0.02²) before training; positions %llu … %llu have none: "
                      "a model stops with an error here"),
                    limit, first > limit ? first : limit, first + count - 1);
    else
        verdict_say(w, TEST_SAME,
                    _("%llu rows, N(0, 0.02²) before training; position %llu has none: "
                      "a model stops with an error there"),
                    limit, limit);
}

static void any_length(struct sentence_writer *w)
{
    const struct same_test *t = &w->report->same;
    int decimals = schemes_decimals(t->before, t->after, 3);
    if (t->end)
        end_of_table(w);
    else if (t->ok)
        verdict_say(w, TEST_SAME, _("token %llu is the same in %llu tokens and in %llu"),
                    (unsigned long long)t->place, (unsigned long long)t->length,
                    (unsigned long long)t->longer);
    else
        verdict_say(w, TEST_SAME,
                    _("token %llu is %.*f in %llu tokens, %.*f in %llu; token 2 is %.3g in 5, "
                      "%.3f in 10"),
                    (unsigned long long)t->place, decimals, t->before,
                    (unsigned long long)t->length, decimals, t->after,
                    (unsigned long long)t->longer, value_at(w, 2, 5), value_at(w, 2, 10));
}

/* ---- one matrix for a shift ---- */

static void shift_linear(struct sentence_writer *w)
{
    const struct linear_test *t = &w->report->linear;
    bool lone = w->scheme->paired && posenc_cell(&w->a->pipeline.waves, 0, t->dim).lone;
    struct str miss = STR_EMPTY;
    schemes_missed_text(t->residual, &miss);
    if (!t->decided)
        verdict_say(w, TEST_LINEAR,
                    words_plural("%d position in %d dimensions: a matrix fits any such table",
                                 "%d positions in %d dimensions: a matrix fits any such table",
                                 (unsigned long long)t->count),
                    t->count, w->a->params.d_model);
    else if (t->trivial)
        verdict_say(w, TEST_LINEAR, _("P[pos+1] = P[pos]: there is no step to be made"));
    else if (t->ok)
        verdict_say(w, TEST_LINEAR,
                    _("one matrix M gives P[pos+1] = P[pos] M, but for %s of a step, over %d "
                      "positions"),
                    str_text(&miss), t->count);
    else
        verdict_say(w, TEST_LINEAR,
                    lone ? _("no matrix M gives P[pos+1] = P[pos] M: the best one misses %s of "
                             "what dim %d moves by in a step, over %d positions; this last sine "
                             "has no cosine for a partner")
                         : _("no matrix M gives P[pos+1] = P[pos] M: the best one misses %s of "
                             "what dim %d moves by in a step, over %d positions"),
                    str_text(&miss), t->dim, t->count);
    str_free(&miss);
}

/* ---- of the waves ---- */

/* "0.018": two digits that count, none of them a zero at the end. */
static struct draw_short small(double x)
{
    struct draw_short out;
    int digits = x > 0 && x < 1 ? 1 - (int)floor(log10(x)) : 2;
    int len = snprintf(out.text, sizeof out.text, "%.*f", min_int(digits, 12), x);
    while (len > 4 && out.text[len - 1] == '0') out.text[--len] = '\0';
    return out;
}

/* "dims 2, 3" of a pair, or its lone "dim 6". */
static struct draw_short pair_dims(const struct posenc *waves, int pair)
{
    struct draw_short out;
    int sine = posenc_dim(waves, pair, false), cosine = posenc_dim(waves, pair, true);
    snprintf(out.text, sizeof out.text, cosine < 0 ? _("dim %d") : _("dims %d, %d"), sine, cosine);
    return out;
}

static void one_wave(struct sentence_writer *w)
{
    const struct posenc *waves = &w->a->pipeline.waves;
    const struct scheme_report *r = w->report;
    if (!w->scheme->paired || r->unique.count < 2) return;
    struct draw_short alone = pair_dims(waves, 0);
    struct draw_short sine = small(fabs(posenc_cell(waves, r->repeats, 0).value));
    unsigned long long repeats = r->repeats;
    if (r->apart_pair > 0)
        sentence_say(w, ROLE_SIN, "", _("one wave"),
                     _("%s alone: 0 and %llu differ by %s in sine; %s tell them apart: "
                       "%.2f between their points"),
                     alone.text, repeats, sine.text, pair_dims(waves, r->apart_pair).text,
                     scheme_wave_apart(waves, r->apart_pair, r->repeats));
    else
        sentence_say(w, ROLE_SIN, "", _("one wave"),
                     _("%s alone: 0 and %llu differ by %s in sine; no other wave tells them apart"),
                     alone.text, repeats, sine.text);
}

/* What a base costs: a small one moves more columns and repeats sooner. */
static void price_of_base(struct sentence_writer *w)
{
    const struct pipeline *p = &w->a->pipeline;
    if (!w->scheme->paired || p->count < 2) return;
    struct str base = STR_EMPTY;
    int d = w->a->params.d_model, last = p->waves.pairs - 1;
    draw_base(&base, w->a->params.base);
    sentence_say(w, ROLE_STRONG, "", _("the base"),
                 _("%s: %d of %d columns move by less than %g here, the slowest wave turns once "
                   "in %.0f positions; a smaller base moves more and repeats sooner: no test "
                   "weighs that"),
                 str_text(&base), p->figures.still, d, STILL_LIMIT,
                 posenc_cell(&p->waves, 0, posenc_dim(&p->waves, last, false)).wavelength);
    str_free(&base);
}

/* A formula that has values everywhere says nothing of a model there. */
static void far_out(struct sentence_writer *w)
{
    const struct pipeline *p = &w->a->pipeline;
    unsigned long long last = pipeline_position(p, p->count ? p->count - 1 : 0);
    if (last >= FAR_POSITION && !w->scheme->limit && w->scheme->paired)
        sentence_say(w, ROLE_STRONG, "", _("far out"),
                     _("position %llu is defined, not trained: a model fails far beyond the "
                       "lengths that it was trained on, whatever the formula gives there"),
                     last);
}

static void not_tested(struct sentence_writer *w)
{
    sentence_say(w, ROLE_STRONG, "", _("not tested"),
                 w->scheme->limit || w->scheme->paired
                     ? _("how well a model learns with it: Vaswani et al. 2017 saw nearly no "
                         "difference between these waves and a learned table, and BERT and GPT-2 "
                         "learn theirs")
                     : _("how well a model learns with it"));
}

void schemes_tests_say(struct sentence_writer *w)
{
    wrong_formula(w);
    bounded(w);
    unique(w);
    any_length(w);
    shift_linear(w);
    not_tested(w);
    price_of_base(w);
    one_wave(w);
    far_out(w);
}

/* ---- what adds no vector ---- */

/* The selected position and another, the later one as the query that looks back: the pinned
 * token's position, else the one k before (near the front: after) it, with Similarity's k. */
struct two {
    unsigned long long query, key;
    char why[24];
};

static struct two two_positions(const struct app *a)
{
    const struct pipeline *p = &a->pipeline;
    uint64_t here = pipeline_position(p, a->token), k = a->similarity.shift;
    uint64_t there = a->token >= k ? here - k : here + k;
    bool pinned = a->sum.pinned && a->sum.pin < p->count;
    struct two t = {0};
    if (pinned) there = pipeline_position(p, a->sum.pin);
    snprintf(t.why, sizeof t.why, pinned ? _("pinned") : "k = %u", (unsigned)k);
    t.query = here > there ? here : there;
    t.key = here > there ? there : here;
    return t;
}

static void rotary(struct sentence_writer *w)
{
    const struct posenc *waves = &w->a->pipeline.waves;
    struct two t = two_positions(w->a);
    bool cosine, wide = w->c->cols >= WIDE;
    int dim = w->a->dim, pair = posenc_pair(waves, dim, &cosine);
    if (posenc_dim(waves, pair, true) < 0)
        sentence_say(w, ROLE_STRONG, "", "RoPE",
                     wide ? _("adds no vector: attention turns pairs of dimensions; dim %d has no "
                              "partner, so its angle is – (Su et al. 2021)")
                          : _("adds no vector and turns pairs; dim %d has no partner: –"),
                     dim);
    else
        sentence_say(w, ROLE_STRONG, "", "RoPE",
                     wide ? _("adds no vector: attention turns %s of %llu and %llu (%s) apart by "
                              "%llu·%.4g = %.4f rad (Su et al. 2021)")
                          : _("adds no vector and turns %s of %llu and %llu (%s) by %llu·%.4g = "
                              "%.4f rad"),
                     pair_dims(waves, pair).text, t.query, t.key, t.why, t.query - t.key,
                     posenc_cell(waves, 1, dim).frequency, rope_angle(waves, dim, t.query, t.key));
}

static void linear_bias(struct sentence_writer *w)
{
    struct two t = two_positions(w->a);
    double distance = (double)(t.query - t.key);
    double first = distance * alibi_slope(1, HEADS), last = distance * alibi_slope(HEADS, HEADS);
    sentence_say(w, ROLE_STRONG, "", "ALiBi",
                 w->c->cols >= WIDE
                     ? _("adds no vector: the score of %llu with %llu (%s) loses %llu·2^(−8h/%d): "
                         "%.4g … %.2g, h = 1 … %d (Press et al. 2021)")
                     : _("adds no vector: the score of %llu with %llu (%s) loses %llu·2^(−8h/%d): "
                         "%.4g … %.2g, h = 1 … %d"),
                 t.query, t.key, t.why, t.query - t.key, HEADS, first, last, HEADS);
}

void schemes_others_say(struct sentence_writer *w)
{
    rotary(w);
    linear_bias(w);
}
