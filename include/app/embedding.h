/* The Embedding view's part of the program: its keys, and what it has computed. */
#ifndef APP_EMBEDDING_H
#define APP_EMBEDDING_H

#include "app/action.h"
#include "app/app.h"

#define EMBEDDING_ACTIONS 4
extern const struct action embedding_actions[EMBEDDING_ACTIONS];

/* Of struct model. The search for near words goes on by a slice at every look, and is due
 * again at once until it is done. */
bool embedding_look(struct app *a, struct err *e);
int64_t embedding_deadline(const struct app *a);
void embedding_free(struct app *a);

#endif
