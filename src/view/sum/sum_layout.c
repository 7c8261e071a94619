#include "view/sum/sum_parts.h"

#include <math.h>
#include <string.h>

#include "base/num.h"
#include "view/marks/draw.h"

#define HEAD_ROWS 1
#define EACH_MAX 3       /* rows a dimension may take: two of bar and a blank one */
#define GROUPS 2         /* blank rows that part the facts, where there is room */
#define FACES_WANTED 8   /* rows of the faces that the facts make room for */
#define FACES_ENOUGH 5   /* with fewer they do not */
#define FACTS_BY_FACES 6 /* that stay all the same */
#define LOW 14           /* a body lower than this has no row to spare */
#define TABLE_MIN 8      /* dimensions that show before there are facts */
#define TABLE_MIN_LOW 3  /* the same on a low screen */
#define GAP 3            /* before P and X: room for + and = */
#define EXTRA_GAP 2      /* before the columns of the second token */
#define BAR_MAX 61
#define NARROW 60 /* columns below which labels are short */
#define DECIMALS_MAX 8
#define LABEL_MIN 12 /* room for "you @ 7" above the dimensions */

double sum_full(const struct app *a)
{
    struct row_source table = pipeline_table(&a->pipeline);
    double reach = a->pipeline.figures.bound + 2 * table.kind->deviation(&table);
    double unit = pow(10, floor(log10(reach)));
    static const double steps[] = {1, 1.5, 2, 3, 4, 5, 6, 8, 10};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (reach <= steps[i] * unit * (1 + 1e-9)) return steps[i] * unit;
    return 10 * unit;
}

/* As many decimals as show about five digits; zoom asks for more. */
static int decimals(const struct app *a)
{
    double full = sum_full(a);
    int fitting = full < 50 ? 4 : full < 5000 ? 2 : 1;
    return max_int(fitting, min_int(a->zoom, DECIMALS_MAX));
}

static int number_width(const struct app *a, int places)
{
    double reach = a->sum.ready ? fmax(a->sum.reach, sum_full(a)) : sum_full(a);
    return (int)strlen(draw_signed_text(reach, places).text);
}

/* What is tried in turn. `extras` counts ΔX, then the other X, then ΔP. */
static const struct choice {
    int panels, extras, bar_min;
} choices[] = {
    {3, 3, 9}, {3, 2, 9}, {3, 1, 9}, {3, 1, 5}, {3, 0, 5},
    {3, 1, 0}, {3, 0, 0}, {2, 0, 0}, {1, 0, 0},
};

/* The same where X is E and then P: no column of X, whose cells are theirs. */
static const struct choice joined_choices[] = {
    {2, 1, 9}, {2, 1, 5}, {2, 0, 5}, {2, 0, 0}, {1, 0, 0}};

static const enum sum_column panel_sets[][3] = {{SUM_X}, {SUM_E, SUM_X}, {SUM_E, SUM_P, SUM_X}};
static const enum sum_column extra_sets[][3] = {
    {SUM_DELTA_X}, {SUM_OTHER_X, SUM_DELTA_X}, {SUM_OTHER_X, SUM_DELTA_X, SUM_DELTA_P}};

static const enum sum_column joined_panels[] = {SUM_E, SUM_P}, joined_extras[] = {SUM_DELTA_P};

static void place(struct sum_layout *l, enum sum_column column, int *at, int gap, int width)
{
    *at += l->count ? gap : 0;
    l->columns[l->count] = column;
    l->col[l->count++] = *at;
    *at += width;
}

/* Lays out one choice; false if it does not fit. */
static bool try_choice(struct sum_layout *l, const struct choice *choice, int left, int cols)
{
    int numbers = choice->panels + choice->extras;
    int room = cols - left - numbers * l->number_cols - (choice->panels - 1) * GAP -
               choice->extras * EXTRA_GAP;
    if (room < 0) return false;
    int bar = min_int(room / choice->panels - 1, BAR_MAX); /* and a blank before its number */
    bar -= bar % 2 == 0;
    if (choice->bar_min && bar < choice->bar_min) return false;
    l->bar_cols = choice->bar_min ? bar : 0;
    int at = left, width = l->number_cols + (l->bar_cols ? l->bar_cols + 1 : 0);
    l->count = 0;
    /* joined_choices have no more panels and extras than there are of them.
     * NOLINTBEGIN(clang-analyzer-core.CallAndMessage) */
    for (int i = 0; i < choice->panels; i++)
        place(l, l->joined ? joined_panels[i] : panel_sets[choice->panels - 1][i], &at, GAP, width);
    for (int i = 0; i < choice->extras; i++)
        place(l, l->joined ? joined_extras[i] : extra_sets[choice->extras - 1][i], &at, EXTRA_GAP,
              l->number_cols);
    /* NOLINTEND(clang-analyzer-core.CallAndMessage) */
    return true;
}

static int label_width(const struct app *a, const struct sum_layout *l)
{
    int number = digit_count((uint64_t)a->params.d_model - 1);
    int width = 1 + (l->dim_word ? 4 : 0) + number + (l->wave_word ? 4 : 0) + 1;
    return l->dim_word ? max_int(width, LABEL_MIN) : width;
}

static void fit_cols(struct sum_layout *l, const struct app *a, int cols)
{
    l->dim_word = cols >= NARROW;
    l->wave_word = schemes[a->params.scheme].paired;
    l->decimals = decimals(a);
    int left = label_width(a, l), right = cols >= NARROW;
    l->joined = sum_joined(a);
    const struct choice *tried = l->joined ? joined_choices : choices;
    size_t count = l->joined ? sizeof joined_choices / sizeof *joined_choices
                             : sizeof choices / sizeof *choices;
    for (;;) { /* fewer decimals, where not even X alone would fit */
        l->number_cols = number_width(a, l->decimals);
        for (size_t i = 0; i < count; i++)
            if (try_choice(l, &tried[i], left, cols - right)) return;
        if (!l->decimals--) break;
    }
    l->decimals = 0;
    l->count = 0;
}

/* Facts give rows to the faces below them, if those get enough by it. */
static void leave_faces(struct sum_layout *l, int rows)
{
    int rest = rows - l->facts_row - l->facts,
        given = min_int(FACES_WANTED - rest, l->facts - FACTS_BY_FACES);
    if (given > 0 && rest + given >= FACES_ENOUGH) l->facts -= given;
}

static void fit_rows(struct sum_layout *l, const struct app *a, int rows)
{
    int d = a->params.d_model, room = max_int(rows - HEAD_ROWS, 0), gap = rows >= LOW;
    int wanted = sum_facts_count(a);
    int keep = min_int(d, rows >= LOW ? TABLE_MIN : TABLE_MIN_LOW);
    l->facts = max_int(min_int(wanted, room - gap - keep), 0);
    int table = room - (l->facts ? l->facts + gap : 0);
    l->axis = rows >= LOW && table > max_int(min_int(d, TABLE_MIN), 1);
    table -= l->axis;
    int blanks = min_int(GROUPS, table - d);
    if (l->facts && blanks > 0) {
        l->facts += blanks;
        table -= blanks;
    }
    l->each = min_int(max_int(table / d, 1), EACH_MAX);
    l->dims = min_int(d, table);
    l->facts_row = HEAD_ROWS + l->dims * l->each + l->axis + gap;
    if (a->sum.turning && !sum_joined(a)) leave_faces(l, rows);
}

struct sum_layout sum_layout(const struct app *a, int rows, int cols)
{
    struct sum_layout l = {0};
    fit_rows(&l, a, rows);
    fit_cols(&l, a, cols);
    return l;
}
