/* The words of the vocabulary by index, and beside each its row of the embedding table. */
#include <stdio.h>

#include "base/words.h"
#include "view/marks/heat.h"
#include "view/marks/label.h"
#include "view/vocabulary/vocabulary_parts.h"

#define TEXT_MIN 8 /* columns below which a used row has its mark only */

/* One row of the list. */
struct item {
    uint32_t index;
    struct vocab_word word;
    bool at;       /* the lookup is drawn for it */
    bool selected; /* it is the selected token's row */
    bool is_new;
    size_t uses; /* tokens that read it */
};

static struct item item_of(const struct app *a, uint32_t index)
{
    const struct pipeline *p = &a->pipeline;
    struct item item = {
        .index = index, .word = pipeline_word(p, index), .at = index == a->vocabulary.at};
    item.selected = a->token < p->count && pipeline_index(p, a->token) == index;
    item.is_new = index >= p->vocab->size;
    item.uses = pipeline_uses(p, index);
    return item;
}

static enum role index_role(const struct item *item)
{
    if (item->at) return item->is_new ? ROLE_ROW_NEW : ROLE_ROW_ACCENT;
    if (item->selected) return ROLE_ACCENT;
    return item->is_new ? ROLE_NEW : item->uses ? ROLE_STRONG : ROLE_DIM;
}

/* From the longest form to the shortest. */
enum { TITLE_FORMS = 5 };
static void title_text(const struct app *a, int form, struct str *out)
{
    uint32_t size = vocabulary_size(a);
    int d = a->params.d_model;
    unsigned read = form < 3 ? vocabulary_read(a) : 0;
    if (form == 0)
        str_addf(out,
                 _("embedding table  %u × %d: row # is the word's vector; the sentence reads "
                   "%u of %u rows"),
                 size, d, read, size);
    else if (form == 1)
        str_addf(out, _("table  %u × %d: the sentence reads %u of %u rows"), size, d, read, size);
    else if (form == 2)
        str_addf(out, words_plural("%u × %d: %u row read", "%u × %d: %u rows read", read), size, d,
                 read);
    else if (form == 3)
        str_addf(out, _("table  %u × %d"), size, d);
    else
        str_adds(out, _("table"));
}

static void draw_title(const struct app *a, const struct canvas *c,
                       const struct vocabulary_layout *l)
{
    const struct window *w = &a->pipeline.rows.window;
    char range[64] = "";
    if (w->dims < a->params.d_model)
        snprintf(range, sizeof range, _("  dim %d…%d"), w->dim, w->dim + w->dims - 1);
    int room = c->cols - l->table_col, width = draw_width(c, range), col = c->col + l->table_col;
    struct str title = STR_EMPTY;
    for (int form = 0; form < TITLE_FORMS; form++) {
        str_clear(&title);
        title_text(a, form, &title);
        if (draw_width(c, str_text(&title)) + width <= room) break;
    }
    int taken = draw_text(c, c->row, col, room, ROLE_STRONG, str_text(&title));
    if (taken + width <= room) draw_text(c, c->row, col + taken, width, ROLE_DIM, range);
    str_free(&title);
}

static void draw_headings(const struct app *a, const struct canvas *c,
                          const struct vocabulary_layout *l)
{
    draw_right(c, c->row, c->col + l->index_col, l->index_cols, ROLE_DIM,
               l->index_cols >= 5 ? _("index") : "#");
    draw_text(c, c->row, c->col + l->word_col, l->word_cols, ROLE_DIM, _("word"));
    if (l->count_cols)
        draw_right(c, c->row, c->col + l->count_col, l->count_cols, ROLE_DIM, _("count"));
    if (l->used_cols > 16)
        draw_text(c, c->row, c->col + l->used_col, l->used_cols, ROLE_DIM, _("in the sentence"));
    draw_title(a, c, l);
}

static void draw_marker(const struct app *a, const struct canvas *c,
                        const struct vocabulary_layout *l)
{
    const struct window *w = &a->pipeline.rows.window;
    int at = l->table_col + (a->dim - w->dim) * l->cell_cols + (l->cell_cols - 1) / 2;
    label_dim(c, c->row + 1, c->col, at, c->cols, a->dim);
}

static void count_text(const struct item *item, char out[24])
{
    if (item->is_new)
        snprintf(out, 24, _("new"));
    else if (item->word.count)
        snprintf(out, 24, "%llu", (unsigned long long)item->word.count);
    else
        snprintf(out, 24, "-"); /* <pad> and <unk> stand in no text */
}

/* Index, word and count. */
static void draw_words(const struct app *a, const struct canvas *c,
                       const struct vocabulary_layout *l, const struct item *item, int row)
{
    enum role role = index_role(item), dim = item->at ? ROLE_ROW_DIM : ROLE_DIM;
    char text[24];
    snprintf(text, sizeof text, "%u", item->index);
    draw_right(c, row, c->col + l->index_col, l->index_cols, role, text);
    const struct span word = {row, c->col + l->word_col, l->word_cols};
    vocabulary_word_draw(a, c, word, role == ROLE_DIM ? ROLE_TEXT : role, item->index);
    count_text(item, text);
    if (l->count_cols)
        draw_right(c, row, c->col + l->count_col, l->count_cols, item->is_new ? role : dim, text);
}

