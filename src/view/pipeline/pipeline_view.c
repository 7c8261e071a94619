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
#define TOKENS_STEP 4    /* the table grows by so many rows at a time, lest every word typed moves the rest */
#define GAUGE_ROWS 2     /* a blank row and the line */
#define WAVES_ROWS_MAX 18

/* Rows of the body, from the top. What does not fit is left out: the waves
 * first, then the gauges. */
struct parts {
    int tokens, gauges, waves; /* rows; 0: left out */
};

static struct parts divide(const struct app *a, int rows)
{
    int room = rows - HEAD_ROWS;
    if (room < GAUGE_ROWS + 4)
        return (struct parts){room < 0 ? 0 : room, 0, 0};
    size_t count = a->pipeline.count;
    int wanted = count > 1000 ? 1000 : (int)count;
    wanted = (wanted + TOKENS_STEP - 1) / TOKENS_STEP * TOKENS_STEP;
    wanted = wanted < TOKENS_MIN ? TOKENS_MIN : wanted;
    int most = room - GAUGE_ROWS - WAVES_ROWS_MIN;
    if (most < TOKENS_MIN || (most < TOKENS_ENOUGH && wanted > most))
        return (struct parts){room - GAUGE_ROWS, GAUGE_ROWS, 0};
    int tokens = wanted < most ? wanted : most;
    int waves = room - tokens - GAUGE_ROWS - 1; /* a blank row above them, where there is room for it */
    if (waves > WAVES_ROWS_MAX) {
        tokens += waves - WAVES_ROWS_MAX;
        waves = WAVES_ROWS_MAX;
    }
    return (struct parts){tokens, GAUGE_ROWS, waves < WAVES_ROWS_MIN ? WAVES_ROWS_MIN : waves};
}

void pipeline_view_shown(const struct app *a, int rows, int cols, struct shown *out)
{
    struct parts parts = divide(a, rows);
    struct rows_layout l = rows_layout(a, cols);
    out->window.rows = parts.tokens;
    out->window.row = scroll_tokens(a, (size_t)parts.tokens);
    out->window.dims = l.dims;
    out->window.dim = scroll_dims(a, l.dims);
    out->cell_cols = l.cell_cols;
}

void pipeline_view_draw(const struct app *a, const struct canvas *c)
{
    struct parts parts = divide(a, c->rows);
    struct canvas part = *c;
    part.rows = HEAD_ROWS + parts.tokens;
    if (part.rows > c->rows)
        part.rows = c->rows;
    rows_draw(a, &part);
    part.row += part.rows;
    if (parts.gauges) {
        part.row++;
        part.rows = 1;
        gauges_draw(a, &part, true);
    }
    if (parts.waves) {
        part.row = c->row + c->rows - parts.waves;
        part.rows = parts.waves;
        waves_panel_draw(a, &part);
    }
}
