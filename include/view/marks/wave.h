/* What the panel and the view of waves draw with: the curve of one dimension of
 * P over positions, the box and axis around it, labels below it. */
#pragma once

#include "app/state/app.h"
#include "view/marks/curve.h"
#include "view/marks/draw.h"

/* One dimension's curve: x counts positions from `position` on. */
struct wave {
    const struct scheme *scheme;
    const struct scheme_context *context; /* the pipeline's */
    uint64_t position;
    int dim;
    bool cosine; /* of a scheme with pairs */
};

struct wave wave_of(const struct app *a, int dim, uint64_t position);
/* The selected dimension, and its partner where the scheme has pairs and it has
 * one; the sine first. Returns how many there are. */
int wave_pair(const struct app *a, uint64_t position, struct wave out[2]);
/* struct curve_series' range, with a struct wave as its context. */
void wave_range(const void *wave, double x0, double x1, double *low, double *high);
double wave_value(const struct wave *w, double x);
/* Of its curve and its name. */
enum role wave_color(const struct wave *w);

/* A box around the canvas, and a line from edge to edge in row `row` of the
 * frame between two corners. */
void wave_box(const struct canvas *c);
void wave_line(const struct canvas *c, int row, const char *left, const char *right);
/* " Waves  dim 2 sin, dim 3 cos " on the box's upper edge; returns the column after it. */
int wave_title(const struct canvas *c, const struct app *a, const struct wave *waves, int count);
/* " sin ─ cos " at the right of row `row`, in a scheme with pairs. */
void wave_legend(const struct canvas *c, int row, const struct wave *waves, int count);
/* The bound of an axis for values within ±reach: a number of few digits, ≥ reach > 0. */
double wave_full(double reach);
/* The ends of an axis, which wave_full() made. */
struct wave_axis {
    double low, high;
};
/* The axis for `count` dimensions from `first` on and the selected one, over `span` positions: from
 * the values that there are, with 0, and where both signs are among them as far below as above.
 * Waves have all of their range, however little of it is drawn. */
struct wave_axis wave_axis(const struct app *a, uint64_t position, int span, int first, int count);

/* Appends a value as it is named at an axis: "+1", "−0.5", "+.25", "0", "+2e9". */
void wave_axis_name(double value, struct str *out);
#define WAVE_AXIS_COLS 6 /* of the names, "−.005", and of the tick after them */
/* A dotted line at zero, and the names of the axis, each with a tick in the dot where its value
 * is, in the columns before the area. */
void wave_axis_draw(const struct canvas *c, const struct curve_area *area, struct wave_axis axis);
/* The curves, the selected dimension's on top, and the marks. */
void wave_draw(const struct canvas *c, const struct app *a, struct curve_picture *picture,
               const struct wave *waves, int count);
/* Of a mark on the wave: selected or that of another token. */
struct style wave_mark_style(const struct canvas *c, const struct wave *w, bool selected);

/* A row on which labels stand where there is room for them. */
#define SHELF_COLS 1024
struct shelf {
    int row, col, cols; /* on the frame */
    bool taken[SHELF_COLS];
};
/* Whether a label from column `col` on can stand there at all. */
bool shelf_has_room(const struct shelf *s, int col);
struct shelf_label {
    int col; /* on the frame */
    enum role role;
    const char *text;
    size_t n;
    int min_cols; /* a text that may be cut with … needs these; 0: the text stands whole or not */
    bool first;   /* it moves to the left where it must, and needs no blank after it */
};
/* Writes a label if no other is in its way. Text of a person needs min_cols > 0. */
void shelf_put(struct shelf *s, const struct canvas *c, const struct shelf_label *label);
