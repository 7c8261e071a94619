/* The large waves, of which the curves and the labels below them are drawn apart. */
#pragma once

#include "view/marks/wave.h"
#include "view/waves/waves_parts.h"

/* What is drawn, and where. */
struct large {
    const struct app *app;
    struct canvas box;
    struct wave wave[2], curve[2]; /* the waves there are, and those that are drawn */
    int count, drawn;
    struct curve_area area;
    struct wave_axis axis;
    int span;
    size_t from;  /* the first token in sight, */
    double start; /* where it stands, */
    int tokens;   /* and how many are in sight */
    struct waves_two two;
    bool lone; /* no figures of the whole text stand below */
};

/* "sin", "cos", or "P" of a scheme without pairs. */
const char *waves_name(const struct wave *w);
/* Rows below the curves: positions, words and the values on the waves, of the same positions in
 * the same columns. Where not `both`, the selected dimension's values alone. In row `entries` of
 * the frame, unless it is negative: the tokens' entries of the selected dimension of E, in those
 * columns too. */
void waves_labels_draw(const struct large *g, bool both, int entries);
