/* The floor: a bare ncurses program that has been told beforehand which cells
 * change at each keystroke, as cchar_t with their colour pairs, and does nothing
 * but hand them to curses and put the cursor in its place. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bare.h"
#include "measure.h"
#include "painters.h"

static struct frame copy_of(const struct frame *f)
{
    struct frame out = *f;
    size_t size = (size_t)f->rows * (size_t)f->cols * sizeof *f->cells;
    out.cells = malloc(size);
    if (!out.cells) give_up("out of memory");
    memcpy(out.cells, f->cells, size);
    return out;
}

static bool same(const struct frame *a, const struct frame *b)
{
    return memcmp(a->cells, b->cells, (size_t)a->rows * (size_t)a->cols * sizeof *a->cells) == 0;
}

/* The changes that the scene's keystrokes make in turn, the screen being as
 * before the first. */
static void prepare(const struct scene *scene, struct caps caps, struct change *change)
{
    struct session *s = scene_prepare(scene);
    int keys = scene_keys(scene);
    scene_open(s, scene, caps);
    bare_open(session_palette(s));
    struct frame first = copy_of(&s->frame), before = copy_of(&s->frame);
    struct change all = bare_change(NULL, &first);
    bare_paint(&all);
    bare_check(&first);
    for (int i = 0; i < keys; i++) {
        scene_step(s, scene, i);
        change[i] = bare_change(&before, &s->frame);
        bare_paint(&change[i]);
        bare_check(&s->frame);
        free(before.cells);
        before = copy_of(&s->frame);
    }
    if (!scene->place->onwards && !same(&first, &before))
        give_up("the frame after a turn of the keys is not the one before");
    free(first.cells);
    free(before.cells);
    if (scene->place->onwards) bare_paint(&all);
}

static struct answer paint(const struct change *change, int count, struct order order)
{
    struct answer out = {0};
    double start = clock_own_cpu();
    for (int i = order.first; i < order.first + order.keys; i++) bare_paint(&change[i % count]);
    out.cpu = (clock_own_cpu() - start) / order.keys;
    for (int i = order.first; i < order.first + order.keys; i++) {
        out.rows += (double)change[i % count].rows / order.keys;
        out.cells += (double)change[i % count].cells / order.keys;
    }
    return out;
}

void painter_floor(const struct scene *scene, int orders, int answers)
{
    static struct change change[SCENE_KEYS_ONWARDS];
    prepare(scene, bare_start(), change);
    struct order order;
    while (read(orders, &order, sizeof order) == (ssize_t)sizeof order) {
        struct answer answer = paint(change, scene_keys(scene), order);
        if (write(answers, &answer, sizeof answer) != (ssize_t)sizeof answer) return;
    }
}
