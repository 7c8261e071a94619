#include "app/views/vocabulary.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/state/view.h"
#include "base/memory.h"
#include "base/num.h"
#include "base/words.h"
#include "core/pipeline/word_search.h"

#define WHEEL_ROWS 3
#define QUOTE_BYTES 40 /* of what was searched for, in a message */

uint32_t vocabulary_size(const struct app *a)
{
    return (uint32_t)pipeline_vocab_size(&a->pipeline);
}

/* ---- the list's place -------------------------------------------------- */

static uint32_t row_in_range(const struct app *a, int64_t row)
{
    int64_t last = (int64_t)vocabulary_size(a) - 1;
    return (uint32_t)(row < 0 ? 0 : row > last ? last : row);
}

/* The row that the place stands for now. */
static uint32_t row_of_place(const struct app *a)
{
    const struct vocabulary_place *place = &a->vocabulary.place;
    if (place->browsing || a->token >= a->pipeline.count || pipeline_is_gap(&a->pipeline, a->token))
        return row_in_range(a, place->cursor);
    return pipeline_index(&a->pipeline, a->token);
}

static void browse(struct app *a, int by)
{
    struct vocabulary_model *m = &a->vocabulary;
    m->place = (struct vocabulary_place){true, row_in_range(a, (int64_t)row_of_place(a) + by)};
}

static void browse_page(struct app *a, int by)
{
    browse(a, by * max_int(a->shown.own_rows - 1, 1));
}

static void follow(struct app *a, int by)
{
    (void)by;
    a->vocabulary.place.browsing = false;
    app_say(a, _("the list follows the selected token"));
}

static bool wheel(struct app *a, const struct event *event)
{
    if (event->target.kind != TARGET_OWN) return false;
    browse(a, event->mouse == MOUSE_WHEEL_UP ? -WHEEL_ROWS : WHEEL_ROWS);
    return true;
}

/* On a word of the list: goes there, and selects the next token that reads its row. */
static bool click(struct app *a, const struct target *target)
{
    struct vocabulary_model *m = &a->vocabulary;
    if (target->index < 0 || target->index >= vocabulary_size(a)) return false;
    uint32_t row = (uint32_t)target->index;
    size_t next = pipeline_next_use(&a->pipeline, row, a->token + 1);
    a->dim = target->dim >= 0 ? target->dim : a->dim;
    if (next == SIZE_MAX) /* around the end */
        next = pipeline_next_use(&a->pipeline, row, 0);
    m->place = (struct vocabulary_place){next == SIZE_MAX, row};
    a->token = next == SIZE_MAX ? a->token : next;
    return true;
}

static void change_one_hot(struct app *a, int by)
{
    (void)by;
    struct vocabulary_model *m = &a->vocabulary;
    m->one_hot = !m->one_hot;
    app_say(a,
            m->one_hot
                ? _("the lookup as a product: a vector of zeros with a single 1, times the table")
                : _("the lookup as it is done: the row of that index is read"));
}

/* ---- search ------------------------------------------------------------ */

/* "#7": a row by its index. */
static bool names_row(const char *text)
{
    return text[0] == '#' && text[1] && !text[1 + strspn(text + 1, "0123456789")];
}

/* How much of the text a message shows, cut between characters. */
static int quoted(const char *text, size_t n)
{
    size_t len = n < QUOTE_BYTES ? n : QUOTE_BYTES;
    while (len < n && len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80) len--;
    return (int)len;
}

/* Finds the first match of what stands in the question. */
static bool find_first(struct app *a, struct word_found *found, struct err *e)
{
    struct vocabulary_search *s = &a->vocabulary.search;
    const char *text = text_bytes(&a->prompt.line.text);
    size_t n = text_len(&a->prompt.line.text);
    uint64_t row;
    str_clear(&s->typed);
    *found = (struct word_found){VOCAB_NONE, 0, 0};
    if (names_row(text)) {
        if (!num_read(text + 1, 0, 0, vocabulary_size(a) - 1, &row))
            return err_set(e, _("the rows are 0 to %u"), vocabulary_size(a) - 1);
        found->index = (uint32_t)row;
        return true;
    }
    word_search_key(a->vocab.tokenizer, text, n, &s->typed);
    if (s->typed.failed) return err_memory(e);
    if (s->typed.len)
        *found = word_search(&a->pipeline, s->typed.data, s->typed.len, VOCAB_NONE, 1);
    return found->index != VOCAB_NONE || err_set(e, _("no word has that in it"));
}

/* Searches again whenever what is typed into the question has changed: the list
 * is at the first match already while it is typed. */
