/* The loss against the step: both runs, those of before and pinned ones, with the floors that
 * counting gives. Between steps there is nothing: the straight pieces only join them. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/learning/training.h"
#include "base/num.h"
#include "base/words.h"
#include "view/marks/curve.h"
#include "view/marks/label.h"
#include "view/marks/wave.h"
#include "view/training/training_parts.h"

#define BOX_FROM 8       /* rows from which on there is a box around it */
#define NAMES_WIDE 8     /* columns of the names at the axis, "2.3026 " */
#define NAMES_NARROW 6   /* "2.30 " */
#define WIDE_FROM 50     /* columns of the panel with wide names */
#define NAMES_ROOM 1.15  /* times the steps of a run, so that its name has room after its end */
#define STEPS_MIN 10     /* that the axis shows */
#define BEFORE_STEPS 50  /* of a run of before, */
#define BEFORE_TIMES 4   /* or this often as many as the present one has */
#define LOSS_MIN 1e-6    /* on a logarithmic axis */
#define BRIEF_FORMULA 12 /* bytes of a formula that has room in a short name */
#define LINES_MAX 6      /* curves */

struct axes {
    bool logarithmic;
    double high, low; /* of the loss */
    double last;      /* step */
    struct curve_area area;
};

/* A curve; or a floor, which is dotted. */
struct loss_line {
    const struct axes *axes;
    const double *loss; /* (count) */
    uint32_t count;
    int dash; /* dots of a dash and of a gap; 0: none */
    double level;
};

static double map_step(const struct axes *x, double step)
{
    return x->logarithmic ? log(1 + step) : step;
}

static double unmap_step(const struct axes *x, double at)
{
    return x->logarithmic ? exp(at) - 1 : at;
}

static double map_loss(const struct axes *x, double loss)
{
    return x->logarithmic ? log10(fmax(loss, x->low)) : loss;
}

/* Dots across are counted from the left edge of the area. */
static bool in_gap(const struct loss_line *l, double x0, double x1)
{
    long dot = lround((x0 - l->axes->area.x0) / (x1 - x0));
    return l->dash && dot / l->dash % 2;
}

static double loss_at(const struct loss_line *l, double step)
{
    double whole = floor(step), part = step - whole;
    uint32_t i = (uint32_t)whole;
    if (part <= 0 || i + 1 >= l->count) return map_loss(l->axes, l->loss[i]);
    return map_loss(l->axes, l->loss[i]) * (1 - part) + map_loss(l->axes, l->loss[i + 1]) * part;
}

static void widen(double value, double *low, double *high)
{
    if (isnan(value)) return;
    bool none = *low > *high;
    *low = none ? value : fmin(*low, value);
    *high = none ? value : fmax(*high, value);
}

static void loss_range(const void *context, double x0, double x1, double *low, double *high)
{
    const struct loss_line *l = context;
    double from = fmax(unmap_step(l->axes, x0), 0), to = unmap_step(l->axes, x1),
           end = (double)l->count - 1;
    if (!l->count || from > end || to < 0 || in_gap(l, x0, x1)) return;
    to = fmin(to, end);
    widen(loss_at(l, from), low, high);
    for (double s = ceil(from); s <= to; s++) widen(loss_at(l, s), low, high);
    widen(loss_at(l, to), low, high);
}

static void floor_range(const void *context, double x0, double x1, double *low, double *high)
{
    const struct loss_line *l = context;
    if (!in_gap(l, x0, x1)) *low = *high = l->level;
}

/* ---- what there is ----------------------------------------------------- */

struct line_list {
    struct loss_line line[LINES_MAX];
    enum role role[LINES_MAX];
    bool under[LINES_MAX];
    int count;
};

static void add_line(struct line_list *list, const struct loss_line *line, enum role role,
                     bool under)
{
    if (!line->count || list->count == LINES_MAX) return;
    list->line[list->count] = *line;
    list->role[list->count] = role;
    list->under[list->count++] = under;
}

/* The last steps whose loss is known. */
static uint32_t known(const double *loss, uint32_t count)
{
    while (count && isnan(loss[count - 1])) count--;
    return count;
}

