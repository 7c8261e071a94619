#include "core/pipeline/pipeline.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/num.h"
#include "base/words.h"
#include "core/pipeline/continued.h"
#include "core/pipeline/pieces.h"
#include "core/vec/vecstat.h"

const char *const join_names[] = {
    [JOIN_ADD] = "add", [JOIN_CONCATENATE] = "concatenate", [JOIN_COUNT] = NULL};

struct params params_default(void)
{
    return (struct params){.d_model = 16, .base = 10000, .seed = 1, .scale = true}; /* zeros else */
}

static bool same_double(double a, double b)
{
    return a <= b && a >= b; /* false for NaN: it is checked, and refused, each time */
}

static bool same_waves(const struct params *a, const struct params *b)
{
    return a->d_model == b->d_model && same_double(a->base, b->base) && a->layout == b->layout;
}

static bool same_table(const struct params *a, const struct params *b)
{
    return a->d_model == b->d_model && a->seed == b->seed && a->init == b->init &&
           a->scale == b->scale;
}

static bool same_window(const struct window *a, const struct window *b)
{
    return a->row == b->row && a->rows == b->rows && a->dim == b->dim && a->dims == b->dims;
}

/* Adds what differs between the last inputs and the new ones to what the next look must
 * recompute. */
static void compare(struct pipeline *p, bool fresh, struct pieces_edit edit,
                    const struct params *params)
{
    struct pipeline_moved *m = &p->moved;
    m->text = fresh || edit.from < edit.old_to || edit.from < edit.new_to;
    m->ids |= m->text || params->frozen != p->params.frozen;
    bool table = fresh || !same_table(params, &p->params);
    m->e |= table;
    p->revision.table += table;
    m->x |= fresh || params->join != p->params.join;
    m->p |= fresh || !same_waves(params, &p->params) || params->scheme != p->params.scheme;
    m->offset |= fresh || params->offset != p->params.offset;
}

/* Checks the parameters, and prepares the waves again if they changed. */
static bool prepare_waves(struct pipeline *p, const struct params *params, struct err *e)
{
    if (params->offset > OFFSET_MAX)
        return err_set(e, _("offset %llu is out of range: 0 … %llu"),
                       (unsigned long long)params->offset, (unsigned long long)OFFSET_MAX);
    if (params->scheme < 0 || params->scheme >= scheme_count)
        return err_set(e, _("scheme %d is out of range: 0 … %d"), params->scheme, scheme_count - 1);
    if (p->ready && same_waves(params, &p->params)) return true;
    struct posenc waves;
    if (!posenc_init(&waves, params->d_model, params->base, params->layout, e)) return false;
    float *row = memory_new((size_t)params->d_model, sizeof *row);
    if (!row) {
        posenc_free(&waves);
        return err_memory(e);
    }
    posenc_free(&p->waves);
    free(p->selected_row);
    p->waves = waves;
    p->revision.waves++;
    p->selected_row = row;
    return true;
}

/* Several edits before the next look count as one: from the first piece that
 * any touched, to the last. */
static void note_edit(struct pipeline_moved *m, size_t old_count, struct tokens_edit c)
{
    if (!m->edited) {
        m->edited = true;
        m->old_count = old_count;
        m->first = c.first;
        m->kept = old_count - c.first - c.removed;
        return;
    }
    size_t kept = old_count - c.first - c.removed;
    m->first = c.first < m->first ? c.first : m->first;
    m->kept = kept < m->kept ? kept : m->kept;
}

static bool read_text(struct pipeline *p, struct pieces_edit edit)
{
    size_t count = p->count;
    struct tokens_edit change;
    if (!p->moved.text) return true;
    if (!pieces_update(p, edit, &change)) return false;
    note_edit(&p->moved, count, change);
    p->moved.length |= p->count != count;
    return true;
}

static struct window clip(const struct window *want, size_t count, int d_model)
{
    struct window w = *want;
    w.row = w.row < count ? w.row : count;
    size_t left = count - w.row;
    w.rows = w.rows < 0 ? 0 : (size_t)w.rows < left ? w.rows : (int)left;
    w.dim = w.dim < 0 ? 0 : w.dim < d_model ? w.dim : d_model;
    w.dims = w.dims < 0 ? 0 : w.dims < d_model - w.dim ? w.dims : d_model - w.dim;
    w.selected = w.selected < count ? w.selected : count ? count - 1 : 0;
    return w;
}

