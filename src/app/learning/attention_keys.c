/* The keys of the Attention view. */
#include <limits.h>
#include <math.h>

#include "app/state/action.h"
#include "app/state/view.h"
#include "app/learning/attention_parts.h"
#include "base/num.h"
#include "base/words.h"

static int turn(int at, int by, int count)
{
    return (at + by + count) % count;
}

void attention_act_form(struct app *a, int by)
{
    a->attention.form = (enum attention_form)turn((int)a->attention.form, by, ATTENTION_FORMS);
}

/* ---- head, block, stage ------------------------------------------------ */

static void change_head(struct app *a, int by)
{
    struct attention_model *m = &a->attention;
    if (!m->ready || m->shape.heads == 1)
        app_say(a, _("there is one head: H takes another number of heads"));
    else
        m->head = turn(attention_head(m), by, m->shape.heads);
}

void attention_act_heads(struct app *a, int by)
{
    struct attention_model *m = &a->attention;
    int d = m->shape.d_model, heads = m->shape.heads;
    if (m->made == ATTENTION_BACK || m->made == ATTENTION_SAME) {
        app_say(a, _("made weights are one head"));
        return;
    }
    if (d < 1) return;
    do heads = 1 + turn(heads - 1, by, TRAIN_HEADS_MAX);
    while (d % heads);
    m->head = 0;
    if (!attention_change_heads(a, heads)) m->heads = heads;
    app_say(a,
            words_plural("%d head of %d numbers", "%d heads of %d numbers each", (unsigned)heads),
            heads, d / heads);
}

/* One block, the first of two, the second. */
void attention_act_block(struct app *a, int by)
{
    (void)by;
    struct attention_model *m = &a->attention;
    if (m->made == ATTENTION_BACK || m->made == ATTENTION_SAME) {
        app_say(a, _("made weights are one block"));
        return;
    }
    bool two = m->ready && m->shape.blocks == 2;
    int block = two ? m->block + 1 : 0;
    if (two && block < 2) {
        m->block = block;
        return;
    }
    m->block = 0;
    if (!attention_change_blocks(a, two ? 1 : 2)) m->two = !two;
}

static void change_stage(struct app *a, int by)
{
    static const char *const said[] = {
        [ATTENTION_WEIGHT] = N_("the weights: softmax of the scores of a row"),
        [ATTENTION_DOT] = N_("q·k: of every query with every key, before all else"),
        [ATTENTION_SCALED] = N_("scores: q·k divided by √d_k"),
        [ATTENTION_MASKED] = N_("scores that the mask leaves: a word that comes later has none"),
    };
    struct attention_model *m = &a->attention;
    m->stage = (enum attention_stage)turn((int)m->stage, by, ATTENTION_STAGES);
    app_say(a, "%s", _(said[m->stage]));
}

static void knock_out(struct app *a, int by)
{
    (void)by;
    struct attention_model *m = &a->attention;
    m->knocked = !m->knocked;
    app_say(a,
            m->knocked ? _("head %d is knocked out: its output counts as 0")
                       : _("head %d counts again"),
            m->ready ? attention_head(m) + 1 : m->head + 1);
}

/* ---- what is read ------------------------------------------------------ */

void attention_act_mask(struct app *a, int by)
{
    (void)by;
    struct attention_model *m = &a->attention;
    bool encoder = m->ready ? m->shape.mask == TRAIN_MASK_CAUSAL : !m->encoder;
    if (m->ready && m->shape.cross) {
        app_say(a, _("cross-attention has no mask: every word sees all words of the source"));
        return;
    }
    if (!attention_change_mask(a)) m->encoder = encoder;
    app_say(a, encoder
                   ? _("no mask: every word looks at all words, as in the encoder")
                   : _("causal: a word looks at itself and at those before it, as in the decoder"));
}

