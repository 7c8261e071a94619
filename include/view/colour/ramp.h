/* Heat colours: one scale for all values, in one of three palettes (names in theme.h).
 *
 * blue-orange and purple-green diverge: zero is a grey a step away from the background, the
 * sign has a hue of its own (also for colour-blind eyes), and strength
 * grows with size: brighter on dark, darker on light. grey is sequential: dark
 * is negative and light positive, in every theme, and zero a high step between. */
#pragma once

#include "view/frame/frame.h"

/* Lightness grows from one end of the palette to the other: what is below zero
 * and what is above it take inks of their own. */
bool ramp_is_sequential(int palette);

/* Fills the HEAT_LEVELS colours of a theme and a palette at a depth. Truecolor is interpolated in
 * OKLab (Ottosson 2020, "A perceptual color space for image processing") between the theme's stops;
 * the smaller depths are chosen by hand, monotone in lightness on either side of zero. `theme` as
 * in theme.h, one that has colours. */
void ramp_fill(int theme, int palette, enum depth depth, int32_t out[HEAT_LEVELS]);

/* Fills the same colours as they stand back, from the `bright` ones of ramp_fill(): moved towards
 * `back`, the ground's colour; of 256 darker ones chosen by hand, or those of the innermost third
 * of the levels; of 16 the weakest. */
void ramp_fill_dim(int theme, int palette, enum depth depth, int32_t back,
                   const int32_t bright[HEAT_LEVELS], int32_t out[HEAT_LEVELS]);

/* The 0xRRGGBB that a colour number of a depth stands for (xterm's default
 * palette for 16 and 256). */
int32_t ramp_rgb(enum depth depth, int32_t color);
