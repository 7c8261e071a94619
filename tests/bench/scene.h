/* The scenes of the keystroke benchmark: a text of so many tokens, a place in
 * it, and a key that is typed there and taken out again. */
#ifndef BENCH_SCENE_H
#define BENCH_SCENE_H

#include "cli/session.h"

#define SCENE_TOKENS 100

struct scene {
    const char *what;
    int token;     /* the token typed into */
    int letter;    /* after so many letters of it; −1: after its last */
    uint32_t key;  /* what is typed */
    int d_model;
    bool held;     /* to the target */
};

extern const struct scene scenes[];
extern const int scene_count;

/* Opens a session on the scene's text, for a terminal that is open already, with
 * the cursor in its place and a few keystrokes behind it. */
void scene_open(struct session *s, const struct scene *scene);

/* The keystrokes in turn: the scene's key, then Backspace. */
struct event scene_event(const struct scene *scene, int i);
/* One of them, up to the finished frame. */
void scene_step(struct session *s, const struct scene *scene, int i);

#endif
