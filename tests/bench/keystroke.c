/* What a keystroke costs: the program's whole way from key to terminal, beside
 * ncurses painting the same changed cells and nothing else. They take turns. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "measure.h"
#include "sides.h"

#include "base/unicode.h"

#define ROUNDS 31
#define KEYS 20
#define RATIO_MAX 1.5

static const struct place at_end = {.what = "a letter at the end of the text",
                                    .token = SCENE_TOKENS - 1,
                                    .letter = -1,
                                    .keys = {'x', KEY_NAME_BACKSPACE},
                                    .key_count = 2};
static const struct place in_first = {.what = "a letter in the first word",
                                      .letter = 2,
                                      .keys = {'x', KEY_NAME_BACKSPACE},
                                      .key_count = 2};
static const struct place in_middle = {.what = "a letter in a word in the middle",
                                       .token = SCENE_TOKENS / 2,
                                       .letter = 2,
                                       .keys = {'x', KEY_NAME_BACKSPACE},
                                       .key_count = 2};
static const struct place a_space = {.what = "a space in the first word: every row moves",
                                     .letter = 2,
                                     .keys = {' ', KEY_NAME_BACKSPACE},
                                     .key_count = 2};

/* The Pipeline view, on a screen of PTY_ROWS x PTY_COLS. */
static const struct place *const places[] = {&at_end, &in_first, &in_middle, &a_space};
#define PLACES ((int)(sizeof places / sizeof *places))

struct results {
    struct series ours, floor, stage[STAGES], our_bytes, floor_bytes, rows, cells;
};

static void one_round(struct side *ours, struct side *floor, struct results *r, bool warm_up)
{
    struct answer a = side_ask(ours, KEYS, PAINTER_WHOLE), b = side_ask(floor, KEYS, PAINTER_WHOLE);
    double our_bytes = ours->bytes, floor_bytes = floor->bytes;
    struct answer split = side_ask(ours, KEYS, PAINTER_STAGES);
    if (warm_up) return;
    series_add(&r->ours, a.cpu / 1000);
    series_add(&r->floor, b.cpu / 1000);
    series_add(&r->our_bytes, our_bytes / KEYS);
    series_add(&r->floor_bytes, floor_bytes / KEYS);
    series_add(&r->rows, b.rows);
    series_add(&r->cells, b.cells);
    for (int k = 0; k < STAGES; k++) series_add(&r->stage[k], split.stage[k] / 1000);
}

static void report(const struct scene *scene, const struct results *r)
{
    char group[96], note[128];
    snprintf(group, sizeof group, "keystroke, %s", scene->place->what);
    snprintf(note, sizeof note, "%g of %d rows and %g of %d cells change", series_median(&r->rows),
             PTY_ROWS, series_median(&r->cells), PTY_ROWS * PTY_COLS);
    const char *what_cpu = "CPU, key to terminal";
    report_row(
        &(struct row){group, what_cpu, "us", &r->ours, &r->floor, HELD_RATIO, RATIO_MAX, note});
    for (int k = 0; k < STAGES; k++) {
        char what[64];
        snprintf(what, sizeof what, "  of which %s", stage_names[k]);
        report_row(&(struct row){group, what, "us", &r->stage[k], NULL, HELD_NONE, 0, NULL});
    }
    const struct series *ours = &r->our_bytes, *floor = &r->floor_bytes;
    report_row(
        &(struct row){group, "sent to the terminal", "bytes", ours, floor, HELD_NONE, 0, NULL});
}

static void measure(const struct scene *scene)
{
    struct side ours, floor;
    static struct results r;
    memset(&r, 0, sizeof r);
    sides_check(scene);
    side_start(&ours, painter_ours, scene, NULL);
    side_start(&floor, painter_floor, scene, NULL);
    for (struct rounds n = rounds(15, ROUNDS, 3); rounds_next(&n);)
        one_round(&ours, &floor, &r, n.warm_up);
    side_stop(&ours);
    side_stop(&floor);
    report(scene, &r);
}

/* All scenes, or those whose numbers are given, counted from 0. */
int main(int argc, char **argv)
{
    for (int i = 0; i < PLACES; i++) {
        bool wanted = argc == 1;
        for (int k = 1; k < argc; k++) wanted |= atoi(argv[k]) == i;
        struct scene scene = {.place = places[i],
                              .rows = PTY_ROWS,
                              .cols = PTY_COLS,
                              .tokens = SCENE_TOKENS,
                              .d_model = 512};
        if (wanted) measure(&scene);
    }
    return 0;
}
