#include "app/similarity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memo.h"

#define NOISE 1e-7              /* of the greatest value: what float32 rounding may do to a similarity */
#define NUMBERS_MAX (1 << 19)   /* entries times d_model of a side */
#define TRIES_MAX (1 << 16)     /* pairs times positions that the rotation is tried at */
#define EXTRA 3                 /* items behind the curve's: the shifted one, and two exchanged */
#define PAIRS 2                 /* the selected token and another */
#define ITEMS_MAX (SIMILARITY_SIDE_MAX + SIMILARITY_SPAN_MAX + 1 + (PAIRS + 1) * SIMILARITY_COUNT + EXTRA)

/* ---- keys -------------------------------------------------------------- */

static unsigned run_matrix(struct app *a, const struct event *event)
{
    static const char *const news[] = {
        [SIMILARITY_P] = "P: how alike two positions are, whatever words stand there",
        [SIMILARITY_E] = "E: how alike two words are, wherever they stand",
        [SIMILARITY_X] = "X = E + P: how alike two tokens are that the transformer is given",
    };
    (void)event;
    struct similarity_model *m = &a->similarity;
    m->matrix = (enum similarity_matrix)((m->matrix + 1) % SIMILARITY_COUNT);
    app_say(a, "%s", news[m->matrix]);
    return 0;
}

static unsigned run_dot(struct app *a, const struct event *event)
{
    (void)event;
    a->similarity.dot = !a->similarity.dot;
    app_say(a, a->similarity.dot ? "dot products as they are: long vectors count for more"
                                 : "cosines: dot products over the lengths, +1 for the same direction");
    return 0;
}

static unsigned set_shift(struct app *a, int64_t shift)
{
    if (shift < 0 || shift > SIMILARITY_SHIFT_MAX)
        app_say(a, "the shift k stays within 0 … %d", SIMILARITY_SHIFT_MAX);
    else
        a->similarity.shift = (uint32_t)shift;
    return 0;
}

static unsigned run_shift_less(struct app *a, const struct event *event)
{
    (void)event;
    return set_shift(a, (int64_t)a->similarity.shift - 1);
}

static unsigned run_shift_more(struct app *a, const struct event *event)
{
    (void)event;
    return set_shift(a, (int64_t)a->similarity.shift + 1);
}

static void shift_range(const struct app *a, struct str *out)
{
    (void)a;
    str_addf(out, "0 … %d", SIMILARITY_SHIFT_MAX);
}

static bool accept_shift(struct app *a, const char *answer, struct err *e)
{
    char *end;
    unsigned long long shift = strtoull(answer, &end, 10);
    if (*answer < '0' || *answer > '9' || *end || shift > SIMILARITY_SHIFT_MAX)
        return err_set(e, "a whole number from 0 to %d is wanted", SIMILARITY_SHIFT_MAX);
    a->similarity.shift = (uint32_t)shift;
    return true;
}

static const struct prompt_kind ask_shift = {.label = "shift k", .accept = accept_shift, .range = shift_range};

static unsigned run_ask_shift(struct app *a, const struct event *event)
{
    (void)event;
    app_ask(a, &ask_shift);
    return 0;
}

const struct action similarity_actions[SIMILARITY_ACTIONS] = {
    {"similarity-matrix", "v", CONTEXT_BODY, "matrix", "v", "similarities of P, of E or of X", run_matrix},
    {"similarity-dot", "o", CONTEXT_BODY, "dot/cosine", "o", "dot products or cosines", run_dot},
    {"similarity-shift-less", "(", CONTEXT_BODY, "k", "( )", "the shift k one less", run_shift_less},
    {"similarity-shift-more", ")", CONTEXT_BODY, NULL, NULL, "the shift k one more", run_shift_more},
    {"similarity-shift", "x", CONTEXT_BODY, NULL, NULL, "ask for a shift k", run_ask_shift},
};

/* ---- rows -------------------------------------------------------------- */

int similarity_side_max(const struct app *a)
{
    int fits = NUMBERS_MAX / a->params.d_model;
    return fits < SIMILARITY_SIDE_MAX ? fits : SIMILARITY_SIDE_MAX;
}

bool similarity_runs_on(const struct app *a)
{
    return a->similarity.matrix == SIMILARITY_P && !schemes[a->params.scheme].of_text;
}