static void search_as_typed(struct app *a)
{
    struct vocabulary_search *s = &a->vocabulary.search;
    const char *text = text_bytes(&a->prompt.line.text);
    size_t n = text_len(&a->prompt.line.text);
    if (n == s->asked.len && memcmp(text, str_text(&s->asked), n) == 0) return;
    str_clear(&s->asked);
    str_add(&s->asked, text, n);
    a->vocabulary.place = s->before;
    struct word_found found;
    if (n && find_first(a, &found, &a->prompt.error))
        a->vocabulary.place = (struct vocabulary_place){true, found.index};
}

static void say_found(struct app *a, const struct word_found *found)
{
    const struct str *key = &a->vocabulary.search.key;
    int n = quoted(str_text(key), key->len);
    if (found->total > 1)
        app_say(a, _("%.*s: word %u of %u that have it · n next, N previous"), n, str_text(key),
                found->rank, found->total);
    else
        app_say(a, _("%.*s: no other word has it"), n, str_text(key));
}

static bool accept_word(struct app *a, const char *answer, struct err *e)
{
    (void)answer;
    struct vocabulary_model *m = &a->vocabulary;
    struct vocabulary_search *s = &m->search;
    struct word_found found;
    if (!find_first(a, &found, e)) return false;
    m->place = (struct vocabulary_place){true, found.index};
    s->open = false;
    if (!found.total) /* a row by its index: n and N keep what they look for */
        return true;
    struct str old = s->key;
    s->key = s->typed;
    s->typed = old;
    s->found = found.index;
    say_found(a, &found);
    return true;
}

static void word_range(const struct app *a, struct str *out)
{
    str_addf(out, _("or #0 … #%u"), vocabulary_size(a) - 1);
}

static const struct prompt_kind ask_word = {
    .label = N_("find a word"), .accept = accept_word, .range = word_range};

static void find(struct app *a, int by)
{
    (void)by;
    struct vocabulary_search *s = &a->vocabulary.search;
    s->open = true;
    s->before = a->vocabulary.place;
    str_clear(&s->asked);
    app_ask(a, &ask_word);
}

static void find_again(struct app *a, int step)
{
    struct vocabulary_search *s = &a->vocabulary.search;
    if (!s->key.len) {
        app_say(a, _("nothing is searched for yet: / asks for a word"));
        return;
    }
    struct word_found found = word_search(&a->pipeline, s->key.data, s->key.len, s->found, step);
    if (found.index == VOCAB_NONE) {
        app_say(a, _("%.*s: no word has that in it any more"), quoted(s->key.data, s->key.len),
                s->key.data);
        return;
    }
    s->found = found.index;
    a->vocabulary.place = (struct vocabulary_place){true, found.index};
    say_found(a, &found);
}

/* ---- what is in sight -------------------------------------------------- */

/* Indices of another vocabulary mean nothing in this one, and what is looked for is spelled by the
 * tokenizer. A question that was given up leaves the list where it was. */
static void settle(struct app *a)
{
    struct vocabulary_model *m = &a->vocabulary;
    struct vocabulary_search *s = &m->search;
    if (s->open && a->prompt.kind != &ask_word) {
        s->open = false;
        m->place = s->before;
    }
    if (m->vocab_revision != a->vocab_revision) {
        m->place = s->before = (struct vocabulary_place){false, 0};
        s->found = VOCAB_NONE;
    }
    if (m->tokenizer != a->vocab.tokenizer) str_clear(&s->key);
    m->vocab_revision = a->vocab_revision;
    m->tokenizer = a->vocab.tokenizer;
}

/* The first row in sight, so that `at` and, where there are enough rows, its
 * neighbours are. A jump puts it in the middle; a step moves the list by a step. */
static uint32_t scroll(uint32_t first, uint32_t at, uint32_t count, uint32_t rows)
{
    uint32_t margin = rows >= 5 ? 1 : 0;
    if (rows == 0 || count <= rows) return 0;
    bool above = at < first + margin, below = at + margin >= first + rows;
    bool far = at + rows / 2 < first || at >= first + rows + rows / 2;
    if (far)
        first = at > rows / 2 ? at - rows / 2 : 0;
    else if (above)
        first = at > margin ? at - margin : 0;
    else if (below)
        first = at + margin + 1 - rows;
    return first < count - rows ? first : count - rows;
}

/* The smallest scroll that shows dimension `dim` among `dims` of d. */
static int first_large_dim(int first, int dim, int dims, int d)
{
    first = dim < first ? dim : dim >= first + dims ? dim + 1 - dims : first;
    return first < d - dims ? first : d - dims;
}

static bool look_at_rows(const struct app *a, struct vocabulary_rows *r)
{
    struct row_source table = pipeline_stored_table(&a->pipeline);
    if (!view_reserve(&r->e, (size_t)r->rows * (size_t)r->dims)) return false;
    if (r->dims) table.kind->read(&table, r->first, (uint32_t)r->rows, r->dim, r->dims, r->e);
    return true;
}

