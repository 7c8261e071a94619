/* How a keystroke grows with the text and with the vocabulary. The same scenes on
 * texts that end (and begin, and have in their middle) alike, in turns. */
#include <stdio.h>
#include <string.h>

#include "measure.h"
#include "sides.h"

#include "base/unicode.h"
#include "view/chrome/view.h"

#define GROWTH_MAX 1.2
#define TURNS 4 /* of the keys, in a round */
#define SIZES_MAX 4

static const struct place *const views_places[] = {&place_select, &place_type};
/* Wherever the cursor is: in the Pipeline view. After a jump only what is typed counts. */
static const struct place at_front = {.what = "type at front",
                                      .part = PART_FRONT,
                                      .letter = 2,
                                      .keys = {'x', KEY_NAME_BACKSPACE},
                                      .key_count = 2};
static const struct place in_middle = {.what = "type in middle",
                                       .part = PART_MIDDLE,
                                       .token = SCENE_TOKENS / 2,
                                       .letter = 2,
                                       .keys = {'x', KEY_NAME_BACKSPACE},
                                       .key_count = 2};
static const struct place after_jump = {
    .what = "type after jump",
    .token = SCENE_TOKENS - 1,
    .letter = -1,
    .keys = {KEY_NAME_HOME, 'x', KEY_NAME_BACKSPACE, KEY_NAME_END, 'x', KEY_NAME_BACKSPACE},
    .key_count = 6,
    .unmeasured = 1 | 4 | 8 | 32};
static const struct place *const text_places[] = {&at_front, &in_middle, &place_type, &after_jump};
#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

/* Texts and vocabularies, each beside the first of its table. */
struct size {
    const char *name;
    size_t tokens, vocabulary;
};
static const struct growth {
    const char *group;
    struct size sizes[SIZES_MAX];
    int count;
    const struct place *const *places;
    int place_count;
    bool every_view; /* else the first */
} growths[] = {
    {"growth with the text, 120x40, d=512",
     {{"10^2", 100, 0}, {"10^4", 10000, 0}, {"10^6", 1000000, 0}, {"2.4x10^6", 2400000, 0}},
     4,
     text_places,
     COUNT(text_places),
     false},
    {"growth with the text, every view, 120x40, d=512",
     {{"10^2", 100, 0}, {"10^4", 10000, 0}, {"10^6", 1000000, 0}},
     3,
     views_places,
     COUNT(views_places),
     true},
    {"growth with the vocabulary, every view, 120x40, d=512",
     {{"10^3 words", 1000, 1000}, {"10^6 words", 1000, 1000000}},
     2,
     views_places,
     COUNT(views_places),
     true},
};

static void report(const struct growth *g, int k, int view, const struct place *place,
                   const struct series *cpu, const struct side *side, size_t bytes)
{
    char what[64], note[160];
    int keys = TURNS * place->key_count;
    snprintf(what, sizeof what, "%s, %s, %s", views[view].name, place->what, g->sizes[k].name);
    snprintf(note, sizeof note,
             "floor: the same with %s; text of %.2g MB; %.0f bytes sent a key, %.0f there",
             g->sizes[0].name, (double)bytes / 1e6, side[k].bytes / keys, side[0].bytes / keys);
    report_row(&(struct row){g->group, what, "us", &cpu[k], &cpu[0], HELD_RATIO, GROWTH_MAX, note});
}

static void grow(const struct growth *g, int view, const struct place *place)
{
    struct side side[SIZES_MAX];
    struct scene scene[SIZES_MAX];
    static struct series cpu[SIZES_MAX];
    memset(cpu, 0, sizeof cpu);
    for (int k = 0; k < g->count; k++) {
        const struct size *size = &g->sizes[k];
        scene[k] = (struct scene){.place = place,
                                  .view = view,
                                  .rows = PTY_ROWS,
                                  .cols = PTY_COLS,
                                  .tokens = size->tokens,
                                  .vocabulary = size->vocabulary,
                                  .d_model = 512};
        side_start(&side[k], painter_ours, &scene[k], NULL);
    }
    for (struct rounds n = rounds(9, 15, 2); rounds_next(&n);)
        for (int k = 0; k < g->count; k++) {
            struct answer a = side_ask(&side[k], TURNS * place->key_count, PAINTER_WHOLE);
            if (!n.warm_up) series_add(&cpu[k], a.cpu / 1000);
        }
    for (int k = 0; k < g->count; k++) side_stop(&side[k]);
    for (int k = 1; k < g->count; k++)
        report(g, k, view, place, cpu, side, scene_bytes(scene_prepare(&scene[k])));
}

int main(void)
{
    for (int i = 0; i < COUNT(growths); i++)
        for (int view = 0; view < (growths[i].every_view ? view_count : 1); view++)
            for (int k = 0; k < growths[i].place_count; k++)
                grow(&growths[i], view, growths[i].places[k]);
    return 0;
}
