/* Canonical composition: Unicode's Normalization Form C (UAX #15), which spells texts that are
 * canonically equal in one way: é and e with a mark as é. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Appends s[0 .. n) composed to `out`; each malformed byte as U+FFFD. Needs memory for the longest
 * row of marks. False, with out->failed set, when out of memory. */
bool normal_compose(const char *s, size_t n, struct str *out);