static bool make_room(struct pipeline_rows *r, const struct window *w)
{
    size_t rows = (size_t)w->rows, cells = rows * (size_t)w->dims;
    if (cells > r->cap_cells) {
        float **planes[] = {&r->e, &r->p, &r->x};
        for (int i = 0; i < 3; i++) {
            size_t numbers = planes[i] == &r->x ? 2 * cells : cells;
            float *plane = memory_resize(*planes[i], numbers, sizeof *plane);
            if (!plane) return false;
            *planes[i] = plane;
        }
        r->cap_cells = cells;
    }
    if (rows <= r->cap_rows) return true;
    uint32_t *index = memory_resize(r->index, rows, sizeof *index);
    if (index) r->index = index;
    uint8_t *change = memory_resize(r->change, rows, 1);
    if (change) r->change = change;
    if (!index || !change) return false;
    r->cap_rows = rows;
    return true;
}

/* The indices of the window that was looked at last, to tell what changed; where changes go on,
 * those of before stay. */
static bool remember_rows(struct pipeline *p)
{
    size_t rows = (size_t)p->rows.window.rows;
    if (p->goes_on) return true;
    if (rows > p->last_cap) {
        uint32_t *index = memory_resize(p->last_index, rows, sizeof *index);
        if (!index) return false;
        p->last_index = index;
        p->last_cap = rows;
    }
    if (rows) memcpy(p->last_index, p->rows.index, rows * sizeof *p->last_index);
    p->last_window = p->rows.window;
    return true;
}

/* Whether token i, whose row of the table is `index`, is one that edits moved along: it is one of
 * those at the end that they left unchanged, or it stood as far from the end before. */
static bool slid(const struct pipeline *p, size_t i, uint32_t index)
{
    const struct window *old = &p->last_window;
    const struct pipeline_moved *m = &p->told;
    if (!m->edited || p->count == m->old_count) return false;
    if (i >= p->count - m->kept) return true;
    size_t was = i + m->old_count - p->count;
    return i >= m->first && i + m->old_count >= p->count && was >= old->row &&
           was - old->row < (size_t)old->rows && p->last_index[was - old->row] == index;
}

/* How row r differs from what stood at the same token before. */
static uint8_t row_change(const struct pipeline *p, int r)
{
    const struct pipeline_rows *now = &p->rows;
    const struct window *old = &p->last_window;
    const struct pipeline_moved *m = &p->told;
    size_t i = now->window.row + (size_t)r;
    bool appeared = m->edited && i >= m->old_count;
    if (!appeared && (i < old->row || i - old->row >= (size_t)old->rows))
        return 0; /* scrolled into view: nothing happened to it */
    unsigned change = 0;
    if (appeared || m->e || now->index[r] != p->last_index[i - old->row]) change = CHANGE_E_NEW;
    if (change && !m->e && slid(p, i, now->index[r]))
        change = p->count > m->old_count ? CHANGE_E_DOWN : CHANGE_E_UP;
    bool of_text = pipeline_scheme(p)->of_text && (m->length || m->offset);
    if (appeared || m->p || m->offset || of_text) change |= CHANGE_P;
    return (uint8_t)(change || m->x ? change | CHANGE_X : 0);
}

/* The index of a word, which is the vocabulary's or new to it. */
static uint32_t index_of(const struct pipeline *p, uint32_t word)
{
    if (word < p->tokens.known) return word;
    if (word == TOKENS_GAP) return ROW_NONE;
    if (p->params.frozen) return VOCAB_UNK;
    return p->continues ? continued_index(p, word)
                        : p->tokens.known + p->tokens.fresh[word - p->tokens.known].rank;
}

/* x (n), or (2, n) concatenated. */
static void join_rows(enum join join, const float *e, const float *p, size_t n, float *x)
{
    for (size_t i = 0; i < n && join == JOIN_ADD; i++) x[i] = e[i] + p[i];
    if (join == JOIN_ADD || !n) return;
    memcpy(x, e, n * sizeof *x);
    memcpy(x + n, p, n * sizeof *x);
}

static bool fill_rows(struct pipeline *p, const struct window *w)
{
    struct pipeline_rows *now = &p->rows;
    if (!remember_rows(p) || !make_room(now, w)) return false;
    now->window = *w;
    struct row_source table = pipeline_table(p);
    pipeline_indices(p, w->row, (size_t)w->rows, now->index);
    for (int r = 0; r < w->rows && w->dims; r++)
        row_source_row(&table, now->index[r], w->dim, w->dims,
                       now->e + (size_t)r * (size_t)w->dims);
    if (w->rows && w->dims)
        pipeline_position_rows(p, pipeline_position(p, w->row), (size_t)w->rows, w->dim, w->dims,
                               now->p);
    size_t dims = (size_t)w->dims, x_dims = p->params.join == JOIN_ADD ? dims : 2 * dims;
    for (size_t r = 0; r < (size_t)w->rows && dims; r++)
        join_rows(p->params.join, now->e + r * dims, now->p + r * dims, dims, now->x + r * x_dims);
    return true;
}

