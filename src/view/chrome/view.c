#include "view/chrome/view.h"

#include <stdio.h>
#include <string.h>

#include "base/words.h"
#include "view/chrome/chrome_parts.h"
#include "view/marks/label.h"
#include "view/views.h"

const struct view views[] = {
    {"pipeline", N_("Pipeline"), &model_none, pipeline_view_shown, pipeline_view_draw},
    {"vocabulary", N_("Vocabulary"), &vocabulary_model, vocabulary_view_shown,
     vocabulary_view_draw},
    {"embedding", N_("Embedding"), &embedding_model, embedding_view_shown, embedding_view_draw},
    {"waves", N_("Waves"), &waves_model, waves_view_shown, waves_view_draw},
    {"sum", N_("Sum"), &sum_model, sum_view_shown, sum_view_draw},
    {"similarity", N_("Similarity"), &similarity_model, similarity_view_shown,
     similarity_view_draw},
    {"schemes", N_("Schemes"), &schemes_model, schemes_view_shown, schemes_view_draw},
    {.name = NULL},
};
const int view_count = sizeof views / sizeof *views - 1;

#define FORMS 3          /* of the parameters, the last the shortest */
#define NAMES_FROM 115   /* columns that hold the names of the tabs and the usual parameters */
#define LABEL_FROM 60    /* columns that have room for the long label of a wrong formula */
#define PARAMETERS_MIN 7 /* columns that show anything of them */

/* Rows of the frame around the body. On a low screen blank rows go first, then the indices. */
struct chrome {
    int sentence, sentence_rows; /* first row, and 1 or 2: with the indices */
    int body, body_rows;
    int inspector, hints;
};

static struct chrome chrome_layout(int rows)
{
    bool roomy = rows >= 24;
    struct chrome l = {.sentence = roomy ? 2 : 1, .sentence_rows = rows >= 9 ? 2 : 1};
    l.body = l.sentence + l.sentence_rows + roomy;
    l.inspector = rows - 2;
    l.hints = rows - 1;
    l.body_rows = l.inspector - l.body - roomy;
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
    struct chrome l = chrome_layout(a->rows);
    app_view(a)->shown(a, l.body_rows, a->cols, out);
    out->help_rows = help_page(l.inspector - l.sentence, a->cols);
    out->help_lines = a->help ? help_lines(a) : 0;
}

/* The parameters that differ from their defaults, and d, base and √d: in form 0 by name, in form 1
 * by value, in form 2 only where they differ too. */
static void parameters_text(const struct app *a, int form, struct str *out)
{
    const struct params *p = &a->params, usual = params_default();
    if (a->tokenizer) str_addf(out, _("%s tokens · "), tokenizers[a->tokenizer].name);
    if (p->scheme) str_addf(out, "%s · ", schemes[p->scheme].name);
    if (p->init) str_addf(out, "%s · ", _(init_infos[p->init].label));
    if (p->seed != 1) str_addf(out, _("seed %llu · "), (unsigned long long)p->seed);
    if (p->offset) str_addf(out, _("offset %llu · "), (unsigned long long)p->offset);
    if (p->frozen) str_adds(out, _("frozen · "));
    if (p->layout == LAYOUT_SPLIT) str_adds(out, _("split · "));
    bool all = form < FORMS - 1;
    if (all || p->d_model != usual.d_model) str_addf(out, "d %d · ", p->d_model);
    if (all || p->base < usual.base || p->base > usual.base) {
        str_adds(out, form == 1 ? "" : _("base "));
        draw_base(out, p->base);
        str_adds(out, " · ");
    }
    if (all || p->scale != usual.scale)
        str_adds(out, !p->scale ? _("√d off · ") : form == 1 ? "√d · " : _("√d on · "));
    size_t between = strlen(" · ");
    if (out->len >= between) str_splice(out, out->len - between, between, "", 0);
}

/* Tabs that have their names: all, the current one, none. */
enum tab_names { NAMED_ALL, NAMED_CURRENT, NAMED_NONE };

static bool has_name(const struct app *a, int i, enum tab_names named)
{
    return named == NAMED_ALL || (named == NAMED_CURRENT && i == a->view);
}

