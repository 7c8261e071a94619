/* A view: a row of the table that the app's caller gives it (struct option_lists). */
#pragma once

#include "app/state/action.h"
#include "app/state/app.h"

struct canvas;

/* What a view keeps besides the shared selection: its keys and clicks, and what it has to have
 * computed. Functions may be NULL. */
struct model {
    const struct action *actions; /* (count): keys of this view, before those of every view */
    int count;
    bool own_scale;  /* its colours do not follow the scale of E, P and X, which H holds */
    bool says_order; /* it says itself what shuffled words do to the rows */
    bool explains_e; /* the inspector shortens P before it leaves out how E is read */
    /* Sees every event first; true: the event is done with. */
    bool (*before)(struct app *a, const struct event *event);
    /* A click on a target of the view's own (TARGET_OWN). False: it is not there (any more). */
    bool (*click)(struct app *a, const struct target *target);
    /* Brings what the view's actions rest on up to what is read and placed, before one runs: a
     * cheap part of `look`. */
    void (*settle)(struct app *a);
    /* Brings the view's part of the state up to date with the pipeline, after pipeline_look().
     * False: out of memory. */
    bool (*look)(struct app *a, struct err *e);
    /* The time of `deadline` has come. */
    void (*tick)(struct app *a);
    /* When tick is due, on the clock of the events, or −1. */
    int64_t (*deadline)(const struct app *a);
    /* Takes a turn of the wheel over something of its own; false leaves it to the selection. */
    bool (*wheel)(struct app *a, const struct event *event);
    /* Frees the view's part of the state. */
    void (*free)(struct app *a);
    /* A form of the view with keys of its own, and whether it is the one on screen. */
    const struct model *other;
    bool (*is_other)(const struct app *a);
};
/* Of a view that keeps nothing. */
extern const struct model model_none;

/* For initializers of struct model. */
#define MODEL_ACTIONS(list) .actions = (list), .count = sizeof(list) / sizeof *(list)

struct view {
    const char *name;  /* as in --view; NULL ends a table */
    const char *title; /* on its tab */
    const struct model *model;
    /* What it wants to have computed for a body of that size. */
    void (*shown)(const struct app *a, int rows, int cols, struct shown *out);
    /* Draws the body; the app holds what `shown` asked for. Both must come to the same layout, so
     * it must not depend on computed values. */
    void (*draw)(const struct app *a, const struct canvas *c);
    const char *brief; /* its title on a narrow screen; NULL: the title */
    /* Its parts that can be written alone, as they are called when drawn (draw_panel()); ended by
     * NULL. */
    const char *const *panels;
    /* Draws the inspector's line in its own words, on the ground that is there already. False, or
     * NULL: the line of the selected number of E, P and X stands there. */
    bool (*inspect)(const struct app *a, const struct canvas *c);
};

/* Shows the view of that row; a panel of the view before is no longer what is written. */
void app_set_view(struct app *a, int row);
/* Whether the view has a panel of that name. */
bool view_has_panel(const struct view *view, const char *name);
/* Appends the names of its panels: "waves or strips". */
void view_list_panels(const struct view *view, struct str *out);
int view_total(const struct view *views);
/* The row of that name, or −1. */
int view_find(const struct view *views, const char *name);
/* The app's current one. */
const struct view *app_view(const struct app *a);
/* Its model, or that of the form on screen. */
const struct model *app_model(const struct app *a);
/* Room for `count` numbers, those of before kept. False, with nothing changed: out of memory. */
bool view_reserve(float **numbers, size_t count);
/* The view of that name becomes the current one, where there is one. */
void app_show(struct app *a, const char *view);
