/* The program's own way from a keystroke to the terminal. */
#include <unistd.h>

#include "app/update/update.h"
#include "arithmetic.h"
#include "measure.h"
#include "painters.h"

#include "term/term.h"
#include "view/chrome/view.h"

const char *const stage_names[STAGES] = {"update + read", "look", "view", "paint"};

static void whole_key(struct session *s, const struct scene *scene, int i)
{
    scene_step(s, scene, i);
    term_paint(&s->frame, session_palette(s));
}

/* The same, call by call: what session_event() and session_draw() do. */
static void timed_key(struct session *s, const struct scene *scene, int i, double stage[STAGES])
{
    struct err e;
    struct shown shown;
    struct event event = scene_event(scene, i);
    double at[STAGES + 1] = {clock_own_cpu()};
    bool ok = session_event(s, &event) == 0 && app_read(&s->app, &e);
    at[1] = clock_own_cpu();
    view_shown(&s->app, &shown);
    double look = clock_own_cpu();
    ok = ok && app_look(&s->app, &shown, &e);
    at[2] = clock_own_cpu();
    ok = ok && view_draw(&s->app, &s->caps, &s->frame);
    at[3] = clock_own_cpu();
    term_paint(&s->frame, session_palette(s));
    at[4] = clock_own_cpu();
    if (!ok) give_up("a keystroke failed");
    for (int k = 0; k < STAGES; k++) stage[k] += at[k + 1] - at[k];
    stage[1] -= look - at[1]; /* asking the view what it shows is the view's */
    stage[2] += look - at[1];
}

/* Notes what the keys compute, and computes it again: a turn of them, or those asked for onwards. */
static double arithmetic(struct session *s, const struct scene *scene, struct order order)
{
    int noted = scene->place->onwards ? order.keys : scene->place->key_count;
    arithmetic_note();
    for (int i = order.first; i < order.first + noted; i++) whole_key(s, scene, i);
    arithmetic_end();
    double start = clock_own_cpu();
    arithmetic_replay(order.keys / noted);
    return (clock_own_cpu() - start) / order.keys;
}

/* Of keys some of which only lead to where the others are pressed. */
static double some_keys(struct session *s, const struct scene *scene, struct order order)
{
    double sum = 0;
    int measured = 0;
    for (int i = order.first; i < order.first + order.keys; i++) {
        double start = clock_own_cpu();
        whole_key(s, scene, i);
        if (scene_measured(scene, i)) {
            sum += clock_own_cpu() - start;
            measured++;
        }
    }
    return measured ? sum / measured : 0;
}

static double all_keys(struct session *s, const struct scene *scene, struct order order,
                       double stage[STAGES])
{
    double start = clock_own_cpu();
    for (int i = order.first; i < order.first + order.keys; i++)
        if (order.work == PAINTER_STAGES)
            timed_key(s, scene, i, stage);
        else
            whole_key(s, scene, i);
    double cpu = clock_own_cpu() - start;
    for (int k = 0; k < STAGES; k++) stage[k] /= order.keys;
    return cpu / order.keys;
}

void painter_ours(const struct scene *scene, int orders, int answers)
{
    struct session *s = scene_prepare(scene);
    struct err e;
    if (!term_open(COLOR_AUTO, &e)) give_up("%s", e.text);
    scene_open(s, scene, (struct caps){term_depth(), !term_utf8()});
    term_paint(&s->frame, session_palette(s));
    struct order order;
    while (read(orders, &order, sizeof order) == (ssize_t)sizeof order) {
        struct answer answer = {0};
        answer.cpu = order.work == PAINTER_ARITHMETIC ? arithmetic(s, scene, order)
                     : scene->place->unmeasured != 0  ? some_keys(s, scene, order)
                                                      : all_keys(s, scene, order, answer.stage);
        if (write(answers, &answer, sizeof answer) != (ssize_t)sizeof answer) return;
    }
}
