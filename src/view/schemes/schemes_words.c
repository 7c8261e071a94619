/* The scheme in force in whole sentences: how they are set in lines, and a page at a time. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "base/words.h"
#include "view/schemes/schemes_parts.h"

#define HEAD_COLS 16   /* of the heads' own column */
#define OTHERS_COLS 6  /* of the heads of methods that add no vector */
#define HEADED 50      /* columns from which on heads have one */
#define TEXT_BYTES 512 /* a longer sentence is cut */
#define INDENT 2       /* of a sentence's further lines, where heads have no column */

/* Where line `line` stands on the frame; −1: out of sight. */
static int row_of(const struct sentence_writer *w, int line)
{
    int at = line - w->first;
    return at < 0 || at >= w->rows ? -1 : w->c->row + at;
}

/* Draws mark and head; returns the columns that they take. */
static int draw_head(const struct sentence_writer *w, enum role role, const char *mark,
                     const char *head)
{
    const struct canvas *c = w->c;
    int row = row_of(w, w->line), after = *mark ? draw_width(c, mark) + 1 : 0;
    if (row >= 0 && *mark) draw_text(c, row, c->col, after, role, mark);
    if (row >= 0)
        draw_text(c, row, c->col + after, c->cols - after, *mark ? ROLE_STRONG : role, head);
    return after + draw_width(c, head);
}

/* Draws a sentence after its head, over the lines it takes. */
static void put(struct sentence_writer *w, int head, const char *rest)
{
    const struct canvas *c = w->c;
    bool aside = w->head_cols && head < w->head_cols;
    for (bool first = true; *rest || first; first = false, w->line++) {
        int at = aside ? w->head_cols : first ? head + 1 : w->head_cols ? w->head_cols : INDENT;
        int row = row_of(w, w->line);
        size_t n = draw_fit(c, rest, c->cols - at);
        if (row >= 0)
            draw_bytes(c, (struct span){row, c->col + at, c->cols - at}, ROLE_TEXT, rest, n);
        rest += n + strspn(rest + n, " ");
    }
}

void sentence_say(struct sentence_writer *w, enum role role, const char *mark, const char *head,
                  const char *format, ...)
{
    char text[TEXT_BYTES];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    put(w, draw_head(w, role, mark, head), text);
}

/* "fails 2 of the 4 tests", or that a formula is wrong. */
static void draw_title(const struct sentence_writer *w, const struct schemes_layout *t)
{
    const struct canvas *c = w->c;
    struct parts line = {.gap = 1};
    int fails = 0, row = c->row - t->words_row + t->title_row;
    for (int i = 0; i < SCHEME_TESTS; i++)
        fails += schemes_verdict(w->report, (enum scheme_test)i) == VERDICT_FAILS;
    if (w->scheme->mistake) {
        parts_add(&line, ROLE_WARN, _("WRONG FORMULA"));
        parts_brief(&line, _("WRONG"));
    }
    if (!t->first_row) {
        parts_add(&line, ROLE_ACCENT, "%s", _(w->scheme->label));
        parts_brief(&line, "%s", w->scheme->name);
    }
    if (fails)
        parts_add(&line, ROLE_STRONG, _("fails %d of the 4 tests"), fails);
    else
        parts_add(&line, ROLE_STRONG, _("no test fails"));
    parts_draw(c, (struct span){row, c->col, c->cols}, &line);
}

static void write_all(struct sentence_writer *w, const struct schemes_layout *t)
{
    w->line = 0;
    schemes_tests_say(w);
    if (!t->others_row && w->a->pipeline.count) schemes_others_say(w);
}

/* "8 … 14 of 21 lines, PgDn: more" in the last row. */
static void draw_page(const struct sentence_writer *w, int lines)
{
    const struct canvas *c = w->c;
    int last = min_int(w->first + w->rows, lines);
    struct parts line = {.gap = 1};
    parts_add(&line, ROLE_ACCENT, _("lines %d…%d of %d"), w->first + 1, last, lines);
    parts_add(&line, ROLE_DIM, _("PgDn PgUp turn the page"));
    parts_brief(&line, _("PgDn"));
    parts_draw(c, (struct span){c->row + w->rows, c->col, c->cols}, &line);
}

static void draw_others(const struct sentence_writer *words, const struct canvas *body,
                        const struct schemes_layout *t)
{
    struct canvas below = *body;
    below.row += t->others_row;
    below.col += 1;
    below.cols -= 2;
    struct sentence_writer w = {.a = words->a,
                                .c = &below,
                                .scheme = words->scheme,
                                .report = words->report,
                                .head_cols = OTHERS_COLS,
                                .rows = 2};
    schemes_others_say(&w);
}

void schemes_words_draw(const struct app *a, const struct canvas *c, const struct schemes_layout *t)
{
    const int scheme = a->params.scheme;
    struct canvas room = *c;
    room.row += t->words_row;
    room.col += t->words_col ? t->words_col : 1;
    room.cols -= t->words_col ? t->words_col + 1 : 2;
    struct sentence_writer w = {.a = a,
                                .c = &room,
                                .scheme = &schemes[scheme],
                                .report = &a->schemes.reports[scheme],
                                .head_cols = room.cols >= HEADED ? HEAD_COLS : 0};
    draw_title(&w, t);
    write_all(&w, t);
    int lines = w.line, per_page = max_int(t->words_rows - 1, 1);
    w.rows = t->words_rows;
    if (lines > t->words_rows) {
        int pages = (lines + per_page - 1) / per_page;
        w.rows = per_page;
        w.first = ((a->schemes.page % pages + pages) % pages) * per_page;
        draw_page(&w, lines);
    }
    write_all(&w, t);
    if (t->others_row && a->pipeline.count) draw_others(&w, c, t);
}
