#include "train/net/layout.h"

#include <stdlib.h>

#include "base/memory.h"

struct train_layout train_layout_of(const struct train_shape *s)
{
    struct train_layout l = {0};
    struct train_part part[TRAIN_PARTS_MAX];
    int count = train_parts(s, part);
    for (int i = 0; i < count; i++) {
        struct train_block_at *b = &l.block[part[i].block];
        size_t *const at[TRAIN_PART_KINDS] = {
            [TRAIN_PART_T] = &l.t,
            [TRAIN_PART_P] = &l.p,
            [TRAIN_PART_GAIN] = &b->gain,
            [TRAIN_PART_BIAS] = &b->bias,
            [TRAIN_PART_Q] = &b->w[0],
            [TRAIN_PART_K] = &b->w[1],
            [TRAIN_PART_V] = &b->w[2],
            [TRAIN_PART_O] = &b->w[3],
            [TRAIN_PART_LAST_GAIN] = &l.last_gain,
            [TRAIN_PART_LAST_BIAS] = &l.last_bias,
            [TRAIN_PART_U] = &l.u,
        };
        *at[part[i].kind] = part[i].at;
    }
    return l;
}

/* Heads are columns; the mistake reads the same numbers as (heads, rows, d_k). */
struct train_head train_head_of(const struct train_reader *r, int head, int rows)
{
    size_t d = (size_t)r->s->d_model, dk = d / (size_t)r->s->heads, h = (size_t)head;
    if (r->how->formula == TRAIN_FORMULA_RESHAPED)
        return (struct train_head){h * (size_t)rows * dk, dk};
    return (struct train_head){h * dk, d};
}

bool train_room_hold(double **room, size_t *cap, size_t n)
{
    if (n <= *cap) return true;
    double *more = memory_new(n, sizeof *more);
    if (!more) return false;
    free(*room);
    *room = more;
    *cap = n;
    return true;
}

void train_multiply(const struct train_product *p)
{
    static train_product_kernel *const product[ISA_COUNT] = ISA_TABLE(train_product);
    product[isa_best()](p);
}

void train_multiply_turned(const struct train_product *p)
{
    static train_product_kernel *const product[ISA_COUNT] = ISA_TABLE(train_turned_product);
    product[isa_best()](p);
}

void train_turn(const double *in, size_t row, int rows, int cols, double *out)
{
    for (int r = 0; r < rows; r++)
        for (int c = 0; c < cols; c++) out[c * rows + r] = in[(size_t)r * row + (size_t)c];
}
