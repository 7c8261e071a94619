/* Numbers at the start: as they are drawn, or made so that attention does one thing. */
#include <string.h>

#include "core/embedding/embedding.h"
#include "core/posenc/turn.h"
#include "train/net/net.h"

#define FIRST_STREAM 2 /* of W_Q of block 0 */

static void fill(double *out, const struct train_part *p, double value)
{
    for (int i = 0; i < p->rows * p->cols; i++) out[p->at + (size_t)i] = value;
}

static void draw(const struct train_part *p, uint64_t seed, double *number)
{
    struct embedding e = {seed, p->cols, INIT_SCALED_NORMAL, false};
    uint32_t stream = (uint32_t)(FIRST_STREAM + 4 * p->block + (int)(p->kind - TRAIN_PART_Q));
    float row[TRAIN_D_MAX];
    for (int r = 0; r < p->rows; r++) {
        embedding_stream_row(&e, stream, (uint32_t)r, row);
        for (int c = 0; c < p->cols; c++)
            number[p->at + (size_t)(r * p->cols + c)] = (double)row[c];
    }
}

void train_start_values(const struct train_shape *s, uint64_t seed, double *number)
{
    struct train_part part[TRAIN_PARTS_MAX];
    int count = train_parts(s, part);
    for (int i = 0; i < count; i++) {
        enum train_part_kind kind = part[i].kind;
        if (kind == TRAIN_PART_GAIN || kind == TRAIN_PART_LAST_GAIN)
            fill(number, &part[i], 1);
        else if (kind >= TRAIN_PART_Q && kind <= TRAIN_PART_O)
            draw(&part[i], seed, number);
        else if (kind != TRAIN_PART_T && kind != TRAIN_PART_P)
            fill(number, &part[i], 0);
    }
}

/* beta · what turns every pair of a row (sin iω, cos iω) into that of i − shift; the lone sine of
 * an odd d_model is multiplied by beta · cos(shift · ω), all that one number allows. */
static void make_turn(double *w, int d, const double *rates, double shift, double beta)
{
    for (int k = 0; k < d; k += 2) {
        double sine, cosine;
        turn_sine_cosine(turn_of_real(turn_per_radian(), shift * rates[k / 2]), &sine, &cosine);
        w[k * d + k] = beta * cosine;
        if (k + 1 == d) break;
        w[(k + 1) * d + k] = -beta * sine;
        w[k * d + k + 1] = beta * sine;
        w[(k + 1) * d + k + 1] = beta * cosine;
    }
}

void train_made_values(const struct train_shape *s, const double *rates, double shift, double beta,
                       double *number)
{
    for (int kind = TRAIN_PART_Q; kind <= TRAIN_PART_O; kind++) {
        struct train_part p;
        if (!train_find_part(s, (enum train_part_kind)kind, 0, &p)) continue;
        fill(number, &p, 0);
        if (kind == TRAIN_PART_Q)
            make_turn(number + p.at, p.cols, rates, shift, beta);
        else
            for (int k = 0; k < p.cols; k++) number[p.at + (size_t)(k * p.cols + k)] = 1;
    }
}
