/* The Pipeline view: the tokens' table with the panels E + P = X, the gauges,
 * and the waves of the selected pair. */
#include "view/pipeline/pipeline_view.h"

#include "view/marks/gauges.h"
#include "view/marks/rows.h"
#include "view/marks/scroll.h"
#include "view/pipeline/waves_panel.h"

#define HEAD_ROWS 2      /* headings and the dimension marker */
#define TOKENS_MIN 8     /* rows of tokens before the waves are given any */
#define TOKENS_ENOUGH 12 /* a table cut to fewer rows than this is not worth the waves */
#define TOKENS_STEP 4    /* the table grows by these rows, so that not every word moves the rest */
#define GAUGE_ROWS 2     /* a blank row and the line */
#define WAVES_ROWS_MAX 18

/* Rows of the body, from the top. What does not fit is left out: the waves
 * first, then the gauges. */
struct body_rows {
    int tokens, gauges, waves; /* rows; 0: left out */
};

static struct body_rows divide(const struct app *a, int rows)
{
    int room = rows - HEAD_ROWS;
    if (room < GAUGE_ROWS + 4) return (struct body_rows){room < 0 ? 0 : room, 0, 0};
    size_t count = a->pipeline.count;
    int wanted = count > 1000 ? 1000 : (int)count;
    wanted = (wanted + TOKENS_STEP - 1) / TOKENS_STEP * TOKENS_STEP;
    wanted = wanted < TOKENS_MIN ? TOKENS_MIN : wanted;
    int tokens_max = room - GAUGE_ROWS - WAVES_ROWS_MIN;
    if (tokens_max < TOKENS_MIN || (tokens_max < TOKENS_ENOUGH && wanted > tokens_max))
        return (struct body_rows){room - GAUGE_ROWS, GAUGE_ROWS, 0};
    int tokens = wanted < tokens_max ? wanted : tokens_max;
    int waves = room - tokens - GAUGE_ROWS - 1; /* a blank row above them if there is room */
    if (waves > WAVES_ROWS_MAX) {
        tokens += waves - WAVES_ROWS_MAX;
        waves = WAVES_ROWS_MAX;
    }
    return (struct body_rows){tokens, GAUGE_ROWS, waves < WAVES_ROWS_MIN ? WAVES_ROWS_MIN : waves};
}

void pipeline_view_shown(const struct app *a, int rows, int cols, struct shown *out)
{
    struct body_rows body = divide(a, rows);
    struct rows_layout l = rows_layout(a, cols);
    out->window.rows = body.tokens;
    out->window.row = scroll_tokens(a, (size_t)body.tokens);
    out->window.dims = l.dims;
    out->window.dim = scroll_dims(a, l.dims);
    out->cell_cols = l.cell_cols;
}

void pipeline_view_draw(const struct app *a, const struct canvas *c)
{
    struct body_rows body = divide(a, c->rows);
    struct canvas part = *c;
    part.rows = HEAD_ROWS + body.tokens;
    if (part.rows > c->rows) part.rows = c->rows;
    rows_draw(a, &part);
    part.row += part.rows;
    if (body.gauges) {
        part.row++;
        part.rows = 1;
        gauges_draw(a, &part, true);
    }
    if (body.waves) {
        part.row = c->row + c->rows - body.waves;
        part.rows = body.waves;
        waves_panel_draw(a, &part);
    }
}
