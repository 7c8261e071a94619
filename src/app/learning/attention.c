#include "app/learning/attention.h"

#include <math.h>
#include <stdlib.h>

#include "app/state/view.h"
#include "app/learning/attention_parts.h"
#include "base/num.h"
#include "base/words.h"

/* ---- what is shown ----------------------------------------------------- */

const struct train_trace *attention_trace(const struct attention_model *m)
{
    return m->differs ? &m->wrong : &m->right;
}

static int shown_block(const struct attention_model *m)
{
    return clamp_int(m->block, 0, m->shape.blocks - 1);
}

const struct train_block_trace *attention_block(const struct attention_model *m)
{
    return &attention_trace(m)->block[shown_block(m)];
}

int attention_head(const struct attention_model *m)
{
    return clamp_int(m->head, 0, m->shape.heads - 1);
}

double attention_beta(const struct attention_model *m)
{
    return ldexp(ATTENTION_BETA, m->strength);
}

double attention_line(const struct attention_model *m)
{
    return ldexp(ATTENTION_LINE, m->threshold);
}

double attention_divisor(const struct attention_model *m)
{
    bool whole = m->formula == TRAIN_FORMULA_D_MODEL;
    return sqrt(whole ? m->shape.d_model : m->shape.d_model / m->shape.heads);
}

/* The place of the selected token, whose page is read; or of the run's own example, where it is the
 * one of the Training view. */
int attention_row(const struct app *a)
{
    const struct attention_model *m = &a->attention;
    const struct training_model *t = &a->training_view;
    int asked = m->example.asks ? m->example.ask[0].row : 0;
    if (m->own) return clamp_int(t->placed ? t->place : asked, 0, m->words - 1);
    size_t first = m->words ? m->word[0].token : 0;
    return clamp_int((int64_t)a->token - (int64_t)first, 0, m->words - 1);
}

int attention_column(const struct app *a)
{
    const struct attention_model *m = &a->attention;
    if (m->chosen) return clamp_int(m->column, 0, m->keys - 1);
    int row = m->word[attention_row(a)].row, key = row < 0 ? -1 : m->largest[row];
    for (int i = 0; i < m->keys && key >= 0; i++)
        if (m->key[i].row == key) return i;
    return clamp_int(attention_row(a), 0, m->keys - 1);
}

double attention_value(const struct attention_model *m, enum attention_stage stage, bool right,
                       int head, int row, int key)
{
    const struct train_trace *t = right ? &m->right : attention_trace(m);
    const struct train_block_trace *b = &t->block[shown_block(m)];
    size_t at = ((size_t)head * (size_t)t->n + (size_t)row) * (size_t)t->keys + (size_t)key;
    int d_k = m->shape.d_model / m->shape.heads;
    if (stage == ATTENTION_DOT) return b->dot[at];
    if (stage == ATTENTION_SCALED) return b->dot[at] / (right ? sqrt(d_k) : attention_divisor(m));
    if (stage == ATTENTION_MASKED || isnan(b->score[at])) return b->score[at];
    return b->weight[at];
}

/* ---- figures ----------------------------------------------------------- */

static void find_largest(struct attention_model *m)
{
    for (int i = 0; i < m->right.n; i++) {
        double largest = -1;
        for (int j = 0; j < m->right.keys; j++) {
            double w = attention_value(m, ATTENTION_WEIGHT, false, attention_head(m), i, j);
            if (!(w > largest)) continue; /* masked ones are NaN */
            largest = w;
            m->largest[i] = j;
        }
    }
}

/* Mean weight on what is asked for in the goal backwards: the source's place, from its end. */
static void look_mirrored(struct attention_model *m)
{
    const struct train_trace *t = &m->right;
    int rows = t->n < t->keys ? t->n : t->keys;
    for (int h = 0; h < m->shape.heads; h++) {
        double sum = 0;
        for (int i = 0; i < rows; i++)
            sum += attention_value(m, ATTENTION_WEIGHT, false, h, i, t->keys - 1 - i);
        m->on_before[h] = sum / rows;
    }
    m->on_before_equal = 1.0 / t->keys;
}

/* Mean weight on the row before, over the rows that have one, and what equal weights give it. */
static void look_before(struct attention_model *m)
{
    const struct train_trace *t = &m->right;
    double equal = 0;
    m->on_before_equal = (double)NAN;
    for (int h = 0; h < m->shape.heads; h++) {
        double sum = 0;
        for (int i = 1; i < t->n; i++)
            sum += attention_value(m, ATTENTION_WEIGHT, false, h, i, i - 1);
        m->on_before[h] = t->n > 1 ? sum / (t->n - 1) : (double)NAN;
    }
    for (int i = 1; i < t->n; i++)
        equal += 1.0 / (m->shape.mask == TRAIN_MASK_CAUSAL ? i + 1 : t->n);
    if (t->n > 1) m->on_before_equal = equal / (t->n - 1);
}

/* The largest differences between the wrong formula and the right one. */
static void contrast_formulas(struct attention_model *m)
{
    const struct train_trace *t = &m->right;
    const double *right = t->block[shown_block(m)].out, *is = attention_block(m)->out;
    struct attention_contrast *c = &m->contrast;
    *c = (struct attention_contrast){0};
    for (int h = 0; h < t->heads; h++)
        for (int i = 0; i < t->n; i++)
            for (int j = 0; j < t->keys; j++) {
                double by = fabs(attention_value(m, ATTENTION_WEIGHT, true, h, i, j) -
                                 attention_value(m, ATTENTION_WEIGHT, false, h, i, j));
                if (by > c->weight) *c = (struct attention_contrast){by, 0, h, i, j};
            }
    for (int i = 0; i < t->n * t->d; i++) c->out = fmax(c->out, fabs(right[i] - is[i]));
}

static bool forward(struct attention_model *m, enum train_formula_kind formula, uint64_t knocked,
                    struct train_trace *t)
{
    const struct train_reading how = {m->places, formula, knocked, false};
    return train_forward(&m->shape, m->number, &how, &m->example, t);
}

static uint64_t knocked_bits(const struct attention_model *m)
{
    return m->knocked ? UINT64_C(1) << (shown_block(m) * TRAIN_HEADS_MAX + attention_head(m)) : 0;
}

static bool compute(struct app *a)
{
    struct attention_model *m = &a->attention;
    if (!forward(m, TRAIN_FORMULA_RIGHT, 0, &m->right)) return false;
    m->differs = m->formula != TRAIN_FORMULA_RIGHT || m->knocked;
    if (m->differs && !forward(m, m->formula, knocked_bits(m), &m->wrong)) return false;
    find_largest(m);
    (m->shape.cross ? look_mirrored : look_before)(m);
    if (m->differs) contrast_formulas(m);
    return attention_losses(a) && attention_compare_orders(a);
}

bool attention_look(struct app *a, struct err *e)
{
    struct attention_model *m = &a->attention;
    m->ready = m->own = false;
    m->lack.text[0] = '\0';
    m->order.known = m->differs = false;
    if (!attention_read(a, e)) return false;
    if (m->lack.text[0]) return true;
    if (!compute(a)) return err_memory(e);
    m->ready = true;
    return true;
}

void attention_free(struct app *a)
{
    struct attention_model *m = &a->attention;
    train_trace_free(&m->right);
    train_trace_free(&m->wrong);
    train_trace_free(&m->before);
    free(m->number);
    free(m->places);
    *m = (struct attention_model){0};
}
