/* A step of training: beside its multiply-adds at the speed of the program's own dot product, and
 * beside PyTorch on one thread.
 *
 *   train PYTHON PEERS_PY */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "measure.h"
#include "peers.h"
#include "train_line.h"

#include "core/vec/vecstat.h"

#define ROUNDS 12
#define DOT_TERMS 1024
#define DOTS 2000

static const char group[] = "training, a step, d=16";

static const struct work {
    const char *name;
    enum train_goal_kind goal;
    int blocks, steps; /* of a round */
    struct peer_training peer;
    int peer_steps;
    double ratio_max; /* to PyTorch */
} works[] = {
    {"line, E+P", TRAIN_SENTENCE, 0, 2000, {10, 1, 11, 0}, 200, 0.05},
    {"line, 1 block", TRAIN_SENTENCE, 1, 500, {10, 1, 11, 2}, 60, 0.05},
    {"corpus, E+P", TRAIN_CORPUS, 0, 40, {1043, 16, 8, 0}, 10, 1},
    {"corpus, 1 block", TRAIN_CORPUS, 1, 40, {1043, 16, 8, 2}, 10, 1},
};

/* ---- the code measured ---- */

static void begin(struct train_run *run, const struct work *w)
{
    static struct train_line_data data;
    struct err e = {""};
    struct train_recipe r = train_recipe_of(w->goal, w->blocks, true, 16);
    train_line_fill(&data, &r);
    if (!train_begin(run, &r, &data.data, &e)) give_up("%s", e.text);
}

static void go_on(struct train_run *run, int steps)
{
    train_want(run, run->step + (uint32_t)steps);
    while (!train_advance(run, UINT64_MAX)) {}
}

/* ---- measuring ---- */

/* Nanoseconds of a multiply-add of vec_dot. */
static double dot_time(void)
{
    static float a[DOT_TERMS], b[DOT_TERMS];
    double begin_at = clock_own_cpu(), sum = 0;
    for (int i = 0; i < DOTS; i++) {
        a[i % DOT_TERMS] = (float)i;
        sum += vec_dot(a, b, DOT_TERMS);
    }
    use(&sum);
    return (clock_own_cpu() - begin_at) / DOTS / DOT_TERMS;
}

/* Of the batches of the first steps. */
static double cost_of_a_step(struct train_run *run)
{
    double sum = 0;
    for (uint32_t step = 0; step < 47; step++)
        for (size_t i = 0; i < run->task.batch; i++) {
            struct train_example e = train_task_batch(&run->task, step, i);
            sum += (double)train_cost(&run->shape, &e);
        }
    return sum / 47;
}

static void measure(const struct work *w)
{
    struct train_run run = {0};
    begin(&run, w);
    double cost = cost_of_a_step(&run);
    bool peer = peer_here(PEER_TRAIN);
    struct series ours = {.rounds = 0}, floor = {.rounds = 0}, theirs = {.rounds = 0};
    for (struct rounds n = rounds(5, ROUNDS, 3); rounds_next(&n);) {
        double at = clock_own_cpu();
        go_on(&run, w->steps);
        double a = (clock_own_cpu() - at) / w->steps, b = cost * dot_time(), c = 0;
        if (peer) c = peer_train(&w->peer, w->peer_steps) / w->peer_steps;
        if (n.warm_up) continue;
        series_add(&ours, a / 1000);
        series_add(&floor, b / 1000);
        series_add(&theirs, c / 1000);
    }
    char note[128];
    snprintf(note, sizeof note, "floor: %.0f multiply-adds of vec_dot", cost);
    report_row(&(struct row){group, w->name, "us", &ours, &floor, HELD_NONE, 0, note});
    if (peer) {
        snprintf(note, sizeof note, "peer: %s, nn.Module, one batch", peer_names[PEER_TRAIN]);
        report_row(&(struct row){group, "  beside PyTorch", "us", &ours, &theirs, HELD_RATIO,
                                 w->ratio_max, note});
    }
    train_free(&run);
}

/* To any step of a run of 1000 on the line: the slowest of all. */
static void go_anywhere(void)
{
    struct train_run run = {0};
    begin(&run, &works[0]);
    go_on(&run, 1000);
    double worst = 0;
    for (uint32_t i = 0; i < 1000; i++) {
        double at = clock_own_cpu();
        train_want(&run, i * 387 % 1001);
        while (!train_advance(&run, UINT64_MAX)) {}
        worst = fmax(worst, clock_own_cpu() - at);
    }
    report_figure((struct row){group, "line, E+P, to any of 1000 steps", "ms", NULL, NULL, HELD_MAX,
                               5, "the slowest"},
                  worst / 1e6, (double)NAN);
    train_free(&run);
}

int main(int argc, char **argv)
{
    if (argc != 3) give_up("usage: train PYTHON PEERS_PY");
    peers_start(argv[1], argv[2]);
    for (size_t i = 0; i < sizeof works / sizeof *works; i++) measure(&works[i]);
    go_anywhere();
    peers_stop();
    return 0;
}
