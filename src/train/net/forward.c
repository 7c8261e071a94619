/* Reading an example: E + P, the blocks, the output matrix, softmax. */
#include "train/net/net.h"

#include <math.h>
#include <stdlib.h>

#include "train/net/layout.h"
#include "train/net/maths.h"

/* ---- where a trace stands ---- */

static void place_norm(struct train_room *room, struct train_norm_trace *norm, bool there, size_t n,
                       size_t d)
{
    norm->hat = there ? train_room_take(room, n * d) : NULL;
    norm->root = there ? train_room_take(room, n) : NULL;
}

static void place_block(struct train_room *room, const struct train_reader *r, int b)
{
    struct train_trace *t = r->t;
    struct train_block_trace *block = &t->block[b];
    size_t n = (size_t)t->n, keys = (size_t)t->keys, d = (size_t)t->d;
    size_t cells = (size_t)t->heads * n * keys;
    double *before = b ? t->block[b - 1].out : t->x;
    block->in = r->s->norm == TRAIN_NORM_BEFORE ? train_room_take(room, n * d) : before;
    place_norm(room, &block->norm, r->s->norm != TRAIN_NORM_NONE, n, d);
    double **const rows[] = {&block->q, &block->concat, &block->projected, &block->out};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) *rows[i] = train_room_take(room, n * d);
    block->k = train_room_take(room, keys * d);
    block->v = train_room_take(room, keys * d);
    double **const heads[] = {&block->dot, &block->score, &block->weight};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        *heads[i] = train_room_take(room, cells);
}

static void place_trace(struct train_room *room, struct train_reader *r)
{
    struct train_trace *t = r->t;
    size_t n = (size_t)t->n, d = (size_t)t->d, keys = (size_t)t->keys, classes = (size_t)t->classes;
    t->x = train_room_take(room, n * d);
    t->source = r->s->cross ? train_room_take(room, keys * d) : NULL;
    for (int b = 0; b < t->blocks; b++) place_block(room, r, b);
    bool normed = t->blocks && r->s->norm == TRAIN_NORM_BEFORE;
    place_norm(room, &t->last_norm, normed, n, d);
    t->last = train_room_take(room, n * d);
    t->logit = train_room_take(room, n * classes);
    t->p = train_room_take(room, n * classes);
    r->turned = train_room_take(room, TRAIN_D_MAX * d);
}

static bool make_room(struct train_reader *r)
{
    const struct train_shape *s = r->s;
    struct train_trace *t = r->t;
    t->n = r->example->n;
    t->keys = s->cross ? r->example->sources : t->n;
    t->d = s->d_model;
    t->heads = s->heads;
    t->blocks = s->blocks;
    t->classes = s->classes;
    struct train_room room = {0};
    place_trace(&room, r);
    if (!train_room_hold(&t->room, &t->cap, room.used)) return false;
    room = (struct train_room){t->room, 0};
    place_trace(&room, r);
    return true;
}

/* ---- rows ---- */

static void read_rows(const struct train_reader *r, const uint32_t *word, int n, double *out)
{
    int d = r->s->d_model;
    bool scaled = r->s->scale && r->how->formula != TRAIN_FORMULA_TIED_SCALE;
    double root = scaled ? sqrt(d) : 1;
    const double *place = !r->s->positions                 ? NULL
                          : r->s->places && !r->how->moved ? r->number + r->at.p
                                                           : r->how->places;
    for (int i = 0; i < n; i++) {
        const double *row = r->number + r->at.t + (size_t)word[i] * (size_t)d;
        for (int k = 0; k < d; k++) out[i * d + k] = root * row[k] + (place ? place[i * d + k] : 0);
    }
}

static void norm_row(const double *x, int d, double *hat, double *root)
{
    double sum = 0, squares = 0;
    for (int k = 0; k < d; k++) sum += x[k];
    double mean = sum / d;
    for (int k = 0; k < d; k++) squares += (x[k] - mean) * (x[k] - mean);
    *root = sqrt(squares / d + TRAIN_NORM_EPSILON);
    for (int k = 0; k < d; k++) hat[k] = (x[k] - mean) / *root;
}

/* out (n, d) may be x. */
static void norm_rows(const struct train_reader *r, const double *x, size_t gain, size_t bias,
                      struct train_norm_trace *norm, double *out)
{
    int d = r->s->d_model;
    for (int i = 0; i < r->t->n; i++) {
        double *hat = norm->hat + (ptrdiff_t)i * d;
        norm_row(x + (ptrdiff_t)i * d, d, hat, &norm->root[i]);
        for (int k = 0; k < d; k++)
            out[i * d + k] = hat[k] * r->number[gain + (size_t)k] + r->number[bias + (size_t)k];
    }
}

