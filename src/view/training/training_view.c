#include "view/views.h"

#include <math.h>

#include "app/learning/training.h"
#include "base/words.h"
#include "view/marks/label.h"
#include "view/training/training_parts.h"

const char *training_side_name(bool with_p)
{
    return with_p ? _("with P") : _("without P");
}

const char *training_side_brief(bool with_p)
{
    return with_p ? _("P") : _("no P");
}

enum role training_side_role(bool with_p)
{
    return with_p ? ROLE_SIN : ROLE_STRONG;
}

int training_sides(const struct app *a, bool out[2])
{
    int count = 0;
    for (int side = 0; side < 2; side++)
        if (training_shows(a, side)) out[count++] = side;
    return count;
}

void training_share_text(double p, int digits, struct str *out)
{
    double unit = pow(10, -digits);
    if (isnan(p))
        str_adds(out, DRAW_MISSING);
    else if (p < 1 && p > 1 - unit / 2)
        str_addf(out, ">.%.*s", digits, "9999999");
    else if (p > 0 && p < unit / 2)
        str_addf(out, "<.%.*s1", digits - 1, "0000000");
    else
        str_addf(out, "%.*f", digits, p);
}

void training_bar_draw(const struct canvas *c, struct span at, enum role role, double share)
{
    struct style style = role_style(role, c->caps->depth);
    bool ascii = c->caps->ascii;
    int steps = ascii ? 1 : 8, full = share > 0 ? (int)(fmin(share, 1) * at.cols * steps + 0.5) : 0;
    frame_repeat(c->frame, at.row, at.col, full / steps, style, ascii ? '#' : 0x2588);
    if (full % steps)
        frame_put(c->frame, at.row, at.col + full / steps, style,
                  0x2590 - (uint32_t)(full % steps)); /* ▏…▉ */
}

static void run_word(const struct app *a, uint32_t index, struct str *out)
{
    const struct train_run *run = training_run(a, training_side(a));
    const char *own = train_task_own_word(&run->task, index);
    if (own)
        str_adds(out, own);
    else
        training_word(a, index, out);
}

void training_word_text(const struct app *a, int word, struct str *out)
{
    run_word(a, training_run(a, training_side(a))->task.index[word], out);
}

void training_class_text(const struct app *a, int class, struct str *out)
{
    run_word(a, training_run(a, training_side(a))->task.class_word[class], out);
}

/* ---- the first line ---------------------------------------------------- */

/* "step 20", in the corpus with its epoch. */
static void add_step(const struct app *a, struct parts *line)
{
    const struct train_run *run = training_run(a, training_side(a));
    if (!run) {
        parts_add(line, ROLE_ACCENT, _("step –"));
        return;
    }
    const struct train_task *t = &run->task;
    if (t->drawn || t->batch >= t->examples)
        parts_add(line, ROLE_ACCENT, _("step %u"), run->step);
    else {
        double epoch = (double)run->step * (double)t->batch / (double)t->examples;
        parts_add(line, ROLE_ACCENT, _("step %u, epoch %.1f"), run->step, epoch);
        parts_brief(line, _("step %u"), run->step);
    }
}

/* Whether it runs, and what it is on the way to. */
static void add_state(const struct app *a, struct parts *line)
{
    const struct training *t = &a->training;
    const struct train_run *run = training_run(a, training_side(a));
    if (!run)
        parts_add(line, ROLE_DIM, "%s",
                  a->focus == FOCUS_SENTENCE ? _("not trained: Tab, then Space begins")
                                             : _("not trained: Space begins"));
    else if (training_under_way(a) && t->step <= run->newest && !isnan(run->loss[t->step]))
        parts_add(line, ROLE_ACCENT, _("replaying %u → %u"), run->step, t->step);
    else if (t->playing || training_under_way(a))
        parts_add(line, ROLE_STRONG, _("▶ running"));
    else
        parts_add(line, ROLE_DIM, _("▮▮ paused"));
}

static void add_recipe(const struct app *a, struct parts *line)
{
    struct train_recipe r = training_recipe(a, true);
    r.rate = training_rate(a);
    const struct train_goal *goal = &train_goals[r.goal];
    const char *optimiser = _(train_optimisers[r.optimiser].label);
    parts_add(line, ROLE_TEXT, "%s", _(goal->label));
    parts_brief(line, "%s", goal->name);
    struct str model = STR_EMPTY;
    training_model_text(&r, true, &model);
    if (model.len) parts_add(line, ROLE_TEXT, "%s", str_text(&model));
    str_clear(&model);
    if (goal->blocks < 0)
        str_adds(&model, _("cross-attention, "));
    else if (r.blocks)
        str_addf(&model, words_plural("%d block, ", "%d blocks, ", (unsigned)r.blocks), r.blocks);
    parts_add(line, ROLE_TEXT, _("%s%s, rate %.4g"), str_text(&model), optimiser, r.rate);
    parts_brief(line, _("%s%s, %.4g"), str_text(&model), train_optimisers[r.optimiser].name,
                r.rate);
    str_free(&model);
}

