#include "view/waves/waves_parts.h"

#include <math.h>

#include "base/num.h"

#define ROWS_MAX 32
#define RIM_STEPS 720
#define HAND_SHARE 0.86 /* of the radius: the hand's end stands clear of the rim */
#define SECTORS 8

/* Braille dots, 2 × 4 to a cell, are as far apart across as down. */
struct face {
    uint8_t bits[ROWS_MAX][2 * ROWS_MAX], hand[ROWS_MAX][2 * ROWS_MAX];
};

/* The dot nearest to (x, y), each −1 … 1 over the face. */
static void put_dot(struct face *f, int rows, double x, double y, bool hand)
{
    static const uint8_t bit[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    double half = (4 * rows - 1) / 2.0;
    int right = (int)floor(half + x * half + 0.5), down = (int)floor(half - y * half + 0.5);
    f->bits[down / 4][right / 2] |= bit[down % 4][right % 2];
    f->hand[down / 4][right / 2] |= hand;
}

static void fill_face(struct face *f, int rows, double turn)
{
    *f = (struct face){0};
    for (int i = 0; i < RIM_STEPS; i++)
        put_dot(f, rows, cos(TWO_PI * i / RIM_STEPS), sin(TWO_PI * i / RIM_STEPS), false);
    double x = cos(TWO_PI * turn), y = sin(TWO_PI * turn);
    for (int i = 0, steps = 8 * rows; i <= steps; i++)
        put_dot(f, rows, HAND_SHARE * i / steps * x, HAND_SHARE * i / steps * y, true);
}

void clock_draw(const struct canvas *c, int rows, double turn, enum role hand)
{
    rows = rows < ROWS_MAX ? rows : ROWS_MAX;
    struct face face;
    fill_face(&face, rows, turn);
    for (int row = 0; row < rows; row++)
        for (int k = 0; k < 2 * rows; k++) {
            bool on_hand = face.hand[row][k];
            uint32_t glyph = c->caps->ascii ? (on_hand ? '*' : '.') : 0x2800u + face.bits[row][k];
            struct style style = role_style(on_hand ? hand : ROLE_DIM, c->caps->depth);
            if (face.bits[row][k]) frame_put(c->frame, c->row + row, c->col + k, style, glyph);
        }
}

void clock_arrow(const struct canvas *c, int row, int col, double turn, enum role role)
{
    static const char *const arrows[2][SECTORS] = {{"→", "↗", "↑", "↖", "←", "↙", "↓", "↘"},
                                                   {">", "/", "^", "\\", "<", "/", "v", "\\"}};
    int sector = (int)floor(turn * SECTORS + 0.5) % SECTORS;
    draw_text(c, row, col, 1, role, arrows[c->caps->ascii][sector]);
}

void clock_degrees(struct str *out, double turn, bool ascii)
{
    int tenths = (int)floor(turn * 3600 + 0.5) % 3600;
    str_addf(out, "%d.%d%s", tenths / 10, tenths % 10, ascii ? "" : "°");
}
