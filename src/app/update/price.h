/* What another base of the wavelengths does to the text at hand. */
#pragma once

#include "app/state/app.h"

/* Writes "slowest wave repeats after 2650 positions, 19869 before; still columns 7 → 4; closest two
 * of 200 positions 1.01 → 1.06 apart", from the base that is read to `base`, in fewer words where
 * it has more than `cols` columns; nothing for a scheme without waves, or when out of memory. */
void price_of_base(const struct app *a, double base, int cols, struct str *out);
