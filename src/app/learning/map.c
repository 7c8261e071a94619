#include "app/learning/map.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "app/state/action.h"
#include "app/state/training.h"
#include "app/state/view.h"
#include "app/learning/attention_parts.h"
#include "base/words.h"

const struct map_box_info map_boxes[MAP_BOXES] = {
    [MAP_SOURCE_E] = {"E", "E", .view = "embedding", false, 1, MAP_LEFT},
    [MAP_SOURCE_P] = {"P", "P", .view = "waves", false, 1, MAP_RIGHT},
    [MAP_SOURCE_X] = {"X = E + P", "X = E + P", .view = "sum", false, 2, MAP_WHOLE},
    [MAP_SELF] = {N_("self-attention"), N_("attention"), .view = "attention", false, 3, MAP_WHOLE},
    [MAP_SOURCE_FEED] = {N_("feed-forward"), N_("feed"), NULL, false, 4, MAP_WHOLE},
    [MAP_E] = {"E", "E", .view = "embedding", true, 1, MAP_LEFT},
    [MAP_P] = {"P", "P", .view = "waves", true, 1, MAP_RIGHT},
    [MAP_X] = {"X = E + P", "X = E + P", .view = "sum", true, 2, MAP_WHOLE},
    [MAP_MASKED] = {N_("masked self-attention"), N_("masked"), .view = "attention", true, 3,
                    MAP_WHOLE},
    [MAP_CROSS] = {N_("cross-attention"), N_("cross"), .view = "attention", true, 4, MAP_WHOLE},
    [MAP_FEED] = {N_("feed-forward"), N_("feed"), NULL, true, 5, MAP_WHOLE},
    [MAP_LOGITS] = {N_("norm, × U"), "× U", .view = "training", true, 6, MAP_WHOLE},
    [MAP_SOFTMAX] = {N_("softmax"), N_("softmax"), .view = "training", true, 7, MAP_WHOLE},
};

/* ---- what is computed -------------------------------------------------- */

bool map_encodes(const struct app *a)
{
    const struct train_shape *s = &a->attention.shape;
    return a->attention.ready && (s->cross || s->mask == TRAIN_MASK_NONE);
}

bool map_decodes(const struct app *a)
{
    const struct train_shape *s = &a->attention.shape;
    return a->attention.ready && (s->cross || s->mask == TRAIN_MASK_CAUSAL);
}

static bool computes(const struct app *a, enum map_box box)
{
    const struct attention_model *m = &a->attention;
    bool decoder = map_boxes[box].decoder;
    if (decoder ? !map_decodes(a) : !map_encodes(a)) return false;
    if (box == MAP_E || box == MAP_SOURCE_E) return m->made != ATTENTION_BACK;
    if (box == MAP_P || box == MAP_SOURCE_P) return m->shape.positions;
    if (box == MAP_SELF || box == MAP_MASKED) return !m->shape.cross;
    if (box == MAP_CROSS) return m->shape.cross;
    if (box == MAP_LOGITS || box == MAP_SOFTMAX) return m->made == ATTENTION_TRAINED;
    return box == MAP_X || box == MAP_SOURCE_X;
}

enum map_state map_state(const struct app *a, enum map_box box)
{
    if (box == MAP_FEED || box == MAP_SOURCE_FEED) return MAP_NOT_COMPUTED;
    return computes(a, box) ? MAP_COMPUTED : MAP_ELSEWHERE;
}

void map_elsewhere(const struct app *a, enum map_box box, struct str *out)
{
    static const char *const feed = N_("not computed");
    const struct attention_model *m = &a->attention;
    bool positions = box == MAP_P || box == MAP_SOURCE_P;
    const char *text = map_boxes[box].decoder ? _("x: causal") : _("x: no mask");
    if (m->shape.cross) text = _("passed by");
    if (positions && (map_boxes[box].decoder ? map_decodes(a) : map_encodes(a)))
        text = _("w: with P");
    if (box == MAP_CROSS) text = _("goal backwards");
    if (box == MAP_LOGITS || box == MAP_SOFTMAX) text = _("W: trained");
    if (box == MAP_FEED || box == MAP_SOURCE_FEED) text = _(feed);
    if (!m->ready && box != MAP_FEED && box != MAP_SOURCE_FEED) text = "–";
    str_adds(out, text);
}

