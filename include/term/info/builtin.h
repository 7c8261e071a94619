/* Terminals that are known without the system's database: for a system that has none, and for
 * one that has not heard of the terminal that it was reached from. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Adds the entry of the terminal `type` to `out` as curses takes it from TERMINFO ("b64:" and
 * text). False, and nothing added, where it is not one of them. */
bool builtin_entry(const char *type, struct str *out);
/* The names of the entry `i`, by "|"; NULL after the last one. */
const char *builtin_names(size_t i);
