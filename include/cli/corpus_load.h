/* Training text from a file, and its vocabulary, for the app. */
#ifndef CLI_CORPUS_LOAD_H
#define CLI_CORPUS_LOAD_H

#include "app/state/app.h"

/* What the app borrows of a corpus from a file; empty for the built-in one. */
struct corpus_file {
    struct str text, name;
};

/* The corpus of the program itself. */
struct corpus corpus_built_in(void);

/* Takes the corpus of a file, or the built-in one where `path` is empty, with its vocabulary for
 * the app's tokenizer, as work of the app (app/state/work.h); `kept` is replaced by what the app
 * borrows then. False, with the reason and everything as it was, when that cannot be. */
bool corpus_load(struct app *a, struct corpus_file *kept, const char *path, struct err *e);
void corpus_file_free(struct corpus_file *f);

#endif