/* The same columns of P as at the last look, in another order. */
static bool same_columns(const struct pipeline *p, const struct pipeline_moved *m)
{
    struct params was = p->seen;
    if (was.layout == p->params.layout || was.scheme != p->params.scheme || m->offset) return false;
    const struct scheme *s = pipeline_scheme(p);
    was.layout = p->params.layout;
    return same_waves(&was, &p->params) && s->paired && !s->mistake;
}

/* Changes stay marked until the text, the parameters or the window change again. */
static void mark_changes(struct pipeline *p, const struct window *old,
                         const struct pipeline_moved *m)
{
    struct pipeline_rows *now = &p->rows;
    bool grown = m->length && pipeline_scheme(p)->of_text;
    if (p->looked && !p->changed && !grown && same_window(&now->window, old)) return;
    for (int r = 0; r < now->window.rows; r++)
        now->change[r] = p->looked && (p->changed || p->goes_on) ? row_change(p, r) : 0;
    now->reordered = p->looked && p->changed && same_columns(p, m);
    now->columns_were = p->seen.layout;
}

/* What two changes one after the other come to: as for several edits before a look. */
static struct pipeline_moved together(const struct pipeline_moved *a,
                                      const struct pipeline_moved *b)
{
    struct pipeline_moved m = b->edited && !a->edited ? *b : *a;
    if (a->edited && b->edited) {
        m.first = min_size(a->first, b->first);
        m.kept = min_size(a->kept, b->kept);
    } else if (a->edited && b->length) {
        m.kept = 0;
    }
    m.text = a->text || b->text;
    m.ids = a->ids || b->ids;
    m.e = a->e || b->e;
    m.p = a->p || b->p;
    m.x = a->x || b->x;
    m.length = a->length || b->length;
    m.offset = a->offset || b->offset;
    return m;
}

static void figures_of_selected(struct pipeline *p)
{
    size_t i = p->rows.window.selected;
    int d = p->params.d_model;
    struct pipeline_figures *f = &p->figures;
    f->norm_e = f->norm_p = 0;
    if (!p->count) return;
    pipeline_e_row(p, i, 0, d, p->selected_row);
    f->norm_e = vec_norm(p->selected_row, d);
    pipeline_p_row(p, i, 0, d, p->selected_row);
    f->norm_p = vec_norm(p->selected_row, d);
}

static void figures_of_text(struct pipeline *p, const struct pipeline_moved *m)
{
    if (!m->p && !m->length && !m->offset) return;
    const struct scheme *s = pipeline_scheme(p);
    struct pipeline_figures *f = &p->figures;
    f->still = scheme_still_columns(s, &p->context, STILL_LIMIT);
    f->alike = p->count > 1 && pipeline_has_position(p, pipeline_position(p, p->count - 1)) &&
               scheme_still_columns(s, &p->context, DBL_MIN) == p->params.d_model;
    f->bound = scheme_bound(s, &p->context);
    uint64_t last = pipeline_position(p, p->count ? p->count - 1 : 0);
    f->recipe_error[NARROW_FLOAT32] = posenc_float32_recipe_error(&p->waves, last);
    for (int type = NARROW_FLOAT16; type < NARROW_COUNT; type++)
        f->recipe_error[type] = narrow_recipe_error(&p->waves, (enum narrow)type, last);
}

static bool out_of_memory(struct pipeline *p, struct err *e)
{
    pipeline_free(p);
    return err_memory(e);
}

/* Forgets the tokens, so that the next update starts from nothing. */
static bool start(struct pipeline *p, const struct vocab *vocab, struct text *text)
{
    p->revision.places++;
    p->vocab = vocab;
    p->text = text;
    p->text_len = p->count = p->indexed = 0;
    text->same = (struct text_same){0};
    return tokens_start(&p->tokens, vocab->size);
}

/* Brings what is said of the text up to the tokens. False: out of memory. */
static bool finish(struct pipeline *p)
{
    text_count_bad(p->text, p->indexed);
    p->bad_bytes = p->text->bad;
    p->fresh_count = p->params.frozen ? 0 : p->tokens.fresh_live;
    p->revision.places += p->context.offset != p->params.offset || p->context.length != p->count;
    p->context.waves = &p->waves;
    p->context.offset = p->params.offset;
    p->context.length = p->count;
    return continued_update(p);
}

