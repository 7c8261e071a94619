/* The loss against the step: both runs, those of before and pinned ones, with the floors that
 * counting gives. Between steps there is nothing: the straight pieces only join them. */
#include <math.h>
#include <stdlib.h>

#include "app/learning/training.h"
#include "base/memory.h"
#include "base/num.h"
#include "base/words.h"
#include "view/marks/curve.h"
#include "view/marks/label.h"
#include "view/marks/wave.h"
#include "view/training/training_parts.h"

#define BOX_FROM 8      /* rows from which on there is a box around it */
#define NAMES_WIDE 8    /* columns of the names at the axis, "2.3026 " */
#define NAMES_NARROW 6  /* "2.30 " */
#define WIDE_FROM 50    /* columns of the panel with wide names */
#define NAMES_ROOM 1.15 /* times the steps of a run, so that its name has room after its end */
#define STEPS_MIN 10    /* that the axis shows */
#define BEFORE_STEPS 50 /* of a run of before, */
#define BEFORE_TIMES 4  /* or this often as many as the present one has */
#define LOSS_MIN 1e-6   /* on a logarithmic axis */
#define LINES_MAX 6     /* curves */
#define NAME_ROWS 6     /* in which the name of a curve is tried */
#define GRID_ROWS 64
#define GRID_COLS 256

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
    for (uint32_t s = (uint32_t)ceil(from); s <= (uint32_t)to; s++) widen(loss_at(l, s), low, high);
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

