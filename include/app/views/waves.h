/* What the Waves view keeps: the stretch of positions that is drawn, and the
 * position that plays. Neither moves the selection. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#define WAVES_SPAN_MIN 8
#define WAVES_SPAN_MAX 1000000
#define WAVES_TICK_MS 50 /* between two pictures while positions play */

struct app;
struct model;

struct waves_model {
    int span;         /* positions along the axis; 0: the sentence's own */
    uint64_t first;   /* position at the axis' left edge */
    int placed_span;  /* the span that the edge was placed for */
    int speed;        /* steps of the speed key away from the speed at the start */
    bool away;        /* from + travelled is marked, while `from` is the selected position */
    uint64_t from;    /* a position */
    double travelled; /* positions, ≥ 0 */
    bool playing;     /* `travelled` grows with time */
    int64_t then;     /* when `travelled` was brought up to date */
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

extern const struct model waves_model;
