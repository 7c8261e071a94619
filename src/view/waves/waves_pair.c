/* Two positions compared: their numbers in the selected pair, and a sentence over all pairs. */
#include <math.h>
#include <stdio.h>

#include "base/words.h"
#include "view/waves/waves_parts.h"

static void add_values(const struct waves_two *two, const struct wave *w, struct parts *line)
{
    const char *name = !w->scheme->paired ? "P" : w->cosine ? "cos" : "sin";
    double a = wave_value(w, two->x[0]), b = wave_value(w, two->x[1]);
    struct draw_short first = draw_signed_text(a, 4), second = draw_signed_text(b, 4),
                      less = waves_apart_text(fabs(a - b));
    parts_add(line, wave_color(w), "%s a %s  b %s  a−b %s%s", name, first.text, second.text,
              a > b   ? "+"
              : a < b ? "−"
                      : "",
              less.text);
    parts_brief(line, "%s a %s b %s", name, first.text, second.text);
}

/* Over all dimensions, or all sines. */
static double total_apart(const struct app *a, const struct waves_two *two)
{
    const struct pipeline *p = &a->pipeline;
    bool paired = schemes[p->params.scheme].paired;
    double squares = 0;
    for (int i = 0; i < (paired ? p->waves.pairs : p->params.d_model); i++) {
        double apart = waves_apart(a, paired ? posenc_dim(&p->waves, i, false) : i, two);
        squares += apart * apart;
    }
    return sqrt(squares);
}

static void draw_numbers(const struct app *a, const struct canvas *c, int row,
                         const struct waves_two *two)
{
    struct wave waves[2];
    struct parts line = {.gap = 3};
    bool paired = schemes[a->params.scheme].paired, sines = waves_sines_only(a);
    int count = wave_pair(a, a->waves.first, waves);
    for (int i = 0; i < count; i++)
        if (!sines || !waves[i].cosine) add_values(two, &waves[i], &line);
    if (paired) {
        parts_add(&line, ROLE_STRONG, _("%s apart"),
                  waves_apart_text(waves_apart(a, a->dim, two)).text);
        parts_brief(&line, "%s", "");
    }
    struct draw_short total = waves_apart_text(total_apart(a, two));
    parts_add(&line, ROLE_STRONG, sines ? _("|P[a] − P[b]| %s, of the sines") : "|P[a] − P[b]| %s",
              total.text);
    parts_brief(&line, "|P[a]−P[b]| %s", total.text);
    parts_draw(c, (struct span){row, c->col + 1, c->cols - 2}, &line);
}

/* ---- the sentence -------------------------------------------------------- */

static struct draw_short spot_text(const struct posenc_spot *s)
{
    struct draw_short out;
    unsigned long long position = s->position;
    int tenths = (int)(s->part * 10);
    if (s->part > 0)
        snprintf(out.text, sizeof out.text, "%llu.%d", position, tenths);
    else
        snprintf(out.text, sizeof out.text, "%llu", position);
    return out;
}

/* "positions 0 and 44", the smaller one first. */
struct names {
    struct draw_short low, high;
};

static struct names names_of(const struct waves_two *two)
{
    bool swap = two->x[1] < two->x[0];
    return (struct names){spot_text(&two->spots[swap]), spot_text(&two->spots[!swap])};
}

static void say_sines(const struct app *a, const struct waves_two *two, struct parts *line)
{
    const struct posenc *waves = &a->pipeline.waves;
    bool cosine;
    int pair = posenc_pair(waves, a->dim, &cosine);
    if (!two->there) {
        parts_add(line, ROLE_TEXT,
                  _("on pair %d no position in sight is on the other side of the circle: - shows "
                    "more positions"),
                  pair);
        parts_brief(line, _("pair %d: none in sight is on the other side; - shows more"), pair);
        return;
    }
    struct names n = names_of(two);
    struct posenc_apart apart = posenc_apart(waves, pair, two->spots);
    struct draw_short alone = waves_apart_text(fabs(apart.sine)),
                      both = waves_apart_text(apart.distance);
    bool lone = posenc_dim(waves, pair, true) < 0;
    parts_add(line, ROLE_ACCENT,
              lone ? _("with the sine of pair %d, which has no cosine, positions %s and %s are %s "
                       "apart")
                   : _("with the sine of pair %d alone positions %s and %s are %s apart; with the "
                       "cosine %s apart"),
              pair, n.low.text, n.high.text, alone.text, both.text);
    parts_brief(line,
                lone ? _("lone sine of pair %d: %s and %s are %s apart")
                     : _("pair %d: by the sine %s and %s are %s apart, with the cosine %s"),
                pair, n.low.text, n.high.text, alone.text, both.text);
}

