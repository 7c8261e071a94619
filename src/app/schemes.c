#include "app/schemes.h"

#include <stdlib.h>

#include "app/action.h"
#include "app/app.h"
#include "app/model.h"

/* How far the collision finder goes; 0: over the sentence. */
static const int spans[] = {200, 1000, 0};
#define SPANS ((int)(sizeof spans / sizeof *spans))
#define SPAN_MAX 1000000 /* the tests cut it further */

int schemes_span(const struct app *a)
{
    int span = spans[a->schemes.span];
    uint64_t length = a->pipeline.count;
    return span ? span : length < SPAN_MAX ? (int)length : SPAN_MAX;
}

int schemes_first(const struct app *a)
{
    return a->params.scheme < scheme_real_count ? 0 : scheme_real_count;
}

int schemes_listed(const struct app *a)
{
    return a->params.scheme < scheme_real_count ? scheme_real_count : scheme_count - scheme_real_count;
}

static bool same_waves(const struct scheme_basis *a, const struct scheme_basis *b)
{
    return a->d_model == b->d_model && a->layout == b->layout && a->span == b->span && a->base <= b->base &&
           a->base >= b->base;
}

/* Of so many waves from the fastest on the one that tells apart is looked for. */
#define WAVES_MAX 64

static void find_repeat(const struct posenc *waves, int count, struct scheme_report *r)
{
    r->repeats = scheme_wave_repeats(waves, 0, count);
    r->apart_pair = 0;
    for (int i = 1; i < waves->pairs && i < WAVES_MAX; i++)
        if (scheme_wave_apart(waves, i, r->repeats) > scheme_wave_apart(waves, r->apart_pair, r->repeats))
            r->apart_pair = i;
}

/* What of a report holds still. Rows that depend on their position alone, as of_text says and
 * tests hold against every length, are the same in a text of another length. */
static void keep(const struct scheme *s, const struct scheme_basis *now, struct scheme_report *r)
{
    bool same = same_waves(&r->basis, now), same_offset = r->basis.offset == now->offset;
    bool same_text = same_offset && r->basis.length == now->length;
    r->waves_ready &= same && (!s->of_text || same_text);
    r->place_ready &= same && same_offset && (!s->of_text || same_text);
    r->text_ready &= same && same_text;
    if (!same || !same_offset)
        r->bounded.rows = r->bounded.later_rows = 0;
    r->basis = *now;
}

/* Brings one scheme's report up to date, as far as what it rests on has moved. */
static bool measure(const struct scheme *s, const struct scheme_context *c, const struct scheme_basis *now,
                    struct scheme_report *r)
{
    keep(s, now, r);
    if (!r->waves_ready && !(scheme_unique(s, c, now->span, &r->unique) && scheme_linear(s, c, &r->linear)))
        return false;
    if (!r->waves_ready && s->paired)
        find_repeat(c->waves, r->unique.count, r);
    r->waves_ready = true;
    if (!r->place_ready && !scheme_same(s, c, &r->same))
        return false;
    r->place_ready = true;
    if (!r->text_ready)
        scheme_bounded_on(s, c, &r->bounded);
    if (!r->text_ready && s->mistake)
        r->difference = scheme_difference(s, &schemes[0], c);
    r->text_ready = true;
    return true;
}

/* Those on screen, and the one in force. */
bool schemes_look(struct app *a, struct err *e)
{
    struct schemes_model *m = &a->schemes;
    const struct pipeline *p = &a->pipeline;
    if (!m->reports)
        m->reports = calloc((size_t)scheme_count, sizeof *m->reports);
    if (!m->reports)
        return err_memory(e);
    struct scheme_basis now = {p->params.d_model, (int)p->params.layout, schemes_span(a), p->params.base,
                               p->params.offset, p->count};
    int first = schemes_first(a) + (int)a->shown.list_first, last = first + a->shown.list_rows;
    for (int i = 0; i < scheme_count; i++)
        if ((i == p->params.scheme || (i >= first && i < last)) &&
            !measure(&schemes[i], &p->context, &now, &m->reports[i]))
            return err_memory(e);
    return true;
}

void schemes_free(struct app *a)
{
    free(a->schemes.reports);
    a->schemes.reports = NULL;
}

void schemes_say(struct app *a)
{
    const struct scheme *s = &schemes[a->params.scheme];
    if (s->mistake)
        app_say(a, "WRONG FORMULA %s: %s; c goes back", s->name, s->label);
    else
        app_say(a, "scheme %s: %s", s->name, s->label);
}

static unsigned run_span(struct app *a, const struct event *event)
{
    (void)event;
    a->schemes.span = (a->schemes.span + 1) % SPANS;
    app_say(a, "the collision finder compares %d positions", schemes_span(a));
    return 0;
}

/* The wrong formulas in turn, from the last to the first again; from a real
 * scheme to the first of them, or backwards to the last. */
static unsigned set_wrong(struct app *a, int by)
{
    int first = scheme_real_count, count = scheme_count - first, now = a->params.scheme - first;
    int to = now < 0 ? (by > 0 ? 0 : count - 1) : (now + by + count) % count;
    a->params.scheme = first + to;
    schemes_say(a);
    return 0;
}

static unsigned run_wrong_next(struct app *a, const struct event *event)
{
    (void)event;
    return set_wrong(a, 1);
}

static unsigned run_wrong_previous(struct app *a, const struct event *event)
{
    (void)event;
    return set_wrong(a, -1);
}

const struct action schemes_actions[SCHEMES_ACTIONS] = {
    {"collision-span", "x", CONTEXT_BODY, "collisions", "x",
     "look for collisions among 200 positions, 1000, or the sentence's", run_span},
    {"wrong-next", "w", CONTEXT_BODY, "wrong formulas", "w", "the museum: the next published mistake",
     run_wrong_next},
    {"wrong-previous", "W", CONTEXT_BODY, NULL, NULL, "the published mistake before it", run_wrong_previous},
};
