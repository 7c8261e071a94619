/* The ramps themselves: what ramp.c computes heat colours from. */
#ifndef VIEW_COLOUR_RAMP_PARTS_H
#define VIEW_COLOUR_RAMP_PARTS_H

#include <stdint.h>

#define STOPS 7  /* at most, of one side of a truecolor ramp */
#define STEPS 14 /* at most, of one side of a ramp of colour numbers */

/* A colour and the level at which it stands. */
struct stop {
    int level;
    int32_t rgb;
};

/* The colour number from a level on, up to the next step. Ends with level 0. */
struct step {
    uint8_t level, color;
};

/* One side's row begins at zero and ends at HEAT_HALF. The stops are spaced so
 * that lightness grows about evenly, and so that luminance passes through 0.18,
 * where black and white ink read equally well, between HEAT_NEAR and the next level. */
struct ramp {
    struct stop negative[STOPS], positive[STOPS];
    int32_t zero_256, zero_16;
    struct step negative_256[STEPS], positive_256[STEPS];
    struct step negative_16[STEPS], positive_16[STEPS];
};

/* In the order of palette_names[]. */
enum { RAMP_BLUE_ORANGE, RAMP_PURPLE_GREEN, RAMP_GREY, RAMPS };
/* The themes that have colours: the first ones of theme_names[]. */
enum { RAMP_THEMES = 3 };

extern const struct ramp ramps[RAMPS][RAMP_THEMES];

#endif
