/* The Schemes view's part of the state: what the four tests say of each scheme. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/scheme/scheme_tests.h"

struct app;
struct model;

/* What tells whether a report holds: the pipeline's revisions of what it rests on, and how many
 * positions the collision finder compares. */
struct scheme_basis {
    uint64_t waves, places;
    int span;
};

struct scheme_report {
    bool measured;   /* all that follows holds */
    uint64_t length; /* tokens of the text that it holds for */
    /* The basis of unique, linear, repeats and apart_pair; its places are 0 where the scheme's
     * codes depend on their position alone. */
    struct scheme_basis codes;
    struct unique_test unique;
    struct linear_test linear;
    uint64_t repeats;         /* shift after which the fastest wave alone nearly repeats */
    int apart_pair;           /* the wave that tells two positions of that shift apart best */
    struct scheme_basis text; /* the basis of the others; its span is 0 */
    struct same_test same;
    struct bounded_test bounded;
    struct difference difference; /* of a wrong formula from the true one, schemes[0] */
};

struct schemes_model {
    struct scheme_report *reports; /* (scheme_count), owned; NULL until the view is looked at */
    int span;                      /* how far the collision finder goes: row of its table */
    /* The page of words in sight, counted round their pages in either direction, of this scheme. */
    int page, page_scheme;
};

/* How many positions the collision finder compares, before it is cut to what can be done. */
int schemes_span(const struct app *a);

/* First and count of the schemes that the view lists: the real ones, or the wrong
 * formulas where one of those is in force. */
int schemes_first(const struct app *a);
int schemes_listed(const struct app *a);

/* Says which scheme is in force now, and of a wrong formula that it is one. */
void schemes_say(struct app *a);

extern const struct model schemes_model;