/* Without P dashed, with P whole, so that colours are not needed; what is over is dim. */
static void gather_lines(const struct app *a, const struct axes *axes, struct line_list *out)
{
    const struct training *t = &a->training;
    for (int side = 0; side < 2; side++) {
        const struct training_curve *old[] = {&t->before[side], &t->pinned[side]};
        for (int i = 0; i < 2 && training_shows(a, side); i++)
            add_line(out,
                     &(struct loss_line){axes, old[i]->loss, known(old[i]->loss, old[i]->count),
                                         side ? 0 : 2, 0},
                     i ? ROLE_DIM : ROLE_LINE, true);
    }
    for (int side = 0; side < 2; side++) {
        const struct train_run *run = training_run(a, side);
        if (!run || !training_shows(a, side)) continue;
        add_line(out,
                 &(struct loss_line){axes, run->loss, known(run->loss, run->newest + 1),
                                     side ? 0 : 2, 0},
                 training_side_role(side), false);
    }
}

/* How far the axis of steps goes: a round number that holds all of the present runs, and of those
 * of before what can be compared. */
static double last_step(const struct app *a)
{
    const struct training *t = &a->training;
    double reach = STEPS_MIN, old = 0;
    for (int side = 0; side < 2; side++) {
        const struct train_run *run = training_run(a, side);
        if (run) reach = fmax(reach, NAMES_ROOM * run->newest);
        old = fmax(old, fmax(t->before[side].count, t->pinned[side].count) - 1);
    }
    reach = fmax(reach, fmin(old, fmax(BEFORE_TIMES * reach, BEFORE_STEPS)));
    static const double steps[] = {1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10};
    double ten = pow(10, floor(log10(reach)));
    for (size_t i = 0; i < COUNT(steps); i++)
        if (steps[i] * ten >= reach) return steps[i] * ten;
    return reach;
}

/* Chance at the top, unless losses are greater: of those that explode the beginning is seen. */
static void set_losses(const struct train_run *run, const struct line_list *lines, struct axes *x)
{
    double chance = log(run->task.classes), high = chance, low = high;
    for (int i = 0; i < lines->count; i++)
        for (uint32_t s = 0; s < lines->line[i].count && s <= x->last; s++) {
            double loss = lines->line[i].loss[s];
            if (loss > high) high = loss;
            if (loss < low) low = loss;
        }
    x->high = fmin(high, 1.5 * chance);
    x->low = x->logarithmic ? pow(10, floor(log10(fmax(low, LOSS_MIN)))) : 0;
}

static struct axes lay_out(const struct app *a, const struct canvas *c, struct line_list *lines)
{
    bool box = c->rows >= BOX_FROM;
    int names = c->cols >= WIDE_FROM ? NAMES_WIDE : NAMES_NARROW;
    struct axes x = {.logarithmic = a->training_view.logarithmic, .last = last_step(a)};
    gather_lines(a, &x, lines);
    set_losses(training_run(a, true), lines, &x);
    x.area = (struct curve_area){.row = c->row + 1,
                                 .col = c->col + box + names,
                                 .rows = c->rows - 2 - box,
                                 .cols = c->cols - names - 2 * box - 1,
                                 .x0 = 0,
                                 .x1 = map_step(&x, x.last)};
    if (x.area.rows > 0)
        curve_scale(&x.area, map_loss(&x, x.low), map_loss(&x, x.high), true, c->caps);
    return x;
}

/* ---- drawing ----------------------------------------------------------- */

struct marks {
    const struct app *app;
    const struct canvas *canvas;
    const struct axes *axes;
};

/* The step that is looked at on both curves, and where the rate was changed. */
static bool step_mark(const void *context, int i, struct curve_mark *out)
{
    const struct marks *m = context;
    const struct train_run *run = training_run(m->app, i % 2);
    int change = i / 2; /* 0: the step itself */
    if (!run || !training_shows(m->app, i % 2) || change >= run->rate_count) return false;
    uint32_t step = change ? run->rates[change].from : run->step;
    if (step > run->newest || isnan(run->loss[step])) return false;
    bool colored = m->canvas->caps->depth != DEPTH_NONE;
    *out = (struct curve_mark){
        .x = map_step(m->axes, step),
        .y = map_loss(m->axes, run->loss[step]),
        .style = role_style(colored ? ROLE_ACCENT : ROLE_STRONG, m->canvas->caps->depth),
        .hollow = change};
    return true;
}

struct floor_list {
    struct loss_line line[TRAIN_KNOWS_COUNT];
    enum train_knows knows[TRAIN_KNOWS_COUNT];
    int count;
};

