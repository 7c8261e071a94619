/* Scenes of the keystroke benchmarks: a text, a view, a screen, and keys pressed
 * in turn that lead back to where they started. */
#ifndef BENCH_SCENE_H
#define BENCH_SCENE_H

#include "cli/session.h"

#define SCENE_TOKENS 100 /* of the short text, which every longer one ends with */
#define SCENE_KEYS_MAX 4

/* What is typed where. */
struct place {
    const char *what;
    bool body;    /* keys go to the view, not to the sentence */
    int token;    /* the token typed into or selected, among the last SCENE_TOKENS; −1: the text's first */
    int letter;   /* after so many letters of it; −1: after its last */
    uint32_t keys[SCENE_KEYS_MAX];
    int key_count;
};

struct scene {
    const struct place *place;
    int view;          /* row of views[] */
    int rows, cols;
    size_t tokens;     /* at least SCENE_TOKENS */
    size_t vocabulary; /* words of a generated corpus, which the text is then made of; 0: the built-in one */
    int d_model;
};

/* Opens a session with the scene's text and vocabulary read in, and keeps it: the
 * next scene of the same text and vocabulary gets it as it is. A painter, forked
 * after that, has a copy. */
struct session *scene_prepare(const struct scene *scene);
/* Leads the prepared session to its place on a terminal that is open already,
 * with a few keystrokes behind it. */
void scene_open(struct session *s, const struct scene *scene);

/* The i-th keystroke. */
struct event scene_event(const struct scene *scene, int i);
/* The same, up to the finished frame. */
void scene_step(struct session *s, const struct scene *scene, int i);

#endif
