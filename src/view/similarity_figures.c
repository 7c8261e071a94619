/* Figures of the Similarity view: the selected token beside two others, and what
 * holds of all entries in sight. */
#include <stdio.h>

#include "view/similarity_panels.h"

#define NUMBER_COLS 8
#define NAMES_COLS 30 /* before the numbers, where there is room */

static const char *const names[] = {[SIMILARITY_P] = "P", [SIMILARITY_E] = "E", [SIMILARITY_X] = "X"};
static const enum similarity_matrix order[] = {SIMILARITY_E, SIMILARITY_P, SIMILARITY_X}; /* E + P = X */

/* The columns of numbers stand behind the first `numbers` columns. */
static void draw_heading(const struct app *a, const struct canvas *c, int numbers)
{
    struct str token = STR_EMPTY;
    token_text(a, a->token, &token);
    int col = c->col + draw_text(c, c->row, c->col, c->cols, ROLE_STRONG, "cosine of ");
    col += draw_cut(c, c->row, col, c->col + numbers - col, ROLE_ACCENT, str_text(&token), token.len);
    str_free(&token);
    for (int i = 0; i < SIMILARITY_COUNT; i++) {
        enum role role = order[i] == a->similarity.matrix ? ROLE_ACCENT : ROLE_STRONG;
        draw_text(c, c->row, c->col + numbers + NUMBER_COLS * (i + 1) - 1, 1, role, names[order[i]]);
    }
}

static void draw_pair(const struct app *a, const struct canvas *c, int row, const char *mark,
                      const char *what, const struct similarity_pair *pair, int numbers)
{
    struct str text = STR_EMPTY;
    char at[32];
    int end = c->col + numbers, width = snprintf(at, sizeof at, "@ %llu", (unsigned long long)pair->position);
    int col = c->col + draw_text(c, row, c->col, 1, ROLE_ACCENT, mark) + 1;
    if (end - col - width >= draw_width(c, what)) /* what is short of room is left out, the position last */
        col += draw_text(c, row, col, end - col, ROLE_DIM, what);
    if (pair->token < a->pipeline.count && end - col - width > 2) {
        token_text(a, pair->token, &text);
        col += draw_cut(c, row, col, end - col - width - 1, ROLE_TEXT, str_text(&text), text.len) + 1;
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

/* "P(7)·P(10) = +5.5431  Σ cos(3ω) = +5.5431": the same number by way of the shift
 * alone, but for what the lone sine of an odd d_model adds. */
static void draw_formula(const struct app *a, const struct canvas *c, int row)
{
    const struct similarity_model *m = &a->similarity;
    unsigned long long position = pipeline_position(&a->pipeline, a->token);
    struct str full = STR_EMPTY, brief = STR_EMPTY, sum = STR_EMPTY;
    const char *dot = c->caps->ascii ? "." : "·";
    str_addf(&full, "P(%llu)%sP(%llu) = ", position, dot, position + m->shift);
    str_addf(&brief, "P%sP ", dot);
    draw_signed(&full, m->product, 4);
    draw_signed(&brief, m->product, 4);
    str_addf(&sum, c->caps->ascii ? "sum cos(%u w)%s = " : "Σ cos(%uω)%s = ", m->shift,
             a->params.d_model % 2 ? " + lone sines" : "");
    draw_signed(&sum, m->formula, 4);
    const struct part parts[] = {{ROLE_TEXT, str_text(&full), str_text(&brief)},
                                 {ROLE_TEXT, str_text(&sum), NULL}};
    draw_parts(c, row, c->col, c->cols, parts, 2, 2);
    str_free(&full);
    str_free(&brief);
    str_free(&sum);
}

/* X: pooled rows tell nothing of the order, pairs of them do. */
static void draw_exchange(const struct app *a, const struct canvas *c, int row)
{
    const struct similarity_exchange *e = &a->similarity.exchange;
    char full[128], brief[96];
    const char *key = a->token + 1 < a->pipeline.count ? ">" : "<";
    if (!e->there)
        return;
    snprintf(full, sizeof full, "%s would move X's mean by %.0e, cosines by %.2f", key, e->mean, e->scores);
    snprintf(brief, sizeof brief, "%s: X's mean by %.0e, cosines by %.2f", key, e->mean, e->scores);
    const struct part part = {ROLE_TEXT, full, brief};
    draw_parts(c, row, c->col, c->cols, &part, 1, 0);
}

void figures_draw(const struct app *a, const struct canvas *c)
{
    const struct similarity_model *m = &a->similarity;
    int numbers = c->cols - NUMBER_COLS * SIMILARITY_COUNT - 1;
    bool wide = numbers >= NAMES_COLS;
    numbers = wide ? NAMES_COLS : numbers;
    char text[64], brief[64];
    draw_heading(a, c, numbers);
    snprintf(text, sizeof text, wide ? "k = %-6u " : "k %u ", m->shift);
    draw_pair(a, c, c->row + 1, shift_mark(c), text, &m->shifted, numbers);
    if (m->again.there)
        draw_pair(a, c, c->row + 2, "●", wide ? "again      " : "", &m->again, numbers);
    else
        draw_text(c, c->row + 2, c->col, c->cols, ROLE_DIM, "● this word stands nowhere else near");
    snprintf(text, sizeof text, "entries at equal distance differ by up to %.1e", m->spread);
    snprintf(brief, sizeof brief, "at equal distance they differ by %.0e", m->spread);
    const struct part part = {ROLE_TEXT, text, brief};
    draw_parts(c, c->row + 3, c->col, c->cols, &part, 1, 0);
    if (m->matrix == SIMILARITY_P && schemes[a->params.scheme].paired)
        draw_formula(a, c, c->row + 4);
    if (m->matrix == SIMILARITY_X)
        draw_exchange(a, c, c->row + 4);
}
