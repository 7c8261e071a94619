#include "app/views/waves.h"

#include <math.h>

#include "app/state/view.h"
#include "app/views/waves_parts.h"
#include "base/num.h"
#include "base/words.h"

#define SPAN_STEP 4   /* positions that the sentence's own span grows by */
#define SPEED_START 2 /* row of speeds[] */

static const double speeds[] = {0.5, 1,    2,    5,    10,    20,    50,    100,   200,
                                500, 1000, 2000, 5000, 10000, 20000, 50000, 100000};
#define SPEEDS ((int)(sizeof speeds / sizeof *speeds))

/* Of the text, the position that was gone to and the pinned one, where all of them can be. */
int waves_span(const struct app *a)
{
    uint64_t low, high;
    if (a->waves.span) return a->waves.span;
    waves_wanted(a, &low, &high);
    int64_t count = (int64_t)(high - low) + (a->pipeline.count || high > low);
    if (count > WAVES_SPAN_MAX) count = (int64_t)a->pipeline.count;
    return clamp_int((count + SPAN_STEP - 1) / SPAN_STEP * SPAN_STEP, WAVES_SPAN_MIN,
                     WAVES_SPAN_MAX);
}

double waves_speed(const struct app *a)
{
    return speeds[SPEED_START + a->waves.speed];
}

static uint64_t selected_position(const struct app *a)
{
    return pipeline_position(&a->pipeline, a->token);
}

struct waves_place waves_place(const struct app *a)
{
    const struct waves_model *m = &a->waves;
    if (!m->away || m->from != selected_position(a))
        return (struct waves_place){selected_position(a), 0};
    double whole = floor(m->travelled);
    return (struct waves_place){m->from + (uint64_t)(int64_t)whole, m->travelled - whole};
}

/* Any key stops what plays, and does what it does otherwise; one that would do
 * nothing, and the space bar, only stop. */
static bool stop_playing(struct app *a, const struct event *event)
{
    waves_leave(a, event);
    bool wheel = event->type == EVENT_MOUSE && event->mouse != MOUSE_PRESS;
    if (!a->waves.playing || event->type == EVENT_TICK || event->type == EVENT_RESIZE || wheel)
        return false;
    a->waves.playing = false;
    if (event->type != EVENT_KEY ||
        (event->key != ' ' && action_find(a, app_context(a), event->key)))
        return false;
    app_say(a, _("stopped; space goes on, = goes back to the token"));
    return true;
}

/* The smallest scroll of the axis that shows the marked position; after a zoom that position is in
 * the middle, and one that plays has most of the axis before it. The axis' own span holds all that
 * is wanted on it, if anything can. */
static uint64_t first_position(const struct app *a)
{
    const struct waves_model *m = &a->waves;
    uint64_t low, high;
    waves_wanted(a, &low, &high);
    if (!m->span && high - low < (uint64_t)waves_span(a) && (!m->away || m->picked)) return low;
    uint64_t at = waves_place(a).position, span = (uint64_t)waves_span(a), start = a->params.offset;
    uint64_t first = m->first, end = start + a->pipeline.count;
    if (m->placed_span != (int)span) first = at > span / 2 ? at - span / 2 : 0;
    if (at < first) first = at;
    if (at >= first + span) first = m->away && !m->picked ? at - span / 8 : at + 1 - span;
    if (!m->away && first + span > end) first = end > span ? end - span : 0;
    return first < start && at >= start ? start : first;
}

/* What plays has begun at a token: with another selected it is over. So it is with a position
 * without a token, and when it has got one. */
static void settle(struct app *a)
{
    struct waves_model *m = &a->waves;
    uint64_t at = waves_place(a).position, start = a->params.offset;
    bool in_text = at >= start && at - start < a->pipeline.count;
    if (m->from != selected_position(a) || (m->picked && in_text))
        m->away = m->picked = m->playing = false;
}

static bool look(struct app *a, struct err *e)
{
    (void)e;
    struct waves_model *m = &a->waves;
    settle(a);
    m->first = first_position(a);
    m->placed_span = waves_span(a);
    waves_look_twin(a);
    return true;
}