void attention_act_positions(struct app *a, int by)
{
    (void)by;
    struct attention_model *m = &a->attention;
    if (m->made == ATTENTION_BACK || m->made == ATTENTION_SAME) {
        app_say(a, m->made == ATTENTION_BACK ? _("these weights are made for P alone")
                                             : _("these weights are made for E alone"));
        return;
    }
    m->without_p = !m->without_p;
    app_say(a, m->without_p ? _("without P: X = E") : _("with P: X = E + P"));
}

void attention_act_weights(struct app *a, int by)
{
    struct attention_model *m = &a->attention;
    int at = (int)m->made - 1;
    if (m->made == ATTENTION_ANY) at = 0;
    m->weights = (enum attention_weights)(1 + turn(at, by, ATTENTION_WEIGHTS - 1));
}

static void change_strength(struct app *a, int by)
{
    struct attention_model *m = &a->attention;
    if (m->made != ATTENTION_BACK && m->made != ATTENTION_SAME) {
        app_say(a, _("β is of made weights: W goes on to them"));
        return;
    }
    m->strength = clamp_int(m->strength + by, -ATTENTION_STRENGTH_MAX - 4, ATTENTION_STRENGTH_MAX);
    app_say(a, _("β %g"), attention_beta(m));
}

static void change_formula(struct app *a, int by)
{
    struct attention_model *m = &a->attention;
    m->formula = (enum train_formula_kind)turn((int)m->formula, by, TRAIN_FORMULAS);
}

static void next_example(struct app *a, int by)
{
    if (a->attention.own)
        training_act_example(a, by);
    else
        app_say(a, _("what is read here is the text on screen"));
}

/* ---- the cell ---------------------------------------------------------- */

static void move_column(struct app *a, int by)
{
    struct attention_model *m = &a->attention;
    if (!m->ready) return;
    m->column = clamp_int((int64_t)attention_column(a) + by, 0, m->keys - 1);
    m->chosen = true;
}

static void follow_largest(struct app *a, int by)
{
    (void)by;
    a->attention.chosen = false;
    app_say(a, _("the column goes along with the row's largest weight"));
}

static void move_row(struct app *a, int by)
{
    struct attention_model *m = &a->attention;
    if (m->own) {
        a->training_view.place = clamp_int((int64_t)attention_row(a) + by, 0, m->words - 1);
        a->training_view.placed = true;
        return;
    }
    int64_t last = (int64_t)a->pipeline.count - 1, token = (int64_t)a->token + by;
    token = token > last ? last : token;
    a->token = token < 0 ? 0 : (size_t)token;
}

static void page_dims(struct app *a, int by)
{
    int page = max_int(a->shown.window.dims - 1, 1);
    a->dim = clamp_int(a->dim + (int64_t)by * page, 0, a->params.d_model - 1);
}

/* The weight from which on an arc is drawn; of the matrix the width of its cells. */
static void change_threshold(struct app *a, int by)
{
    struct attention_model *m = &a->attention;
    if (m->form != ATTENTION_ARCS) {
        a->zoom = clamp_int(a->shown.cell_cols + by, 1, ZOOM_MAX);
        return;
    }
    m->threshold = clamp_int(m->threshold + by, -6, 3);
    app_say(a, _("arcs from weight %.4g on"), attention_line(m));
}

