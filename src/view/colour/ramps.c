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
    [RAMP_BLUE_ORANGE] = {
        {
            /* dark */
            .negative = {
                {0, 0x111217}, {5, 0x172d4c}, {11, 0x1c4f8c}, {17, 0x2b78d0}, {25, 0x6fb1ff}, {32, 0xcfe6ff}},
            .positive = {
                {0, 0x111217}, {5, 0x3b2a1c}, {12, 0x8a4a14}, {19, 0xd07014}, {25, 0xf59a30}, {28, 0xffc063},
                {32, 0xffe6bd}},
            .zero_256 = 233,
            .negative_256 = {
                {1, 17}, {3, 18}, {6, 19}, {10, 25}, {13, 26}, {17, 32}, {19, 33}, {22, 75}, {26, 117},
                {28, 153}, {30, 189}, {32, 195}},
            .positive_256 = {
                {1, 52}, {7, 94}, {13, 130}, {17, 166}, {19, 172}, {22, 208}, {24, 214}, {26, 215}, {28, 222},
                {30, 223}, {32, 230}},
            .zero_16 = 0,
            .negative_16 = {{1, 4}, {9, 12}, {21, 14}},
            .positive_16 = {{1, 3}, {13, 11}, {27, 15}},
        },
        {
            /* light */
            .negative = {
                {0, 0xffffff}, {5, 0xb9d5f7}, {10, 0x72abee}, {16, 0x2b79d2}, {24, 0x1a4f94}, {32, 0x0c2c5c}},
            .positive = {
                {0, 0xffffff}, {5, 0xfcc98d}, {10, 0xf0953a}, {16, 0xbb5e10}, {24, 0x7d3a06}, {32, 0x4a1f02}},
            .zero_256 = 231,
            .negative_256 = {
                {1, 195}, {3, 189}, {5, 153}, {7, 117}, {9, 111}, {11, 75}, {13, 33}, {15, 32}, {17, 27},
                {20, 26}, {23, 25}, {27, 19}, {29, 18}, {31, 17}},
            .positive_256 = {
                {1, 230}, {3, 223}, {5, 222}, {7, 215}, {9, 214}, {11, 208}, {13, 172}, {15, 166}, {17, 130},
                {22, 94}, {29, 52}},
            .zero_16 = 15,
            .negative_16 = {{1, 12}, {17, 4}},
            .positive_16 = {{1, 9}, {17, 1}},
        },
        {
            /* contrast */
            .negative = {{0, 0x010101}, {8, 0x0030b0}, {16, 0x0069ff}, {24, 0x00a8ff}, {32, 0x40f0ff}},
            .positive = {{0, 0x010101}, {8, 0x7a2e00}, {16, 0xb75800}, {24, 0xff8c00}, {32, 0xffe600}},
            .zero_256 = 16,
            .negative_256 = {
                {1, 17}, {3, 18}, {5, 19}, {7, 20}, {10, 21}, {13, 27}, {17, 33}, {21, 39},
                {25, 45}, {29, 51}},
            .positive_256 = {
                {1, 52}, {6, 94}, {12, 130}, {17, 166}, {20, 208}, {23, 214}, {26, 220}, {29, 226}},
            .zero_16 = 0,
            .negative_16 = {{1, 4}, {9, 12}, {21, 14}},
            .positive_16 = {{1, 3}, {13, 11}, {27, 15}},
        },
    },
    [RAMP_PURPLE_GREEN] = {
        {
            /* dark */
            .negative = {
                {0, 0x111217}, {5, 0x432159}, {11, 0x733699}, {17, 0xa156d1}, {25, 0xd49afd}, {32, 0xecd4fe}},
            .positive = {
                {0, 0x111217}, {5, 0x013a0b}, {11, 0x01611d}, {17, 0x018c30}, {25, 0x64c672}, {32, 0x9cf0a5}},
            .zero_256 = 233,
            .negative_256 = {
                {1, 53}, {3, 54}, {5, 55}, {8, 91}, {11, 92}, {14, 129}, {17, 134}, {19, 135}, {21, 140},
                {23, 141}, {25, 177}, {28, 183}, {31, 225}},
            .positive_256 = {
                {1, 22}, {9, 28}, {14, 29}, {17, 64}, {19, 34}, {21, 71}, {23, 77}, {26, 114}, {28, 150},
                {30, 120}, {32, 157}},
            .zero_16 = 0,
            .negative_16 = {{1, 5}, {13, 13}},
            .positive_16 = {{1, 2}, {13, 10}},
        },
        {
            /* light */
            .negative = {
                {0, 0xffffff}, {5, 0xe7cafe}, {10, 0xca94f0}, {17, 0x9b55c8}, {24, 0x6e3093}, {32, 0x3b1950}},
            .positive = {
                {0, 0xffffff}, {5, 0xafe1b3}, {10, 0x63bd70}, {17, 0x01872e}, {24, 0x015b1b}, {32, 0x013107}},
            .zero_256 = 231,
            .negative_256 = {
                {1, 225}, {4, 183}, {6, 177}, {8, 141}, {10, 140}, {12, 135}, {14, 134}, {16, 98}, {17, 128},
                {20, 92}, {23, 91}, {26, 55}, {29, 54}, {31, 53}},
            .positive_256 = {
                {1, 194}, {3, 157}, {5, 120}, {7, 150}, {9, 114}, {11, 77}, {13, 71}, {15, 65},
                {17, 28}, {24, 22}},
            .zero_16 = 15,
            .negative_16 = {{1, 13}, {17, 5}},
            .positive_16 = {{1, 2}, {17, 0}}, /* no green of the 16 is dark enough for text */
        },
        {
            /* contrast */
            .negative = {
                {0, 0x010101}, {5, 0x491865}, {11, 0x7b26ab}, {17, 0xac44e8}, {25, 0xd8a3ff}, {32, 0xf1e2fe}},
            .positive = {
                {0, 0x010101}, {5, 0x013a0b}, {11, 0x01611d}, {17, 0x018c30}, {25, 0x1cd553}, {32, 0x94ffa2}},
            .zero_256 = 16,
            .negative_256 = {
                {1, 53}, {3, 54}, {5, 55}, {8, 91}, {11, 92}, {14, 129}, {17, 134}, {19, 135}, {21, 140},
                {23, 141}, {25, 177}, {28, 183}, {31, 225}},
            .positive_256 = {
                {1, 22}, {9, 28}, {14, 29}, {17, 64}, {19, 34}, {21, 71}, {23, 77}, {26, 114}, {28, 150},
                {30, 120}, {32, 157}},
            .zero_16 = 0,
            .negative_16 = {{1, 5}, {13, 13}},
            .positive_16 = {{1, 2}, {13, 10}},
        },
    },
    [RAMP_GREY] = {
        {
            /* dark */
            .negative = {{0, 0x7a7a7a}, {1, 0x636363}, {32, 0x242424}},
            .positive = {{0, 0x7a7a7a}, {1, 0x929292}, {32, 0xeeeeee}},
            .zero_256 = 244,
            .negative_256 = {
                {1, 241}, {5, 240}, {9, 239}, {13, 238}, {17, 237}, {21, 236}, {25, 235}, {29, 234}},
            .positive_256 = {
                {1, 247}, {5, 248}, {9, 249}, {13, 250}, {17, 251}, {21, 252}, {25, 253},
                {29, 254}, {32, 255}},
            .zero_16 = 0, /* 16 colours have two greys: the sign takes both, and strength the shades */
            .negative_16 = {{1, 8}},
            .positive_16 = {{1, 15}},
        },
        {
            /* light */
            .negative = {{0, 0x7a7a7a}, {1, 0x636363}, {32, 0x242424}},
            .positive = {{0, 0x7a7a7a}, {1, 0x929292}, {32, 0xeeeeee}},
            .zero_256 = 244,
            .negative_256 = {
                {1, 241}, {5, 240}, {9, 239}, {13, 238}, {17, 237}, {21, 236}, {25, 235}, {29, 234}},
            .positive_256 = {
                {1, 247}, {5, 248}, {9, 249}, {13, 250}, {17, 251}, {21, 252}, {25, 253},
                {29, 254}, {32, 255}},
            .zero_16 = 15,
            .negative_16 = {{1, 0}},
            .positive_16 = {{1, 5}}, /* as light as the grey, which is a shade too light for text */
        },
        {
            /* contrast */
            .negative = {{0, 0x7a7a7a}, {1, 0x636363}, {32, 0x1b1b1b}},
            .positive = {{0, 0x7a7a7a}, {1, 0x989898}, {32, 0xffffff}},
            .zero_256 = 244,
            .negative_256 = {
                {1, 241}, {5, 240}, {9, 239}, {13, 238}, {17, 237}, {21, 236}, {25, 235}, {29, 234}},
            .positive_256 = {
                {1, 248}, {5, 249}, {9, 250}, {13, 251}, {17, 252}, {21, 253}, {25, 254},
                {29, 255}, {32, 231}},
            .zero_16 = 0,
            .negative_16 = {{1, 8}},
            .positive_16 = {{1, 15}},
        },
    },
};
