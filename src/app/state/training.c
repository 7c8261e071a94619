/* The hub of training: what the runs are made from, and the runs. */
#include "app/state/training.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/state/training_parts.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/num.h"
#include "base/words.h"

void training_init(struct training *t)
{
    *t = (struct training){.choice = {.temperature = 1, .top = 0}, .speed = TRAINING_SPEED_START};
    t->recipe = train_recipe_of(TRAIN_SENTENCE, train_goals[TRAIN_SENTENCE].blocks, true,
                                train_goals[TRAIN_SENTENCE].d_model);
    t->recipe.rate = 0;
    t->recipe.heads = 0;
}

void training_curve_free(struct training_curve *c)
{
    free(c->loss);
    *c = (struct training_curve){0};
}

static void free_run(struct train_run **run)
{
    if (*run) train_free(*run);
    free(*run);
    *run = NULL;
}

void training_free(struct app *a)
{
    struct training *t = &a->training;
    for (int side = 0; side < 2; side++) {
        free_run(&t->run[side]);
        training_curve_free(&t->before[side]);
        training_curve_free(&t->pinned[side]);
    }
    free(t->places);
    row_table_free(&t->given.rows);
    row_table_free(&t->given.places);
    str_free(&t->names);
    *t = (struct training){0};
}

struct train_recipe training_recipe(const struct app *a, bool with_p)
{
    struct train_recipe r = a->training.recipe;
    const struct params *p = &a->params;
    r.positions = with_p;
    r.d_model = p->d_model;
    r.scale = p->scale;
    r.seed = p->seed;
    if (!r.heads)
        r.heads = train_recipe_of((enum train_goal_kind)r.goal, r.blocks, with_p, r.d_model).heads;
    if (!(r.rate > 0)) r.rate = train_default_rate(&r);
    return r;
}

/* ---- what changed ------------------------------------------------------ */

static uint64_t hash_text(const struct app *a)
{
    const struct pipeline *p = &a->pipeline;
    size_t count = min_size(p->count, TRAINING_TOKENS);
    uint64_t hash = hash_mix(HASH_SPREAD_A, count);
    for (size_t i = 0; i < count; i++) hash = hash_mix(hash, pipeline_index(p, i));
    return hash;
}

static struct training_made made_now(const struct app *a)
{
    const struct params *p = &a->params;
    return (struct training_made){.recipe = training_recipe(a, true),
                                  .text = hash_text(a),
                                  .base = p->base,
                                  .layout = p->layout,
                                  .init = p->init,
                                  .scheme = p->scheme,
                                  .offset = p->offset,
                                  .vocab_revision = a->vocab_revision};
}

/* The positions are made otherwise: those of now are not those that were trained on. */
static bool other_places(const struct training_made *a, const struct training_made *b)
{
    return a->base < b->base || a->base > b->base || a->layout != b->layout ||
           a->scheme != b->scheme || a->recipe.d_model != b->recipe.d_model;
}

const char *training_stale(const struct app *a)
{
    const struct training *t = &a->training;
    if (!t->begun) return NULL;
    struct training_made now = made_now(a);
    const struct training_made *was = &t->made;
    const struct train_recipe *r = &now.recipe, *o = &was->recipe;
    const struct {
        bool changed;
        const char *name;
    } tests[] = {
        {was->vocab_revision != now.vocab_revision, N_("the vocabulary")},
        {r->goal != o->goal, N_("the goal")},
        {r->blocks != o->blocks, N_("the model")},
        {r->d_model != o->d_model, N_("d_model")},
        {r->heads != o->heads && r->blocks, N_("the number of heads")},
        {r->optimiser != o->optimiser, N_("the optimiser")},
        {r->whole != o->whole, N_("the words to choose from")},
        {r->tied != o->tied, N_("the tying of U to T")},
        {r->norm != o->norm || r->mask != o->mask, N_("the model")},
        {r->learned_places != o->learned_places, N_("the table of positions")},
        {r->seed != o->seed, N_("the seed")},
        {r->scale != o->scale, N_("√d")},
        {was->init != now.init, N_("how E is drawn")},
        {other_places(was, &now), N_("how P is made")},
        {r->goal == TRAIN_SENTENCE && was->text != now.text, N_("the text")},
    };
    for (size_t i = 0; i < COUNT(tests); i++)
        if (tests[i].changed) return _(tests[i].name);
    return NULL;
}

/* ---- beginning --------------------------------------------------------- */

/* P as the scheme makes it, whatever was learned: out (rows, d_model). */
static void untrained_places(const struct pipeline *p, uint64_t first, size_t rows, float *out)
{
    struct scheme_context c = p->context;
    c.learned = NULL;
    scheme_rows(pipeline_scheme(p), &c, &(struct posenc_block){first, rows, 0, p->params.d_model},
                out);
}

