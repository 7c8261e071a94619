/* Rows of the tables by their names. */
#pragma once

#include <string.h>

#include "core/scheme/scheme.h"
#include "core/text/tokenizer.h"

/* The row of that name, or −1. */
static inline int scheme_find(const char *name)
{
    int i = scheme_count - 1;
    while (i >= 0 && strcmp(schemes[i].name, name) != 0) i--;
    return i;
}

static inline int tokenizer_find(const char *name)
{
    int i = tokenizer_count - 1;
    while (i >= 0 && strcmp(tokenizers[i].name, name) != 0) i--;
    return i;
}
