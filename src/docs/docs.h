/* The documents that are made while lexwave is built, from the tables of options, commands,
 * actions and words: manual pages and shell completions. Nothing of this is in the program. */
#pragma once

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

struct docs_document {
    const char *file; /* its name when installed */
    /* Appends the document. `prose` is assets/manual/FILE.in, or empty where that has none. */
    bool (*write)(const struct str *prose, struct str *out, struct err *e);
};

/* NULL after the last. */
extern const struct docs_document docs_documents[];

/* A manual page: its prose with the tables put in (docs/man.h). */
bool man_write(const struct str *prose, struct str *out, struct err *e);
