#include "app/views/similarity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/state/view.h"
#include "base/memory.h"
#include "base/num.h"
#include "base/words.h"
#include "core/vec/vecstat.h"

#define NOISE 1e-7 /* of the greatest value: what float32 rounding may do to a similarity */
#define NUMBERS_MAX (1 << 19) /* entries times d_model of a side */
#define TRIES_MAX (1 << 16)   /* pairs times positions that the rotation is tried at */

/* ---- rows -------------------------------------------------------------- */

int similarity_side_max(const struct app *a)
{
    return min_int(NUMBERS_MAX / a->params.d_model, SIMILARITY_SIDE_MAX);
}

bool similarity_runs_on(const struct app *a)
{
    return a->similarity.matrix == SIMILARITY_P && !pipeline_scheme(&a->pipeline)->of_text;
}

/* The items: rows of the matrix for the map's places, then for the curve's, then single rows:
 * the selected token's three, the pairs', the shifted position's, the two exchanged. */

static const float *item_row(const struct similarity_model *m, int item)
{
    return m->rows + (size_t)item * (size_t)m->width;
}

/* Row i of `count` that stand one after the other, of d_model numbers, goes to where it belongs in
 * a row of m->width, with zeros in the rest, which change no product: P of [E, P] after E. */
static void spread(struct similarity_model *m, float *rows, int count, size_t at)
{
    size_t d = (size_t)m->d_model, width = (size_t)m->width;
    if (width == d) return;
    for (size_t i = (size_t)count; i-- > 0;) {
        memmove(rows + i * width + at, rows + i * d, d * sizeof *rows);
        memset(rows + i * width + (at ? 0 : d), 0, d * sizeof *rows);
    }
}

/* Appends the rows of a matrix for words (indices) at successive positions. */
static void add_items(struct app *a, enum similarity_matrix matrix, const uint32_t *index,
                      uint64_t position, int count)
{
    struct similarity_model *m = &a->similarity;
    struct row_source table = pipeline_table(&a->pipeline);
    size_t d = (size_t)m->d_model, width = (size_t)m->width;
    float *rows = m->rows + (size_t)m->items * width;
    m->items += count;
    if (matrix != SIMILARITY_E) {
        pipeline_position_rows(&a->pipeline, position, (size_t)count, 0, m->d_model, rows);
        spread(m, rows, count, width - d);
    }
    for (int i = 0; i < count && matrix != SIMILARITY_P; i++) {
        float *row = rows + (size_t)i * width;
        row_source_row(&table, index[i], 0, m->d_model, m->scratch);
        if (matrix == SIMILARITY_E) memset(row, 0, width * sizeof *row);
        if (matrix == SIMILARITY_E || width > d)
            memcpy(row, m->scratch, d * sizeof *row);
        else
            for (size_t k = 0; k < d; k++) row[k] += m->scratch[k];
    }
}

/* The same for `count` places of the text, of P also for such after its end. */
static void add_places(struct app *a, enum similarity_matrix matrix, size_t first, int count)
{
    uint32_t index[SIMILARITY_SPAN_MAX + 1];
    if (matrix != SIMILARITY_P) pipeline_indices(&a->pipeline, first, (size_t)count, index);
    add_items(a, matrix, index, pipeline_position(&a->pipeline, first), count);
}

static bool make_room(struct similarity_model *m, int d, int width)
{
    size_t items = (size_t)m->side + (size_t)m->curve_count + SIMILARITY_SINGLE_MAX;
    if (!m->map)
        m->map = memory_new((size_t)SIMILARITY_SIDE_MAX * SIMILARITY_SIDE_MAX, sizeof *m->map);
    m->d_model = d;
    m->width = width;
    return m->map && view_reserve(&m->rows, items * (size_t)width) &&
           view_reserve(&m->scratch, (size_t)d);
}

static void free_rows(struct app *a)
{
    struct similarity_model *m = &a->similarity;
    free(m->map);
    free(m->rows);
    free(m->scratch);
    *m = (struct similarity_model){0};
}

/* ---- what is shown ----------------------------------------------------- */

/* How many entries the map has, and how far the curve goes. */
static void choose_extent(struct app *a)
{
    struct similarity_model *m = &a->similarity;
    size_t count = a->pipeline.count, first = a->shown.window.row;
    bool few = similarity_side_max(a) < SIMILARITY_SPAN_MIN;
    int span = clamp_int(a->shown.own_cols, 0, few ? SIMILARITY_SPAN_MIN : SIMILARITY_SPAN_MAX);
    m->side = clamp_int(a->shown.own_rows, 0, similarity_side_max(a));
    if (!similarity_runs_on(a) && (size_t)m->side > count - first) m->side = (int)(count - first);
    m->curve_first = 0;
    m->curve_count = span + 1;
    if (!count) m->side = m->curve_count = 0;
    if (!count || similarity_runs_on(a)) return;
    size_t back = min_size(a->token, (size_t)span / 2);
    size_t ahead = min_size(count - 1 - a->token, (size_t)span - back);
    back = min_size(a->token, (size_t)span - ahead);
    m->curve_first = -(int)back;
    m->curve_count = (int)(back + ahead) + 1;
}

