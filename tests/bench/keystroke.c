/* What a keystroke costs: the program's whole way from key to terminal, beside
 * ncurses painting the same changed cells and nothing else. Both are processes of
 * their own, on terminals of their own, read by this one; they take turns. */
#define _GNU_SOURCE
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "measure.h"
#include "painters.h"
#include "reader.h"

#define ROUNDS 41
#define KEYS 20
#define SILENCE_MS 5
#define RATIO_MAX 2.0

struct side {
    struct pty pty;
    int orders, answers; /* our ends of the pipes */
    double bytes;        /* read in the last round */
};

static void start(struct side *side, painter *run, const struct scene *scene)
{
    int orders[2], answers[2];
    if (pipe(orders) != 0 || pipe(answers) != 0)
        give_up("no pipe");
    if (pty_fork(&side->pty, "xterm-256color", "truecolor")) {
        close(orders[1]);
        close(answers[0]);
        run(scene, orders[0], answers[1]);
        _exit(1);
    }
    close(orders[0]);
    close(answers[1]);
    side->orders = orders[1];
    side->answers = answers[0];
    pty_drain(&side->pty, 300, NULL);
}

static void stop(struct side *side)
{
    close(side->orders);
    close(side->answers);
    pty_end(&side->pty);
}

/* Has a round done, reading what the painter writes. */
static struct answer ask(struct side *side, bool stages)
{
    struct order order = {.keys = KEYS, .stages = stages};
    struct answer answer;
    struct pollfd wait[2] = {{.fd = side->pty.master, .events = POLLIN},
                             {.fd = side->answers, .events = POLLIN}};
    side->bytes = 0;
    if (write(side->orders, &order, sizeof order) != (ssize_t)sizeof order)
        give_up("a painter takes no orders");
    while (!wait[1].revents && poll(wait, 2, 10000) > 0)
        if (wait[0].revents) {
            ssize_t n = pty_read(&side->pty);
            side->bytes += n > 0 ? (double)n : 0;
        }
    if (read(side->answers, &answer, sizeof answer) != (ssize_t)sizeof answer)
        give_up("a painter has ended");
    side->bytes += pty_drain(&side->pty, SILENCE_MS, NULL);
    return answer;
}

struct results {
    struct series ours, floor, stage[STAGES], our_bytes, floor_bytes, rows, cells;
};

static void one_round(struct side *ours, struct side *floor, struct results *r, bool warm_up)
{
    struct answer a = ask(ours, false), b = ask(floor, false);
    double our_bytes = ours->bytes, floor_bytes = floor->bytes;
    struct answer split = ask(ours, true);
    if (warm_up)
        return;
    series_add(&r->ours, a.cpu / 1000);
    series_add(&r->floor, b.cpu / 1000);
    series_add(&r->our_bytes, our_bytes / KEYS);
    series_add(&r->floor_bytes, floor_bytes / KEYS);
    series_add(&r->rows, b.rows);
    series_add(&r->cells, b.cells);
    for (int k = 0; k < STAGES; k++)
        series_add(&r->stage[k], split.stage[k] / 1000);
}

static void report(const struct scene *scene, const struct results *r)
{
    char group[96], note[128];
    snprintf(group, sizeof group, "keystroke, %s", scene->what);
    snprintf(note, sizeof note, "%g of %d rows and %g of %d cells change", series_median(&r->rows), PTY_ROWS,
             series_median(&r->cells), PTY_ROWS * PTY_COLS);
    enum held held = scene->held ? HELD_RATIO : HELD_NONE;
    report_row(&(struct row){group, "CPU, key to terminal", "us", &r->ours, &r->floor, held, RATIO_MAX, note});
    for (int k = 0; k < STAGES; k++) {
        char what[64];
        snprintf(what, sizeof what, "  of which %s", stage_names[k]);
        report_row(&(struct row){group, what, "us", &r->stage[k], NULL, HELD_NONE, 0, NULL});
    }
    const struct series *ours = &r->our_bytes, *floor = &r->floor_bytes;
    report_row(&(struct row){group, "sent to the terminal", "bytes", ours, floor, HELD_NONE, 0, NULL});
}

static void measure(const struct scene *scene)
{
    struct side ours, floor;
    static struct results r;
    memset(&r, 0, sizeof r);
    start(&ours, painter_ours, scene);
    start(&floor, painter_floor, scene);
    for (int i = -1; i < ROUNDS; i++)
        one_round(&ours, &floor, &r, i < 0);
    stop(&ours);
    stop(&floor);
    report(scene, &r);
}

/* All scenes, or those whose numbers are given, counted from 0. */
int main(int argc, char **argv)
{
    for (int i = 0; i < scene_count; i++) {
        bool wanted = argc == 1;
        for (int k = 1; k < argc; k++)
            wanted |= atoi(argv[k]) == i;
        if (wanted)
            measure(&scenes[i]);
    }
    return 0;
}
