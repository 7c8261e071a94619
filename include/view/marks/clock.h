/* A round face with a hand: an angle as a picture. */
#pragma once

#include "view/marks/draw.h"

/* Draws a round face in rows × 2·rows cells (1 … 32 rows) at the canvas's corner, with a hand
 * at `turn` turns (0 … 1) against the clock from the right: its end stands as far
 * to the right as the angle's cosine says and as far up as its sine. */
void clock_draw(const struct canvas *c, int rows, double turn, enum role hand);
/* The same with `count` hands (1 or 2), the first above the second; with `level`, each is a line
 * across the face at the height of its sine instead, which is all that a sine says. */
struct clock_hand {
    double turn;
    enum role role;
};
void clock_hands_draw(const struct canvas *c, int rows, const struct clock_hand *hands, int count,
                      bool level);

/* A face of which 1 is the radius, with `count` straight lines, the first above the others. */
struct clock_line {
    double x0, y0, x1, y1; /* to the right and up from the middle, each −1 … 1 */
    enum role role;
};
void clock_lines_draw(const struct canvas *c, int rows, const struct clock_line *lines, int count);

/* Whether a clock's dots are so large that it needs a row more. */
bool clock_coarse(const struct caps *caps);

/* The arrow that is nearest to the angle, one column wide. */
void clock_arrow(const struct canvas *c, int row, int col, double turn, enum role role);

/* Appends the angle in degrees, 0.0 … 359.9, with a ° where that can be shown. */
void clock_degrees(struct str *out, double turn, bool ascii);
