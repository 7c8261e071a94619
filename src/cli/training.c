#include "cli/training.h"

#include "formats/corpus.h"

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
    return work_tell(context, "reading the corpus", done, total);
}

static bool of_file(struct session *s, const char *path, struct err *e)
{
    struct str text = STR_EMPTY, source = STR_EMPTY;
    struct vocab vocab;
    struct work *work = &s->app.work;
    const struct tokenizer *t = &tokenizers[s->app.tokenizer];
    work_start(work);
    bool ok = corpus_read(path, &text, tell_read, work, e) && (str_adds(&source, path) || err_memory(e)) &&
              work_vocab(work, &vocab, t, text.data, text.len, e);
    work_end(work);
    if (!ok) {
        str_free(&text);
        str_free(&source);
        return work->broken ? file_say(e, path, "broken off: the vocabulary is as it was") : false;
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
