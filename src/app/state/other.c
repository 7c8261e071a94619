#include "app/state/other.h"

bool other_set(struct other_text *o, const char *bytes, size_t n)
{
    if (!text_set(&o->text, bytes, n)) return false;
    o->on = true;
    return true;
}

void other_remove(struct other_text *o)
{
    o->on = false;
}

bool other_read(struct other_text *o, const struct vocab *vocab, const struct params *params,
                const struct pipeline *first, struct err *e)
{
    if (!o->on) return true;
    o->pipeline.continues = first;
    o->on = pipeline_read_text(&o->pipeline, vocab, &o->text, params, e) &&
            (pipeline_complete(&o->pipeline) || pipeline_read_on(&o->pipeline, SIZE_MAX, e));
    return o->on;
}

void other_forget_vocab(struct other_text *o)
{
    pipeline_free(&o->pipeline);
}

void other_free(struct other_text *o)
{
    pipeline_free(&o->pipeline);
    text_free(&o->text);
    *o = (struct other_text){0};
}
