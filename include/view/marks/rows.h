/* The table of tokens with heat panels beside it: a row a token, read from
 * left to right as the data flows. */
#pragma once

#include "app/state/app.h"
#include "view/marks/draw.h"

enum panel { PANEL_E, PANEL_P, PANEL_X, PANEL_COUNT };

/* Where everything of the table stands, in columns of the body. */
struct rows_layout {
    int position_col, position_cols;
    int token_col, token_cols;
    int index_col, index_cols;
    int left_cols;                  /* what the three take, with the gap before the first panel */
    enum panel panels[PANEL_COUNT]; /* from left to right; P is left out before E, X never */
    int panel_col[PANEL_COUNT];
    int panel_count;
    int cell_cols, dims;
};

/* Fits panels of `count` ≥ 1 cells each into the `cols` columns from left_cols on: sets the panels,
 * their columns and the cells'. Returns how many cells of each there is room for. */
int rows_fit(const struct app *a, int cols, int count, struct rows_layout *l);
/* Fits the table into `cols` columns. */
struct rows_layout rows_layout(const struct app *a, int cols);

/* Draws what stands above a panel in its longest form that leaves `others` of the columns free.
 * Where not even the shortest does, that one if it `must`, else the longest that fits. Returns the
 * columns taken. P of a wrong formula says so. */
int rows_title_draw(const struct app *a, const struct canvas *c, struct span at, enum panel panel,
                    int others, bool must);

/* The values of the rows in sight, (window.rows, dims); of X = [E, P] (window.rows, 2, dims). */
const float *rows_values(const struct app *a, enum panel panel);

/* "↓", "↑", "•" or "": what happened to a row of the panel since the last keystroke; `change`
 * holds enum row_change bits. */
const char *rows_change_mark(unsigned change, enum panel panel);

/* Rows above the first token of a table of `rows`: headings and the dimension marker. A token comes
 * before both where there is room for no more, and before the marker. */
int rows_head(int rows);

/* Draws headings in the canvas's first row, the dimension marker in its second,
 * and token rows in those below. */
void rows_draw(const struct app *a, const struct canvas *c);

/* Draws the legend of the colours of E, P and X into `at`, where a mark of its change stands in the
 * column before; after it, where there is room, that the scale is held, and how many of the values
 * in sight, of those of the panels' bits (1 << enum panel), are beyond it. Where there is no room
 * for a legend, "±2". Returns the columns taken. */
int rows_legend_draw(const struct app *a, const struct canvas *c, struct span at, unsigned panels);

/* Draws it for the table that rows_draw() has drawn, into the row of the dimension marker. */
void rows_scale_draw(const struct app *a, const struct canvas *c);

/* Draws into the canvas's first row how many values in sight, of those of the panels' bits, are
 * beyond the scale, "23 beyond ±2"; nothing where that stands after the legend. */
void rows_beyond_draw(const struct app *a, const struct canvas *c, unsigned panels);

/* Draws that the table goes on above or below, "↑ 1 more  ↓ 3 more", into the row of the dimension
 * marker, above the tokens' columns. */
void rows_more_draw(const struct app *a, const struct canvas *c);

/* Positions from here on are beyond the texts that models of the time were trained on. */
#define FAR_POSITION 1000

/* Whether the text reaches them in a scheme that defines P there. */
bool rows_is_far(const struct app *a);

/* Whether a type of few bits holds all positions before this one, but not this one. */
bool rows_first_missing(uint64_t position);

/* The bits (1 << enum panel) of a layout's panels. */
unsigned rows_panels(const struct rows_layout *l);

/* Draws the figures of the whole text into the canvas's first row: the colours' legend for these
 * panels (0: none), still columns, lengths and how far P is off where it is made in few bits. */
void gauges_draw(const struct app *a, const struct canvas *c, unsigned panels);
