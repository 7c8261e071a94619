#include "view/colour/ramp_parts.h"

/* Truecolor stops of purple-green have one hue a side, 310° and 147° of OKLab, at
 * luminances that both sides share: then lightness shows how strong a value is
 * and hue its sign, which stays apart for every kind of colour-blind eye.
 *
 * Grey grows lighter from the scale's negative end to its positive one, in every
 * theme alike: that survives a projector without colour and a photocopy. Zero is
 * a step that stands out by itself, eight times as high as one between two other
 * levels, on either side of it; and neither end is the colour of a screen. */
const struct ramp ramps[RAMPS][RAMP_THEMES] = {
    [RAMP_BLUE_ORANGE] =
        {{/* dark */
          .negative = {{0, 5, 11, 17, 25, 32},
                       {0x111217, 0x172d4c, 0x1c4f8c, 0x2b78d0, 0x6fb1ff, 0xcfe6ff}},
          .positive = {{0, 5, 12, 19, 25, 28, 32},
                       {0x111217, 0x3b2a1c, 0x8a4a14, 0xd07014, 0xf59a30, 0xffc063, 0xffe6bd}},
          .zero_256 = 233,
          .negative_256 = {{1, 3, 6, 10, 13, 17, 19, 22, 26, 28, 30, 32},
                           {17, 18, 19, 25, 26, 32, 33, 75, 117, 153, 189, 195}},
          .positive_256 = {{1, 7, 13, 17, 19, 22, 24, 26, 28, 30, 32},
                           {52, 94, 130, 166, 172, 208, 214, 215, 222, 223, 230}},
          .zero_16 = 0,
          .negative_16 = {{1, 9, 21}, {4, 12, 14}},
          .positive_16 = {{1, 13, 27}, {3, 11, 15}}},
         {/* light */
          .negative = {{0, 5, 10, 16, 24, 32},
                       {0xffffff, 0xb9d5f7, 0x72abee, 0x2b79d2, 0x1a4f94, 0x0c2c5c}},
          .positive = {{0, 5, 10, 16, 24, 32},
                       {0xffffff, 0xfcc98d, 0xf0953a, 0xbb5e10, 0x7d3a06, 0x4a1f02}},
          .zero_256 = 231,
          .negative_256 = {{1, 3, 5, 7, 9, 11, 13, 15, 17, 20, 23, 27, 29, 31},
                           {195, 189, 153, 117, 111, 75, 33, 32, 27, 26, 25, 19, 18, 17}},
          .positive_256 = {{1, 3, 5, 7, 9, 11, 13, 15, 17, 22, 29},
                           {230, 223, 222, 215, 214, 208, 172, 166, 130, 94, 52}},
          .zero_16 = 15,
          .negative_16 = {{1, 17}, {12, 4}},
          .positive_16 = {{1, 17}, {9, 1}}},
         {/* contrast */
          .negative = {{0, 8, 16, 24, 32}, {0x010101, 0x0030b0, 0x0069ff, 0x00a8ff, 0x40f0ff}},
          .positive = {{0, 8, 16, 24, 32}, {0x010101, 0x7a2e00, 0xb75800, 0xff8c00, 0xffe600}},
          .zero_256 = 16,
          .negative_256 = {{1, 3, 5, 7, 10, 13, 17, 21, 25, 29},
                           {17, 18, 19, 20, 21, 27, 33, 39, 45, 51}},
          .positive_256 = {{1, 6, 12, 17, 20, 23, 26, 29}, {52, 94, 130, 166, 208, 214, 220, 226}},
          .zero_16 = 0,
          .negative_16 = {{1, 9, 21}, {4, 12, 14}},
          .positive_16 = {{1, 13, 27}, {3, 11, 15}}}},
    [RAMP_PURPLE_GREEN] =
        {{/* dark */
          .negative = {{0, 5, 11, 17, 25, 32},
                       {0x111217, 0x432159, 0x733699, 0xa156d1, 0xd49afd, 0xecd4fe}},
          .positive = {{0, 5, 11, 17, 25, 32},
                       {0x111217, 0x013a0b, 0x01611d, 0x018c30, 0x64c672, 0x9cf0a5}},
          .zero_256 = 233,
          .negative_256 = {{1, 3, 5, 8, 11, 14, 17, 19, 21, 23, 25, 28, 31},
                           {53, 54, 55, 91, 92, 129, 134, 135, 140, 141, 177, 183, 225}},
          .positive_256 = {{1, 9, 14, 17, 19, 21, 23, 26, 28, 30, 32},
                           {22, 28, 29, 64, 34, 71, 77, 114, 150, 120, 157}},
          .zero_16 = 0,
          .negative_16 = {{1, 13}, {5, 13}},
          .positive_16 = {{1, 13}, {2, 10}}},
         {/* light */
          .negative = {{0, 5, 10, 17, 24, 32},
                       {0xffffff, 0xe7cafe, 0xca94f0, 0x9b55c8, 0x6e3093, 0x3b1950}},
          .positive = {{0, 5, 10, 17, 24, 32},
                       {0xffffff, 0xafe1b3, 0x63bd70, 0x01872e, 0x015b1b, 0x013107}},
          .zero_256 = 231,
          .negative_256 = {{1, 4, 6, 8, 10, 12, 14, 16, 17, 20, 23, 26, 29, 31},
                           {225, 183, 177, 141, 140, 135, 134, 98, 128, 92, 91, 55, 54, 53}},
          .positive_256 = {{1, 3, 5, 7, 9, 11, 13, 15, 17, 24},
                           {194, 157, 120, 150, 114, 77, 71, 65, 28, 22}},
          .zero_16 = 15,
          .negative_16 = {{1, 17}, {13, 5}},
          .positive_16 = {{1, 17}, {2, 0}}},
         {/* contrast */
          .negative = {{0, 5, 11, 17, 25, 32},
                       {0x010101, 0x491865, 0x7b26ab, 0xac44e8, 0xd8a3ff, 0xf1e2fe}},
          .positive = {{0, 5, 11, 17, 25, 32},
                       {0x010101, 0x013a0b, 0x01611d, 0x018c30, 0x1cd553, 0x94ffa2}},
          .zero_256 = 16,
          .negative_256 = {{1, 3, 5, 8, 11, 14, 17, 19, 21, 23, 25, 28, 31},
                           {53, 54, 55, 91, 92, 129, 134, 135, 140, 141, 177, 183, 225}},
          .positive_256 = {{1, 9, 14, 17, 19, 21, 23, 26, 28, 30, 32},
                           {22, 28, 29, 64, 34, 71, 77, 114, 150, 120, 157}},
          .zero_16 = 0,
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
          .negative_16 = {{1}, {8}},
          .positive_16 = {{1}, {15}}},
         {/* light */
          .negative = {{0, 1, 32}, {0x7a7a7a, 0x636363, 0x242424}},
          .positive = {{0, 1, 32}, {0x7a7a7a, 0x929292, 0xeeeeee}},
          .zero_256 = 244,
          .negative_256 = {{1, 5, 9, 13, 17, 21, 25, 29}, {241, 240, 239, 238, 237, 236, 235, 234}},
          .positive_256 = {{1, 5, 9, 13, 17, 21, 25, 29, 32},
                           {247, 248, 249, 250, 251, 252, 253, 254, 255}},
          .zero_16 = 15,
          .negative_16 = {{1}, {0}}},
         {/* contrast */
          .negative = {{0, 1, 32}, {0x7a7a7a, 0x636363, 0x1b1b1b}},
          .positive = {{0, 1, 32}, {0x7a7a7a, 0x989898, 0xffffff}},
          .zero_256 = 244,
          .negative_256 = {{1, 5, 9, 13, 17, 21, 25, 29}, {241, 240, 239, 238, 237, 236, 235, 234}},
          .positive_256 = {{1, 5, 9, 13, 17, 21, 25, 29, 32},
                           {248, 249, 250, 251, 252, 253, 254, 255, 231}},
          .zero_16 = 0,
          .negative_16 = {{1}, {8}},
          .positive_16 = {{1}, {15}}}},
};
