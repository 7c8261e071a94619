#include "view/views.h"

#include <math.h>
#include <stdio.h>

#include "app/state/training.h"
#include "app/learning/attention.h"
#include "base/num.h"
#include "base/words.h"
#include "view/attention/attention_parts.h"
#include "view/attention/map_parts.h"
#include "view/marks/label.h"

#define FORMS_FROM 80 /* columns, below which the heading alone needs the room */

/* The forms, by their number: what they draw on the left. */
static const struct form {
    const char *label;
    void (*draw)(const struct app *a, const struct canvas *c, const struct attention_layout *l);
} forms[ATTENTION_FORMS] = {
    [ATTENTION_MATRIX] = {N_("matrix"), attention_matrix_draw},
    [ATTENTION_ARCS] = {N_("arcs"), attention_arcs_draw},
    [ATTENTION_MAP] = {N_("map"), NULL},
};

/* ---- words ------------------------------------------------------------- */

unsigned long long attention_position(const struct attention_model *m,
                                      const struct attention_word *w)
{
    (void)m;
    return (unsigned long long)w->position;
}

void attention_word_text(const struct app *a, const struct attention_word *w, struct str *out)
{
    const struct train_run *run = a->attention.run;
    bool typed = w->token != SIZE_MAX;
    if (typed && w->token < a->pipeline.count) /* the text may be shorter than when it was read */
        label_token(a, w->token, out);
    else if (!typed && run && run->task.own)
        str_adds(out, run->task.own[w->index]);
}

void attention_class_text(const struct app *a, int class, struct str *out)
{
    const struct train_task *task = &a->attention.run->task;
    if (task->own)
        str_adds(out, task->own[class]);
    else
        training_word(a, task->class_word[class], out);
}

int attention_word_draw(const struct app *a, const struct canvas *c, struct span at, enum role role,
                        const struct attention_word *w)
{
    struct str text = STR_EMPTY;
    attention_word_text(a, w, &text);
    int taken = at.cols > 0 ? draw_cut(c, at, role, str_text(&text), text.len) : 0;
    str_free(&text);
    return taken;
}

int attention_place_draw(const struct app *a, const struct canvas *c, struct span at,
                         enum role role, const struct attention_word *w)
{
    char where[32];
    snprintf(where, sizeof where, " @ %llu", attention_position(&a->attention, w));
    int width = draw_width(c, where);
    if (width + 2 > at.cols) width = 0;
    int taken = attention_word_draw(a, c, (struct span){at.row, at.col, at.cols - width}, role, w);
    return taken + draw_text(c, at.row, at.col + taken, width, role, where);
}

/* ---- the heading ------------------------------------------------------- */

static void trained_text(const struct app *a, bool brief, struct str *out)
{
    const struct attention_model *m = &a->attention;
    if (!m->run) {
        str_adds(out, _("not trained"));
        return;
    }
    if (!m->run->step) {
        str_adds(out, brief ? _("step 0") : _("step 0: as drawn, nothing learned"));
        return;
    }
    const char *said = a->training.playing ? _("▶ running")
                       : brief             ? _("trained")
                                           : _("trained here");
    str_addf(out, _("%s, step %u"), said, (unsigned)m->run->step);
    if (!brief && !isnan(m->loss)) str_addf(out, _(", loss %.4f"), m->loss);
}

void attention_weights_text(const struct app *a, bool brief, struct str *out)
{
    const struct attention_model *m = &a->attention;
    if (m->made == ATTENTION_TRAINED)
        trained_text(a, brief, out);
    else if (m->made == ATTENTION_BACK)
        str_addf(out, brief ? _("made: P back 1, β %g") : _("made: turns P back by 1, β %g"),
                 attention_beta(m));
    else if (m->made == ATTENTION_SAME)
        str_addf(out, brief ? _("made: W_Q = β %g") : _("made: W_Q = β, W_K = 1, β %g"),
                 attention_beta(m));
    else
        str_addf(out, brief ? _("random, seed %llu") : _("random, seed %llu: nothing learned"),
                 (unsigned long long)a->params.seed);
    bool drawn = m->made == ATTENTION_RANDOM || m->made == ATTENTION_SAME;
    if (drawn && training_rows_run(a, &(uint32_t){0})) str_adds(out, _("; rows as drawn"));
}

