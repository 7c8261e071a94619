#include "view/vocabulary/vocabulary_parts.h"

#include "base/num.h"
#include "base/words.h"
#include "view/marks/heat.h"
#include "view/marks/label.h"

#define GAP 2
#define NAME_COLS 14   /* right of the table */
#define USED_MAX 24    /* a mark, three or four positions, the arrow */
#define WORD_BYTES 256 /* a longer word is cut on any screen */
#define DIMS_MIN 8     /* columns that the table gets before anything at its sides */

/* How a body of that height is shared; the list gets what is left. What drops first on a lower
 * one: the height of the large row, blank and caption, its labels and the note, the flow. */
static const struct {
    int from;
    struct vocabulary_heights rows;
} shares[] = {
    /*   head, marker, caption, gap, flow, labels, cells, note */
    {38, {1, 1, 1, 1, 1, 1, 3, 1, 0}}, {24, {1, 1, 1, 1, 1, 1, 2, 1, 0}},
    {15, {1, 1, 1, 0, 1, 1, 1, 1, 0}}, {10, {1, 1, 0, 0, 1, 0, 1, 0, 0}},
    {6, {1, 0, 0, 0, 1, 0, 0, 0, 0}},  {2, {1, 0, 0, 0, 0, 0, 0, 0, 0}},
    {0, {0, 0, 0, 0, 0, 0, 0, 0, 0}},
};

static struct vocabulary_heights share_rows(int rows)
{
    size_t i = 0;
    while (rows < shares[i].from && shares[i].from) i++;
    struct vocabulary_heights r = shares[i].rows;
    int taken = r.head + r.marker + r.caption + r.gap + r.flow + r.labels + r.cells + r.note;
    r.list = max_int(rows - taken, 0);
    return r;
}

/* The largest count: words stand by falling count. */
static uint64_t greatest_count(const struct app *a)
{
    const struct vocab *v = &a->vocab;
    return v->size > VOCAB_UNK + 1 ? vocab_word(v, VOCAB_UNK + 1).count : 0;
}

/* On a narrow screen counts drop first, then the words get less room. */
static void fit_words(const struct app *a, int cols, struct vocabulary_layout *l)
{
    bool narrow = cols < 60;
    l->index_col = narrow ? 0 : 1;
    l->index_cols = max_int(narrow ? 3 : 5, digit_count(vocabulary_size(a) - 1));
    l->word_col = l->index_col + l->index_cols + (narrow ? 1 : GAP);
    l->word_cols = cols >= 150 ? 20 : cols >= 100 ? 14 : cols >= 60 ? 10 : cols >= 30 ? 8 : 5;
    l->count_col = l->word_col + l->word_cols + 1;
    l->count_cols = narrow ? 0 : max_int(5, digit_count(greatest_count(a)));
    l->used_col = l->count_cols ? l->count_col + l->count_cols + GAP : l->count_col;
}

/* The table takes what is left; what of that its dimensions do not need goes to
 * the places where rows are used, and to the name at its right. */
static void fit_table(const struct app *a, int cols, struct vocabulary_layout *l)
{
    int d = a->params.d_model, room = cols - l->used_col;
    int used = cols >= 76 ? 20 : cols >= 40 ? 4 : 2, name = cols >= 110 ? NAME_COLS : 0;
    int cells = max_int(1, max_int(room - used - name, min_int(DIMS_MIN, room - 2)));
    l->cell_cols = min_int(a->zoom ? a->zoom : max_int(cells / d, 1), min_int(ZOOM_MAX, cells));
    l->dims = min_int(d, cells / l->cell_cols);
    int rest = room - l->dims * l->cell_cols;
    l->used_cols = max_int(min_int(rest - (name ? name : 1), USED_MAX), min_int(rest, 2));
    l->table_col = l->used_col + l->used_cols;
    l->name_col = l->table_col + l->dims * l->cell_cols + 1;
    l->name_cols = cols - l->name_col >= NAME_COLS - 2 ? cols - l->name_col : 0;
}

struct vocabulary_layout vocabulary_layout(const struct app *a, int rows, int cols)
{
    struct vocabulary_layout l = {.rows = share_rows(rows)};
    fit_words(a, cols, &l);
    fit_table(a, cols, &l);
    int d = a->params.d_model, room = cols - 2;
    l.large_cols = max_int(min_int(room / d, ZOOM_MAX), HEAT_NUMBER_COLS);
    l.large_dims = l.rows.cells ? min_int(d, room / l.large_cols) : 0;
    return l;
}

int vocabulary_word_draw(const struct app *a, const struct canvas *c, struct span at,
                         enum role role, uint32_t index)
{
    struct vocab_word word = pipeline_word(&a->pipeline, index);
    struct str text = STR_EMPTY;
    size_t len = min_size(word.len, WORD_BYTES);
    while (len < word.len && len > 0 && ((unsigned char)word.text[len] & 0xC0) == 0x80) len--;
    draw_token(&text, word.text, len, word.len == 1);
    int taken = draw_cut(c, at, role, str_text(&text), text.len);
    str_free(&text);
    return taken;
}

void vocabulary_places(const struct app *a, const struct canvas *c, uint32_t index, int cols,
                       struct str *out)
{
    size_t count = pipeline_uses(&a->pipeline, index),
           token = pipeline_next_use(&a->pipeline, index, 0);
    int used = draw_width(c, str_text(out)), more = 1 + draw_width(c, "…");
    for (size_t i = 0; i < count; token = pipeline_next_use(&a->pipeline, index, token + 1), i++) {
        size_t len = out->len;
        if (!i && count > 1) str_addf(out, "%zu× ", count);
        str_addf(out, i ? ", %llu" : _("at %llu"), label_position(a, token));
        used += draw_width(c, str_text(out) + len);
        if (used + (i + 1 < count ? more : 0) > cols || out->failed) {
            str_splice(out, len, out->len - len, "", 0);
            str_adds(out, i ? " …" : "");
            break;
        }
    }
}

double vocabulary_full(const struct app *a)
{
    struct row_source table = pipeline_stored_table(&a->pipeline);
    return nice_ceiling(2 * table.kind->deviation(&table));
}
