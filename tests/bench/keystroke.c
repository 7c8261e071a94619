/* What a keystroke costs: the processor time of the program's whole way from the key event to the
 * bytes on a terminal, in every view and at three sizes. No key leads to a picture that was there
 * before: each selects a position or dimension further on, or types letters of new words. */
#define _GNU_SOURCE
#include <math.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "measure.h"
#include "reader.h"
#include "scene.h"

#include "term/term.h"
#include "view/chrome/view.h"

#define WARM_UP 8 /* keys before those that are measured */
#define KEYS (SCENE_KEYS_ONWARDS - WARM_UP)
#define PATIENCE_MS 60000

static const struct load {
    const char *name, *group;
    size_t tokens;
    int d_model, rows, cols;
    double max_ms; /* of the 95th percentile: beyond that a person who holds a key down feels it */
} loads[] = {
    {"usual", "keystroke, d=512, 10^4 tokens, 240x67", 10000, 512, 67, 240, 4},
    {"large", "keystroke, d=4096, 10^4 tokens, 240x67", 10000, 4096, 67, 240, 10},
    {"limit", "keystroke, d=16384, 10^6 tokens, 300x100", 1000000, 16384, 100, 300, 16},
};

static const struct place *const places[] = {&place_select_on, &place_type_on};

/* ---- in the child, on its terminal ---- */

static void press_keys(const struct scene *scene, int answers)
{
    struct session *s = scene_prepare(scene);
    struct err e;
    double ms[KEYS];
    if (!term_open(COLOR_AUTO, &e)) give_up("%s", e.text);
    scene_open(s, scene, (struct caps){.depth = term_depth(), .ascii = !term_utf8()});
    term_paint(&s->frame, session_palette(s));
    for (int i = -WARM_UP; i < KEYS; i++) {
        double start = clock_own_cpu();
        scene_step(s, scene, i + WARM_UP);
        term_paint(&s->frame, session_palette(s));
        if (i >= 0) ms[i] = (clock_own_cpu() - start) / 1e6;
    }
    if (write(answers, ms, sizeof ms) != (ssize_t)sizeof ms) give_up("nobody takes the times");
}

/* ---- outside ---- */

/* Reads the terminal until the times are there. */
static double take_times(struct pty *p, int answers, double ms[KEYS])
{
    struct pollfd wait[2] = {{.fd = p->master, .events = POLLIN},
                             {.fd = answers, .events = POLLIN}};
    double bytes = 0;
    while (!wait[1].revents && poll(wait, 2, PATIENCE_MS) > 0) {
        const char *some;
        ssize_t n = wait[0].revents ? pty_read(p, &some) : 0;
        bytes += n > 0 ? (double)n : 0;
        if (n < 0) break;
    }
    if (read(answers, ms, KEYS * sizeof *ms) != (ssize_t)(KEYS * sizeof *ms))
        give_up("the program has ended before the keys have");
    return bytes;
}

static int by_size(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static void report(const struct load *load, const struct scene *scene, double ms[KEYS],
                   double bytes)
{
    char what[64], note[128];
    qsort(ms, KEYS, sizeof *ms, by_size);
    snprintf(what, sizeof what, "%s, %s", views[scene->view].name, scene->place->what);
    snprintf(note, sizeof note,
             "95th percentile of %d keys; median %.2f, max %.2f; %.0f bytes a key", KEYS,
             ms[KEYS / 2], ms[KEYS - 1], bytes / (KEYS + WARM_UP));
    struct row row = {load->group, what, "ms", NULL, NULL, HELD_MAX, load->max_ms, note};
    report_figure(row, ms[KEYS * 95 / 100], (double)NAN);
}

static void measure(const struct load *load, int view, const struct place *place)
{
    struct scene scene = {.place = place,
                          .view = view,
                          .rows = load->rows,
                          .cols = load->cols,
                          .tokens = load->tokens,
                          .d_model = load->d_model};
    struct pty pty;
    int ends[2];
    double ms[KEYS];
    scene_prepare(&scene); /* here, so that every child has it */
    if (pipe(ends) != 0) give_up("no pipe");
    if (pty_fork(&pty, scene.rows, scene.cols, "xterm-256color", "truecolor")) {
        press_keys(&scene, ends[1]);
        pause();
    }
    close(ends[1]);
    double bytes = take_times(&pty, ends[0], ms);
    close(ends[0]);
    pty_end(&pty);
    report(load, &scene, ms, bytes);
}

/* Everything, or the loads and views whose names are given. */
static bool wanted(const char *load, const char *view, int argc, char **argv)
{
    for (int k = 1; k < argc; k++)
        if (strcmp(argv[k], load) == 0 || strcmp(argv[k], view) == 0) return true;
    return argc == 1;
}

int main(int argc, char **argv)
{
    for (size_t k = 0; k < sizeof loads / sizeof *loads; k++)
        for (int view = 0; view < view_count; view++)
            for (size_t i = 0; i < 2 && wanted(loads[k].name, views[view].name, argc, argv); i++)
                measure(&loads[k], view, places[i]);
    return 0;
}