/* The row of a P that was trained for a position: NaN where it has none. */
static void trained_place(const struct training *t, uint64_t position, double *out)
{
    const struct train_run *run = t->run[1];
    size_t d = (size_t)run->shape.d_model;
    struct train_part p;
    bool has = position >= t->made.offset && position - t->made.offset < TRAIN_TOKENS_MAX &&
               train_find_part(&run->shape, TRAIN_PART_P, 0, &p);
    const double *row = has ? run->number + p.at + (size_t)(position - t->made.offset) * d : NULL;
    for (size_t k = 0; k < d; k++) out[k] = row ? row[k] : (double)NAN;
}

/* Whether the run with P reads a table of positions that was trained, of this d_model. */
static bool has_trained_places(const struct training *t, size_t d)
{
    const struct train_shape *s = &t->run[1]->shape;
    return s->positions && s->places && (size_t)s->d_model == d;
}

/* Positions of the text as they are on screen now. */
static bool fill_places(struct app *a, struct err *e)
{
    struct training *t = &a->training;
    const struct pipeline *p = &a->pipeline;
    size_t d = (size_t)p->params.d_model, n = TRAIN_TOKENS_MAX * d;
    if (d > TRAIN_D_MAX) return true;
    double *room = memory_resize(t->places, n, sizeof *room);
    if (!room) return err_memory(e);
    t->places = room;
    bool trained = has_trained_places(t, d);
    float row[TRAIN_D_MAX];
    for (size_t i = 0; i < TRAIN_TOKENS_MAX; i++) {
        if (trained) {
            trained_place(t, p->params.offset + i, room + i * d);
            continue;
        }
        untrained_places(p, p->params.offset + i, 1, row);
        for (size_t k = 0; k < d; k++) room[i * d + k] = (double)row[k];
    }
    return true;
}

/* The words that are new to the vocabulary, which another text gives other numbers. */
static bool note_names(struct app *a, struct err *e)
{
    struct training *t = &a->training;
    size_t size = pipeline_vocab_size(&a->pipeline);
    str_clear(&t->names);
    t->names_from = a->vocab.size;
    for (size_t i = a->vocab.size; i < size; i++) {
        struct vocab_word word = pipeline_word(&a->pipeline, (uint32_t)i);
        str_add(&t->names, word.text, strnlen(word.text, word.len));
        str_addc(&t->names, '\0');
    }
    return !t->names.failed || err_memory(e);
}

static struct train_run *begin_run(const struct app *a, bool with_p, const struct train_data *data,
                                   struct err *e)
{
    struct train_run *run = memory_zeros(1, sizeof *run);
    struct train_recipe recipe = training_recipe(a, with_p);
    if (!run) err_memory(e);
    if (run && train_begin(run, &recipe, data, e)) return run;
    free(run);
    return NULL;
}

/* Both runs, or none. */
static bool begin_runs(const struct app *a, const struct train_data *data, struct train_run *out[2],
                       struct err *e)
{
    out[0] = begin_run(a, false, data, e);
    out[1] = out[0] ? begin_run(a, true, data, e) : NULL;
    if (out[0] && !out[1]) free_run(&out[0]);
    return out[1];
}

static void fill_source(const struct app *a, struct training_source *s)
{
    const struct pipeline *p = &a->pipeline;
    size_t tokens = min_size(p->count, TRAINING_TOKENS);
    if (tokens) pipeline_indices(p, 0, tokens, s->index);
    untrained_places(p, p->params.offset, TRAIN_TOKENS_MAX, s->places);
    s->drawn = (struct embedding){p->params.seed, p->params.d_model, p->params.init, false};
    s->data = (struct train_data){
        .sentence = s->index,
        .tokens = tokens,
        .corpus = a->corpus.text,
        .corpus_len = a->corpus.len,
        .vocab = &a->vocab,
        .vocabulary = (uint32_t)pipeline_vocab_size(p),
        .table = {&row_source_drawn, &s->drawn, p->params.d_model, false},
        .places = s->places,
    };
}

bool training_source_make(const struct app *a, struct training_source *s, struct err *e)
{
    size_t cells = TRAIN_TOKENS_MAX * (size_t)a->pipeline.params.d_model;
    if (!training_places_fit(a->training.recipe.learned_places, &a->params, e)) return false;
    *s = (struct training_source){.index = memory_new(TRAINING_TOKENS, sizeof *s->index),
                                  .places = memory_new(cells, sizeof *s->places)};
    if (s->index && s->places) {
        fill_source(a, s);
        return true;
    }
    training_source_free(s);
    return err_memory(e);
}

void training_source_free(struct training_source *s)
{
    free(s->index);
    free(s->places);
    *s = (struct training_source){0};
}

