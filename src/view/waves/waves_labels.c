/* What stands below the large waves: a column for each of some positions, chosen once for all rows,
 * so that a word stands above its own values. */
#include <math.h>
#include <stdio.h>

#include "base/num.h"
#include "base/safe.h"
#include "base/words.h"
#include "view/marks/label.h"
#include "view/waves/waves_large.h"

#define WORD_COLS_MIN 4  /* a word cut shorter than this says nothing */
#define WORD_COLS_MAX 16 /* a longer one is cut */
#define COLUMNS_MAX 256

/* A position with its column. */
struct place {
    double x;      /* from the area's left edge on */
    int64_t token; /* −1: a position without one */
    bool tenths;   /* it plays */
    char name;     /* of two that are compared, 'a' or 'b'; else 0 */
    int col, cols; /* on the frame; `cols` it needs */
    bool strong;   /* selected, or playing */
};
struct places {
    const struct large *large;
    int count;
    struct place list[COLUMNS_MAX];
};

/* A value, with as many decimals as the columns of a position hold. */
static void value_text(const struct large *g, double value, struct str *out)
{
    int whole = 0;
    double reach = fmax(-g->axis.low, g->axis.high);
    for (; reach >= 10; whole++) reach /= 10;
    int decimals = g->area.cols / g->span - 4 - whole;
    draw_signed(out, value, clamp_int(decimals, whole ? 0 : 2, 4));
}

static uint64_t position_of(const struct large *g, const struct place *p)
{
    return g->wave[0].position + (uint64_t)floor(p->x);
}

static void position_text(const struct large *g, const struct place *p, struct str *out)
{
    unsigned long long position = position_of(g, p);
    if (p->name) str_addf(out, "%c ", p->name);
    if (p->tenths)
        str_addf(out, "%llu.%d", position, (int)(waves_place(g->app).part * 10));
    else
        str_addf(out, "%llu", position);
}

/* Columns that the position, the values and enough of the word need. */
static int cols_of(const struct large *g, const struct place *p)
{
    struct str text = STR_EMPTY;
    position_text(g, p, &text);
    int cols = draw_width(&g->box, str_text(&text));
    for (int i = 0; i < g->count; i++) {
        str_clear(&text);
        value_text(g, wave_value(&g->wave[i], p->x), &text);
        cols = max_int(cols, draw_width(&g->box, str_text(&text)));
    }
    if (p->token >= 0) {
        str_clear(&text);
        label_token(g->app, (size_t)p->token, &text);
        int word = safe_width(str_text(&text), text.len, g->box.caps->text);
        cols = max_int(cols, min_int(word, WORD_COLS_MIN));
    }
    str_free(&text);
    return cols;
}

/* Takes a place if its columns are free, with a blank to the next; the selected one's and what
 * plays move to the left at the right edge. */
static void add_place(struct places *all, struct place p)
{
    const struct large *g = all->large;
    int end = g->area.col + g->area.cols;
    if (all->count == COLUMNS_MAX || !curve_col(&g->area, p.x, &p.col)) return;
    p.cols = cols_of(g, &p);
    if (p.strong && p.col + p.cols > end) p.col = max_int(end - p.cols, g->area.col);
    if (p.col + p.cols > end) return;
    for (int i = 0; i < all->count; i++) {
        const struct place *q = &all->list[i];
        if (p.col < q->col + q->cols + 1 && q->col < p.col + p.cols + 1) return;
    }
    all->list[all->count++] = p;
}

/* The token in sight at a place, or −1. */
static int64_t token_at(const struct large *g, double x)
{
    const struct pipeline *p = &g->app->pipeline;
    uint64_t at = g->app->waves.first + (uint64_t)floor(x), start = p->params.offset;
    return x >= 0 && at >= start && at - start < p->count ? (int64_t)(at - start) : -1;
}

/* Columns that any position in sight needs, with a blank to the next. */
static int cols_of_any(const struct large *g)
{
    struct str text = STR_EMPTY;
    value_text(g, -fmax(-g->axis.low, g->axis.high), &text);
    int cols = max_int(draw_width(&g->box, str_text(&text)),
                       digit_count(g->wave[0].position + (unsigned)g->span));
    str_free(&text);
    return max_int(cols, g->app->pipeline.count ? WORD_COLS_MIN : 0) + 1;
}

/* Positions at one distance, the smallest of 1, 2, 5, 10 … at which their columns stand apart:
 * round ones, but of each other one those that the marked position is among. */
static void add_regular(struct places *all)
{
    const struct large *g = all->large;
    double room = fmax(1, (double)cols_of_any(g) * g->span / g->area.cols);
    uint64_t step = (uint64_t)nice_ceiling(room), first = g->wave[0].position,
             end = first + (uint64_t)g->span;
    uint64_t odd = step == 2 && all->count ? position_of(g, &all->list[0]) % 2 : 0;
    for (uint64_t at = (first + step - 1 - odd) / step * step + odd; at < end; at += step) {
        double x = (double)(at - first);
        add_place(all, (struct place){.x = x, .token = token_at(g, x)});
    }
}

