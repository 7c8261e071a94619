/* Heat colours: one diverging scale for all values. Zero recedes into the
 * background, negative is blue, positive orange (told apart by colour-blind
 * eyes too), and strength grows with size: brighter on dark, darker on light. */
#ifndef VIEW_RAMP_H
#define VIEW_RAMP_H

#include "view/frame.h"

/* Fills the HEAT_LEVELS colours of a theme at a depth. Truecolor is
 * interpolated in OKLab (Ottosson 2020, "A perceptual color space for image
 * processing") between the theme's stops; the smaller depths are chosen by hand,
 * monotone in lightness on either side of zero. `theme` as in theme.h. */
void ramp_fill(int theme, enum depth depth, int32_t out[HEAT_LEVELS]);

/* WCAG 2.1 contrast ratio (1 … 21) of two 0xRRGGBB colours. */
double ramp_contrast(int32_t a, int32_t b);

/* The 0xRRGGBB that a colour number of a depth stands for (xterm's default
 * palette for 16 and 256). */
int32_t ramp_rgb(enum depth depth, int32_t color);

#endif
