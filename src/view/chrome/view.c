#include "view/chrome/view.h"

#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "base/utf8.h"
#include "base/words.h"
#include "view/chrome/chrome_parts.h"
#include "view/marks/glossary.h"
#include "view/marks/label.h"
#include "view/views.h"

/* Names of a view's panels, for its row. */
#define PANELS(...)                                                                                \
    (const char *const[])                                                                          \
    {                                                                                              \
        __VA_ARGS__, NULL                                                                          \
    }

const struct view views[] = {
    {"pipeline", N_("Pipeline"), &model_none, pipeline_view_shown, pipeline_view_draw, N_("Pipe"),
     PANELS("table", "gauges", "waves"), NULL},
    {"vocabulary", N_("Vocabulary"), &vocabulary_model, vocabulary_view_shown, vocabulary_view_draw,
     N_("Vocab"), PANELS("table", "lookup"), NULL},
    {"embedding", N_("Embedding"), &embedding_model, embedding_view_shown, embedding_view_draw,
     N_("Embed"), PANELS("bars", "map", "near"), NULL},
    {"waves", N_("Waves"), &waves_model, waves_view_shown, waves_view_draw, NULL,
     PANELS("waves", "strips", "gauges"), NULL},
    {"sum", N_("Sum"), &sum_model, sum_view_shown, sum_view_draw, NULL,
     PANELS("table", "facts", "faces"), NULL},
    {"similarity", N_("Similarity"), &similarity_model, similarity_view_shown, similarity_view_draw,
     N_("Sim"), PANELS("map", "curve", "figures", "rotation"), NULL},
    {"schemes", N_("Schemes"), &schemes_model, schemes_view_shown, schemes_view_draw, NULL,
     PANELS("list", "rows", "words"), NULL},
    {"training", N_("Training"), &training_model, training_view_shown, training_view_draw,
     N_("Train"), PANELS("curve", "places", "next", "rows", "figures"), training_view_inspect},
    {"attention", N_("Attention"), &attention_model, attention_view_shown, attention_view_draw,
     N_("Attn"), PANELS("matrix", "cells", "row", "heads", "notes", "map"), attention_view_inspect},
    {.name = NULL},
};
const int view_count = sizeof views / sizeof *views - 1;

#define LINES_FROM 30 /* rows from which a long text has more than one line */
#define LINES_MAX 3
#define OTHERS_MAX 9     /* parameters besides d, base and √d */
#define LABEL_FROM 120   /* columns that have room for the long label of a wrong formula */
#define PARAMETERS_MIN 7 /* columns that show anything of them */

/* Rows of the frame around the body. On a low screen blank rows go first, then the indices. Of a
 * bare picture the sentence is first, and the body has all that is left. */
struct chrome {
    int sentence, sentence_rows; /* first row, and 1 or 2: with the indices; 2 for each line */
    int body, body_rows;
    int inspector, hints;
};

static struct chrome chrome_layout(const struct app *a)
{
    int rows = a->rows, under = a->bare ? 0 : 2;
    bool roomy = rows >= 24;
    struct chrome l = {.sentence = a->bare ? 0 : roomy ? 2 : 1, .sentence_rows = rows >= 9 ? 2 : 1};
    if (rows >= LINES_FROM) l.sentence_rows = 2 * sentence_lines(a, a->cols, LINES_MAX);
    l.body = l.sentence + l.sentence_rows + roomy;
    l.inspector = rows - under;
    l.hints = rows - 1;
    l.body_rows = l.inspector - l.body - (roomy && !a->bare);
    return l;
}

static bool too_small(const struct app *a)
{
    return a->rows < APP_ROWS_MIN || a->cols < APP_COLS_MIN;
}

void view_shown(const struct app *a, struct shown *out)
{
    *out = (struct shown){.window = {.row = a->shown.window.row, .dim = a->shown.window.dim},
                          .cell_cols = 1};
    if (too_small(a)) return;
    struct chrome l = chrome_layout(a);
    app_view(a)->shown(a, l.body_rows, a->cols, out);
    out->help_rows = help_page(l.inspector - l.sentence, a->cols);
    out->help_lines = a->help ? help_lines(a) : 0;
}

/* The parameters besides d, base and √d that differ from their defaults, one string each; the
 * scheme's name where it is not named before the tabs. */
struct others {
    struct str text[OTHERS_MAX];
    int count;
};

static struct str *next_other(struct others *o)
{
    return &o->text[o->count++];
}