/* What rows are filled from. */
struct source {
    const struct pipeline *pipeline;
    float *scratch; /* (d_model) */
};

/* The matrix, and what its rows depend on: a word's index, a position, or both. */
static struct gram_key key_of(enum similarity_matrix matrix, uint32_t index, uint64_t position)
{
    uint64_t word = matrix == SIMILARITY_P ? 0 : index;
    return (struct gram_key){(uint64_t)matrix << 32 | word, matrix == SIMILARITY_E ? 0 : position};
}

static void fill_row(void *context, const struct gram_key *key, float *row)
{
    const struct source *s = context;
    const struct params *params = &s->pipeline->params;
    enum similarity_matrix matrix = (enum similarity_matrix)(key->a >> 32);
    int d = params->d_model;
    struct embedding table = {params->seed, d, params->init, params->scale};
    if (matrix != SIMILARITY_P)
        embedding_row(&table, (uint32_t)key->a, 0, d, row);
    if (matrix == SIMILARITY_E)
        return;
    float *p = matrix == SIMILARITY_P ? row : s->scratch;
    schemes[params->scheme].row(&s->pipeline->context, key->b, 0, d, p);
    for (int k = 0; k < d && matrix == SIMILARITY_X; k++)
        row[k] += p[k];
}

static bool same_rows(const struct params *a, const struct params *b)
{
    return a->d_model == b->d_model && a->seed == b->seed && a->init == b->init && a->scale == b->scale &&
           a->base <= b->base && a->base >= b->base && a->layout == b->layout && a->scheme == b->scheme;
}

/* Rows are kept as long as their keys mean the same. */
static void forget_stale(struct similarity_model *m, const struct pipeline *p)
{
    bool of_text = schemes[p->params.scheme].of_text &&
                   (p->count != m->last_count || p->params.offset != m->last.offset);
    if (!m->filled || of_text || !same_rows(&p->params, &m->last)) {
        gram_forget(&m->gram);
        m->map_ready = false;
    }
    m->last = p->params;
    m->last_count = p->count;
    m->filled = true;
}

static bool make_room(struct similarity_model *m, int d)
{
    if (!m->keys) {
        m->keys = malloc(ITEMS_MAX * sizeof *m->keys);
        m->map = malloc(SIMILARITY_SIDE_MAX * SIMILARITY_SIDE_MAX * sizeof *m->map);
        m->curve = malloc((SIMILARITY_SPAN_MAX + 1) * sizeof *m->curve);
        m->rises = malloc((SIMILARITY_SPAN_MAX + 1) * sizeof *m->rises);
    }
    m->memo = m->memo ? m->memo : memo_make();
    if (!m->keys || !m->map || !m->curve || !m->rises || !m->memo)
        return false;
    if (d > m->scratch_d) {
        free(m->scratch);
        m->scratch = malloc((size_t)d * sizeof *m->scratch);
        m->scratch_d = m->scratch ? d : 0;
    }
    return m->scratch;
}

void similarity_free(struct app *a)
{
    struct similarity_model *m = &a->similarity;
    gram_free(&m->gram);
    points_free(&m->points);
    free(m->keys);
    free(m->map);
    free(m->curve);
    free(m->rises);
    free(m->scratch);
    memo_free(m->memo);
    *m = (struct similarity_model){0};
}

/* ---- what is shown ----------------------------------------------------- */

static int clamp(int64_t value, int low, int high)
{
    return value < low ? low : value > high ? high : (int)value;
}

/* How many entries the map has, and how far the curve goes. */
static void choose_extent(struct app *a)
{
    struct similarity_model *m = &a->similarity;
    size_t count = a->pipeline.count, first = a->shown.window.row;
    int most = similarity_side_max(a) < SIMILARITY_SPAN_MIN ? SIMILARITY_SPAN_MIN : SIMILARITY_SPAN_MAX;
    int span = clamp(a->shown.list_cols, 0, most);
    m->side = clamp(a->shown.list_rows, 0, similarity_side_max(a));
    if (!similarity_runs_on(a) && (size_t)m->side > count - first)
        m->side = (int)(count - first);
    m->curve_first = 0;
    m->curve_count = span + 1;
    if (!count)
        m->side = m->curve_count = 0;
    if (!count || similarity_runs_on(a))
        return;
    size_t back = a->token < (size_t)span / 2 ? a->token : (size_t)span / 2;
    size_t ahead = count - 1 - a->token;
    ahead = ahead < (size_t)span - back ? ahead : (size_t)span - back;
    back = a->token < (size_t)span - ahead ? a->token : (size_t)span - ahead;
    m->curve_first = -(int)back;
    m->curve_count = (int)(back + ahead) + 1;
}