static void add_head(const struct attention_model *m, struct parts *line)
{
    int block = clamp_int(m->block, 0, m->shape.blocks - 1);
    const char *knocked = m->knocked ? _(" knocked out") : "";
    if (m->shape.blocks > 1) {
        parts_add(line, ROLE_ACCENT, _("block %d of 2, head %d of %d%s"), block + 1,
                  attention_head(m) + 1, m->shape.heads, knocked);
        parts_brief(line, _("block %d, head %d%s"), block + 1, attention_head(m) + 1, knocked);
    } else {
        parts_add(line, ROLE_ACCENT, _("head %d of %d%s"), attention_head(m) + 1, m->shape.heads,
                  knocked);
        if (m->knocked) parts_brief(line, _("head %d%s"), attention_head(m) + 1, knocked);
    }
}

static void add_reading(const struct app *a, struct parts *line)
{
    const struct attention_model *m = &a->attention;
    struct str text = STR_EMPTY;
    bool causal = m->shape.mask == TRAIN_MASK_CAUSAL;
    attention_weights_text(a, false, &text);
    parts_add(line, ROLE_STRONG, _("weights %s"), str_text(&text));
    str_clear(&text);
    attention_weights_text(a, true, &text);
    parts_brief(line, "%s", str_text(&text));
    str_free(&text);
    if (m->shape.cross) {
        parts_add(line, ROLE_STRONG, _("cross-attention"));
    } else {
        parts_add(line, ROLE_STRONG, causal ? _("mask causal") : _("no mask: encoder"));
        parts_brief(line, causal ? _("causal") : _("encoder"));
    }
    parts_add(line, m->shape.positions ? ROLE_COS : ROLE_WARN,
              m->made == ATTENTION_BACK   ? _("P alone")
              : m->made == ATTENTION_SAME ? _("E alone")
              : m->shape.positions        ? _("with P")
                                          : _("without P"));
}

/* The forms at the right, where there is room for them; returns the columns they take. */
static int draw_forms(const struct app *a, const struct canvas *c)
{
    const struct attention_model *m = &a->attention;
    int width = 0, cells = m->words * m->keys;
    for (int i = 0; i < ATTENTION_FORMS; i++)
        width += draw_width(c, _(forms[i].label)) + (i ? 3 : 0);
    if (c->cols < FORMS_FROM) return 0;
    int col = c->col + c->cols - 1 - width;
    for (int i = 0; i < ATTENTION_FORMS; i++) {
        if (i) col += draw_text(c, c->row, col, 3, ROLE_DIM, " · ");
        int taken = draw_text(c, c->row, col, width, i == (int)m->form ? ROLE_ACCENT : ROLE_DIM,
                              _(forms[i].label));
        link_choice(c, (struct area){c->row, col, 1, taken}, cells + TRAIN_HEADS_MAX + i);
        col += taken;
    }
    return width + 3;
}

/* Of trained weights: why the run stopped by itself, what changed since, words it does not know. */
static void add_run_remark(const struct app *a, struct parts *line)
{
    const struct attention_model *m = &a->attention;
    struct str halt = STR_EMPTY;
    training_halt_text(a, false, &halt);
    if (training_stale(a)) {
        parts_add(line, ROLE_WARN, _("%s changed since: Space trains again"), training_stale(a));
        parts_brief(line, _("before a change"));
    } else if (halt.len) {
        parts_add(line, ROLE_WARN, "%s", str_text(&halt));
        parts_brief(line, _("paused"));
    } else if (m->untrained) {
        parts_add(line, ROLE_WARN,
                  words_plural("%d word not trained on", "%d words not trained on",
                               (unsigned)m->untrained),
                  m->untrained);
    }
    str_free(&halt);
}

/* A run reads each piece of a text at the places that training gave it, from 0 on. */
static void add_page(const struct app *a, struct parts *line)
{
    const struct attention_model *m = &a->attention;
    size_t first = m->word[0].token, last = first + (size_t)m->words - 1;
    if (m->made == ATTENTION_TRAINED && m->shape.positions)
        parts_add(line, ROLE_DIM, _("page: tokens %zu … %zu of %zu, at places 0 … %d"), first, last,
                  a->pipeline.count, m->words - 1);
    else
        parts_add(line, ROLE_DIM, _("page: tokens %zu … %zu of %zu"), first, last,
                  a->pipeline.count);
    parts_brief(line, "%zu … %zu", first, last);
}

