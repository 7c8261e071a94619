/* Figures of the Similarity view: the selected token beside two others, and what
 * holds of all entries in sight. */
#include <stdio.h>
#include <string.h>

#include "base/words.h"
#include "view/marks/label.h"
#include "view/marks/link.h"
#include "view/similarity/similarity_labels.h"
#include "view/similarity/similarity_parts.h"

#define NUMBER_COLS 8
#define EQUAL 1e-5    /* of the largest entry: float32 rounding does no more */
#define NAMES_COLS 30 /* before the numbers, where there is room */

static const enum similarity_matrix order[] = {SIMILARITY_E, SIMILARITY_P,
                                               SIMILARITY_X}; /* E + P = X */

/* The columns of numbers stand after the first `numbers` columns. */
static void draw_heading(const struct app *a, const struct canvas *c, int numbers)
{
    struct str token = STR_EMPTY;
    label_token(a, a->token, &token);
    int col = c->col + draw_text(c, c->row, c->col, c->cols, ROLE_STRONG, _("cosine of "));
    col +=
        draw_cut(c, c->row, col, c->col + numbers - col, ROLE_ACCENT, str_text(&token), token.len);
    str_free(&token);
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
    struct str text = STR_EMPTY;
    char at[32];
    int end = c->col + numbers,
        width = snprintf(at, sizeof at, "@ %llu", (unsigned long long)pair->position);
    int col = c->col + draw_text(c, row, c->col, 1, ROLE_ACCENT, line->mark) + 1;
    if (end - col - width >=
        draw_width(c, line->what)) /* what is short of room is left out, the position last */
        col += draw_text(c, row, col, end - col, ROLE_DIM, line->what);
    if (pair->token < a->pipeline.count && end - col - width > 2) {
        label_token(a, pair->token, &text);
        col +=
            draw_cut(c, row, col, end - col - width - 1, ROLE_TEXT, str_text(&text), text.len) + 1;
    }
    draw_text(c, row, col, end - col, ROLE_TEXT, at);
    for (int i = 0; i < SIMILARITY_COUNT; i++) {
        str_clear(&text);
        if (pair->known[order[i]])
            draw_signed(&text, pair->cosine[order[i]], 4);
        else
            str_adds(&text, DRAW_MISSING);
        width = draw_width(c, str_text(&text));
        int right = c->col + numbers + NUMBER_COLS * (i + 1);
        draw_text(c, row, right - width, width, ROLE_STRONG, str_text(&text));
    }
    str_free(&text);
}

/* A click on a pair's line selects its other token. */
static void add_hit(const struct app *a, const struct canvas *c, int row,
                    const struct similarity_pair *pair)
{
    struct target target = {.kind = TARGET_TOKEN, .token = (int64_t)pair->token};
    if (pair->there && pair->token < a->pipeline.count)
        frame_add_hit(c->frame, (struct hit){row, c->col, 1, c->cols, target, 0, 0});
}

/* "P(7)·P(10) = +5.5431 = Σ cos(3ω)": the same number by way of the shift alone, but for what the
 * lone sine of an odd d_model adds. */
static void draw_formula(const struct app *a, const struct canvas *c, int row)
{
    const struct similarity_model *m = &a->similarity;
    unsigned long long position = pipeline_position(&a->pipeline, a->token);
    struct str full = STR_EMPTY, brief = STR_EMPTY, product = STR_EMPTY, formula = STR_EMPTY,
               sum = STR_EMPTY;
    const char *dot = c->caps->ascii ? "." : "·";
    draw_signed(&product, m->product, 4);
    draw_signed(&formula, m->formula, 4);
    bool same = strcmp(str_text(&product), str_text(&formula)) == 0;
    str_addf(&full, "P(%llu)%sP(%llu) = ", position, dot, position + m->shift);
    str_addf(&brief, "P%sP = ", dot);
    str_adds(&full, str_text(&product));
    str_adds(&brief, str_text(&product));
    str_addf(&sum, c->caps->ascii ? _("%ssum cos(%u w)%s") : "%sΣ cos(%uω)%s", same ? "= " : "",
             m->shift, a->params.d_model % 2 ? _(" + lone sines") : "");
    if (!same) str_addf(&sum, " = %s", str_text(&formula));
    const struct part parts[] = {{ROLE_TEXT, str_text(&full), str_text(&brief)},
                                 {ROLE_TEXT, str_text(&sum), NULL},
                                 {ROLE_DIM, _("over all pairs"), ""}};
    draw_parts(c, row, c->col, c->cols, parts, 3, 1);
    struct str *all[] = {&full, &brief, &product, &formula, &sum};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) str_free(all[i]);
}

/* X: pooled rows say nothing of the order, pairs of them do. */
static void draw_exchange(const struct app *a, const struct canvas *c, int row)
{
    const struct similarity_exchange *e = &a->similarity.exchange;
    char full[128], brief[96];
    const char *key = a->token + 1 < a->pipeline.count ? ">" : "<";
    if (!e->there) return;
    snprintf(full, sizeof full, _("key %s: X's mean stays (to %.0e), cosines move by %.2f"), key,
             e->mean, e->scores);
    snprintf(brief, sizeof brief, _("%s: X's mean stays, cosines move by %.2f"), key, e->scores);
    const struct part part = {ROLE_TEXT, full, brief};
    draw_parts(c, row, c->col, c->cols, &part, 1, 0);
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
                 pipeline_index(p, token) == pipeline_index(p, a->token);
    }
    return count;
}

/* The word's nearest other place, or that there is none. */
static void draw_again(const struct app *a, const struct canvas *c, int row, int numbers, bool wide)
{
    const struct similarity_model *m = &a->similarity;
    const struct pipeline *p = &a->pipeline;
    size_t shifted = m->shifted.token;
    bool there =
        m->shift && shifted < p->count && pipeline_index(p, shifted) == pipeline_index(p, a->token);
    int marked = marked_places(a);
    char text[48];
    snprintf(text, sizeof text, marked > 1 ? _("nearest of %d ") : _("again      "), marked);
    if (m->again.there)
        draw_pair(a, c, row, numbers, &(struct pair_line){"●", wide ? text : "", &m->again});
    else
        draw_text(c, row, c->col, c->cols, ROLE_DIM,
                  there ? _("● this word stands nowhere else than there")
                        : _("● this word stands nowhere else near"));
}

/* What holds of entries at the same distance. */
static void draw_spread(const struct app *a, const struct canvas *c, int row)
{
    const struct similarity_model *m = &a->similarity;
    char text[80], brief[64];
    bool equal = m->spread <= EQUAL * m->full;
    if (equal) {
        snprintf(text, sizeof text, _("entries at equal distance are equal, to within %.0e"),
                 m->spread);
        snprintf(brief, sizeof brief, _("at equal distance equal, to %.0e"), m->spread);
    } else {
        bool small = m->spread < 100;
        snprintf(text, sizeof text,
                 small ? _("entries at equal distance differ by up to %.2g")
                       : _("entries at equal distance differ by up to %.0f"),
                 m->spread);
        snprintf(brief, sizeof brief,
                 small ? _("at equal distance off by up to %.2g")
                       : _("at equal distance off by up to %.0f"),
                 m->spread);
    }
    const struct part part = {ROLE_TEXT, text, brief};
    draw_parts(c, row, c->col, c->cols, &part, 1, 0);
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
    draw_spread(a, c, c->row + 3);
    if (m->matrix == SIMILARITY_P && schemes[a->params.scheme].paired)
        draw_formula(a, c, c->row + 4);
    if (m->matrix == SIMILARITY_X) draw_exchange(a, c, c->row + 4);
}