/* Whether the scheme has a row for the place of token i. */
static bool has_row(const struct pipeline *p, size_t i)
{
    return pipeline_has_position(p, pipeline_position(p, i));
}

/* Where the selected word stands again, besides the place at the shift, which has a line of its
 * own: the distance to the nearest such token, of two the later; 0: nowhere. */
static int64_t find_again(const struct app *a)
{
    const struct pipeline *p = &a->pipeline;
    uint32_t index = pipeline_index(p, a->token);
    size_t before = pipeline_last_use(p, index, a->token),
           after = pipeline_next_use(p, index, a->token + 1);
    if (after != SIZE_MAX &&
        after - a->token == a->similarity.shift) /* it is shown as such already */
        after = pipeline_next_use(p, index, after + 1);
    if (before == SIZE_MAX && after == SIZE_MAX) return 0;
    if (before == SIZE_MAX || (after != SIZE_MAX && after - a->token <= a->token - before))
        return (int64_t)(after - a->token);
    return -(int64_t)(a->token - before);
}

/* The selected token and another. */
static struct similarity_pair pair_with(const struct app *a, int64_t distance)
{
    const struct pipeline *p = &a->pipeline;
    struct similarity_pair pair = {.there = true};
    pair.token = (size_t)((int64_t)a->token + distance);
    pair.position = pipeline_position(p, pair.token);
    bool in_text = pair.token < p->count,
         words = in_text && !pipeline_is_gap(p, a->token) && !pipeline_is_gap(p, pair.token),
         rows = has_row(p, a->token) && has_row(p, pair.token);
    pair.known[SIMILARITY_E] = words;
    pair.known[SIMILARITY_X] = words && rows;
    pair.known[SIMILARITY_P] = rows && (in_text || !pipeline_scheme(p)->of_text);
    return pair;
}

static void choose_pairs(struct app *a)
{
    struct similarity_model *m = &a->similarity;
    m->shifted = m->again = (struct similarity_pair){0};
    if (!a->pipeline.count) return;
    m->shifted = pair_with(a, m->shift);
    int64_t again = find_again(a);
    if (again) m->again = pair_with(a, again);
}

/* The neighbour that the selected token is exchanged with: the next one, or else the last. */
static size_t neighbour(const struct app *a)
{
    return a->token + 1 < a->pipeline.count ? a->token + 1 : a->token - 1;
}

/* The rows of a pair's other token that there are. */
static void add_pair(struct app *a, const struct similarity_pair *pair)
{
    for (int matrix = 0; pair->there && matrix < SIMILARITY_COUNT; matrix++)
        if (pair->known[matrix]) add_places(a, (enum similarity_matrix)matrix, pair->token, 1);
}

static void fill_items(struct app *a)
{
    struct similarity_model *m = &a->similarity;
    const struct pipeline *p = &a->pipeline;
    m->items = 0;
    if (!p->count) return;
    add_places(a, m->matrix, a->shown.window.row, m->side);
    add_places(a, m->matrix, a->token + (size_t)m->curve_first, m->curve_count);
    for (int matrix = 0; matrix < SIMILARITY_COUNT; matrix++)
        add_places(a, (enum similarity_matrix)matrix, a->token, 1);
    add_pair(a, &m->shifted);
    add_pair(a, &m->again);
    if (m->matrix == SIMILARITY_P) add_places(a, m->matrix, a->token + m->shift, 1);
    if (m->matrix == SIMILARITY_X && p->count > 1) {
        size_t other = neighbour(a);
        const uint32_t index[2] = {pipeline_index(p, other), pipeline_index(p, a->token)};
        add_items(a, m->matrix, &index[0], pipeline_position(p, a->token), 1);
        add_items(a, m->matrix, &index[1], pipeline_position(p, other), 1);
    }
    for (int i = 0; i < m->items; i++) m->length[i] = vec_norm(item_row(m, i), m->width);
}

/* A dot product of two items as their cosine: NaN where one is zero, or of NaN. */
static double cosine_of(const struct similarity_model *m, int i, int j, double dot)
{
    double lengths = m->length[i] * m->length[j];
    return lengths > 0 ? fmax(-1, fmin(1, dot / lengths)) : (double)NAN;
}

