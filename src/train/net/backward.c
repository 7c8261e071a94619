/* The gradient of the loss with respect to every number, by going back through what was read. */
#include <math.h>

#include "train/net/layout.h"
#include "train/net/maths.h"

/* d loss / d of what the trace holds, in room of the trace. */
struct way_back {
    const struct train_reader *r;
    double *gradient;
    double *g;               /* (n, classes): of the logits */
    double *x, *source;      /* (n, d), (keys, d): of the rows under way; of the encoder's */
    double *in, *q, *concat; /* (n, d) */
    double *memory, *k, *v;  /* (keys, d) */
    double *weight;          /* (n, keys): of one head's weights, and then its scores */
};

static void place(struct train_room *room, struct way_back *w)
{
    const struct train_trace *t = w->r->t;
    size_t n = (size_t)t->n, keys = (size_t)t->keys, d = (size_t)t->d;
    w->g = train_room_take(room, n * (size_t)t->classes);
    double **const rows[] = {&w->x, &w->in, &w->q, &w->concat};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) *rows[i] = train_room_take(room, n * d);
    double **const key_rows[] = {&w->source, &w->memory, &w->k, &w->v};
    for (size_t i = 0; i < sizeof key_rows / sizeof *key_rows; i++)
        *key_rows[i] = train_room_take(room, keys * d);
    w->weight = train_room_take(room, n * keys);
}

/* ---- products ---- */

/* y (rows, cols) = x (rows, d) · w, w (d, cols) the numbers from `at` on; g is d loss / dy. */
struct linear {
    const double *x, *g;
    int rows, cols;
    size_t at;
};

/* Of x, or that added: g · wᵀ. A small w is turned; with rows as long as a vocabulary turning would
 * take the time. */
static void back_to_x(const struct way_back *w, const struct linear *l, double *out, bool add)
{
    int d = w->r->s->d_model;
    const double *matrix = w->r->number + l->at;
    struct train_product p = {
        .a = l->g,
        .a_row = (size_t)l->cols,
        .a_col = 1,
        .b = matrix,
        .b_row = (size_t)l->cols,
        .out = out,
        .out_row = (size_t)d,
        .rows = l->rows,
        .inner = l->cols,
        .cols = d,
        .add = add,
    };
    if (l->cols > TRAIN_D_MAX) {
        train_multiply_turned(&p);
        return;
    }
    train_turn(matrix, (size_t)l->cols, d, l->cols, w->r->turned);
    p.b = w->r->turned;
    p.b_row = (size_t)d;
    train_multiply(&p);
}

/* gradient (d, cols) += xᵀ · g. */
static void back_to_w(const struct way_back *w, const struct linear *l)
{
    size_t d = (size_t)w->r->s->d_model, cols = (size_t)l->cols;
    train_multiply(&(struct train_product){
        .a = l->x,
        .a_row = 1,
        .a_col = d,
        .b = l->g,
        .b_row = cols,
        .out = w->gradient + l->at,
        .out_row = cols,
        .rows = (int)d,
        .inner = l->rows,
        .cols = l->cols,
        .add = true,
    });
}

static void back_through(const struct way_back *w, const struct linear *l, double *out, bool add)
{
    back_to_w(w, l);
    back_to_x(w, l, out, add);
}

/* ---- parts ---- */

/* Of the logits: for each ask weight · (p − 1 of the class), summed over the asks of a row.
 * Returns the loss. */
static double start_back(const struct way_back *w, double weight)
{
    const struct train_trace *t = w->r->t;
    const struct train_example *e = w->r->example;
    size_t classes = (size_t)t->classes;
    double asked[TRAIN_TOKENS_MAX] = {0}, loss = 0;
    for (int i = 0; i < e->asks; i++) asked[e->ask[i].row] += weight;
    for (int i = 0; i < train_asked_rows(e); i++)
        for (size_t c = 0; c < classes; c++)
            w->g[(size_t)i * classes + c] = asked[i] * t->p[(size_t)i * classes + c];
    for (int i = 0; i < e->asks; i++) {
        size_t at = (size_t)e->ask[i].row * classes + (size_t)e->ask[i].class;
        w->g[at] -= weight;
        loss -= weight * train_log(t->p[at]);
    }
    return loss;
}