static void add_size(const struct app *a, struct parts *line)
{
    const struct train_run *run = training_run(a, training_side(a));
    if (!run || line->count == PARTS_MAX) return;
    parts_add(line, ROLE_DIM, _("%zu numbers, seed %llu"), run->numbers,
              (unsigned long long)run->recipe.seed);
    parts_brief(line, "%s", "");
}

/* The sides at the right, those that are hidden dim. Returns the columns taken. */
static int draw_sides(const struct app *a, const struct canvas *c)
{
    int width =
        draw_width(c, training_side_name(false)) + 3 + draw_width(c, training_side_name(true)) + 1;
    int col = c->col + c->cols - width;
    if (width > c->cols / 2) return 0;
    link_action(a, c, c->row, col, width - 1, "training-side");
    for (int side = 0; side < 2; side++) {
        enum role role = training_shows(a, side) ? training_side_role(side) : ROLE_LINE;
        col += draw_text(c, c->row, col, width, role, training_side_name(side));
        if (!side) col += draw_text(c, c->row, col, 3, ROLE_LINE, " │ ");
    }
    return width;
}

/* What has to be said before anything else: it stopped, or what it was made of has changed. */
static bool add_news(const struct app *a, struct parts *line)
{
    const char *stale = training_stale(a);
    struct str full = STR_EMPTY, brief = STR_EMPTY;
    training_halt_text(a, false, &full);
    training_halt_text(a, true, &brief);
    if (!full.len && stale) {
        str_addf(&full, _("%s changed: Space trains from step 0"), stale);
        str_addf(&brief, _("%s changed: Space begins"), stale);
    }
    if (full.len) {
        parts_add(line, a->training.halt == TRAINING_LEFT ? ROLE_WARN : ROLE_NEW, "%s",
                  str_text(&full));
        parts_brief(line, "%s", str_text(&brief));
    }
    bool any = full.len;
    str_free(&full);
    str_free(&brief);
    return any;
}

void training_head_draw(const struct app *a, const struct canvas *c)
{
    struct parts line = {.gap = 3};
    int room = c->cols - 1 - draw_sides(a, c) - 1;
    add_step(a, &line);
    if (!a->training.halt) add_state(a, &line);
    if (!add_news(a, &line)) {
        add_recipe(a, &line);
        add_size(a, &line);
    }
    if (parts_brief_width(c, &line) > room) line.gap = 2;
    parts_draw(c, (struct span){c->row, c->col + 1, room}, &line);
}

/* ---- the view ---------------------------------------------------------- */

void training_view_shown(const struct app *a, int rows, int cols, struct shown *out)
{
    struct training_layout l = training_layout(a, rows, cols);
    out->window.rows = 0;
    out->window.row = a->token;
    out->window.dim = a->dim;
    out->window.dims = 1;
    out->skip_rows = true;
    out->cell_cols = 1;
    out->own_rows = l.places.rows;
    out->own_cols = l.rows.rows;
}

/* Draws a part into its rectangle of the body, and returns that; without rows where it is too
 * small. */
static struct canvas draw_part(const struct app *a, const struct canvas *c, struct area at,
                               void (*draw)(const struct app *a, const struct canvas *c))
{
    struct canvas part = {c->frame, c->caps, c->row + at.row, c->col + at.col, at.rows, at.cols};
    if (part.cols < 8) part.rows = 0;
    if (part.rows > 0) draw(a, &part);
    return part;
}

void training_view_draw(const struct app *a, const struct canvas *c)
{
    struct training_layout l = training_layout(a, c->rows, c->cols);
    struct canvas part;
    if (l.head_rows) training_head_draw(a, c);
    part = draw_part(a, c, l.curve, training_curve_draw);
    draw_panel(&part, "curve", part.rows);
    part = draw_part(a, c, l.places, training_places_draw);
    draw_panel(&part, "places", part.rows);
    part = draw_part(a, c, l.next, training_next_draw);
    draw_panel(&part, "next", part.rows);
    part = draw_part(a, c, l.rows, training_rows_draw);
    draw_panel(&part, "rows", part.rows);
    part = draw_part(a, c, l.figures, training_figures_draw);
    draw_panel(&part, "figures", part.rows);
}