/* The key of the token `i`, which may be a position behind the text for P. */
static struct gram_key token_key(const struct app *a, enum similarity_matrix matrix, size_t i)
{
    const struct pipeline *p = &a->pipeline;
    return key_of(matrix, i < p->count ? pipeline_index(p, i) : 0, pipeline_position(p, i));
}

/* Whether the scheme has a row for the place of token i. */
static bool has_row(const struct pipeline *p, size_t i)
{
    return scheme_has_row(&schemes[p->params.scheme], pipeline_position(p, i));
}

/* Where the selected word stands again, besides the place at the shift, which has a line of its
 * own: the distance to the nearest such token, of two the later; 0: nowhere. */
static int64_t find_again(const struct app *a)
{
    const struct pipeline *p = &a->pipeline;
    uint32_t index = pipeline_index(p, a->token);
    size_t before = pipeline_last_use(p, index, a->token), behind = pipeline_next_use(p, index, a->token + 1);
    if (behind != SIZE_MAX && behind - a->token == a->similarity.shift) /* it is shown as such already */
        behind = pipeline_next_use(p, index, behind + 1);
    if (before == SIZE_MAX && behind == SIZE_MAX)
        return 0;
    if (before == SIZE_MAX || (behind != SIZE_MAX && behind - a->token <= a->token - before))
        return (int64_t)(behind - a->token);
    return -(int64_t)(a->token - before);
}

/* The selected token and another. */
static struct similarity_pair pair_with(const struct app *a, int64_t distance)
{
    const struct pipeline *p = &a->pipeline;
    struct similarity_pair pair = {.there = true, .distance = distance};
    pair.token = (size_t)((int64_t)a->token + distance);
    pair.position = pipeline_position(p, pair.token);
    bool in_text = pair.token < p->count, rows = has_row(p, a->token) && has_row(p, pair.token);
    pair.known[SIMILARITY_E] = in_text;
    pair.known[SIMILARITY_X] = in_text && rows;
    pair.known[SIMILARITY_P] = rows && (in_text || !schemes[p->params.scheme].of_text);
    return pair;
}

static void choose_pairs(struct app *a)
{
    struct similarity_model *m = &a->similarity;
    m->shifted = m->again = (struct similarity_pair){0};
    if (!a->pipeline.count)
        return;
    m->shifted = pair_with(a, m->shift);
    int64_t again = find_again(a);
    if (again)
        m->again = pair_with(a, again);
}

/* The neighbour that the selected token is exchanged with: the next one, at the end the one before. */
static size_t neighbour(const struct app *a)
{
    return a->token + 1 < a->pipeline.count ? a->token + 1 : a->token - 1;
}

/* The rows of a pair's other token that there are; behind the first pair's come the second's. */
static int list_pair(struct app *a, const struct similarity_pair *pair, int n)
{
    for (int matrix = 0; pair->there && matrix < SIMILARITY_COUNT; matrix++)
        if (pair->known[matrix])
            a->similarity.keys[n++] = token_key(a, (enum similarity_matrix)matrix, pair->token);
    return n;
}

/* Items: the map's, the curve's, the selected token's three, the pairs', the shifted position's, the
 * two exchanged. */
static int list_keys(struct app *a)
{
    struct similarity_model *m = &a->similarity;
    const struct pipeline *p = &a->pipeline;
    int n = 0;
    for (int i = 0; i < m->side; i++)
        m->keys[n++] = token_key(a, m->matrix, a->shown.window.row + (size_t)i);
    for (int i = 0; i < m->curve_count; i++)
        m->keys[n++] = token_key(a, m->matrix, a->token + (size_t)(m->curve_first + i));
    for (int matrix = 0; p->count && matrix < SIMILARITY_COUNT; matrix++)
        m->keys[n++] = token_key(a, (enum similarity_matrix)matrix, a->token);
    n = list_pair(a, &m->again, list_pair(a, &m->shifted, n));
    if (m->matrix == SIMILARITY_P && p->count)
        m->keys[n++] = token_key(a, m->matrix, a->token + m->shift);
    if (m->matrix == SIMILARITY_X && p->count > 1) {
        size_t other = neighbour(a);
        m->keys[n++] = key_of(m->matrix, pipeline_index(p, other), pipeline_position(p, a->token));
        m->keys[n++] = key_of(m->matrix, pipeline_index(p, a->token), pipeline_position(p, other));
    }
    return n;
}

