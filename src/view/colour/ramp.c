#include "view/colour/ramp.h"

#include <math.h>
#include <string.h>

#include "view/colour/ramp_parts.h"

#define DIM_SHARE 0.45 /* of the way from the ground to the bright colour */

/* The sRGB transfer function, IEC 61966-2-1. */
static double to_linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4);
}

static double from_linear(double light)
{
    return light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055;
}

static void linear_rgb(int32_t rgb, double out[3])
{
    for (int i = 0; i < 3; i++) out[i] = to_linear((rgb >> (16 - 8 * i) & 0xFF) / 255.0);
}

/* out = m · v */
static void transform(const double m[3][3], const double v[3], double out[3])
{
    for (int i = 0; i < 3; i++) out[i] = m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2];
}

/* Linear sRGB to OKLab and back: Ottosson 2020, "A perceptual color space for
 * image processing": lms = M1·rgb, lab = M2·cbrt(lms), and the inverses. */
static void rgb_to_oklab(int32_t rgb, double lab[3])
{
    static const double to_lms[3][3] = {
        {0.4122214708, 0.5363325363, 0.0514459929},
        {0.2119034982, 0.6806995451, 0.1073969566},
        {0.0883024619, 0.2817188376, 0.6299787005},
    };
    static const double to_lab[3][3] = {
        {0.2104542553, 0.7936177850, -0.0040720468},
        {1.9779984951, -2.4285922050, 0.4505937099},
        {0.0259040371, 0.7827717662, -0.8086757660},
    };
    double light[3], lms[3];
    linear_rgb(rgb, light);
    transform(to_lms, light, lms);
    for (int i = 0; i < 3; i++) lms[i] = cbrt(lms[i]);
    transform(to_lab, lms, lab);
}

static int32_t oklab_to_rgb(const double lab[3])
{
    static const double from_lab[3][3] = {
        {1, 0.3963377774, 0.2158037573},
        {1, -0.1055613458, -0.0638541728},
        {1, -0.0894841775, -1.2914855480},
    };
    static const double from_lms[3][3] = {
        {4.0767416621, -3.3077115913, 0.2309699292},
        {-1.2684380046, 2.6097574011, -0.3413193965},
        {-0.0041960863, -0.7034186147, 1.7076147010},
    };
    double lms[3], light[3];
    transform(from_lab, lab, lms);
    for (int i = 0; i < 3; i++) lms[i] = lms[i] * lms[i] * lms[i];
    transform(from_lms, lms, light);
    int32_t rgb = 0;
    for (int i = 0; i < 3; i++) {
        double channel = from_linear(fmin(fmax(light[i], 0), 1));
        rgb = rgb * 256 + (int32_t)lround(fmax(channel * 255, 1)); /* see struct palette */
    }
    return rgb;
}

/* The levels 0 … HEAT_HALF of one side; out[level · step]. */
static void fill_between(const struct stops *stops, int step, int32_t *out)
{
    const int *at = stops->level;
    double a[3], b[3], mixed[3];
    rgb_to_oklab(stops->rgb[0], b);
    for (int i = 1; i < STOPS && at[i - 1] < HEAT_HALF; i++) {
        memcpy(a, b, sizeof a);
        rgb_to_oklab(stops->rgb[i], b);
        for (int level = at[i - 1]; level <= at[i]; level++) {
            double t = (double)(level - at[i - 1]) / (at[i] - at[i - 1]);
            for (int k = 0; k < 3; k++) mixed[k] = a[k] + t * (b[k] - a[k]);
            out[(ptrdiff_t)level * step] = oklab_to_rgb(mixed);
        }
    }
}

static int32_t last_step(const struct steps *steps, int level)
{
    int i = 0;
    while (i + 1 < STEPS && steps->level[i + 1] > 0 && steps->level[i + 1] <= level) i++;
    return steps->color[i];
}

static int32_t color_at(const struct ramp *r, enum depth depth, int level)
{
    bool many = depth == DEPTH_256;
    if (depth == DEPTH_NONE) return COLOR_TERMINAL;
    if (level == 0) return many ? r->zero_256 : r->zero_16;
    if (level < 0) return last_step(many ? &r->negative_256 : &r->negative_16, -level);
    return last_step(many ? &r->positive_256 : &r->positive_16, level);
}

bool ramp_is_sequential(int palette)
{
    return palette == RAMP_GREY;
}

void ramp_fill(int theme, int palette, enum depth depth, int32_t out[HEAT_LEVELS])
{
    const struct ramp *ramp = &ramps[palette][theme];
    if (depth == DEPTH_TRUE) {
        fill_between(&ramp->negative, -1, out + HEAT_HALF);
        fill_between(&ramp->positive, 1, out + HEAT_HALF);
        return;
    }
    for (int level = -HEAT_HALF; level <= HEAT_HALF; level++)
        out[level + HEAT_HALF] = color_at(ramp, depth, level);
}

/* xterm's default colours: 16 named ones, a cube of 6 × 6 × 6, 24 greys. */
static int32_t xterm_rgb(int32_t color)
{
    static const int32_t named[16] = {
        0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
        0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
    };
    static const int32_t cube[6] = {0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff};
    if (color < 16) return named[color];
    if (color >= 232) return (8 + 10 * (color - 232)) * 0x010101;
    color -= 16;
    return cube[color / 36] << 16 | cube[color / 6 % 6] << 8 | cube[color % 6];
}

int32_t ramp_rgb(enum depth depth, int32_t color)
{
    return depth == DEPTH_TRUE || color < 0 ? color : xterm_rgb(color);
}

/* The level whose colour stands for a dim one where there are no colours between: of 256 one of the
 * innermost third, of 16 the first. */
static int inner_level(enum depth depth, int level)
{
    int size = level < 0 ? -level : level, inner = depth == DEPTH_256 ? (size + 2) / 3 : size > 0;
    return level < 0 ? -inner : inner;
}

void ramp_fill_dim(int theme, int palette, enum depth depth, int32_t back,
                   const int32_t bright[HEAT_LEVELS], int32_t out[HEAT_LEVELS])
{
    const struct ramp *ramp = &ramps[palette][theme];
    double ground[3], lab[3];
    if (depth == DEPTH_TRUE) rgb_to_oklab(back, ground);
    for (int i = 0; i < HEAT_LEVELS; i++) {
        out[i] = bright[HEAT_HALF + inner_level(depth, i - HEAT_HALF)];
        int level = i - HEAT_HALF;
        const struct steps *dim = level < 0 ? &ramp->negative_dim_256 : &ramp->positive_dim_256;
        if (depth == DEPTH_256 && level && dim->color[0])
            out[i] = last_step(dim, level < 0 ? -level : level);
        if (depth != DEPTH_TRUE) continue;
        rgb_to_oklab(bright[i], lab);
        for (int k = 0; k < 3; k++) lab[k] = ground[k] + DIM_SHARE * (lab[k] - ground[k]);
        out[i] = oklab_to_rgb(lab);
    }
}