/* U = Tᵀ: the gradient of T gains gᵀ · x, and that of x is g · T. */
static void back_through_tied(const struct way_back *w, int rows)
{
    const struct train_trace *t = w->r->t;
    size_t d = (size_t)t->d, classes = (size_t)t->classes;
    struct train_product p = {
        .a = w->g,
        .a_row = 1,
        .a_col = classes,
        .b = t->last,
        .b_row = d,
        .out = w->gradient + w->r->at.t,
        .out_row = d,
        .rows = t->classes,
        .inner = rows,
        .cols = t->d,
        .add = true,
    };
    train_multiply(&p);
    p.a_row = classes;
    p.a_col = 1;
    p.b = w->r->number + w->r->at.t;
    p.out = w->x;
    p.rows = rows;
    p.inner = t->classes;
    p.add = false;
    train_multiply(&p);
}

static void back_through_u(const struct way_back *w)
{
    const struct train_trace *t = w->r->t;
    int rows = train_asked_rows(w->r->example);
    if (w->r->s->tied)
        back_through_tied(w, rows);
    else
        back_through(w, &(struct linear){t->last, w->g, rows, t->classes, w->r->at.u}, w->x, false);
}

/* Of the mean each row has an nth. */
static void spread_mean(const struct way_back *w)
{
    int d = w->r->t->d, n = w->r->t->n;
    for (int k = 0; k < d; k++) w->x[k] /= n;
    for (int i = 1; i < n; i++)
        for (int k = 0; k < d; k++) w->x[i * d + k] = w->x[k];
}

/* With y = gain · hat + bias and g that of y times gain:
 *   of x: (g − mean g − hat · mean(g · hat)) ÷ root.
 * out (n, d) may be `of`. */
static void back_through_norm(const struct way_back *w, const struct train_norm_trace *norm,
                              const struct train_block_at *at, double *of, double *out, bool add)
{
    int d = w->r->t->d;
    const double *gain = w->r->number + at->gain;
    double *of_gain = w->gradient + at->gain, *of_bias = w->gradient + at->bias;
    for (int i = 0; i < w->r->t->n; i++) {
        const double *hat = norm->hat + (ptrdiff_t)i * d;
        double *g = of + (ptrdiff_t)i * d, sum = 0, along = 0;
        for (int k = 0; k < d; k++) {
            of_gain[k] += g[k] * hat[k];
            of_bias[k] += g[k];
            g[k] *= gain[k];
            sum += g[k];
            along += g[k] * hat[k];
        }
        for (int k = 0; k < d; k++) {
            double x = (g[k] - sum / d - hat[k] * (along / d)) / norm->root[i];
            out[i * d + k] = add ? out[i * d + k] + x : x;
        }
    }
}

/* Of one head's weights, from the rows that they summed; and of v. */
static void back_through_values(const struct way_back *w, const struct train_block_trace *block,
                                int head)
{
    const struct train_trace *t = w->r->t;
    int n = t->n, keys = t->keys, d = t->d, dk = d / t->heads;
    const double *of = w->concat + (ptrdiff_t)head * dk;
    train_turn(block->v + (ptrdiff_t)head * dk, (size_t)d, keys, dk, w->r->turned);
    train_multiply(&(struct train_product){
        .a = of,
        .a_row = (size_t)d,
        .a_col = 1,
        .b = w->r->turned,
        .b_row = (size_t)keys,
        .out = w->weight,
        .out_row = (size_t)keys,
        .rows = n,
        .inner = dk,
        .cols = keys,
    });
    train_multiply(&(struct train_product){
        .a = block->weight + (ptrdiff_t)head * n * keys,
        .a_row = 1,
        .a_col = (size_t)keys,
        .b = of,
        .b_row = (size_t)d,
        .out = w->v + (ptrdiff_t)head * dk,
        .out_row = (size_t)d,
        .rows = keys,
        .inner = n,
        .cols = dk,
    });
}

/* Of q·k, in the place of that of the weights: weight · (its own − Σ weight · theirs) ÷ √d_k. */
static void back_through_softmax(const struct way_back *w, const double *weight)
{
    const struct train_trace *t = w->r->t;
    int dk = t->d / t->heads;
    double root = sqrt(dk);
    for (int i = 0; i < t->n; i++) {
        const double *p = weight + (ptrdiff_t)i * t->keys;
        double *g = w->weight + (ptrdiff_t)i * t->keys, sum = 0;
        for (int j = 0; j < t->keys; j++) sum += p[j] * g[j];
        for (int j = 0; j < t->keys; j++) g[j] = p[j] * (g[j] - sum) / root;
    }
}