static int draw_tabs(const struct app *a, const struct canvas *c, int col, enum tab_names named)
{
    char text[64];
    const struct view *all = a->lists->views;
    for (int i = 0; all[i].name; i++) {
        bool current = i == a->view;
        snprintf(text, sizeof text, has_name(a, i, named) ? " %d %s " : " %d ", i + 1,
                 _(all[i].title));
        int taken =
            draw_text(c, c->row, col, c->cols - col, current ? ROLE_TAB : ROLE_BAR_DIM, text);
        link_view(a, c, c->row, col, taken, all[i].name);
        col += taken;
    }
    return col;
}

static int tabs_width(const struct app *a, enum tab_names named)
{
    int width = 0;
    const struct view *all = a->lists->views;
    for (int i = 0; all[i].name; i++)
        width += 3 + (has_name(a, i, named) ? (int)strlen(_(all[i].title)) + 1 : 0);
    return width;
}

/* The program's name, or that a formula is wrong; returns the column where the tabs begin. All tabs
 * stay in sight: on a narrow screen the name goes first, then that of the current tab, and what
 * is wrong stays. */
static int draw_name(const struct app *a, const struct canvas *c, enum tab_names *named)
{
    bool wrong = schemes[a->params.scheme].mistake;
    const char *name = !wrong ? "lexwave" : c->cols < LABEL_FROM ? _("WRONG") : _("WRONG FORMULA");
    int tabs = 1 + draw_width(c, name) + 2;
    bool fits = tabs + tabs_width(a, NAMED_CURRENT) <= c->cols;
    bool current = fits || (!wrong && tabs_width(a, NAMED_CURRENT) <= c->cols);
    *named = current ? NAMED_CURRENT : NAMED_NONE;
    if (!fits && !wrong) return 0;
    draw_text(c, c->row, 1, c->cols, wrong ? ROLE_BAR_WARN : ROLE_BAR_ACCENT, name);
    return fits ? tabs : tabs - 1;
}

static void draw_top(const struct app *a, const struct canvas *c)
{
    frame_fill(c->frame, c->row, 0, 1, c->cols, role_style(ROLE_BAR, c->caps->depth));
    struct str parameters = STR_EMPTY;
    enum tab_names named;
    int col = draw_name(a, c, &named), width = 0;
    int room = c->cols < NAMES_FROM ? -1 : c->cols - col - tabs_width(a, NAMED_ALL) - 2;
    /* The parameters get shorter before the tabs lose their names. */
    for (int form = 0; form < FORMS; form++) {
        str_clear(&parameters);
        parameters_text(a, form, &parameters);
        width = draw_width(c, str_text(&parameters));
        if (width <= room) break;
    }
    if (width > room) {
        str_clear(&parameters);
        parameters_text(a, 0, &parameters);
        width = draw_width(c, str_text(&parameters));
    }
    col = draw_tabs(a, c, col, width <= room ? NAMED_ALL : named) + 1;
    int at = c->cols - width - 1;
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

static void draw_all(const struct app *a, const struct canvas *all)
{
    struct canvas part = *all;
    struct chrome l = chrome_layout(a->rows);
    draw_top(a, all);
    part.row = l.sentence;
    part.rows = l.sentence_rows;
    sentence_draw(a, &part);
    part.row = l.body;
    part.rows = l.body_rows;
    app_view(a)->draw(a, &part);
    part.rows = 1;
    part.row = l.inspector - 1;
    if (part.row >= l.body + l.body_rows) order_draw(a, &part);
    part.row = l.inspector;
    inspector_draw(a, &part);
    part.row = l.hints;
    hints_draw(a, &part);
    if (a->help) {
        part.row = l.sentence;
        part.rows = l.inspector - l.sentence;
        help_draw(a, &part);
    }
}

void view_note(struct frame *f, const struct caps *caps, const char *line)
{
    int row = f->rows - 1;
    frame_repeat(f, row, 0, f->cols, role_style(ROLE_BACK, caps->depth), ' ');
    frame_puts(f, row, 1, role_style(ROLE_STRONG, caps->depth), line);
    f->cursor_row = f->cursor_col = -1;
}

bool view_draw(const struct app *a, const struct caps *caps, struct frame *out)
{
    if (!frame_start(out, a->rows, a->cols, caps->ascii, role_style(ROLE_BACK, caps->depth)))
        return false;
    struct caps own = *caps;
    if (a->curves != CURVES_AUTO) own.curves = (enum curves)a->curves;
    own.strong = theme_strong(a->theme);
    struct canvas all = {out, &own, 0, 0, a->rows, a->cols};
    (too_small(a) ? draw_too_small : draw_all)(a, &all);
    return !out->failed;
}
