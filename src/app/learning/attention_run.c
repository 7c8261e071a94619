/* Attention of what was trained: its weights, its own examples, its losses; and what trains it. */
#include <math.h>
#include <string.h>

#include "app/learning/attention_parts.h"
#include "base/num.h"
#include "base/words.h"

/* The side that is shown: with P, or without. */
static bool side_of(const struct attention_model *m)
{
    return !m->without_p;
}

const struct train_run *attention_run(const struct app *a)
{
    const struct train_run *run = training_run(a, side_of(&a->attention));
    return run && run->shape.blocks ? run : NULL;
}

bool attention_is_read(const struct app *a)
{
    const struct attention_model *m = &a->attention;
    bool same = m->run == attention_run(a) && m->beginnings == a->training.beginnings;
    return m->ready && (!m->run || same);
}

/* ---- numbers ----------------------------------------------------------- */

static const double *run_part(const struct train_run *run, enum train_part_kind kind, int block,
                              struct train_part *part)
{
    return train_find_part(&run->shape, kind, block, part) ? run->number + part->at : NULL;
}

/* U of tied weights is T with rows and columns exchanged. */
static void put_tied(struct attention_model *m, double *u)
{
    struct train_part part;
    const double *t = run_part(m->run, TRAIN_PART_T, 0, &part);
    for (int w = 0; w < part.rows; w++)
        for (int k = 0; k < part.cols; k++) u[k * part.rows + w] = t[w * part.cols + k];
}

static void put_weights(struct attention_model *m)
{
    struct train_part parts[TRAIN_PARTS_MAX], from;
    int count = train_parts(&m->shape, parts);
    for (int i = 0; i < count; i++) {
        const struct train_part *to = &parts[i];
        size_t numbers = (size_t)to->rows * (size_t)to->cols;
        if (to->kind == TRAIN_PART_T) continue;
        const double *is = run_part(m->run, to->kind, to->block, &from);
        if (is)
            memcpy(m->number + to->at, is, numbers * sizeof *is);
        else if (to->kind == TRAIN_PART_U)
            put_tied(m, m->number + to->at);
    }
}

/* Row of T of a word: as it is trained, or as it was drawn where the run does not know the word. */
static void put_word(struct app *a, const struct attention_word *w, double *out)
{
    struct attention_model *m = &a->attention;
    int d = m->shape.d_model, row = train_word_of(m->run, w->index);
    if (row >= 0) {
        memcpy(out, m->run->number + (size_t)row * (size_t)d, (size_t)d * sizeof *out);
        return;
    }
    const struct embedding drawn = {m->run->recipe.seed, d, a->training.made.init, false};
    const struct row_source table = {&row_source_drawn, &drawn, d, false};
    float numbers[TRAIN_D_MAX];
    row_source_row(&table, w->index, 0, d, numbers);
    for (int k = 0; k < d; k++) out[k] = (double)numbers[k];
    m->untrained++;
}

/* P of place i as the run reads it; NaN: it has none. */
static const double *place_of(const struct app *a, int i)
{
    const struct attention_model *m = &a->attention;
    struct train_part part;
    struct train_reading how;
    const double *trained = run_part(m->run, TRAIN_PART_P, 0, &part);
    if (!training_reading(a, side_of(m), &how)) return NULL;
    const double *places = trained && !how.moved ? trained : how.places;
    return places + (size_t)i * (size_t)m->run->shape.d_model;
}

bool attention_has_place(const struct app *a, int i)
{
    const struct attention_model *m = &a->attention;
    if (m->made != ATTENTION_TRAINED)
        return pipeline_has_position(&a->pipeline, m->word[i].position);
    const double *place = place_of(a, i);
    return place && !isnan(*place);
}

static void put_place(const struct app *a, int i, double *out)
{
    const struct attention_model *m = &a->attention;
    const double *place = m->shape.positions ? place_of(a, i) : NULL;
    if (place) memcpy(out, place, (size_t)m->shape.d_model * sizeof *out);
}