static void back_through_scores(const struct way_back *w, const struct train_block_trace *block,
                                int head)
{
    const struct train_trace *t = w->r->t;
    size_t d = (size_t)t->d, dk = d / (size_t)t->heads, at = (size_t)head * dk;
    struct train_product p = {
        .a = w->weight,
        .a_row = (size_t)t->keys,
        .a_col = 1,
        .b = block->k + at,
        .b_row = d,
        .out = w->q + at,
        .out_row = d,
        .rows = t->n,
        .inner = t->keys,
        .cols = (int)dk,
    };
    train_multiply(&p);
    p.a_row = 1;
    p.a_col = (size_t)t->keys;
    p.b = block->q + at;
    p.out = w->k + at;
    p.rows = t->keys;
    p.inner = t->n;
    train_multiply(&p);
}

/* From that of a block's rows, w->x, to that of the rows it read, in the same place. */
static void back_through_block(const struct way_back *w, int b)
{
    const struct train_reader *r = w->r;
    const struct train_trace *t = r->t;
    const struct train_block_trace *block = &t->block[b];
    const struct train_block_at *at = &r->at.block[b];
    enum train_norm norm = r->s->norm;
    if (norm == TRAIN_NORM_AFTER) back_through_norm(w, &block->norm, at, w->x, w->x, false);
    back_through(w, &(struct linear){block->concat, w->x, t->n, t->d, at->w[3]}, w->concat, false);
    for (int h = 0; h < t->heads; h++) {
        back_through_values(w, block, h);
        back_through_softmax(w, block->weight + (ptrdiff_t)h * t->n * t->keys);
        back_through_scores(w, block, h);
    }
    bool apart = norm == TRAIN_NORM_BEFORE;
    double *in = apart ? w->in : w->x, *memory = r->s->cross ? w->source : in;
    const double *read = r->s->cross ? t->source : block->in;
    back_through(w, &(struct linear){block->in, w->q, t->n, t->d, at->w[0]}, in, !apart);
    back_through(w, &(struct linear){read, w->k, t->keys, t->d, at->w[1]}, memory, !r->s->cross);
    back_through(w, &(struct linear){read, w->v, t->keys, t->d, at->w[2]}, memory, true);
    if (apart) back_through_norm(w, &block->norm, at, w->in, w->x, true);
}

static void add_to_rows(const struct way_back *w, const uint32_t *word, int n, const double *of)
{
    const struct train_shape *s = w->r->s;
    int d = s->d_model;
    double root = s->scale ? sqrt(d) : 1;
    double *place = s->positions && s->places ? w->gradient + w->r->at.p : NULL;
    for (int i = 0; i < n; i++) {
        double *row = w->gradient + w->r->at.t + (size_t)word[i] * (size_t)d;
        for (int k = 0; k < d; k++) {
            row[k] += root * of[i * d + k];
            if (place) place[i * d + k] += of[i * d + k];
        }
    }
}

static void go_back(const struct way_back *w)
{
    const struct train_reader *r = w->r;
    const struct train_trace *t = r->t;
    back_through_u(w);
    if (r->example->mean) spread_mean(w);
    struct train_block_at last = {.gain = r->at.last_gain, .bias = r->at.last_bias};
    if (t->last_norm.hat) back_through_norm(w, &t->last_norm, &last, w->x, w->x, false);
    for (int b = t->blocks - 1; b >= 0; b--) back_through_block(w, b);
    add_to_rows(w, r->example->word, t->n, w->x);
    if (t->source) add_to_rows(w, r->example->source, t->keys, w->source);
}

bool train_backward(const struct train_shape *s, const double *number,
                    const struct train_reading *how, const struct train_example *example,
                    struct train_trace *t, struct train_gradient *gradient)
{
    struct train_reading right = {.places = how->places};
    struct train_reader r = {.s = s, .number = number, .how = &right, .example = example, .t = t};
    if (!train_read_example(&r)) return false;
    struct way_back w = {.r = &r, .gradient = gradient->of};
    struct train_room room = {0};
    place(&room, &w);
    if (!train_room_hold(&t->back_room, &t->back_cap, room.used)) return false;
    room = (struct train_room){t->back_room, 0};
    place(&room, &w);
    gradient->loss += start_back(&w, gradient->weight);
    go_back(&w);
    return true;
}

/* Forward, and twice that back. */
uint64_t train_cost(const struct train_shape *s, const struct train_example *example)
{
    uint64_t n = (uint64_t)example->n, d = (uint64_t)s->d_model;
    uint64_t keys = s->cross ? (uint64_t)example->sources : n;
    uint64_t said = (uint64_t)train_asked_rows(example) * d * (uint64_t)s->classes;
    uint64_t block = 2 * (n + keys) * d * d + 2 * n * keys * d;
    return 3 * (said + (uint64_t)s->blocks * block) + 2 * (n + (s->cross ? keys : 0)) * d;
}
