#include "view/schemes_view.h"

#include <stdio.h>
#include <string.h>

#include "base/memo.h"
#include "view/heat.h"
#include "view/schemes_words.h"
#include "view/view.h"

#define NARROW 70       /* below so many columns the tests are marks alone */
#define WIDE 150        /* and those of the wrong formulas below so many */
#define LABELS 110      /* from so many on schemes have their labels, not their names */
#define STRIP_ROWS_MAX 5
#define VAST 200        /* columns that hold strips of double width */
#define STRIP_FULL 1.0  /* the strips' scale: what bounded values stay within */
#define WORDS_MIN 6
#define GAP 1

/* Where everything stands. What does not fit is left out: rows of strips first,
 * then words, then schemes far from the one in force. */
struct table {
    int first, count;          /* the schemes listed: rows of schemes[] */
    int strip_rows, step;      /* rows of a strip, and from one scheme to the next */
    int visible, scroll;       /* schemes in sight, and how many are above them */
    int words;                 /* rows for words; 0: left out */
    bool wrong;                /* wrong formulas, with a strip of what they differ by */
    int name_cols, strip_col, difference_col, cell_cols, dims, tests_col, test_cols;
};

static int least(int a, int b)
{
    return a < b ? a : b;
}

static void fit_rows(const struct app *a, int rows, struct table *t)
{
    int room = rows - 1, words = rows >= 14 ? WORDS_MIN : rows >= 7 ? 2 : 0;
    t->strip_rows = t->step = 1;
    for (int height = 2; height <= STRIP_ROWS_MAX; height++)
        if (t->count * (height + 1) + words <= room) {
            t->strip_rows = height;
            t->step = height + 1;
        }
    t->visible = least(t->count, (room - words) / t->step);
    t->visible = t->visible < 1 ? 1 : t->visible;
    t->words = room - t->visible * t->step;
    t->words = t->words < 0 || !words ? 0 : t->words;
    t->scroll = (int)view_scroll(a->shown.list_first, (size_t)(a->params.scheme - t->first), (size_t)t->count,
                                 (size_t)t->visible);
}

static void fit_cols(const struct app *a, int cols, struct table *t)
{
    t->name_cols = cols >= LABELS ? 26 : t->wrong ? 17 : 15;
    t->test_cols = cols < (t->wrong ? WIDE : NARROW) ? 4 : cols >= LABELS ? 15 : 12;
    int room = cols - t->name_cols - SCHEME_TESTS * t->test_cols - GAP;
    if (t->wrong)
        room = (room - GAP) / 2;
    t->strip_col = t->name_cols;
    int d = a->params.d_model, fits = room < d ? 1 : room / d;
    t->cell_cols = a->zoom ? a->zoom : least(fits, cols >= VAST ? 4 : 2);
    t->cell_cols = room < t->cell_cols ? 1 : t->cell_cols;
    t->dims = room < 1 ? 0 : least(d, room / t->cell_cols);
    t->difference_col = t->strip_col + t->dims * t->cell_cols + GAP;
    t->tests_col = t->wrong ? t->difference_col + t->dims * t->cell_cols + GAP : t->difference_col;
    int spare = cols - t->tests_col - SCHEME_TESTS * t->test_cols;
    if (t->test_cols > 4 && spare > 0)
        t->test_cols += least(spare / SCHEME_TESTS, 6);
}

static struct table layout(const struct app *a, int rows, int cols)
{
    struct table t = {.first = schemes_first(a), .count = schemes_listed(a)};
    t.wrong = schemes[t.first].mistake != NULL;
    fit_rows(a, rows, &t);
    fit_cols(a, cols, &t);
    return t;
}

void schemes_view_shown(const struct app *a, int rows, int cols, struct shown *out)
{
    struct table t = layout(a, rows, cols);
    const struct window *last = &a->shown.window;
    out->window.rows = t.strip_rows;
    out->window.row = view_scroll(last->row, a->token, a->pipeline.count, (size_t)t.strip_rows);
    out->window.dims = t.dims;
    out->window.dim = (int)view_scroll((size_t)last->dim, (size_t)a->dim, (size_t)a->params.d_model, (size_t)t.dims);
    out->cell_cols = t.cell_cols;
    out->list_first = (size_t)t.scroll;
    out->list_rows = t.visible;
}