const char *map_name(const struct app *a, enum map_box box)
{
    bool sum = map_boxes[box].level == map_boxes[MAP_X].level;
    bool without = a->attention.ready && !a->attention.shape.positions;
    return sum && without ? "X = E" : _(map_boxes[box].name);
}

void map_shape(const struct app *a, enum map_box box, struct str *out)
{
    const struct attention_model *m = &a->attention;
    const struct train_shape *s = &m->shape;
    int rows = map_boxes[box].decoder || !s->cross ? m->right.n : m->right.keys;
    if (!computes(a, box)) return;
    if (box == MAP_LOGITS)
        str_addf(out, "%d × %d", s->d_model, s->classes);
    else if (box == MAP_SOFTMAX)
        str_addf(out, "%d × %d", rows, s->classes);
    else if (map_boxes[box].level >= map_boxes[MAP_SELF].level)
        str_addf(out, "%d × %d × %d", s->heads, rows, m->right.keys);
    else
        str_addf(out, "%d × %d", rows, s->d_model);
}

/* ---- its door ---------------------------------------------------------- */

static bool is_attention(enum map_box box)
{
    return box == MAP_SELF || box == MAP_MASKED || box == MAP_CROSS;
}

bool map_opens(const struct app *a, enum map_box box)
{
    const struct attention_model *m = &a->attention;
    bool other = !m->shape.cross && m->made != ATTENTION_TRAINED && box != MAP_CROSS;
    if (!map_boxes[box].view) return false;
    return !m->ready || !is_attention(box) || computes(a, box) || other;
}

/* Of a box whose numbers another view makes of the text, with the rows that all views show. */
static const char *text_door(const struct app *a, enum map_box box)
{
    const struct attention_model *m = &a->attention;
    uint32_t step;
    bool moved = training_rows_run(a, &step), trained = m->made == ATTENTION_TRAINED;
    bool same_side = training_side(a) == !m->without_p;
    bool place = map_boxes[box].level == map_boxes[MAP_P].level && map_boxes[box].half == MAP_RIGHT;
    if (m->own) return _("of the text, not of this example");
    if (!computes(a, box)) return _("of the text on screen");
    if (map_boxes[box].level == map_boxes[MAP_X].level && !m->shape.positions)
        return _("of the text, with P");
    if (map_boxes[box].level == map_boxes[MAP_X].level && m->made == ATTENTION_BACK)
        return _("of the text, with E");
    if (place && !(trained && m->run->shape.places)) return _("this box in numbers");
    if (trained && !moved) return _("with rows as drawn; E takes the trained");
    if (trained && !same_side) return _("with rows of the other run");
    if (!trained && moved) return _("with rows as trained; E takes the drawn");
    return _("this box in numbers");
}

const char *map_door(const struct app *a, enum map_box box)
{
    bool numbers = a->attention.ready && computes(a, box);
    if (is_attention(box))
        return numbers           ? _("this box in numbers")
               : box == MAP_SELF ? _("without a mask")
                                 : _("with the causal mask");
    if (box == MAP_LOGITS || box == MAP_SOFTMAX)
        return numbers ? _("of what is trained on") : _("trains it");
    return text_door(a, box);
}

/* ---- the box that is looked at ----------------------------------------- */

enum map_box map_here(const struct app *a)
{
    const struct map_model *m = &a->attention.map;
    if (m->moved) return m->box;
    return map_decodes(a) || !map_encodes(a) ? MAP_X : MAP_SOURCE_X;
}

/* Its place from left to right: a whole box stands where its left half would. */
static int across(enum map_box box)
{
    return 2 * map_boxes[box].decoder + (map_boxes[box].half == MAP_RIGHT);
}

/* The nearest box in a direction: of the same column for up and down, of the nearest level for left
 * and right. The box itself where there is none. */
