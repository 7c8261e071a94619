#include "view/chrome/chrome_parts.h"

#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "base/safe.h"
#include "base/words.h"
#include "view/marks/label.h"
#include "view/marks/wave.h"

#define PROMPT_COLS 2 /* "› " */

/* One pass over the visible characters. */
struct walk {
    const struct app *app;
    const struct canvas *canvas;
    int text_col, text_end; /* columns of the frame */
    size_t token;           /* the token at or after the byte reached; count after the last one */
    struct piece piece;     /* its bytes; UINT32_MAX after the last one */
    enum role role;
};

static bool cursor_leads(const struct app *a)
{
    return a->focus == FOCUS_SENTENCE;
}

/* The byte that must be in sight: the cursor, or the selected token's start. */
static size_t byte_in_sight(const struct app *a)
{
    if (cursor_leads(a) || !a->pipeline.count) return a->line.cursor;
    return pipeline_piece(&a->pipeline, a->token).start;
}

size_t sentence_back(const struct line *l, size_t at, int cols, enum safe_as as)
{
    while (at > 0) {
        size_t before = line_prev(l, at);
        cols -= safe_width(text_bytes(&l->text) + before, at - before, as);
        if (cols < 0) break;
        at = before;
    }
    return at;
}

/* Where the visible part begins: the start of the text if what must be seen is near enough, else
 * so far back that it stands at two thirds of the width. */
static size_t first_byte(const struct app *a, int cols, enum safe_as as)
{
    size_t at = byte_in_sight(a);
    bool near = sentence_back(&a->line, at, cols - 2, as) == 0;
    return near ? 0 : sentence_back(&a->line, at, cols * 2 / 3, as);
}

/* The first byte from `at` on that has no room in `cols` columns. A character that is wider than
 * the line stands in it alone, and is cut. */
static size_t line_fit(const struct app *a, size_t at, int cols, enum safe_as as)
{
    size_t len = text_len(&a->line.text);
    for (size_t next, first = at; at < len; at = next) {
        next = line_next(&a->line, at);
        cols -= safe_width(text_bytes(&a->line.text) + at, next - at, as);
        if (cols < 0) return at == first ? next : at;
    }
    return at;
}

/* Where the line that begins at byte `at` ends: before the token that does not fit, or within it
 * where it is longer than a line. */
static size_t line_break(const struct app *a, size_t at, int cols, enum safe_as as)
{
    const struct pipeline *p = &a->pipeline;
    size_t end = line_fit(a, at, cols, as);
    if (end >= text_len(&a->line.text) || !p->count) return end;
    struct piece piece = pipeline_piece(p, pipeline_token_at(p, end));
    if (piece.end > end) return piece.start > at ? piece.start : end;
    return end + (text_bytes(&a->line.text)[end] == ' '); /* it stands in the margin */
}

/* How the text is laid out. */
struct lines {
    int count, cols; /* of each */
    enum safe_as as;
};

static enum role chip_role(const struct app *a, size_t token)
{
    static const enum role roles[2][2] = {{ROLE_CHIP_A, ROLE_CHIP_B},
                                          {ROLE_CHIP_NEW_A, ROLE_CHIP_NEW_B}};
    if (token == a->token) return ROLE_CHIP_SELECTED;
    if (pipeline_is_gap(&a->pipeline, token)) return ROLE_CHIP_GAP;
    return roles[pipeline_is_new(&a->pipeline, token)][token % 2];
}

static void go_to_token(struct walk *w, size_t token)
{
    const struct pipeline *p = &w->app->pipeline;
    bool there = token < p->count;
    w->token = token;
    w->piece = there ? pipeline_piece(p, token) : (struct piece){UINT32_MAX, UINT32_MAX};
    w->role = there ? chip_role(w->app, token) : ROLE_TEXT;
}

static enum role role_at(struct walk *w, size_t byte)
{
    while (w->piece.end <= byte) go_to_token(w, w->token + 1);
    return w->piece.start <= byte ? w->role : ROLE_TEXT;
}

/* A token's index under its first column, where there is room for it before the
 * next token's; the selected one always. Else a dot, where there is room for that. */
static void draw_index(const struct walk *w, struct shelf *shelf, size_t token, int col, int room)
{
    struct draw_short number = label_index(w->app, token);
    const struct app *a = w->app;
    bool selected = token == a->token, is_new = pipeline_is_new(&a->pipeline, token);
    int len = draw_width(w->canvas, number.text);
    enum role role = selected ? ROLE_ACCENT : is_new ? ROLE_NEW : ROLE_DIM;
    const struct shelf_label label = {
        .col = col, .role = role, .text = number.text, .n = strlen(number.text), .first = selected};
    if (selected || len < room) shelf_put(shelf, w->canvas, &label);
    if (shelf_has_room(shelf, col) && col < w->text_end && !shelf->taken[col - shelf->col])
        draw_text(w->canvas, shelf->row, col, 1, role, "·");
}

