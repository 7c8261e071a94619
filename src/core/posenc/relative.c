#include "core/posenc/relative.h"

#include <math.h>

double rope_angle(const struct posenc *waves, int k, uint64_t query, uint64_t key)
{
    uint64_t distance = query > key ? query - key : key - query;
    double angle = posenc_cell(waves, distance, k).angle;
    return query < key ? -angle : angle;
}

double alibi_slope(int head, int heads)
{
    return exp2(-8.0 * head / heads);
}
