/* What a keystroke costs in every view, beside ncurses painting the same changed
 * cells, or beside its bare arithmetic where that is more: on screens of the usual
 * sizes, and at the program's limits. */
#include <stdio.h>
#include <string.h>

#include "measure.h"
#include "sides.h"

#include "view/chrome/view.h"

#define KEYS 8 /* whole turns of two and of four keys */

#define ROUNDS_ONWARDS (SCENE_KEYS_ONWARDS / (2 * KEYS) - 1) /* and one to warm up */

static const struct place *const places[] = {&place_select, &place_type, &place_select_on,
                                             &place_type_on};
#define PLACES ((int)(sizeof places / sizeof *places))

struct size {
    int rows, cols;
};
#define SIZES 2
static const struct load {
    const char *name, *group;
    size_t tokens;
    int d_model;
    struct size sizes[SIZES];
    double ratio_max;
} loads[] = {
    {"large", "views: a keystroke, d=4096, 10 000 tokens", 10000, 4096, {{40, 120}, {67, 240}}, 2},
    {"limit",
     "views: a keystroke, d=16384, 10^6 tokens",
     1000000,
     16384,
     {{40, 120}, {100, 300}},
     1.5},
};
#define LOADS ((int)(sizeof loads / sizeof *loads))

/* ---- beside the floor -------------------------------------------------- */

struct results {
    struct series ours, painting, arithmetic, stage[STAGES], cells;
};

static void one_round(struct side *ours, struct side *floor, struct results *r, bool warm_up)
{
    struct answer a = side_ask(ours, KEYS, PAINTER_WHOLE), b = side_ask(floor, KEYS, PAINTER_WHOLE);
    struct answer bare = side_ask(ours, KEYS, PAINTER_ARITHMETIC);
    struct answer split = side_ask(ours, KEYS, PAINTER_STAGES);
    if (warm_up) return;
    series_add(&r->ours, a.cpu / 1000);
    series_add(&r->painting, b.cpu / 1000);
    series_add(&r->arithmetic, bare.cpu / 1000);
    series_add(&r->cells, b.cells);
    for (int k = 0; k < STAGES; k++) series_add(&r->stage[k], split.stage[k] / 1000);
}

/* Each key but once: some for the whole, the next ones for their arithmetic, while the floor follows. */
static void round_onwards(struct side *ours, struct side *floor, struct results *r, int *key,
                          bool warm_up)
{
    struct answer a = side_ask_from(ours, *key, KEYS, PAINTER_WHOLE),
                  b = side_ask_from(floor, *key, KEYS, PAINTER_WHOLE);
    struct answer bare = side_ask_from(ours, *key + KEYS, KEYS, PAINTER_ARITHMETIC);
    side_ask_from(floor, *key + KEYS, KEYS, PAINTER_WHOLE);
    *key += 2 * KEYS;
    if (warm_up) return;
    series_add(&r->ours, a.cpu / 1000);
    series_add(&r->painting, b.cpu / 1000);
    series_add(&r->arithmetic, bare.cpu / 1000);
    series_add(&r->cells, b.cells);
}

static void note_stages(char *note, size_t size, const struct series stage[STAGES])
{
    size_t len = strlen(note);
    for (int k = 0; k < STAGES && stage[k].rounds > 0; k++)
        len += (size_t)snprintf(note + len, size - len, "%s %s %.0f", k ? "," : ";", stage_names[k],
                                series_median(&stage[k]));
}

static void report(const struct load *load, const struct scene *scene, const struct results *r)
{
    char what[64], note[240];
    snprintf(what, sizeof what, "%s, %s, %dx%d", views[scene->view].name, scene->place->what,
             scene->cols, scene->rows);
    double painting = series_median(&r->painting), arithmetic = series_median(&r->arithmetic);
    bool outweighed = arithmetic > painting;
    snprintf(note, sizeof note, "floor: %s (%s %.0f us); %.0f cells change",
             outweighed ? "arithmetic" : "painting", outweighed ? "painting" : "arithmetic",
             outweighed ? painting : arithmetic, series_median(&r->cells));
    note_stages(note, sizeof note, r->stage);
    const struct series *floor = outweighed ? &r->arithmetic : &r->painting;
    report_row(
        &(struct row){load->group, what, "us", &r->ours, floor, HELD_RATIO, load->ratio_max, note});
}

static void beside_floor(const struct load *load, const struct scene *scene)
{
    struct side ours, floor;
    struct results r = {0};
    sides_check(scene);
    side_start(&ours, painter_ours, scene, NULL);
    side_start(&floor, painter_floor, scene, NULL);
    bool onwards = scene->place->onwards;
    int key = 0;
    for (struct rounds n = rounds(5, onwards ? ROUNDS_ONWARDS : 11, 2); rounds_next(&n);)
        if (onwards)
            round_onwards(&ours, &floor, &r, &key, n.warm_up);
        else
            one_round(&ours, &floor, &r, n.warm_up);
    side_stop(&ours);
    side_stop(&floor);
    report(load, scene, &r);
}

static void measure_view(const struct load *load, int view)
{
    for (int i = 0; i < PLACES * SIZES; i++) {
        struct size size = load->sizes[i / PLACES];
        struct scene scene = {.place = places[i % PLACES],
                              .view = view,
                              .rows = size.rows,
                              .cols = size.cols,
                              .tokens = load->tokens,
                              .d_model = load->d_model};
        beside_floor(load, &scene);
    }
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
    for (int k = 0; k < LOADS; k++)
        for (int view = 0; view < view_count; view++)
            if (wanted(loads[k].name, views[view].name, argc, argv)) measure_view(&loads[k], view);
    return 0;
}
