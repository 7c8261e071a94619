#include "app/views/embedding.h"

#include <math.h>
#include <stdlib.h>

#include "app/state/view.h"
#include "app/views/vocabulary.h"
#include "base/num.h"
#include "base/words.h"

/* On a near word that the text does not have: it is looked up in the vocabulary. */
static bool click(struct app *a, const struct target *target)
{
    if (target->index < 0 || target->index >= vocabulary_size(a)) return false;
    app_show(a, "vocabulary");
    vocabulary_go(a, (uint32_t)target->index);
    return true;
}

static void next_matrix(struct app *a, int by)
{
    static const char *const said[EMBEDDING_MATRICES] = {
        [EMBEDDING_E] = N_("the bars show E, the word's row of the table, like near words and map"),
        [EMBEDDING_P] = N_("the bars show P, the position's row; near words and map stay with E"),
        [EMBEDDING_X] = N_("the bars show X = E + P; near words and map stay with E"),
    };
    struct embedding_model *m = &a->embedding;
    m->matrix = (enum embedding_matrix)(((int)m->matrix + by) % EMBEDDING_MATRICES);
    if (m->matrix == EMBEDDING_X && a->params.join == JOIN_CONCATENATE) {
        m->matrix = EMBEDDING_E;
        app_say(a, _("X = [E, P] is E and then P: the bars show them one at a time, now E"));
        return;
    }
    app_say(a, "%s", _(said[m->matrix]));
}

/* The zoom of every view, with one step below one column a dimension; 0: as fits. */
static void zoom(struct app *a, int by)
{
    struct embedding_model *m = &a->embedding;
    int cols = (m->half ? 0 : a->shown.cell_cols) + by;
    if (cols < 0 || cols > ZOOM_MAX) {
        app_say(a, _("from two tokens a line (with 256 colours) to %d columns a dimension"),
                ZOOM_MAX);
        return;
    }
    m->half = by && cols == 0;
    if (m->half)
        app_say(a, _("two tokens a line, where there are 256 colours and half blocks; else one"));
    a->zoom = by ? max_int(cols, 1) : 0;
}

enum embedding_arrow embedding_arrow_state(const struct app *a)
{
    const struct pipeline *p = &a->pipeline;
    if (!a->embedding.arrows) return ARROW_OFF;
    if (a->params.d_model < 2) return ARROW_NO_PLANE;
    if (!p->count) return ARROW_NO_TOKEN;
    return pipeline_has_position(p, pipeline_position(p, a->token)) ? ARROW_ON : ARROW_NO_ROW;
}

static void flip_arrows(struct app *a, int by)
{
    (void)by;
    static const char *const said[] = {
        [ARROW_OFF] = N_("the map: the words alone"),
        [ARROW_NO_PLANE] = N_("d_model 1: one axis, no plane, so no arrows"),
        [ARROW_NO_TOKEN] = N_("no token is selected, so the map has no arrows"),
        [ARROW_ON] = N_("the map: the same P of the selected position on every word, as an arrow"),
    };
    a->embedding.arrows = !a->embedding.arrows;
    enum embedding_arrow state = embedding_arrow_state(a);
    if (state != ARROW_OFF && !a->shown.own_cols)
        app_say(a, _("arrows are for the map, which has no room on this screen"));
    else if (state == ARROW_NO_ROW)
        app_say(a, _("position %llu has no row of P, so the map has no arrows"),
                (unsigned long long)pipeline_position(&a->pipeline, a->token));
    else
        app_say(a, "%s", _(said[state]));
}

/* What P of the selected position adds to a word, on the map. */
static bool look_for_arrow(struct app *a)
{
    struct embedding_model *m = &a->embedding;
    int d = a->params.d_model;
    m->arrow[0] = m->arrow[1] = (double)NAN;
    if (embedding_arrow_state(a) != ARROW_ON) return true;
    if (!view_reserve(&m->place, (size_t)d)) return false;
    pipeline_p_row(&a->pipeline, a->token, 0, d, m->place);
    word_map_project(&m->map, d, m->place, m->arrow);
    return true;
}

static bool look_for_nearest(struct app *a)
{
    const struct pipeline *p = &a->pipeline;
    struct nearest *n = &a->embedding.nearest;
    struct row_source table = pipeline_table(p);
    uint32_t index = pipeline_index(p, a->token), size = (uint32_t)pipeline_vocab_size(p);
    if (index == ROW_NONE) return true;
    if (!nearest_want(n, &table, p->revision.table, index, size)) return false;
    if (!n->next) nearest_step(n, EMBEDDING_START);
    return true;
}

static bool look_for_repeats(struct app *a)
{
    struct embedding_model *m = &a->embedding;
    int wanted = a->shown.own_rows / EMBEDDING_PAIRS_SHARE;
    return repeats_read(&m->repeats, &a->pipeline, &m->passage, a->token, wanted);
}

static bool look(struct app *a, struct err *e)
{
    struct embedding_model *m = &a->embedding;
    struct row_source table = pipeline_table(&a->pipeline);
    passage_read(&a->pipeline, a->token, &m->passage);
    bool ok =
        !a->shown.own_cols || word_map_set(&m->map, &table, m->passage.index, m->passage.count);
    if (a->shown.own_cols) ok = ok && look_for_arrow(a);
    if (a->shown.own_rows && a->pipeline.count)
        ok = ok && look_for_nearest(a) && look_for_repeats(a) && embedding_compare_trained(a);
    return ok || err_memory(e);
}

static void tick(struct app *a)
{
    struct nearest *n = &a->embedding.nearest;
    if (n->revision && !nearest_done(n)) nearest_step(n, EMBEDDING_SLICE);
}

static int64_t deadline(const struct app *a)
{
    bool wanted = a->shown.own_rows && a->token < a->pipeline.count &&
                  !pipeline_is_gap(&a->pipeline, a->token);
    return wanted && !nearest_done(&a->embedding.nearest) ? a->now : -1;
}

static void free_searches(struct app *a)
{
    word_map_free(&a->embedding.map);
    free(a->embedding.place);
    a->embedding.place = NULL;
    nearest_free(&a->embedding.nearest);
    repeats_free(&a->embedding.repeats);
}

static const struct action own_actions[] = {
    {"matrix", "e", CONTEXT_BODY, "E P X", "e", N_("the bars show E, P or X"), next_matrix, 1},
    {"arrows", "v", CONTEXT_BODY, N_("arrows"), "v",
     N_("on the map: what P of the selected position adds to every word"), flip_arrows, 0},
    {"bars-wider", "+", CONTEXT_BODY, N_("zoom"), "+ -",
     N_("wider cells, up to the numbers themselves"), zoom, 1},
    {"bars-narrower", "-", CONTEXT_BODY, NULL, NULL, N_("narrower cells, then two tokens a line"),
     zoom, -1},
    {"bars-fit", "=", CONTEXT_BODY, NULL, NULL, N_("cells as wide as lets all dimensions show"),
     zoom, 0},
};

const struct model embedding_model = {
    MODEL_ACTIONS(own_actions), .explains_e = true,    .click = click, .look = look, .tick = tick,
    .deadline = deadline,       .free = free_searches,
};
