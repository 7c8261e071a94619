/* Where the parts of the Schemes view stand. */
#ifndef VIEW_SCHEMES_SCHEMES_LAYOUT_H
#define VIEW_SCHEMES_SCHEMES_LAYOUT_H

#include "app/state/app.h"
#include "view/schemes/schemes_strip.h"

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

#endif
