/* The update of the selected number, spelled. */
#include <math.h>
#include <stdio.h>

#include "app/learning/training.h"
#include "base/num.h"
#include "base/words.h"
#include "view/training/training_parts.h"
#include "view/views.h"

#define SHORT 5 /* decimals of what is small, and of a number of the table */
#define LONG 5
#define FORMS 4

/* With the sign only where it is negative. */
static struct draw_short plain_text(double value)
{
    struct draw_short out;
    snprintf(out.text, sizeof out.text, "%s%.*f", value < 0 ? "−" : "", SHORT, fabs(value));
    return out;
}

/* "−3.38e-05": a number of any size in a few digits. */
static struct draw_short small_text(double value, int digits)
{
    struct draw_short out;
    snprintf(out.text, sizeof out.text, "%s%.*e", value < 0 ? "−" : "", digits, fabs(value));
    return out;
}

static struct draw_short table_text(double value)
{
    return draw_signed_text(value, LONG);
}

/* An update in one of FORMS ways, from the longest on. */
struct spelling {
    struct train_update update;
    uint32_t step; /* from which it leads on */
    int form;
};

static void add_momentum(const struct spelling *s, struct parts *line)
{
    const struct train_update *u = &s->update;
    parts_add(line, ROLE_BAR, _("v = 0.9 × %s + gradient %s = %s"), plain_text(u->m).text,
              plain_text(u->gradient).text, plain_text(u->m_next).text);
    parts_brief(line, "v %s", plain_text(u->m_next).text);
    parts_add(line, ROLE_BAR_SIN, "T = %s − %.4g × v = %s", table_text(u->before).text, u->rate,
              table_text(u->after).text);
}

static void add_sgd(const struct spelling *s, struct parts *line)
{
    const struct train_update *u = &s->update;
    parts_add(line, ROLE_BAR_SIN, _("T = %s − %.4g × gradient %s = %s"), table_text(u->before).text,
              u->rate, plain_text(u->gradient).text, table_text(u->after).text);
}

/* m' and v' are m and v without their start at 0: after t updates divided by 1 − 0.9^t and
 * 1 − 0.999^t. */
static void add_adam(const struct spelling *s, struct parts *line)
{
    const struct train_update *u = &s->update;
    double left_1 = 1 - pow(0.9, s->step + 1.), left_2 = 1 - pow(0.999, s->step + 1.);
    int digits = s->form == 2 ? 1 : 2;
    if (s->form == 0) {
        parts_add(line, ROLE_BAR, "m 0.9 × %s + 0.1 × %s = %s, m' = m / %.4f = %s",
                  small_text(u->m, 2).text, small_text(u->gradient, 2).text,
                  small_text(u->m_next, 2).text, left_1, small_text(u->m_next / left_1, 2).text);
        parts_add(line, ROLE_BAR, _("v 0.999 × %s + 0.001 × g² = %s, v' = v / %.4f = %s"),
                  small_text(u->v, 2).text, small_text(u->v_next, 2).text, left_2,
                  small_text(u->v_next / left_2, 2).text);
        parts_add(line, ROLE_BAR_SIN, "T = %s − %.4g × m' / (√v' + 1e-8) = %s",
                  table_text(u->before).text, u->rate, table_text(u->after).text);
        return;
    }
    if (s->form == 1) parts_add(line, ROLE_BAR, "g %s", small_text(u->gradient, 2).text);
    parts_add(line, ROLE_BAR, "m' %s/%.*g  v' %s/%.*g", small_text(u->m_next, digits).text,
              digits + 1, left_1, small_text(u->v_next, digits).text, digits + 1, left_2);
    if (s->form == 3) parts_brief(line, "%s", "");
    if (s->form == 3)
        parts_add(line, ROLE_BAR_SIN, "T %s → %s", table_text(u->before).text,
                  table_text(u->after).text);
    else
        parts_add(line, ROLE_BAR_SIN, "T %s − %.*g m'/√v' = %s", table_text(u->before).text,
                  digits + 1, u->rate, table_text(u->after).text);
}

/* Form 0 has the words around the steps, and what E is of T. */
static void fill_line(const struct app *a, const struct train_run *run, int form,
                      struct parts *line)
{
    static void (*const add[TRAIN_OPTIMISERS])(const struct spelling *, struct parts *) = {
        [TRAIN_MOMENTUM] = add_momentum, [TRAIN_SGD] = add_sgd, [TRAIN_ADAM] = add_adam};
    int word = training_selected_word(a), dim = min_int(a->dim, run->shape.d_model - 1);
    size_t at = (size_t)word * (size_t)run->shape.d_model + (size_t)dim;
    struct spelling u = {train_update_of(run, at), run->step, form};
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
    parts_add(line, ROLE_BAR_DIM, !form ? _("dim %d, step %u → %u") : _("dim %d, %u → %u"), dim,
              run->step, run->step + 1);
    if (isnan(u.update.gradient))
        parts_add(line, ROLE_BAR, _("the gradient of this step is not known yet"));
    else
        add[run->recipe.optimiser](&u, line);
    if (!form && line->count < PARTS_MAX && run->shape.scale)
        parts_add(line, ROLE_BAR_STRONG, "E = √%d T", run->shape.d_model);
}

bool training_view_inspect(const struct app *a, const struct canvas *c)
{
    const struct train_run *run = training_run(a, training_side(a));
    if (!run || training_selected_word(a) < 0) return false;
    struct parts line;
    for (int form = 0; form < FORMS; form++) {
        fill_line(a, run, form, &line);
        if (parts_width(c, &line) <= c->cols - 2) break;
    }
    parts_draw(c, (struct span){c->row, c->col + 1, c->cols - 2}, &line);
    return true;
}
