/* What is read from a handle: tokens, words, and rows of E, P and X. */
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/num.h"
#include "base/words.h"
#include "lib/handle.h"

/* ---- results ---- */

const char *lexwave_version(void)
{
    return LEXWAVE_VERSION;
}

int lexwave_version_number(void)
{
    return LEXWAVE_VERSION_NUMBER;
}

static const char *const result_texts[] = {
    [LEXWAVE_OK] = "",
    [LEXWAVE_ERROR_MEMORY] = N_("out of memory"),
    [LEXWAVE_ERROR_ARGUMENT] = N_("NULL was given where something is wanted"),
    [LEXWAVE_ERROR_NAME] = N_("there is no parameter of that name"),
    [LEXWAVE_ERROR_VALUE] = N_("the parameter cannot have that value"),
    [LEXWAVE_ERROR_RANGE] = N_("there are no such rows"),
    [LEXWAVE_ERROR_FILE] = N_("the file cannot be read"),
    [LEXWAVE_ERROR_TEXT] = N_("the text, or a token of it, is too long, or it holds no words"),
};

const char *lexwave_result_text(int result)
{
    if (result < 0 || result >= (int)COUNT(result_texts)) return _("no result of this library");
    return _(result_texts[result]);
}

const char *lexwave_error(const lexwave *l)
{
    return l ? l->error.text : lexwave_result_text(LEXWAVE_ERROR_ARGUMENT);
}

static int fail(struct lexwave *l, int result)
{
    if (l) err_set(&l->error, "%s", lexwave_result_text(result));
    return result;
}

/* ---- tokens and words ---- */

static bool has_token(const struct lexwave *l, size_t i)
{
    return i < lexwave_token_count(l);
}

size_t lexwave_token_count(const lexwave *l)
{
    return l && l->ready ? l->pipeline.count : 0;
}

size_t lexwave_malformed_bytes(const lexwave *l)
{
    return l && l->ready ? l->pipeline.bad_bytes : 0;
}

size_t lexwave_token_start(const lexwave *l, size_t i)
{
    return has_token(l, i) ? pipeline_piece(&l->pipeline, i).start : 0;
}

size_t lexwave_token_length(const lexwave *l, size_t i)
{
    if (!has_token(l, i)) return 0;
    struct piece p = pipeline_piece(&l->pipeline, i);
    return p.end - p.start;
}

int64_t lexwave_token_index(const lexwave *l, size_t i)
{
    bool none = !has_token(l, i) || pipeline_is_gap(&l->pipeline, i);
    return none ? -1 : (int64_t)pipeline_index(&l->pipeline, i);
}

int lexwave_token_is_new(const lexwave *l, size_t i)
{
    return has_token(l, i) && pipeline_is_new(&l->pipeline, i);
}

size_t lexwave_vocabulary_size(const lexwave *l)
{
    return l && l->ready ? pipeline_vocab_size(&l->pipeline) : 0;
}

const char *lexwave_word(const lexwave *l, size_t index, size_t *len)
{
    struct vocab_word word = {0};
    if (index < lexwave_vocabulary_size(l)) word = pipeline_word(&l->pipeline, (uint32_t)index);
    if (len) *len = word.len;
    return word.text;
}

/* ---- rows ---- */

int lexwave_d_model(const lexwave *l)
{
    return l ? l->values.params.d_model : 0;
}

int lexwave_x_width(const lexwave *l)
{
    return l ? lexwave_d_model(l) * (l->values.params.join == JOIN_ADD ? 1 : 2) : 0;
}

/* Whether rows first … first + count − 1 of `total` can be written to `out`. */
static int check_rows(struct lexwave *l, uint64_t first, size_t count, uint64_t total,
                      const void *out)
{
    if (!l || (!out && count)) return fail(l, LEXWAVE_ERROR_ARGUMENT);
    if (first <= total && count <= total - first) return LEXWAVE_OK;
    err_set(&l->error,
            words_plural("no %zu row from %llu on, of %llu", "no %zu rows from %llu on, of %llu",
                         count),
            count, (unsigned long long)first, (unsigned long long)total);
    return LEXWAVE_ERROR_RANGE;
}

/* Whether there are tokens and a table to ask for. */
static int recover(struct lexwave *l)
{
    return l ? lib_recover(l) : LEXWAVE_OK;
}

int lexwave_e_rows(lexwave *l, size_t first, size_t count, float *out)
{
    int result = recover(l);
    if (result == LEXWAVE_OK) result = check_rows(l, first, count, lexwave_token_count(l), out);
    int d = lexwave_d_model(l);
    for (size_t i = 0; result == LEXWAVE_OK && i < count; i++)
        pipeline_e_row(&l->pipeline, first + i, 0, d, out + i * (size_t)d);
    return result;
}