static void gather_others(const struct app *a, bool named, struct others *o)
{
    const struct params *p = &a->params;
    uint32_t step;
    if (training_rows_run(a, &step))
        str_addf(next_other(o), _("rows: step %u %s"), step,
                 training_side(a) ? _("with P") : _("without P"));
    if (p->scheme && !named) str_adds(next_other(o), schemes[p->scheme].name);
    if (a->tokenizer) str_addf(next_other(o), _("%s tokens"), tokenizers[a->tokenizer].name);
    if (p->init) str_adds(next_other(o), _(init_infos[p->init].label));
    if (p->seed != 1) str_addf(next_other(o), _("seed %llu"), (unsigned long long)p->seed);
    if (p->offset) str_addf(next_other(o), _("offset %llu"), (unsigned long long)p->offset);
    if (p->join == JOIN_CONCATENATE) str_adds(next_other(o), "[E, P]");
    if (p->frozen) str_adds(next_other(o), _("frozen"));
    if (p->layout == LAYOUT_SPLIT) str_adds(next_other(o), _("split"));
}

/* How the top line is filled: its tabs (mixed: the current one in full), whether the program's name
 * stands before them, how many of the other parameters are named ("+2" stands for the rest), and
 * how d, base and √d stand: by name, by value, or as close as can be. */
enum tab_names {
    NAMED_LONG,
    NAMED_MIXED,
    NAMED_BRIEF,
    NAMED_SHORT,
    NAMED_TINY,
    NAMED_CURRENT,
    NAMED_NONE
};
enum values { VALUES_NAMED, VALUES_BARE, VALUES_CLOSE };
struct top_form {
    enum tab_names named;
    bool program;
    int others;
    enum values values;
};
static const struct top_form top_forms[] = {
    {NAMED_LONG, true, OTHERS_MAX, VALUES_NAMED},   {NAMED_LONG, true, OTHERS_MAX, VALUES_BARE},
    {NAMED_MIXED, true, OTHERS_MAX, VALUES_NAMED},  {NAMED_MIXED, true, OTHERS_MAX, VALUES_BARE},
    {NAMED_BRIEF, true, OTHERS_MAX, VALUES_NAMED},  {NAMED_BRIEF, true, OTHERS_MAX, VALUES_BARE},
    {NAMED_BRIEF, false, OTHERS_MAX, VALUES_NAMED}, {NAMED_BRIEF, false, OTHERS_MAX, VALUES_BARE},
    {NAMED_BRIEF, false, OTHERS_MAX, VALUES_CLOSE}, {NAMED_SHORT, false, OTHERS_MAX, VALUES_BARE},
    {NAMED_SHORT, false, OTHERS_MAX, VALUES_CLOSE}, {NAMED_SHORT, false, 4, VALUES_CLOSE},
    {NAMED_SHORT, false, 3, VALUES_CLOSE},          {NAMED_SHORT, false, 2, VALUES_CLOSE},
    {NAMED_SHORT, false, 1, VALUES_CLOSE},          {NAMED_TINY, false, 3, VALUES_CLOSE},
    {NAMED_TINY, false, 2, VALUES_CLOSE},           {NAMED_TINY, false, 1, VALUES_CLOSE},
    {NAMED_SHORT, false, 0, VALUES_CLOSE},          {NAMED_TINY, false, 0, VALUES_CLOSE},
};

/* Whether the name before the tabs is the wrong formula's own. */
static bool names_formula(const struct app *a, const struct canvas *c)
{
    return schemes[a->params.scheme].mistake && c->cols < LABEL_FROM;
}

static void parameters_text(const struct app *a, const struct canvas *c,
                            const struct top_form *form, struct str *out)
{
    const struct params *p = &a->params;
    struct others others = {0};
    gather_others(a, names_formula(a, c), &others);
    bool close = form->values == VALUES_CLOSE;
    const char *between = close ? " " : " · ";
    for (int i = 0; i < others.count; i++) {
        if (i < form->others) str_addf(out, "%s%s", str_text(&others.text[i]), between);
        str_free(&others.text[i]);
    }
    if (others.count > form->others) str_addf(out, "+%d%s", others.count - form->others, between);
    str_addf(out, close ? "d%d%s" : "d %d%s", p->d_model, between);
    str_adds(out, form->values == VALUES_NAMED ? _("base ") : "");
    draw_base(out, p->base);
    str_adds(out, between);
    str_adds(out, !p->scale ? _("√d off") : form->values == VALUES_NAMED ? _("√d on") : "√d");
}

enum { SHORT_LETTERS = 3, TINY_LETTERS = 2 };

/* A tab's text with the blanks around it: "1 Pipeline", or only as much of the name as `named` has
 * of it. Of the short names only the current one has a blank after it. */