/* A wrong formula, an example of the run's own, a long text's page. */
static void add_remarks(const struct app *a, struct parts *line)
{
    const struct attention_model *m = &a->attention;
    if (m->formula != TRAIN_FORMULA_RIGHT) {
        parts_add(line, ROLE_WARN, _("WRONG %s"), train_formulas[m->formula].name);
        parts_brief(line, _("WRONG"));
    } else if (m->own) {
        parts_add(line, ROLE_DIM, _("an example of the goal"));
        parts_brief(line, _("example"));
    } else {
        bool trained = m->made == ATTENTION_TRAINED, stale = trained && training_stale(a);
        if (m->words && a->pipeline.count > (size_t)m->words && !stale)
            add_page(a, line);
        else if (trained)
            add_run_remark(a, line);
    }
}

static void draw_heading(const struct app *a, const struct canvas *c)
{
    struct parts line = {.gap = 3};
    int forms_cols = draw_forms(a, c);
    add_head(&a->attention, &line);
    add_reading(a, &line);
    add_remarks(a, &line);
    parts_draw(c, (struct span){c->row, c->col + 1, c->cols - 2 - forms_cols}, &line);
}

/* ---- the body ---------------------------------------------------------- */

static struct canvas part_of(const struct canvas *c, struct area at)
{
    struct canvas part = *c;
    part.row += at.row;
    part.col += at.col;
    part.rows = at.rows;
    part.cols = at.cols;
    return part;
}

void attention_view_shown(const struct app *a, int rows, int cols, struct shown *out)
{
    static const struct caps plain = {.depth = DEPTH_TRUE};
    struct attention_layout l = attention_layout(a, &plain, (struct area){0, 0, rows, cols});
    out->window.rows = l.rows;
    out->window.row = scroll_tokens(a, (size_t)l.rows);
    out->window.dims = l.dims;
    out->window.dim = scroll_dims(a, max_int(l.dims, 1));
    out->skip_rows = true;
    out->cell_cols = l.cell_cols;
}

/* What there is instead of a picture, over as many rows as it takes. */
static void draw_lack(const struct app *a, const struct canvas *c)
{
    const char *text = a->attention.lack.text;
    if (!a->pipeline.count && !a->attention.own) {
        label_no_tokens(c, c->row, c->col + 1, c->cols - 2);
        return;
    }
    for (int row = c->row; row < c->row + c->rows && *text; row++) {
        size_t n = draw_fit(c, text, c->cols - 2);
        draw_bytes(c, (struct span){row, c->col + 1, c->cols - 2}, ROLE_TEXT, text, n);
        text += n;
        while (*text == ' ') text++;
    }
}

static void draw_parts(const struct app *a, const struct canvas *c,
                       const struct attention_layout *l)
{
    struct canvas left = part_of(c, l->matrix), aside = part_of(c, l->cells),
                  way = part_of(c, l->way), heads = part_of(c, l->heads),
                  notes = part_of(c, l->notes);
    forms[a->attention.form].draw(a, &left, l);
    draw_panel(&left, "matrix", left.rows);
    if (aside.rows > 2) attention_cells_draw(a, &aside);
    if (way.rows) attention_way_draw(a, &way, l);
    if (heads.rows) attention_heads_draw(a, &heads);
    if (notes.rows) attention_notes_draw(a, &notes);
    draw_panel(&aside, "cells", aside.rows);
    draw_panel(&way, "row", way.rows);
    draw_panel(&heads, "heads", heads.rows);
    draw_panel(&notes, "notes", notes.rows);
}

/* The map stands without anything to read, too. */
static void draw_map(const struct app *a, const struct canvas *c)
{
    struct canvas map = *c;
    int top = c->rows > MAP_LEVELS + 1;
    map.row += top;
    map.rows -= top;
    if (top && a->attention.ready)
        draw_heading(a, c);
    else if (top)
        draw_forms(a, c);
    map_draw(a, &map);
    draw_panel(&map, "map", map.rows);
}

void attention_view_draw(const struct app *a, const struct canvas *c)
{
    struct attention_layout l = attention_layout(a, c->caps, (struct area){0, 0, c->rows, c->cols});
    if (a->attention.form == ATTENTION_MAP) {
        draw_map(a, c);
        return;
    }
    if (!a->attention.ready) {
        draw_lack(a, c);
        return;
    }
    if (l.top) draw_heading(a, c);
    draw_parts(a, c, &l);
}
