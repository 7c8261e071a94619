#include "view/marks/clock.h"

#include <math.h>

#include "base/num.h"
#include "view/marks/dots.h"

#define ROWS_MAX 32
#define RIM_STEPS 720
#define HAND_SHARE 0.86 /* of the radius: the hand's end stands clear of the rim */
#define SECTORS 8

/* Dots of a face: in ASCII a cell is one. */
struct face {
    int rows, wide, high; /* rows of cells, and dots */
    uint8_t bits[ROWS_MAX][2 * ROWS_MAX];
    uint8_t hand[ROWS_MAX][2 * ROWS_MAX]; /* 1, 2: that hand's; 0: the rim's */
};

/* The dot nearest to (x, y), each −1 … 1 over the face. */
static void put_dot(struct face *f, double x, double y, uint8_t hand)
{
    double half_wide = (f->wide - 1) / 2.0, half_high = (f->high - 1) / 2.0;
    int right = (int)floor(half_wide + x * half_wide + 0.5),
        down = (int)floor(half_high - y * half_high + 0.5);
    int x_dots = f->wide / (2 * f->rows), y_dots = f->high / f->rows;
    f->bits[down / y_dots][right / x_dots] |=
        (uint8_t)(1u << (right % x_dots * y_dots + down % y_dots));
    if (hand) f->hand[down / y_dots][right / x_dots] = hand;
}

static void fill_rim(struct face *f)
{
    for (int i = 0; i < RIM_STEPS; i++)
        put_dot(f, cos(TWO_PI * i / RIM_STEPS), sin(TWO_PI * i / RIM_STEPS), 0);
}

static void fill_line(struct face *f, const struct clock_line *l, uint8_t hand)
{
    for (int i = 0, steps = 8 * f->rows; i <= steps; i++) {
        double part = (double)i / steps;
        put_dot(f, l->x0 + part * (l->x1 - l->x0), l->y0 + part * (l->y1 - l->y0), hand);
    }
}

void clock_draw(const struct canvas *c, int rows, double turn, enum role hand)
{
    clock_hands_draw(c, rows, &(struct clock_hand){turn, hand}, 1, false);
}

/* From the middle to the angle; or across the face at the height of its sine. */
void clock_hands_draw(const struct canvas *c, int rows, const struct clock_hand *hands, int count,
                      bool level)
{
    struct clock_line lines[2];
    for (int i = 0; i < count && i < 2; i++) {
        double right = HAND_SHARE * cos(TWO_PI * hands[i].turn), up = sin(TWO_PI * hands[i].turn);
        lines[i] = level ? (struct clock_line){-right, up, right, up, hands[i].role}
                         : (struct clock_line){0, 0, right, HAND_SHARE * up, hands[i].role};
    }
    clock_lines_draw(c, rows, lines, count);
}

void clock_lines_draw(const struct canvas *c, int rows, const struct clock_line *lines, int count)
{
    const struct dots *dots = dots_of(c->caps);
    bool cells = dots->x_dots == 1 && dots->y_dots == 3; /* ASCII: as * and . */
    struct face face = {.rows = rows < ROWS_MAX ? rows : ROWS_MAX};
    face.wide = 2 * face.rows * (cells ? 1 : dots->x_dots);
    face.high = face.rows * (cells ? 1 : dots->y_dots);
    fill_rim(&face);
    for (int i = count; i-- > 0;) fill_line(&face, &lines[i], (uint8_t)(i + 1));
    for (int row = 0; row < face.rows; row++)
        for (int k = 0; k < 2 * face.rows; k++) {
            int on_line = face.hand[row][k];
            uint32_t glyph = cells ? (on_line ? '*' : '.') : dots->glyph(face.bits[row][k]);
            struct style style =
                role_style(on_line ? lines[on_line - 1].role : ROLE_DIM, c->caps->depth);
            if (face.bits[row][k]) frame_put(c->frame, c->row + row, c->col + k, style, glyph);
        }
}

bool clock_coarse(const struct caps *caps)
{
    return dots_of(caps)->y_dots < 4;
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
