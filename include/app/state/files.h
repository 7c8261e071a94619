/* Paths that a line may be completed with, as the caller found them: the state has no files. */
#pragma once

#include <stdbool.h>

#include "base/str.h"

struct files {
    struct str asked; /* what all of them begin with */
    char **paths;     /* (count), sorted; those of directories end with "/"; owned */
    int count, cap;
};

/* Starts a new list, of paths that begin with `asked`. False: out of memory. */
bool files_start(struct files *f, const char *asked);
/* Takes a path in. False: out of memory. */
bool files_add(struct files *f, const char *path);
/* Sorts them by their bytes. */
void files_sort(struct files *f);
/* The i-th that begins with `typed`; NULL after the last, and where `typed` may have others. */
const char *files_at(const struct files *f, const char *typed, int i);
void files_free(struct files *f);
