/* What the Similarity view can do, and what keeps its state (app/similarity_model.h)
 * up to date. */
#ifndef APP_VIEWS_SIMILARITY_H
#define APP_VIEWS_SIMILARITY_H

#include "app/update/action.h"

#define SIMILARITY_SHIFT_MAX 1000000

enum { SIMILARITY_ACTIONS = 5 };
extern const struct action similarity_actions[SIMILARITY_ACTIONS];

/* For struct model. */
bool similarity_look(struct app *a, struct err *e);
void similarity_free(struct app *a);

/* Most entries that a side of the map may have, so that a keystroke stays cheap at large d_model. */
int similarity_side_max(const struct app *a);
/* P runs on behind the text where its rows do not depend on the text. */
bool similarity_runs_on(const struct app *a);

#endif
