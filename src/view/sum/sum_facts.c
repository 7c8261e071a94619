#include "view/sum/sum_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/words.h"
#include "core/compare/dropout.h"
#include "view/marks/label.h"

#define GAP 3
#define NAME_COLS 20
#define LONG_POSITION 99999   /* four of these leave no room for the lengths */
#define ROUNDED_FROM 16777217 /* the first position that float32 does not hold */
#define RIVAL_COLS 12         /* room for " to you @ 6" */
#define MEAN_FROM 110         /* columns that have room for the mean of all angles beside the one */

static int draw_line(const struct canvas *c, int row, int col, const struct parts *l)
{
    return parts_draw(c, (struct span){row, col, c->col + c->cols - 1 - col}, l);
}

/* Four digits: "0.4525", "2.828", "16.00", "512.0", "16384". */
static struct draw_short length_text(double length)
{
    struct draw_short out;
    snprintf(out.text, sizeof out.text,
             isnan(length)   ? DRAW_MISSING
             : length < 1000 ? "%#.4g"
             : length < 1e6  ? "%.0f"
                             : "%.3e",
             length);
    return out;
}

/* "6", "12", "0.0625" */
static struct draw_short plain_text(double x)
{
    struct draw_short out;
    snprintf(out.text, sizeof out.text, "%.4g", x);
    return out;
}

/* A word as it is shown, and a token's position. */
struct placed_word {
    const char *bytes;
    size_t n, token;
};

/* "you @ 7", a long word cut; returns the columns taken. */
static int draw_placed(const struct app *a, const struct canvas *c, int row, int col,
                       enum role role, struct placed_word word)
{
    struct str name = STR_EMPTY;
    char at[32];
    draw_token(&name, word.bytes, word.n, word.n == 1);
    int taken = draw_cut(c, (struct span){row, col, NAME_COLS}, role, str_text(&name), name.len);
    str_free(&name);
    snprintf(at, sizeof at, " @ %llu", label_position(a, word.token));
    return taken + draw_text(c, row, col + taken, c->col + c->cols - col - taken, role, at);
}

/* ---- lengths ----------------------------------------------------------- */

/* The length of what the table shows: X / (1 − p) without the struck cells. */
static double cut_length(const struct app *a)
{
    const float *x = a->sum.rows + (size_t)SUM_X * (size_t)a->params.d_model;
    double sum = 0;
    for (int k = 0; k < a->params.d_model; k++)
        if (!sum_struck(a, k)) sum += (double)x[k] * (double)x[k];
    return sqrt(sum) / (1 - DROPOUT_P);
}

static void draw_lengths(const struct app *a, const struct canvas *c, int row)
{
    const struct sum_figures *f = &a->sum.figures;
    bool root = schemes[a->params.scheme].paired && a->params.d_model % 2 == 0;
    struct parts l = {.gap = GAP};
    parts_add(&l, ROLE_STRONG, "|E| %s", length_text(f->e).text);
    parts_add(&l, ROLE_STRONG, "|P| %s%s", length_text(f->p).text, root ? " = √(d/2)" : "");
    parts_brief(&l, "|P| %s", length_text(f->p).text);
    if (a->sum.dropout)
        parts_add(&l, ROLE_WARN, _("|X cut| %s"), length_text(cut_length(a)).text);
    else
        parts_add(&l, ROLE_STRONG, "|X| %s", length_text(f->x).text);
    if (isnan(f->e)) {
        parts_add(&l, ROLE_ACCENT, _("a gap has no row of E: there is no X"));
        parts_brief(&l, _("no row of E, no X"));
    } else if (isnan(f->p)) {
        parts_add(&l, ROLE_WARN, _("position %llu has no row of P: there is no X"),
                  label_position(a, a->token));
        parts_brief(&l, _("no row of P, no X"));
    } else if (f->e > 0 && f->p > 0) {
        struct draw_short cosine = draw_signed_text(f->cosine, 3);
        parts_add(&l, ROLE_TEXT, _("E and P at %.1f°, cosine %s"), f->degrees, cosine.text);
        parts_brief(&l, "%.1f°, cos %s", f->degrees, cosine.text);
    } else {
        parts_add(&l, ROLE_DIM, f->p > 0 ? _("no angle: E is 0") : _("no angle: P is 0"));
    }
    if (c->cols >= MEAN_FROM && a->sum.angles.count > 1 && f->p > 0)
        parts_add(&l, ROLE_DIM, _("mean |cos| of %d: %.2f"), a->sum.angles.count,
                  a->sum.angles.mean);
    draw_line(c, row, c->col + 1, &l);
}

