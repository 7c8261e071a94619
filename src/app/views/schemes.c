#include "app/views/schemes.h"

#include <stdio.h>
#include <stdlib.h>

#include "app/state/view.h"
#include "base/memory.h"
#include "base/words.h"

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
    return a->params.scheme < scheme_real_count ? scheme_real_count
                                                : scheme_count - scheme_real_count;
}

static bool same_basis(const struct scheme_basis *a, const struct scheme_basis *b)
{
    return a->waves == b->waves && a->places == b->places && a->span == b->span;
}

#define WAVES_MAX 64 /* the fastest: among them is the one that tells two positions apart */

static void find_repeat(const struct posenc *waves, int count, struct scheme_report *r)
{
    r->repeats = scheme_wave_repeats(waves, 0, count);
    r->apart_pair = 0;
    for (int i = 1; i < waves->pairs && i < WAVES_MAX; i++)
        if (scheme_wave_apart(waves, i, r->repeats) >
            scheme_wave_apart(waves, r->apart_pair, r->repeats))
            r->apart_pair = i;
}

/* What rests on the codes of the first positions. These searches take tens of milliseconds, so that
 * they are kept until the codes change. */
static bool measure_codes(const struct scheme *s, const struct pipeline *p, int span,
                          struct scheme_report *r)
{
    struct scheme_basis now = {p->revision.waves, s->of_text ? p->revision.places : 0, span};
    if (same_basis(&now, &r->codes)) return true;
    if (!scheme_unique(s, &p->context, span, &r->unique) ||
        !scheme_linear(s, &p->context, &r->linear))
        return false;
    if (s->paired) find_repeat(&p->waves, r->unique.count, r);
    r->codes = now;
    return true;
}

/* What rests on the text's positions too: some milliseconds for each wrong formula. */
static bool measure_text(const struct scheme *s, const struct pipeline *p, struct scheme_report *r)
{
    struct scheme_basis now = {p->revision.waves, p->revision.places, 0};
    if (same_basis(&now, &r->text)) return true;
    if (!scheme_same(s, &p->context, &r->same)) return false;
    r->bounded = scheme_bounded(s, &p->context);
    if (s->mistake) r->difference = scheme_difference(s, &schemes[0], &p->context);
    r->text = now;
    r->length = p->count;
    r->measured = true;
    return true;
}

/* Those on screen, and the one in force. */
static bool look(struct app *a, struct err *e)
{
    struct schemes_model *m = &a->schemes;
    const struct pipeline *p = &a->pipeline;
    if (!m->reports) m->reports = memory_zeros((size_t)scheme_count, sizeof *m->reports);
    if (!m->reports) return err_memory(e);
    int span = schemes_span(a);
    if (m->page_scheme != p->params.scheme) m->page = 0;
    m->page_scheme = p->params.scheme;
    int first = schemes_first(a) + (int)a->shown.list_first, last = first + a->shown.own_rows;
    for (int i = 0; i < scheme_count; i++)
        if ((i == p->params.scheme || (i >= first && i < last)) &&
            !(measure_codes(&schemes[i], p, span, &m->reports[i]) &&
              measure_text(&schemes[i], p, &m->reports[i])))
            return err_memory(e);
    return true;
}

static void free_reports(struct app *a)
{
    free(a->schemes.reports);
    a->schemes.reports = NULL;
}

/* Which rows a table that ends has, and which of them the text reads. */
static void say_table(struct app *a, const struct scheme *s)
{
    uint64_t limit = s->limit, first = a->params.offset, end = first + a->pipeline.count;
    char reads[96] = "";
    if (a->pipeline.count && first < limit)
        snprintf(reads, sizeof reads, _(", of which this text reads %llu … %llu"),
                 (unsigned long long)first, (unsigned long long)(end < limit ? end : limit) - 1);
    const struct row_table *trained = a->pipeline.context.learned;
    if (trained && trained->count) {
        app_say(a,
                _("scheme %s: rows 0 … %llu%s; rows %u … %u are trained here, the others as they "
                  "were drawn: E shows all as drawn"),
                s->name, (unsigned long long)limit - 1, reads, trained->index[0],
                trained->index[trained->count - 1]);
        return;
    }
    app_say(a,
            _("scheme %s: rows 0 … %llu, made once%s; a later position has none: –; drawn at "
              "random, not trained here. Vaswani et al. 2017 found learned and fixed nearly equal; "
              "BERT and GPT-2 learn theirs"),
            s->name, (unsigned long long)limit - 1, reads);
}