/* Those that bind a model that is shown; of equal ones that which knows most. */
static void gather_floors(const struct app *a, const struct axes *x, struct floor_list *out)
{
    bool side[2];
    int sides = training_sides(a, side);
    for (int k = 0; k < TRAIN_KNOWS_COUNT; k++) {
        bool binds = false;
        double loss = 0;
        for (int i = 0; i < sides; i++) {
            const struct train_run *run = training_run(a, side[i]);
            const struct train_floor *f = &run->floors.of[k];
            binds |= f->counted && train_floor_binds(&run->recipe, (enum train_knows)k);
            loss = f->loss;
        }
        if (!binds || (x->logarithmic && loss < x->low)) continue;
        int at = 0;
        while (at < out->count && fabs(out->line[at].level - map_loss(x, loss)) > 1e-9) at++;
        out->line[at] = (struct loss_line){.axes = x, .dash = 1, .level = map_loss(x, loss)};
        out->knows[at] = (enum train_knows)k;
        if (at == out->count) out->count++;
    }
}

static void draw_lines(const struct app *a, const struct canvas *c, const struct axes *x,
                       const struct line_list *lines, const struct floor_list *floors)
{
    struct curve_series series[LINES_MAX + TRAIN_KNOWS_COUNT];
    struct marks marks = {a, c, x};
    int count = 0;
    frame_fill(c->frame, x->area.row, x->area.col, x->area.rows, x->area.cols,
               role_style(ROLE_BACK, c->caps->depth));
    for (int i = 0; floors && i < floors->count; i++)
        series[count++] = (struct curve_series){floor_range, &floors->line[i],
                                                role_style(ROLE_LINE, c->caps->depth), true};
    for (int i = 0; i < lines->count; i++)
        series[count++] =
            (struct curve_series){loss_range, &lines->line[i],
                                  role_style(lines->role[i], c->caps->depth), lines->under[i]};
    struct curve_picture picture = {.area = x->area,
                                    .series = series,
                                    .series_count = min_int(count, CURVE_SERIES_MAX),
                                    .marks = {step_mark, &marks, 2 * TRAIN_RATES_MAX, 8}};
    curve_draw(c->frame, &picture, c->caps);
}

/* ---- words in it ------------------------------------------------------- */

#define GRID_ROWS 64
#define GRID_COLS 256
struct grid {
    bool taken[GRID_ROWS][GRID_COLS]; /* by a curve, or by words */
};

static void note_taken(const struct canvas *c, const struct curve_area *at, struct grid *g)
{
    for (int row = 0; row < at->rows && row < GRID_ROWS; row++)
        for (int col = 0; col < at->cols && col < GRID_COLS; col++)
            g->taken[row][col] = frame_cell(c->frame, at->row + row, at->col + col)->ch != ' ';
}

static bool is_free(const struct grid *g, const struct curve_area *at, int row, int col, int cols)
{
    if (row < 0 || row >= at->rows || row >= GRID_ROWS || col < 0 || col + cols > at->cols)
        return false;
    for (int i = col > 0 ? col - 1 : 0; i < col + cols + 1 && i < at->cols && i < GRID_COLS; i++)
        if (g->taken[row][i]) return false;
    return col + cols <= GRID_COLS;
}

/* Where words may stand: rows in the order in which they are tried, from that of what they name, and
 * columns, of which the last ones come first. */
struct place {
    int row, rows; /* of tries[] */
    int first, last;
};

/* Puts the words where they are free, if they are. */
static bool place_words(const struct canvas *c, struct grid *g, const struct axes *x,
                        const struct place *p, enum role role, const char *text)
{
    static const int tries[] = {0, -1, 1, -2, 2};
    int cols = draw_width(c, text);
    for (int t = 0; t < p->rows && t < (int)COUNT(tries); t++)
        for (int col = p->last - cols, at = p->row + tries[t]; col >= p->first; col--) {
            if (!is_free(g, &x->area, at, col, cols)) continue;
            draw_text(c, x->area.row + at, x->area.col + col, cols, role, text);
            for (int i = 0; i < cols; i++) g->taken[at][col + i] = true;
            return true;
        }
    return false;
}

static int row_of(const struct canvas *c, const struct axes *x, double level)
{
    return curve_dot_row(&x->area, level, c->caps) / dots_of(c->caps)->y_dots;
}

