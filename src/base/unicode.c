#include "base/unicode.h"

#include <stddef.h>

#include "base/num.h"

/* A table of runs covers all code points from its first on: each entry packs the first
 * code point of a run and the record of the whole run, in one comparable number. */
#define VALUE_BITS 8
#define VALUE_MASK ((1u << VALUE_BITS) - 1)
#define RUN(first, value) ((uint32_t)(first) << VALUE_BITS | (uint32_t)(value))

/* Code points first, first + step … last map to themselves + delta. */
struct lower_range {
    uint32_t first, last, step;
    int32_t delta;
};

#include "unicode_tables.inc"

#define LAST_CODE_POINT 0x10FFFFu

/* Code points below PAGED have their records in pages of PAGE. */
#define PAGED 0x10000u
#define PAGE 64u

/* The record of a code point from PAGED on: that of the run that holds it. */
static uint32_t record_beyond(uint32_t cp)
{
    if (cp > LAST_CODE_POINT) cp = LAST_CODE_POINT;
    uint32_t sought = cp << VALUE_BITS | VALUE_MASK;
    size_t low = 0, high = COUNT(record_runs); /* record_runs[low] <= sought < record_runs[high] */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (record_runs[middle] <= sought)
            low = middle;
        else
            high = middle;
    }
    return record_runs[low] & VALUE_MASK;
}

static inline const struct uc_properties *record_of(uint32_t cp)
{
    if (cp < PAGED) return &records[pages[page_of[cp / PAGE]][cp % PAGE]];
    return &records[record_beyond(cp)];
}

struct uc_properties uc_properties(uint32_t cp)
{
    return *record_of(cp);
}

enum uc_class uc_class(uint32_t cp)
{
    return (enum uc_class)record_of(cp)->class;
}

uint32_t uc_lower(uint32_t cp)
{
    if (!(record_of(cp)->flags & UC_LOWER)) return cp;
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

bool uc_ambiguous(uint32_t cp)
{
    return record_of(cp)->flags & UC_AMBIGUOUS;
}

int uc_width(uint32_t cp)
{
    if (cp >= 0x20 && cp < 0x7F) return 1;
    return record_of(cp)->width;
}

bool uc_unsafe(uint32_t cp)
{
    if (cp >= 0x20 && cp < 0x7F) return false;
    return record_of(cp)->flags & UC_UNSAFE;
}

const char *uc_version(void)
{
    return TABLES_VERSION;
}
