/* What the four tests say of the scheme in force, in whole sentences. */
#include <limits.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "base/words.h"
#include "core/compare/similarity.h"
#include "view/marks/rows.h"
#include "view/schemes/schemes_parts.h"

#define WIDE 110     /* columns that hold the long sentences */
#define LINES_MAX 16 /* sentences */
#define REST_FROM 4  /* rows from which on the last one may say what is left out */
#define HEADS 8      /* of the attention whose ALiBi slopes are shown */

/* Lines in the making, and where the next one goes. */
struct sentence_writer {
    const struct app *a;
    const struct canvas *c;
    const struct scheme *scheme;
    const struct scheme_report *report;
    bool wide; /* room for the long form */
    bool dry;  /* lines are counted, not drawn */
    int row, rows;
    const char *left[LINES_MAX]; /* (left_count): heads of what found no row */
    int left_count;
};

/* Draws a sentence after its head, over the lines it takes or those that are left. */
static void put(struct sentence_writer *w, enum role role, const char *head, const char *rest)
{
    const struct canvas *c = w->c;
    int col = c->col + 2, cols = c->cols - 3;
    if (w->row >= w->rows && *rest && w->left_count < LINES_MAX) w->left[w->left_count++] = head;
    for (bool first = true; *rest && w->row < w->rows; first = false, w->row++) {
        int at = first ? draw_width(c, head) + 1 : 2;
        bool last = w->row + 1 == w->rows;
        size_t n = draw_fit(c, rest, cols - at - 2 * (last && draw_width(c, rest) > cols - at));
        struct span line = {c->row + w->row, col + at, cols - at};
        if (first && !w->dry) draw_text(c, line.row, col, cols, role, head);
        if (!w->dry) at += draw_bytes(c, line, ROLE_TEXT, rest, n);
        if (!w->dry && last && rest[n])
            draw_text(c, line.row, col + at, cols - at, ROLE_TEXT, " …");
        rest += n + strspn(rest + n, " ");
    }
}

__attribute__((format(printf, 4, 5))) static void say(struct sentence_writer *w, enum role role,
                                                      const char *head, const char *format, ...)
{
    char text[512];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    put(w, role, head, text);
}

static void wrong_title(struct sentence_writer *w)
{
    const struct difference *far = &w->report->difference;
    say(w, ROLE_WARN, _("WRONG FORMULA"), "%s: %s", _(w->scheme->label), _(w->scheme->mistake));
    if (!w->report->length) return;
    if (far->value < far->truth || far->value > far->truth)
        say(w, ROLE_STRONG, _("differs most"),
            _("at position %llu, dim %d: %s, where the true formula has %s; off by %.2g"),
            (unsigned long long)far->position, far->dim, draw_signed_text(far->value, 4).text,
            draw_signed_text(far->truth, 4).text, fabs(far->value - far->truth));
    else
        put(w, ROLE_STRONG, _("differs most"), _("nowhere in this text: move it out with ] or }"));
}

static void title(struct sentence_writer *w)
{
    if (w->scheme->mistake) {
        wrong_title(w);
        return;
    }
    int fails = 0;
    for (int i = 0; i < SCHEME_TESTS; i++)
        fails += schemes_verdict(w->report, (enum scheme_test)i) == VERDICT_FAILS;
    say(w, ROLE_ACCENT, _(w->scheme->label),
        fails ? _("fails %d of the 4 tests") : _("no test fails"), fails);
}

static void not_bounded(struct sentence_writer *w)
{
    const struct bounded_test *t = &w->report->bounded;
    say(w, ROLE_WARN, _("✗ bounded"),
        _("%s … %s in this text, %s … %s with %d tokens more: E is near ±1 and drowns"),
        schemes_number(t->low).text, schemes_number(t->high).text,
        schemes_number(t->later_low).text, schemes_number(t->later_high).text, BOUNDED_MORE);
}

/* The decimals that tell the two values apart. */
static int decimals_apart(const struct unique_test *t)
{
    int decimals = 4;
    while (decimals < 9 && fabs(t->value_a - t->value_b) < 2 * pow(10, -decimals)) decimals++;
    return decimals;
}

/* Over d equal differences the distance is √d times one of them. */
static bool differ_alike(const struct unique_test *t, int d)
{
    double all = sqrt(d) * fabs(t->value_a - t->value_b);
    return fabs(t->distance - all) <= 1e-3 * all;
}

