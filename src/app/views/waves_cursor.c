/* Positions that have no token, and the second cursor. */
#include <math.h>
#include <string.h>

#include "app/state/view.h"
#include "app/views/waves.h"
#include "app/views/waves_parts.h"
#include "base/num.h"
#include "base/words.h"

static uint64_t text_start(const struct app *a)
{
    return a->params.offset;
}

static uint64_t text_last(const struct app *a)
{
    size_t count = a->pipeline.count;
    return pipeline_position(&a->pipeline, count ? count - 1 : 0);
}

bool waves_picked(const struct app *a)
{
    const struct waves_model *m = &a->waves;
    return app_model(a) == &waves_model && m->away && m->picked &&
           m->from == pipeline_position(&a->pipeline, a->token);
}

bool waves_sines_only(const struct app *a)
{
    return a->waves.sines && schemes[a->params.scheme].paired;
}

bool waves_compares(const struct app *a)
{
    return a->waves.pinned || waves_sines_only(a);
}

bool waves_second(const struct app *a, uint64_t *position)
{
    const struct waves_model *m = &a->waves;
    bool sines = waves_sines_only(a);
    *position = sines ? m->twin : m->pin;
    return sines ? m->twinned : m->pinned;
}

int waves_spots(const struct app *a, struct posenc_spot spots[2])
{
    struct waves_place place = waves_place(a);
    spots[0] = (struct posenc_spot){place.position, place.part};
    spots[1].part = 0;
    return 1 + waves_second(a, &spots[1].position);
}

static bool has_token(const struct app *a, uint64_t position)
{
    return position >= text_start(a) && position - text_start(a) < a->pipeline.count;
}

void waves_go(struct app *a, uint64_t position)
{
    struct waves_model *m = &a->waves;
    m->playing = m->away = m->picked = false;
    if (has_token(a, position)) {
        a->token = (size_t)(position - text_start(a));
        return;
    }
    m->away = m->picked = true;
    m->from = pipeline_position(&a->pipeline, a->token);
    m->travelled = (double)position - (double)m->from;
}

/* Actions that go to a token and would leave the selection as it is if it is there already. */
static bool goes_to_token(const struct action *action)
{
    static const char *const names[] = {"first-token", "last-token",     "page-up",
                                        "page-down",   "find-text-next", "find-text-previous"};
    for (size_t i = 0; action && i < COUNT(names); i++)
        if (strcmp(action->name, names[i]) == 0) return true;
    return false;
}

void waves_leave(struct app *a, const struct event *event)
{
    enum target_kind kind = event->target.kind;
    bool press = event->type == EVENT_MOUSE && event->mouse == MOUSE_PRESS &&
                 (kind == TARGET_TOKEN || kind == TARGET_CELL || kind == TARGET_SENTENCE),
         key =
             event->type == EVENT_KEY && goes_to_token(action_find(a, app_context(a), event->key));
    if (a->waves.picked && (press || key)) a->waves.away = a->waves.picked = false;
}

void waves_wanted(const struct app *a, uint64_t *low, uint64_t *high)
{
    const struct waves_model *m = &a->waves;
    uint64_t wanted[2] = {waves_place(a).position, m->pin};
    bool is_wanted[2] = {waves_picked(a), m->pinned && !waves_sines_only(a)};
    *low = text_start(a);
    *high = text_last(a);
    for (int i = 0; i < 2; i++) {
        if (is_wanted[i] && wanted[i] < *low) *low = wanted[i];
        if (is_wanted[i] && wanted[i] > *high) *high = wanted[i];
    }
}

void waves_look_twin(struct app *a)
{
    struct waves_model *m = &a->waves;
    const struct posenc *waves = &a->pipeline.waves;
    uint64_t at = waves_place(a).position, first = m->first,
             last = m->first + (uint64_t)waves_span(a) - 1;
    bool cosine;
    m->twinned = false;
    if (!waves_sines_only(a)) return;
    if (at > first + WAVES_TWIN_REACH) first = at - WAVES_TWIN_REACH;
    if (last > at + WAVES_TWIN_REACH) last = at + WAVES_TWIN_REACH;
    m->twinned = posenc_twin(waves, posenc_pair(waves, a->dim, &cosine), at, first, last, &m->twin);
}

/* ---- keys -------------------------------------------------------------- */

void waves_step(struct app *a, int by)
{
    uint64_t at =
        waves_picked(a) ? waves_place(a).position : pipeline_position(&a->pipeline, a->token);
    bool ends = by < 0 ? at == 0 : at + 1 >= WAVES_END || !pipeline_complete(&a->pipeline);
    if (!ends || has_token(a, at + (uint64_t)(int64_t)by)) waves_go(a, at + (uint64_t)(int64_t)by);
}

static uint64_t position_max(const struct app *a)
{
    uint64_t last = text_last(a);
    return last > OFFSET_MAX ? last : OFFSET_MAX;
}

static bool accept_position(struct app *a, const char *answer, struct err *e)
{
    uint64_t position;
    if (!app_read_number(answer, 0, position_max(a), &position, e)) return false;
    waves_go(a, position);
    if (a->waves.picked)
        app_say(a, _("position %llu has no token; g goes back to the text"),
                (unsigned long long)position);
    return true;
}

static void position_range(const struct app *a, struct str *out)
{
    str_addf(out, "0 … %llu", (unsigned long long)position_max(a));
}

void waves_ask(struct app *a, int by)
{
    static const struct prompt_kind ask_position = {
        .label = N_("go to position"), .accept = accept_position, .range = position_range};
    (void)by;
    app_ask(a, &ask_position);
}

void waves_pin(struct app *a, int by)
{
    (void)by;
    a->waves.pinned = true;
    a->waves.sines = false;
    a->waves.pin = waves_place(a).position;
    app_say(a, _("b is pinned at position %llu: now go to another, a; Y takes b away"),
            (unsigned long long)a->waves.pin);
}

void waves_unpin(struct app *a, int by)
{
    (void)by;
    app_say(a, a->waves.pinned ? _("the second position is taken away")
                               : _("there is no second position: y pins one"));
    a->waves.pinned = false;
}

void waves_sines(struct app *a, int by)
{
    (void)by;
    if (!schemes[a->params.scheme].paired) {
        app_say(a, _("this scheme has no cosines to take out"));
        return;
    }
    if (a->params.d_model < 2 && !a->waves.sines) {
        app_say(a, _("d_model 1 is a lone sine: there is no cosine to take out"));
        return;
    }
    a->waves.sines = !a->waves.sines;
    app_say(a, a->waves.sines ? _("the cosines are taken out; o brings them back")
                              : _("sines and cosines again"));
}
