/* The Embedding view's part of the program: its keys, and what it has computed. */
#ifndef APP_VIEWS_EMBEDDING_H
#define APP_VIEWS_EMBEDDING_H

#include "app/update/action.h"
#include "app/state/app.h"

#define EMBEDDING_ACTIONS 4
extern const struct action embedding_actions[EMBEDDING_ACTIONS];

/* Of struct model. The search for near words begins when a word is selected and goes on
 * by a slice at every tick, which is due at once until it is done. */
bool embedding_look(struct app *a, struct err *e);
void embedding_tick(struct app *a);
int64_t embedding_deadline(const struct app *a);
void embedding_free(struct app *a);

#endif