static double value(struct similarity_model *m, int i, int j)
{
    return m->dot ? gram_dot(&m->gram, i, j) : gram_cosine(&m->gram, i, j);
}

/* 1, 2 or 5 times a power of ten, the least that holds `reach`. */
static double round_up(double reach)
{
    static const double steps[] = {1, 2, 5};
    double unit = reach > 0 ? pow(10, floor(log10(reach))) : 1;
    for (int i = 0; i < 3; i++)
        if (reach <= steps[i] * unit * (1 + 1e-9))
            return steps[i] * unit;
    return 10 * unit;
}

static void fill_map(struct similarity_model *m)
{
    size_t bytes = (size_t)m->side * sizeof *m->keys;
    if (m->map_ready && m->map_side == m->side && m->map_dot == m->dot && memcmp(m->map_keys, m->keys, bytes) == 0)
        return;
    m->map_ready = true;
    m->map_side = m->side;
    m->map_dot = m->dot;
    memcpy(m->map_keys, m->keys, bytes);
    double reach = 0;
    for (int i = 0; i < m->side; i++)
        gram_row_dots(&m->gram, i, 0, m->side);
    for (int i = 0; i < m->side; i++)
        for (int j = i; j < m->side; j++) {
            double alike = value(m, i, j), size = fabs(alike);
            m->map[i * m->side + j] = m->map[j * m->side + i] = alike;
            reach = size > reach ? size : reach;
        }
    m->full = m->dot ? round_up(reach) : 1;
    m->spread = similarity_spread(m->map, m->side);
}

/* Rises are told on the way from distance 0 outwards, to either side. */
static void fill_curve(struct similarity_model *m)
{
    int zero = -m->curve_first;
    double reach = 0;
    if (m->curve_count)
        gram_row_dots(&m->gram, m->side + zero, m->side, m->curve_count);
    for (int i = 0; i < m->curve_count; i++) {
        m->curve[i] = value(m, m->side + zero, m->side + i);
        reach = fmax(reach, fabs(m->curve[i]));
    }
    if (!m->curve_count)
        return;
    double reversed[SIMILARITY_SPAN_MAX + 1];
    bool rises[SIMILARITY_SPAN_MAX + 1];
    similarity_rises(m->curve + zero, m->curve_count - zero, NOISE * reach, m->rises + zero);
    for (int i = 0; i <= zero; i++)
        reversed[i] = m->curve[zero - i];
    similarity_rises(reversed, zero + 1, NOISE * reach, rises);
    for (int i = 1; i <= zero; i++)
        m->rises[zero - i] = rises[i];
}

/* ---- figures ----------------------------------------------------------- */

/* The cosines of E, P and X between the selected token and a pair's other one. Its items begin at
 * `item`; returns where the next ones do. */
static int fill_pair(struct similarity_model *m, struct similarity_pair *pair, int item)
{
    for (int matrix = 0; pair->there && matrix < SIMILARITY_COUNT; matrix++)
        if (pair->known[matrix])
            pair->cosine[matrix] = gram_cosine(&m->gram, m->side + m->curve_count + matrix, item++);
    return item;
}

/* What similarity_at() depends on; no padding. */
struct formula_key {
    double base;
    uint64_t position, shift; /* the position: 0 where all pairs are whole */
    int32_t d_model, layout;
};

static double formula(struct similarity_model *m, const struct pipeline *p, uint64_t position)
{
    const struct formula_key key = {p->params.base, p->params.d_model % 2 ? position : 0, m->shift,
                                    p->params.d_model, (int32_t)p->params.layout};
    bool fresh;
    double *kept = memo_of(m->memo, &key, sizeof key, sizeof *kept, &fresh);
    if (kept && fresh)
        *kept = similarity_at(&p->waves, position, m->shift);
    return kept ? *kept : similarity_at(&p->waves, position, m->shift);
}

