#include "view/clock.h"

#include <math.h>

#define TWO_PI 6.283185307179586476925
#define ROWS_MAX 32
#define RIM_STEPS 720
#define HAND_SHARE 0.86 /* of the radius: the hand's end stands clear of the rim */
#define SECTORS 8

/* Braille dots, 2 × 4 to a cell, are as far apart across as down. */
struct face {
    unsigned bits[ROWS_MAX][2 * ROWS_MAX];
    bool hand[ROWS_MAX][2 * ROWS_MAX];
    int rows;
};

/* The dot nearest to (x, y), each −1 … 1 over the face. */
static void put_dot(struct face *f, double x, double y, bool hand)
{
    static const unsigned bit[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    double half = (4 * f->rows - 1) / 2.0;
    int right = (int)floor(half + x * half + 0.5), down = (int)floor(half - y * half + 0.5);
    f->bits[down / 4][right / 2] |= bit[down % 4][right % 2];
    f->hand[down / 4][right / 2] |= hand;
}

void clock_draw(const struct canvas *c, int rows, double turn, enum role hand)
{
    struct face f = {.rows = rows < ROWS_MAX ? rows : ROWS_MAX};
    for (int i = 0; i < RIM_STEPS; i++)
        put_dot(&f, cos(TWO_PI * i / RIM_STEPS), sin(TWO_PI * i / RIM_STEPS), false);
    int steps = 8 * f.rows;
    for (int i = 0; i <= steps; i++) {
        double length = HAND_SHARE * i / steps;
        put_dot(&f, length * cos(TWO_PI * turn), length * sin(TWO_PI * turn), true);
    }
    for (int row = 0; row < f.rows; row++)
        for (int col = 0; col < 2 * f.rows; col++) {
            enum role role = f.hand[row][col] ? hand : ROLE_DIM;
            uint32_t glyph = c->caps->ascii ? (f.hand[row][col] ? '*' : '.') : 0x2800 + f.bits[row][col];
            if (f.bits[row][col])
                frame_put(c->frame, c->row + row, c->col + col, role_style(role, c->caps->depth), glyph);
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
