/* The map's boxes, the shapes between them and the way from the encoder to the decoder. */
#include <math.h>
#include <stdio.h>

#include "app/state/scale.h"
#include "app/state/training.h"
#include "app/learning/attention.h"
#include "base/num.h"
#include "base/words.h"
#include "view/attention/attention_parts.h"
#include "view/attention/map_parts.h"
#include "view/marks/heat.h"
#include "view/marks/label.h"

#define SIDE_COLS 38
#define GAP 5 /* columns between encoder and decoder */
#define TWO_FROM 60
#define SIDE_FROM 104

/* Computed, computed elsewhere, not computed: told apart by their lines, without colour too. */
static const struct map_signs signs[] = {
    {"[", "]", {"╭", "╮", "╰", "╯"}, "─", "│"},
    {"(", ")", {"┌", "┐", "└", "┘"}, "╌", "╎"},
    {" ", " ", {"·", "·", "·", "·"}, "·", "·"},
};
static const struct map_signs ascii_signs[] = {
    {"[", "]", {"+", "+", "+", "+"}, "-", "|"},
    {"(", ")", {".", ".", ".", "."}, "-", ":"},
    {" ", " ", {".", ".", ".", "."}, ".", "."},
};

const struct map_signs *map_signs(const struct caps *caps, enum map_state state)
{
    return &(caps->ascii ? ascii_signs : signs)[state];
}

/* ---- the layout -------------------------------------------------------- */

struct map_layout map_layout(const struct app *a, int rows, int cols)
{
    struct map_layout l = {.first = 1, .levels = MAP_LEVELS};
    l.step = rows >= 4 * MAP_LEVELS + 3 ? 4 : rows >= 2 * MAP_LEVELS + 1 ? 2 : 1;
    l.box_rows = l.step == 4 ? 3 : 1;
    l.bottom = rows - (l.step == 4 ? 2 : rows > MAP_LEVELS + 1);
    if (rows < MAP_LEVELS + 1) { /* the levels around the chosen box */
        l.levels = max_int(rows - 1, 1);
        l.first =
            clamp_int(map_boxes[map_here(a)].level - l.levels / 2, 1, MAP_LEVELS - l.levels + 1);
    }
    int side = cols >= SIDE_FROM ? SIDE_COLS : 0, room = cols - 2 - side;
    bool two = room >= TWO_FROM;
    bool decoder = map_boxes[map_here(a)].decoder;
    int left = two ? clamp_int((room - GAP) * 3 / 7, 20, 33) : decoder ? 0 : room;
    l.encoder = (struct span){0, 1, left};
    l.decoder = two ? (struct span){0, 1 + left + GAP, min_int(room - left - GAP, side ? 40 : 44)}
                    : (struct span){0, 1, decoder ? room : 0};
    if (side) l.side = (struct span){0, cols - side, side - 1};
    return l;
}

int map_level_row(const struct map_layout *l, int level)
{
    return l->bottom - l->step * (level - l->first) - l->box_rows;
}

static bool in_sight(const struct map_layout *l, int level)
{
    return level >= l->first && level < l->first + l->levels;
}

/* Columns of a box within those of its half of the transformer. */
static struct span box_span(const struct map_layout *l, enum map_box box)
{
    const struct map_box_info *b = &map_boxes[box];
    struct span at = b->decoder ? l->decoder : l->encoder;
    int half = (at.cols - 3) / 2;
    if (b->half == MAP_RIGHT) at.col += at.cols - half;
    if (b->half != MAP_WHOLE) at.cols = half;
    at.row = map_level_row(l, b->level);
    return at;
}

/* ---- a box ------------------------------------------------------------- */

static enum role box_role(const struct app *a, enum map_box box)
{
    if (box == map_here(a)) return ROLE_ACCENT;
    return map_state(a, box) == MAP_COMPUTED ? ROLE_STRONG : ROLE_DIM;
}

static void draw_lines(const struct canvas *c, struct span at, const struct map_signs *s,
                       enum role role)
{
    int last = at.col + at.cols - 1;
    for (int edge = 0; edge < 2; edge++) {
        int row = at.row + 2 * edge;
        draw_text(c, row, at.col, 1, role, s->corners[(ptrdiff_t)2 * edge]);
        for (int col = at.col + 1; col < last; col++) draw_text(c, row, col, 1, role, s->across);
        draw_text(c, row, last, 1, role, s->corners[2 * edge + 1]);
    }
    draw_text(c, at.row + 1, at.col, 1, role, s->down);
    draw_text(c, at.row + 1, last, 1, role, s->down);
}