void attention_put_trained(struct app *a)
{
    struct attention_model *m = &a->attention;
    struct train_part part;
    size_t d = (size_t)m->shape.d_model;
    train_find_part(&m->shape, TRAIN_PART_T, 0, &part);
    put_weights(m);
    for (int i = 0; i < m->words; i++) {
        const struct attention_word *w = &m->word[i];
        if (w->row < 0) continue;
        put_word(a, w, m->number + part.at + (size_t)w->row * d);
        put_place(a, i, m->places + (size_t)w->row * d);
    }
}

/* ---- examples ---------------------------------------------------------- */

/* The words of an example of the run's own, one row each. */
static void name_words(struct attention_word *out, const uint32_t *word, int n)
{
    for (int i = 0; i < n; i++) out[i] = (struct attention_word){SIZE_MAX, word[i], (uint64_t)i, i};
}

struct train_example attention_own_example(const struct app *a, const struct train_run *run)
{
    const struct train_task *task = &run->task;
    size_t count = task->drawn ? task->batch : task->examples + task->unseen;
    return training_example(a, side_of(&a->attention), count ? a->training_view.chosen % count : 0);
}

bool attention_read_own(struct app *a, struct err *e)
{
    struct attention_model *m = &a->attention;
    struct train_example x = attention_own_example(a, m->run);
    struct train_reading how;
    struct train_part part;
    m->shape = m->run->shape;
    m->words = x.n;
    m->keys = m->shape.cross ? x.sources : x.n;
    int rows = max_int(m->words, m->keys);
    if (!training_reading(a, side_of(m), &how) || !attention_hold(m, (size_t)rows))
        return err_memory(e);
    memcpy(m->number, m->run->number, m->run->numbers * sizeof *m->number);
    size_t places = (size_t)(rows * m->shape.d_model) * sizeof *m->places;
    if (how.places) memcpy(m->places, how.places, places);
    if (how.places && how.moved && train_find_part(&m->shape, TRAIN_PART_P, 0, &part))
        memcpy(m->number + part.at, how.places, places);
    memcpy(m->tokens, x.word, (size_t)x.n * sizeof *m->tokens);
    if (m->shape.cross) memcpy(m->sources, x.source, (size_t)x.sources * sizeof *m->sources);
    memcpy(m->asks, x.ask, (size_t)x.asks * sizeof *m->asks);
    name_words(m->word, m->tokens, m->words);
    name_words(m->key, m->shape.cross ? m->sources : m->tokens, m->keys);
    m->example = x;
    m->example.word = m->tokens;
    m->example.source = m->sources;
    m->example.ask = m->asks;
    return true;
}

/* The next word of each word is asked for, where the run may say it. */
static void ask_next(struct app *a)
{
    struct attention_model *m = &a->attention;
    m->example.asks = 0;
    for (int i = 0; i + 1 < m->words; i++) {
        uint32_t next = m->word[i + 1].index;
        int class = next == ROW_NONE ? -1 : train_class_of(m->run, next);
        if (m->word[i].row >= 0 && class >= 0)
            m->asks[m->example.asks++] = (struct train_ask){m->word[i].row, class};
    }
}

/* ---- losses ------------------------------------------------------------ */

/* Mean loss of what is read, or of the sentence as it is trained on. NaN: there is none. False: out
 * of memory. */
static bool loss_with(struct app *a, uint64_t knocked, double *out)
{
    struct attention_model *m = &a->attention;
    struct train_example x = m->example;
    struct train_reading how = {m->places, TRAIN_FORMULA_RIGHT, knocked, false};
    bool sentence = m->run->recipe.goal == TRAIN_SENTENCE;
    *out = (double)NAN;
    if (sentence) x = training_example(a, side_of(m), 0);
    if (!x.asks) return true;
    if (sentence ? !training_read(a, side_of(m), 0, knocked, &m->before)
                 : !train_forward(&m->shape, m->number, &how, &x, &m->before))
        return false;
    *out = train_loss_sum(&m->before, &x) / x.asks;
    return true;
}

