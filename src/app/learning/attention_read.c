/* What attention reads: the words of a page of the text, their rows, and the weights. */
#include <math.h>
#include <string.h>

#include "app/state/view.h"
#include "app/learning/attention_parts.h"
#include "base/memory.h"
#include "base/num.h"
#include "base/words.h"

/* ---- the words --------------------------------------------------------- */

/* The tokens that are read: a long text in pages of as many as are trained on at once, the selected
 * token's; with trained weights in the pieces that training cuts it into. */
static struct training_piece page_of(const struct app *a, enum attention_weights made)
{
    size_t first = a->token / TRAIN_TOKENS_MAX * TRAIN_TOKENS_MAX, count = a->pipeline.count;
    struct training_piece piece = training_piece(a, a->token);
    if (made == ATTENTION_TRAINED && piece.count) return piece;
    return (struct training_piece){first,
                                   count > first ? min_size(count - first, TRAIN_TOKENS_MAX) : 0};
}

static void read_page(struct app *a)
{
    struct attention_model *m = &a->attention;
    const struct pipeline *p = &a->pipeline;
    struct training_piece page = page_of(a, m->made);
    m->words = m->keys = (int)page.count;
    int rows = 0;
    for (int i = 0; i < m->words; i++) {
        struct attention_word *w = &m->word[i];
        *w = (struct attention_word){.token = page.first + (size_t)i};
        w->index = pipeline_index(p, w->token);
        w->position = pipeline_position(p, w->token);
        bool placed = !m->shape.positions || attention_has_place(a, i);
        bool word = w->index != ROW_NONE || m->made == ATTENTION_BACK; /* which reads P alone */
        w->row = placed && word ? rows++ : -1;
        m->tokens[i] = (uint32_t)i;
    }
    memcpy(m->key, m->word, sizeof m->key);
    m->example = (struct train_example){.word = m->tokens, .n = rows, .ask = m->asks};
    m->shape.words = max_int(rows, 1);
}

/* ---- their rows -------------------------------------------------------- */

bool attention_hold(struct attention_model *m, size_t rows)
{
    size_t numbers = train_numbers(&m->shape), places = rows * (size_t)m->shape.d_model;
    if (numbers > m->number_cap) {
        double *more = memory_resize(m->number, numbers, sizeof *more);
        if (!more) return false;
        m->number = more;
        m->number_cap = numbers;
    }
    if (places > m->places_cap) {
        double *more = memory_resize(m->places, places, sizeof *more);
        if (!more) return false;
        m->places = more;
        m->places_cap = places;
    }
    memset(m->number, 0, numbers * sizeof *m->number);
    return true;
}

static double *part_of(struct attention_model *m, enum train_part_kind kind, int block)
{
    struct train_part part;
    return train_find_part(&m->shape, kind, block, &part) ? m->number + part.at : NULL;
}

/* The rows as they are drawn, whatever table all views show: of random and of made weights nothing
 * was learned. Times √d_model where the shape does not do that. */
static void put_word(const struct app *a, uint32_t index, double *out)
{
    const struct params *p = &a->params;
    const struct embedding drawn = {p->seed, p->d_model, p->init, false};
    const struct row_source table = {&row_source_drawn, &drawn, p->d_model, false};
    double times = p->scale && !a->attention.shape.scale ? sqrt(p->d_model) : 1;
    float row[TRAIN_D_MAX];
    row_source_row(&table, index, 0, p->d_model, row);
    for (int k = 0; k < p->d_model; k++) out[k] = times * (double)row[k];
}

/* The rows of T and of P of the words that are read. Concatenated, a row of T is E and zeros, and
 * one of P zeros and P. */
static void put_rows(struct app *a)
{
    struct attention_model *m = &a->attention;
    int d = a->params.d_model, width = m->shape.d_model, at = width - d;
    double *t = part_of(m, TRAIN_PART_T, 0);
    float row[TRAIN_D_MAX];
    for (int i = 0; i < m->words; i++) {
        const struct attention_word *w = &m->word[i];
        if (w->row < 0) continue;
        double *place = m->places + (ptrdiff_t)w->row * width;
        if (m->made != ATTENTION_BACK) put_word(a, w->index, t + (ptrdiff_t)w->row * width);
        pipeline_position_rows(&a->pipeline, w->position, 1, 0, d, row);
        for (int k = 0; k < width; k++) place[k] = k < at ? 0 : (double)row[k - at];
    }
}