/*  (onehot · E)[k] = Σ over v of onehot[v] · E[v][k],  onehot[v] = 1 where v = at, else 0
 *
 * summed in double over the rows in sight, zeros and all; every other row is
 * multiplied by 0 and adds nothing. */
static bool multiply(struct vocabulary_model *m)
{
    const struct vocabulary_rows *r = &m->rows;
    size_t dims = (size_t)r->dims;
    double *product = memory_resize(m->product, dims + 1, sizeof *product);
    if (!product) return false;
    m->product = product;
    m->difference = 0;
    for (size_t k = 0; k < dims && r->rows; k++) {
        double sum = 0;
        for (uint32_t i = 0; i < (uint32_t)r->rows; i++)
            sum += (r->first + i == m->at ? 1.0 : 0.0) * (double)r->e[i * dims + k];
        m->product[k] = sum;
        m->difference =
            fmax(m->difference, fabs(sum - (double)r->e[(m->at - r->first) * dims + k]));
    }
    return true;
}

/* The columns that rows are read for: those of the table in sight and those of
 * the row drawn large. Both hold the selected dimension, so that they join. */
static void choose_columns(const struct app *a, struct vocabulary_model *m)
{
    const struct window *w = &a->pipeline.rows.window;
    int d = a->params.d_model;
    m->large_dims = a->shown.own_cols < d ? a->shown.own_cols : d;
    m->large_dim = first_large_dim(m->large_dim, a->dim, m->large_dims, d);
    int end = w->dim + w->dims, large_end = m->large_dim + m->large_dims;
    m->rows.dim = m->large_dims && m->large_dim < w->dim ? m->large_dim : w->dim;
    m->rows.dims = (m->large_dims && large_end > end ? large_end : end) - m->rows.dim;
}

uint32_t vocabulary_read(const struct app *a)
{
    uint32_t read = 0, size = vocabulary_size(a);
    const struct pipeline *p = &a->pipeline;
    for (uint32_t row = 0; row < p->vocab->size; row++) read += pipeline_uses(p, row) > 0;
    return read + (size - p->vocab->size); /* a new word is there because a token is */
}

void vocabulary_go(struct app *a, uint32_t row)
{
    settle(a);
    a->vocabulary.place = (struct vocabulary_place){true, row};
}

/* The row drawn large, times √d_model where that is on. */
static bool look_at_added(const struct app *a, struct vocabulary_model *m)
{
    struct row_source table = pipeline_table(&a->pipeline);
    if (!view_reserve(&m->added, (size_t)m->large_dims)) return false;
    if (m->large_dims > 0) row_source_row(&table, m->at, m->large_dim, m->large_dims, m->added);
    return true;
}

static bool look(struct app *a, struct err *e)
{
    struct vocabulary_model *m = &a->vocabulary;
    settle(a);
    if (a->prompt.kind == &ask_word) search_as_typed(a);
    m->at = row_of_place(a);
    uint32_t count = vocabulary_size(a),
             rows = a->shown.own_rows > 0 ? (uint32_t)a->shown.own_rows : 0;
    m->rows.first = scroll(m->rows.first, m->at, count, rows);
    m->rows.rows = (int)(rows < count ? rows : count);
    choose_columns(a, m);
    return (look_at_rows(a, &m->rows) && look_at_added(a, m) && (!m->one_hot || multiply(m))) ||
           err_memory(e);
}

static void free_search(struct app *a)
{
    struct vocabulary_model *m = &a->vocabulary;
    str_free(&m->search.key);
    str_free(&m->search.typed);
    str_free(&m->search.asked);
    free(m->rows.e);
    free(m->product);
    free(m->added);
}

/* ---- keys -------------------------------------------------------------- */

enum { B = CONTEXT_BODY };

static const struct action own_actions[] = {
    {"list-down", "J", B, N_("list"), "J K", N_("list: a word down"), browse, 1},
    {"list-up", "K", B, NULL, NULL, N_("list: a word up"), browse, -1},
    {"list-page-down", "C-f", B, NULL, NULL, N_("list: a page down"), browse_page, 1},
    {"list-page-up", "C-b", B, NULL, NULL, N_("list: a page up"), browse_page, -1},
    {"follow", "f", B, N_("follow"), "f", N_("list: follow the selection"), follow, 0},
    {"find", "/", B, N_("find"), "/", N_("find a word, or a row as #7"), find, 0},
    {"find-next", "n", B, NULL, NULL, N_("next match of the search"), find_again, 1},
    {"find-previous", "N", B, NULL, NULL, N_("previous match of the search"), find_again, -1},
    {"one-hot", "o", B, N_("one-hot"), "o", N_("lookup as one-hot times table"), change_one_hot, 0},
};

const struct model vocabulary_model = {
    MODEL_ACTIONS(own_actions), .own_scale = true, .explains_e = true, .click = click,
    .settle = settle,           .look = look,      .wheel = wheel,     .free = free_search,
};