static void tick(struct app *a)
{
    struct waves_model *m = &a->waves;
    if (!m->playing) return;
    double max = (double)(WAVES_END - m->from);
    m->travelled += waves_speed(a) * (double)(a->now - m->then) / 1000;
    m->then = a->now;
    m->playing = m->travelled < max;
    m->travelled = fmin(m->travelled, max);
}

static int64_t deadline(const struct app *a)
{
    return a->waves.playing ? a->waves.then + WAVES_TICK_MS : -1;
}

static void play(struct app *a, int by)
{
    (void)by;
    struct waves_model *m = &a->waves;
    if (!m->away) m->travelled = 0;
    m->away = m->playing = true;
    m->picked = false;
    m->from = selected_position(a);
    m->then = a->now;
}

static void set_speed(struct app *a, int by)
{
    struct waves_model *m = &a->waves;
    m->speed = clamp_int(m->speed + by, -SPEED_START, SPEEDS - 1 - SPEED_START);
    app_say(a,
            words_plural("space plays %g position a second", "space plays %g positions a second",
                         m->speed == 1 - SPEED_START ? 1 : 2),
            waves_speed(a));
}

/* Half as many positions, or twice as many. */
static void zoom(struct app *a, int by)
{
    int now = waves_span(a);
    int span = clamp_int(by > 0 ? now / 2 : 2 * (int64_t)now, WAVES_SPAN_MIN, WAVES_SPAN_MAX);
    if (span == now) app_say(a, _("%d … %d positions are drawn"), WAVES_SPAN_MIN, WAVES_SPAN_MAX);
    a->waves.span = span;
}

static void go_back(struct app *a, int by)
{
    (void)by;
    a->waves.span = 0;
    a->waves.away = a->waves.picked = false;
}

static bool click(struct app *a, const struct target *target)
{
    if (target->index < 0 || target->index >= (int64_t)WAVES_END) return false;
    waves_go(a, (uint64_t)target->index);
    return true;
}

static const struct action own_actions[] = {
    {"waves-play", "Space", CONTEXT_BODY, N_("play"), "Space",
     N_("play the positions on from here; any key stops"), play, 0},
    {"waves-zoom-in", "+", CONTEXT_BODY, N_("zoom"), "+ -",
     N_("half as many positions along the axis"), zoom, 1},
    {"waves-zoom-out", "-", CONTEXT_BODY, NULL, NULL, N_("twice as many positions along the axis"),
     zoom, -1},
    {"waves-go", "p", CONTEXT_BODY, NULL, NULL,
     N_("ask for any position and go there, beyond the text too"), waves_ask, 0},
    {"waves-pin", "y", CONTEXT_BODY, N_("compare"), "y",
     N_("pin this position as the second one, b"), waves_pin, 0},
    {"waves-unpin", "Y", CONTEXT_BODY, NULL, NULL, N_("take the second position away"), waves_unpin,
     0},
    {"waves-sines", "o", CONTEXT_BODY, N_("sines"), "o",
     N_("sines only: positions at one height merge; or both again"), waves_sines, 0},
    {"waves-position-up", "Up k", CONTEXT_BODY, N_("position"), "↑↓ p",
     N_("previous position, before the text too"), waves_step, -1},
    {"waves-position-down", "Down j", CONTEXT_BODY, NULL, NULL,
     N_("next position, after the text too"), waves_step, 1},
    {"waves-slower", "(", CONTEXT_BODY, NULL, NULL, N_("play slower"), set_speed, -1},
    {"waves-faster", ")", CONTEXT_BODY, NULL, NULL, N_("play faster"), set_speed, 1},
    {"waves-own-span", "=", CONTEXT_BODY, NULL, NULL,
     N_("the sentence's own positions, and back to the token"), go_back, 0},
};

const struct model waves_model = {
    MODEL_ACTIONS(own_actions), .before = stop_playing, .click = click,
    .settle = settle,           .look = look,           .tick = tick,
    .deadline = deadline,
};