bool pipeline_read_text(struct pipeline *p, const struct vocab *vocab, struct text *text,
                        const struct params *params, struct err *e)
{
    if (text_len(text) > TEXT_MAX)
        return err_set(e, _("the text has %zu bytes; at most %zu are read: shorten it"),
                       text_len(text), TEXT_MAX);
    if (!prepare_waves(p, params, e)) return false;
    bool fresh = !p->ready || vocab != p->vocab || text != p->text;
    if (fresh && !start(p, vocab, text)) return out_of_memory(p, e);
    struct pieces_edit edit = pieces_edit_of(text, p->text_len);
    compare(p, fresh, edit, params);
    p->params = *params;
    p->drawn = (struct embedding){params->seed, params->d_model, params->init, params->scale};
    p->given.under = (struct row_source){&row_source_drawn, &p->drawn, params->d_model, false};
    if (p->context.learned && p->context.learned->d_model != params->d_model)
        p->context.learned = NULL;
    if (!read_text(p, edit) || !finish(p)) return out_of_memory(p, e);
    p->text_len = text_len(text);
    text_seen(text);
    p->ready = true;
    return true;
}

bool pipeline_read_on(struct pipeline *p, size_t bytes, struct err *e)
{
    size_t count = p->count;
    if (!pieces_read_on(p, bytes) || !finish(p)) return out_of_memory(p, e);
    p->moved.length |= p->count != count;
    p->moved.kept =
        p->count != count ? 0 : p->moved.kept; /* those after the edit were not the last */
    return true;
}

bool pipeline_complete(const struct pipeline *p)
{
    return p->indexed == p->text_len;
}

bool pipeline_look(struct pipeline *p, const struct window *want, struct err *e)
{
    const struct pipeline_moved m = p->moved;
    struct window w = clip(want, p->count, p->params.d_model);
    p->changed = m.ids || m.e || m.p || m.x || m.offset;
    p->goes_on = p->goes_on && p->looked;
    p->told = p->goes_on ? together(&p->told, &m) : m;
    const struct window old = p->rows.window;
    if (!fill_rows(p, &w)) return out_of_memory(p, e);
    mark_changes(p, &old, &m);
    figures_of_selected(p);
    figures_of_text(p, &m);
    p->moved = (struct pipeline_moved){0};
    p->seen = p->params;
    p->looked = true;
    return true;
}

static void free_rows(struct pipeline_rows *r)
{
    free(r->e);
    free(r->p);
    free(r->x);
    free(r->index);
    free(r->change);
}

void pipeline_free(struct pipeline *p)
{
    tokens_free(&p->tokens);
    str_free(&p->scratch);
    posenc_free(&p->waves);
    free_rows(&p->rows);
    free(p->last_index);
    free(p->continued);
    free(p->selected_row);
    *p = (struct pipeline){.revision = p->revision, .continues = p->continues};
}

struct piece pipeline_piece(const struct pipeline *p, size_t i)
{
    return p->tokens.pieces[i];
}

/* The word of an index; for <unk> all words that read its row instead of one of their own. */
static uint32_t word_of(const struct pipeline *p, uint32_t index)
{
    if (index == ROW_NONE) return TOKENS_GAP;
    if (index >= p->tokens.known)
        return p->continues ? continued_word(p, index)
                            : p->tokens.order[index - p->tokens.known].word;
    return p->params.frozen && index == VOCAB_UNK ? TOKENS_UNKNOWN : index;
}

uint32_t pipeline_index(const struct pipeline *p, size_t i)
{
    return index_of(p, p->tokens.words[i]);
}

void pipeline_indices(const struct pipeline *p, size_t first, size_t n, uint32_t *out)
{
    for (size_t i = 0; i < n; i++) out[i] = pipeline_index(p, first + i);
}

const char *pipeline_bytes(const struct pipeline *p, struct piece piece)
{
    return text_bytes(p->text) + piece.start;
}

uint64_t pipeline_position(const struct pipeline *p, size_t i)
{
    return p->params.offset + i;
}

size_t pipeline_vocab_size(const struct pipeline *p)
{
    return p->vocab->size + p->fresh_count;
}

struct vocab_word pipeline_word(const struct pipeline *p, uint32_t index)
{
    if (index < p->vocab->size) return vocab_word(p->vocab, index);
    uint32_t word = word_of(p, index);
    if (word != TOKENS_GAP) return p->tokens.fresh[word - p->tokens.known].word;
    struct vocab_word of_first = pipeline_word(p->continues, index);
    of_first.count = 0; /* this text has none */
    return of_first;
}