/* ---- attention ---- */

static void multiply_rows(const struct train_reader *r, const double *x, int n, size_t w,
                          double *out)
{
    size_t d = (size_t)r->s->d_model;
    train_multiply(&(struct train_product){
        .a = x,
        .a_row = d,
        .a_col = 1,
        .b = r->number + w,
        .b_row = d,
        .out = out,
        .out_row = d,
        .rows = n,
        .inner = (int)d,
        .cols = (int)d,
    });
}

static bool seen(const struct train_reader *r, int i, int j)
{
    return r->s->cross || r->s->mask == TRAIN_MASK_NONE || j <= i;
}

static void score_head(const struct train_reader *r, struct train_block_trace *block, int head)
{
    int n = r->t->n, keys = r->t->keys, dk = r->s->d_model / r->s->heads;
    size_t cells = (size_t)head * (size_t)n * (size_t)keys;
    struct train_head q = train_head_of(r, head, n), k = train_head_of(r, head, keys);
    train_turn(block->k + k.at, k.row, keys, dk, r->turned);
    train_multiply(&(struct train_product){
        .a = block->q + q.at,
        .a_row = q.row,
        .a_col = 1,
        .b = r->turned,
        .b_row = (size_t)keys,
        .out = block->dot + cells,
        .out_row = (size_t)keys,
        .rows = n,
        .inner = dk,
        .cols = keys,
    });
    double root = sqrt(r->how->formula == TRAIN_FORMULA_D_MODEL ? r->s->d_model : dk);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < keys; j++) {
            size_t at = cells + (size_t)(i * keys + j);
            block->score[at] = seen(r, i, j) ? block->dot[at] / root : (double)NAN;
        }
}

/* Over the keys that a query sees, which are the first ones. */
static void weigh_rows(const struct train_reader *r, const double *score, double *weight)
{
    int n = r->t->n, keys = r->t->keys;
    for (int i = 0; i < n; i++) {
        int sees = seen(r, i, keys - 1) ? keys : i + 1;
        train_softmax(score + (ptrdiff_t)i * keys, sees, weight + (ptrdiff_t)i * keys);
        for (int j = sees; j < keys; j++) weight[i * keys + j] = 0;
    }
}

/* The mistake: over the queries that see a key, which are the last ones. */
static void weigh_columns(const struct train_reader *r, const double *score, double *weight)
{
    int n = r->t->n, keys = r->t->keys;
    double column[TRAIN_TOKENS_MAX];
    for (int j = 0; j < keys; j++) {
        int first = seen(r, 0, j) ? 0 : j;
        for (int i = first; i < n; i++) column[i - first] = score[i * keys + j];
        train_softmax(column, n - first, column);
        for (int i = 0; i < n; i++) weight[i * keys + j] = i < first ? 0 : column[i - first];
    }
}

/* The mistake: over all keys, and what is not seen is taken out of the sum's parts only then. */
static void weigh_and_mask(const struct train_reader *r, const double *dot, double *weight)
{
    int n = r->t->n, keys = r->t->keys, dk = r->s->d_model / r->s->heads;
    double root = sqrt(dk), score[TRAIN_TOKENS_MAX];
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < keys; j++) score[j] = dot[i * keys + j] / root;
        train_softmax(score, keys, weight + (ptrdiff_t)i * keys);
        for (int j = 0; j < keys; j++)
            if (!seen(r, i, j)) weight[i * keys + j] = 0;
    }
}

static void weigh_head(const struct train_reader *r, struct train_block_trace *block, int head)
{
    size_t cells = (size_t)head * (size_t)r->t->n * (size_t)r->t->keys;
    double *weight = block->weight + cells;
    if (r->how->formula == TRAIN_FORMULA_COLUMNS)
        weigh_columns(r, block->score + cells, weight);
    else if (r->how->formula == TRAIN_FORMULA_MASK_AFTER)
        weigh_and_mask(r, block->dot + cells, weight);
    else
        weigh_rows(r, block->score + cells, weight);
}

static void sum_values(const struct train_reader *r, int b, int head)
{
    struct train_block_trace *block = &r->t->block[b];
    int n = r->t->n, keys = r->t->keys, dk = r->s->d_model / r->s->heads;
    struct train_head v = train_head_of(r, head, keys), out = train_head_of(r, head, n);
    train_multiply(&(struct train_product){
        .a = block->weight + (ptrdiff_t)head * n * keys,
        .a_row = (size_t)keys,
        .a_col = 1,
        .b = block->v + v.at,
        .b_row = v.row,
        .out = block->concat + out.at,
        .out_row = out.row,
        .rows = n,
        .inner = keys,
        .cols = dk,
    });
    if (!(r->how->knocked >> (b * TRAIN_HEADS_MAX + head) & 1)) return;
    for (int i = 0; i < n; i++)
        for (int c = 0; c < dk; c++) block->concat[out.at + (size_t)i * out.row + (size_t)c] = 0;
}

