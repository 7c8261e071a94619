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
    if (!out.cells)
        give_up("out of memory");
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
    struct frame frames[SCENE_KEYS_MAX + 1];
    int keys = scene->place->key_count;
    scene_open(s, scene, caps);
    bare_open(session_palette(s));
    frames[0] = copy_of(&s->frame);
    for (int i = 0; i < keys; i++) {
        scene_step(s, scene, i);
        frames[i + 1] = copy_of(&s->frame);
    }
    if (!same(&frames[0], &frames[keys]))
        give_up("the frame after a turn of the keys is not the one before");
    struct change all = bare_change(NULL, &frames[0]);
    bare_paint(&all);
    bare_check(&frames[0]);
    for (int i = 0; i < keys; i++) {
        change[i] = bare_change(&frames[i], &frames[i + 1]);
        bare_paint(&change[i]);
        bare_check(&frames[i + 1]);
    }
}

void painter_floor(const struct scene *scene, int orders, int answers)
{
    struct change change[SCENE_KEYS_MAX];
    double rows = 0, cells = 0;
    int keys = scene->place->key_count;
    prepare(scene, bare_start(), change);
    for (int i = 0; i < keys; i++) {
        rows += (double)change[i].rows / keys;
        cells += (double)change[i].cells / keys;
    }
    struct order order;
    while (read(orders, &order, sizeof order) == (ssize_t)sizeof order) {
        double start = clock_own_cpu();
        for (int i = order.first; i < order.first + order.keys; i++)
            bare_paint(&change[i % keys]);
        struct answer answer = {
            .cpu = (clock_own_cpu() - start) / order.keys, .rows = rows, .cells = cells};
        if (write(answers, &answer, sizeof answer) != (ssize_t)sizeof answer)
            return;
    }
}
