#define _GNU_SOURCE
#include "sides.h"

#include <poll.h>
#include <sched.h>
#include <unistd.h>

#include "measure.h"

#define START_MS 20
#define SILENCE_MS 3
#define PATIENCE_MS 20000

/* All painters work on the one processor, which is then as slow for one as for
 * the others; they take turns anyway. */
static void share_processor(void)
{
    cpu_set_t all, one;
    CPU_ZERO(&one);
    if (sched_getaffinity(0, sizeof all, &all) != 0)
        return;
    for (int cpu = 0; cpu < CPU_SETSIZE; cpu++)
        if (CPU_ISSET(cpu, &all)) {
            CPU_ZERO(&one);
            CPU_SET(cpu, &one);
        }
    sched_setaffinity(0, sizeof one, &one);
}

void side_start(struct side *side, painter *run, const struct scene *scene)
{
    int orders[2], answers[2];
    scene_prepare(scene); /* here, for every painter that is forked from here */
    if (pipe(orders) != 0 || pipe(answers) != 0)
        give_up("no pipe");
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
    pty_drain(&side->pty, START_MS, NULL);
}

void side_stop(struct side *side)
{
    close(side->orders);
    close(side->answers);
    pty_end(&side->pty);
}

struct answer side_ask(struct side *side, int keys, enum work work)
{
    struct order order = {.keys = keys, .work = work};
    struct answer answer;
    struct pollfd wait[2] = {{.fd = side->pty.master, .events = POLLIN},
                             {.fd = side->answers, .events = POLLIN}};
    side->bytes = 0;
    if (write(side->orders, &order, sizeof order) != (ssize_t)sizeof order)
        give_up("a painter takes no orders");
    while (!wait[1].revents && poll(wait, 2, PATIENCE_MS) > 0)
        if (wait[0].revents) {
            ssize_t n = pty_read(&side->pty);
            side->bytes += n > 0 ? (double)n : 0;
        }
    if (read(side->answers, &answer, sizeof answer) != (ssize_t)sizeof answer)
        give_up("a painter has ended");
    side->bytes += pty_drain(&side->pty, SILENCE_MS, NULL);
    return answer;
}