/* "◆ 3× at 1, 7, 10 ──→", or the row's entry of the one-hot vector at the end. */
static void draw_used(const struct app *a, const struct canvas *c,
                      const struct vocabulary_layout *l, const struct item *item, int row)
{
    enum role role = item->at ? ROLE_ROW_ACCENT : item->selected ? ROLE_ACCENT : ROLE_STRONG;
    const char *end = !a->vocabulary.one_hot ? item->at ? "→" : "" : item->at ? "1 ×" : "0 ×";
    int col = c->col + l->used_col, width = draw_width(c, end),
        last = col + l->used_cols - 1 - width;
    if (item->uses) col += draw_text(c, row, col, l->used_cols, role, "◆") + 1;
    struct str places = STR_EMPTY;
    if (item->uses && last - 1 - col >= TEXT_MIN)
        vocabulary_places(a, c, item->index, last - 1 - col, &places);
    if (places.len)
        col +=
            draw_text(c, row, col, last - col, item->at ? role : ROLE_TEXT, str_text(&places)) + 1;
    str_free(&places);
    if (item->at && !a->vocabulary.one_hot && col < last) draw_rule(c, row, col, last - col, role);
    if (last >= c->col + l->used_col + (item->uses ? 1 : 0))
        draw_text(c, row, last, width, item->at ? role : ROLE_DIM, end);
}

/* "← row of you", right of the row that the lookup is drawn for. */
static void draw_name(const struct app *a, const struct canvas *c,
                      const struct vocabulary_layout *l, const struct item *item, int row)
{
    int col = c->col + l->name_col, end = c->col + c->cols;
    col += draw_text(c, row, col, end - col, ROLE_ROW_ACCENT, _("← row of "));
    const struct span word = {row, col, end - 1 - col};
    vocabulary_word_draw(a, c, word, ROLE_ROW_ACCENT, item->index);
}

/* Rows that no token reads stand back. */
static void draw_cells(const struct app *a, const struct canvas *c,
                       const struct vocabulary_layout *l, int r, int row, double full)
{
    const struct vocabulary_rows *rows = &a->vocabulary.rows;
    const struct window *w = &a->pipeline.rows.window;
    const float *values = rows->e + (size_t)r * (size_t)rows->dims + (w->dim - rows->dim);
    bool at = rows->first + (uint32_t)r == a->vocabulary.at;
    const struct heat_row h = {.col = c->col + l->table_col,
                               .width = l->cell_cols,
                               .selected = at ? a->dim - w->dim : -1,
                               .dim = !pipeline_uses(&a->pipeline, rows->first + (uint32_t)r),
                               .full = full};
    heat_row(c->frame, row, &h, values, w->dims, c->caps);
}

static void add_hits(const struct app *a, const struct canvas *c, const struct vocabulary_layout *l,
                     uint32_t index, int row)
{
    const struct window *w = &a->pipeline.rows.window;
    struct target word = {.kind = TARGET_OWN, .index = (int64_t)index, .dim = -1}, cell = word;
    cell.dim = w->dim;
    frame_add_hit(c->frame, (struct hit){row, c->col, 1, c->cols, word, 0, 0, false});
    int col = c->col + l->table_col, cols = w->dims * l->cell_cols;
    frame_add_hit(c->frame, (struct hit){row, col, 1, cols, cell, 0, l->cell_cols, false});
}

static void draw_item(const struct app *a, const struct canvas *c,
                      const struct vocabulary_layout *l, int r, int row, double full)
{
    struct item item = item_of(a, a->vocabulary.rows.first + (uint32_t)r);
    if (item.at)
        frame_fill(c->frame, row, c->col, 1, c->cols, role_style(ROLE_ROW, c->caps->depth));
    draw_words(a, c, l, &item, row);
    draw_used(a, c, l, &item, row);
    if (item.at && l->name_cols) draw_name(a, c, l, &item, row);
    draw_cells(a, c, l, r, row, full);
    add_hits(a, c, l, item.index, row);
}

void vocabulary_table_draw(const struct app *a, const struct canvas *c,
                           const struct vocabulary_layout *l)
{
    const struct vocabulary_rows *rows = &a->vocabulary.rows;
    const struct window *w = &a->pipeline.rows.window;
    double full = vocabulary_full(a);
    int first = c->row + l->rows.head + l->rows.marker;
    if (l->rows.head) draw_headings(a, c, l);
    if (l->rows.marker) draw_marker(a, c, l);
    const struct area head = {c->row, c->col + l->table_col, l->rows.head + l->rows.marker,
                              w->dims * l->cell_cols};
    link_dims(c, head, w->dim, l->cell_cols);
    for (int r = 0; r < rows->rows && r < l->rows.list; r++) draw_item(a, c, l, r, first + r, full);
}
