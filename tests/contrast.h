/* How far colours differ to the eye, from the published definitions. */
#pragma once

#include <math.h>
#include <stdint.h>

static inline double linear(int32_t rgb, int shift)
{
    double c = (rgb >> shift & 0xFF) / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

/* CIE XYZ (D65) of an sRGB colour, IEC 61966-2-1. */
static inline void xyz(int32_t rgb, double out[3])
{
    double r = linear(rgb, 16), g = linear(rgb, 8), b = linear(rgb, 0);
    out[0] = 0.4124564 * r + 0.3575761 * g + 0.1804375 * b;
    out[1] = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b;
    out[2] = 0.0193339 * r + 0.1191920 * g + 0.9503041 * b;
}

/* WCAG 2.1 contrast ratio (1 … 21) of two 0xRRGGBB colours. */
static inline double contrast(int32_t a, int32_t b)
{
    double va[3], vb[3];
    xyz(a, va);
    xyz(b, vb);
    return (fmax(va[1], vb[1]) + 0.05) / (fmin(va[1], vb[1]) + 0.05);
}
