/* Caption of the table, and the lookup: index → row → E, with the row drawn large. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/words.h"
#include "view/marks/heat.h"
#include "view/marks/label.h"
#include "view/vocabulary/vocabulary_parts.h"

#define LEGEND_COLS 26
#define LEGEND_COLS_SMALL 16 /* below WIDE columns */
#define WIDE 70
#define NARROW 40 /* below, no legend */
#define GAP 2
#define SCALE_COLS 12   /* of "colour ±0.25" */
#define READ_COLS 5     /* of "read " before the positions */
#define SOURCE_BYTES 64 /* a longer path is left out */
#define ZEROS 3         /* of a one-hot vector, on either side of its 1 */

/* The row that the lookup is drawn for is the selected token's. */
static bool of_selected(const struct app *a)
{
    const struct pipeline *p = &a->pipeline;
    return a->token < p->count && pipeline_index(p, a->token) == a->vocabulary.at;
}

/* The table's [at + by][dim of the selection]; false if that row is not in sight. */
static bool entry(const struct app *a, int by, double *value)
{
    const struct vocabulary_rows *r = &a->vocabulary.rows;
    int64_t row = (int64_t)a->vocabulary.at + by - r->first;
    if (row < 0 || row >= r->rows) return false;
    *value = (double)r->e[(size_t)row * (size_t)r->dims + (size_t)(a->dim - r->dim)];
    return true;
}

/* "dim 2: … + 0 × −0.0780 + 1 × −0.3680 + 0 × +0.0553 + … = −0.3680"; the brief
 * form leaves out what the zeros are times. */
static void sum_text(const struct app *a, bool brief, struct str *out)
{
    const struct vocabulary_model *m = &a->vocabulary;
    str_addf(out, _("dim %d:"), a->dim);
    bool before = m->at > 1, after = (uint64_t)m->at + 2 < vocabulary_size(a);
    str_adds(out, before ? " …" : "");
    for (int by = -1, terms = 0; by <= 1; by++) {
        double value;
        if (!entry(a, by, &value)) continue;
        str_addf(out, "%s %d", terms++ || before ? " +" : "", by == 0);
        str_adds(out, brief && by ? "" : " × ");
        if (by == 0 || !brief) draw_signed(out, value, 4);
    }
    str_adds(out, after ? " + … = " : " = ");
    draw_signed(out, m->product[a->dim - m->rows.dim], 4);
}

static void draw_sum(const struct app *a, const struct canvas *c, struct span at)
{
    struct str full = STR_EMPTY, brief = STR_EMPTY;
    struct parts line = {0};
    sum_text(a, false, &full);
    sum_text(a, true, &brief);
    parts_add(&line, ROLE_TEXT, "%s", str_text(&full));
    parts_brief(&line, "%s", str_text(&brief));
    parts_draw(c, at, &line);
    str_free(&full);
    str_free(&brief);
}

/* Where the vocabulary comes from, and what becomes of words that are not in it. */
static void draw_corpus(const struct app *a, const struct canvas *c, struct span at)
{
    const struct vocab *v = &a->vocab;
    struct parts line = {.gap = 3};
    unsigned long long tokens = v->tokens;
    parts_add(&line, ROLE_DIM,
              words_plural("%u entries from a training text of %llu token",
                           "%u entries from a training text of %llu tokens", tokens),
              v->size, tokens);
    parts_brief(&line,
                words_plural("%u entries from %llu token", "%u entries from %llu tokens", tokens),
                v->size, tokens);
    if (a->params.frozen)
        parts_add(&line, ROLE_NEW, _("frozen: others are <unk>"));
    else if (a->pipeline.fresh_count)
        parts_add(&line, ROLE_NEW, _("%zu new"), a->pipeline.fresh_count);
    if (a->corpus_bad)
        parts_add(&line, ROLE_WARN, words_plural("%zu bad byte", "%zu bad bytes", a->corpus_bad),
                  a->corpus_bad);
    if (strlen(a->corpus.source) < SOURCE_BYTES) parts_add(&line, ROLE_DIM, "%s", a->corpus.source);
    parts_draw(c, at, &line);
}

/* Whether a row in sight is dim. */
static bool some_unread(const struct app *a)
{
    const struct vocabulary_rows *rows = &a->vocabulary.rows;
    for (int r = 0; r < rows->rows; r++)
        if (!pipeline_uses(&a->pipeline, rows->first + (uint32_t)r)) return true;
    return false;
}

static void draw_caption(const struct app *a, const struct canvas *c, int row)
{
    int legend = c->cols >= WIDE ? LEGEND_COLS : c->cols >= NARROW ? LEGEND_COLS_SMALL : 0;
    const char *dim = legend && some_unread(a) ? _("dim: not read") : "";
    int said = dim[0] ? draw_width(c, dim) + GAP : 0;
    const struct span at = {row, c->col + 1, c->cols - 2 - (legend ? legend + GAP : 0) - said};
    if (said) draw_text(c, row, at.col + at.cols + GAP, said - GAP, ROLE_DIM, dim);
    const struct vocabulary_model *m = &a->vocabulary;
    if (m->one_hot && m->rows.rows)
        draw_sum(a, c, at);
    else if (m->place.browsing)
        draw_text(c, row, at.col, at.cols, ROLE_ACCENT,
                  _("browsing: f follows the selected token again"));
    else
        draw_corpus(a, c, at);
    if (legend)
        heat_legend(c->frame, row, c->col + c->cols - legend - 1, legend, vocabulary_full(a),
                    c->caps);
}