/* ---- the recipe -------------------------------------------------------- */

/* Random weights have the recipe's heads, mask and blocks where these were set; keys of this view
 * change them until they are set again. */
static void follow_recipe(struct app *a)
{
    struct attention_model *m = &a->attention;
    const struct train_recipe *is = &a->training.recipe;
    enum train_goal_kind goal = (enum train_goal_kind)is->goal;
    if (!m->followed.d_model) m->followed = train_recipe_of(goal, -1, true, is->d_model);
    if (is->goal != m->followed.goal) m->followed.heads = is->heads;
    if (is->heads != m->followed.heads && is->d_model == m->followed.d_model) m->heads = is->heads;
    if (is->mask != m->followed.mask) m->encoder = is->mask == TRAIN_MASK_NONE;
    if (is->blocks != m->followed.blocks && is->blocks) m->two = is->blocks == 2;
    m->followed = *is;
    m->followed.d_model = max_int(is->d_model, 1);
}

/* ---- the weights ------------------------------------------------------- */

/* Two heads, where they divide d_model. */
static int chosen_heads(const struct attention_model *m, int d)
{
    if (m->heads) return m->heads;
    return d % 2 == 0 ? 2 : 1;
}

static void shape_random(struct app *a)
{
    struct attention_model *m = &a->attention;
    bool joined = a->params.join == JOIN_CONCATENATE && !m->without_p;
    int d = joined ? 2 * a->params.d_model : a->params.d_model;
    m->shape = (struct train_shape){
        .d_model = d,
        .classes = 1,
        .blocks = m->two ? 2 : 1,
        .heads = chosen_heads(m, d),
        .positions = !m->without_p,
        .scale = a->params.scale && !joined,
        .norm = a->training.recipe.norm,
        .mask = m->encoder ? TRAIN_MASK_NONE : TRAIN_MASK_CAUSAL,
    };
}

static void shape_made(struct app *a)
{
    struct attention_model *m = &a->attention;
    bool same = m->made == ATTENTION_SAME;
    m->shape = (struct train_shape){
        .d_model = a->params.d_model,
        .classes = 1,
        .blocks = 1,
        .heads = 1,
        .positions = !same,
        .scale = a->params.scale && same,
        .norm = TRAIN_NORM_NONE,
        .mask = m->encoder ? TRAIN_MASK_NONE : TRAIN_MASK_CAUSAL,
    };
}

/* Of a trained model the words' rows are put in for T, and P for the table of positions that may
 * have been trained: each of the words that are read has a row of its own. */
static void shape_trained(struct app *a)
{
    struct attention_model *m = &a->attention;
    m->shape = m->run->shape;
    m->shape.places = 0;
    m->shape.tied = false;
}

/* W_Q as it is made for columns in sine-cosine pairs, for the layout that P has. */
static void turn_to_layout(struct app *a, double *w)
{
    const struct posenc *waves = &a->pipeline.waves;
    int d = waves->d_model;
    double kept[TRAIN_D_MAX * TRAIN_D_MAX];
    if (waves->layout == LAYOUT_INTERLEAVED) return;
    memcpy(kept, w, (size_t)(d * d) * sizeof *kept);
    for (int r = 0; r < d; r++)
        for (int c = 0; c < d; c++) {
            int to_r = posenc_moved_dim(d, r, LAYOUT_INTERLEAVED, waves->layout);
            int to_c = posenc_moved_dim(d, c, LAYOUT_INTERLEAVED, waves->layout);
            w[to_r * d + to_c] = kept[r * d + c];
        }
}

static void put_made(struct app *a)
{
    struct attention_model *m = &a->attention;
    const struct posenc *waves = &a->pipeline.waves;
    double rates[TRAIN_D_MAX];
    for (int i = 0; i < waves->pairs; i++) rates[i] = posenc_frequency(waves, i);
    train_made_values(&m->shape, rates, m->made == ATTENTION_BACK, attention_beta(m), m->number);
    if (m->made == ATTENTION_BACK) turn_to_layout(a, part_of(m, TRAIN_PART_Q, 0));
}

static void (*const shapes[ATTENTION_WEIGHTS])(struct app *) = {
    [ATTENTION_RANDOM] = shape_random,
    [ATTENTION_TRAINED] = shape_trained,
    [ATTENTION_BACK] = shape_made,
    [ATTENTION_SAME] = shape_made,
};