static void not_unique(struct sentence_writer *w)
{
    const struct unique_test *t = &w->report->unique;
    const char *head = _("✗ unique");
    unsigned long long a = t->a, b = t->b;
    int decimals = decimals_apart(t), d = w->a->params.d_model;
    if (!(t->usual > 0))
        say(w, ROLE_WARN, head, _("all %d positions have the same code"), t->count);
    else if (!(t->distance > 0))
        say(w, ROLE_WARN, head, _("%llu and %llu have the same code"), a, b);
    else
        say(w, ROLE_WARN, head,
            !differ_alike(t, d)
                ? _("%llu and %llu have nearly one code, %.2g apart: %s and %s in dim %d, where "
                    "they differ most")
            : d > 1 ? _("%llu and %llu have nearly one code, %.2g apart: %s and %s in every dim")
                    : _("%llu and %llu have nearly one code, %.2g apart: %s and %s"),
            a, b, t->distance, draw_signed_text(t->value_a, decimals).text,
            draw_signed_text(t->value_b, decimals).text, t->dim);
}

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
        say(w, ROLE_WARN, _("✗ any length"),
            _("%llu rows, N(0, 0.02²) before training; positions %llu … %llu have none: "
              "a model stops with an error here"),
            limit, first > limit ? first : limit, first + count - 1);
    else
        say(w, ROLE_WARN, _("✗ any length"),
            _("%llu rows, N(0, 0.02²) before training; position %llu has none: "
              "a model stops with an error there"),
            limit, limit);
}

static void not_same(struct sentence_writer *w)
{
    const struct same_test *t = &w->report->same;
    if (t->end)
        end_of_table(w);
    else
        say(w, ROLE_WARN, _("✗ any length"),
            _("token %llu is %.3f in %llu tokens, %.3f in %llu · token 2: %.3g in 5, %.3f in 10"),
            (unsigned long long)t->place, t->before, (unsigned long long)t->length, t->after,
            (unsigned long long)t->longer, value_at(w, 2, 5), value_at(w, 2, 10));
}

static void not_linear(struct sentence_writer *w)
{
    const struct linear_test *t = &w->report->linear;
    bool lone = w->scheme->paired && posenc_cell(&w->a->pipeline.waves, 0, t->dim).lone;
    struct str miss = STR_EMPTY;
    schemes_missed_text(t->residual, &miss);
    say(w, ROLE_WARN, _("✗ shift linear"),
        lone
            ? _("no matrix M gives P[pos+1] = P[pos] M: the best one misses %s of what dim %d "
                "moves by in a step, over %d positions; this last sine has no cosine for a partner")
            : _("no matrix M gives P[pos+1] = P[pos] M: the best one misses %s of what dim %d "
                "moves by in a step, over %d positions"),
        str_text(&miss), t->dim, t->count);
    str_free(&miss);
}

static void counter_examples(struct sentence_writer *w)
{
    static void (*const sentences[SCHEME_TESTS])(struct sentence_writer *) = {
        not_bounded, not_unique, not_same, not_linear};
    for (int i = 0; i < SCHEME_TESTS; i++)
        if (schemes_verdict(w->report, (enum scheme_test)i) == VERDICT_FAILS) sentences[i](w);
    if (schemes_verdict(w->report, TEST_LINEAR) == VERDICT_OPEN)
        say(w, ROLE_STRONG, _("? shift linear"),
            _("%d positions in %d dimensions: a matrix fits any such table"),
            w->report->linear.count, w->a->params.d_model);
}

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

static void closest(struct sentence_writer *w)
{
    const struct unique_test *t = &w->report->unique;
    if (t->count < 2 || !t->ok) return;
    struct posenc_cell cell = posenc_cell(&w->a->pipeline.waves, t->a, t->dim);
    const char *wave = cell.cosine ? "cos" : "sin";
    int decimals = decimals_apart(t);
    struct draw_short a = draw_signed_text(t->value_a, decimals),
                      b = draw_signed_text(t->value_b, decimals);
    char by[128];
    if (w->scheme->paired)
        snprintf(by, sizeof by,
                 w->wide ? _("told apart by dim %d (%s, wavelength %.4g): %s and %s")
                         : _("by dim %d (%s, wavelength %.4g)"),
                 t->dim, wave, cell.wavelength, a.text, b.text);
    else
        snprintf(by, sizeof by, w->wide ? _("told apart by dim %d: %s and %s") : _("by dim %d"),
                 t->dim, a.text, b.text);
    say(w, ROLE_STRONG, _("closest"), _("of %d positions: %llu and %llu, %.2f apart · %s"),
        t->count, (unsigned long long)t->a, (unsigned long long)t->b, t->distance, by);
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
        say(w, ROLE_SIN, _("one wave"),
            w->wide ? _("%s alone: 0 and %llu differ by %s in sine; %s tell them apart: "
                        "%.2f between their points")
                    : _("%s alone: 0 and %llu differ by %s in sine; %s by %.2f"),
            alone.text, repeats, sine.text, pair_dims(waves, r->apart_pair).text,
            scheme_wave_apart(waves, r->apart_pair, r->repeats));
    else
        say(w, ROLE_SIN, _("one wave"),
            _("%s alone: 0 and %llu differ by %s in sine; no other wave tells them apart"),
            alone.text, repeats, sine.text);
}