static void draw_expected(const struct app *a, const struct canvas *c, int row)
{
    const struct params *p = &a->params;
    struct row_source table = pipeline_table(&a->pipeline);
    double length = sumstat_expected(&table), place = a->sum.figures.p;
    struct draw_short expected = length_text(length);
    struct parts l = {.gap = GAP};
    if (place > 0 && a->sum.figures.e >= 0)
        parts_add(&l, ROLE_TEXT, _("|E| is %.3g × |P|"), a->sum.figures.e / place);
    bool on = p->scale, ratio = place > 0;
    parts_add(&l, ROLE_DIM,
              on && ratio ? _("√d on: E is about %s long, %.3g × |P|")
              : ratio     ? _("√d off: E is about %s long, %.3g × |P|")
              : on        ? _("√d on: E is about %s long")
                          : _("√d off: E is about %s long"),
              expected.text, length / place);
    parts_brief(&l,
                on && ratio ? _("√d on: about %s, %.3g × |P|")
                : ratio     ? _("√d off: about %s, %.3g × |P|")
                : on        ? _("√d on: about %s")
                            : _("√d off: about %s"),
                expected.text, length / place);
    draw_line(c, row, c->col + 1, &l);
}

/* ---- two tokens -------------------------------------------------------- */

static bool same_index(const struct app *a)
{
    const struct sum_inputs *in = &a->sum.inputs;
    return in->index == in->other_index && in->index != ROW_NONE;
}

static void draw_second(const struct app *a, const struct canvas *c, int row)
{
    const struct sum_inputs *in = &a->sum.inputs;
    int col = c->col + 1;
    struct parts l = {.gap = GAP};
    if (in->second == SUM_ALONE) {
        parts_add(&l, ROLE_DIM,
                  label_is_gap(a) ? _("a gap is no word: none is the same")
                                  : _("no second token of this word is near"));
        parts_add(&l, ROLE_DIM, _("y pins it, to compare another with it"));
        draw_line(c, row, col, &l);
        return;
    }
    col += draw_text(c, row, col, c->cols, ROLE_DIM,
                     in->second == SUM_PINNED ? _("pinned: ") : _("compared: "));
    struct piece piece = pipeline_piece(&a->pipeline, in->other);
    const struct placed_word other = {pipeline_bytes(&a->pipeline, piece), piece.end - piece.start,
                                      in->other};
    int taken = draw_placed(a, c, row, col, ROLE_ACCENT, other);
    link_token(c, (struct area){row, col, 1, taken}, in->other);
    if (in->other == in->token) {
        parts_add(&l, ROLE_DIM, _("the selected token itself: ↑↓ moves on"));
        parts_brief(&l, _("itself"));
    } else if (same_index(a)) {
        parts_add(&l, ROLE_TEXT, _("the same row %u of the table, so ΔE is 0"),
                  (unsigned)in->index);
        parts_brief(&l, _("same word"));
    } else if (isnan(a->sum.contrast.e)) {
        parts_add(&l, ROLE_ACCENT, _("a gap has no row of E, so there is no ΔE"));
        parts_brief(&l, _("no ΔE"));
    } else {
        parts_add(&l, ROLE_TEXT, _("another row of the table, |ΔE| %s"),
                  length_text(a->sum.contrast.e).text);
        parts_brief(&l, _("other word"));
    }
    draw_line(c, row, col + taken + GAP, &l);
}

/* That there is no sum. */
static void draw_joined(const struct app *a, const struct canvas *c, int row)
{
    int d = a->params.d_model;
    struct parts l = {.gap = GAP};
    parts_add(&l, ROLE_ACCENT, _("no sum: X = [E, P], width %d (2d)"), 2 * d);
    parts_add(&l, ROLE_TEXT, _("X[k] = E[k] and X[%d + k] = P[k], for k = 0 … %d"), d, d - 1);
    parts_brief(&l, _("X[%d + k] = P[k]"), d);
    draw_line(c, row, c->col + 1, &l);
}