bool attention_losses(struct app *a)
{
    struct attention_model *m = &a->attention;
    int block = clamp_int(m->block, 0, m->shape.blocks - 1);
    m->loss = (double)NAN;
    for (int h = 0; h < TRAIN_HEADS_MAX; h++) m->loss_without[h] = (double)NAN;
    if (m->made != ATTENTION_TRAINED || m->run->recipe.goal == TRAIN_COMPANY) return true;
    if (!m->own) ask_next(a);
    if (!loss_with(a, 0, &m->loss)) return false;
    for (int h = 0; h < m->shape.heads; h++)
        if (!loss_with(a, UINT64_C(1) << (block * TRAIN_HEADS_MAX + h), &m->loss_without[h]))
            return false;
    return true;
}

/* ---- training ---------------------------------------------------------- */

/* The recipe of this view's own settings, where none with a block was begun. */
static void make_recipe(struct app *a)
{
    struct attention_model *m = &a->attention;
    struct training *t = &a->training;
    if (t->recipe.blocks || t->recipe.goal == TRAIN_BACKWARDS) return;
    struct train_recipe r = train_recipe_of((enum train_goal_kind)t->recipe.goal, m->two ? 2 : 1,
                                            true, a->params.d_model);
    r.heads = m->heads && a->params.d_model % m->heads == 0 ? m->heads : 0;
    r.mask = m->encoder ? TRAIN_MASK_NONE : TRAIN_MASK_CAUSAL;
    r.norm = t->recipe.norm;
    r.tied = t->recipe.tied;
    r.learned_places = t->recipe.learned_places;
    r.whole = t->recipe.whole;
    r.rate = 0;
    t->recipe = r;
}

/* What cannot be trained leaves weights and recipe as they were. */
static void train(struct app *a, void (*act)(struct app *a, int by), int by)
{
    const struct train_recipe was = a->training.recipe;
    make_recipe(a);
    act(a, by);
    if (attention_run(a))
        a->attention.weights = ATTENTION_TRAINED;
    else
        a->training.recipe = was;
}

void attention_act_run(struct app *a, int by)
{
    train(a, training_act_run, by);
}

void attention_act_step(struct app *a, int by)
{
    train(a, training_act_step, by);
}

/* Another recipe, trained to the step where the one before stood. */
static bool take_recipe(struct app *a, const struct train_recipe *recipe)
{
    struct training *t = &a->training;
    uint32_t step = training_step(a);
    t->recipe = *recipe;
    training_recipe_changed(a);
    if (step && t->begun && !training_stale(a)) training_go(a, step);
    return true;
}

static bool is_recipes(const struct app *a)
{
    return a->attention.made == ATTENTION_TRAINED && a->attention.run;
}

bool attention_change_mask(struct app *a)
{
    struct train_recipe r = a->training.recipe;
    if (!is_recipes(a)) return false;
    r.mask = r.mask == TRAIN_MASK_NONE ? TRAIN_MASK_CAUSAL : TRAIN_MASK_NONE;
    return take_recipe(a, &r);
}

bool attention_change_heads(struct app *a, int heads)
{
    struct train_recipe r = a->training.recipe;
    if (!is_recipes(a)) return false;
    r.heads = heads;
    return take_recipe(a, &r);
}

bool attention_change_blocks(struct app *a, int blocks)
{
    struct train_recipe r = a->training.recipe;
    if (!is_recipes(a)) return false;
    if (train_goals[r.goal].blocks < 0) {
        app_say(a, _("this goal has its own model: one block that reads from another text"));
        return true;
    }
    r.blocks = blocks;
    return take_recipe(a, &r);
}
