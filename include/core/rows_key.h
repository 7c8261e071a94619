/* What rows depend on besides their index and position. */
#ifndef CORE_ROWS_KEY_H
#define CORE_ROWS_KEY_H

#include "core/pipeline.h"

/* As bytes without padding: part of a key under which what was made of rows is kept. */
struct rows_key {
    double base;
    uint64_t seed, offset, length; /* the latter two: 0 where P depends on the position alone */
    int32_t d_model, layout, scheme, init;
    uint32_t scale, none;
};

struct rows_key rows_key_of(const struct pipeline *p);

#endif