void schemes_say(struct app *a)
{
    const struct scheme *s = &schemes[a->params.scheme];
    if (s->mistake)
        app_say(a, _("WRONG FORMULA %s: %s; c goes back"), s->name, _(s->label));
    else if (s->limit)
        say_table(a, s);
    else
        app_say(a, _("scheme %s: %s"), s->name, _(s->label));
}

/* On a scheme's name. */
static bool click(struct app *a, const struct target *target)
{
    if (target->index < 0 || target->index >= scheme_count) return false;
    a->params.scheme = (int)target->index;
    schemes_say(a);
    return true;
}

static void next_span(struct app *a, int by)
{
    a->schemes.span = (a->schemes.span + by) % SPANS;
    int span = schemes_span(a), d = a->params.d_model;
    int count = scheme_unique_count(&schemes[a->params.scheme], &a->pipeline.context, span);
    if (count < span && !schemes[a->params.scheme].of_text && !schemes[a->params.scheme].limit)
        app_say(a, _("the collision finder compares %d positions: d_model %d is too large for %d"),
                count, d, span);
    else
        app_say(a,
                words_plural("the collision finder compares %d position",
                             "the collision finder compares %d positions",
                             (unsigned long long)count),
                count);
}

/* The wrong formulas in turn, from the last to the first again; from a real
 * scheme to the first of them, or backwards to the last. */
static void next_wrong(struct app *a, int by)
{
    int first = scheme_real_count, count = scheme_count - first, now = a->params.scheme - first;
    int to = now < 0 ? (by > 0 ? 0 : count - 1) : (now + by + count) % count;
    a->params.scheme = first + to;
    schemes_say(a);
}

/* The schemes that are listed in turn: the real ones, or the wrong formulas. */
static void step(struct app *a, int by)
{
    int first = schemes_first(a), count = schemes_listed(a);
    a->params.scheme = first + (a->params.scheme - first + by + count) % count;
    schemes_say(a);
}

static void move_token(struct app *a, int by)
{
    size_t last = a->pipeline.count ? a->pipeline.count - 1 : 0;
    if (by < 0)
        a->token -= a->token > 0;
    else
        a->token += a->token < last;
}

static void turn_page(struct app *a, int by)
{
    a->schemes.page += by;
}

static const struct action own_actions[] = {
    {"schemes-up", "Up", CONTEXT_BODY, N_("scheme"), "↑↓ c", N_("the scheme above it in the list"),
     step, -1},
    {"schemes-down", "Down", CONTEXT_BODY, NULL, NULL, N_("the scheme below it in the list"), step,
     1},
    {"schemes-before", "k", CONTEXT_BODY, N_("position"), "j k", N_("previous token"), move_token,
     -1},
    {"schemes-after", "j", CONTEXT_BODY, NULL, NULL, N_("next token"), move_token, 1},
    {"schemes-words-on", "PgDn", CONTEXT_BODY, NULL, NULL,
     N_("the next page of what the tests found, where it has more than one"), turn_page, 1},
    {"schemes-words-back", "PgUp", CONTEXT_BODY, NULL, NULL, N_("the page of it before"), turn_page,
     -1},
    {"collision-span", "x", CONTEXT_BODY, N_("collisions"), "x",
     N_("look for collisions among 200 positions, 1000, or the sentence's"), next_span, 1},
    {"wrong-next", "w", CONTEXT_BODY, N_("wrong formulas"), "w",
     N_("the museum: the next published mistake"), next_wrong, 1},
    {"wrong-previous", "W", CONTEXT_BODY, NULL, NULL, N_("the published mistake before it"),
     next_wrong, -1},
};

const struct model schemes_model = {
    MODEL_ACTIONS(own_actions), .own_scale = true, .click = click, .look = look,
    .free = free_reports,
};
