/* Training text and its vocabulary for a session. */
#ifndef CLI_TRAINING_H
#define CLI_TRAINING_H

#include "cli/session.h"

/* Takes the corpus of a file, or the built-in one where `path` is empty, with its vocabulary
 * for the session's tokenizer, as work of the app (app/work.h). False, with the reason
 * and everything as it was, when that cannot be. */
bool training_take(struct session *s, const char *path, struct err *e);

#endif