static void read_block(const struct train_reader *r, int b, const double *x)
{
    struct train_trace *t = r->t;
    struct train_block_trace *block = &t->block[b];
    const struct train_block_at *at = &r->at.block[b];
    enum train_norm norm = r->s->norm;
    if (norm == TRAIN_NORM_BEFORE) norm_rows(r, x, at->gain, at->bias, &block->norm, block->in);
    const double *memory = r->s->cross ? t->source : block->in;
    multiply_rows(r, block->in, t->n, at->w[0], block->q);
    multiply_rows(r, memory, t->keys, at->w[1], block->k);
    multiply_rows(r, memory, t->keys, at->w[2], block->v);
    for (int h = 0; h < r->s->heads; h++) {
        score_head(r, block, h);
        weigh_head(r, block, h);
        sum_values(r, b, h);
    }
    multiply_rows(r, block->concat, t->n, at->w[3], block->projected);
    for (int i = 0; i < t->n * t->d; i++) block->out[i] = x[i] + block->projected[i];
    if (norm == TRAIN_NORM_AFTER)
        norm_rows(r, block->out, at->gain, at->bias, &block->norm, block->out);
}

/* ---- what is said ---- */

/* What U multiplies: the rows, normed where there are blocks with a norm before; their mean. */
static void read_last(const struct train_reader *r, const double *x)
{
    struct train_trace *t = r->t;
    int d = t->d;
    if (t->last_norm.hat)
        norm_rows(r, x, r->at.last_gain, r->at.last_bias, &t->last_norm, t->last);
    else
        for (int i = 0; i < t->n * d; i++) t->last[i] = x[i];
    if (!r->example->mean) return;
    for (int i = 1; i < t->n; i++)
        for (int k = 0; k < d; k++) t->last[k] += t->last[i * d + k];
    for (int k = 0; k < d; k++) t->last[k] /= t->n;
}

static void say_rows(const struct train_reader *r)
{
    struct train_trace *t = r->t;
    int rows = train_asked_rows(r->example);
    size_t d = (size_t)t->d, classes = (size_t)t->classes;
    struct train_product product = {
        .a = t->last,
        .a_row = d,
        .a_col = 1,
        .b = r->number + (r->s->tied ? r->at.t : r->at.u),
        .b_row = r->s->tied ? d : classes,
        .out = t->logit,
        .out_row = classes,
        .rows = rows,
        .inner = t->d,
        .cols = t->classes,
    };
    if (r->s->tied)
        train_multiply_turned(&product);
    else
        train_multiply(&product);
    if (r->how->formula == TRAIN_FORMULA_TIED_SCALE && r->s->scale)
        for (size_t i = 0; i < (size_t)rows * classes; i++) t->logit[i] *= sqrt(t->d);
    for (int i = 0; i < rows; i++)
        train_softmax(t->logit + (size_t)i * classes, t->classes, t->p + (size_t)i * classes);
}

bool train_read_example(struct train_reader *r)
{
    struct train_trace *t = r->t;
    r->at = train_layout_of(r->s);
    if (!make_room(r)) return false;
    read_rows(r, r->example->word, t->n, t->x);
    if (t->source) read_rows(r, r->example->source, t->keys, t->source);
    const double *x = t->x;
    for (int b = 0; b < t->blocks; b++) {
        read_block(r, b, x);
        x = t->block[b].out;
    }
    read_last(r, x);
    say_rows(r);
    return true;
}

bool train_forward(const struct train_shape *s, const double *number,
                   const struct train_reading *how, const struct train_example *example,
                   struct train_trace *t)
{
    struct train_reader r = {.s = s, .number = number, .how = how, .example = example, .t = t};
    return train_read_example(&r);
}

double train_loss_sum(const struct train_trace *t, const struct train_example *example)
{
    double sum = 0;
    for (int i = 0; i < example->asks; i++) {
        const struct train_ask *ask = &example->ask[i];
        sum -= train_log(t->p[(size_t)ask->row * (size_t)t->classes + (size_t)ask->class]);
    }
    return sum;
}

void train_trace_free(struct train_trace *t)
{
    free(t->room);
    free(t->back_room);
    *t = (struct train_trace){0};
}
