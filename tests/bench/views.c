/* What a keystroke costs in every view, beside ncurses painting the same changed
 * cells, or beside its bare arithmetic where that is more; and how that grows
 * with the number of tokens and with the vocabulary. */
#include <stdio.h>
#include <string.h>

#include "measure.h"
#include "sides.h"

#include "base/unicode.h"
#include "view/view.h"

#define ROUNDS 9
#define GROWTH_ROUNDS 15
#define KEYS 8 /* whole turns of two and of four keys */
#define RATIO_MAX 2.0
#define GROWTH_MAX 1.2
#define TOKENS 10000
#define D_MODEL 4096

static const struct place places[] = {
    {"select", true, SCENE_TOKENS / 2, 0, {KEY_NAME_RIGHT, KEY_NAME_DOWN, KEY_NAME_LEFT, KEY_NAME_UP}, 4},
    {"type", false, SCENE_TOKENS - 1, -1, {'x', KEY_NAME_BACKSPACE}, 2},
};
#define PLACES ((int)(sizeof places / sizeof *places))
/* Behind this all that is known of the tokens has to move: not held to the target. */
static const struct place at_front = {"type at the front", false, -1, -1, {'x', KEY_NAME_BACKSPACE}, 2};

static const struct {
    int rows, cols;
} screens[] = {{40, 120}, {67, 240}};
#define SCREENS ((int)(sizeof screens / sizeof *screens))

static const char *const group_places = "views: a keystroke, d=4096, 10 000 tokens";

/* ---- beside the floor -------------------------------------------------- */

struct results {
    struct series ours, painting, arithmetic, stage[STAGES], cells;
};

static void one_round(struct side *ours, struct side *floor, struct results *r, bool warm_up)
{
    struct answer a = side_ask(ours, KEYS, WORK_WHOLE), b = side_ask(floor, KEYS, WORK_WHOLE);
    struct answer bare = side_ask(ours, KEYS, WORK_ARITHMETIC);
    struct answer split = side_ask(ours, KEYS, WORK_STAGES);
    if (warm_up)
        return;
    series_add(&r->ours, a.cpu / 1000);
    series_add(&r->painting, b.cpu / 1000);
    series_add(&r->arithmetic, bare.cpu / 1000);
    series_add(&r->cells, b.cells);
    for (int k = 0; k < STAGES; k++)
        series_add(&r->stage[k], split.stage[k] / 1000);
}

static void report(const struct scene *scene, const struct results *r)
{
    char what[64], note[240];
    const struct series *s = r->stage;
    snprintf(what, sizeof what, "%s, %s, %dx%d", views[scene->view].name, scene->place->what, scene->cols,
             scene->rows);
    double painting = series_median(&r->painting), arithmetic = series_median(&r->arithmetic);
    bool outweighed = arithmetic > painting;
    snprintf(note, sizeof note,
             "floor: %s (%s %.0f us); %.0f cells change; %s %.0f, %s %.0f, %s %.0f, %s %.0f us",
             outweighed ? "arithmetic" : "painting", outweighed ? "painting" : "arithmetic",
             outweighed ? painting : arithmetic, series_median(&r->cells), stage_names[0],
             series_median(&s[0]), stage_names[1], series_median(&s[1]), stage_names[2], series_median(&s[2]),
             stage_names[3], series_median(&s[3]));
    const struct series *floor = outweighed ? &r->arithmetic : &r->painting;
    report_row(&(struct row){group_places, what, "us", &r->ours, floor, HELD_RATIO, RATIO_MAX, note});
}

static void beside_floor(const struct scene *scene)
{
    struct side ours, floor;
    struct results r = {0};
    side_start(&ours, painter_ours, scene);
    side_start(&floor, painter_floor, scene);
    for (int i = -1; i < ROUNDS; i++)
        one_round(&ours, &floor, &r, i < 0);
    side_stop(&ours);
    side_stop(&floor);
    report(scene, &r);
}

/* ---- growth ------------------------------------------------------------ */

/* Texts and vocabularies, each beside the first of its table. */
struct size {
    const char *name;
    size_t tokens, vocabulary;
};
struct growth {
    const char *group;
    struct size sizes[3];
    int count;
};
static const struct growth growths[] = {
    {"growth with the text, 120x40, d=512", {{"10^2", 100, 0}, {"10^4", 10000, 0}, {"10^6", 1000000, 0}}, 3},
    {"growth with the vocabulary, 120x40, d=512", {{"10^3", 1000, 1000}, {"10^6", 1000, 1000000}}, 2},
};
#define GROWTHS ((int)(sizeof growths / sizeof *growths))

static void grow(const struct growth *g, int view, const struct place *place)
{
    struct side side[3];
    struct scene scene[3];
    static struct series cpu[3];
    memset(cpu, 0, sizeof cpu);
    for (int k = 0; k < g->count; k++) {
        const struct size *size = &g->sizes[k];
        scene[k] = (struct scene){.place = place, .view = view, .rows = PTY_ROWS, .cols = PTY_COLS,
                                  .tokens = size->tokens, .vocabulary = size->vocabulary, .d_model = 512};
        side_start(&side[k], painter_ours, &scene[k]);
    }
    for (int i = -1; i < GROWTH_ROUNDS; i++)
        for (int k = 0; k < g->count; k++) {
            struct answer a = side_ask(&side[k], KEYS, WORK_WHOLE);
            if (i >= 0)
                series_add(&cpu[k], a.cpu / 1000);
        }
    for (int k = 0; k < g->count; k++)
        side_stop(&side[k]);
    for (int k = 1; k < g->count; k++) {
        char what[64], note[96];
        snprintf(what, sizeof what, "%s, %s, %s", views[view].name, place->what, g->sizes[k].name);
        snprintf(note, sizeof note, "floor: the same with %s; %.0f bytes sent, %.0f there", g->sizes[0].name,
                 side[k].bytes / KEYS, side[0].bytes / KEYS);
        enum held held = place == &at_front ? HELD_NONE : HELD_RATIO;
        report_row(&(struct row){g->group, what, "us", &cpu[k], &cpu[0], held, GROWTH_MAX, note});
    }
}

/* Everything, or the views whose names are given. */
static bool wanted(int view, int argc, char **argv)
{
    for (int k = 1; k < argc; k++)
        if (strcmp(argv[k], views[view].name) == 0)
            return true;
    return argc == 1;
}

int main(int argc, char **argv)
{
    for (int view = 0; view < view_count; view++)
        for (int i = 0; i < PLACES * SCREENS && wanted(view, argc, argv); i++) {
            struct scene scene = {.place = &places[i % PLACES],
                                  .view = view,
                                  .rows = screens[i / PLACES].rows,
                                  .cols = screens[i / PLACES].cols,
                                  .tokens = TOKENS,
                                  .d_model = D_MODEL};
            beside_floor(&scene);
        }
    for (int g = 0; g < GROWTHS; g++)
        for (int view = 0; view < view_count; view++)
            for (int i = 0; i < PLACES && wanted(view, argc, argv); i++)
                grow(&growths[g], view, &places[i]);
    if (wanted(0, argc, argv))
        grow(&growths[0], 0, &at_front);
    return 0;
}