/* Both in sight, and the rows that they would have, are items of the gram: the last two. */
static void exchange_neighbours(struct app *a, int items)
{
    struct similarity_model *m = &a->similarity;
    m->exchange = (struct similarity_exchange){0};
    size_t first = a->shown.window.row, other = neighbour(a);
    if (m->matrix != SIMILARITY_X || a->pipeline.count < 2)
        return;
    size_t left = a->token < other ? a->token : other;
    if (left < first || left + 1 >= first + (size_t)m->side || !has_row(&a->pipeline, left + 1))
        return;
    int old[2] = {(int)(a->token - first), (int)(other - first)}, new[2] = {items - 2, items - 1};
    const float *before[2] = {gram_row(&m->gram, old[0]), gram_row(&m->gram, old[1])};
    const float *after[2] = {gram_row(&m->gram, new[0]), gram_row(&m->gram, new[1])};
    double square = 0;
    for (int k = 0; k < a->params.d_model; k++) {
        double moved = (double)after[0][k] + (double)after[1][k] - (double)before[0][k] - (double)before[1][k];
        square += moved * moved;
    }
    m->exchange.there = true;
    m->exchange.mean = sqrt(square) / (double)a->pipeline.count;
    for (int side = 0; side < 2; side++)
        for (int j = 0; j < m->side; j++) {
            int then = j == old[0] ? new[0] : j == old[1] ? new[1] : j;
            double change = gram_cosine(&m->gram, new[side], then) - gram_cosine(&m->gram, old[side], j);
            m->exchange.scores = fmax(m->exchange.scores, fabs(change));
        }
}

/* Tries the blocks at the positions in sight; as many as stays cheap, from the
 * map's first on. What was tried at a position is kept while it is in sight. */
static void check_rotation(struct app *a)
{
    struct similarity_model *m = &a->similarity;
    const struct pipeline *p = &a->pipeline;
    int most = TRIES_MAX / p->waves.pairs;
    struct similarity_tried *then = &m->tried, now = {.base = p->params.base,
                                                      .first = pipeline_position(p, a->shown.window.row),
                                                      .shift = m->shift,
                                                      .d_model = p->params.d_model,
                                                      .count = m->side < most ? m->side : most};
    bool same = now.base <= then->base && now.base >= then->base && now.shift == then->shift &&
                now.d_model == then->d_model;
    m->worst = (struct rotation_worst){.pairs = now.d_model / 2, .position = now.first};
    for (int i = 0; i < now.count; i++) {
        uint64_t position = now.first + (uint64_t)i;
        bool tried = same && position >= then->first && position - then->first < (uint64_t)then->count;
        now.worst[i] = tried ? then->worst[position - then->first]
                             : rotation_check(&m->points, &p->waves, now.shift, position, 1);
        if (now.worst[i].residual > m->worst.residual)
            m->worst = now.worst[i];
    }
    m->checked = now.count;
    m->tried = now;
}

static void fill_figures(struct app *a, int items)
{
    struct similarity_model *m = &a->similarity;
    const struct pipeline *p = &a->pipeline;
    if (!p->count)
        return;
    int item = m->side + m->curve_count + SIMILARITY_COUNT;
    fill_pair(m, &m->again, fill_pair(m, &m->shifted, item));
    bool paired = schemes[p->params.scheme].paired;
    if (paired)
        check_rotation(a);
    if (paired && m->matrix == SIMILARITY_P) {
        m->product = gram_dot(&m->gram, m->side, items - 1); /* the curve begins at distance 0 */
        m->formula = formula(m, p, pipeline_position(p, a->token));
    }
    exchange_neighbours(a, items);
}

bool similarity_look(struct app *a, struct err *e)
{
    struct similarity_model *m = &a->similarity;
    const struct pipeline *p = &a->pipeline;
    if (!make_room(m, p->params.d_model) || !points_set(&m->points, &p->waves))
        return err_memory(e);
    forget_stale(m, p);
    choose_extent(a);
    choose_pairs(a);
    struct source source = {p, m->scratch};
    int items = list_keys(a);
    if (!gram_set(&m->gram, p->params.d_model, m->keys, items, fill_row, &source, e)) {
        m->map_ready = false;
        m->side = m->curve_count = 0;
        return false;
    }
    fill_map(m);
    fill_curve(m);
    fill_figures(a, items);
    return true;
}
