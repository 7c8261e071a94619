/* The two processes that the keystroke benchmark compares, each on a terminal
 * of its own. */
#ifndef BENCH_PAINTERS_H
#define BENCH_PAINTERS_H

#include "scene.h"

#define STAGES 4
extern const char *const stage_names[STAGES];

/* What the reader's side asks for: whole keystrokes, the same with a clock
 * between the stages, or only the arithmetic of as many (ours) … */
enum painter_work { PAINTER_WHOLE, PAINTER_STAGES, PAINTER_ARITHMETIC };
struct order {
    int first,
        keys; /* in the end whole turns of the scene's keys; onwards, from where they ended */
    enum painter_work work;
};
/* … and is told: means for one keystroke. */
struct answer {
    double cpu;           /* ns, user and system, of the keys that are measured */
    double stage[STAGES]; /* ns */
    double rows, cells;   /* of the frame that differ */
};

/* A painter: takes orders from one pipe and answers on another until it is killed. */
typedef void painter(const struct scene *scene, int orders, int answers);
painter painter_ours, painter_floor;

#endif
