/* What several views write of tokens and dimensions. */
#ifndef VIEW_MARKS_LABEL_H
#define VIEW_MARKS_LABEL_H

#include "app/state/app.h"
#include "view/marks/draw.h"

/* Appends token i as draw_token() shows it; i < pipeline.count. */
void label_token(const struct app *a, size_t i, struct str *out);
/* Draws it, cut with … where it does not fit; returns the columns taken. */
int label_token_draw(const struct app *a, const struct canvas *c, struct span at, enum role role,
                     size_t i);
/* A token's position, for printf. */
unsigned long long label_position(const struct app *a, size_t i);
/* Of a token's name in a list: in the selected row, of a word new to the vocabulary. */
enum role label_token_role(bool selected, bool is_new);
/* Says in `cols` columns from (row, col) of the frame on that there is no token. */
void label_no_tokens(const struct canvas *c, int row, int col, int cols);

/* "▾12": marks column `at` of the `cols` columns from column `col` of the frame on. The number
 * stands before the mark where there is no room after it. */
void label_dim(const struct canvas *c, int row, int col, int at, int cols, int dim);
/* "0…15 of 512", the `count` dimensions from `first` on, or "" where those are all d. */
void label_dims(int first, int count, int d, char out[48]);

#endif
