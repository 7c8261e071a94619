/* The natural logarithm of vectors, for files built once for each instruction set: libm's own
 * differs between platforms in its last bit. */
#pragma once

#include "core/vec/lanes.h"

#define ONE_52 UINT64_C(0x4330000000000000) /* the bits of 2^52 */

/* ln x for normal positive x, relative error below 5·2^−53. With x = m·2^e, m in [√½, √2):
 *   ln x = e ln 2 + 2 artanh s,  s = (m − 1)/(m + 1),  |s| ≤ 0.1716,
 *   artanh s = s + s³ L(s²), L the minimax polynomial: its error is 2^−58.9 of artanh s. */
static INLINE doubles lanes_log(doubles x)
{
    const uint64_t root_half = UINT64_C(0x3FE6A09E667F3BCD), bias = UINT64_C(1023) << 52;
    /* Counting the exponent from √½ splits x there and not at powers of two. */
    words whole = ((words)x - root_half + bias) >> 52;
    doubles m = (doubles)((words)x - (whole << 52) + bias);
    doubles exponent = (doubles)(whole | ONE_52) - (0x1p52 + 1023);
    doubles s = (m - 1) / (m + 1), z = s * s;
    doubles sum = 0x1.2f0563e1786f6p-4 * z + 0x1.39a1baaebb16cp-4;
    sum = sum * z + 0x1.74663ee8bb9d1p-4;
    sum = sum * z + 0x1.c71c52095bd5ap-4;
    sum = sum * z + 0x1.24924941f1261p-3;
    sum = sum * z + 0x1.999999997fdb7p-3;
    sum = sum * z + 0x1.5555555555592p-2;
    s += s;
    return exponent * 0x1.62e42fefa39efp-1 + (s + s * z * sum);
}
