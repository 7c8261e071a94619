/* Figures of the Similarity view: the selected token beside two others, and what
 * holds of all entries in sight. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/words.h"
#include "view/marks/label.h"
#include "view/similarity/similarity_parts.h"

#define NUMBER_COLS 8
#define EQUAL 1e-5    /* of the largest entry: float32 rounding does no more */
#define NAMES_COLS 30 /* before the numbers, where there is room */

static const enum similarity_matrix order[] = {SIMILARITY_E, SIMILARITY_P,
                                               SIMILARITY_X}; /* E + P = X */

/* The columns of numbers stand after the first `numbers` columns. */
static void draw_heading(const struct app *a, const struct canvas *c, int numbers)
{
    int col = c->col + draw_text(c, c->row, c->col, c->cols, ROLE_STRONG, _("cosine of "));
    label_token_draw(a, c, (struct span){c->row, col, c->col + numbers - col}, ROLE_ACCENT,
                     a->token);
    for (int i = 0; i < SIMILARITY_COUNT; i++) {
        enum role role = order[i] == a->similarity.matrix ? ROLE_ACCENT : ROLE_STRONG;
        draw_text(c, c->row, c->col + numbers + NUMBER_COLS * (i + 1) - 1, 1, role,
                  similarity_matrix_name(order[i]));
    }
}

/* A line for the selected token and another. */
struct pair_line {
    const char *mark, *what;
    const struct similarity_pair *pair;
};

static void draw_pair(const struct app *a, const struct canvas *c, int row, int numbers,
                      const struct pair_line *line)
{
    const struct similarity_pair *pair = line->pair;
    char at[32];
    int end = c->col + numbers,
        width = snprintf(at, sizeof at, "@ %llu", (unsigned long long)pair->position);
    int col = c->col + draw_text(c, row, c->col, 1, ROLE_ACCENT, line->mark) + 1;
    /* What has no room is left out, the position last. */
    if (end - col - width >= draw_width(c, line->what))
        col += draw_text(c, row, col, end - col, ROLE_DIM, line->what);
    const struct span token = {row, col, end - col - width - 1};
    if (pair->token < a->pipeline.count && token.cols > 1)
        col += label_token_draw(a, c, token, ROLE_TEXT, pair->token) + 1;
    draw_text(c, row, col, end - col, ROLE_TEXT, at);
    for (int i = 0; i < SIMILARITY_COUNT; i++) {
        double cosine = pair->known[order[i]] ? pair->cosine[order[i]] : (double)NAN;
        draw_right(c, row, c->col + numbers + NUMBER_COLS * i, NUMBER_COLS, ROLE_STRONG,
                   draw_signed_text(cosine, 4).text);
    }
}

/* A click on a pair's line selects its other token. */
static void add_hit(const struct app *a, const struct canvas *c, int row,
                    const struct similarity_pair *pair)
{
    if (pair->there && pair->token < a->pipeline.count)
        link_token(c, (struct area){row, c->col, 1, c->cols}, pair->token);
}

/* "P(7)·P(10) = +5.5431 = Σ cos(3ω)": the same number by way of the shift alone, but for what the
 * lone sine of an odd d_model adds. */
static void draw_formula(const struct app *a, const struct canvas *c, int row)
{
    const struct similarity_model *m = &a->similarity;
    unsigned long long position = label_position(a, a->token);
    const char *dot = c->caps->ascii ? "." : "·";
    struct draw_short product = draw_signed_text(m->product, 4),
                      formula = draw_signed_text(m->formula, 4);
    bool same = strcmp(product.text, formula.text) == 0, lone = a->params.d_model % 2;
    char sum[32];
    snprintf(sum, sizeof sum, c->caps->ascii ? _("sum cos(%u w)") : "Σ cos(%uω)", m->shift);
    struct parts line = {.gap = 1};
    parts_add(&line, ROLE_TEXT, "P(%llu)%sP(%llu) = %s", position, dot, position + m->shift,
              product.text);
    parts_brief(&line, "P%sP = %s", dot, product.text);
    parts_add(&line, ROLE_TEXT,
              same && lone ? _("= %s + lone sines")
              : same       ? "= %s"
              : lone       ? _("%s + lone sines = %s")
                           : "%s = %s",
              sum, formula.text);
    parts_add(&line, ROLE_DIM, _("over all pairs"));
    parts_brief(&line, "%s", "");
    parts_draw(c, (struct span){row, c->col, c->cols}, &line);
}

/* X: pooled rows say nothing of the order, pairs of them do. */
static void draw_exchange(const struct app *a, const struct canvas *c, int row)
{
    const struct similarity_exchange *e = &a->similarity.exchange;
    if (!e->there) return;
    const char *key = a->token + 1 < a->pipeline.count ? ">" : "<";
    struct parts line = {0};
    if (e->scores > 0) {
        parts_add(&line, ROLE_TEXT, _("%s: X's mean stays (to %.0e), word cosines move by %.2g"),
                  key, e->mean, e->scores);
        parts_brief(&line, _("%s: mean stays, cosines move by %.2g"), key, e->scores);
    } else {
        parts_add(&line, ROLE_TEXT, _("%s: X's mean and each word's cosines stay: order is lost"),
                  key);
        parts_brief(&line, _("%s: X's mean, word cosines stay"), key);
    }
    parts_draw(c, (struct span){row, c->col, c->cols}, &line);
}