/* out[k] = the dot product, or the cosine, of item i and item first + k. */
static void compare_items(const struct similarity_model *m, int i, int first, int count, bool dot,
                          double *out)
{
    const float *rows[SIMILARITY_ITEMS_MAX] = {NULL};
    for (int k = 0; k < count; k++) rows[k] = item_row(m, first + k);
    vec_dots(item_row(m, i), rows, count, m->width, out);
    for (int k = 0; k < count && !dot; k++) out[k] = cosine_of(m, i, first + k, out[k]);
}

static double item_cosine(const struct similarity_model *m, int i, int j)
{
    double cosine;
    compare_items(m, i, j, 1, false, &cosine);
    return cosine;
}

static void fill_map(struct similarity_model *m)
{
    double reach = 0;
    for (int i = 0; i < m->side; i++) {
        double *row = m->map + (ptrdiff_t)i * m->side;
        compare_items(m, i, 0, i + 1, m->dot, row);
        for (int j = 0; j <= i; j++) {
            m->map[j * m->side + i] = row[j];
            reach = fabs(row[j]) > reach ? fabs(row[j]) : reach;
        }
    }
    m->full = m->dot ? nice_ceiling(reach) : 1;
    m->spread = similarity_spread(m->map, m->side);
}

/* Rises are told on the way from distance 0 outwards, to either side. */
static void fill_curve(struct similarity_model *m)
{
    int zero = -m->curve_first;
    double reach = 0;
    if (!m->curve_count) return;
    compare_items(m, m->side + zero, m->side, m->curve_count, m->dot, m->curve);
    for (int i = 0; i < m->curve_count; i++) reach = fmax(reach, fabs(m->curve[i]));
    double reversed[SIMILARITY_SPAN_MAX + 1];
    bool rises[SIMILARITY_SPAN_MAX + 1];
    similarity_rises(m->curve + zero, m->curve_count - zero, NOISE * reach, m->rises + zero);
    for (int i = 0; i <= zero; i++) reversed[i] = m->curve[zero - i];
    similarity_rises(reversed, zero + 1, NOISE * reach, rises);
    for (int i = 1; i <= zero; i++) m->rises[zero - i] = rises[i];
}

/* ---- figures ----------------------------------------------------------- */

/* The cosines of E, P and X between the selected token and a pair's other one. Its items begin at
 * `item`; returns where the next ones do. */
static int fill_pair(struct similarity_model *m, struct similarity_pair *pair, int item)
{
    for (int matrix = 0; pair->there && matrix < SIMILARITY_COUNT; matrix++)
        if (pair->known[matrix])
            pair->cosine[matrix] = item_cosine(m, m->side + m->curve_count + matrix, item++);
    return item;
}

/* The greatest change of a cosine between one of the two words exchanged and another word in
 * sight: the words are followed, not their places. The two are items old[side] now and would be
 * items new[side], each at the other's place. */
static double greatest_change(const struct similarity_model *m, const int old[2], const int new[2])
{
    double max = 0, now[SIMILARITY_SIDE_MAX], then[SIMILARITY_SIDE_MAX];
    for (int side = 0; side < 2; side++) {
        compare_items(m, old[side], 0, m->side, false, now);
        compare_items(m, new[side], 0, m->side, false, then);
        then[old[side]] = now[old[side]];
        then[old[1 - side]] = item_cosine(m, new[side], new[1 - side]);
        for (int j = 0; j < m->side; j++) max = fmax(max, fabs(then[j] - now[j]));
    }
    return max;
}

/* Both in sight, and the rows that they would have, which are the last two items. */
static void exchange_neighbours(struct app *a)
{
    struct similarity_model *m = &a->similarity;
    m->exchange = (struct similarity_exchange){0};
    if (m->matrix != SIMILARITY_X || a->pipeline.count < 2) return;
    size_t first = a->shown.window.row, other = neighbour(a),
           left = a->token < other ? a->token : other;
    if (left < first || left + 1 >= first + (size_t)m->side || !has_row(&a->pipeline, left + 1))
        return;
    int old[2] = {(int)(a->token - first), (int)(other - first)},
        new[2] = {m->items - 1, m->items - 2}; /* each word at the other's place */
    const float *before[2] = {item_row(m, old[0]), item_row(m, old[1])};
    const float *after[2] = {item_row(m, new[0]), item_row(m, new[1])};
    double square = 0;
    for (int k = 0; k < m->width; k++) {
        double moved =
            (double)after[0][k] + (double)after[1][k] - (double)before[0][k] - (double)before[1][k];
        square += moved * moved;
    }
    if (isnan(square)) return; /* of a gap there is no X */
    m->exchange = (struct similarity_exchange){true, sqrt(square) / (double)a->pipeline.count,
                                               greatest_change(m, old, new)};
}

/* Tries the blocks at the positions in sight; as many as stays cheap, from the map's first on. */
static void check_rotation(struct app *a)
{
    struct similarity_model *m = &a->similarity;
    const struct pipeline *p = &a->pipeline;
    m->checked = min_int(m->side, TRIES_MAX / p->waves.pairs);
    m->worst =
        rotation_check(&p->waves, m->shift, pipeline_position(p, a->shown.window.row), m->checked);
}

