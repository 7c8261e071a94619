/* assert_within(): that a number is one of min ... max, both included. cmocka 1.1
 * and 2 have no assertion for it in common that neither warns of. Wants cmocka.h.
 * The numbers are compared as intmax_t; each argument is evaluated once. */
#pragma once

#include <stdint.h>

#define assert_within(value, min, max)                                                             \
    do {                                                                                           \
        const intmax_t within_value = (intmax_t)(value);                                           \
        const intmax_t within_min = (intmax_t)(min), within_max = (intmax_t)(max);                 \
        if (within_value < within_min || within_value > within_max) {                              \
            fail_msg("%s is %jd, not one of %jd ... %jd", #value, within_value, within_min,        \
                     within_max);                                                                  \
        }                                                                                          \
    } while (0)
