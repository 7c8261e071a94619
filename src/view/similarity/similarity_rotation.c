/* The rotation by a shift k, block by block. */
#include <stdio.h>

#include "base/num.h"
#include "base/words.h"
#include "view/marks/label.h"
#include "view/similarity/similarity_parts.h"

/* What of a block is shown: [cos sin; −sin cos] [from] = [to]. */
struct form {
    int decimals;
    bool from, to;
    bool aside; /* the residual stands at the right, else below the pair's number */
};
static const struct form forms[] = {
    {4, true, true, true},   {3, true, true, false},   {2, true, true, false},
    {3, true, false, false}, {3, false, false, false}, {2, false, false, false},
};
enum { FORMS = sizeof forms / sizeof *forms };

#define RESIDUAL_COLS 11 /* "  off 3e-17" */

/* "pair 7 ", and "off 1e-16 " below it unless that stands aside. */
static int label_cols(const struct app *a, const struct form *f)
{
    char text[24];
    int cols = snprintf(text, sizeof text, _("pair %d "), a->pipeline.waves.pairs - 1);
    return max_int(cols, f->aside ? 8 : 10);
}

static int form_cols(const struct app *a, const struct form *f)
{
    int number = f->decimals + 3; /* sign, digit, point */
    return label_cols(a, f) + 2 * number + 3 + f->from * (number + 3) + f->to * (number + 3) +
           f->aside * RESIDUAL_COLS;
}

/* One of the two rows of a column vector or a block. */
struct bracket {
    bool top;
    const double *values;
    int count, decimals;
};

static int draw_bracket(const struct canvas *c, int row, int col, enum role role,
                        const struct bracket *b)
{
    struct str text = STR_EMPTY;
    str_adds(&text, b->top ? "⎡" : "⎣");
    for (int i = 0; i < b->count; i++) {
        str_adds(&text, i ? " " : "");
        draw_signed(&text, b->values[i], b->decimals);
    }
    str_adds(&text, b->top ? "⎤" : "⎦");
    int taken = draw_text(c, row, col, c->col + c->cols - col, role, str_text(&text));
    str_free(&text);
    return taken;
}

/* One of the two rows of a block that takes position `from` to `to`. */
struct side {
    const struct app *app;
    const struct form *form;
    const struct rotation *r;
    int pair, side;
    bool selected;
};

/* Before the first row the pair's number; before the second the residual, unless it stands
 * aside. */
static void draw_side_label(const struct canvas *c, int row, const struct side *s)
{
    char text[32];
    if (!s->side) {
        snprintf(text, sizeof text, _("pair %d"), s->pair);
        draw_text(c, row, c->col, c->cols, s->selected ? ROLE_ACCENT : ROLE_DIM, text);
    } else if (!s->form->aside && !s->r->lone) {
        snprintf(text, sizeof text, _("off %.0e"), s->r->residual);
        draw_text(c, row, c->col, c->cols, ROLE_DIM, text);
    }
}

static void draw_side(const struct canvas *c, int row, const struct side *s)
{
    const struct rotation *r = s->r;
    const struct form *f = s->form;
    const double block[2][2] = {{r->cosine, r->sine}, {-r->sine, r->cosine}};
    bool top = s->side == 0;
    enum role role = top ? ROLE_SIN : ROLE_COS, ink = s->selected ? ROLE_STRONG : ROLE_TEXT;
    int col = c->col + label_cols(s->app, f), end = c->col + c->cols;
    draw_side_label(c, row, s);
    if (r->lone) {
        draw_text(c, row, col, end - col, ROLE_WARN,
                  top ? _("a lone sine: no cosine,") : _("so no rotation"));
        return;
    }
    col += draw_bracket(c, row, col, ink, &(struct bracket){top, block[s->side], 2, f->decimals});
    if (f->from) /* a blank parts its brackets from the block's */
        col += 1 + draw_bracket(c, row, col + 1, role,
                                &(struct bracket){top, &r->from[s->side], 1, f->decimals});
    if (f->to) {
        col += draw_text(c, row, col, end - col, ROLE_DIM, top ? " " : "=");
        col += draw_bracket(c, row, col, role,
                            &(struct bracket){top, &r->to[s->side], 1, f->decimals});
    }
    if (f->aside && top) {
        char text[32];
        snprintf(text, sizeof text, _("  off %.0e"), r->residual);
        draw_text(c, row, col, end - col, ROLE_DIM, text);
    }
}

