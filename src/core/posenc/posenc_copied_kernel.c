/* The rates of the float32 recipe that is copied everywhere (posenc.h). */
#include "core/posenc/posenc_kernel.h"

#include "core/vec/lanes.h"
#include "core/vec/lanes_exp.h"
#include "core/vec/lanes_log.h"

void ISA_NAME(posenc_copied)(double base, int d_model, int pairs, float *out)
{
    const doubles zero = {0};
    float scale = (float)(-lanes_log(zero + base)[0] / d_model);
    for (int i = 0; i < pairs; i++)
        out[i] = (float)lanes_exp(zero + (double)((float)(2 * i) * scale))[0];
}
