/* The update of the selected number, spelled. */
#include <math.h>
#include <stdio.h>

#include "app/learning/training.h"
#include "base/num.h"
#include "base/words.h"
#include "view/training/training_parts.h"
#include "view/views.h"

#define SHORT 5 /* decimals of what is small, and of a number of the table */
#define LONG 4

/* With the sign only where it is negative. */
static struct draw_short plain_text(double value)
{
    struct draw_short out;
    snprintf(out.text, sizeof out.text, "%s%.*f", value < 0 ? "−" : "", SHORT, fabs(value));
    return out;
}

/* "−3.38e-05": a number of any size in a few digits. */
static struct draw_short small_text(double value)
{
    struct draw_short out;
    snprintf(out.text, sizeof out.text, "%s%.2e", value < 0 ? "−" : "", fabs(value));
    return out;
}

static struct draw_short table_text(double value)
{
    return draw_signed_text(value, LONG);
}

static void add_momentum(const struct train_update *u, struct parts *line)
{
    parts_add(line, ROLE_BAR, _("v = 0.9 × %s + gradient %s = %s"), plain_text(u->m).text,
              plain_text(u->gradient).text, plain_text(u->m_next).text);
    parts_brief(line, "v %s", plain_text(u->m_next).text);
    parts_add(line, ROLE_BAR_SIN, "T = %s − %.4g × v = %s", table_text(u->before).text, u->rate,
              table_text(u->after).text);
}

static void add_sgd(const struct train_update *u, struct parts *line)
{
    parts_add(line, ROLE_BAR_SIN, _("T = %s − %.4g × gradient %s = %s"), table_text(u->before).text,
              u->rate, plain_text(u->gradient).text, table_text(u->after).text);
}

static void add_adam(const struct train_update *u, struct parts *line)
{
    parts_add(line, ROLE_BAR, _("m = 0.9 × %s + 0.1 × %s = %s"), small_text(u->m).text,
              small_text(u->gradient).text, small_text(u->m_next).text);
    parts_brief(line, "m %s", small_text(u->m_next).text);
    parts_add(line, ROLE_BAR, _("v = 0.999 × %s + 0.001 × gradient² = %s"), small_text(u->v).text,
              small_text(u->v_next).text);
    parts_brief(line, "v %s", small_text(u->v_next).text);
    parts_add(line, ROLE_BAR_SIN, _("T = %s − %.4g × m' / (√v' + 1e-8) = %s"),
              table_text(u->before).text, u->rate, table_text(u->after).text);
    parts_brief(line, "T %s → %s", table_text(u->before).text, table_text(u->after).text);
}

/* `all`: with the words around the steps, and what E is of T. */
static void fill_line(const struct app *a, const struct train_run *run, bool all,
                      struct parts *line)
{
    static void (*const add[TRAIN_OPTIMISERS])(const struct train_update *, struct parts *) = {
        [TRAIN_MOMENTUM] = add_momentum, [TRAIN_SGD] = add_sgd, [TRAIN_ADAM] = add_adam};
    int word = training_selected_word(a), dim = min_int(a->dim, run->shape.d_model - 1);
    struct train_update u =
        train_update_of(run, (size_t)word * (size_t)run->shape.d_model + (size_t)dim);
    struct str name = STR_EMPTY;
    *line = (struct parts){.gap = 2};
    training_word_text(a, word, &name);
    parts_add(line, ROLE_BAR_ACCENT, "%s", str_text(&name));
    str_free(&name);
    if (run->step == TRAIN_STEPS_MAX) {
        parts_add(line, ROLE_BAR, _("step %d is the last of a run: no update follows"),
                  TRAIN_STEPS_MAX);
        return;
    }
    parts_add(line, ROLE_BAR_DIM, all ? _("dim %d, step %u → %u") : _("dim %d, %u → %u"), dim,
              run->step, run->step + 1);
    if (isnan(u.gradient))
        parts_add(line, ROLE_BAR, _("the gradient of this step is not known yet"));
    else
        add[run->recipe.optimiser](&u, line);
    if (all && line->count < PARTS_MAX && run->shape.scale)
        parts_add(line, ROLE_BAR_STRONG, "E = √%d T", run->shape.d_model);
}

bool training_view_inspect(const struct app *a, const struct canvas *c)
{
    const struct train_run *run = training_run(a, training_side(a));
    if (!run || training_selected_word(a) < 0) return false;
    struct parts line;
    fill_line(a, run, true, &line);
    if (parts_width(c, &line) > c->cols - 2) fill_line(a, run, false, &line);
    parts_draw(c, (struct span){c->row, c->col + 1, c->cols - 2}, &line);
    return true;
}
