/* The map: encoder and decoder of Vaswani et al. 2017, figure 1, as boxes, with what of them the
 * Attention view computes now. It is a form of that view, and a key leads to it from every view. */
#pragma once

#include <stdbool.h>

#include "base/str.h"

struct app;
struct model;

enum map_box {
    MAP_SOURCE_E,
    MAP_SOURCE_P,
    MAP_SOURCE_X,
    MAP_SELF,
    MAP_SOURCE_FEED,
    MAP_E,
    MAP_P,
    MAP_X,
    MAP_MASKED,
    MAP_CROSS,
    MAP_FEED,
    MAP_LOGITS,
    MAP_SOFTMAX,
    MAP_BOXES,
};

enum map_half { MAP_WHOLE, MAP_LEFT, MAP_RIGHT };

struct map_box_info {
    const char *name, *brief;
    const char *view; /* shows it in numbers; NULL: none does */
    bool decoder;     /* stands in the decoder, else in the encoder */
    int level;        /* 1 … MAP_LEVELS, from below */
    enum map_half half;
};
#define MAP_LEVELS 7
extern const struct map_box_info map_boxes[MAP_BOXES];

/* Whether a box is computed of what is read now, of something else, or not at all. */
enum map_state { MAP_COMPUTED, MAP_ELSEWHERE, MAP_NOT_COMPUTED };

struct map_model {
    bool moved;          /* a box was chosen; else it is MAP_X of what is computed */
    enum map_box box;    /* then */
    int back, back_form; /* the view before, counted from 1, and the form of this one; 0: none */
};

/* What a box is called now: without positions X is E. */
const char *map_name(const struct app *a, enum map_box box);
/* The chosen box. */
enum map_box map_here(const struct app *a);
enum map_state map_state(const struct app *a, enum map_box box);
/* Appends where a box that is computed elsewhere is, or why it is not computed. */
void map_elsewhere(const struct app *a, enum map_box box, struct str *out);
/* Appends the shape of what a computed box gives, "12 × 16"; of others nothing. */
void map_shape(const struct app *a, enum map_box box, struct str *out);
/* Whether what is read goes through the encoder, the decoder. */
bool map_encodes(const struct app *a);
bool map_decodes(const struct app *a);

/* Whether Space leads from a box to a view, and what that shows: "this box in numbers", or of what
 * else its numbers are. */
bool map_opens(const struct app *a, enum map_box box);
const char *map_door(const struct app *a, enum map_box box);

/* Chooses a box, and goes to the view that shows it in numbers. */
void map_choose(struct app *a, enum map_box box);
/* To the map from whatever view, and back. */
void map_toggle(struct app *a, int by);

extern const struct model map_model;