/* A formula that has values everywhere says nothing of a model there. */
static void far_out(struct sentence_writer *w)
{
    const struct pipeline *p = &w->a->pipeline;
    unsigned long long last = pipeline_position(p, p->count ? p->count - 1 : 0);
    if (last >= FAR_POSITION && !w->scheme->limit && w->scheme->paired)
        say(w, ROLE_STRONG, _("far out"),
            w->wide
                ? _("position %llu is defined, not trained: a model fails far beyond the lengths "
                    "that it was trained on, whatever the formula gives there")
                : _("position %llu is defined, not trained: models fail far beyond their texts"),
            last);
}

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
    bool cosine;
    int dim = w->a->dim, pair = posenc_pair(waves, dim, &cosine);
    say(w, ROLE_STRONG, "RoPE",
        w->wide ? _("adds no vector: attention turns %s of %llu and %llu (%s) apart by "
                    "%llu·%.4g = %.4f rad (Su et al. 2021)")
                : _("turns %s of %llu and %llu (%s) by %llu·%.4g = %.4f rad"),
        pair_dims(waves, pair).text, t.query, t.key, t.why, t.query - t.key,
        posenc_cell(waves, 1, dim).frequency, rope_angle(waves, dim, t.query, t.key));
}

static void linear_bias(struct sentence_writer *w)
{
    struct two t = two_positions(w->a);
    double distance = (double)(t.query - t.key);
    double first = distance * alibi_slope(1, HEADS), last = distance * alibi_slope(HEADS, HEADS);
    if (w->wide)
        say(w, ROLE_STRONG, "ALiBi",
            _("adds no vector: the score of %llu with %llu (%s) loses %llu·2^(−8h/%d): "
              "%.4g … %.2g, h = 1 … %d (Press et al. 2021)"),
            t.query, t.key, t.why, t.query - t.key, HEADS, first, last, HEADS);
    else
        say(w, ROLE_STRONG, "ALiBi",
            _("%llu·2^(−8h/%d) off their score: %.4g … %.2g, h 1…%d; both add no vector"),
            t.query - t.key, HEADS, first, last, HEADS);
}

static void write_all(struct sentence_writer *w)
{
    title(w);
    counter_examples(w);
    closest(w);
    one_wave(w);
    far_out(w);
    if (!w->a->pipeline.count) return;
    rotary(w);
    linear_bias(w);
}

/* "+ RoPE, ALiBi in a taller window" */
static void draw_rest(const struct sentence_writer *w)
{
    const struct canvas *c = w->c;
    struct str heads = STR_EMPTY, text = STR_EMPTY;
    for (int i = 0; i < w->left_count; i++) str_addf(&heads, "%s%s", i ? ", " : "", w->left[i]);
    str_addf(&text, _("+ %s in a taller window"), str_text(&heads));
    if (w->left_count)
        draw_text(c, c->row + w->rows, c->col + 2, c->cols - 3, ROLE_DIM, str_text(&text));
    str_free(&heads);
    str_free(&text);
}

void schemes_words_draw(const struct app *a, const struct canvas *c)
{
    const int scheme = a->params.scheme;
    struct sentence_writer w = {
        .a = a, .c = c, .scheme = &schemes[scheme], .report = &a->schemes.reports[scheme]};
    if (!w.report->measured) return;
    w.wide = c->cols >= WIDE;
    struct sentence_writer counter = w;
    counter.dry = true;
    counter.rows = INT_MAX;
    write_all(&counter);
    w.rows = c->rows - (counter.row > c->rows && c->rows >= REST_FROM);
    write_all(&w);
    if (w.rows < c->rows) draw_rest(&w);
}
