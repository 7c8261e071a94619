/* What the Waves view keeps: the stretch of positions that is drawn, the position that plays or was
 * gone to beyond the text, and a second cursor. None of them moves the selection. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/posenc/apart.h"

#define WAVES_SPAN_MIN 8
#define WAVES_SPAN_MAX 1000000
#define WAVES_TICK_MS 50      /* between two pictures while positions play */
#define WAVES_TWIN_REACH 1000 /* positions on each side in which a twin is looked for */
/* Positions end not far after. */
#define WAVES_END (POSENC_POS_MAX - 2 * (uint64_t)WAVES_SPAN_MAX)

struct app;
struct model;

struct waves_model {
    int span;         /* positions along the axis; 0: the sentence's own */
    uint64_t first;   /* position at the axis' left edge */
    int placed_span;  /* the span that the edge was placed for */
    int speed;        /* steps of the speed key away from the speed at the start */
    bool away;        /* from + travelled is marked, while `from` is the selected position */
    bool picked;      /* that is a whole position which a person went to */
    uint64_t from;    /* a position */
    double travelled; /* positions; negative: before `from` */
    bool playing;     /* `travelled` grows with time */
    int64_t then;     /* when `travelled` was brought up to date */
    bool pinned;      /* there is a second cursor, at position */
    uint64_t pin;
    bool sines; /* the cosines are taken out; the second cursor is the twin then, if there is one */
    bool twinned;
    uint64_t twin; /* posenc_twin() in sight of the marked position */
};

/* Positions along the axis: as zoomed to, else as many as the sentence needs. */
int waves_span(const struct app *a);
/* Positions a second while playing. */
double waves_speed(const struct app *a);

/* The position that is marked in every strip: the selected token's, or the one
 * that plays, which may lie between two whole ones. */
struct waves_place {
    uint64_t position;
    double part; /* in [0, 1) */
};
struct waves_place waves_place(const struct app *a);

/* Whether the Waves view shows a position that was gone to and has no token. */
bool waves_picked(const struct app *a);
/* Whether the cosines are taken out, of a scheme that has them. */
bool waves_sines_only(const struct app *a);
/* Whether two positions are compared, or would be if there were a second one. */
bool waves_compares(const struct app *a);
/* The position of the second cursor. False: there is none. */
bool waves_second(const struct app *a, uint64_t *position);
/* The marked position and, if there is one, the second. Returns how many. */
int waves_spots(const struct app *a, struct posenc_spot spots[2]);

extern const struct model waves_model;
