/* The nearest words of the selected token's word, and words that stand at two places. */
#include <math.h>
#include <stdio.h>

#include "base/num.h"
#include "base/words.h"
#include "view/embedding/embedding_parts.h"
#include "view/marks/heat.h"
#include "view/marks/label.h"

#define SELF_ROWS 8  /* from this many rows on the word itself leads the list */
#define AIRY_ROWS 12 /* from here on there is a blank row between the lists */
#define PAIRS_ROWS 6 /* fewer rows hold the nearest words alone */
#define RIGHT 2      /* columns after the last number, as after a heading's last word */
#define VALUE_COLS 6 /* of a number and the gap before it */
#define BAR_COLS_MIN 5
#define FULL_BLOCK 0x2588 /* █; ▉ … ▏ follow */

/* Rows of the lists, from the top: a heading, the near words, a caption; a heading, pairs. */
struct split {
    int near, caption, blank, pairs; /* rows; pairs −1: without their heading too */
};

static struct split divide(const struct app *a, int rows)
{
    struct split s = {.pairs = -1, .caption = rows >= PAIRS_ROWS, .blank = rows >= AIRY_ROWS};
    if (rows >= PAIRS_ROWS)
        s.pairs = min_int(a->embedding.repeats.count, rows / EMBEDDING_PAIRS_SHARE);
    s.near = rows - 1 - s.caption - s.blank - (s.pairs + 1);
    return s;
}

static void draw_near_heading(const struct app *a, const struct canvas *c)
{
    const struct nearest *n = &a->embedding.nearest;
    struct str word = STR_EMPTY;
    label_token(a, a->token, &word);
    char aside[64], brief[48];
    bool gap = label_is_gap(a), done = gap || nearest_done(n);
    unsigned percent = done ? 100 : (unsigned)((uint64_t)n->next * 100 / n->size);
    if (gap) {
        snprintf(aside, sizeof aside, _("– : no E"));
        snprintf(brief, sizeof brief, _("no E"));
    } else if (done) {
        snprintf(aside, sizeof aside, _("cosine of E, %u words"), n->size);
        snprintf(brief, sizeof brief, _("cosine of E"));
    } else {
        snprintf(aside, sizeof aside, _("of E, %u %% of %u words"), percent, n->size);
        snprintf(brief, sizeof brief, "%u %%", percent);
    }
    const char *title = done ? _("nearest to") : _("nearest so far to");
    struct embedding_heading h = {title, done ? _("nearest to") : _("so far"), &word, aside, brief};
    embedding_heading_draw(c, c->row, &h);
    link_view(a, c, c->row, c->col, c->cols, "vocabulary");
    str_free(&word);
}

/* The cosine as a bar from 0 on: its colour and the number show the sign. Where there are
 * colours enough the bar ends within a cell, to an eighth of it. */
static void draw_bar(const struct canvas *c, int row, int col, int cols, double cosine)
{
    bool fine = c->caps->depth >= DEPTH_256 && !c->caps->ascii;
    int eighths = (int)(fabs(cosine) * cols * 8 + 0.5),
        whole = fine ? eighths / 8 : (eighths + 4) / 8;
    for (int k = 0; k < whole; k++)
        heat_cell(c->frame, (struct span){row, col + k, 1}, cosine, 1, false, c->caps);
    struct style end = {(uint8_t)(SLOT_HEAT + HEAT_HALF + heat_level(cosine, 1)), SLOT_BACK, 0};
    if (fine && eighths % 8)
        frame_put(c->frame, row, col + whole, end, FULL_BLOCK + 8 - (uint32_t)(eighths % 8));
}

void embedding_link_word(const struct app *a, const struct canvas *c, struct area line,
                         uint32_t index)
{
    int known = passage_find(&a->embedding.passage, index);
    if (known >= 0)
        link_token(c, line, a->embedding.passage.at[known]);
    else
        link_own(c, line, index);
}

static void draw_near(const struct app *a, const struct canvas *c, int row, uint32_t index,
                      double cosine)
{
    struct vocab_word w = pipeline_word(&a->pipeline, index);
    bool self = index == a->embedding.nearest.index;
    int word = c->cols < 40 ? 10 : 14, bar = c->cols - 1 - word - VALUE_COLS - RIGHT - 2;
    struct str text = STR_EMPTY;
    draw_token(&text, w.text, w.len, w.len == 1);
    enum role role = self ? ROLE_ACCENT : index >= a->vocab.size ? ROLE_NEW : ROLE_TEXT;
    draw_cut(c, (struct span){row, c->col + 1, word}, role, str_text(&text), text.len);
    str_free(&text);
    if (bar >= BAR_COLS_MIN) draw_bar(c, row, c->col + 1 + word + 1, bar, cosine);
    draw_right(c, row, c->col + c->cols - RIGHT - VALUE_COLS, VALUE_COLS,
               self ? ROLE_ACCENT : ROLE_TEXT, draw_signed_text(cosine, 3).text);
    embedding_link_word(a, c, (struct area){row, c->col, 1, c->cols}, index);
}

