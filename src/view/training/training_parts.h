/* What the parts of the Training view share: the layout, names and marks; then the parts, each
 * drawn into its own canvas. */
#pragma once

#include "app/state/app.h"
#include "view/marks/draw.h"

/* Rectangles within the body; rows 0: left out. */
struct training_layout {
    int head_rows; /* at the top */
    struct area curve, places, next, rows, figures;
};

/* Fits the view into a body of that size. What does not fit is left out: figures first, then the
 * rows of E, then the list of places; the curve and the bars of the next word stay. */
struct training_layout training_layout(const struct app *a, int rows, int cols);

/* "without P", "with P", in short "no P", "P", and the role they are drawn in. */
const char *training_side_name(bool with_p);
const char *training_side_brief(bool with_p);
enum role training_side_role(bool with_p);
/* Sides that are shown, in their order; returns how many. */
int training_sides(const struct app *a, bool out[2]);
/* Appends a probability in `digits` digits after the point, ".333", so that only 1 is 1.000 and
 * only 0 is 0: ">.999", "<.001"; – where there is none. */
void training_share_text(double p, int digits, struct str *out);
/* A bar that fills `share` of the columns, blank after it. */
void training_bar_draw(const struct canvas *c, struct span at, enum role role, double share);
/* Whether the next word is chosen by a temperature or a top-k of its own, which is to be said. */
bool training_choice_acts(const struct app *a);
/* Appends the word of a row of T, or of a class, as the runs know it. */
void training_word_text(const struct app *a, int word, struct str *out);
void training_class_text(const struct app *a, int class, struct str *out);

/* How many of a curve's steps, from step 0 on, have a loss that is known. */
uint32_t training_known(const double *loss, uint32_t count);
/* On the frame of the curve: the loss at the step, and on the lower edge what dim curves are of;
 * within it what Space will train, where there is no run. */
void training_curve_title(const struct app *a, const struct canvas *c, bool box);
void training_curve_old(const struct app *a, const struct canvas *c);
void training_curve_nothing(const struct app *a, const struct canvas *c);
/* Whether the name of a floor says its number: that stands at the axis, or on the row beside, or it
 * is to be said whatever the room. */
enum training_value { TRAINING_VALUE_NEVER, TRAINING_VALUE_BESIDE, TRAINING_VALUE_ALWAYS };
/* Ways to name a floor, the fullest first, form 0 …: what is known with its formula, with its
 * number, in short. False: there are no more. */
bool training_floor_name(const struct train_run *run, enum train_knows knows, int form,
                         enum training_value value, struct str *out);

void training_head_draw(const struct app *a, const struct canvas *c);
void training_curve_draw(const struct app *a, const struct canvas *c);
void training_places_draw(const struct app *a, const struct canvas *c);
void training_next_draw(const struct app *a, const struct canvas *c);
void training_rows_draw(const struct app *a, const struct canvas *c);
void training_figures_draw(const struct app *a, const struct canvas *c);