/* Its name, and at the right its shape, or where it is computed. */
static void draw_words(const struct app *a, const struct canvas *c, struct span at,
                       enum map_box box)
{
    struct str right = STR_EMPTY;
    map_shape(a, box, &right);
    if (!right.len) map_elsewhere(a, box, &right);
    const char *name = map_name(a, box);
    int aside = draw_width(c, str_text(&right)), width = draw_width(c, name);
    if (width + aside + 1 > at.cols) name = _(map_boxes[box].brief), width = draw_width(c, name);
    enum role role = box_role(a, box);
    draw_text(c, at.row, at.col, at.cols, role, name);
    const char *here = _("◂ you are here");
    int marked = box == map_here(a) ? draw_width(c, here) + 2 : 0;
    if (marked && width + aside + 1 + marked <= at.cols)
        draw_text(c, at.row, at.col + width + 2, marked, ROLE_ACCENT, here);
    if (width + aside + 1 <= at.cols)
        draw_right(c, at.row, at.col + width + 1, at.cols - width - 1,
                   role == ROLE_ACCENT ? ROLE_TEXT : ROLE_DIM, str_text(&right));
    str_free(&right);
}

static void draw_box(const struct app *a, const struct canvas *c, const struct map_layout *l,
                     enum map_box box)
{
    struct span at = box_span(l, box);
    const struct map_signs *s = map_signs(c->caps, map_state(a, box));
    const struct attention_model *m = &a->attention;
    int64_t boxes = (int64_t)m->words * m->keys + TRAIN_HEADS_MAX + ATTENTION_FORMS;
    if (at.cols < 4 || !in_sight(l, map_boxes[box].level)) return;
    at.row += c->row;
    at.col += c->col;
    enum role role = box_role(a, box);
    if (l->box_rows == 3) {
        draw_lines(c, at, s, role);
    } else {
        draw_text(c, at.row, at.col, 1, role, s->left);
        draw_text(c, at.row, at.col + at.cols - 1, 1, role, s->right);
    }
    int pad = l->box_rows == 3 ? 2 : 1, middle = at.row + l->box_rows / 2;
    struct span inside = {middle, at.col + pad, at.cols - 2 * pad};
    draw_words(a, c, inside, box);
    link_choice(c, (struct area){at.row, at.col, l->box_rows, at.cols}, boxes + (int)box);
    if (box != map_here(a)) return;
    frame_tint(c->frame, middle, at.col + 1, 1, at.cols - 2, SLOT_SELECTED);
}

/* ---- between the boxes ------------------------------------------------- */

const double *map_row(const struct app *a, enum map_box box, double room[TRAIN_D_MAX])
{
    const struct attention_model *m = &a->attention;
    const struct train_trace *t = &m->right;
    int d = m->shape.d_model, row = m->ready ? m->word[attention_row(a)].row : -1;
    struct train_part part;
    if (row < 0 || map_state(a, box) != MAP_COMPUTED || !map_boxes[box].decoder != !map_decodes(a))
        return NULL;
    size_t at = (size_t)row * (size_t)d;
    int level = map_boxes[box].level;
    if (level == map_boxes[MAP_X].level) return t->x + at;
    if (level == map_boxes[MAP_LOGITS].level) return t->last + at;
    if (level == map_boxes[MAP_SOFTMAX].level) return NULL;
    if (level >= map_boxes[MAP_SELF].level) return t->block[t->blocks - 1].out + at;
    if (box == MAP_P || box == MAP_SOURCE_P) {
        bool own = train_find_part(&m->shape, TRAIN_PART_P, 0, &part);
        return own ? m->number + part.at + at : m->places + at;
    }
    if (!train_find_part(&m->shape, TRAIN_PART_T, 0, &part)) return NULL;
    const double *drawn = m->number + part.at + m->example.word[row] * (size_t)d;
    for (int k = 0; k < d; k++) room[k] = drawn[k] * (m->shape.scale ? sqrt(d) : 1);
    return room;
}

/* Above a box: an arrow, the shape that goes on, and the selected word's row of it. */
static void draw_arrow(const struct app *a, const struct canvas *c, const struct map_layout *l,
                       enum map_box box)
{
    const struct attention_model *m = &a->attention;
    struct span at = box_span(l, box);
    double room[TRAIN_D_MAX];
    const double *row = map_row(a, box, room);
    if (at.cols < 12 || l->step < 2 || !in_sight(l, map_boxes[box].level)) return;
    int top = c->row + at.row - 1, col = c->col + at.col + 2, d = m->shape.d_model;
    bool computed = map_state(a, box) == MAP_COMPUTED, decoder = map_boxes[box].decoder;
    bool flows = decoder ? map_decodes(a) && (computed || box != MAP_LOGITS) : map_encodes(a);
    int rows = decoder || !m->shape.cross ? m->right.n : m->right.keys;
    char text[64] = "";
    if (flows && m->ready)
        snprintf(text, sizeof text, "%d × %d", rows, box == MAP_LOGITS ? m->shape.classes : d);
    enum role role = computed ? ROLE_TEXT : ROLE_DIM;
    draw_text(c, top, col, 1, role, "↑");
    int taken = draw_text(c, top, col + 2, at.cols - 4, role, text);
    int from = col + 2 + max_int(taken, 7) + 2;
    if (!row || box == MAP_LOGITS || from + d > c->col + at.col + at.cols) return;
    const struct heat_row h = {.col = from,
                               .width = 1,
                               .full = scale_full(a),
                               .selected = a->dim < d ? a->dim : -1,
                               .doubles = true,
                               .bare = true};
    heat_row(c->frame, top, &h, row, d, c->caps);
}

