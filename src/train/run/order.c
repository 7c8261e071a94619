#include "train/run/order.h"

#include <math.h>
#include <stddef.h>

#include "train/net/net.h"

/* The rows that the last block hands on, or X. */
static const double *rows_of(const struct train_trace *t)
{
    return t->blocks ? t->block[t->blocks - 1].out : t->x;
}

static double row_distance(const double *a, const double *b, int d)
{
    double farthest = 0;
    for (int k = 0; k < d; k++) {
        double apart = fabs(a[k] - b[k]);
        farthest = apart <= farthest ? farthest : apart; /* NaN stays */
    }
    return farthest;
}

static int count_word(const uint32_t *word, int n, uint32_t which)
{
    int count = 0;
    for (int i = 0; i < n; i++) count += word[i] == which;
    return count;
}

/* Whether the words before two rows of the same place are the same ones, but in another order. */
static bool reordered(const uint32_t *a, const uint32_t *b, int n)
{
    bool moved = false;
    for (int i = 0; i < n; i++) {
        moved |= a[i] != b[i];
        if (count_word(a, n, b[i]) != count_word(b, n, b[i])) return false;
    }
    return moved;
}

static void compare(const struct train_trace *before, const struct train_trace *after,
                    const struct train_shuffle *shuffle, struct train_order_verdict *out)
{
    const uint32_t *word = shuffle->before.word, *other = shuffle->after.word;
    *out = (struct train_order_verdict){TRAIN_ORDER_SEEN, 0, 0, 0};
    for (int i = 0, d = after->d; i < after->n; i++) {
        int from = shuffle->from[i];
        double apart = row_distance(rows_of(before) + (ptrdiff_t)from * d,
                                    rows_of(after) + (ptrdiff_t)i * d, d);
        out->largest = apart <= out->largest ? out->largest : apart;
        if (from != i || !reordered(word, other, i)) continue;
        out->alike = apart <= out->alike ? out->alike : apart;
        out->alike_rows++;
    }
    if (out->largest < TRAIN_SAME)
        out->kind = TRAIN_ORDER_PLACES_ONLY;
    else if (after->blocks && out->alike_rows && out->alike < TRAIN_SAME)
        out->kind = TRAIN_ORDER_PREFIX_BAG;
}

bool train_order_compare(const struct train_shape *s, const double *number,
                         const struct train_reading *how, const struct train_shuffle *shuffle,
                         struct train_order_verdict *out)
{
    struct train_trace before = {0}, after = {0};
    bool ok = train_forward(s, number, how, &shuffle->before, &before) &&
              train_forward(s, number, how, &shuffle->after, &after);
    if (ok) compare(&before, &after, shuffle, out);
    train_trace_free(&before);
    train_trace_free(&after);
    return ok;
}
