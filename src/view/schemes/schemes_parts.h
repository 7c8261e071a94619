/* What the parts of the Schemes view share: pictures of P, the layout, verdicts; then the parts,
 * each drawn from its canvas's first row on. */
#pragma once

#include "app/state/app.h"
#include "view/marks/draw.h"

#define STRIP_LINES_MAX 12

/* P of one scheme as a picture: positions downwards from the text's first on, dimensions across.
 * What all pictures of the view have in common: */
struct strips {
    int lines;    /* rows of the screen for a picture and what parts it from the next */
    int per_line; /* positions in a line: 1, or 2 in half blocks */
    int slots;    /* positions shown: the text's first ones, but for `last` */
    size_t last;  /* the token in the last slot: the selected one, or the text's last */
    int cell_cols, dims;
    int position_col, position_cols; /* their numbers; cols 0: left out */
    int labels;                      /* numbers in a line, at most: both, or the first alone */
};

/* Fits the text's tokens into that many lines. */
void strips_fit(struct strips *s, const struct app *a, int lines, const struct caps *caps);
/* Lines that would show all of them and part the pictures. */
int strips_lines_wanted(const struct app *a);

/* The scale that a scheme's picture is drawn on: ±1, or one of its own where the
 * values of the text go beyond that or stay far below it. */
#define STRIP_FULL 1.0
double strip_full(const struct scheme_report *r);
/* The scale of the picture of what a wrong formula differs by; 0: it does not. */
double strip_difference_full(const struct scheme_report *r);

/* The picture of a scheme, with its upper left corner at (row, col) of the frame. */
struct strip {
    int row, col;
    int scheme, truth; /* rows of schemes[]: P of `scheme`, less P of `truth` unless that is −1 */
    double full;       /* the value at full colour */
};
void strip_draw(const struct app *a, const struct canvas *c, const struct strips *s,
                const struct strip *strip);
/* The positions' numbers beside it. */
void strip_positions_draw(const struct app *a, const struct canvas *c, const struct strips *s,
                          int row);

/* What does not fit is left out: lines of pictures first, then words, then schemes far from the
 * one in force. */
struct schemes_layout {
    int first, count; /* the schemes listed: rows of schemes[] */
    int visible;      /* schemes in sight; app->shown.list_first are above them */
    int words;        /* rows for words; 0: left out */
    bool wrong;       /* wrong formulas, with a picture of what they differ by */
    int name_cols, strip_col, difference_col, tests_col, test_cols;
    struct strips strips;
};

/* Fits the view into a body of that size. */
struct schemes_layout schemes_layout(const struct app *a, int rows, int cols);

/* What the four tests say of a scheme, in a few columns. */
enum verdict { VERDICT_OK, VERDICT_FAILS, VERDICT_OPEN };
enum scheme_test { TEST_BOUNDED, TEST_UNIQUE, TEST_SAME, TEST_LINEAR, SCHEME_TESTS };

enum verdict schemes_verdict(const struct scheme_report *r, enum scheme_test test);
/* Appends what the verdict rests on: "0…11, grows", "0≈22 0.04", "0.27→0.20", "off 51%"; brief
 * "0…11", ".27→.20", "51%". */
void schemes_figure(const struct scheme_report *r, enum scheme_test test, bool brief,
                    struct str *out);

/* A number in three digits. */
struct draw_short schemes_number(double x);
/* Appends what the best matrix misses, as a share of the step. */
void schemes_missed_text(double residual, struct str *out);

/* The schemes with their pictures and the verdicts of the tests. */
void schemes_table_draw(const struct app *a, const struct canvas *c,
                        const struct schemes_layout *l);
/* The scheme in force: its counter-examples, its closest two positions, and what schemes that add
 * no vector do with the selected pair. Lines that do not fit are left out from the end. */
void schemes_words_draw(const struct app *a, const struct canvas *c);
