/* What the message line says of an option whose effect is not seen at once. */
#pragma once

#include <stddef.h>

#include "app/state/app.h"

/* Says what the option `name` (len bytes, as option_set() takes it) is now; of others nothing. */
void option_say(struct app *a, const char *name, size_t len);