/* "(0 0 … 0 1 0 … 0 0)": its 1 in its place, and the zeros near it and at the ends. */
static void one_hot_text(const struct app *a, int zeros, struct str *out)
{
    int64_t at = a->vocabulary.at, last = (int64_t)vocabulary_size(a) - 1;
    int64_t from = at - zeros > 2 ? at - zeros : 0, to = at + zeros < last - 2 ? at + zeros : last;
    str_adds(out, from > 0 ? "(0 … " : "(");
    for (int64_t v = from; v <= to; v++) str_addf(out, "%s%d", v > from ? " " : "", v == at);
    str_adds(out, to < last ? " … 0)" : ")");
}

/* What √d does to the row: "→ × √16 = E, 16 numbers", "= E, 16 numbers". */
static void add_result(const struct app *a, struct parts *line)
{
    int d = a->params.d_model;
    char root[24] = "";
    if (a->params.scale) snprintf(root, sizeof root, "× √%d ", d);
    parts_add(line, ROLE_STRONG, words_plural("%s= E, %d number", "%s= E, %d numbers", (unsigned)d),
              root, d);
    parts_brief(line, "%s= E", root);
}

/* "you @ 7 → index 7 → row 7 of the table's 1043 × √16 = E, 16 numbers" */
static void draw_flow(const struct app *a, const struct canvas *c, int row)
{
    const struct vocabulary_model *m = &a->vocabulary;
    unsigned size = vocabulary_size(a);
    int col = c->col + 1, end = c->col + c->cols - 1;
    struct str full = STR_EMPTY, brief = STR_EMPTY;
    struct parts line = {.gap = 1};
    const struct span word = {row, col, c->cols / 4};
    col += vocabulary_word_draw(a, c, word, ROLE_ACCENT, m->at) + 1;
    if (of_selected(a)) parts_add(&line, ROLE_ACCENT, "@ %llu", label_position(a, a->token));
    parts_add(&line, ROLE_TEXT, _("→ index %u"), m->at);
    if (m->one_hot) {
        one_hot_text(a, ZEROS, &full);
        one_hot_text(a, 1, &brief);
        parts_add(&line, ROLE_STRONG, "→ %s", str_text(&full));
        parts_brief(&line, "→ %s", str_text(&brief));
        parts_add(&line, ROLE_TEXT, _("× table (%u × %d) = row %u"), size, a->params.d_model,
                  m->at);
        parts_brief(&line, _("× table"));
    } else {
        parts_add(&line, ROLE_STRONG, _("→ row %u of the table's %u"), m->at, size);
        parts_brief(&line, _("→ row %u"), m->at);
    }
    add_result(a, &line);
    col += parts_draw(c, (struct span){row, col, end - col}, &line);
    link_action(a, c, row, c->col, col - c->col, "one-hot");
    str_free(&full);
    str_free(&brief);
}

static void draw_labels(const struct app *a, const struct canvas *c,
                        const struct vocabulary_layout *l, int row)
{
    const struct vocabulary_model *m = &a->vocabulary;
    for (int i = 0; i < m->large_dims; i++) {
        int dim = m->large_dim + i;
        char label[16];
        snprintf(label, sizeof label, dim == a->dim ? "▾%d" : "%d", dim);
        int col = c->col + 1 + i * l->large_cols + (l->large_cols - draw_width(c, label)) / 2;
        draw_text(c, row, col, l->large_cols, dim == a->dim ? ROLE_ACCENT : ROLE_DIM, label);
    }
    link_dims(c, (struct area){row, c->col + 1, 1, m->large_dims * l->large_cols}, m->large_dim,
              l->large_cols);
}

/* The number in the first row of the cell, the colour alone in those below it: they are drawn as
 * two halves, which are too narrow for a number. */
static void draw_large_cell(const struct canvas *c, double value, double full, bool selected)
{
    heat_cell(c->frame, (struct span){c->row, c->col, c->cols}, value, full, selected, c->caps);
    for (int row = c->row + 1, half = c->cols / 2; row < c->row + c->rows; row++) {
        heat_cell(c->frame, (struct span){row, c->col, half}, value, full, false, c->caps);
        heat_cell(c->frame, (struct span){row, c->col + half, c->cols - half}, value, full, false,
                  c->caps);
    }
}

/* √d, which the large cells are multiplied by and their full colour too: so their colours are the
 * table's. */
static double root(const struct app *a)
{
    return a->params.scale ? sqrt(a->params.d_model) : 1;
}

