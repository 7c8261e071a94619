/* What stands around a view: the sentence, the inspector, the bottom line; and help over all. */
#pragma once

#include "app/state/action.h"
#include "app/state/app.h"
#include "view/marks/draw.h"

/* The sentence as an editable line, in the canvas's first row: tokens as chips in place, their
 * indices in its second row if it has one. With more rows, in several lines of two rows each,
 * broken between tokens. */
void sentence_draw(const struct app *a, const struct canvas *c);
/* Lines that the whole sentence takes on a screen of `cols` columns, up to `max`. */
int sentence_lines(const struct app *a, int cols, int lines_max);
/* The first byte of a line from which to byte `at` it takes at max `cols` columns. Looks at no
 * more of the line. */
size_t sentence_back(const struct line *l, size_t at, int cols, enum safe_as as);

/* The selected number with the values put in, in the canvas's first row:
 * "you @ 7, dim 2  E −0.7781  P = sin(7 / 10000^(2/16)) = sin(2.2136) = +0.8004  X +0.0224". */
void inspector_draw(const struct app *a, const struct canvas *c);

/* What the order of the words does to the rows, in the canvas's first row: of a text whose words
 * were shuffled, and of a P that is the same everywhere. */
void order_draw(const struct app *a, const struct canvas *c);

/* What was asked for of the glossary, over the inspector in the canvas's first row. */
void label_draw(const struct app *a, const struct canvas *c);
/* Appends the formula of the scheme in force with what stands in it, in lines for the canvas that
 * end between its parts; draws it, where it is wanted, so that it ends on the row before the
 * canvas. */
void formula_text(const struct app *a, const struct canvas *c, struct str *out);
void formula_draw(const struct app *a, const struct canvas *c);

/* The help screen, made from the action table: the keys of the current view and the words that are
 * on it, the keys of the body, the sentence and the rest under a heading each, then the mouse.
 * Lines of it in all, and those that fit into a body of that size. */
int help_lines(const struct app *a);
int help_page(int rows, int cols);
/* From line a->help_row on; in two columns where there is room for them. */
void help_draw(const struct app *a, const struct canvas *c);

/* A message is shown whole: one that is longer than a row covers those above, so that it ends on
 * row `last`; a newline begins another row. Only where half of the screen, or six rows, are not
 * enough it is cut, with …. */
void message_draw(const struct app *a, const struct canvas *c, int last, enum role role,
                  const char *text);
/* The bottom line: the current context's hints, a message, or the open question. */
void hints_draw(const struct app *a, const struct canvas *c);
/* Whether an action of every view is one that this view is for, and so stands with its own. */
bool hints_purpose(const struct app *a, const struct action *action);

/* The open question: label, line and cursor; after them (or on the row above) the error, else the
 * ways to write the last word, else what the line stands for. */
void prompt_draw(const struct app *a, const struct canvas *c);
