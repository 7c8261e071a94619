#include "app/state/scale.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "app/state/view.h"
#include "base/num.h"
#include "base/safe.h"
#include "base/words.h"

#define LINE_MARGINS 2 /* columns of the message line that hold no text */

double scale_natural(const struct app *a)
{
    struct row_source table = pipeline_table(&a->pipeline);
    return nice_ceiling(fmax(a->pipeline.figures.bound, 2 * table.kind->deviation(&table)));
}

double scale_full(const struct app *a)
{
    return a->held_full > 0 ? a->held_full : scale_natural(a);
}

void scale_hold(struct app *a, int by)
{
    (void)by;
    double now = scale_full(a);
    bool held = a->held_full > 0;
    a->held_full = held ? 0 : now;
    bool own = app_model(a)->own_scale;
    app_say(a,
            held  ? _("the colour scale follows the values of E, P and X")
            : own ? _("held at ±%g in the views of E, P and X; this view has a scale of its own")
                  : _("the colour scale of E, P and X is held at ±%g"),
            now);
}

int scale_beyond(const struct app *a, unsigned matrices)
{
    const struct pipeline_rows *r = &a->pipeline.rows;
    const float *const planes[] = {r->e, r->p, r->x};
    size_t cells = r->e ? (size_t)r->window.rows * (size_t)r->window.dims : 0;
    double full = scale_full(a);
    int beyond = 0;
    size_t x_cells = a->pipeline.params.join == JOIN_ADD ? cells : 2 * cells;
    for (int k = 0; k < 3; k++)
        for (size_t i = 0; i < (k < 2 ? cells : x_cells) && matrices >> k & 1; i++)
            beyond += fabs((double)planes[k][i]) > full;
    return beyond;
}

/* Adds to the message of this event what became of the scale, in the longest form there is room
 * for. */
static void say_change(struct app *a, double before, double now)
{
    char forms[3][128];
    snprintf(forms[0], sizeof forms[0], _("the colour scale is ±%g now, ±%g before"), now, before);
    snprintf(forms[1], sizeof forms[1], _("colour scale ±%g, was ±%g"), now, before);
    snprintf(forms[2], sizeof forms[2], _("±%g, was ±%g"), now, before);
    bool bad = a->message.text[0] && a->message_bad;
    struct str line = STR_EMPTY;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        str_clear(&line);
        str_addf(&line, "%s%s%s", a->message.text, a->message.text[0] ? " · " : "", forms[i]);
        if (safe_width(str_text(&line), line.len, false) + LINE_MARGINS > a->cols ||
            line.len >= sizeof a->message.text)
            continue;
        app_say(a, "%s", str_text(&line));
        a->message_bad = bad;
        break;
    }
    str_free(&line);
}

void scale_look(struct app *a)
{
    double now = scale_full(a), before = a->shown_full;
    bool changed = before > 0 && (now < before || now > before);
    a->shown_full = now;
    if (changed || a->pipeline.changed) a->scale_moved = changed;
    if (changed) say_change(a, before, now);
}

bool scale_marked(const struct app *a)
{
    return a->marks && a->scale_moved;
}