/* How many of the word's other places the curve marks with ●. */
static int marked_places(const struct app *a)
{
    const struct similarity_model *m = &a->similarity;
    const struct pipeline *p = &a->pipeline;
    int count = 0;
    for (int k = m->curve_first; k < m->curve_first + m->curve_count; k++) {
        size_t token = a->token + (size_t)k;
        count += k != 0 && k != (int)m->shift && token < p->count &&
                 pipeline_same_word(p, token, a->token);
    }
    return count;
}

/* The word's nearest other place, or that there is none. */
static void draw_again(const struct app *a, const struct canvas *c, int row, int numbers, bool wide)
{
    const struct similarity_model *m = &a->similarity;
    const struct pipeline *p = &a->pipeline;
    size_t shifted = m->shifted.token;
    bool there = m->shift && shifted < p->count && pipeline_same_word(p, shifted, a->token);
    int marked = marked_places(a);
    char text[48];
    snprintf(text, sizeof text, marked > 1 ? _("nearest of %d ") : _("again      "), marked);
    if (label_is_gap(a))
        draw_text(c, row, c->col, c->cols, ROLE_DIM, _("● a gap is no word: no E, no X, but P"));
    else if (m->again.there)
        draw_pair(a, c, row, numbers, &(struct pair_line){"●", wide ? text : "", &m->again});
    else
        draw_text(c, row, c->col, c->cols, ROLE_DIM,
                  there ? _("● this word stands nowhere else than there")
                        : _("● this word stands nowhere else near"));
}

static bool has_values(const struct similarity_model *m)
{
    for (int i = 0; i < m->side; i++)
        if (!isnan(m->map[i * m->side + i])) return true;
    return false;
}

/* Nothing in sight but gaps, which have no E, and so no X. */
static bool only_gaps(const struct app *a)
{
    size_t first = a->pipeline.rows.window.row;
    for (int i = 0; i < a->similarity.side; i++)
        if (first + (size_t)i >= a->pipeline.count ||
            !pipeline_is_gap(&a->pipeline, first + (size_t)i))
            return false;
    return a->similarity.matrix != SIMILARITY_P;
}

/* What holds of entries at the same distance. */
static void draw_spread(const struct app *a, const struct canvas *c, int row)
{
    const struct similarity_model *m = &a->similarity;
    bool equal = m->spread <= EQUAL * m->full, small = m->spread < 100;
    struct parts line = {0};
    if (!has_values(m) && only_gaps(a)) {
        draw_text(c, row, c->col, c->cols, ROLE_TEXT, _("– : a gap has no row of E"));
        return;
    }
    if (!has_values(m)) {
        parts_add(&line, ROLE_TEXT, _("– : the zero vector has no angle, so there is no cosine"));
        parts_brief(&line, _("– : the zero vector has no angle"));
        parts_draw(c, (struct span){row, c->col, c->cols}, &line);
        return;
    }
    parts_add(&line, ROLE_TEXT,
              equal   ? _("entries at equal distance are equal, to within %.0e")
              : small ? _("entries at equal distance differ by up to %.2g")
                      : _("entries at equal distance differ by up to %.0f"),
              m->spread);
    parts_brief(&line,
                equal   ? _("at equal distance equal, to %.0e")
                : small ? _("at equal distance off by up to %.2g")
                        : _("at equal distance off by up to %.0f"),
                m->spread);
    parts_draw(c, (struct span){row, c->col, c->cols}, &line);
}

void similarity_figures_draw(const struct app *a, const struct canvas *c)
{
    const struct similarity_model *m = &a->similarity;
    int numbers = c->cols - NUMBER_COLS * SIMILARITY_COUNT - 1;
    bool wide = numbers >= NAMES_COLS;
    numbers = wide ? NAMES_COLS : numbers;
    char text[64];
    draw_heading(a, c, numbers);
    snprintf(text, sizeof text, wide ? "k = %-6u " : "k %u ", m->shift);
    draw_pair(a, c, c->row + 1, numbers,
              &(struct pair_line){similarity_shift_mark(c), text, &m->shifted});
    draw_again(a, c, c->row + 2, numbers, wide);
    add_hit(a, c, c->row + 1, &m->shifted);
    add_hit(a, c, c->row + 2, &m->again);
    link_action(a, c, c->row, c->col, c->cols, "similarity-matrix");
    if (c->rows > 3) draw_spread(a, c, c->row + 3);
    if (c->rows < 5) return;
    if (m->matrix == SIMILARITY_P && schemes[a->params.scheme].paired)
        draw_formula(a, c, c->row + 4);
    if (m->matrix == SIMILARITY_X) draw_exchange(a, c, c->row + 4);
}
