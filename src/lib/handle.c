/* Handles: parameters, vocabulary and text, and the pipeline over them. */
#include "lib/handle.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/words.h"
#include "formats/corpus.h"

#define BULK ((size_t)1 << 24) /* bytes of a text read at once */

static int set_error(struct lexwave *l, int result, const char *text)
{
    if (l) err_set(&l->error, "%s", text);
    return result;
}

static int out_of_memory(struct lexwave *l)
{
    err_memory(&l->error);
    return LEXWAVE_ERROR_MEMORY;
}

/* Reads the text with those values, which are valid: what fails then is memory. */
static int read_with(struct lexwave *l, const struct lib_values *values)
{
    struct pipeline *p = &l->pipeline;
    l->ready = false;
    if (!pipeline_read_text(p, &l->vocab, &l->text, &values->params, &l->error))
        return LEXWAVE_ERROR_MEMORY;
    while (!pipeline_complete(p))
        if (!pipeline_read_on(p, BULK, &l->error)) return LEXWAVE_ERROR_MEMORY;
    l->ready = true;
    l->values = *values;
    return LEXWAVE_OK;
}

int lib_recover(struct lexwave *l)
{
    struct lib_values values = l->values;
    return l->ready ? LEXWAVE_OK : read_with(l, &values);
}

/* ---- the vocabulary ---- */

static bool build(struct vocab *v, const struct str *corpus, int tokenizer, struct err *e)
{
    const struct tokenizer *t = &tokenizers[tokenizer];
    if (corpus->len) return vocab_build(v, t, corpus->data, corpus->len, e);
    if (corpus_builtin_words.tokenizer != t)
        return vocab_build(v, t, corpus_builtin, corpus_builtin_len, e);
    vocab_open(v, &corpus_builtin_words);
    return true;
}

/* Reads the text with the vocabulary of `corpus`, which may be the handle's own. */
static int use_corpus(struct lexwave *l, const struct str *corpus, const struct lib_values *values)
{
    struct vocab vocab;
    if (!build(&vocab, corpus, values->tokenizer, &l->error))
        return err_is_memory(&l->error) ? LEXWAVE_ERROR_MEMORY : LEXWAVE_ERROR_TEXT;
    if (vocab.size <= VOCAB_UNK + 1) {
        vocab_free(&vocab);
        return set_error(l, LEXWAVE_ERROR_TEXT, _("the corpus holds no words"));
    }
    pipeline_free(&l->pipeline);
    vocab_free(&l->vocab);
    l->vocab = vocab;
    l->values = *values;
    return read_with(l, values);
}

/* Takes over *corpus and *path, or frees them. The vocabulary is of the new text as soon as it is
 * there, whether or not memory then suffices for the handle's text. */
static int take_corpus(struct lexwave *l, struct str *corpus, struct str *path)
{
    int result =
        corpus->failed || path->failed ? out_of_memory(l) : use_corpus(l, corpus, &l->values);
    if (l->vocab.table.training == (corpus->len ? corpus->data : corpus_builtin)) {
        struct str old_corpus = l->corpus, old_path = l->path;
        l->corpus = *corpus;
        l->path = *path;
        *corpus = old_corpus;
        *path = old_path;
    }
    str_free(corpus);
    str_free(path);
    return result;
}

static int set_path(struct lexwave *l, const char *value)
{
    struct str corpus = STR_EMPTY, path = STR_EMPTY;
    if (*value && !corpus_read(value, &corpus, NULL, NULL, &l->error)) {
        bool lacking = corpus.failed;
        str_free(&corpus);
        return lacking ? LEXWAVE_ERROR_MEMORY : LEXWAVE_ERROR_FILE;
    }
    str_adds(&path, value);
    return take_corpus(l, &corpus, &path);
}

int lexwave_set_corpus(lexwave *l, const char *bytes, size_t len)
{
    struct str corpus = STR_EMPTY, path = STR_EMPTY;
    if (!l || (!bytes && len))
        return set_error(l, LEXWAVE_ERROR_ARGUMENT, _("no corpus was given"));
    if (len > TOKENIZER_TEXT_MAX)
        return set_error(l, LEXWAVE_ERROR_TEXT, _("the corpus is too long: 1 GiB is the limit"));
    if (bytes && !len) return set_error(l, LEXWAVE_ERROR_TEXT, _("the corpus holds no words"));
    if (len) str_add(&corpus, bytes, len);
    return take_corpus(l, &corpus, &path);
}

/* ---- the handle ---- */

lexwave *lexwave_new(void)
{
    struct lexwave *l = memory_zeros(1, sizeof *l);
    if (!l) return NULL;
    struct lib_values values = {.params = params_default()};
    l->values = values;
    if (use_corpus(l, &l->corpus, &values) == LEXWAVE_OK) return l;
    lexwave_free(l);
    return NULL;
}

void lexwave_free(lexwave *l)
{
    if (!l) return;
    pipeline_free(&l->pipeline);
    text_free(&l->text);
    vocab_free(&l->vocab);
    str_free(&l->corpus);
    str_free(&l->path);
    free(l);
}

int lexwave_set(lexwave *l, const char *name, const char *value)
{
    if (!l || !name || !value)
        return set_error(l, LEXWAVE_ERROR_ARGUMENT, _("a parameter wants a name and a value"));
    if (strcmp(name, LIB_CORPUS) == 0) return set_path(l, value);
    struct lib_values values = l->values;
    int result = lib_values_set(&values, name, value, &l->error);
    if (result != LEXWAVE_OK) return result;
    if (values.tokenizer != l->values.tokenizer) return use_corpus(l, &l->corpus, &values);
    return read_with(l, &values);
}

size_t lexwave_get(const lexwave *l, const char *name, char *out, size_t room)
{
    struct str value = STR_EMPTY;
    if (l && name && strcmp(name, LIB_CORPUS) == 0)
        str_adds(&value, str_text(&l->path));
    else if (l && name)
        lib_values_get(&l->values, name, &value);
    size_t len = value.failed ? 0 : value.len; /* a part of a value is none */
    size_t fits = room ? len < room ? len : room - 1 : 0;
    if (out && room) {
        memcpy(out, str_text(&value), fits);
        out[fits] = '\0';
    }
    str_free(&value);
    return len;
}

int lexwave_set_text(lexwave *l, const char *utf8, size_t len)
{
    if (!l || (!utf8 && len)) return set_error(l, LEXWAVE_ERROR_ARGUMENT, _("no text was given"));
    if (len > text_max(&l->text)) {
        err_set(&l->error, _("the text has %zu bytes; at most %zu are read: shorten it"), len,
                text_max(&l->text));
        return LEXWAVE_ERROR_TEXT;
    }
    if (!text_set(&l->text, utf8 ? utf8 : "", len)) return out_of_memory(l);
    return read_with(l, &l->values);
}
