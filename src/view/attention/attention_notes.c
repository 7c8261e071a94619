/* What is said below the parts: what became of the rows of shuffled words, and a wrong formula
 * beside the right one. Each sentence is computed, or follows from the shape. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "app/learning/attention.h"
#include "base/num.h"
#include "base/words.h"
#include "view/attention/attention_parts.h"
#include "view/marks/label.h"

/* A sentence over as many rows as it takes, of those that there are. */
static void say(const struct canvas *c, int *row, enum role role, const char *text)
{
    while (*text && *row < c->row + c->rows) {
        size_t n = draw_fit(c, text, c->cols - 2);
        draw_bytes(c, (struct span){*row, c->col + 1, c->cols - 2}, role, text, n);
        text += n;
        text += strspn(text, " ");
        ++*row;
    }
}

/* ---- shuffled ---------------------------------------------------------- */

/* Of one causal block without P a row is a function of its word and the shares of the words up to
 * it: that follows from the formula. */
static bool sees_shares(const struct train_shape *s)
{
    return s->mask == TRAIN_MASK_CAUSAL && !s->positions && s->blocks == 1;
}

static void say_verdict(const struct app *a, const struct canvas *c, int *row)
{
    const struct attention_model *m = &a->attention;
    const struct train_order_verdict *v = &m->order.verdict;
    char text[256];
    if (v->kind == TRAIN_ORDER_PLACES_ONLY) {
        snprintf(text, sizeof text,
                 _("shuffled: the rows only changed places (largest difference %.0e, rounding)"),
                 v->largest);
        say(c, row, ROLE_GOOD, text);
        return;
    }
    snprintf(text, sizeof text, _("shuffled: rows differ from their word's row by up to %.2g%s"),
             v->largest,
             m->shape.mask == TRAIN_MASK_NONE && m->shape.positions ? _(": P tells the order")
                                                                    : "");
    say(c, row, ROLE_STRONG, text);
}

static void say_alike(const struct app *a, const struct canvas *c, int *row)
{
    const struct attention_model *m = &a->attention;
    const struct train_order_verdict *v = &m->order.verdict;
    char text[256];
    if (m->shape.mask != TRAIN_MASK_CAUSAL || v->kind == TRAIN_ORDER_PLACES_ONLY) return;
    if (!v->alike_rows)
        snprintf(text, sizeof text, _("no row has the same words before it as it had"));
    else if (v->alike < TRAIN_SAME)
        snprintf(text, sizeof text,
                 words_plural("%d row with the same words before it: equal to %.0e%s",
                              "%d rows with the same words before them: equal to %.0e%s",
                              (unsigned)v->alike_rows),
                 v->alike_rows, v->alike,
                 sees_shares(&m->shape) ? _(": one block sees which words came before, not in what "
                                            "order")
                                        : "");
    else
        snprintf(text, sizeof text,
                 words_plural("%d row with the same words before it differs by up to %.2g: their "
                              "order is seen",
                              "%d rows with the same words before them differ by up to %.2g: "
                              "their order is seen",
                              (unsigned)v->alike_rows),
                 v->alike_rows, v->alike);
    say(c, row, v->alike_rows && v->alike < TRAIN_SAME ? ROLE_GOOD : ROLE_TEXT, text);
}

static void say_deeper(const struct app *a, const struct canvas *c, int *row)
{
    const struct attention_order *o = &a->attention.order;
    char text[192];
    if (!o->deeper) return;
    if (o->two.kind == TRAIN_ORDER_PLACES_ONLY)
        snprintf(text, sizeof text, _("2 blocks: the rows only change places, too (%.0e)"),
                 o->two.largest);
    else if (o->two.alike_rows)
        snprintf(text, sizeof text, _("2 blocks: rows differ by up to %.2g, those by %.2g"),
                 o->two.largest, o->two.alike);
    else
        snprintf(text, sizeof text, _("2 blocks: rows differ by up to %.2g"), o->two.largest);
    say(c, row, ROLE_DIM, text);
}

static void say_shuffled(const struct app *a, const struct canvas *c, int *row)
{
    const struct attention_model *m = &a->attention;
    if (!m->order.known) {
        say(c, row, ROLE_DIM,
            m->own ? _("shuffled: the text; what is read here is an example of the run's own")
                   : _("shuffled: rows are compared of up to 64 words that all have an X"));
        return;
    }
    say_verdict(a, c, row);
    say_alike(a, c, row);
    say_deeper(a, c, row);
}

/* ---- wrong formulas ---------------------------------------------------- */

static void say_contrast(const struct app *a, const struct canvas *c, int *row)
{
    const struct attention_model *m = &a->attention;
    const struct attention_contrast *d = &m->contrast;
    int i = attention_row(a), j = attention_column(a), head = attention_head(m);
    char text[256];
    if (d->weight > 0)
        snprintf(text, sizeof text,
                 _("weights differ by up to %.4f (head %d, row %d, column %d), rows out by up to "
                   "%.3g"),
                 d->weight, d->head + 1, d->row, d->column, d->out);
    else if (m->formula == TRAIN_FORMULA_UNSHIFTED)
        snprintf(text, sizeof text, "%s",
                 _("no weight and no row differs: what is asked for does, the word that is read"));
    else
        snprintf(text, sizeof text, "%s",
                 m->shape.heads == 1
                     ? _("no weight differs here, of one head: H takes another number of heads")
                     : _("no weight differs here"));
    say(c, row, ROLE_TEXT, text);
    int r = m->word[i].row, k = m->key[j].row;
    if (!(d->weight > 0) || r < 0 || k < 0 || attention_masked(m, i, j)) return;
    snprintf(
        text, sizeof text,
        _("the selected weight: right %s, wrong %s; a loss that falls "
          "tells nothing of this: training fits what there is"),
        attention_weight_fixed(attention_value(m, ATTENTION_WEIGHT, true, head, r, k), 4).text,
        attention_weight_fixed(attention_value(m, ATTENTION_WEIGHT, false, head, r, k), 4).text);
    say(c, row, ROLE_TEXT, text);
}

static void say_formula(const struct app *a, const struct canvas *c, int *row)
{
    const struct train_formula *f = &train_formulas[a->attention.formula];
    char text[256];
    snprintf(text, sizeof text, _("WRONG %s: %s"), f->name, _(f->mistake));
    say(c, row, ROLE_WARN, text);
    say_contrast(a, c, row);
    snprintf(text, sizeof text, _("met in %s"), f->met);
    say(c, row, ROLE_DIM, text);
}

void attention_notes_draw(const struct app *a, const struct canvas *c)
{
    int row = c->row;
    if (a->attention.formula != TRAIN_FORMULA_RIGHT) say_formula(a, c, &row);
    if (a->shuffle.before.on) say_shuffled(a, c, &row);
}
