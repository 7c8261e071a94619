#define _GNU_SOURCE
#include "sides.h"

#include <poll.h>
#include <sched.h>
#include <unistd.h>

#include "measure.h"

#define START_MS 20
#define SILENCE_MS 3
#define SETTLE_MS 30 /* until all of a screen has been read */
#define PATIENCE_MS 20000

/* All painters work on the one processor, which is then as slow for one as for
 * the others; they take turns anyway. */
static void share_processor(void)
{
    cpu_set_t all, one;
    CPU_ZERO(&one);
    if (sched_getaffinity(0, sizeof all, &all) != 0) return;
    for (int cpu = 0; cpu < CPU_SETSIZE; cpu++)
        if (CPU_ISSET(cpu, &all)) {
            CPU_ZERO(&one);
            CPU_SET(cpu, &one);
        }
    sched_setaffinity(0, sizeof one, &one);
}

/* Reads until nothing has come for that long. */
static void take(struct side *side, int silence_ms)
{
    struct pollfd wait = {.fd = side->pty.master, .events = POLLIN};
    do {
        const char *bytes;
        ssize_t n = pty_read(&side->pty, &bytes);
        side->bytes += n > 0 ? (double)n : 0;
        if (n > 0 && side->screen) screen_feed(side->screen, bytes, (size_t)n);
        if (n < 0) return;
    } while (poll(&wait, 1, silence_ms) > 0);
}

void side_start(struct side *side, painter *run, const struct scene *scene, struct screen *screen)
{
    int orders[2], answers[2];
    scene_prepare(scene); /* here, for every painter that is forked from here */
    if (pipe(orders) != 0 || pipe(answers) != 0) give_up("no pipe");
    if (pty_fork(&side->pty, scene->rows, scene->cols, "xterm-256color", "truecolor")) {
        close(orders[1]);
        close(answers[0]);
        share_processor();
        run(scene, orders[0], answers[1]);
        _exit(1);
    }
    close(orders[0]);
    close(answers[1]);
    side->orders = orders[1];
    side->answers = answers[0];
    side->screen = screen;
    take(side, START_MS);
}

void side_stop(struct side *side)
{
    close(side->orders);
    close(side->answers);
    pty_end(&side->pty);
}

static struct answer ask(struct side *side, struct order order, int silence_ms)
{
    struct answer answer;
    struct pollfd wait[2] = {{.fd = side->pty.master, .events = POLLIN},
                             {.fd = side->answers, .events = POLLIN}};
    side->bytes = 0;
    if (write(side->orders, &order, sizeof order) != (ssize_t)sizeof order)
        give_up("a painter takes no orders");
    while (!wait[1].revents && poll(wait, 2, PATIENCE_MS) > 0)
        if (wait[0].revents) take(side, 0);
    if (read(side->answers, &answer, sizeof answer) != (ssize_t)sizeof answer)
        give_up("a painter has ended");
    take(side, silence_ms);
    return answer;
}

struct answer side_ask_from(struct side *side, int first, int keys, enum painter_work work)
{
    return ask(side, (struct order){.first = first, .keys = keys, .work = work}, SILENCE_MS);
}

struct answer side_ask(struct side *side, int keys, enum painter_work work)
{
    return side_ask_from(side, 0, keys, work);
}

void sides_check(const struct scene *scene)
{
    struct side side[2];
    painter *const run[2] = {painter_ours, painter_floor};
    for (int k = 0; k < 2; k++)
        side_start(&side[k], run[k], scene, screen_new(scene->rows, scene->cols));
    for (int i = 0; i < scene_keys(scene) && i < SCENE_KEYS_MAX; i++) {
        for (int k = 0; k < 2; k++)
            ask(&side[k], (struct order){.first = i, .keys = 1, .work = PAINTER_WHOLE}, SETTLE_MS);
        screen_compare(side[0].screen, side[1].screen, scene->place->what);
    }
    for (int k = 0; k < 2; k++) {
        side_stop(&side[k]);
        screen_free(side[k].screen);
    }
}
