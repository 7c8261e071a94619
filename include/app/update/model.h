/* What a view keeps besides the shared selection: its actions, and what it has to
 * have computed. One row a view, in the order of views[] (view/view.h). */
#ifndef APP_UPDATE_MODEL_H
#define APP_UPDATE_MODEL_H

#include "app/update/action.h"
#include "app/state/app.h"

struct model {
    const char *view;             /* the view's name */
    const struct action *actions; /* (count): keys that work in this view, before those of every view */
    int count;
    /* Sees every event first; true: the event is done with. NULL if it needs not. */
    bool (*before)(struct app *a, const struct event *event);
    /* Brings what the model's actions rest on up to what is read and placed, before one runs: a
     * cheap part of `look`; NULL if they rest on nothing of the model's. */
    void (*settle)(struct app *a);
    /* Brings the model's own part of the app up to date with the pipeline, after
     * pipeline_look(); NULL if there is none. False: out of memory. */
    bool (*look)(struct app *a, struct err *e);
    /* Takes in that time has come to the model's deadline; NULL if it has none. */
    void (*tick)(struct app *a);
    /* When tick is due, on the clock of the events, or −1; NULL if never. */
    int64_t (*deadline)(const struct app *a);
    /* Takes a turn of the wheel over something of its own; false leaves it to the
     * selection. NULL if it has nothing that scrolls. */
    bool (*wheel)(struct app *a, const struct event *event);
    /* Frees the model's part of the app; NULL if it owns nothing. */
    void (*free)(struct app *a);
};

extern const struct model models[];
extern const int model_count;

/* The views' own actions. */
extern const struct action waves_actions[WAVES_ACTIONS];
extern const struct action schemes_actions[SCHEMES_ACTIONS];

#endif