static void tab_text(const struct app *a, int i, enum tab_names named, struct str *out)
{
    const struct view *view = &a->lists->views[i];
    bool current = i == a->view, bare = named == NAMED_NONE || (named == NAMED_CURRENT && !current);
    const char *title = _(view->title), *brief = view->brief ? _(view->brief) : title;
    str_clear(out);
    str_addf(out, " %d ", i + 1);
    if (bare) return;
    if (named == NAMED_SHORT || named == NAMED_TINY) {
        const char *end = brief;
        int letters = named == NAMED_TINY && !current ? TINY_LETTERS : SHORT_LETTERS;
        for (int n = 0; n < letters && *end; n++)
            end += utf8_decode(end, strlen(end), &(uint32_t){0}, NULL);
        str_add(out, brief, (size_t)(end - brief));
        str_adds(out, current ? " " : "");
        return;
    }
    bool whole = named == NAMED_LONG || (named == NAMED_MIXED && current);
    str_addf(out, "%s ", whole ? title : brief);
}

static int draw_tabs(const struct app *a, const struct canvas *c, int col, enum tab_names named)
{
    struct str text = STR_EMPTY;
    const struct view *all = a->lists->views;
    for (int i = 0; all[i].name; i++) {
        tab_text(a, i, named, &text);
        int taken = draw_text(c, c->row, col, c->cols - col, i == a->view ? ROLE_TAB : ROLE_BAR_DIM,
                              str_text(&text));
        link_view(a, c, c->row, col, taken, all[i].name);
        col += taken;
    }
    str_free(&text);
    return col;
}

static int tabs_width(const struct app *a, const struct canvas *c, enum tab_names named)
{
    struct str text = STR_EMPTY;
    int width = 0;
    for (int i = 0; a->lists->views[i].name; i++) {
        tab_text(a, i, named, &text);
        width += draw_width(c, str_text(&text));
    }
    str_free(&text);
    return width;
}

/* The program's name, or that a formula is wrong, which stays whatever else goes: where there is
 * less room, in its own name, "WRONG exponent" for wrong-exponent. */
static void top_name(const struct app *a, const struct canvas *c, struct str *out)
{
    const struct scheme *s = &schemes[a->params.scheme];
    if (!s->mistake)
        str_adds(out, "lexwave");
    else if (!names_formula(a, c))
        str_adds(out, _("WRONG FORMULA"));
    else
        str_addf(out, "%s %s", _("WRONG"), strchr(s->name, '-') + 1);
}

/* Columns before the tabs. */
static int name_cols(const struct app *a, const struct canvas *c, bool program)
{
    struct str name = STR_EMPTY;
    top_name(a, c, &name);
    bool shown = program || schemes[a->params.scheme].mistake;
    int cols = shown ? 1 + draw_width(c, str_text(&name)) + 2 : 0;
    str_free(&name);
    return cols;
}

static void draw_name(const struct app *a, const struct canvas *c)
{
    struct str name = STR_EMPTY;
    bool wrong = schemes[a->params.scheme].mistake;
    top_name(a, c, &name);
    draw_text(c, c->row, 1, c->cols, wrong ? ROLE_BAR_WARN : ROLE_BAR_ACCENT, str_text(&name));
    str_free(&name);
}

/* The first form that fits whole, with its parameters; else one whose parameters are cut. */
static struct top_form choose_form(const struct app *a, const struct canvas *c, struct str *text)
{
    struct top_form form;
    for (size_t i = 0; i < COUNT(top_forms); i++) {
        form = top_forms[i];
        str_clear(text);
        parameters_text(a, c, &form, text);
        int width = name_cols(a, c, form.program) + tabs_width(a, c, form.named) + 2 +
                    draw_width(c, str_text(text));
        if (width <= c->cols) return form;
    }
    static const enum tab_names names[] = {NAMED_SHORT, NAMED_TINY, NAMED_CURRENT, NAMED_NONE};
    for (size_t i = 0; i < COUNT(names); i++) {
        form.named = names[i];
        form.program = names[i] != NAMED_SHORT && names[i] != NAMED_TINY &&
                       name_cols(a, c, true) + tabs_width(a, c, names[i]) <= c->cols;
        if (name_cols(a, c, form.program) + tabs_width(a, c, names[i]) <= c->cols) break;
    }
    return form;
}

