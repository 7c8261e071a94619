#include "app/views/sum_keys.h"

#include "app/views/sum.h"

static unsigned run_pin(struct app *a, const struct event *event)
{
    (void)event;
    struct sum_model *m = &a->sum;
    if (!a->pipeline.count) {
        app_say(a, "there is no token to pin");
        return 0;
    }
    m->pinned = !(m->pinned && m->pin == a->token);
    m->pin = a->token;
    app_say(a, m->pinned ? "pinned: now move to the token that it is to be compared with"
                         : "unpinned: compared is the nearest other token of the same word");
    return 0;
}

/* The next token behind `from` of the selected one's index, round the end; the
 * selected token itself if there is none. */
static size_t next_alike(const struct app *a, size_t from)
{
    const struct pipeline *p = &a->pipeline;
    uint32_t index = pipeline_index(p, a->token);
    size_t next = from;
    for (int tries = 0; tries < 2; tries++) { /* the first may find the selected token */
        next = pipeline_next_use(p, index, next + 1);
        if (next == SIZE_MAX)
            next = pipeline_next_use(p, index, 0);
        if (next != a->token)
            break;
    }
    return next;
}

static unsigned run_pin_next(struct app *a, const struct event *event)
{
    (void)event;
    struct sum_model *m = &a->sum;
    if (!a->pipeline.count) {
        app_say(a, "there is no token to pin");
        return 0;
    }
    size_t found = next_alike(a, sum_pair(a).other);
    if (found == a->token) {
        app_say(a, "the text has no other token of this word");
        return 0;
    }
    m->pinned = true;
    m->pin = found;
    return 0;
}

static unsigned run_guess(struct app *a, const struct event *event)
{
    (void)event;
    a->sum.guessing = !a->sum.guessing;
    return 0;
}

static unsigned page_dims(struct app *a, int by)
{
    int page = a->shown.window.dims > 1 ? a->shown.window.dims - 1 : 1;
    int dim = a->dim + by * page, last = a->params.d_model - 1;
    a->dim = dim < 0 ? 0 : dim > last ? last : dim;
    return 0;
}

static unsigned run_page_back(struct app *a, const struct event *event)
{
    (void)event;
    return page_dims(a, -1);
}

static unsigned run_page_on(struct app *a, const struct event *event)
{
    (void)event;
    return page_dims(a, 1);
}

const struct action sum_actions[SUM_ACTION_COUNT] = {
    {"sum-pin", "y", CONTEXT_BODY, "pin", "y", "pin this token to compare others with it, or unpin it",
     run_pin},
    {"sum-pin-next", "Y", CONTEXT_BODY, NULL, NULL, "pin the next token of the same word", run_pin_next},
    {"sum-guess", "e", CONTEXT_BODY, "guess", "e", "guess word and position from X alone", run_guess},
    {"sum-page-back", "C-Left", CONTEXT_BODY, NULL, NULL, "a page of dimensions back", run_page_back},
    {"sum-page-on", "C-Right", CONTEXT_BODY, NULL, NULL, "a page of dimensions on", run_page_on},
};