/* What plays or was gone to, the selected token and the second position come first. */
static void add_cursors(struct places *all)
{
    const struct large *g = all->large;
    const struct app *a = g->app;
    uint64_t first = a->waves.first, selected = pipeline_position(&a->pipeline, a->token);
    bool away = a->waves.away, token = a->pipeline.count && selected >= first;
    char name = g->two.there ? 'a' : 0;
    if (away)
        add_place(all, (struct place){.x = waves_marked(a),
                                      .token = -1,
                                      .tenths = !a->waves.picked,
                                      .name = name,
                                      .strong = true});
    if (token && !waves_picked(a))
        add_place(all, (struct place){.x = (double)(selected - first),
                                      .token = (int64_t)a->token,
                                      .name = (char)(away ? 0 : name),
                                      .strong = true});
    if (g->two.there)
        add_place(all, (struct place){.x = g->two.x[1],
                                      .token = token_at(g, g->two.x[1]),
                                      .name = 'b',
                                      .strong = true});
}

static void choose_places(struct places *all)
{
    add_cursors(all);
    add_regular(all);
}

static enum role role_of(const struct place *p, enum role usual)
{
    return p->name == 'b' ? ROLE_STRONG : p->strong ? ROLE_ACCENT : usual;
}

/* Columns from a place to the next one, less a blank. */
static int room_of(const struct places *all, const struct place *p)
{
    int end = all->large->area.col + all->large->area.cols + 1;
    for (int i = 0; i < all->count; i++)
        if (all->list[i].col > p->col && all->list[i].col < end) end = all->list[i].col;
    return end - 1 - p->col;
}

static void draw_positions(const struct places *all, int row)
{
    const struct large *g = all->large;
    const struct canvas *c = &g->box;
    int zero = g->area.row + curve_dot_row(&g->area, 0, c->caps) / dots_of(c->caps)->y_dots, tick;
    draw_text(c, row, c->col + 2, 3, ROLE_DIM, "pos");
    for (int i = 0; i < all->count; i++) {
        const struct place *p = &all->list[i];
        struct str text = STR_EMPTY;
        position_text(g, p, &text);
        draw_text(c, row, p->col, p->cols, role_of(p, ROLE_DIM), str_text(&text));
        str_free(&text);
        if (!p->tenths && curve_col(&g->area, p->x, &tick))
            frame_put(c->frame, zero, tick, role_style(ROLE_LINE, c->caps->depth),
                      c->caps->ascii ? '+' : 0x253C); /* ┼ */
    }
}

static void draw_words(const struct places *all, int row)
{
    const struct large *g = all->large;
    if (!g->app->pipeline.count) label_no_tokens(&g->box, row, g->area.col, g->area.cols);
    for (int i = 0; i < all->count; i++) {
        const struct place *p = &all->list[i];
        int cols = min_int(room_of(all, p), WORD_COLS_MAX);
        if (p->token >= 0)
            label_token_draw(g->app, &g->box, (struct span){row, p->col, cols},
                             role_of(p, ROLE_DIM), (size_t)p->token);
    }
}

const char *waves_name(const struct wave *w)
{
    return !w->scheme->paired ? "P" : w->cosine ? "cos" : "sin";
}

static void draw_values(const struct places *all, int row, const struct wave *w)
{
    const struct large *g = all->large;
    draw_text(&g->box, row, g->box.col + 2, 3, wave_color(w), waves_name(w));
    for (int i = 0; i < all->count; i++) {
        const struct place *p = &all->list[i];
        struct str text = STR_EMPTY;
        value_text(g, wave_value(w, p->x), &text);
        draw_text(&g->box, row, p->col, p->cols, role_of(p, wave_color(w)), str_text(&text));
        str_free(&text);
    }
}

/* "E[2]": the selected dimension of the words, each entry under its token. */
static void draw_entries(const struct places *all, int row)
{
    const struct large *g = all->large;
    const struct app *a = g->app;
    char name[24];
    int side = g->area.col + g->area.cols + 1, end = g->box.col + g->box.cols;
    snprintf(name, sizeof name, "E[%d]", a->dim);
    draw_text(&g->box, row, g->box.col + 1, g->area.col - g->box.col - 2, ROLE_STRONG, name);
    for (int i = 0; i < all->count; i++) {
        const struct place *p = &all->list[i];
        if ((p->token < 0 && !p->strong) || p->tenths) continue;
        float entry = NAN; /* there is none without a token */
        if (p->token >= 0) pipeline_e_row(&a->pipeline, (size_t)p->token, a->dim, 1, &entry);
        struct draw_short text = draw_signed_text((double)entry, 2);
        draw_text(&g->box, row, p->col, room_of(all, p), role_of(p, ROLE_TEXT), text.text);
    }
    draw_text(&g->box, row, side, end - side, ROLE_DIM, _("the words' column: no set meaning"));
}

void waves_labels_draw(const struct large *g, bool both, int entries)
{
    struct places all = {.large = g};
    int row = g->area.row + g->area.rows;
    choose_places(&all);
    draw_positions(&all, row++);
    draw_words(&all, row++);
    for (int i = 0; i < g->count; i++) /* the sine first, whichever is selected */
        if (both || g->count == 1 || g->wave[i].dim == g->app->dim)
            draw_values(&all, row++, &g->wave[i]);
    if (entries >= 0) draw_entries(&all, entries);
}