#define B CONTEXT_BODY
static const struct action own_actions[] = {
    {"attention-run", "Space", B, N_("train"), "Space",
     N_("train a block on this sentence, or pause"), attention_act_run, 0},
    {"attention-step", ".", B, NULL, NULL, N_("one training step on"), attention_act_step, 1},
    {"attention-step-back", ",", B, NULL, NULL, N_("one training step back"), attention_act_step,
     -1},
    {"attention-weights", "W", B, N_("weights"), "W",
     N_("weights: random, trained here, made to turn P back, made to find the same word"),
     attention_act_weights, 1},
    {"attention-head", ")", B, N_("head"), "( )", N_("the next head"), change_head, 1},
    {"attention-head-before", "(", B, NULL, NULL, N_("the head before"), change_head, -1},
    {"attention-stage", "e", B, N_("stage"), "e",
     N_("cells show the weight, q·k, the score, the score with the mask"), change_stage, 1},
    {"attention-mask", "x", B, N_("mask"), "x", N_("with the causal mask, or without one"),
     attention_act_mask, 0},
    {"attention-positions", "w", B, N_("with P"), "w", N_("with positions, or without"),
     attention_act_positions, 0},
    {"attention-form", "v", B, N_("form"), "v", N_("matrix, arcs or map"), attention_act_form, 1},
    {"attention-formula", "f", B, N_("mistakes"), "f",
     N_("formulas met in programs that are not the paper's, beside the right one"), change_formula,
     1},
    {"attention-knock", "K", B, N_("knock out"), "K",
     N_("knock the head out: its output counts as 0"), knock_out, 0},
    {"attention-heads", "H", B, N_("heads"), "H", N_("how many heads share the numbers of a row"),
     attention_act_heads, 1},
    {"attention-block", "o", B, NULL, NULL, N_("one block, the first of two, the second"),
     attention_act_block, 1},
    {"attention-weaker", "<", B, NULL, NULL, N_("made weights: half of β"), change_strength, -1},
    {"attention-stronger", ">", B, NULL, NULL, N_("made weights: twice β"), change_strength, 1},
    {"attention-text-next", "n", B, NULL, NULL, N_("the next text, of a goal that has its own"),
     next_example, 1},
    {"attention-text-previous", "N", B, NULL, NULL, N_("the text before"), next_example, -1},
    {"attention-column-left", "Left", B, N_("column"), "←→", N_("the key before"), move_column, -1},
    {"attention-column-right", "Right", B, NULL, NULL, N_("the next key"), move_column, 1},
    {"attention-largest", "=", B, NULL, NULL,
     N_("the column goes along with the row's largest weight"), follow_largest, 0},
    {"attention-row-up", "Up k", B, N_("row"), "↑↓", N_("the row before"), move_row, -1},
    {"attention-row-down", "Down j", B, NULL, NULL, N_("the next row"), move_row, 1},
    {"attention-page-back", "C-Left", B, NULL, NULL, N_("a page of dimensions back"), page_dims,
     -1},
    {"attention-page-on", "C-Right", B, NULL, NULL, N_("a page of dimensions on"), page_dims, 1},
    {"attention-wider", "+", B, NULL, NULL,
     N_("wider cells; of arcs: only those of larger weights"), change_threshold, 1},
    {"attention-narrower", "-", B, NULL, NULL,
     N_("narrower cells; of arcs: those of smaller weights too"), change_threshold, -1},
};

/* Cells are numbered row by row; after them come the heads, after these the forms, and then the
 * boxes of the map. */
bool attention_click(struct app *a, const struct target *target)
{
    struct attention_model *m = &a->attention;
    int64_t cells = (int64_t)m->words * m->keys, at = target->index;
    int64_t boxes = cells + TRAIN_HEADS_MAX + ATTENTION_FORMS;
    if (at < 0 || at >= boxes + MAP_BOXES || (!m->ready && at < boxes)) return false;
    if (at >= boxes) {
        map_choose(a, (enum map_box)(at - boxes));
    } else if (at >= cells + TRAIN_HEADS_MAX) {
        m->form = (enum attention_form)(at - cells - TRAIN_HEADS_MAX);
    } else if (at >= cells) {
        m->head = (int)(at - cells);
    } else {
        m->column = (int)(at % m->keys);
        m->chosen = true;
        move_row(a, (int)(at / m->keys) - attention_row(a));
    }
    return true;
}

/* The map has keys of its own. */
static bool is_map(const struct app *a)
{
    return a->attention.form == ATTENTION_MAP;
}

const struct model attention_model = {
    MODEL_ACTIONS(own_actions), .own_scale = true,      .says_order = true,
    .click = attention_click,   .look = attention_look, .free = attention_free,
    .other = &map_model,        .is_other = is_map,
};