/* "P at 7, dims 0…15": which part of each P the strips show. */
static void draw_heading(const struct app *a, const struct canvas *c, const struct table *t)
{
    static const char *const names[SCHEME_TESTS][3] = {
        {"bounded", "bounded", "bnd"}, {"unique", "unique", "uni"}, {"any length", "any length", "len"},
        {"shift linear", "linear", "lin"}};
    const struct window *w = &a->pipeline.rows.window;
    char text[96];
    draw_text(c, c->row, c->col + (t->wrong ? 1 : 2), t->name_cols - 1, t->wrong ? ROLE_WARN : ROLE_DIM,
              t->wrong ? "WRONG FORMULA" : "scheme");
    if (w->rows > 0 && t->dims > 0) {
        unsigned long long from = pipeline_position(&a->pipeline, w->row), to = from + (unsigned)w->rows - 1;
        char dims[48];
        snprintf(text, sizeof text, w->rows > 1 ? "P at %llu…%llu" : "P at %llu", from, to);
        snprintf(dims, sizeof dims, "dims %d…%d", w->dim, w->dim + w->dims - 1);
        const struct part parts[] = {{ROLE_DIM, text, "P"}, {ROLE_DIM, dims, ""}};
        draw_parts(c, c->row, c->col + t->strip_col, t->dims * t->cell_cols, parts, 2, 1);
        if (t->wrong)
            draw_text(c, c->row, c->col + t->difference_col, t->dims * t->cell_cols, ROLE_DIM, "less the true P");
    }
    for (int i = 0; i < SCHEME_TESTS; i++)
        draw_text(c, c->row, c->col + t->tests_col + i * t->test_cols, t->test_cols - 1, ROLE_DIM,
                  names[i][(t->test_cols < 13) + (t->test_cols < 10)]);
    struct hit h = {c->row, c->col + t->strip_col, 1, t->dims * t->cell_cols,
                    {.kind = TARGET_DIM, .dim = w->dim}, 0, t->cell_cols};
    frame_add_hit(c->frame, h);
}

/* What a row of a strip depends on; no padding. */
struct strip_key {
    double base;
    uint64_t position, offset, length;
    int32_t d_model, layout, dim, dims, scheme, truth; /* truth: what is taken away; −1: nothing */
};

/* P of scheme `s` at a position over the columns in sight, less that of scheme `truth` unless that is −1. Kept
 * by the frame; NULL when out of memory. */
static const float *strip_row(const struct app *a, struct frame *f, int s, int truth, uint64_t position)
{
    const struct pipeline *p = &a->pipeline;
    const struct window *w = &p->rows.window;
    const struct strip_key key = {p->params.base,
                                  position,
                                  p->context.offset,
                                  p->context.length,
                                  p->params.d_model,
                                  (int32_t)p->params.layout,
                                  w->dim,
                                  w->dims,
                                  s,
                                  truth};
    size_t dims = (size_t)w->dims;
    bool fresh;
    struct memo *memo = frame_memo(f);
    float *values = memo ? memo_of(memo, &key, sizeof key, 2 * dims * sizeof *values, &fresh) : NULL;
    if (!values || !fresh)
        return values;
    schemes[s].row(&p->context, position, w->dim, w->dims, values);
    if (truth >= 0)
        schemes[truth].row(&p->context, position, w->dim, w->dims, values + dims);
    for (size_t k = 0; k < dims && truth >= 0; k++)
        values[k] -= values[dims + k];
    return values;
}

/* P of a scheme over the rows and columns in sight, less that of scheme `truth` unless that is −1. */
static void draw_strip(const struct app *a, const struct canvas *c, const struct table *t, int s, int truth, int row)
{
    const struct pipeline *p = &a->pipeline;
    const struct window *w = &p->rows.window;
    int left = c->col + (truth < 0 ? t->strip_col : t->difference_col);
    for (int r = 0; r < w->rows && w->dims > 0; r++) {
        size_t token = w->row + (size_t)r;
        const float *values = strip_row(a, c->frame, s, truth, pipeline_position(p, token));
        const struct heat_row h = {.col = left, .width = t->cell_cols, .full = STRIP_FULL,
                                   .selected = token == a->token ? a->dim - w->dim : -1};
        if (values)
            heat_row(c->frame, row + r, &h, values, w->dims, c->caps);
        else
            c->frame->failed = true;
    }
    struct target cell = {.kind = TARGET_CELL, .token = (int64_t)w->row, .dim = w->dim};
    frame_add_hit(c->frame, (struct hit){row, left, w->rows, w->dims * t->cell_cols, cell, 1, t->cell_cols});
}

