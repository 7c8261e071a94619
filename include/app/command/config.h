/* A person's own defaults and keys, as the config file has them:
 *
 *     # comment
 *     d-model 64            an option as on the command line; flags take on or off
 *     key C-n scheme-next   a key and the action it calls ("none": it does nothing)
 */
#pragma once

#include <stdbool.h>

#include "app/state/keymap.h"
#include "app/command/option.h"
#include "base/err.h"
#include "base/str.h"

/* Reads options into `s` and keys into `keys`. The text is cut into its lines; strings in `s` point
 * into it. False: `e` names the line, what is wrong there and what would be right. */
bool config_read(struct str *text, struct settings *s, struct keymap *keys, struct err *e);
