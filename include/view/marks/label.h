/* Tokens and dimensions as all views show them: what is written, which of them a window holds, and
 * what a click there does. */
#pragma once

#include "app/state/app.h"
#include "view/marks/draw.h"

/* Appends token i as draw_token() shows it; i < pipeline.count. */
void label_token(const struct app *a, size_t i, struct str *out);
/* Draws it, cut with … where it does not fit; returns the columns taken. */
int label_token_draw(const struct app *a, const struct canvas *c, struct span at, enum role role,
                     size_t i);
/* A token's position, for printf. */
unsigned long long label_position(const struct app *a, size_t i);
/* A token's index, – of a gap, which has none. */
struct draw_short label_index(const struct app *a, size_t i);
/* The selected token is a gap. */
bool label_is_gap(const struct app *a);
/* Of a token's name in a list: in the selected row, of a word new to the vocabulary. */
enum role label_token_role(bool selected, bool is_new);
/* Says in `cols` columns from (row, col) of the frame on that there is no token. */
void label_no_tokens(const struct canvas *c, int row, int col, int cols);

/* "▾12": marks column `at` of the columns `of`. The number stands before the mark where there is no
 * room after it. Returns the column, counted from of.col, where that begins. */
int label_mark(const struct canvas *c, struct span of, int at, uint64_t number);
/* The same of a dimension, with the `cols` columns from column `col` of the frame on. */
void label_dim(const struct canvas *c, int row, int col, int at, int cols, int dim);
/* "0…15 of 512", the `count` dimensions from `first` on, or "" where those are all d. */
void label_dims(int first, int count, int d, char out[48]);

/* First of `visible` items out of `count`, for a window that stood at `first`: the nearest place
 * that shows item `selected` and leaves no blank space after the last item. */
size_t scroll_to(size_t first, size_t selected, size_t count, size_t visible);
/* First token and first dimension of a window of that size, which stood where the last screen
 * had it and shows the selected one. */
size_t scroll_tokens(const struct app *a, size_t visible);
int scroll_dims(const struct app *a, int visible);

/* Of `cols` columns from (row, col) on; without effect if nothing has that name: a click goes to a
 * view, or runs an action, one of the current view's or of every view's. */
void link_view(const struct app *a, const struct canvas *c, int row, int col, int cols,
               const char *view);
void link_action(const struct app *a, const struct canvas *c, int row, int col, int cols,
                 const char *action);

/* A click selects the token. */
void link_token(const struct canvas *c, struct area at, size_t token);
/* A click selects a dimension: `dim` is at the left and each takes `cols` columns; cols 0: all of
 * the rectangle is `dim`. */
void link_dims(const struct canvas *c, struct area at, int dim, int cols);
/* The same, and a token: `token` is at the top, and each takes a row. */
void link_cells(const struct canvas *c, struct area at, size_t token, int dim, int cols);
/* The same of dimensions down, a row each, and tokens across, `cols` columns each. */
void link_cells_transposed(const struct canvas *c, struct area at, size_t token, int dim, int cols);
/* A click is the view's own (app/state/view.h), for `index`. */
void link_own(const struct canvas *c, struct area at, int64_t index);
/* The same of what is to be chosen by a label, which stands there. */
void link_choice(const struct canvas *c, struct area at, int64_t index);
