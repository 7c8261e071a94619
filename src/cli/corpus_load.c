#include "cli/corpus_load.h"

#include "base/words.h"
#include "formats/corpus.h"
#include "formats/file.h"

struct corpus corpus_built_in(void)
{
    return (struct corpus){corpus_builtin, corpus_builtin_len, "built-in"};
}

void corpus_file_free(struct corpus_file *f)
{
    str_free(&f->text);
    str_free(&f->name);
}

static bool tell_read(void *context, size_t done, size_t total)
{
    return work_tell(context, _("reading the corpus"), done, total);
}

static bool load_file(struct app *a, struct corpus_file *kept, const char *path, struct err *e)
{
    struct corpus_file file = {STR_EMPTY, STR_EMPTY};
    struct vocab vocab;
    struct work *work = &a->work;
    work_start(work);
    bool ok = corpus_read(path, &file.text, tell_read, work, e) &&
              (str_adds(&file.name, path) || err_memory(e)) &&
              work_vocab(work, &vocab, &tokenizers[a->tokenizer], file.text.data, file.text.len, e);
    work_end(work);
    if (!ok) {
        corpus_file_free(&file);
        return work->broken ? file_say(e, path, _("broken off: the vocabulary is as it was"))
                            : false;
    }
    app_take_corpus(a, &(struct corpus){file.text.data, file.text.len, file.name.data}, &vocab);
    corpus_file_free(kept);
    *kept = file;
    return true;
}

bool corpus_load(struct app *a, struct corpus_file *kept, const char *path, struct err *e)
{
    if (*path) return load_file(a, kept, path, e);
    struct corpus built_in = corpus_built_in();
    if (!app_set_corpus(a, &built_in, e)) return false;
    corpus_file_free(kept);
    return true;
}