/* ΔX of the two where X is E and then P. */
static void draw_joined_difference(const struct app *a, const struct canvas *c, int row)
{
    const struct sum_contrast *t = &a->sum.contrast;
    unsigned long long i = label_position(a, a->sum.inputs.token),
                       j = label_position(a, a->sum.inputs.other);
    struct parts l = {.gap = GAP};
    if (same_index(a))
        parts_add(&l, ROLE_STRONG, "X[%llu] − X[%llu] = [0, P[%llu] − P[%llu]]", i, j, i, j);
    else
        parts_add(&l, ROLE_STRONG, "X[%llu] − X[%llu] = [ΔE, ΔP]", i, j);
    parts_brief(&l, "%s", same_index(a) ? "ΔX = [0, ΔP]" : "ΔX = [ΔE, ΔP]");
    parts_add(&l, ROLE_TEXT, "|ΔX| %s", length_text(t->x).text);
    parts_add(&l, ROLE_TEXT, "|ΔP| %s", length_text(t->p).text);
    if (isnan(t->p)) parts_add(&l, ROLE_WARN, _("one has no row of P, and no X"));
    draw_line(c, row, c->col + 1, &l);
}

/* |P[i] − P[j]| by the formula, where float32 holds it as another length; 0: it does not. Waves are
 * within ±1 and keep apart. */
static double rounded_away(const struct app *a, uint64_t i, uint64_t j)
{
    const struct scheme *s = pipeline_scheme(&a->pipeline);
    const struct scheme_context *context = &a->pipeline.context;
    double sum = 0, held = a->sum.contrast.p;
    if (s->paired || isnan(held) || (i < ROUNDED_FROM && j < ROUNDED_FROM)) return 0;
    for (int k = 0; k < a->params.d_model; k++) {
        double by =
            scheme_range(s, context, k, i, 0, 0).min - scheme_range(s, context, k, j, 0, 0).min;
        sum += by * by;
    }
    return fabs(sqrt(sum) - held) > 1e-3 * sqrt(sum) ? sqrt(sum) : 0;
}

/* What float32 makes of the two positions, in the longest form that fits, and what the formula
 * gives: "6 × √4 = 12". */
static void add_rounded(const struct app *a, const struct canvas *c, double exact, struct parts *l)
{
    const struct sum_inputs *in = &a->sum.inputs;
    int d = a->params.d_model;
    float p[2] = {0, 0};
    char length[96], forms[3][192];
    pipeline_p_row(&a->pipeline, in->token, a->dim, 1, &p[0]);
    pipeline_p_row(&a->pipeline, in->other, a->dim, 1, &p[1]);
    double first = (double)p[0], second = (double)p[1];
    if (pipeline_scheme(&a->pipeline)->alike)
        snprintf(length, sizeof length, "%s × √%d = %s", plain_text(exact / sqrt(d)).text, d,
                 plain_text(exact).text);
    else
        snprintf(length, sizeof length, "%s", plain_text(exact).text);
    if (a->sum.contrast.p > 0)
        snprintf(forms[0], sizeof *forms,
                 _("float32 holds them as %.10g and %.10g: |ΔP| is %s by the formula"), first,
                 second, length);
    else
        snprintf(forms[0], sizeof *forms,
                 _("float32 holds both positions as %.4g: |ΔP| is %s by the formula, 0 here"),
                 first, length);
    snprintf(forms[1], sizeof *forms, _("float32 rounds P: by the formula %s"), length);
    snprintf(forms[2], sizeof *forms, _("by the formula %s"), plain_text(exact).text);
    parts_add(l, ROLE_WARN, "%s", forms[0]);
    for (int form = 0; form < 3; form++) {
        parts_brief(l, "%s", forms[form]);
        if (parts_brief_width(c, l) <= c->cols - 2) return;
    }
}

