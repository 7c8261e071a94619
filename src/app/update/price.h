/* What another base of the wavelengths does to the text at hand. */
#pragma once

#include "app/state/app.h"

/* Appends "still columns 7 → 5, closest two of 200 positions 1.01 → 0.61 apart", from the base
 * that is read to `base`; nothing for a scheme without waves, or when out of memory. */
void price_of_base(const struct app *a, double base, struct str *out);
