/* The keys of the Training view. */
#include <math.h>

#include "app/state/view.h"
#include "app/learning/training_parts.h"
#include "app/learning/training.h"
#include "base/num.h"
#include "base/words.h"

/* ---- the recipe -------------------------------------------------------- */

/* Takes it where it can be trained from; says what it is. */
static void take_recipe(struct app *a, const struct train_recipe *recipe)
{
    struct training *t = &a->training;
    struct str text = STR_EMPTY;
    bool again = t->begun && t->step;
    t->recipe = *recipe;
    t->halt = TRAINING_NO_HALT;
    const struct train_recipe whole = training_recipe(a, true);
    training_recipe_text(&whole, &text);
    app_say(a, again ? _("%s: step 0 again, the curves of before stay dim") : "%s",
            str_text(&text));
    str_free(&text);
    training_recipe_changed(a);
}

static void next_goal(struct app *a, int by)
{
    int goal = (a->training.recipe.goal + by) % TRAIN_GOALS;
    struct train_recipe r = train_recipe_of((enum train_goal_kind)goal, train_goals[goal].blocks,
                                            true, a->params.d_model);
    r.rate = 0;
    r.heads = 0;
    a->training_view.chosen = 0;
    a->training_view.placed = false;
    take_recipe(a, &r);
}

static void next_depth(struct app *a, int by)
{
    const struct train_recipe *now = &a->training.recipe;
    if (train_goals[now->goal].blocks < 0) {
        app_say(a, _("this goal has its own model: one block that reads from another text"));
        return;
    }
    struct train_recipe r =
        train_recipe_of((enum train_goal_kind)now->goal,
                        (now->blocks + by) % (TRAIN_BLOCKS_MAX + 1), true, a->params.d_model);
    r.whole = now->whole;
    r.norm = now->norm;
    r.mask = now->mask;
    r.tied = now->tied && r.blocks;
    r.learned_places = now->learned_places;
    r.rate = 0;
    r.heads = now->heads;
    take_recipe(a, &r);
}

/* The next power of two that divides d_model. */
static void next_heads(struct app *a, int by)
{
    (void)by;
    struct train_recipe r = a->training.recipe;
    if (!r.blocks && train_goals[r.goal].blocks >= 0) {
        app_say(a, _("without a block there are no heads: v puts one in"));
        return;
    }
    r.heads = 2 * training_recipe(a, true).heads;
    if (r.heads > TRAIN_HEADS_MAX || a->params.d_model % r.heads) r.heads = 1;
    take_recipe(a, &r);
}

static void next_optimiser(struct app *a, int by)
{
    struct train_recipe r = a->training.recipe;
    r.optimiser = (enum train_optimiser)(((int)r.optimiser + by) % TRAIN_OPTIMISERS);
    r.rate = 0;
    take_recipe(a, &r);
}

static void change_choice(struct app *a, int by)
{
    (void)by;
    struct train_recipe r = a->training.recipe;
    if (r.goal != TRAIN_SENTENCE) {
        app_say(a, _("only the goal of this sentence has two choices of words: f"));
        return;
    }
    r.whole = !r.whole;
    take_recipe(a, &r);
}

/* The next of … 0.1 0.3 1 3 10 above the rate, or below it. */
static double next_rate(double rate, bool up)
{
    static const double ladder[] = {0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10};
    const int count = COUNT(ladder);
    for (int i = 0; i < count; i++) {
        double step = ladder[up ? i : count - 1 - i];
        if (up ? step > rate * 1.001 : step < rate * 0.999) return step;
    }
    return rate;
}

static void change_rate(struct app *a, int by)
{
    double now = training_rate(a), rate = next_rate(now, by > 0);
    if (!(rate < now || rate > now)) {
        app_say(a, _("the rate stays %g"), rate);
        return;
    }
    app_say(a, _("rate %g = %.3g / d, from step %u on"), rate, rate * a->params.d_model,
            training_step(a));
    training_set_rate(a, rate);
}

static void change_temperature(struct app *a, int by)
{
    double *t = &a->training.choice.temperature;
    *t = fmin(fmax(floor(*t * 10 + 0.5) + by, 0), TRAIN_TEMPERATURE_MAX * 10) / 10;
    app_say(a,
            *t > 0 ? _("temperature %.1f: logits ÷ %.1f before softmax")
                   : _("temperature %.1f: always the word with the largest logit"),
            *t, *t);
}

/* ---- any step ---------------------------------------------------------- */

static bool accept_step(struct app *a, const char *answer, struct err *e)
{
    uint64_t step;
    if (!app_read_number(answer, 0, TRAIN_STEPS_MAX, &step, e)) return false;
    a->training.playing = false;
    training_go(a, (uint32_t)step);
    return true;
}

static void step_range(const struct app *a, struct str *out)
{
    const struct train_run *run = training_run(a, training_side(a));
    str_addf(out, _("0 … %u are there; up to %d it trains on"), run ? run->newest : 0,
             TRAIN_STEPS_MAX);
}

static const struct prompt_kind ask_step = {
    .label = N_("go to step"), .accept = accept_step, .range = step_range};

static void go_to_step(struct app *a, int by)
{
    (void)by;
    app_ask(a, &ask_step);
}

/* ---- the picture ------------------------------------------------------- */