/* ---- what cannot be read ----------------------------------------------- */

/* Fills in m->lack and returns true where it cannot be. */
static bool lacks_shape(struct app *a)
{
    struct attention_model *m = &a->attention;
    int d = m->shape.d_model;
    bool joined = a->params.join == JOIN_CONCATENATE;
    if (d > TRAIN_D_MAX)
        return !err_set(&m->lack,
                        joined
                            ? _("X = [E, P] has %d numbers here; attention is computed for rows "
                                "of up to %d: m halves d_model, & adds E and P")
                            : _("d_model is %d; attention is computed for up to %d: m halves it"),
                        d, TRAIN_D_MAX);
    if (d % m->shape.heads)
        return !err_set(&m->lack,
                        _("%d heads do not divide rows of %d numbers: H takes another number of "
                          "heads"),
                        m->shape.heads, d);
    if (m->made == ATTENTION_BACK && !schemes[a->params.scheme].paired)
        return !err_set(&m->lack,
                        _("turning P back needs the pairs of sine and cosine, which the scheme %s "
                          "has not: c goes on to another scheme, W to other weights"),
                        schemes[a->params.scheme].name);
    return false;
}

static bool lacks_rows(struct app *a)
{
    struct attention_model *m = &a->attention;
    if (m->example.n) return false;
    return !err_set(&m->lack,
                    _("no word here has a row of X, so that there is nothing to look at"));
}

static bool owns_example(enum attention_weights made, const struct train_run *run)
{
    if (made != ATTENTION_TRAINED || !run) return false;
    int goal = run->recipe.goal;
    return goal == TRAIN_BEFORE || goal == TRAIN_CHASED || goal == TRAIN_BACKWARDS;
}

static bool lacks_run(struct app *a)
{
    struct attention_model *m = &a->attention;
    if (m->made != ATTENTION_TRAINED) return false;
    if (m->run && !owns_example(m->made, m->run) && m->run->shape.d_model != a->params.d_model)
        return !err_set(&m->lack,
                        _("trained was with d_model %d, and it is %d now: Space trains again"),
                        m->run->shape.d_model, a->params.d_model);
    if (m->run) return false;
    return !err_set(&m->lack, _("not trained yet: Space trains a block on this sentence, W goes on "
                                "to other weights"));
}

static enum attention_weights made_of(const struct app *a, const struct train_run *run)
{
    if (a->attention.weights != ATTENTION_ANY) return a->attention.weights;
    return run ? ATTENTION_TRAINED : ATTENTION_RANDOM;
}

/* By the state alone, not by what was read last: keys may rest on the layout before that. */
void attention_extent(const struct app *a, int *words, int *keys)
{
    const struct train_run *run = attention_run(a);
    enum attention_weights made = made_of(a, run);
    struct training_piece page = page_of(a, made);
    *words = *keys = max_int((int)page.count, 1);
    if (!owns_example(made, run)) return;
    struct train_example x = attention_own_example(a, run);
    *words = x.n;
    *keys = run->shape.cross ? x.sources : x.n;
}

/* The words' rows and the weights, once it is known that there are some. */
static bool fill_numbers(struct app *a)
{
    struct attention_model *m = &a->attention;
    if (!attention_hold(m, (size_t)m->shape.words)) return false;
    if (m->made == ATTENTION_RANDOM) train_start_values(&m->shape, a->params.seed, m->number);
    put_rows(a);
    if (m->made == ATTENTION_TRAINED) attention_put_trained(a);
    if (m->made == ATTENTION_BACK || m->made == ATTENTION_SAME) put_made(a);
    return true;
}

bool attention_read(struct app *a, struct err *e)
{
    struct attention_model *m = &a->attention;
    follow_recipe(a);
    m->run = attention_run(a);
    m->beginnings = a->training.beginnings;
    m->made = made_of(a, m->run);
    m->words = m->keys = m->untrained = 0;
    if (lacks_run(a)) return true;
    m->own = owns_example(m->made, m->run);
    if (m->own) return attention_read_own(a, e);
    if (!a->pipeline.count) {
        err_set(&m->lack, _("there is no token"));
        return true;
    }
    shapes[m->made](a);
    if (lacks_shape(a)) return true;
    read_page(a);
    if (lacks_rows(a)) return true;
    return fill_numbers(a) || err_memory(e);
}