static void draw_top(const struct app *a, const struct canvas *c)
{
    frame_fill(c->frame, c->row, 0, 1, c->cols, role_style(ROLE_BAR, c->caps->depth));
    struct str parameters = STR_EMPTY;
    struct top_form form = choose_form(a, c, &parameters);
    int col = name_cols(a, c, form.program);
    if (col) draw_name(a, c);
    col = draw_tabs(a, c, col, form.named) + 1;
    int width = draw_width(c, str_text(&parameters)), at = c->cols - width - 1;
    if (at >= col) {
        draw_text(c, c->row, at, width, ROLE_BAR_DIM, str_text(&parameters));
    } else if (c->cols - col >= PARAMETERS_MIN) {
        int end = c->cols - 1 - draw_width(c, "…");
        col += draw_text(c, c->row, col, end - col, ROLE_BAR_DIM, str_text(&parameters));
        draw_text(c, c->row, col, c->cols - 1 - col, ROLE_BAR_DIM, "…");
    }
    str_free(&parameters);
}

static void draw_too_small(const struct app *a, const struct canvas *c)
{
    char text[64];
    snprintf(text, sizeof text, _("%dx%d: lexwave needs %dx%d"), a->cols, a->rows, APP_COLS_MIN,
             APP_ROWS_MIN);
    draw_text(c, (a->rows - 1) / 2, 0, a->cols, ROLE_TEXT, text);
}

/* The lines at the bottom: what is selected, and what can be done. */
static void draw_lines(const struct app *a, const struct canvas *all, const struct chrome *l)
{
    struct canvas part = *all;
    part.rows = 1;
    part.row = l->inspector - 1;
    if (part.row >= l->body + l->body_rows) order_draw(a, &part);
    part.row = l->inspector;
    inspector_draw(a, &part);
    formula_draw(a, &part);
    label_draw(a, &part);
    part.row = l->hints;
    hints_draw(a, &part);
}

static void draw_all(const struct app *a, const struct canvas *all)
{
    struct canvas part = *all;
    struct chrome l = chrome_layout(a);
    if (!a->bare) draw_top(a, all);
    part.row = l.sentence;
    part.rows = l.sentence_rows;
    sentence_draw(a, &part);
    part.row = l.body;
    part.rows = l.body_rows;
    app_view(a)->draw(a, &part);
    if (!a->bare) draw_lines(a, all, &l);
    if (a->help) {
        part.row = l.sentence;
        part.rows = l.inspector - l.sentence;
        help_draw(a, &part);
    }
}

/* Nearly all glyphs that are neither ASCII nor braille are of ambiguous width: where those are
 * wide, the program's own are ASCII, and its curves braille. */
static void avoid_ambiguous(struct caps *own)
{
    bool braille = !own->ascii && (own->curves == CURVES_AUTO || own->curves == CURVES_BRAILLE);
    own->curves = braille ? CURVES_BRAILLE : CURVES_ASCII;
    own->ascii = true;
}

/* What the state leaves of what the output can show. */
static struct caps own_caps(const struct app *a, const struct caps *caps)
{
    struct caps own = *caps;
    if (a->curves != CURVES_AUTO) own.curves = (enum curves)a->curves;
    own.strong = theme_strong(a->theme);
    if (own.text == SAFE_WIDE) avoid_ambiguous(&own);
    return own;
}

void view_note(struct frame *f, const struct caps *caps, const char *line)
{
    int row = f->rows - 1;
    frame_repeat(f, row, 0, f->cols, role_style(ROLE_BACK, caps->depth), ' ');
    struct caps own = *caps;
    own.text = f->text;
    if (own.text == SAFE_WIDE) avoid_ambiguous(&own);
    draw_text(&(struct canvas){.frame = f, .caps = &own}, row, 1, f->cols - 1, ROLE_STRONG, line);
    f->cursor_row = f->cursor_col = -1;
}

bool view_draw(const struct app *a, const struct caps *caps, struct frame *out)
{
    if (!frame_start(out, a->rows, a->cols, caps->ascii, role_style(ROLE_BACK, caps->depth)))
        return false;
    out->text = caps->text;
    const struct caps own = own_caps(a, caps);
    struct canvas all = {out, &own, 0, 0, a->rows, a->cols};
    (too_small(a) ? draw_too_small : draw_all)(a, &all);
    if (a->bare) out->cursor_row = out->cursor_col = -1;
    return !out->failed;
}

struct target view_target(const struct app *a, const struct caps *caps, struct frame *f, int row,
                          int col)
{
    struct target target = frame_target(f, row, col);
    const struct caps own = own_caps(a, caps);
    const struct canvas all = {f, &own, 0, 0, a->rows, a->cols};
    /* The bottom line shows keys. */
    bool shown = row >= 0 && row < f->rows - 1 && col >= 0 && col < f->cols;
    if (shown && !a->help && !a->bare && !too_small(a))
        target.label = glossary_at(a, &all, row ? app_view(a)->name : glossary_top, row, col);
    return target;
}