bool pipeline_is_new(const struct pipeline *p, size_t i)
{
    return tokens_is_new(&p->tokens, p->tokens.words[i]);
}

bool pipeline_is_gap(const struct pipeline *p, size_t i)
{
    return p->tokens.words[i] == TOKENS_GAP;
}

bool pipeline_same_word(const struct pipeline *p, size_t i, size_t j)
{
    return pipeline_index(p, i) == pipeline_index(p, j) && !pipeline_is_gap(p, i);
}

size_t pipeline_uses(const struct pipeline *p, uint32_t index)
{
    return tokens_uses(&p->tokens, word_of(p, index));
}

size_t pipeline_next_use(const struct pipeline *p, uint32_t index, size_t from)
{
    return tokens_next_use(&p->tokens, word_of(p, index), from);
}

size_t pipeline_last_use(const struct pipeline *p, uint32_t index, size_t end)
{
    return tokens_last_use(&p->tokens, word_of(p, index), end);
}

size_t pipeline_token_at(const struct pipeline *p, size_t at)
{
    size_t started = tokens_started(&p->tokens, at);
    return started ? started - 1 : 0;
}

size_t pipeline_nearest_alike(const struct pipeline *p, size_t i)
{
    uint32_t index = pipeline_index(p, i);
    size_t before = pipeline_last_use(p, index, i), after = pipeline_next_use(p, index, i + 1);
    if (before == SIZE_MAX) return after == SIZE_MAX ? i : after;
    return after == SIZE_MAX || i - before <= after - i ? before : after;
}

void pipeline_set_rows(struct pipeline *p, const struct row_table *e,
                       const struct row_table *places, uint64_t revision)
{
    int d = p->params.d_model;
    if (e && e->d_model != d) e = NULL;
    if (places && places->d_model != d) places = NULL;
    bool same = revision == p->given_revision;
    if (!same || e != p->given.table) {
        p->moved.e = true;
        p->revision.table++;
    }
    if (!same || places != p->context.learned) {
        p->moved.p = true;
        p->revision.waves++;
    }
    p->given.table = e;
    p->context.learned = places;
    p->given_revision = revision;
}

bool pipeline_has_given(const struct pipeline *p)
{
    return p->given.table && p->given.table->d_model == p->params.d_model;
}

/* Given rows lie over those that are drawn. */
static struct row_source table_of(const struct pipeline *p, bool scaled)
{
    int d = p->params.d_model;
    if (pipeline_has_given(p)) return (struct row_source){&row_source_given, &p->given, d, scaled};
    return (struct row_source){&row_source_drawn, &p->drawn, d, scaled};
}

struct row_source pipeline_table(const struct pipeline *p)
{
    return table_of(p, p->params.scale);
}

struct row_source pipeline_stored_table(const struct pipeline *p)
{
    return table_of(p, false);
}

const struct scheme *pipeline_scheme(const struct pipeline *p)
{
    return &schemes[p->params.scheme];
}

void pipeline_position_rows(const struct pipeline *p, uint64_t first, size_t rows, int k0, int n,
                            float *out)
{
    scheme_rows(pipeline_scheme(p), &p->context, &(struct posenc_block){first, rows, k0, n}, out);
}

bool pipeline_has_position(const struct pipeline *p, uint64_t position)
{
    return scheme_has_row(pipeline_scheme(p), position);
}

void pipeline_e_row(const struct pipeline *p, size_t i, int k0, int n, float *out)
{
    struct row_source table = pipeline_table(p);
    row_source_row(&table, pipeline_index(p, i), k0, n, out);
}

void pipeline_p_row(const struct pipeline *p, size_t i, int k0, int n, float *out)
{
    pipeline_position_rows(p, pipeline_position(p, i), 1, k0, n, out);
}

int pipeline_x_width(const struct pipeline *p)
{
    return p->params.join == JOIN_ADD ? p->params.d_model : 2 * p->params.d_model;
}

void pipeline_x_row(const struct pipeline *p, const float *e, const float *place, float *out)
{
    join_rows(p->params.join, e, place, (size_t)p->params.d_model, out);
}

void pipeline_token_rows(const struct pipeline *p, size_t i, float *out)
{
    int d = p->params.d_model;
    float *e = out, *place = e + d, *x = place + d;
    pipeline_e_row(p, i, 0, d, e);
    pipeline_p_row(p, i, 0, d, place);
    pipeline_x_row(p, e, place, x);
}
