#include "base/unicode.h"

#include <stddef.h>

#include "base/num.h"

/* A table of runs covers all code points from its first on: each entry packs the first
 * code point of a run and the value of the whole run, in one comparable number. */
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

/* The value of the run that holds `cp`, which is not before the first one. */
static uint32_t run_value(const uint32_t *runs, size_t count, uint32_t cp)
{
    uint32_t sought = cp << VALUE_BITS | VALUE_MASK;
    size_t low = 0, high = count; /* runs[low] <= sought < runs[high] */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (runs[middle] <= sought)
            low = middle;
        else
            high = middle;
    }
    return runs[low] & VALUE_MASK;
}

/* Code points below PAGED have their properties in pages of PAGE. */
#define PAGED 0x10000u
#define PAGE 64u
#define PAGE_CLASS 7 /* the bits of enum uc_class */
#define PAGE_LOWER 8 /* the bit of those that have a lower case */

static int page_value(uint32_t cp)
{
    return pages[page_of[cp / PAGE]][cp % PAGE];
}

enum uc_class uc_class(uint32_t cp)
{
    if (cp < PAGED) return (enum uc_class)(page_value(cp) & PAGE_CLASS);
    if (cp > LAST_CODE_POINT) return UC_WORD;
    return (enum uc_class)run_value(class_runs, COUNT(class_runs), cp);
}

uint32_t uc_lower(uint32_t cp)
{
    if (cp < PAGED && !(page_value(cp) & PAGE_LOWER)) return cp;
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
    if (cp >= 0x20 && cp < 0x7F) return 1;
    if (cp > LAST_CODE_POINT) return 1;
    return (int)run_value(width_runs, COUNT(width_runs), cp);
}

bool uc_unsafe(uint32_t cp)
{
    if (cp < 0xA0) return cp < 0x20 || cp >= 0x7F;
    return cp == 0x061C || cp == 0x200E || cp == 0x200F || (cp >= 0x2028 && cp <= 0x202E) ||
           (cp >= 0x2066 && cp <= 0x2069);
}

const char *uc_version(void)
{
    return TABLES_VERSION;
}