/* Takes the 0 of "0.27" away where the text is too wide: ".27→.20" says the same. */
static void tighten(struct str *text, int cols, const struct canvas *c)
{
    const char *zero;
    bool wide = strstr(str_text(text), "→") && draw_width(c, str_text(text)) > cols;
    while (wide && (zero = strstr(str_text(text), "0."))) {
        size_t at = (size_t)(zero - text->data);
        if (at > 0 && text->data[at - 1] >= '0' && text->data[at - 1] <= '9')
            return;
        str_splice(text, at, 1, "", 0);
    }
}

/* Leaves out the last words until the rest fits: half a number is a wrong one. */
static void cut_words(struct str *text, int cols, const struct canvas *c)
{
    while (draw_width(c, str_text(text)) > cols && strchr(str_text(text), ' ')) {
        size_t at = (size_t)(strrchr(text->data, ' ') - text->data);
        str_splice(text, at, text->len - at, "", 0);
    }
}

static void draw_verdict(const struct canvas *c, const struct table *t, const struct scheme_report *r, int test,
                         int row, bool current)
{
    static const char *const marks[] = {"✓ ", "✗ ", "? "};
    enum verdict verdict = schemes_verdict(r, (enum scheme_test)test);
    struct str text = STR_EMPTY;
    str_adds(&text, marks[verdict]);
    if (t->test_cols >= 10)
        schemes_figure(r, (enum scheme_test)test, &text);
    tighten(&text, t->test_cols - 1, c);
    cut_words(&text, t->test_cols - 1, c);
    enum role role = verdict == VERDICT_FAILS ? ROLE_WARN : current ? ROLE_ROW : ROLE_TEXT;
    int col = c->col + t->tests_col + test * t->test_cols;
    draw_text(c, row, col, t->test_cols - 1, role, str_text(&text));
    if (current)
        frame_tint(c->frame, row, col, 1, t->test_cols, SLOT_SELECTED);
    str_free(&text);
}

static void draw_scheme(const struct app *a, const struct canvas *c, const struct table *t, int i, int row)
{
    const struct scheme *s = &schemes[i];
    bool current = i == a->params.scheme;
    struct target target = {.kind = TARGET_SCHEME, .index = i};
    frame_add_hit(c->frame, (struct hit){row, c->col, t->strip_rows, c->cols, target, 0, 0});
    if (current) {
        frame_fill(c->frame, row, c->col, 1, t->strip_col, role_style(ROLE_ROW, c->caps->depth));
        frame_fill(c->frame, row, c->col + t->tests_col, 1, c->cols - t->tests_col,
                   role_style(ROLE_ROW, c->caps->depth));
        draw_text(c, row, c->col, 1, ROLE_ROW_ACCENT, "›");
    }
    draw_text(c, row, c->col + 2, t->name_cols - 3, current ? ROLE_ROW_ACCENT : ROLE_TEXT,
              t->name_cols > 20 ? s->label : s->name);
    draw_strip(a, c, t, i, -1, row);
    if (t->wrong)
        draw_strip(a, c, t, i, 0, row);
    const struct scheme_report *r = &a->schemes.reports[i];
    for (int test = 0; test < SCHEME_TESTS && r->text_ready; test++)
        draw_verdict(c, t, r, test, row, current);
}

void schemes_view_draw(const struct app *a, const struct canvas *c)
{
    struct table t = layout(a, c->rows, c->cols);
    if (!a->schemes.reports)
        return;
    draw_heading(a, c, &t);
    for (int i = 0; i < t.visible; i++)
        draw_scheme(a, c, &t, t.first + (int)a->shown.list_first + i, c->row + 1 + i * t.step);
    if (t.words < 1)
        return;
    struct canvas words = *c;
    int blank = t.step == 1 && t.words > 2;
    words.row += 1 + t.visible * t.step + blank;
    words.rows = t.words - blank;
    schemes_words_draw(a, &words);
}