static void draw_block(const struct app *a, const struct canvas *c, int row, int pair,
                       const struct form *f)
{
    const struct posenc *waves = &a->pipeline.waves;
    struct rotation r =
        rotation_of(waves, pair, a->similarity.shift, pipeline_position(&a->pipeline, a->token));
    bool cosine, selected = posenc_pair(waves, a->dim, &cosine) == pair;
    for (int side = 0; side < 2; side++)
        draw_side(c, row + side, &(struct side){a, f, &r, pair, side, selected});
}

/* The longest form that fits. */
static void draw_summary(const struct app *a, const struct canvas *c, int row)
{
    const struct similarity_model *m = &a->similarity;
    const struct rotation_worst *w = &m->worst;
    unsigned long long from = pipeline_position(&a->pipeline, a->shown.window.row);
    unsigned long long to = from + (unsigned long long)(m->checked > 0 ? m->checked - 1 : 0);
    char lines[4][128];
    const unsigned long long n = (unsigned long long)w->pairs;
    snprintf(lines[0], sizeof *lines,
             words_plural("never off by more than %.1e: its %d pair, positions %llu … %llu",
                          "never off by more than %.1e: all %d pairs, positions %llu … %llu", n),
             w->residual, w->pairs, from, to);
    snprintf(lines[1], sizeof *lines,
             words_plural("its %d pair at %llu … %llu: off by up to %.1e",
                          "all %d pairs at %llu … %llu: off by up to %.1e", n),
             w->pairs, from, to, w->residual);
    snprintf(lines[2], sizeof *lines,
             words_plural("its %d pair at %llu … %llu: off %.0e",
                          "all %d pairs at %llu … %llu: off %.0e", n),
             w->pairs, from, to, w->residual);
    snprintf(lines[3], sizeof *lines,
             words_plural("its %d pair: off %.0e", "all %d pairs: off %.0e", n), w->pairs,
             w->residual);
    int form = 0;
    while (form < 3 && draw_width(c, lines[form]) > c->cols) form++;
    draw_text(c, row, c->col, c->cols, ROLE_STRONG, lines[form]);
}

static void draw_heading(const struct app *a, const struct canvas *c)
{
    const struct similarity_model *m = &a->similarity;
    char middle[96];
    unsigned long long position = label_position(a, a->token), shifted = position + m->shift;
    struct parts line = {0};
    parts_add(&line, ROLE_STRONG,
              _("shift by k = %u: block × P(%llu) = P(%llu), at every position"), m->shift,
              position, shifted);
    snprintf(middle, sizeof middle, _("k = %u: block × P(%llu) = P(%llu)"), m->shift, position,
             shifted);
    if (draw_width(c, middle) <= c->cols)
        parts_brief(&line, "%s", middle);
    else
        parts_brief(&line, _("shift by k = %u"), m->shift);
    parts_draw(c, (struct span){c->row, c->col, c->cols}, &line);
}

void similarity_rotation_draw(const struct app *a, const struct canvas *c)
{
    if (!schemes[a->params.scheme].paired) {
        draw_text(c, c->row, c->col, c->cols, ROLE_DIM, _("no pairs in this scheme: no rotation"));
        return;
    }
    if (a->params.d_model < 2) {
        draw_text(c, c->row, c->col, c->cols, ROLE_DIM, _("d_model 1 has no pair: no rotation"));
        return;
    }
    if (c->rows < 3) return; /* a heading alone says nothing */
    const struct posenc *waves = &a->pipeline.waves;
    int form = 0, blocks = (c->rows - 1) / 2;
    while (form < FORMS - 1 && form_cols(a, &forms[form]) > c->cols) form++;
    bool cosine;
    int pair = posenc_pair(waves, a->dim, &cosine), first = pair - blocks / 2;
    if (first > waves->pairs - blocks) first = waves->pairs - blocks;
    if (first < 0) first = 0;
    draw_heading(a, c);
    int row = c->row + 1;
    for (int i = first; i < first + blocks && i < waves->pairs; i++, row += 2)
        draw_block(a, c, row, i, &forms[form]);
    if (row < c->row + c->rows) draw_summary(a, c, row);
}
