#include "base/unicode.h"

#include <stddef.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* A table of runs covers all code points: each entry packs the first code
 * point of a run and the value of the whole run, in one comparable number. */
#define VALUE_BITS 3
#define VALUE_MASK ((1u << VALUE_BITS) - 1)
#define RUN(first, value) ((uint32_t)(first) << VALUE_BITS | (uint32_t)(value))

/* Code points first, first + step … last map to themselves + delta. */
struct lower_range {
    uint32_t first, last, step;
    int32_t delta;
};

#include "unicode_tables.inc"

#define LAST_CODE_POINT 0x10FFFFu

/* The value of the run that holds `cp`. The first run starts at 0. */
static uint32_t run_value(const uint32_t *runs, size_t count, uint32_t cp)
{
    uint32_t sought = cp << VALUE_BITS | VALUE_MASK;
    size_t low = 0, high = count; /* runs[low] <= sought < runs[high] */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (runs[middle] <= sought) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return runs[low] & VALUE_MASK;
}

enum uc_class uc_class(uint32_t cp)
{
    if (cp < 0x80) {
        /* most text; one digit for each: enum uc_class */
        static const char ascii[] = "44444444400000444444444444444444"
                                    "02222222222222221111111111222222"
                                    "21111111111111111111111111122222"
                                    "21111111111111111111111111122224";
        return (enum uc_class)(ascii[cp] - '0');
    }
    if (cp > LAST_CODE_POINT) {
        return UC_WORD;
    }
    return (enum uc_class)run_value(class_runs, COUNT(class_runs), cp);
}

uint32_t uc_lower(uint32_t cp)
{
    if (cp < 0x80) {
        return cp - 'A' < 26 ? cp + 32 : cp;
    }
    size_t low = 0, high = COUNT(lower_ranges);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct lower_range *range = &lower_ranges[middle];
        if (cp > range->last) {
            low = middle + 1;
        } else if (cp < range->first) {
            high = middle;
        } else {
            bool mapped = (cp - range->first) % range->step == 0;
            return mapped ? (uint32_t)((int32_t)cp + range->delta) : cp;
        }
    }
    return cp;
}

int uc_width(uint32_t cp)
{
    if (cp >= 0x20 && cp < 0x7F) {
        return 1;
    }
    if (cp > LAST_CODE_POINT) {
        return 1;
    }
    return (int)run_value(width_runs, COUNT(width_runs), cp);
}

bool uc_unsafe(uint32_t cp)
{
    if (cp < 0xA0) {
        return cp < 0x20 || cp >= 0x7F;
    }
    return cp == 0x061C || cp == 0x200E || cp == 0x200F || (cp >= 0x2028 && cp <= 0x202E) ||
           (cp >= 0x2066 && cp <= 0x2069);
}

const char *uc_version(void)
{
    return TABLES_VERSION;
}
