/* Training as options set it. */
#include "app/state/app.h"
#include "app/state/training.h"
#include "base/words.h"

struct train_recipe training_settings_recipe(const struct training_settings *s,
                                             const struct params *p)
{
    const struct train_model *model = s->model ? &train_models[s->model - 1] : NULL;
    struct train_recipe r =
        train_recipe_of((enum train_goal_kind)s->goal, model ? model->blocks : -1,
                        model ? model->positions : true, p->d_model);
    r.scale = p->scale;
    r.seed = p->seed;
    if (s->optimiser) r.optimiser = (enum train_optimiser)(s->optimiser - 1);
    if (s->heads) r.heads = s->heads;
    r.norm = (enum train_norm)s->norm;
    r.mask = (enum train_mask)s->mask;
    r.tied = s->tied;
    r.whole = s->whole;
    r.learned_places = s->learned_places;
    r.rate = s->rate;
    return r;
}

bool training_places_fit(bool learned_places, const struct params *p, struct err *e)
{
    if (!learned_places || schemes[p->scheme].limit) return true;
    return err_set(e,
                   _("P is trained with scheme learned alone, and this is %s: --scheme learned, c, "
                     "or without --learned-positions"),
                   schemes[p->scheme].name);
}

/* The model with positions: without them is the other of the two runs. */
static int model_of(int blocks)
{
    for (int i = 0; train_models[i].name; i++)
        if (train_models[i].positions && train_models[i].blocks == blocks) return 1 + i;
    return 0;
}

void training_get_settings(const struct training *t, struct training_settings *out)
{
    const struct train_recipe *r = &t->recipe;
    enum train_goal_kind goal = (enum train_goal_kind)r->goal;
    struct train_recipe usual = train_recipe_of(goal, -1, true, r->d_model);
    struct train_recipe same = train_recipe_of(goal, r->blocks, true, r->d_model);
    *out = (struct training_settings){
        .goal = r->goal,
        .model = r->blocks == usual.blocks ? 0 : model_of(r->blocks),
        .optimiser = r->optimiser == same.optimiser ? 0 : 1 + (int)r->optimiser,
        .heads = r->heads,
        .rate = r->rate,
        .norm = (int)r->norm,
        .mask = (int)r->mask,
        .tied = r->tied,
        .whole = r->whole,
        .learned_places = r->learned_places,
        .temperature = t->choice.temperature,
        .top = t->choice.top,
        .rows = (int)t->rows,
    };
}

static bool same_but_rate(const struct train_recipe *a, const struct train_recipe *b)
{
    return a->goal == b->goal && a->blocks == b->blocks && a->heads == b->heads &&
           a->optimiser == b->optimiser && a->norm == b->norm && a->mask == b->mask &&
           a->tied == b->tied && a->whole == b->whole && a->learned_places == b->learned_places;
}

/* Whether the pipeline has the parameters that are set: a run is made of its rows. */
static bool is_read(const struct app *a)
{
    const struct params *set = &a->params, *read = &a->pipeline.params;
    return set->d_model == read->d_model && set->scheme == read->scheme &&
           !(set->base < read->base || set->base > read->base) && set->layout == read->layout &&
           set->init == read->init && set->seed == read->seed && set->scale == read->scale &&
           set->offset == read->offset && set->frozen == read->frozen;
}

void training_set_settings(struct app *a, const struct training_settings *s)
{
    struct training *t = &a->training;
    struct train_recipe r = training_settings_recipe(s, &a->params), was = t->recipe;
    r.heads = s->heads;
    bool other = !same_but_rate(&r, &was), rate = r.rate < was.rate || r.rate > was.rate;
    t->choice = (struct train_choice){s->temperature, s->top};
    if ((int)t->rows != s->rows) training_act_rows(a, 0);
    if (!other && !rate) return;
    t->recipe = r;
    if (!is_read(a)) return; /* with other parameters what runs is out of date, and says so */
    if (other)
        training_recipe_changed(a);
    else if (t->begun)
        training_set_rate(a, training_recipe(a, true).rate);
}
