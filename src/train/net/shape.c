#include "train/net/shape.h"

#include "base/words.h"

const char *const train_norm_names[] = {"before", "after", "none", NULL};
const char *const train_mask_names[] = {"causal", "none", NULL};

static const char *const names[TRAIN_PART_KINDS] = {
    [TRAIN_PART_T] = "T",
    [TRAIN_PART_P] = "P",
    [TRAIN_PART_GAIN] = N_("gain"),
    [TRAIN_PART_BIAS] = N_("bias"),
    [TRAIN_PART_Q] = "W_Q",
    [TRAIN_PART_K] = "W_K",
    [TRAIN_PART_V] = "W_V",
    [TRAIN_PART_O] = "W_O",
    [TRAIN_PART_LAST_GAIN] = N_("last gain"),
    [TRAIN_PART_LAST_BIAS] = N_("last bias"),
    [TRAIN_PART_U] = "U",
};

struct list {
    struct train_part *out;
    int count;
    size_t at;
};

static void append(struct list *l, enum train_part_kind kind, int block, int rows, int cols)
{
    l->out[l->count++] = (struct train_part){kind, names[kind], block, l->at, rows, cols};
    l->at += (size_t)rows * (size_t)cols;
}

static void append_block(struct list *l, const struct train_shape *s, int block)
{
    int d = s->d_model;
    if (s->norm != TRAIN_NORM_NONE) {
        append(l, TRAIN_PART_GAIN, block, 1, d);
        append(l, TRAIN_PART_BIAS, block, 1, d);
    }
    for (int kind = TRAIN_PART_Q; kind <= TRAIN_PART_O; kind++)
        append(l, (enum train_part_kind)kind, block, d, d);
}

int train_parts(const struct train_shape *s, struct train_part out[TRAIN_PARTS_MAX])
{
    struct list l = {out, 0, 0};
    append(&l, TRAIN_PART_T, 0, s->words, s->d_model);
    if (s->places) append(&l, TRAIN_PART_P, 0, s->places, s->d_model);
    for (int b = 0; b < s->blocks; b++) append_block(&l, s, b);
    if (s->blocks && s->norm == TRAIN_NORM_BEFORE) {
        append(&l, TRAIN_PART_LAST_GAIN, 0, 1, s->d_model);
        append(&l, TRAIN_PART_LAST_BIAS, 0, 1, s->d_model);
    }
    if (!s->tied) append(&l, TRAIN_PART_U, 0, s->d_model, s->classes);
    return l.count;
}

bool train_find_part(const struct train_shape *s, enum train_part_kind kind, int block,
                     struct train_part *out)
{
    struct train_part part[TRAIN_PARTS_MAX];
    int count = train_parts(s, part);
    for (int i = 0; i < count; i++)
        if (part[i].kind == kind && part[i].block == block) {
            if (out) *out = part[i];
            return true;
        }
    return false;
}

size_t train_numbers(const struct train_shape *s)
{
    struct train_part part[TRAIN_PARTS_MAX];
    const struct train_part *last = &part[train_parts(s, part) - 1];
    return last->at + (size_t)last->rows * (size_t)last->cols;
}
