/* A pipeline that is given its text whole each time, and reads all of it at once. */
#pragma once

#include <stdlib.h>

#include "core/pipeline/pipeline.h"

/* As pipeline_read_text() and pipeline_read_on(), with a copy of the text that the pipeline gets
 * with its first read and that becomes the new text by one edit of what differs. A pipeline read
 * so is read in no other way and freed by read_whole_free(). */
static inline bool read_whole(struct pipeline *p, const struct vocab *vocab, const char *text,
                              size_t n, const struct params *params, struct err *e)
{
    struct text *own = p->text ? p->text : calloc(1, sizeof *own);
    if (!own) return err_memory(e);
    p->text = own;
    return (text_replace(own, 0, text_len(own), text, n) || err_memory(e)) &&
           pipeline_read_text(p, vocab, own, params, e) && pipeline_read_on(p, SIZE_MAX, e);
}

static inline void read_whole_free(struct pipeline *p)
{
    if (p->text) text_free(p->text);
    free(p->text);
    pipeline_free(p);
}