/* "pair 3"; a sine that has no cosine by its dimension: "dim 6". */
static struct draw_short pair_name(const struct posenc *waves, int pair)
{
    struct draw_short out;
    bool lone = posenc_dim(waves, pair, true) < 0;
    snprintf(out.text, sizeof out.text, lone ? _("dim %d") : _("pair %d"),
             lone ? posenc_dim(waves, pair, false) : pair);
    return out;
}

/* How near they are on one pair. */
static void say_near(const struct posenc *waves, const struct posenc_meeting *m,
                     const struct names *n, struct str *full, struct str *brief)
{
    struct draw_short near = waves_apart_text(m->near_distance), on = pair_name(waves, m->near);
    const char *low = n->low.text, *high = n->high.text;
    if (m->meet && m->turned) {
        str_addf(full, _("positions %s and %s nearly meet on %s (%s apart)"), low, high, on.text,
                 near.text);
        str_addf(brief, _("%s and %s nearly meet on %s (%s)"), low, high, on.text, near.text);
    } else if (m->meet) {
        str_addf(full, _("%s is slow: positions %s and %s are still near on it (%s apart)"),
                 on.text, low, high, near.text);
        str_addf(brief, _("%s and %s are near on slow %s (%s)"), low, high, on.text, near.text);
    } else {
        str_addf(full, _("positions %s and %s are %s apart on %s"), low, high, near.text, on.text);
        str_addf(brief, _("%s and %s: %s apart on %s"), low, high, near.text, on.text);
    }
}

/* Which pair tells them apart. */
static void say_far(const struct posenc *waves, const struct posenc_meeting *m, struct str *out)
{
    struct draw_short far = waves_apart_text(m->far_distance);
    if (m->far_distance < POSENC_FAR && waves->d_model < 2)
        str_adds(out, _("; there is no other dim"));
    else if (m->far_distance < POSENC_FAR)
        str_addf(out, _("; on no pair are they farther than %s"), far.text);
    else if (m->far == m->near)
        str_adds(out, _(", which tells them apart"));
    else
        str_addf(out, _("; %s tells them apart (%s)"), pair_name(waves, m->far).text, far.text);
}

static void say_pairs(const struct app *a, const struct waves_two *two, struct parts *line)
{
    const struct posenc *waves = &a->pipeline.waves;
    struct posenc_meeting m = posenc_meet(waves, a->dim, two->spots);
    struct names n = names_of(two);
    struct str full = STR_EMPTY, brief = STR_EMPTY, far = STR_EMPTY;
    say_near(waves, &m, &n, &full, &brief);
    say_far(waves, &m, &far);
    parts_add(line, ROLE_ACCENT, "%s", str_text(&full));
    parts_brief(line, "%s", str_text(&brief));
    parts_add(line, ROLE_ACCENT, "%s", str_text(&far));
    str_free(&full);
    str_free(&brief);
    str_free(&far);
}

/* In how many dimensions they differ, where there are no pairs. */
static void say_dimensions(const struct app *a, const struct waves_two *two, struct parts *line)
{
    struct names n = names_of(two);
    int d = a->params.d_model, differ = 0;
    bool there = true;
    for (int k = 0; k < d; k++) {
        double apart = waves_apart(a, k, two);
        there = there && !isnan(apart);
        differ += apart > 0;
    }
    parts_add(line, ROLE_ACCENT,
              !there ? _("positions %s and %s do not both have a row of P")
                     : _("P of positions %s and %s differs in %d of %d dimensions"),
              n.low.text, n.high.text, differ, d);
}

static void say(const struct app *a, const struct waves_two *two, struct parts *line)
{
    bool same = two->there && !(two->x[0] < two->x[1]) && !(two->x[0] > two->x[1]);
    if (waves_sines_only(a))
        say_sines(a, two, line);
    else if (same)
        parts_add(line, ROLE_TEXT, _("a and b are both at position %s: go to another with ↑↓ or p"),
                  spot_text(&two->spots[0]).text);
    else if (schemes[a->params.scheme].paired)
        say_pairs(a, two, line);
    else
        say_dimensions(a, two, line);
}

void waves_pair_draw(const struct app *a, const struct canvas *c, const struct waves_layout *l)
{
    struct waves_two two = waves_two(a);
    struct parts line = {.gap = 0}; /* the second goes on with the sentence of the first */
    int row = c->row + l->pair_row;
    if (!a->pipeline.count && !a->waves.away) return;
    if (l->pair_rows > 1 && two.there) draw_numbers(a, c, row, &two);
    say(a, &two, &line);
    parts_draw(c, (struct span){row + l->pair_rows - 1, c->col + 1, c->cols - 2}, &line);
}