static enum map_box neighbor(enum map_box from, int aside, int up)
{
    enum map_box best = from;
    int nearest = INT_MAX;
    for (int i = 0; i < MAP_BOXES; i++) {
        enum map_box box = (enum map_box)i;
        int x = across(box) - across(from), y = map_boxes[box].level - map_boxes[from].level;
        bool column = map_boxes[box].decoder == map_boxes[from].decoder;
        if (up ? !column || y * up <= 0 : x * aside <= 0) continue;
        int far = up ? 4 * abs(y) + abs(x) : 8 * abs(y) + abs(x);
        if (far >= nearest) continue;
        nearest = far;
        best = box;
    }
    return best;
}

static void map_move(struct app *a, enum map_box box)
{
    a->attention.map.box = box;
    a->attention.map.moved = true;
}

static void open_attention(struct app *a, enum map_box box)
{
    struct attention_model *m = &a->attention;
    m->form = ATTENTION_MATRIX;
    if (!computes(a, box) && m->ready) m->encoder = box == MAP_SELF;
}

/* Why a box leads nowhere. */
static void say_closed(struct app *a, enum map_box box)
{
    const struct attention_model *m = &a->attention;
    if (!map_boxes[box].view)
        app_say(a, _("the feed-forward part is not computed: its formula is on the line above"));
    else if (box == MAP_CROSS)
        app_say(a, _("cross-attention is trained with the goal backwards: 8, then f"));
    else if (m->shape.cross)
        app_say(a, _("passed by: of this goal cross-attention alone is computed"));
    else
        app_say(a, _("the run has the other mask: x trains with this one"));
}

static void open_box(struct app *a, int by)
{
    (void)by;
    enum map_box box = map_here(a);
    const char *view = map_boxes[box].view;
    if (!map_opens(a, box)) {
        say_closed(a, box);
        return;
    }
    if (app_view(a)->model == &attention_model) a->attention.map.back = 0;
    if (strcmp(view, app_view(a)->name) == 0)
        open_attention(a, box);
    else
        app_show(a, view);
}

void map_choose(struct app *a, enum map_box box)
{
    a->attention.map.box = box;
    a->attention.map.moved = true;
    open_box(a, 0);
}

static void move_up(struct app *a, int by)
{
    map_move(a, neighbor(map_here(a), 0, by));
}

static void move_aside(struct app *a, int by)
{
    map_move(a, neighbor(map_here(a), by, 0));
}

void map_toggle(struct app *a, int by)
{
    (void)by;
    struct attention_model *m = &a->attention;
    bool here = app_model(a) == &map_model;
    if (!here) {
        m->map.back = a->view + 1;
        m->map.back_form = (int)m->form;
        m->form = ATTENTION_MAP;
        app_show(a, "attention");
    } else if (m->map.back) {
        m->form = (enum attention_form)m->map.back_form;
        app_set_view(a, m->map.back - 1);
        m->map.back = 0;
    } else {
        m->form = ATTENTION_MATRIX;
    }
    a->focus = FOCUS_BODY;
}

#define B CONTEXT_BODY
static const struct action own_actions[] = {
    {"map-up", "Up k", B, N_("box"), "↑↓←→", N_("the box above"), move_up, 1},
    {"map-down", "Down j", B, NULL, NULL, N_("the box below"), move_up, -1},
    {"map-left", "Left h", B, NULL, NULL, N_("the box on the left"), move_aside, -1},
    {"map-right", "Right l", B, NULL, NULL, N_("the box on the right"), move_aside, 1},
    {"map-open", "Space", B, N_("its view"), "Space", N_("the view that shows the box in numbers"),
     open_box, 0},
    {"map-form", "v", B, N_("form"), "v", N_("the matrix of the weights"), attention_act_form, 1},
    {"map-mask", "x", B, N_("mask"), "x", N_("with the causal mask, or without one"),
     attention_act_mask, 0},
    {"map-positions", "w", B, N_("with P"), "w", N_("with positions, or without"),
     attention_act_positions, 0},
    {"map-weights", "W", B, N_("weights"), "W", N_("weights: random, trained here, made"),
     attention_act_weights, 1},
    {"map-heads", "H", B, NULL, NULL, N_("how many heads share the numbers of a row"),
     attention_act_heads, 1},
    {"map-block", "o", B, NULL, NULL, N_("one block, the first of two, the second"),
     attention_act_block, 1},
};

const struct model map_model = {
    MODEL_ACTIONS(own_actions),
    .says_order = true,
    .click = attention_click,
    .look = attention_look,
};