static bool begin_from_state(struct app *a, struct train_run *out[2], struct err *e)
{
    struct training_source source;
    if (!training_source_make(a, &source, e)) return false;
    bool ok = note_names(a, e) && begin_runs(a, &source.data, out, e);
    training_source_free(&source);
    return ok;
}

/* The curves of the runs that are over, where they went anywhere. */
static void keep_before(struct training *t)
{
    for (int side = 0; side < 2; side++) {
        struct train_run *run = t->run[side];
        if (!run || !run->newest) continue;
        training_curve_free(&t->before[side]);
        t->before[side] =
            (struct training_curve){run->recipe, run->loss, run->newest + 1, run->stop};
        run->loss = NULL; /* it is the curve's now */
    }
}

bool training_begin(struct app *a, struct err *e)
{
    struct training *t = &a->training;
    struct train_run *fresh[2];
    if (!begin_from_state(a, fresh, e)) return false;
    keep_before(t);
    for (int side = 0; side < 2; side++) {
        free_run(&t->run[side]);
        t->run[side] = fresh[side];
    }
    t->made = made_now(a);
    t->begun = true;
    t->beginnings++;
    t->step = 0;
    t->halt = TRAINING_NO_HALT;
    t->then = a->now;
    return training_settle(a, e);
}

bool training_make_ready(struct app *a)
{
    struct err why;
    if (a->training.begun && !training_stale(a)) return true;
    if (training_begin(a, &why)) return true;
    a->training.playing = false;
    app_complain(a, "%s", why.text);
    return false;
}

void training_recipe_changed(struct app *a)
{
    bool playing = a->training.playing;
    if (!a->training.begun || !training_make_ready(a)) return;
    a->training.playing = playing;
}

/* ---- reading ----------------------------------------------------------- */

bool training_settle(struct app *a, struct err *e)
{
    /* What runs is not what is on screen any more: the next key that runs it begins again. */
    if (a->training.playing && (!training_run(a, true) || training_stale(a)))
        a->training.playing = false;
    return !a->training.begun || fill_places(a, e);
}

const struct train_run *training_run(const struct app *a, bool with_p)
{
    const struct training *t = &a->training;
    return t->begun && t->made.vocab_revision == a->vocab_revision ? t->run[with_p] : NULL;
}

bool training_shows(const struct app *a, bool with_p)
{
    enum training_shown shown = a->training.shown;
    return shown == TRAINING_BOTH || (shown == TRAINING_WITH) == with_p;
}

bool training_side(const struct app *a)
{
    return training_shows(a, true);
}

bool training_reading(const struct app *a, bool with_p, struct train_reading *out)
{
    const struct train_run *run = training_run(a, with_p);
    if (!run) return false;
    struct training_made now = made_now(a);
    bool moved = a->training.places && !other_places(&a->training.made, &now);
    *out = (struct train_reading){.places = moved ? a->training.places : run->places,
                                  .formula = TRAIN_FORMULA_RIGHT,
                                  .moved = moved && a->params.offset != a->training.made.offset};
    return true;
}

struct training_piece training_piece(const struct app *a, size_t token)
{
    const struct pipeline *p = &a->pipeline;
    struct training_piece piece = {0, 0};
    for (size_t i = 0; i < token && i < TRAIN_CORPUS_MAX; i++)
        if (pipeline_is_gap(p, i) || i - piece.first + 1 == TRAIN_TOKENS_MAX) piece.first = i + 1;
    size_t left = p->count > piece.first ? p->count - piece.first : 0;
    while (piece.count < left && piece.count < TRAIN_TOKENS_MAX &&
           !pipeline_is_gap(p, piece.first + piece.count))
        piece.count++;
    return piece;
}

struct train_example training_example(const struct app *a, bool with_p, size_t i)
{
    struct train_run *run = training_run(a, with_p) ? a->training.run[with_p] : NULL;
    struct train_task *task = run ? &run->task : NULL;
    if (!task || i >= (task->drawn ? task->batch : task->examples + task->unseen))
        return (struct train_example){0};
    return task->drawn ? train_task_batch(task, run->step, i) : task->example[i];
}

bool training_read_example(const struct app *a, bool with_p, const struct train_example *example,
                           uint64_t knocked, struct train_trace *t)
{
    const struct train_run *run = training_run(a, with_p);
    struct train_reading how;
    if (!example->n || !training_reading(a, with_p, &how)) return false;
    how.knocked = knocked;
    return train_forward(&run->shape, run->number, &how, example, t);
}

bool training_read(const struct app *a, bool with_p, size_t i, uint64_t knocked,
                   struct train_trace *t)
{
    struct train_example example = training_example(a, with_p, i);
    return training_read_example(a, with_p, &example, knocked, t);
}