/* "X[7] − X[1] = P[7] − P[1]" where the words are the same, and how far float32 holds to it. */
static void draw_difference(const struct app *a, const struct canvas *c, int row)
{
    const struct sum_inputs *in = &a->sum.inputs;
    const struct sum_contrast *t = &a->sum.contrast;
    if (in->second == SUM_ALONE) return;
    if (sum_joined(a)) {
        draw_joined_difference(a, c, row);
        return;
    }
    unsigned long long i = label_position(a, in->token), j = label_position(a, in->other);
    struct parts l = {.gap = GAP};
    if (same_index(a))
        parts_add(&l, ROLE_STRONG, "X[%llu] − X[%llu] = P[%llu] − P[%llu]", i, j, i, j);
    else
        parts_add(&l, ROLE_STRONG, "X[%llu] − X[%llu] = ΔE + ΔP", i, j);
    if (i > LONG_POSITION || j > LONG_POSITION)
        parts_brief(&l, "%s", same_index(a) ? "ΔX = ΔP" : "ΔX = ΔE + ΔP");
    parts_add(&l, ROLE_TEXT, "|ΔX| %s", length_text(t->x).text);
    parts_add(&l, ROLE_TEXT, "|ΔP| %s", length_text(t->p).text);
    double exact = rounded_away(a, i, j);
    if (isnan(t->p)) {
        parts_add(&l, ROLE_WARN, _("one has no row of P, and no X"));
        parts_brief(&l, _("no X"));
    } else if (isnan(t->e)) {
        parts_add(&l, ROLE_ACCENT, _("a gap has no row of E, and no X"));
        parts_brief(&l, _("no X"));
    } else if (exact > 0) {
        add_rounded(a, c, exact, &l);
    } else if (t->residual > 0) {
        parts_add(&l, ROLE_DIM, _("off by up to %.0e: float32 rounds X"), t->residual);
        parts_brief(&l, _("off by %.0e"), t->residual);
    } else {
        parts_add(&l, ROLE_DIM, _("to the last bit"));
    }
    draw_line(c, row, c->col + 1, &l);
}

static void draw_cosines(const struct app *a, const struct canvas *c, int row)
{
    const struct sum_contrast *t = &a->sum.contrast;
    if (a->sum.inputs.second == SUM_ALONE) return;
    struct parts l = {.gap = GAP};
    parts_add(&l, ROLE_DIM, _("cosine of the two"));
    parts_brief(&l, _("cosine"));
    parts_add(&l, ROLE_TEXT, "E %s", draw_signed_text(t->cosine_e, 3).text);
    parts_add(&l, ROLE_TEXT, "P %s", draw_signed_text(t->cosine_p, 3).text);
    parts_add(&l, ROLE_TEXT, "X %s", draw_signed_text(t->cosine_x, 3).text);
    if (isnan(t->cosine_p) && !isnan(t->p)) parts_add(&l, ROLE_DIM, _("no angle: P is 0"));
    draw_line(c, row, c->col + 1, &l);
}

/* ---- the guess --------------------------------------------------------- */

static const char *verdict(bool sure, bool right)
{
    return !sure ? _("undecided") : right ? _("right") : _("wrong");
}

static struct placed_word candidate(const struct app *a, int word, int place)
{
    struct vocab_word w = pipeline_word(&a->pipeline, a->sum.candidates.word[word]);
    return (struct placed_word){w.text, w.len, a->sum.candidates.first + (size_t)place};
}

static void draw_guess(const struct app *a, const struct canvas *c, int row)
{
    const struct sum_model *m = &a->sum;
    const struct guess *g = &m->guess;
    if (!m->guess_ready) {
        draw_text(c, row, c->col + 1, c->cols - 2, ROLE_DIM,
                  sum_joined(a) ? _("guess: nothing to guess, X holds E and P side by side")
                                : _("guess: there is no X to guess from"));
        return;
    }
    bool word = m->candidates.word[g->word] == m->inputs.index;
    bool place = m->candidates.first + (size_t)g->place == m->inputs.token;
    bool right = word && place && g->equal == 1;
    int col = c->col + 1, end = c->col + c->cols - 1;
    col += draw_text(c, row, col, end - col, ROLE_DIM,
                     c->cols < 60 ? _("guess: ") : _("guess from X alone: "));
    col +=
        draw_placed(a, c, row, col, right ? ROLE_NEW : ROLE_WARN, candidate(a, g->word, g->place));
    col += GAP;
    struct parts l = {.gap = GAP};
    if (right)
        parts_add(&l, ROLE_NEW, _("both right"));
    else
        parts_add(&l, ROLE_WARN, _("word %s, position %s"), verdict(g->word_sure, word),
                  verdict(g->place_sure, place));
    if (g->equal > 1)
        parts_add(&l, ROLE_WARN, _("margin 0: %d sums are equally near"), g->equal);
    else if (g->rival_word >= 0)
        parts_add(&l, ROLE_STRONG, _("margin %s"), length_text(guess_margin(g)).text);
    else
        parts_add(&l, ROLE_DIM, _("there is no other"));
    if (g->equal > 1) parts_brief(&l, _("%d sums equal"), g->equal);
    col += draw_line(c, row, col, &l);
    if (g->equal == 1 && g->rival_word >= 0 && col + RIVAL_COLS < end) {
        col += draw_text(c, row, col, end - col, ROLE_DIM, _(" to "));
        draw_placed(a, c, row, col, ROLE_TEXT, candidate(a, g->rival_word, g->rival_place));
    }
}

