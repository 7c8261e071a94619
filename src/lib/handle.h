/* What a handle of the library holds, and the parameters by name. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "base/text.h"
#include "core/pipeline/pipeline.h"
#include "core/text/vocab.h"
#include "lexwave.h"

/* What is set by name: each field as the table of parameter.c describes it. */
struct lib_values {
    struct params params;
    int tokenizer; /* row of tokenizers[] */
};

struct lexwave {
    struct lib_values values;
    /* The training text; empty: the built-in one. Its path; empty: none. */
    struct str corpus, path;
    struct vocab vocab;
    struct text text;
    struct pipeline pipeline;
    bool ready; /* the pipeline has read the text whole */
    struct err error;
};

/* Sets *values by name; a result of the header, with the sentence in `e`. The corpus is no field:
 * LEXWAVE_ERROR_NAME. */
int lib_values_set(struct lib_values *values, const char *name, const char *value, struct err *e);
/* Appends the value of that name; false where there is none. */
bool lib_values_get(const struct lib_values *values, const char *name, struct str *out);

/* Reads the text again where memory did not suffice for it before; a result of the header. */
int lib_recover(struct lexwave *l);

/* The one parameter that is a file. */
#define LIB_CORPUS "corpus"
/* Refuses a value, quoted, and says what is wanted; returns LEXWAVE_ERROR_VALUE. */
int lib_refuse(const char *name, const char *value, const char *wanted, struct err *e);
