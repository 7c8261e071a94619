#include "app/state/work.h"

#include "base/words.h"

#define STEP ((size_t)1 << 20) /* bytes of a training text from report to report: about 10 ms */

void work_start(struct work *w)
{
    w->broken = w->lacking = false;
}

bool work_tell(struct work *w, const char *what, size_t done, size_t total)
{
    if (w->tell && !w->tell(w->context, what, done, total)) {
        w->broken = true;
        w->broken_key = w->key;
    }
    return !w->broken;
}

void work_end(struct work *w)
{
    if (w->end) w->end(w->context);
}

struct build {
    struct work *work;
    const struct vocab_builder *builder;
};

static bool tell_build(void *context)
{
    const struct build *b = context;
    return work_tell(b->work, _("building the vocabulary"), b->builder->at, b->builder->n);
}

bool work_vocab(struct work *w, struct vocab *v, const struct tokenizer *t, const char *text,
                size_t n, struct err *e)
{
    struct vocab_builder b;
    *v = (struct vocab){0};
    if (!vocab_builder_start(&b, t, text, n, e)) return false;
    struct build build = {w, &b};
    b.goes_on = tell_build;
    b.context = &build;
    while (b.at < b.n)
        if (!vocab_builder_read(&b, STEP, e)) return false;
    return vocab_builder_finish(&b, v, e);
}
