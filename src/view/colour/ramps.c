#include "view/colour/ramp_parts.h"

/* The diverging palettes have one hue a side in OKLab, the same at every level: 255° and 60° for
 * blue-orange, 310° and 147° for purple-green. Both sides have about the same luminance at the same
 * level, which moves one way from zero outwards: lightness shows how strong a value is and hue its
 * sign, which stays apart for every kind of colour-blind eye. Zero is a grey of its own, apart from
 * the background, so that a matrix of zeros is seen.
 *
 * Of 256 colours there is one dark orange, an ochre 20° off, and darker there are only red-browns
 * and olives: in the dark themes the weakest values are greys; the light theme ends before them, at
 * colours that all take dark ink.
 *
 * Grey grows lighter from the scale's negative end to its positive one, in every
 * theme alike: that survives a projector without colour and a photocopy. Zero is
 * a step that stands out by itself, eight times as high as one between two other
 * levels, on either side of it; and neither end is the colour of a screen. */
const struct ramp ramps[RAMPS][RAMP_THEMES] = {
    [RAMP_BLUE_ORANGE] =
        {{/* dark */
          .negative = {{0, 5, 11, 16, 17, 24, 32},
                       {0x292c35, 0x244268, 0x255b9c, 0x2971c7, 0x3179ce, 0x6facfa, 0xd4e6fe}},
          .positive = {{0, 5, 11, 16, 17, 24, 32},
                       {0x292c35, 0x553b26, 0x834e1c, 0xaa5e04, 0xb36401, 0xea9344, 0xfedec4}},
          .zero_256 = 235,
          .negative_256 = {{1, 2, 4, 6, 8, 11, 14, 17, 19, 23, 26, 29},
                           {236, 237, 20, 21, 25, 26, 27, 32, 33, 75, 111, 153}},
          .positive_256 = {{1, 2, 4, 8, 17, 20, 23, 26, 30},
                           {236, 237, 94, 130, 166, 172, 208, 215, 223}},
          .negative_dim_256 = {{1, 3, 9, 20}, {236, 17, 18, 24}},
          .positive_dim_256 = {{1, 3, 17}, {236, 58, 94}},
          .zero_16 = 8,
          .negative_16 = {{1, 9, 21}, {4, 12, 14}},
          .positive_16 = {{1, 13, 27}, {3, 11, 15}}},
         {/* light */
          .negative = {{0, 5, 11, 16, 17, 24, 32},
                       {0xe4e7ee, 0xa5c6f1, 0x659ce2, 0x3179ce, 0x2971c7, 0x1b5292, 0x09305c}},
          .positive = {{0, 5, 11, 16, 17, 24, 32},
                       {0xe4e7ee, 0xe7ba97, 0xd18848, 0xb16513, 0xaa5e04, 0x7c4301, 0x4a2601}},
          .zero_256 = 254,
          .negative_256 = {{1, 7, 11, 17, 21, 26}, {153, 111, 75, 69, 33, 32}},
          .positive_256 = {{1, 6, 9, 14, 19, 26}, {223, 216, 215, 208, 172, 166}},
          .zero_16 = 8,
          .negative_16 = {{1, 17}, {12, 4}},
          .positive_16 = {{1, 17}, {9, 1}}},
         {/* contrast */
          .negative = {{0, 5, 11, 16, 17, 24, 32},
                       {0x2f2f33, 0x1c4474, 0x0b5bae, 0x0170d8, 0x0577e4, 0x6eaefe, 0xd4e6fe}},
          .positive = {{0, 5, 11, 16, 17, 24, 32},
                       {0x2f2f33, 0x5c3b1f, 0x8b4c01, 0xaa5f03, 0xb46405, 0xf98d09, 0xffe2cb}},
          .zero_256 = 236,
          .negative_256 = {{1, 3, 6, 8, 11, 14, 17, 19, 23, 26, 29},
                           {237, 20, 21, 25, 26, 27, 32, 33, 75, 111, 153}},
          .positive_256 = {{1, 2, 4, 8, 17, 20, 23, 26, 30},
                           {237, 238, 94, 130, 166, 172, 208, 215, 223}},
          .negative_dim_256 = {{1, 3, 9, 20}, {237, 17, 18, 24}},
          .positive_dim_256 = {{1, 3, 17}, {237, 58, 94}},
          .zero_16 = 8,
          .negative_16 = {{1, 9, 21}, {4, 12, 14}},
          .positive_16 = {{1, 13, 27}, {3, 11, 15}}}},
    [RAMP_PURPLE_GREEN] =
        {{/* dark */
          .negative = {{0, 5, 11, 16, 17, 24, 32},
                       {0x292c35, 0x53316a, 0x7b3ea1, 0x9a4fca, 0xa156d1, 0xca90f3, 0xefdcfe}},
          .positive = {{0, 5, 11, 16, 17, 24, 32},
                       {0x292c35, 0x244929, 0x246730, 0x158332, 0x1a8a37, 0x4ec263, 0xb3f9ba}},
          .zero_256 = 235,
          .negative_256 = {{1, 3, 5, 8, 10, 12, 13, 15, 17, 19, 22, 25, 29, 32},
                           {236, 54, 55, 91, 92, 93, 128, 129, 134, 135, 141, 177, 183, 225}},
          .positive_256 = {{1, 2, 3, 5, 11, 17, 20, 23, 26, 29, 31},
                           {236, 237, 238, 22, 28, 34, 71, 77, 114, 120, 157}},
          .negative_dim_256 = {{1, 3, 9, 20}, {236, 53, 54, 97}},
          .positive_dim_256 = {{1, 3, 17}, {236, 22, 28}},
          .zero_16 = 8,
          .negative_16 = {{1, 13}, {5, 13}},
          .positive_16 = {{1, 13}, {2, 10}}},
         {/* light */
          .negative = {{0, 5, 11, 16, 17, 24, 32},
                       {0xe4e7ee, 0xd3b9e8, 0xb588d6, 0xa156d1, 0x9a4fca, 0x6f3693, 0x42195a}},
          .positive = {{0, 5, 11, 16, 17, 24, 32},
                       {0xe4e7ee, 0xa4cea8, 0x60aa69, 0x218a39, 0x0b8330, 0x076121, 0x013c11}},
          .zero_256 = 254,
          .negative_256 = {{1, 5, 10, 14, 19, 23, 28}, {219, 183, 177, 141, 135, 134, 98}},
          .positive_256 = {{1, 4, 7, 9, 14, 18, 22}, {151, 114, 78, 77, 71, 35, 34}},
          .zero_16 = 8,
          .negative_16 = {{1, 17}, {13, 5}},
          .positive_16 = {{1, 17}, {2, 0}}},
         {/* contrast */
          .negative = {{0, 5, 11, 16, 17, 24, 32},
                       {0x2f2f33, 0x5a2d76, 0x8430b4, 0xa43ce0, 0xac45e8, 0xd08eff, 0xf1e0fe}},
          .positive = {{0, 5, 11, 16, 17, 24, 32},
                       {0x2f2f33, 0x1b4e24, 0x016c24, 0x03842e, 0x068b32, 0x16c94d, 0xb0ffb8}},
          .zero_256 = 236,
          .negative_256 = {{1, 3, 7, 10, 12, 13, 15, 17, 19, 22, 25, 29, 32},
                           {237, 55, 91, 92, 93, 128, 129, 134, 135, 141, 177, 183, 225}},
          .positive_256 = {{1, 2, 4, 11, 17, 20, 23, 26, 29, 31},
                           {237, 238, 22, 28, 34, 71, 77, 114, 120, 157}},
          .negative_dim_256 = {{1, 3, 9, 20}, {237, 53, 54, 97}},
          .positive_dim_256 = {{1, 3, 17}, {237, 22, 28}},
          .zero_16 = 8,
          .negative_16 = {{1, 13}, {5, 13}},
          .positive_16 = {{1, 13}, {2, 10}}}},
    [RAMP_GREY] =
        {{/* dark */
          .negative = {{0, 1, 32}, {0x7a7a7a, 0x636363, 0x242424}},
          .positive = {{0, 1, 32}, {0x7a7a7a, 0x929292, 0xeeeeee}},
          .zero_256 = 244,
          .negative_256 = {{1, 5, 9, 13, 17, 21, 25, 29}, {241, 240, 239, 238, 237, 236, 235, 234}},
          .positive_256 = {{1, 5, 9, 13, 17, 21, 25, 29, 32},
                           {247, 248, 249, 250, 251, 252, 253, 254, 255}},
          .zero_16 = 7,
          .negative_16 = {{1}, {8}},
          .positive_16 = {{1}, {15}}},
         {/* light */
          .negative = {{0, 1, 32}, {0x7a7a7a, 0x636363, 0x242424}},
          .positive = {{0, 1, 32}, {0x7a7a7a, 0x929292, 0xeeeeee}},
          .zero_256 = 244,
          .negative_256 = {{1, 5, 9, 13, 17, 21, 25, 29}, {241, 240, 239, 238, 237, 236, 235, 234}},
          .positive_256 = {{1, 5, 9, 13, 17, 21, 25, 29, 32},
                           {247, 248, 249, 250, 251, 252, 253, 254, 255}},
          .zero_16 = 8,
          .negative_16 = {{1}, {0}},
          .positive_16 = {{1}, {8}}},
         {/* contrast */
          .negative = {{0, 1, 32}, {0x7a7a7a, 0x636363, 0x1b1b1b}},
          .positive = {{0, 1, 32}, {0x7a7a7a, 0x989898, 0xffffff}},
          .zero_256 = 244,
          .negative_256 = {{1, 5, 9, 13, 17, 21, 25, 29}, {241, 240, 239, 238, 237, 236, 235, 234}},
          .positive_256 = {{1, 5, 9, 13, 17, 21, 25, 29, 32},
                           {248, 249, 250, 251, 252, 253, 254, 255, 231}},
          .zero_16 = 7,
          .negative_16 = {{1}, {8}},
          .positive_16 = {{1}, {15}}}},
};
