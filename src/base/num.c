#include "base/num.h"

#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

const char *num_read(const char *text, char stop, uint64_t low, uint64_t high, uint64_t *out)
{
    char *end;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    bool good = *text >= '0' && *text <= '9' && *end == stop && !errno;
    if (!good || value < low || value > high) return NULL;
    *out = value;
    return stop ? end + 1 : end;
}

int digit_count(uint64_t value)
{
    int count = 1;
    for (; value >= 10; value /= 10) count++;
    return count;
}

double nice_ceiling(double reach)
{
    static const double steps[] = {1, 2, 5};
    double unit = reach > 0 ? pow(10, floor(log10(reach))) : 1;
    for (int i = 0; i < 3; i++)
        if (reach <= steps[i] * unit * (1 + 1e-9)) return steps[i] * unit;
    return 10 * unit;
}
