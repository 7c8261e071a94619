/* Painters as processes of their own, on terminals of their own, which this
 * process reads; they work only when they are asked to. */
#ifndef BENCH_SIDES_H
#define BENCH_SIDES_H

#include "painters.h"
#include "reader.h"
#include "screen.h"

struct side {
    struct pty pty;
    int orders, answers;   /* our ends of the pipes */
    double bytes;          /* read in the last round */
    struct screen *screen; /* what the reader makes of them; NULL: nothing */
};

void side_start(struct side *side, painter *run, const struct scene *scene, struct screen *screen);
void side_stop(struct side *side);
/* Has a round done, reading what the painter writes. */
struct answer side_ask(struct side *side, int keys, enum painter_work work);
struct answer side_ask_from(struct side *side, int first, int keys, enum painter_work work);
/* Gives up unless a terminal shows the same after each key of a turn, or a few onwards, whichever
 * painter wrote. What is shown is read back outside any measurement. */
void sides_check(const struct scene *scene);

#endif