struct start {
    size_t token;
    int col;
};

/* The selected token's index takes its columns first, and the others what is free. */
static void draw_indices(const struct walk *w, const struct start *starts, int count)
{
    struct shelf shelf = {
        .row = w->canvas->row + 1, .col = w->text_col, .cols = w->text_end + 1 - w->text_col};
    for (int pass = 0; pass < 2 && w->canvas->rows > 1; pass++)
        for (int i = 0; i < count; i++) {
            int next = i + 1 < count ? starts[i + 1].col : w->text_end + 1;
            if ((starts[i].token == w->app->token) == (pass == 0))
                draw_index(w, &shelf, starts[i].token, starts[i].col, next - starts[i].col);
        }
}

/* Draws the character at the bytes [from, end). */
static void draw_character(struct walk *w, size_t from, size_t end, int col)
{
    const struct canvas *c = w->canvas;
    struct style style = role_style(role_at(w, from), c->caps->depth);
    int taken = frame_text(c->frame, (struct span){c->row, col, w->text_end - col}, style,
                           text_bytes(&w->app->line.text) + from, (int)(end - from));
    struct target target = {.kind = TARGET_SENTENCE, .index = (int64_t)from};
    frame_add_hit(c->frame, (struct hit){c->row, col, 1, taken, target, 0, 0, false});
}

/* "12 tokens · 0 new · vocabulary 1043", or shorter forms of it, to the count of tokens alone. */
enum { COUNTS_FORMS = 3 };
static void counts_text(const struct app *a, int form, struct str *out)
{
    const struct pipeline *p = &a->pipeline;
    if (!pipeline_complete(p)) {
        str_addf(out, _("%zu tokens so far · %d %%"), p->count,
                 (int)(100 * p->indexed / p->text_len));
        return;
    }
    str_addf(out, words_plural("%zu token", "%zu tokens", p->count), p->count);
    if (form < 2) str_addf(out, _(" · %zu new"), p->fresh_count);
    if (form < 1) str_addf(out, _(" · vocabulary %zu"), pipeline_vocab_size(p));
    if (p->bad_bytes)
        str_addf(out, words_plural(" · %zu bad byte", " · %zu bad bytes", p->bad_bytes),
                 p->bad_bytes);
}

/* At the right: beside the sentence on a wide screen, beside the indices else, where a text that
 * fits the row leaves room for it: no index is covered. Of a text that does not fit, whose indices
 * end before the counts, they are brief. */
static int draw_counts(const struct app *a, const struct canvas *c)
{
    struct str text = STR_EMPTY;
    bool beside = c->cols >= 100;
    size_t len = text_len(&a->line.text);
    int width = 0, row = beside ? c->row : c->row + 1, taken = c->cols;
    if (len <= (size_t)c->cols * 4)
        taken = PROMPT_COLS + 4 + safe_width(text_bytes(&a->line.text), len, c->caps->text);
    int room = taken < c->cols ? c->cols - taken : c->cols / 2;
    int first = beside || taken >= c->cols ? COUNTS_FORMS - 1 : 0;
    for (int form = first; form < COUNTS_FORMS; form++) {
        str_clear(&text);
        counts_text(a, beside ? 0 : form, &text);
        width = draw_width(c, str_text(&text));
        if (width + 1 <= room) break;
    }
    bool fits = row < c->row + c->rows && width + 10 < c->cols && (beside || width + 1 <= room);
    if (fits)
        draw_text(c, row, c->col + c->cols - width - 1, width,
                  a->pipeline.bad_bytes ? ROLE_WARN : ROLE_DIM, str_text(&text));
    str_free(&text);
    return fits ? width + 3 : 0;
}

static void place_cursor(const struct app *a, const struct canvas *c, int col)
{
    if (!cursor_leads(a) || a->help || a->prompt.kind) return;
    c->frame->cursor_row = c->row;
    c->frame->cursor_col = col;
}

/* Columns that the text has, of `cols` columns of which the counts take some at the right. */
static int text_cols(int cols, int counts)
{
    return cols - 2 - PROMPT_COLS - (cols >= 100 ? counts : 0);
}

