#include "cli/training.h"

#include "formats/corpus.h"

#define STEP ((size_t)1 << 22) /* bytes between two looks at the clock: some hundredths of a second */

static bool built_in(struct session *s, struct err *e)
{
    struct corpus corpus = {corpus_builtin, corpus_builtin_len, "built-in"};
    if (!app_set_corpus(&s->app, &corpus, e))
        return false;
    str_free(&s->corpus);
    str_free(&s->source);
    return true;
}

static bool tell_read(void *context, size_t done, size_t total)
{
    progress_tell(context, "reading the corpus", done, total);
    return true;
}

static bool build(struct session *s, const struct str *text, struct vocab *v, struct err *e)
{
    struct vocab_builder b;
    if (!vocab_builder_start(&b, &tokenizers[s->app.tokenizer], text->data, text->len, e))
        return false;
    while (b.at < b.n) {
        if (!vocab_builder_read(&b, STEP, e))
            return false;
        progress_tell(&s->progress, "building its vocabulary", b.at, b.n);
    }
    return vocab_builder_finish(&b, v, e);
}

static bool of_file(struct session *s, const char *path, struct err *e)
{
    struct str text = STR_EMPTY, source = STR_EMPTY;
    struct vocab vocab;
    progress_start(&s->progress);
    bool ok = corpus_read(path, &text, tell_read, &s->progress, e) && (str_adds(&source, path) || err_memory(e)) &&
              build(s, &text, &vocab, e);
    progress_end(&s->progress);
    if (!ok) {
        str_free(&text);
        str_free(&source);
        return false;
    }
    app_take_corpus(&s->app, &(struct corpus){text.data, text.len, source.data}, &vocab);
    str_free(&s->corpus);
    str_free(&s->source);
    s->corpus = text;
    s->source = source;
    return true;
}

bool training_take(struct session *s, const char *path, struct err *e)
{
    return *path ? of_file(s, path, e) : built_in(s, e);
}