static void draw_search(const struct app *a, const struct canvas *c, int row)
{
    const struct sum_candidates *k = &a->sum.candidates;
    const struct guess *g = &a->sum.guess;
    if (!a->sum.guess_ready) return;
    bool part = (size_t)k->tokens < a->pipeline.count;
    struct parts l = {.gap = GAP};
    parts_add(&l, ROLE_DIM,
              part ? _("nearest of words × positions around here: %d × %d = %d")
                   : _("nearest of words × positions: %d × %d = %d"),
              k->words, k->tokens, k->words * k->tokens);
    parts_brief(&l, _("nearest of %d × %d sums"), k->words, k->tokens);
    struct draw_short distance = length_text(g->distance);
    if (g->rival_word < 0)
        parts_add(&l, ROLE_DIM, _("distance %s"), distance.text);
    else
        parts_add(&l, ROLE_DIM, _("distance %s, next %s"), distance.text,
                  length_text(g->rival_distance).text);
    draw_line(c, row, c->col + 1, &l);
}

/* ---- all of them ------------------------------------------------------- */

/* From top to bottom. Those of the lowest rank stay longest. */
static const struct fact {
    int rank, group;
    enum { ALWAYS, JOINED, GUESS, TURNED } when; /* only while that is shown */
    bool whole;                                  /* of X as it is before dropout */
    void (*draw)(const struct app *a, const struct canvas *c, int row);
} facts[] = {
    {-1, 0, JOINED, false, draw_joined},   {1, 0, ALWAYS, false, draw_lengths},
    {9, 0, ALWAYS, false, draw_expected},  {5, 1, ALWAYS, false, draw_second},
    {4, 1, ALWAYS, true, draw_difference}, {8, 1, ALWAYS, true, draw_cosines},
    {0, 2, GUESS, true, draw_guess},       {7, 2, GUESS, true, draw_search},
    {3, 3, TURNED, true, sum_added_draw},  {2, 3, TURNED, false, sum_turned_draw},
    {6, 3, TURNED, false, sum_apart_draw},
};
enum { FACT_COUNT = sizeof facts / sizeof *facts };

static bool is_on(const struct app *a, const struct fact *f)
{
    const bool on[] = {[ALWAYS] = true,
                       [JOINED] = sum_joined(a),
                       [GUESS] = a->sum.guessing,
                       [TURNED] = a->sum.turning && !sum_joined(a)};
    return on[f->when];
}

int sum_facts_count(const struct app *a)
{
    int count = 0;
    for (int i = 0; i < FACT_COUNT; i++) count += is_on(a, &facts[i]);
    return count;
}

/* Whether fact i is among the `rows` of the lowest rank that are switched on. */
static bool stays(const struct app *a, int i, int rows)
{
    int before = 0;
    for (int j = 0; j < FACT_COUNT; j++)
        before += facts[j].rank < facts[i].rank && is_on(a, &facts[j]);
    return is_on(a, &facts[i]) && before < rows;
}

void sum_facts_draw(const struct app *a, const struct canvas *c)
{
    int spare = c->rows - sum_facts_count(a), row = c->row, group = 0, said = 0;
    for (int i = 0; i < FACT_COUNT; i++) {
        if (!stays(a, i, c->rows)) continue;
        if (facts[i].group != group && spare > 0) {
            row++;
            spare--;
        }
        group = facts[i].group;
        if (!a->sum.dropout || !facts[i].whole)
            facts[i].draw(a, c, row);
        else if (!said++)
            draw_text(c, row, c->col + 1, c->cols - 2, ROLE_DIM,
                      _("– what is said of the whole X is left out for this step"));
        row++;
    }
}
