/* Work that takes long: how far it is, told while it runs, and broken off by who listens. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "core/text/vocab.h"

struct work {
    /* How far it is, told some hundred times a second; false: it is to be broken off. No
     * function: nobody listens. */
    bool (*tell)(void *context, const char *what, size_t done, size_t total);
    /* It has ended, in whatever way. May be NULL. */
    void (*end)(void *context);
    void *context;
    uint32_t key;        /* the last key taken, which began what runs */
    bool broken;         /* it was broken off */
    bool lacking;        /* memory was missing for it */
    uint32_t broken_key; /* the key that had begun it; set back by who looks at it */
};

void work_start(struct work *w);
/* False: break off. `total` 0: it is not known. */
bool work_tell(struct work *w, const char *what, size_t done, size_t total);
void work_end(struct work *w);

/* Builds the vocabulary of text[0 .. n), as vocab_build() does, as a part of the work. */
bool work_vocab(struct work *w, struct vocab *v, const struct tokenizer *t, const char *text,
                size_t n, struct err *e);