/* Each curve's name after its end, where that is free. */
static void name_sides(const struct app *a, const struct canvas *c, const struct axes *x,
                       struct grid *g)
{
    for (int side = 0; side < 2; side++) {
        const struct train_run *run = training_run(a, side);
        uint32_t end = run ? known(run->loss, run->newest + 1) : 0;
        int col;
        if (!end || !training_shows(a, side) || !curve_col(&x->area, map_step(x, end - 1), &col))
            continue;
        const char *name = training_side_name(side);
        int width = draw_width(c, name), at = col - x->area.col;
        struct place place = {row_of(c, x, map_loss(x, run->loss[end - 1])), 5,
                              max_int(at - width - 2, 0), min_int(at + 2 + width, x->area.cols)};
        place_words(c, g, x, &place, training_side_role(side), name);
    }
}

/* The ways to name a floor, the fullest first: what is known with its formula, with its value, in
 * short; its value stands at the axis. False: there are no more. */
static bool floor_name(const struct app *a, enum train_knows knows, int form, struct str *out)
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
    const struct train_run *run = training_run(a, training_side(a));
    const struct train_floor *f = &run->floors.of[knows];
    bool sum = run->recipe.goal != TRAIN_SENTENCE && !run->recipe.blocks &&
               knows == TRAIN_KNOWS_WORD_POSITION;
    str_clear(out);
    if (form == 0) {
        train_floor_text(&run->floors, knows, out);
        str_adds(out, sum ? _(", which a sum cannot reach") : "");
    } else if (form == 1) {
        str_addf(out, "%s: %.*f", _(train_knows_labels[knows]), f->loss > 0 ? 4 : 0, f->loss);
    } else if (form == 2) {
        str_adds(out, _(brief[knows]));
        if (*f->formula && strlen(f->formula) < BRIEF_FORMULA) str_addf(out, ": %s", f->formula);
    }
    return form < 3;
}

static void name_floor(const struct app *a, const struct canvas *c, const struct axes *x,
                       struct grid *g, const struct loss_line *line, enum train_knows knows)
{
    struct str text = STR_EMPTY;
    const struct place place = {row_of(c, x, line->level), 3, 0, x->area.cols - 1};
    for (int form = 0; floor_name(a, knows, form, &text); form++)
        if (place_words(c, g, x, &place, ROLE_DIM, str_text(&text))) break;
    str_free(&text);
}

/* The rate from where it was changed on. */
static void name_rates(const struct app *a, const struct canvas *c, const struct axes *x,
                       struct grid *g)
{
    const struct train_run *run = training_run(a, training_side(a));
    for (int i = 1; i < run->rate_count; i++) {
        int col;
        if (!curve_col(&x->area, map_step(x, run->rates[i].from), &col)) continue;
        struct str name = STR_EMPTY;
        str_addf(&name, _("rate %g"), run->rates[i].rate);
        int at = col - x->area.col, width = draw_width(c, str_text(&name));
        struct place place = {x->area.rows / 2, 5, at, min_int(at + width + 1, x->area.cols - 1)};
        place_words(c, g, x, &place, ROLE_ACCENT, str_text(&name));
        str_free(&name);
    }
}

/* ---- the axes ---------------------------------------------------------- */

static void name_losses(const struct canvas *c, const struct axes *x, const struct train_run *run,
                        const struct floor_list *floors)
{
    int names = c->cols >= WIDE_FROM ? NAMES_WIDE : NAMES_NARROW, col = x->area.col - names,
        decimals = names == NAMES_WIDE ? 4 : 2;
    bool taken[GRID_ROWS] = {false};
    struct str text = STR_EMPTY;
    for (int i = floors->count + 1; i >= 0; i--) { /* the ends of the axis first */
        double loss = i == floors->count + 1 ? x->high
                      : i == floors->count   ? x->low
                                             : run->floors.of[floors->knows[i]].loss;
        int row = row_of(c, x, map_loss(x, loss));
        if (row < 0 || row >= GRID_ROWS || taken[row]) continue;
        taken[row] = true;
        str_clear(&text);
        if (loss > 0 && loss < pow(10, -decimals))
            str_addf(&text, "%.0e", loss);
        else
            str_addf(&text, "%.*f", loss > 0 ? decimals : 0, loss);
        draw_right(c, x->area.row + row, col, names - 1, ROLE_DIM, str_text(&text));
    }
    str_free(&text);
}

static void put_step(struct shelf *s, const struct canvas *c, const struct axes *x, double step,
                     bool current)
{
    int col;
    struct str text = STR_EMPTY;
    if (!curve_col(&x->area, map_step(x, step), &col)) return;
    str_addf(&text, current ? "▴%.0f" : "%.0f", step);
    int over = col + draw_width(c, str_text(&text)) - (s->col + s->cols);
    if (over > 0) {
        col -= over;
        str_clear(&text);
        str_addf(&text, current ? "%.0f▴" : "%.0f", step);
    }
    shelf_put(s, c,
              &(struct shelf_label){col, current ? ROLE_ACCENT : ROLE_DIM, str_text(&text),
                                    text.len, 0, true});
    str_free(&text);
}