/* In their place, for a gap. */
static int draw_no_near(const struct canvas *c, const struct split *s)
{
    struct parts line = {0};
    parts_add(&line, ROLE_ACCENT, _("a gap has no row of E: no word is near it"));
    parts_brief(&line, _("a gap has no row of E"));
    if (s->near > 0) parts_draw(c, (struct span){c->row + 1, c->col + 1, c->cols - 1}, &line);
    return c->row + 1 + s->near + s->caption;
}

/* What the nearness in the list is worth. */
static void draw_caption(const struct app *a, const struct canvas *c, int row)
{
    struct parts line = {0};
    uint32_t step;
    if (training_rows_run(a, &step)) {
        parts_add(&line, ROLE_DIM, _("this row was not trained: it is as it was drawn"));
        parts_brief(&line, _("this row was not trained"));
    } else {
        parts_add(&line, ROLE_DIM, _("random start: nearness means nothing yet"));
        parts_brief(&line, _("random start: no meaning yet"));
    }
    parts_draw(c, (struct span){row, c->col + 1, c->cols - 1}, &line);
}

static int draw_nears(const struct app *a, const struct canvas *c, const struct split *s)
{
    const struct nearest *n = &a->embedding.nearest;
    int row = c->row, self = s->near >= SELF_ROWS;
    draw_near_heading(a, c);
    if (label_is_gap(a)) return draw_no_near(c, s);
    if (self) draw_near(a, c, ++row, n->index, 1);
    for (int i = 0; i < n->count && i < s->near - self; i++)
        draw_near(a, c, ++row, n->best[i].index, n->best[i].cosine);
    if (s->caption) draw_caption(a, c, ++row);
    return row + 1;
}

/* "you 1, 7": the word is cut for its positions, which give way to their distance. */
static void draw_places(const struct app *a, const struct canvas *c, int row, enum role role,
                        const struct repeat *pair)
{
    unsigned long long from = label_position(a, pair->a), to = label_position(a, pair->b);
    char where[64];
    int room = c->cols - 1 - 3 * VALUE_COLS - RIGHT;
    int len = snprintf(where, sizeof where, "%llu, %llu", from, to);
    if (len + 3 > room) len = snprintf(where, sizeof where, "+%llu", to - from);
    const struct span word = {row, c->col + 1, min_int(room - len - 1, 12)};
    int taken = label_token_draw(a, c, word, role, pair->a);
    draw_text(c, row, c->col + 2 + taken, len, role, where);
}

static void draw_pair(const struct app *a, const struct canvas *c, int row,
                      const struct repeat *pair)
{
    bool own = pair->a == a->token || pair->b == a->token;
    enum role role = own ? ROLE_ACCENT : ROLE_TEXT;
    draw_places(a, c, row, role, pair);
    const double values[] = {pair->e, pair->p, pair->x};
    for (int i = 0; i < 3; i++) {
        char text[16];
        const char *sign = values[i] <= -0.005 ? "−" : "";
        snprintf(text, sizeof text, isnan(values[i]) ? DRAW_MISSING : "%s%.2f", sign,
                 fabs(values[i]));
        draw_right(c, row, c->col + c->cols - RIGHT - VALUE_COLS * (3 - i), VALUE_COLS, ROLE_TEXT,
                   text);
    }
    link_token(c, (struct area){row, c->col, 1, c->cols}, pair->a == a->token ? pair->b : pair->a);
}

void embedding_lists_draw(const struct app *a, const struct canvas *c)
{
    if (!a->pipeline.count) return;
    struct split s = divide(a, c->rows);
    const struct repeats *r = &a->embedding.repeats;
    const bool trained = a->embedding.trained.on && !label_is_gap(a);
    int row = trained ? embedding_trained_draw(a, c, s.near, s.caption) : draw_nears(a, c, &s);
    row += s.blank;
    static const char values[] = "E     P     X";
    const struct embedding_heading some = {_("same word, two places: cosine in"), _("cosine in"),
                                           NULL, values, values};
    const struct embedding_heading none = {_("no word stands twice"), _("no word twice"), NULL, "",
                                           ""};
    if (s.pairs >= 0) {
        link_view(a, c, row, c->col, r->count ? c->cols : 0, "sum"); /* which compares two tokens */
        embedding_heading_draw(c, row++, r->count ? &some : &none);
    }
    for (int i = 0; i < s.pairs; i++) draw_pair(a, c, row + i, &r->pair[i]);
}