/* Without P dashed, with P whole, so that colours are not needed; what is over is dim. */
static void gather_lines(const struct app *a, const struct axes *axes, struct line_list *out)
{
    const struct training *t = &a->training;
    for (int side = 0; side < 2; side++) {
        const struct training_curve *old[] = {&t->before[side], &t->pinned[side]};
        for (int i = 0; i < 2 && training_shows(a, side); i++)
            add_line(out,
                     &(struct loss_line){axes, old[i]->loss,
                                         training_known(old[i]->loss, old[i]->count), side ? 0 : 2,
                                         0},
                     i ? ROLE_DIM : ROLE_LINE, true);
    }
    for (int side = 0; side < 2; side++) {
        const struct train_run *run = training_run(a, side);
        if (!run || !training_shows(a, side)) continue;
        add_line(out,
                 &(struct loss_line){axes, run->loss, training_known(run->loss, run->newest + 1),
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

/* The numbers at the axis, by row; of those that share one, one stands there. */
struct axis_names {
    double loss[GRID_ROWS];
    bool there[GRID_ROWS], shared[GRID_ROWS];
};

struct floor_list {
    struct loss_line line[TRAIN_KNOWS_COUNT];
    enum train_knows knows[TRAIN_KNOWS_COUNT];
    int count;
    struct axis_names names;
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

/* Where words may stand: rows from one on, by a step, and columns, of which the last ones come
 * first. */
struct place {
    int row, rows, by; /* by: −1 upwards, 1 downwards */
    int first, last;
};

/* Puts the words where they are free, if they are. */
static bool place_words(const struct canvas *c, struct grid *g, const struct axes *x,
                        const struct place *p, enum role role, const char *text)
{
    int cols = draw_width(c, text);
    for (int t = 0, at = p->row; t < p->rows; t++, at += p->by)
        for (int col = p->last - cols; col >= p->first; col--) {
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

struct end {
    int row, col; /* in the area */
    double loss;
};

/* The end of a side's curve. False: it is not drawn. */
static bool end_of(const struct app *a, const struct canvas *c, const struct axes *x, bool side,
                   struct end *out)
{
    const struct train_run *run = training_run(a, side);
    uint32_t end = run ? training_known(run->loss, run->newest + 1) : 0;
    if (!end || !training_shows(a, side) || !curve_col(&x->area, map_step(x, end - 1), &out->col))
        return false;
    out->col -= x->area.col;
    out->loss = run->loss[end - 1];
    out->row = row_of(c, x, map_loss(x, out->loss));
    return true;
}

/* Rows for a name from that of its curve's end on: up or down; those after `turn` down. */
struct name_rows {
    int row, by;
    int turn;
};

static bool put_side(const struct canvas *c, struct grid *g, const struct axes *x,
                     const struct name_rows *rows, int col, bool side)
{
    const char *const names[] = {training_side_name(side), training_side_brief(side)};
    for (size_t i = 0; i < COUNT(names); i++) {
        int width = draw_width(c, names[i]);
        struct place place = {rows->row, NAME_ROWS, rows->by, max_int(col - width - 2, 0),
                              min_int(col + 3 + width, x->area.cols)};
        if (place_words(c, g, x, &place, training_side_role(side), names[i])) return true;
        place.by = 1;
        place.rows = rows->turn;
        if (place_words(c, g, x, &place, training_side_role(side), names[i])) return true;
    }
    return false;
}

/* Each curve's name beside its end: that of the upper one in its row or over it, that of the lower
 * one in its row or under it, so that neither stands at the other's curve. */
static void name_sides(const struct app *a, const struct canvas *c, const struct axes *x,
                       struct grid *g)
{
    struct end end[2];
    bool there[2] = {end_of(a, c, x, false, &end[0]), end_of(a, c, x, true, &end[1])};
    bool both = there[0] && there[1], with_is_upper = both && end[1].loss > end[0].loss;
    for (int i = 0; i < 2; i++) {
        bool side = i ? !with_is_upper : with_is_upper, upper = both && !i;
        if (!there[side]) continue;
        bool close = both && end[0].row == end[1].row && end[side].row > 0;
        struct name_rows rows = {end[side].row - (close && upper), upper ? -1 : 1,
                                 upper ? max_int(end[!side].row - end[side].row, 0) : 0};
        put_side(c, g, x, &rows, end[side].col, side);
    }
}

/* The largest number of a curve that leaves the axis, at the edge where it does. */
static void name_peaks(const struct app *a, const struct canvas *c, const struct axes *x,
                       struct grid *g)
{
    for (int side = 0; side < 2; side++) {
        const struct train_run *run = training_run(a, side);
        uint32_t steps = run && training_shows(a, side) ? training_known(run->loss, run->newest + 1)
                                                        : 0,
                 peak = 0;
        int col;
        for (uint32_t s = 1; s < steps; s++)
            if (isfinite(run->loss[s]) && run->loss[s] > run->loss[peak]) peak = s;
        if (!steps || !(run->loss[peak] > x->high)) continue;
        if (!curve_col(&x->area, map_step(x, peak), &col)) continue;
        struct str text = STR_EMPTY;
        str_addf(&text, "%s%.4g", c->caps->ascii ? "^" : "↑", run->loss[peak]);
        int width = draw_width(c, str_text(&text)), at = col - x->area.col;
        struct place place = {.rows = 2,
                              .by = 1,
                              .first = max_int(at - width - 2, 0),
                              .last = min_int(at + 3 + width, x->area.cols)};
        place_words(c, g, x, &place, training_side_role(side), str_text(&text));
        str_free(&text);
    }
}

static void note_name(const struct canvas *c, const struct axes *x, double loss,
                      struct axis_names *n)
{
    int row = row_of(c, x, map_loss(x, loss));
    if (row < 0 || row >= GRID_ROWS) return;
    if (n->there[row]) {
        n->shared[row] |= fabs(n->loss[row] - loss) > 1e-9;
        return;
    }
    n->there[row] = true;
    n->loss[row] = loss;
}

/* The ends of the axis first, then the floors. */
static void gather_names(const struct canvas *c, const struct axes *x, const struct train_run *run,
                         struct floor_list *floors)
{
    note_name(c, x, x->low, &floors->names);
    note_name(c, x, x->high, &floors->names);
    for (int i = floors->count - 1; i >= 0; i--)
        note_name(c, x, run->floors.of[floors->knows[i]].loss, &floors->names);
}

struct naming {
    const struct canvas *canvas;
    const struct axes *axes;
    struct grid *grid;
    const struct floor_list *floors;
    const struct train_run *run;
};

enum put { PUT_NOT, PUT_DONE, PUT_NO_FORM };

/* Puts a form of a floor's name into the row of its line, or one beside where no number stands. */
static enum put put_floor(const struct naming *n, enum train_knows knows, int level, int by,
                          int form)
{
    const struct axis_names *names = &n->floors->names;
    const struct place place = {level + by, 1, 1, 0, n->axes->area.cols - 1};
    struct str text = STR_EMPTY;
    bool inside = place.row >= 0 && place.row < GRID_ROWS && level >= 0 && level < GRID_ROWS;
    bool clear = inside && (by >= -1 || !names->there[level - 1]); /* no floor is between */
    bool room = clear && (!by || !names->there[place.row]);
    enum training_value value = inside && (names->shared[level] || by < -1) ? TRAINING_VALUE_ALWAYS
                                : by                                        ? TRAINING_VALUE_BESIDE
                                                                            : TRAINING_VALUE_NEVER;
    enum put put = training_floor_name(n->run, knows, form, value, &text) ? PUT_NOT : PUT_NO_FORM;
    if (put == PUT_NOT && room &&
        place_words(n->canvas, n->grid, n->axes, &place, ROLE_DIM, str_text(&text)))
        put = PUT_DONE;
    str_free(&text);
    return put;
}

static void name_floor(const struct naming *n, int i)
{
    static const int tries[] = {0, -1, 1, -2};
    enum train_knows knows = n->floors->knows[i];
    int row = row_of(n->canvas, n->axes, n->floors->line[i].level);
    bool sum = n->run->recipe.goal != TRAIN_SENTENCE && !n->run->recipe.blocks &&
               knows == TRAIN_KNOWS_WORD_POSITION;
    enum put put = PUT_NOT;
    for (int form = 0; put == PUT_NOT; form++) /* the fullest that has a place */
        for (size_t t = 0; t < COUNT(tries) && put == PUT_NOT; t++)
            put = put_floor(n, knows, row, tries[t], form);
    const struct place next = {row + 1, 1, 1, 0, n->axes->area.cols - 1};
    if (put == PUT_DONE && sum)
        place_words(n->canvas, n->grid, n->axes, &next, ROLE_DIM, _("a sum cannot reach this"));
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
        struct place place = {x->area.rows / 2, 5, 1, at,
                              min_int(at + width + 1, x->area.cols - 1)};
        place_words(c, g, x, &place, ROLE_ACCENT, str_text(&name));
        str_free(&name);
    }
}

/* ---- the axes ---------------------------------------------------------- */

static void name_losses(const struct canvas *c, const struct axes *x, const struct axis_names *n)
{
    int names = c->cols >= WIDE_FROM ? NAMES_WIDE : NAMES_NARROW, col = x->area.col - names,
        decimals = names == NAMES_WIDE ? 4 : 2;
    struct str text = STR_EMPTY;
    for (int row = 0; row < GRID_ROWS; row++) {
        double loss = n->loss[row];
        if (!n->there[row]) continue;
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
    for (int64_t ten = 1; x->logarithmic && (double)ten <= x->last; ten *= 10)
        for (int i = 1; i <= 5; i += i == 2 ? 3 : 1)
            put_step(&shelf, c, x, (double)(i * ten), false);
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

static void name_all(const struct app *a, const struct canvas *c, const struct axes *x,
                     struct grid *g, const struct floor_list *floors)
{
    const struct naming n = {c, x, g, floors, training_run(a, training_side(a))};
    bool narrow = c->cols < WIDE_FROM;
    if (!narrow) name_sides(a, c, x, g);
    for (int i = 0; i < floors->count; i++) name_floor(&n, i);
    if (narrow) name_sides(a, c, x, g);
    name_peaks(a, c, x, g);
    name_rates(a, c, x, g);
}

void training_curve_draw(const struct app *a, const struct canvas *c)
{
    struct line_list lines = {.count = 0};
    struct floor_list floors = {.count = 0};
    bool box = c->rows >= BOX_FROM;
    if (box) wave_box(c);
    training_curve_title(a, c, box);
    if (!training_run(a, true)) {
        training_curve_nothing(a, c);
        return;
    }
    if (box) training_curve_old(a, c);
    struct axes x = lay_out(a, c, &lines);
    for (int i = 0; i < lines.count; i++) lines.line[i].axes = &x;
    if (x.area.rows < 2 || x.area.cols < 8) return;
    struct grid *grid = memory_zeros(1, sizeof *grid);
    gather_floors(a, &x, &floors);
    gather_names(c, &x, training_run(a, training_side(a)), &floors);
    draw_lines(a, c, &x, &lines, NULL);
    if (grid) note_taken(c, &x.area, grid);
    draw_lines(a, c, &x, &lines, &floors);
    if (grid) name_all(a, c, &x, grid, &floors);
    free(grid);
    name_losses(c, &x, &floors.names);
    name_steps(a, c, &x);
    add_hits(c, &x);
}