static void name_steps(const struct app *a, const struct canvas *c, const struct axes *x)
{
    struct shelf shelf = {.row = x->area.row + x->area.rows,
                          .col = x->area.col,
                          .cols = min_int(x->area.cols + 1, SHELF_COLS)};
    put_step(&shelf, c, x, training_run(a, training_side(a))->step, true);
    put_step(&shelf, c, x, 0, false);
    if (x->logarithmic)
        for (double ten = 1; ten <= x->last; ten *= 10)
            for (int i = 1; i <= 5; i += i == 2 ? 3 : 1) put_step(&shelf, c, x, i * ten, false);
    for (int i = 1; i <= 5 && !x->logarithmic; i++) put_step(&shelf, c, x, x->last * i / 5, false);
}

/* A click on a column goes to the step in its middle. */
static void add_hits(const struct canvas *c, const struct axes *x)
{
    for (int col = 0; col < x->area.cols; col++) {
        double at = x->area.x0 + (x->area.x1 - x->area.x0) * (col + 0.5) / x->area.cols;
        double step = fmin(floor(unmap_step(x, at) + 0.5), x->last);
        link_own(c, (struct area){x->area.row, x->area.col + col, x->area.rows + 1, 1},
                 (int64_t)fmax(step, 0));
    }
}

/* The last step up to that which is looked at whose loss is known; while one is being computed that
 * is the one before. */
static uint32_t known_step(const struct train_run *run)
{
    uint32_t count = known(run->loss, run->step + 1);
    return count ? count - 1 : 0;
}

static void add_loss(const struct app *a, bool side, struct parts *line)
{
    const struct train_run *run = training_run(a, side);
    double loss = run->loss[known_step(run)];
    const char *name = training_side_name(side), *brief = side ? _("P") : _("no P");
    if (isnan(loss)) {
        parts_add(line, training_side_role(side), "%s %s", name, DRAW_MISSING);
        parts_brief(line, "%s %s", brief, DRAW_MISSING);
        return;
    }
    parts_add(line, training_side_role(side), "%s %.4f", name, loss);
    parts_brief(line, "%s %.4f", brief, loss);
}

static void draw_title(const struct app *a, const struct canvas *c, bool box)
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
static void name_old(const struct app *a, const struct canvas *c)
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
static void draw_nothing(const struct canvas *c)
{
    static const char *const lines[] = {
        N_("nothing is trained yet"),
        N_("Space trains two models"),
        N_("from the same random rows:"),
        N_("one reads E alone,"),
        N_("the other E + P"),
    };
    int row = c->row + max_int((c->rows - (int)COUNT(lines)) / 2, 1);
    for (size_t i = 0; i < COUNT(lines) && row < c->row + c->rows - 1; i++, row++)
        draw_text(c, row, c->col + 3, c->cols - 5, i ? ROLE_DIM : ROLE_TEXT, _(lines[i]));
}

void training_curve_draw(const struct app *a, const struct canvas *c)
{
    struct line_list lines = {.count = 0};
    struct floor_list floors = {.count = 0};
    bool box = c->rows >= BOX_FROM;
    if (box) wave_box(c);
    draw_title(a, c, box);
    if (!training_run(a, true)) {
        draw_nothing(c);
        return;
    }
    if (box) name_old(a, c);
    struct axes x = lay_out(a, c, &lines);
    for (int i = 0; i < lines.count; i++) lines.line[i].axes = &x;
    if (x.area.rows < 2 || x.area.cols < 8) return;
    struct grid *grid = calloc(1, sizeof *grid);
    gather_floors(a, &x, &floors);
    draw_lines(a, c, &x, &lines, NULL);
    if (grid) note_taken(c, &x.area, grid);
    draw_lines(a, c, &x, &lines, &floors);
    if (grid) {
        for (int i = 0; i < floors.count; i++)
            name_floor(a, c, &x, grid, &floors.line[i], floors.knows[i]);
        name_sides(a, c, &x, grid);
        name_rates(a, c, &x, grid);
    }
    free(grid);
    name_losses(c, &x, training_run(a, training_side(a)), &floors);
    name_steps(a, c, &x);
    add_hits(c, &x);
}