static void next_places(struct app *a, int by)
{
    static const char *const said[] = {
        [TRAINING_PLACES_P] = N_("places: p of the right answer"),
        [TRAINING_PLACES_LOSS] = N_("places: the loss, −ln p"),
        [TRAINING_PLACES_WORD] = N_("places: the word with the largest p"),
    };
    struct training_model *m = &a->training_view;
    m->places = (enum training_places)(((int)m->places + by) % TRAINING_PLACES_COUNT);
    app_say(a, "%s", _(said[m->places]));
}

static void change_axes(struct app *a, int by)
{
    (void)by;
    struct training_model *m = &a->training_view;
    m->logarithmic = !m->logarithmic;
    app_say(a, "%s", m->logarithmic ? _("logarithmic axes: step + 1 and loss") : _("linear axes"));
}

/* Up and down go through the places that are listed, which are the text's, or the goal's own. */
static void move_place(struct app *a, int by)
{
    struct training_model *m = &a->training_view;
    if (m->example.n && !m->of_text) {
        m->place = clamp_int((int64_t)training_place(a) + by, 0, m->example.n - 1);
        m->placed = true;
        return;
    }
    int64_t token = (int64_t)a->token + by, last = (int64_t)a->pipeline.count - 1;
    a->token = token < 0 || last < 0 ? 0 : token > last ? (size_t)last : (size_t)token;
}

void training_act_example(struct app *a, int by)
{
    struct training_model *m = &a->training_view;
    const struct train_run *run = training_run(a, training_side(a));
    if (!training_has_own_texts(run ? run->recipe.goal : a->training.recipe.goal)) {
        app_say(a, _("this goal reads the text on screen; f changes the goal"));
        return;
    }
    if (!run) {
        app_say(a, _("this goal's own texts are made when it begins: Space"));
        return;
    }
    const struct train_task *t = &run->task;
    size_t count = t->drawn ? t->batch : t->examples + t->unseen, at = m->chosen % count;
    m->chosen = by > 0 ? (at + 1) % count : (at + count - 1) % count;
    app_say(a,
            m->chosen < t->examples ? _("text %zu of %zu")
                                    : _("text %zu of %zu, which was not learned"),
            m->chosen + 1, count);
}

enum { B = CONTEXT_BODY };

const struct action training_actions[TRAINING_ACTIONS] = {
    {"training-run", "Space", B, N_("run"), "Space", N_("train, or pause"), training_act_run, 0},
    {"training-step", ".", B, N_("step"), ". ,", N_("one step on"), training_act_step, 1},
    {"training-step-back", ",", B, NULL, NULL, N_("one step back"), training_act_step, -1},
    {"training-side", "w", B, N_("with P"), "w", N_("both runs, without P, with P"),
     training_act_shown, 1},
    {"training-depth", "v", B, N_("model"), "v", N_("the model: no block, one, two"), next_depth,
     1},
    {"training-goal", "f", B, N_("goal"), "f",
     N_("the goal: this sentence, the corpus, its company, the word before, who chased, "
        "backwards"),
     next_goal, 1},
    {"training-rate-down", "J", B, N_("rate"), "J K", N_("the rate down, from this step on"),
     change_rate, -1},
    {"training-rate-up", "K", B, NULL, NULL, N_("the rate up, from this step on"), change_rate, 1},
    {"training-say", "S", B, N_("say"), "S", N_("say the next word into the sentence"),
     training_act_say, 0},
    {"training-pin", "y", B, N_("pin"), "y", N_("pin these runs: later ones are drawn beside"),
     training_pin, 0},
    {"training-reset", "R", B, NULL, NULL, N_("back to step 0, with the same draws"),
     training_act_reset, 0},
    {"training-step-10", "C-Right", B, NULL, NULL, N_("ten steps on"), training_act_step, 10},
    {"training-step-back-10", "C-Left", B, NULL, NULL, N_("ten steps back"), training_act_step,
     -10},
    {"training-first", "<", B, N_("first, last"), "< >", N_("step 0"), training_act_end, -1},
    {"training-newest", ">", B, NULL, NULL, N_("the newest step"), training_act_end, 1},
    {"training-go", "p", B, NULL, NULL, N_("ask for a step and go there"), go_to_step, 0},
    {"training-slower", "(", B, NULL, NULL, N_("slower"), training_act_speed, -1},
    {"training-faster", ")", B, NULL, NULL, N_("faster"), training_act_speed, 1},
    {"training-optimiser", "o", B, NULL, NULL, N_("momentum, SGD, Adam, each with its rate"),
     next_optimiser, 1},
    {"training-heads", "H", B, NULL, NULL, N_("heads of a block: 1, 2, 4, 8"), next_heads, 1},
    {"training-words", "x", B, NULL, NULL,
     N_("words to choose from: those of the text, or the whole vocabulary"), change_choice, 0},
    {"training-places", "e", B, NULL, NULL, N_("places show p, the loss or the word"), next_places,
     1},
    {"training-axes", "L", B, NULL, NULL, N_("axes linear or logarithmic"), change_axes, 0},
    {"training-hotter", "C-Up", B, NULL, NULL, N_("temperature up"), change_temperature, 1},
    {"training-colder", "C-Down", B, NULL, NULL, N_("temperature down"), change_temperature, -1},
    {"training-place-up", "Up k", B, N_("place"), "↑↓", N_("the place before"), move_place, -1},
    {"training-place-down", "Down j", B, NULL, NULL, N_("the next place"), move_place, 1},
    {"training-text-next", "n", B, NULL, NULL, N_("the next text, of a goal that has its own"),
     training_act_example, 1},
    {"training-text-previous", "N", B, NULL, NULL, N_("the text before"), training_act_example, -1},
};