static void fill_figures(struct app *a)
{
    struct similarity_model *m = &a->similarity;
    const struct pipeline *p = &a->pipeline;
    if (!p->count) return;
    int item = m->side + m->curve_count + SIMILARITY_COUNT;
    fill_pair(m, &m->again, fill_pair(m, &m->shifted, item));
    bool paired = pipeline_scheme(p)->paired;
    if (paired) check_rotation(a);
    if (paired && m->matrix == SIMILARITY_P) { /* the curve begins at distance 0 */
        m->product = vec_dot(item_row(m, m->side), item_row(m, m->items - 1), m->width);
        m->formula = similarity_at(&p->waves, pipeline_position(p, a->token), m->shift);
    }
    exchange_neighbours(a);
}

static bool look(struct app *a, struct err *e)
{
    struct similarity_model *m = &a->similarity;
    choose_extent(a);
    choose_pairs(a);
    if (!make_room(m, a->pipeline.params.d_model, pipeline_x_width(&a->pipeline))) {
        m->side = m->curve_count = 0;
        return err_memory(e);
    }
    fill_items(a);
    fill_map(m);
    fill_curve(m);
    fill_figures(a);
    return true;
}

/* ---- keys -------------------------------------------------------------- */

static void next_matrix(struct app *a, int by)
{
    static const char *const news[] = {
        [SIMILARITY_P] = N_("P: how alike two positions are, whatever words stand there"),
        [SIMILARITY_E] = N_("E: how alike two words are, wherever they stand"),
        [SIMILARITY_X] = N_("X = E + P: how alike two tokens are that the transformer is given"),
    };
    struct similarity_model *m = &a->similarity;
    m->matrix = (enum similarity_matrix)(((int)m->matrix + by) % SIMILARITY_COUNT);
    bool joined = m->matrix == SIMILARITY_X && a->params.join == JOIN_CONCATENATE;
    app_say(a, "%s",
            joined ? _("X = [E, P]: a dot product is that of E plus that of P, for two tokens")
                   : _(news[m->matrix]));
}

static void change_dot(struct app *a, int by)
{
    (void)by;
    a->similarity.dot = !a->similarity.dot;
    app_say(a, a->similarity.dot
                   ? _("dot products as they are: long vectors count for more")
                   : _("cosines: dot products over the lengths, +1 for the same direction"));
}

static void move_shift(struct app *a, int by)
{
    int64_t shift = (int64_t)a->similarity.shift + by;
    if (shift < 0 || shift > SIMILARITY_SHIFT_MAX)
        app_say(a, _("the shift k stays within 0 … %d"), SIMILARITY_SHIFT_MAX);
    else
        a->similarity.shift = (uint32_t)shift;
}

static void shift_range(const struct app *a, struct str *out)
{
    (void)a;
    str_addf(out, "0 … %d", SIMILARITY_SHIFT_MAX);
}

static bool accept_shift(struct app *a, const char *answer, struct err *e)
{
    uint64_t shift;
    if (!app_read_number(answer, 0, SIMILARITY_SHIFT_MAX, &shift, e)) return false;
    a->similarity.shift = (uint32_t)shift;
    return true;
}

static const struct prompt_kind ask_shift = {
    .label = N_("shift k"), .accept = accept_shift, .range = shift_range};

static void run_ask_shift(struct app *a, int by)
{
    (void)by;
    app_ask(a, &ask_shift);
}

/* On a distance of the curve. */
static bool click(struct app *a, const struct target *target)
{
    if (target->index < 0 || target->index > SIMILARITY_SHIFT_MAX) return false;
    a->similarity.shift = (uint32_t)target->index;
    app_say(a, _("the shift k = %u: ( and ) change it by one"), a->similarity.shift);
    return true;
}

static const struct action own_actions[] = {
    {"similarity-matrix", "v", CONTEXT_BODY, N_("matrix"), "v",
     N_("similarities of P, of E or of X"), next_matrix, 1},
    {"similarity-dot", "o", CONTEXT_BODY, N_("dot/cosine"), "o", N_("dot products or cosines"),
     change_dot, 0},
    {"similarity-shift-less", "(", CONTEXT_BODY, "k", "( )", N_("the shift k one less"), move_shift,
     -1},
    {"similarity-shift-more", ")", CONTEXT_BODY, NULL, NULL, N_("the shift k one more"), move_shift,
     1},
    {"similarity-shift", "x", CONTEXT_BODY, NULL, NULL, N_("ask for a shift k"), run_ask_shift, 0},
};

const struct model similarity_model = {
    MODEL_ACTIONS(own_actions), .own_scale = true, .click = click, .look = look, .free = free_rows,
};
