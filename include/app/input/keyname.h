/* Keys by name, for the key map, key scripts and the help screen:
 * "a", "C-a", "M-f", "Left", "PgUp", "Enter", "Space", "F1", "S-Tab". */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KEY_NONE 0u

/* The key of that name (len bytes), or KEY_NONE. A single character is itself. */
uint32_t key_parse(const char *name, size_t len);

/* Writes the key's name to out[0 .. size), as key_parse reads it. */
void key_format(uint32_t key, char *out, size_t size);

/* Whether the key types a character. */
bool key_is_text(uint32_t key);

/* The i-th name that keys have and its key, the names of one key one after the other, that which
 * key_format() writes first; NULL after the last. F1 … F12 and single characters are not among
 * them. */
const char *key_name_at(int i, uint32_t *key);
