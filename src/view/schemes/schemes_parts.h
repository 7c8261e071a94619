/* What the parts of the Schemes view share: the layout, pictures of P, verdicts; then the parts:
 * the list of the schemes, and below it the scheme in force as rows of positions and in words. */
#pragma once

#include "app/state/app.h"
#include "view/marks/draw.h"

/* Rows and columns count from the body's upper left corner. Where rows are short, room is taken
 * first from what stands below the list, then from the list, which scrolls. */
struct schemes_layout {
    int first, count; /* the schemes listed: rows of schemes[] */
    int visible;      /* schemes in sight; app->shown.list_first are above them */
    bool wrong;       /* wrong formulas: below the list stands what they differ by */
    bool labels;      /* schemes are called by their label; else by their option's name */
    int name_cols;
    int scale_col, strip_col; /* scale_col 0: left out */
    int tests_col, test_cols;
    int cell_cols, dims;
    /* below the list; a row of 0: left out */
    int legend_row;
    int title_row; /* of the scheme in force */
    int dim_row;   /* the selected dimension's mark */
    int first_row; /* of `positions` rows, one a position of the text */
    int positions;
    bool pair;      /* after those, with a blank row if there is room, the two closest positions */
    int pair_blank; /* that blank row: 0 or 1 */
    int words_row, words_rows, words_col;
    int others_row; /* RoPE and ALiBi, two rows; 0: they are among the words */
};

/* Fits the view into a body of that size. */
struct schemes_layout schemes_layout(const struct app *a, int rows, int cols);

/* The scale that a scheme's picture is drawn on: ±1, or one of its own where the
 * values of the text go beyond that or stay far below it. */
#define STRIP_FULL 1.0
double strip_full(const struct scheme_report *r);
/* The scale of the picture of what a wrong formula differs by; 0: it does not. */
double strip_difference_full(const struct scheme_report *r);

/* A row of cells: P of one scheme at one position, over the columns in sight. */
struct strip {
    int row, col, cell_cols; /* on the frame */
    const struct scheme *scheme;
    const struct scheme *truth; /* its P is subtracted; NULL: none is */
    const struct scheme_context *context;
    uint64_t position;
    double full;   /* the value at full colour */
    bool selected; /* the selected dimension's cell is marked */
};
void strip_draw(const struct app *a, const struct canvas *c, const struct strip *strip);
/* The value of the selected dimension in it. */
double strip_value(const struct app *a, const struct strip *strip);

/* What the four tests say of a scheme, in a few columns. */
enum verdict { VERDICT_OK, VERDICT_FAILS, VERDICT_OPEN };
enum scheme_test { TEST_BOUNDED, TEST_UNIQUE, TEST_SAME, TEST_LINEAR, SCHEME_TESTS };

enum verdict schemes_verdict(const struct scheme_report *r, enum scheme_test test);
/* "✓", "✗" or "?", and the role it is drawn in. */
const char *schemes_mark(enum verdict verdict);
enum role schemes_mark_role(enum verdict verdict);
/* Appends what the verdict rests on: "0…11 grows", "0≈22 0.04", "0.27→0.20", "off 51%"; brief
 * "0…11", ".27→.20", "51%"; the shortest of a value that moves with the length "−0.13%". */
enum figure_form { FIGURE_FULL, FIGURE_BRIEF, FIGURE_SHORTEST, FIGURE_FORMS };
void schemes_figure(const struct scheme_report *r, enum scheme_test test, enum figure_form form,
                    struct str *out);

/* A number in three digits; whole numbers from 10^6 on in exponent form. */
struct draw_short schemes_number(double x);
/* Decimals, from `decimals` to 9, that show the two as different numbers, if they are. */
int schemes_decimals(double a, double b, int decimals);
/* Appends what the best matrix misses, as a share of the step. */
void schemes_missed_text(double residual, struct str *out);

/* The schemes with their pictures and the verdicts of the tests. */
void schemes_table_draw(const struct app *a, const struct canvas *c,
                        const struct schemes_layout *l);
/* The scheme in force: its legend, its rows by position, and the two positions closest. */
void schemes_rows_draw(const struct app *a, const struct canvas *c, const struct schemes_layout *l);

/* Sentences in the making, a head and a text each, over the lines they take. */
struct sentence_writer {
    const struct app *a;
    const struct canvas *c; /* where they stand */
    const struct scheme *scheme;
    const struct scheme_report *report;
    int head_cols; /* the texts stand in a column of their own, after these; 0: after their heads */
    int first;     /* lines that are scrolled out of sight */
    int rows;      /* lines in sight; 0: they are only counted */
    int line;      /* where the next sentence goes */
};
/* Writes a sentence: `mark`, drawn in `role`, "" for none; its head; its text. */
__attribute__((format(printf, 5, 6))) void sentence_say(struct sentence_writer *w, enum role role,
                                                        const char *mark, const char *head,
                                                        const char *format, ...);

/* What each of the four tests found, and what none of them measures. */
void schemes_tests_say(struct sentence_writer *w);
/* Methods that add no vector, with the selected pair: one line each where those are wide. */
void schemes_others_say(struct sentence_writer *w);
/* All of it, a page at a time where it does not fit. */
void schemes_words_draw(const struct app *a, const struct canvas *c,
                        const struct schemes_layout *l);