static void draw_large(const struct app *a, const struct canvas *c,
                       const struct vocabulary_layout *l, int row)
{
    const struct vocabulary_model *m = &a->vocabulary;
    const struct vocabulary_rows *r = &m->rows;
    if (!r->rows) return;
    double full = root(a) * vocabulary_full(a);
    for (int i = 0; i < m->large_dims; i++) {
        int dim = m->large_dim + i;
        double value = m->one_hot ? root(a) * m->product[dim - r->dim] : (double)m->added[i];
        const struct canvas cell = {
            c->frame, c->caps, row, c->col + 1 + i * l->large_cols, l->rows.cells, l->large_cols};
        draw_large_cell(&cell, value, full, dim == a->dim);
    }
    int next = a->dim - m->large_dim + 1; /* after the selected cell */
    if (l->large_cols >= HEAT_NUMBER_COLS && next > 0 && next <= m->large_dims)
        heat_close(c->frame, row, c->col + 1 + next * l->large_cols);
    const struct area cells = {row, c->col + 1, l->rows.cells, m->large_dims * l->large_cols};
    link_dims(c, cells, m->large_dim, l->large_cols);
}

/* What the lookup says about the sentence. */
static void reading_text(const struct app *a, const struct canvas *c, struct str *out)
{
    const struct vocabulary_model *m = &a->vocabulary;
    size_t uses = pipeline_uses(&a->pipeline, m->at);
    if (m->at == VOCAB_UNK && uses) {
        str_addf(out,
                 words_plural("%zu unknown word reads this one row",
                              "%zu unknown words read this one row", uses),
                 uses);
        return;
    }
    if (!uses) {
        str_adds(out, _("no token of the sentence reads this row"));
        return;
    }
    struct str places = STR_EMPTY;
    vocabulary_places(a, c, m->at, c->cols / 3 - READ_COLS, &places);
    if (uses > 1)
        str_addf(out, _("read %s: the same row, whatever the position"), str_text(&places));
    else if (m->at >= a->vocab.size)
        str_addf(out, _("read %s: a new word, its row added after the %u of the training text"),
                 str_text(&places), a->vocab.size);
    else
        str_addf(out, _("read %s"), str_text(&places));
    str_free(&places);
}

/* Which number has the strongest colour in the large cells. */
static void add_scale(const struct app *a, struct parts *line)
{
    double full = root(a) * vocabulary_full(a);
    parts_add(line, ROLE_DIM, _("full colour ±%.3g"), full);
    parts_brief(line, _("colour ±%.3g"), full);
}

static void draw_note(const struct app *a, const struct canvas *c, int row)
{
    const struct vocabulary_model *m = &a->vocabulary;
    struct parts line = {.gap = GAP};
    struct str text = STR_EMPTY;
    if (m->one_hot) {
        uint32_t others = vocabulary_size(a) - (uint32_t)m->rows.rows;
        parts_add(
            &line, ROLE_DIM,
            _("%d rows in sight added up, %u more times 0 · largest difference from row %u: %g"),
            m->rows.rows, others, m->at, m->difference);
        parts_brief(&line, _("%u more times 0 · largest difference %g"), others, m->difference);
    } else {
        reading_text(a, c, &text);
        parts_add(&line, ROLE_DIM, "%s", str_text(&text));
        if (draw_width(c, str_text(&text)) + GAP + SCALE_COLS > c->cols - 2) /* to the colon */
            parts_brief(&line, "%.*s", (int)strcspn(str_text(&text), ":"), str_text(&text));
    }
    add_scale(a, &line);
    parts_draw(c, (struct span){row, c->col + 1, c->cols - 2}, &line);
    str_free(&text);
}

/* The lookup of a gap: there is none. */
static void draw_gap(const struct app *a, const struct canvas *c, int row)
{
    struct parts line = {.gap = 1};
    const struct span at = {row, c->col + 1, c->cols - 2};
    parts_add(&line, ROLE_ACCENT, TOKEN_GAP " @ %llu", label_position(a, a->token));
    parts_add(&line, ROLE_TEXT, "→");
    parts_add(&line, ROLE_STRONG, "%s",
              _("no index, no row: it stands for the word that a model is to find"));
    parts_brief(&line, "%s", _("no index, no row: a word to find"));
    parts_draw(c, at, &line);
}

void vocabulary_lookup_draw(const struct app *a, const struct canvas *c,
                            const struct vocabulary_layout *l)
{
    const struct vocabulary_heights *r = &l->rows;
    int row = c->row;
    if (r->caption) draw_caption(a, c, row);
    row += r->caption + r->gap;
    bool gap = label_is_gap(a) && !a->vocabulary.place.browsing;
    if (r->flow) (gap ? draw_gap : draw_flow)(a, c, row);
    if (gap) return;
    row += r->flow;
    if (r->labels) draw_labels(a, c, l, row);
    row += r->labels;
    if (r->cells) draw_large(a, c, l, row);
    row += r->cells;
    if (r->note) draw_note(a, c, row);
}