int lexwave_p_rows(lexwave *l, size_t first, size_t count, float *out)
{
    int result = recover(l);
    if (result == LEXWAVE_OK) result = check_rows(l, first, count, lexwave_token_count(l), out);
    if (result == LEXWAVE_OK && count)
        pipeline_position_rows(&l->pipeline, pipeline_position(&l->pipeline, first), count, 0,
                               lexwave_d_model(l), out);
    return result;
}

int lexwave_x_rows(lexwave *l, size_t first, size_t count, float *out)
{
    int result = recover(l);
    if (result == LEXWAVE_OK) result = check_rows(l, first, count, lexwave_token_count(l), out);
    if (result != LEXWAVE_OK || !count) return result;
    size_t d = (size_t)lexwave_d_model(l), width = (size_t)lexwave_x_width(l);
    float *rows = memory_new(2 * d, sizeof *rows);
    if (!rows) return fail(l, LEXWAVE_ERROR_MEMORY);
    for (size_t i = 0; i < count; i++) {
        pipeline_e_row(&l->pipeline, first + i, 0, (int)d, rows);
        pipeline_p_row(&l->pipeline, first + i, 0, (int)d, rows + d);
        pipeline_x_row(&l->pipeline, rows, rows + d, out + i * width);
    }
    free(rows);
    return result;
}

int lexwave_embedding_rows(lexwave *l, size_t first, size_t count, float *out)
{
    int result = recover(l);
    if (result == LEXWAVE_OK) result = check_rows(l, first, count, lexwave_vocabulary_size(l), out);
    if (result != LEXWAVE_OK || !count) return result;
    struct row_source table = pipeline_table(&l->pipeline);
    table.kind->read(&table, (uint32_t)first, (uint32_t)count, 0, table.d_model, out);
    return result;
}

/* ---- positions ---- */

/* The rows asked for are taken as the text, for schemes that depend on its length. */
static struct scheme_context context_of(const struct lexwave *l, uint64_t first, size_t count)
{
    return (struct scheme_context){.waves = &l->pipeline.waves, .offset = first, .length = count};
}

static int check_positions(struct lexwave *l, uint64_t first, size_t count, const void *out)
{
    int result = check_rows(l, first, count, POSENC_POS_MAX, out);
    return result == LEXWAVE_OK ? lib_recover(l) : result;
}

int lexwave_position_rows(lexwave *l, uint64_t first, size_t count, float *out)
{
    int result = check_positions(l, first, count, out);
    if (result != LEXWAVE_OK || !count) return result;
    struct scheme_context context = context_of(l, first, count);
    struct posenc_block block = {first, count, 0, l->values.params.d_model};
    scheme_rows(&schemes[l->values.params.scheme], &context, &block, out);
    return result;
}

int lexwave_position_values(lexwave *l, uint64_t first, size_t count, double *out)
{
    int result = check_positions(l, first, count, out);
    if (result != LEXWAVE_OK) return result;
    const struct scheme *s = &schemes[l->values.params.scheme];
    struct scheme_context context = context_of(l, first, count);
    for (size_t i = 0; i < count; i++)
        for (int k = 0; k < l->values.params.d_model; k++)
            *out++ = scheme_range(s, &context, k, first + i, 0, 0).min;
    return result;
}

double lexwave_wavelength(const lexwave *l, int k)
{
    if (!l || !l->ready || k < 0 || k >= l->values.params.d_model) return (double)NAN;
    return posenc_cell(&l->pipeline.waves, 0, k).wavelength;
}

int lexwave_positions(int d_model, double base, uint64_t first, size_t count, float *out)
{
    struct posenc waves;
    if (!out && count) return LEXWAVE_ERROR_ARGUMENT;
    if (d_model < 1 || d_model > POSENC_D_MAX || !(base > 1) || !isfinite(base))
        return LEXWAVE_ERROR_VALUE;
    if (first > POSENC_POS_MAX || count > POSENC_POS_MAX - first) return LEXWAVE_ERROR_RANGE;
    if (!posenc_init(&waves, d_model, base, LAYOUT_INTERLEAVED, NULL)) return LEXWAVE_ERROR_MEMORY;
    posenc_rows(&waves, &(struct posenc_block){first, count, 0, d_model}, out, (size_t)d_model);
    posenc_free(&waves);
    return LEXWAVE_OK;
}