/* The way from the encoder's end into cross-attention. */
static void draw_way(const struct app *a, const struct canvas *c, const struct map_layout *l)
{
    bool computed = map_state(a, MAP_CROSS) == MAP_COMPUTED;
    enum role role = computed ? ROLE_STRONG : ROLE_DIM;
    struct span to = box_span(l, MAP_CROSS);
    int from = c->col + l->encoder.col + l->encoder.cols, row = c->row + to.row + l->box_rows / 2;
    if (!l->encoder.cols || !l->decoder.cols || !in_sight(l, map_boxes[MAP_CROSS].level)) return;
    const struct map_signs *s = map_signs(c->caps, MAP_COMPUTED);
    for (int col = from; col < c->col + to.col - 1; col++)
        draw_text(c, row, col, 1, role, s->across);
    draw_text(c, row, c->col + to.col - 1, 1, role, "▸");
    if (l->step < 2) return;
    char text[64];
    if (computed)
        snprintf(text, sizeof text, _("↑ keys and values, %d × %d"), a->attention.right.keys,
                 a->attention.shape.d_model);
    else
        snprintf(text, sizeof text, "%s", _("↑ keys and values"));
    draw_text(c, c->row + to.row - 1, c->col + l->encoder.col + 2, l->encoder.cols - 2, role, text);
}

/* The indices below, and the word that comes out above. */
static void draw_ends(const struct app *a, const struct canvas *c, const struct map_layout *l)
{
    const struct attention_model *m = &a->attention;
    int row = c->row + l->bottom;
    if (l->bottom < c->rows && l->first == 1) {
        if (l->encoder.cols)
            draw_text(c, row, c->col + l->encoder.col, l->encoder.cols,
                      map_encodes(a) ? ROLE_STRONG : ROLE_DIM, _("encoder"));
        if (l->decoder.cols)
            draw_text(c, row, c->col + l->decoder.col, l->decoder.cols,
                      map_decodes(a) ? ROLE_STRONG : ROLE_DIM, _("decoder"));
    }
    int top = c->row + map_level_row(l, MAP_LEVELS) - 1, word = m->ready ? attention_row(a) : 0;
    if (!m->ready || map_state(a, MAP_SOFTMAX) != MAP_COMPUTED || m->word[word].row < 0 ||
        top <= c->row || !l->decoder.cols)
        return;
    int at = m->word[word].row * m->shape.classes, best = 0;
    for (int k = 1; k < m->shape.classes; k++)
        if (m->right.p[at + k] > m->right.p[at + best]) best = k;
    struct str text = STR_EMPTY;
    str_addf(&text, "↑ %.3f ", m->right.p[at + best]);
    int col = c->col + l->decoder.col + 2;
    col += draw_text(c, top, col, l->decoder.cols - 4, ROLE_TEXT, str_text(&text));
    str_clear(&text);
    training_word(a, m->run->task.class_word[best], &text);
    draw_cut(c, (struct span){top, col, c->col + l->decoder.col + l->decoder.cols - col},
             ROLE_STRONG, str_text(&text), text.len);
    str_free(&text);
}

void map_draw(const struct app *a, const struct canvas *c)
{
    struct map_layout l = map_layout(a, c->rows, c->cols);
    for (int i = 0; i < MAP_BOXES; i++) {
        enum map_box box = (enum map_box)i;
        draw_box(a, c, &l, box);
        bool whole = map_boxes[i].half == MAP_WHOLE;
        if ((whole && box != MAP_SOURCE_FEED && box != MAP_SOFTMAX) || box == MAP_E ||
            box == MAP_SOURCE_E)
            draw_arrow(a, c, &l, box);
    }
    draw_way(a, c, &l);
    draw_ends(a, c, &l);
    struct canvas legend = *c, side = *c;
    legend.col += l.encoder.col;
    legend.cols = l.encoder.cols;
    legend.row += 1;
    legend.rows = map_level_row(&l, map_boxes[MAP_SOURCE_FEED].level) - 2 - (l.step > 1);
    if (l.encoder.cols && l.levels == MAP_LEVELS) map_legend_draw(a, &legend);
    side.col += l.side.col;
    side.cols = l.side.cols;
    if (l.side.cols) map_side_draw(a, &side);
}
