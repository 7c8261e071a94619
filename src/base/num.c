#include "base/num.h"

#include <errno.h>
#include <locale.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REAL_MAX 2048 /* bytes of a number: all digits that a double may be told by, and more */
#define POINT_MAX 32  /* of a decimal point, and the end */

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

#define DIGITS "0123456789"

/* Whether it is digits with at most one point among them, and perhaps a power of ten. */
static bool is_decimal(const char *text)
{
    size_t whole = strspn(text, DIGITS);
    const char *at = text + whole;
    size_t places = *at == '.' ? strspn(at + 1, DIGITS) : 0;
    at += *at == '.' ? 1 + places : 0;
    if (whole + places == 0) return false;
    if (*at != 'e' && *at != 'E') return !*at;
    at += at[1] == '-' || at[1] == '+' ? 2 : 1;
    return *at && !at[strspn(at, DIGITS)];
}

bool num_read_real(const char *text, double *out)
{
    char local[REAL_MAX];                /* strtod() wants the locale's decimal point */
    int whole = (int)strcspn(text, "."); /* fits where all of it does */
    if (!is_decimal(text) || strlen(text) > REAL_MAX - POINT_MAX) return false;
    snprintf(local, sizeof local, "%.*s%s%s", whole, text,
             text[whole] ? localeconv()->decimal_point : "", text[whole] ? text + whole + 1 : "");
    double value = strtod(local, NULL);
    if (!isfinite(value)) return false;
    *out = value;
    return true;
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