int sentence_lines(const struct app *a, int cols, int lines_max)
{
    const struct caps caps = {.depth = DEPTH_NONE};
    const struct canvas c = {.caps = &caps};
    struct str text = STR_EMPTY;
    counts_text(a, 0, &text);
    int counts = draw_width(&c, str_text(&text)) + 3, lines = 1;
    str_free(&text);
    counts = counts + 7 < cols ? counts : 0;
    for (size_t at = 0; lines < lines_max; lines++) {
        at = line_break(a, at, text_cols(cols, counts), SAFE_UTF8);
        if (at >= text_len(&a->line.text)) break;
    }
    return lines;
}

/* Whether byte `at` is on one of the lines from byte `first` on. */
static bool on_lines(const struct app *a, size_t first, size_t at, struct lines l)
{
    for (int i = 0; i < l.count && first < text_len(&a->line.text); i++)
        first = line_break(a, first, l.cols, l.as);
    return at < first || first >= text_len(&a->line.text);
}

/* Where the lines begin: as one line does, or so far back that what must be seen is on the last. */
static size_t first_of_lines(const struct app *a, struct lines l)
{
    size_t at = byte_in_sight(a), first = 0;
    if (l.count == 1) return first_byte(a, l.cols, l.as);
    if (on_lines(a, 0, at, l)) return 0;
    for (int back = l.count - 1; back > 0; back--) {
        first = sentence_back(&a->line, at, back * l.cols, l.as);
        struct piece piece = {0, 0};
        if (a->pipeline.count)
            piece = pipeline_piece(&a->pipeline, pipeline_token_at(&a->pipeline, first));
        first = piece.start < first && first < piece.end ? piece.end : first;
        if (on_lines(a, first, at, l)) return first;
    }
    return first_byte(a, l.cols, l.as);
}

/* One line of the text, from byte `at` to `end`, in the canvas's first row. */
static void draw_one_line(struct walk *w, size_t at, size_t end, int indices_end)
{
    const struct app *a = w->app;
    const struct canvas *c = w->canvas;
    struct start starts[512];
    int col = w->text_col, count = 0;
    struct target after = {.kind = TARGET_SENTENCE, .index = (int64_t)end};
    frame_add_hit(c->frame,
                  (struct hit){c->row, c->col, 1, w->text_end + 1 - c->col, after, 0, 0, false});
    for (size_t next; at < end; at = next) {
        next = line_next(&a->line, at);
        int cols = safe_width(text_bytes(&a->line.text) + at, next - at, c->caps->text);
        if (at == a->line.cursor) place_cursor(a, c, col);
        draw_character(w, at, next, col);
        if (w->piece.start == at && count < (int)COUNT(starts))
            starts[count++] = (struct start){w->token, col};
        col += cols;
    }
    size_t len = text_len(&a->line.text);
    if (a->line.cursor == len && end == len && col <= w->text_end) place_cursor(a, c, col);
    if (c->rows > 1 && count) draw_text(c, c->row + 1, c->col + 1, 1, ROLE_DIM, "#");
    w->text_end = indices_end;
    draw_indices(w, starts, count);
}

void sentence_draw(const struct app *a, const struct canvas *c)
{
    int counts = draw_counts(a, c), end = c->col + c->cols - 1;
    struct canvas part = *c;
    struct walk w = {.app = a, .canvas = &part, .text_col = c->col + 1 + PROMPT_COLS};
    struct lines l = {max_int(c->rows / 2, 1), text_cols(c->cols, counts), c->caps->text};
    int text_end = w.text_col + l.cols,
        indices_end = min_int(end - (c->cols >= 100 ? 0 : counts), text_end);
    size_t at = first_of_lines(a, l), first = at, len = text_len(&a->line.text);
    go_to_token(&w, pipeline_token_at(&a->pipeline, at));
    part.rows = min_int(c->rows, 2);
    for (int i = 0; i < l.count; i++) {
        bool last = i == l.count - 1;
        size_t next = last ? line_fit(a, at, l.cols, l.as) : line_break(a, at, l.cols, l.as);
        w.text_end = text_end;
        part.row = c->row + 2 * i;
        if (i == 0 || at < len) draw_one_line(&w, at, next, i ? text_end : indices_end);
        at = next;
        if (last && at < len) draw_text(c, part.row, text_end, 1, ROLE_DIM, "…");
    }
    draw_text(c, c->row, c->col + 1, PROMPT_COLS, cursor_leads(a) ? ROLE_ACCENT : ROLE_DIM, "›");
    if (first > 0) draw_text(c, c->row, c->col + 2, 1, ROLE_DIM, "…");
}
