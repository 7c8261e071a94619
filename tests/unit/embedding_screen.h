/* The program in its Embedding view, for the tests of that view. */
#pragma once

#include <math.h>

#include "unit/stage.h"

#include "app/views/embedding.h"

static const struct embedding_model *const model = &app.embedding;

static inline int setup(void **state)
{
    (void)state;
    return stage("embedding", FOCUS_SENTENCE, 120, 40,
                 (struct caps){.depth = DEPTH_TRUE, .ascii = false});
}

static inline void show(const char *text)
{
    struct err e;
    assert_true(app_set_text(&app, text, strlen(text), &e));
    draw();
    settle();
}
