/* Trained rows in all views. */
#include "app/state/app.h"
#include "app/state/training.h"
#include "base/words.h"

const char *const training_rows_names[] = {
    [TRAINING_ROWS_DRAWN] = "drawn",
    [TRAINING_ROWS_TRAINED] = "trained",
    [TRAINING_ROWS_COUNT] = NULL,
};

/* The run, where its rows are rows of the table on screen: they started as those do. */
static const struct train_run *fitting_run(const struct app *a)
{
    const struct train_run *run = training_run(a, training_side(a));
    const struct training_made *made = &a->training.made;
    const struct params *p = &a->params;
    bool fits = run && run->recipe.d_model == p->d_model && run->recipe.seed == p->seed &&
                run->recipe.scale == p->scale && made->init == p->init;
    return fits ? run : NULL;
}

const struct train_run *training_rows_run(const struct app *a, uint32_t *step)
{
    const struct training *t = &a->training;
    const struct train_run *run = t->rows == TRAINING_ROWS_TRAINED ? fitting_run(a) : NULL;
    if (run) *step = run->step;
    return run;
}

/* Words new to the vocabulary have numbers by the text: another text's are other words. A goal's
 * own words are in no text. */
static uint32_t known_rows(const struct app *a)
{
    const char *stale = training_stale(a);
    return stale ? a->vocab.size : (uint32_t)pipeline_vocab_size(&a->pipeline);
}

static bool take_places(const struct train_run *run, uint64_t offset, struct row_table *places)
{
    struct train_part p;
    uint32_t index[TRAIN_TOKENS_MAX], n = 0;
    row_table_free(places);
    if (!train_find_part(&run->shape, TRAIN_PART_P, 0, &p)) return true;
    for (size_t i = 0; i < run->task.examples; i++)
        if (run->task.example[i].n > (int)n) n = (uint32_t)run->task.example[i].n;
    for (uint32_t i = 0; i < n; i++) index[i] = (uint32_t)offset + i;
    struct row_list list = {run->shape.d_model, n, index, run->number + p.at};
    return row_table_set(places, &list, UINT32_MAX);
}

bool training_take_rows(const struct train_run *run, uint32_t size, uint64_t offset,
                        struct row_table *rows, struct row_table *places)
{
    struct row_list list = {run->shape.d_model, (uint32_t)run->shape.words, run->task.index,
                            run->number};
    return row_table_set(rows, &list, size) && take_places(run, offset, places);
}

static void give(struct pipeline *p, const struct training_given *g)
{
    pipeline_set_rows(p, g->on ? &g->rows : NULL, g->on && g->places.count ? &g->places : NULL,
                      g->on ? g->revision : 0);
}

bool training_rows_settle(struct app *a, struct err *e)
{
    struct training *t = &a->training;
    struct training_given *g = &t->given;
    uint32_t step = 0, size = known_rows(a);
    const struct train_run *run = training_rows_run(a, &step);
    bool with_p = training_side(a);
    bool same = run && g->on && g->begun == t->beginnings && g->with_p == with_p &&
                g->step == step && g->size == size;
    g->on = run;
    if (run && !same) {
        g->begun = t->beginnings;
        g->with_p = with_p;
        g->step = step;
        g->size = size;
        g->revision++;
        g->on = training_take_rows(run, size, t->made.offset, &g->rows, &g->places);
    }
    give(&a->pipeline, g);
    if (a->beside.on) give(&a->beside.pipeline, g);
    return !run || g->on || err_memory(e);
}

bool training_row_known(const struct app *a, uint32_t index)
{
    const struct training_given *g = &a->training.given;
    return g->on && row_table_find(&g->rows, index);
}

bool training_row_moved(const struct app *a, uint32_t index)
{
    uint32_t step;
    const struct train_run *run = training_rows_run(a, &step);
    return training_row_known(a, index) && train_row_moved(run, train_word_of(run, index)) > 0;
}

bool training_row_unmoved(const struct app *a, uint32_t index)
{
    uint32_t step;
    return index != ROW_NONE && training_rows_run(a, &step) && !training_row_moved(a, index);
}

void training_act_rows(struct app *a, int by)
{
    (void)by;
    struct training *t = &a->training;
    uint32_t step;
    if (t->rows == TRAINING_ROWS_TRAINED) {
        t->rows = TRAINING_ROWS_DRAWN;
        app_say(a, _("rows of E as they were drawn"));
        return;
    }
    t->rows = TRAINING_ROWS_TRAINED;
    if (training_rows_run(a, &step)) {
        app_say(a, _("rows of E as they are at step %u, in all views: E takes them back"), step);
        return;
    }
    t->rows = TRAINING_ROWS_DRAWN;
    app_complain(a,
                 t->begun ? _("the run's rows are no rows of this table (%s changed): 8 and Space "
                              "train again")
                          : _("nothing was trained yet: 8 and Space train"),
                 training_stale(a) ? training_stale(a) : "");
}
