/* The Sum view: the table of dimensions, and below it what the numbers say. */
#include "view/sum/sum_view.h"

#include "view/marks/label.h"
#include "view/marks/scroll.h"
#include "view/sum/sum_facts.h"
#include "view/sum/sum_table.h"

#define HEAD_ROWS 1
#define EACH_MAX 3     /* rows a dimension may take: two of bar and a blank one */
#define GROUPS 2       /* blank rows that part the facts, where there is room */
#define LOW 14         /* a body lower than this has no row to spare */
#define TABLE_MIN 8    /* dimensions that show before there are facts … */
#define TABLE_MIN_LOW 3 /* … and on a low screen */

/* Rows of the body, from the top. What does not fit is left out: blank rows and
 * the bars' axis, then facts by their rank. */
struct parts {
    struct sum_rows table;
    int facts_row, facts; /* rows */
};

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int most(int a, int b)
{
    return a > b ? a : b;
}

/* Depends on what is computed in nothing: shown() and draw() come to the same. */
static struct parts divide(const struct app *a, int rows)
{
    struct parts p = {0};
    int d = a->params.d_model, room = most(rows - HEAD_ROWS, 0), gap = rows >= LOW;
    int wanted = sum_facts_count(a);
    int keep = least(d, rows >= LOW ? TABLE_MIN : TABLE_MIN_LOW);
    p.facts = most(least(wanted, room - gap - keep), 0);
    int table = room - (p.facts ? p.facts + gap : 0);
    p.table.axis = rows >= LOW && table > most(least(d, TABLE_MIN), 1);
    table -= p.table.axis;
    int blanks = least(GROUPS, table - d);
    if (p.facts && blanks > 0) {
        p.facts += blanks;
        table -= blanks;
    }
    p.table.each = least(most(table / d, 1), EACH_MAX);
    p.table.dims = least(d, table);
    p.facts_row = HEAD_ROWS + p.table.dims * p.table.each + p.table.axis + gap;
    return p;
}

void sum_view_shown(const struct app *a, int rows, int cols, struct shown *out)
{
    struct parts parts = divide(a, rows);
    int visible = parts.table.dims;
    out->window.rows = most(visible, 1); /* tokens: a page of them is as long as the table */
    out->window.row = scroll_tokens(a, (size_t)out->window.rows);
    out->window.dims = visible;
    out->no_values = true;
    out->window.dim = scroll_dims(a, visible);
    out->cell_cols = least(most(sum_layout(a, cols).decimals, 1), ZOOM_MAX);
}

void sum_view_draw(const struct app *a, const struct canvas *c)
{
    if (!a->sum.ready) {
        label_no_tokens(c, c->row + HEAD_ROWS, c->col + 1, c->cols - 2);
        return;
    }
    struct parts parts = divide(a, c->rows);
    sum_table_draw(a, c, &parts.table);
    struct canvas facts = *c;
    facts.row += parts.facts_row;
    facts.rows = parts.facts;
    sum_facts_draw(a, &facts);
}
