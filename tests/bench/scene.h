/* Scenes of the keystroke benchmarks: a text, a view, a screen, and keys pressed
 * in turn that lead back to where they started. */
#pragma once

#include "cli/session.h"

/* Tokens of the short text; longer texts begin and end with it, and have it in their middle. */
#define SCENE_TOKENS 100
#define SCENE_KEYS_MAX 6
#define SCENE_KEYS_ONWARDS 96

enum text_part { PART_END, PART_MIDDLE };

/* What is typed where. */
struct place {
    const char *what;
    bool body;           /* keys go to the view, not to the sentence */
    enum text_part part; /* which of the short texts in the long one */
    int token;           /* the token typed into or selected, in there */
    uint32_t keys[SCENE_KEYS_MAX];
    int key_count;
    /* Not `keys` in turn, but each leads to what was never there: positions and dimensions further
     * on (body), or letters of new words. */
    bool onwards;
};

/* A dimension on, a position on, and back; a letter at the end of the text, and out again;
 * the same places, and onwards from there. */
extern const struct place place_select, place_type, place_select_on, place_type_on;

struct scene {
    const struct place *place;
    int view; /* row of views[] */
    int rows, cols;
    size_t tokens; /* SCENE_TOKENS, or at least three times as many */
    int d_model;
};

/* Opens a session with the scene's text read in, and keeps it: the next scene of the same text
 * gets it as it is. A process that is forked after that has a copy. */
struct session *scene_prepare(const struct scene *scene);
/* Leads the prepared session to its place; with keys in turn until their frames come
 * again, so that the next one is keystroke 0. */
void scene_open(struct session *s, const struct scene *scene, struct caps caps);

/* The i-th keystroke, up to the finished frame. */
void scene_step(struct session *s, const struct scene *scene, int i);
