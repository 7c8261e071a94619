/* The ramps themselves: what ramp.c computes heat colours from. */
#pragma once

#include <stdint.h>

#define STOPS 7  /* at most, of one side of a truecolor ramp */
#define STEPS 14 /* at most, of one side of a ramp of colour numbers */

/* Colours, and above each the level at which it stands. Ends with HEAT_HALF. */
struct stops {
    int level[STOPS];
    int32_t rgb[STOPS];
};

/* Colour numbers, and the level from which on each holds. Ends with level 0. */
struct steps {
    uint8_t level[STEPS], color[STEPS];
};

/* Either side begins at zero. The stops are spaced so that lightness grows about evenly, and so
 * that luminance passes through 0.18, where black and white ink read equally well, between
 * HEAT_NEAR and the next level. */
struct ramp {
    struct stops negative, positive;
    int32_t zero_256, zero_16;
    struct steps negative_256, positive_256;
    struct steps negative_dim_256, positive_dim_256; /* empty: the others' innermost third */
    struct steps negative_16, positive_16;
};

/* In the order of palette_names[]. */
enum { RAMP_BLUE_ORANGE, RAMP_PURPLE_GREEN, RAMP_GREY, RAMPS };
/* The themes that have colours: the first ones of theme_names[]. */
enum { RAMP_THEMES = 3 };

extern const struct ramp ramps[RAMPS][RAMP_THEMES];
