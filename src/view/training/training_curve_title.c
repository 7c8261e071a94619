/* What stands on the frame of the curve: the loss at the step, what the dim curves are of, and what
 * there will be. */
#include <math.h>
#include <string.h>

#include "app/learning/training.h"
#include "base/num.h"
#include "base/words.h"
#include "view/training/training_parts.h"

#define BRIEF_FORMULA 12 /* bytes of a formula that has room in a short name */

uint32_t training_known(const double *loss, uint32_t count)
{
    while (count && isnan(loss[count - 1])) count--;
    return count;
}

/* The last step up to that which is looked at whose loss is known; while one is being computed that
 * is the one before. */
static uint32_t known_step(const struct train_run *run)
{
    uint32_t count = training_known(run->loss, run->step + 1);
    return count ? count - 1 : 0;
}

static void add_loss(const struct app *a, bool side, struct parts *line)
{
    const struct train_run *run = training_run(a, side);
    double loss = run->loss[known_step(run)];
    const char *name = training_side_name(side), *brief = training_side_brief(side);
    if (isnan(loss)) {
        parts_add(line, training_side_role(side), "%s %s", name, DRAW_MISSING);
        parts_brief(line, "%s %s", brief, DRAW_MISSING);
        return;
    }
    parts_add(line, training_side_role(side), "%s %.4f", name, loss);
    parts_brief(line, "%s %.4f", brief, loss);
}

void training_curve_title(const struct app *a, const struct canvas *c, bool box)
{
    struct parts line = {.gap = 2};
    const struct train_run *run = training_run(a, training_side(a));
    bool learned = run && run->recipe.goal != TRAIN_SENTENCE && !run->task.drawn;
    uint32_t at = run ? known_step(run) : 0;
    if (run && at != run->step)
        parts_add(&line, ROLE_STRONG, _("loss at step %u"), at);
    else
        parts_add(&line, ROLE_STRONG, "%s",
                  learned ? _("loss of what is learned, nats a word") : _("loss, nats a word"));
    parts_brief(&line, "%s", _("loss"));
    for (int side = 0; side < 2 && run; side++)
        if (training_shows(a, side)) add_loss(a, side, &line);
    int room = c->cols - 4, width = parts_width(c, &line);
    if (width > room) width = min_int(parts_brief_width(c, &line), room);
    if (box)
        frame_fill(c->frame, c->row, c->col + 1, 1, width + 2,
                   role_style(ROLE_DIM, c->caps->depth));
    parts_draw(c, (struct span){c->row, c->col + 2, room}, &line);
}

/* On the lower edge what the dim curves are of. */
void training_curve_old(const struct app *a, const struct canvas *c)
{
    const struct training *t = &a->training;
    bool side = training_side(a);
    struct str text = STR_EMPTY;
    if (t->pinned[side].loss) {
        const struct train_recipe *r = &t->pinned[side].recipe;
        str_addf(&text, _(" dim: pinned %s, rate %.4g, seed %llu "),
                 _(train_optimisers[r->optimiser].label), r->rate, (unsigned long long)r->seed);
        if (draw_width(c, str_text(&text)) > c->cols - 4) {
            str_clear(&text);
            str_adds(&text, _(" dim: pinned "));
        }
    } else if (t->before[side].loss) {
        str_adds(&text, _(" dim: the run before "));
    }
    if (text.len)
        draw_text(c, c->row + c->rows - 1, c->col + 2, c->cols - 4, ROLE_DIM, str_text(&text));
    str_free(&text);
}

/* Before the first key that runs there is no loss, and nothing to count it against. */
void training_curve_nothing(const struct app *a, const struct canvas *c)
{
    const struct train_recipe r = training_recipe(a, true);
    bool cross = train_goals[r.goal].blocks < 0, sum = !cross && !r.blocks;
    const char *const lines[] = {
        _("nothing is trained yet"),
        _("Space trains two models"),
        _("from the same random rows:"),
        cross ? _("one reads both texts as E,")
        : sum ? _("one reads E alone,")
              : _("one with blocks that read E,"),
        cross ? _("the other as E + P") : _("the other E + P"),
    };
    int row = c->row + max_int((c->rows - (int)COUNT(lines)) / 2, 1);
    for (size_t i = 0; i < COUNT(lines) && row < c->row + c->rows - 1; i++, row++)
        draw_text(c, row, c->col + 3, c->cols - 5, i ? ROLE_DIM : ROLE_TEXT, lines[i]);
}

bool training_floor_name(const struct train_run *run, enum train_knows knows, int form,
                         enum training_value value, struct str *out)
{
    static const char *const brief[TRAIN_KNOWS_COUNT] = {
        [TRAIN_KNOWS_NOTHING] = N_("chance"),
        [TRAIN_KNOWS_COUNTS] = N_("word counts"),
        [TRAIN_KNOWS_POSITION] = N_("position"),
        [TRAIN_KNOWS_WORD] = N_("word"),
        [TRAIN_KNOWS_WORD_POSITION] = N_("word, position"),
        [TRAIN_KNOWS_BAG] = N_("word mix"),
        [TRAIN_KNOWS_PREFIX] = N_("all words so far"),
    };
    const struct train_floor *f = &run->floors.of[knows];
    int decimals = f->loss > 0 ? 4 : 0;
    bool formula = *f->formula && f->loss > 0;
    bool few = formula && strlen(f->formula) < BRIEF_FORMULA; /* a formula for narrow places */
    str_clear(out);
    if (form == 0 && value && formula)
        str_addf(out, "%s: %s = %.4f", _(train_knows_labels[knows]), f->formula, f->loss);
    else if (form == 0)
        train_floor_text(&run->floors, knows, out);
    else if (form == 1 && few && value)
        str_addf(out, "%s: %s = %.4f", _(brief[knows]), f->formula, f->loss);
    else if (form <= 2 && few && value != TRAINING_VALUE_ALWAYS)
        str_addf(out, "%s: %s", _(brief[knows]), f->formula);
    else if (form <= 2)
        str_addf(out, "%s: %.*f", _(train_knows_labels[knows]), decimals, f->loss);
    else if (form == 3)
        str_addf(out, "%s: %.*f", _(brief[knows]), decimals, f->loss);
    return form < 4;
}
