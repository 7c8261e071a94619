/* The nearest words among trained rows: in E on the left, in U on the right. */
#include <math.h>
#include <stdio.h>

#include "base/num.h"
#include "base/words.h"
#include "view/embedding/embedding_parts.h"
#include "view/marks/label.h"

#define VALUE_COLS 6
#define GAP 2
#define BOTH_COLS 40 /* fewer columns show E alone */

static void draw_heading(const struct app *a, const struct canvas *c)
{
    const struct embedding_trained *t = &a->embedding.trained;
    struct str word = STR_EMPTY;
    char aside[64], brief[48];
    label_token(a, a->token, &word);
    if (t->used)
        snprintf(aside, sizeof aside, _("cosine, %u words used 5 times and more"), t->words);
    else if (t->moved < t->words)
        snprintf(aside, sizeof aside, _("cosine, %u words, %u trained"), t->words, t->moved);
    else
        snprintf(aside, sizeof aside, _("cosine, %u words trained"), t->words);
    snprintf(brief, sizeof brief, _("cosine, %u words"), t->words);
    struct embedding_heading h = {_("nearest to"), _("nearest to"), &word, aside, brief};
    embedding_heading_draw(c, c->row, &h);
    link_view(a, c, c->row, c->col, c->cols, "vocabulary");
    str_free(&word);
}

/* Where a cosine does not exist, as of a U of zeros, the list is empty. */
static void draw_column(const struct app *a, const struct canvas *c, struct span at,
                        const struct embedding_near *near, int rows)
{
    int word = at.cols - VALUE_COLS - 1;
    for (int i = 0; i < near->count && i < rows; i++) {
        int row = at.row + i;
        struct vocab_word w = pipeline_word(&a->pipeline, near->best[i].index);
        struct str text = STR_EMPTY;
        draw_token(&text, w.text, w.len, w.len == 1);
        bool still = training_row_unmoved(a, near->best[i].index);
        enum role role = still ? ROLE_DIM : ROLE_TEXT;
        if (still) str_adds(&text, " ◦");
        draw_cut(c, (struct span){row, at.col, word}, role, str_text(&text), text.len);
        str_free(&text);
        draw_right(c, row, at.col + at.cols - VALUE_COLS, VALUE_COLS, ROLE_TEXT,
                   draw_signed_text(near->best[i].cosine, 2).text);
        embedding_link_word(a, c, (struct area){row, at.col, 1, at.cols}, near->best[i].index);
    }
    if (!near->count && rows > 0) draw_text(c, at.row, at.col, at.cols, ROLE_DIM, DRAW_MISSING);
}

static const char *mean_text(double mean, char out[40])
{
    snprintf(out, 40, "%s", isnan(mean) ? DRAW_MISSING : draw_signed_text(mean, 3).text);
    return out;
}

static void draw_means(const struct app *a, const struct canvas *c, int row, bool both)
{
    const struct embedding_trained *t = &a->embedding.trained;
    struct parts line = {0};
    char e[40], u[40];
    if (training_row_unmoved(a, pipeline_index(&a->pipeline, a->token))) {
        parts_add(&line, ROLE_ACCENT, _("never read: it has not moved  "));
        parts_brief(&line, _("never read  "));
    }
    parts_add(&line, ROLE_DIM,
              both ? _("mean of all pairs: E %s, U %s") : _("mean of all pairs: %s"),
              mean_text(t->e.mean, e), mean_text(t->u.mean, u));
    parts_brief(&line, both ? _("mean E %s U %s") : _("mean %s"), e, u);
    parts_draw(c, (struct span){row, c->col + 1, c->cols - 1}, &line);
}

int embedding_trained_draw(const struct app *a, const struct canvas *c, int rows, bool caption)
{
    const struct embedding_trained *t = &a->embedding.trained;
    bool both = c->cols >= BOTH_COLS;
    int cols = both ? (c->cols - 1 - GAP - 1) / 2 : c->cols - 2, row = c->row + 1;
    int second = c->col + 1 + cols + GAP;
    draw_heading(a, c);
    if (rows > 0) {
        draw_text(c, row, c->col + 1, cols, ROLE_DIM, _("in E: by what follows"));
        if (both) draw_text(c, row, second, cols, ROLE_DIM, _("in U: by what comes before"));
    }
    draw_column(a, c, (struct span){row + 1, c->col + 1, cols}, &t->e, rows - 1);
    if (both) draw_column(a, c, (struct span){row + 1, second, cols}, &t->u, rows - 1);
    row += max_int(rows, 0);
    if (caption) draw_means(a, c, row, both);
    return row + caption;
}
