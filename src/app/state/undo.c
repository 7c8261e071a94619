#include "app/state/undo.h"

#include <string.h>

#include "app/state/app.h"
#include "base/words.h"

struct undo_step undo_now(const struct app *a)
{
    return (struct undo_step){a->params, a->tokenizer, a->line.undo.count};
}

/* Appends "name old → new" for each parameter that differs. */
static void say_number(struct str *out, const char *name, double from, double to)
{
    if (from < to || from > to)
        str_addf(out, "%s%s %.10g → %.10g", out->len ? ", " : "", name, from, to);
}

static void say_name(struct str *out, const char *name, const char *from, const char *to)
{
    if (strcmp(from, to) != 0) str_addf(out, "%s%s %s → %s", out->len ? ", " : "", name, from, to);
}

static const char *on_off(bool on)
{
    return on ? _("on") : _("off");
}

static void say_changes(const struct undo_step *from, const struct undo_step *to, struct str *out)
{
    const struct params *f = &from->params, *t = &to->params;
    say_name(out, _("tokenizer"), tokenizers[from->tokenizer].name, tokenizers[to->tokenizer].name);
    say_name(out, _("scheme"), schemes[f->scheme].name, schemes[t->scheme].name);
    say_name(out, _("init"), init_infos[f->init].name, init_infos[t->init].name);
    say_name(out, _("layout"), layout_infos[f->layout].name, layout_infos[t->layout].name);
    say_number(out, _("d"), f->d_model, t->d_model);
    say_number(out, _("base"), f->base, t->base);
    say_number(out, _("offset"), (double)f->offset, (double)t->offset);
    say_number(out, _("seed"), (double)f->seed, (double)t->seed);
    say_name(out, _("√d"), on_off(f->scale), on_off(t->scale));
    say_name(out, _("join"), join_names[f->join], join_names[t->join]);
    say_name(out, _("frozen"), on_off(f->frozen), on_off(t->frozen));
}

static bool differ(const struct undo_step *from, const struct undo_step *to)
{
    struct str changes = STR_EMPTY;
    say_changes(from, to, &changes);
    bool any = changes.len > 0;
    str_free(&changes);
    return any;
}

static void push(struct undo_stack *s, const struct undo_step *step)
{
    if (s->count == UNDO_MAX)
        memmove(s->steps, s->steps + 1, (size_t)--s->count * sizeof *s->steps);
    s->steps[s->count++] = *step;
}

void undo_note(struct app *a, const struct undo_step *before)
{
    struct undo_step now = undo_now(a);
    if (now.edits > before->edits) a->undo.on.count = 0;
    if (!differ(before, &now)) return;
    push(&a->undo.back, before);
    a->undo.on.count = 0;
    a->line.joining = false; /* what is typed after it is an edit after it */
}

static void put_in_force(struct app *a, const struct undo_step *step)
{
    if (a->tokenizer != step->tokenizer) a->follow = FOLLOW_CURSOR;
    a->params = step->params;
    a->tokenizer = step->tokenizer;
}

static void undo_text(struct app *a, bool on)
{
    if (!line_do(&a->line, on ? LINE_REDO : LINE_UNDO)) {
        app_complain(a, _("out of memory: the text stays as it was"));
        return;
    }
    a->follow = FOLLOW_TYPED;
    app_say(a, on ? _("text redone") : _("text undone"));
}

static void undo_params(struct app *a, bool on)
{
    struct undo_stack *from = on ? &a->undo.on : &a->undo.back;
    struct undo_stack *to = on ? &a->undo.back : &a->undo.on;
    struct undo_step step = from->steps[--from->count], now = undo_now(a);
    struct str changes = STR_EMPTY;
    now.edits = step.edits;
    push(to, &now);
    put_in_force(a, &step);
    say_changes(&now, &step, &changes);
    app_say(a, on ? _("redone: %s") : _("undone: %s"), str_text(&changes));
    str_free(&changes);
}

void undo_run(struct app *a, bool on)
{
    a->undo.stepping = true;
    const struct undo_stack *s = on ? &a->undo.on : &a->undo.back;
    const struct undo_step *last = s->count ? &s->steps[s->count - 1] : NULL;
    size_t edits = a->line.undo.count, left = on ? a->line.redo.count : edits;
    /* A change made after as many edits as there are comes back before the edits do. */
    bool due = last && (on ? last->edits <= edits : last->edits >= edits);
    if (due || (last && !left))
        undo_params(a, on);
    else if (left)
        undo_text(a, on);
    else
        app_say(a, on ? _("nothing is left to redo") : _("nothing is left to undo"));
}

void undo_defaults(struct app *a)
{
    struct undo_step now = undo_now(a), usual = {params_default(), 0, now.edits};
    struct str changes = STR_EMPTY;
    say_changes(&now, &usual, &changes);
    if (changes.len)
        app_say(a, _("defaults: %s"), changes.data);
    else
        app_say(a, _("all parameters have their defaults"));
    put_in_force(a, &usual);
    str_free(&changes);
}
