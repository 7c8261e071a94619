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
    (void)a;
    return 0;
}

int schemes_listed(const struct app *a)
{
    (void)a;
    return scheme_count;
}

static bool same_waves(const struct scheme_basis *a, const struct scheme_basis *b)
{
    return a->d_model == b->d_model && a->layout == b->layout && a->span == b->span && a->base <= b->base &&
           a->base >= b->base;
}

/* Brings one scheme's report up to date, as far as what it rests on has moved. */
static bool measure(const struct scheme *s, const struct scheme_context *c, const struct scheme_basis *now,
                    struct scheme_report *r)
{
    bool same_text = r->basis.offset == now->offset && r->basis.length == now->length;
    bool same = same_waves(&r->basis, now);
    r->waves_ready &= same && (!s->of_text || same_text);
    r->text_ready &= same && same_text;
    r->basis = *now;
    if (!r->waves_ready && !(scheme_unique(s, c, now->span, &r->unique) && scheme_linear(s, c, &r->linear)))
        return false;
    r->waves_ready = true;
    if (!r->text_ready && !scheme_same(s, c, &r->same))
        return false;
    if (!r->text_ready)
        r->bounded = scheme_bounded(s, c);
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

static unsigned run_span(struct app *a, const struct event *event)
{
    (void)event;
    a->schemes.span = (a->schemes.span + 1) % SPANS;
    app_say(a, "the collision finder compares %d positions", schemes_span(a));
    return 0;
}

const struct action schemes_actions[SCHEMES_ACTIONS] = {
    {"collision-span", "x", CONTEXT_BODY, "collisions", "x",
     "look for collisions among 200 positions, 1000, or the sentence's", run_span},
};
