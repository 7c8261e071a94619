/* The state and its screen, for tests that play key scripts and look at what
 * comes of them: everything but the terminal is the program's own. */
#ifndef UNIT_STAGE_H
#define UNIT_STAGE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/app.h"
#include "app/script.h"
#include "formats/corpus.h"
#include "view/export.h"
#include "view/view.h"

static struct app app;
static struct frame frame = FRAME_EMPTY;
static struct caps caps;

static const char *const formats[] = {"text", "ansi", "svg", "html", NULL};
static const struct option_lists lists = {theme_names, view_names, formats, palette_names};

static void draw(void)
{
    struct err e;
    struct shown shown;
    assert_true(app_read(&app, &e));
    view_shown(&app, &shown);
    assert_true(app_look(&app, &shown, &e));
    assert_true(view_draw(&app, &caps, &frame));
}

/* A new state with the default sentence, drawn; for a setup: 0, or −1. */
static int stage(const char *view, enum focus focus, int cols, int rows, struct caps with)
{
    const struct corpus corpus = {corpus_builtin, corpus_builtin_len, "built-in"};
    struct err e;
    if (!app_init(&app, &corpus, &e))
        return -1;
    app.view_count = view_count;
    app.theme_count = theme_count;
    app.palette_count = palette_count;
    app.lists = &lists;
    app.view = view_find(view);
    app.focus = focus;
    app.rows = rows;
    app.cols = cols;
    caps = with;
    draw();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    app_free(&app);
    frame_free(&frame);
    return 0;
}

/* Plays a key script, drawing after every event; returns all effects. */
static unsigned play(const char *keys)
{
    struct script s;
    struct event event;
    struct err e;
    unsigned effects = 0;
    int got;
    script_start(&s, keys, strlen(keys));
    while ((got = script_next(&s, &event, &e)) > 0) {
        if (event.type == EVENT_MOUSE)
            event.target = frame_target(&frame, event.row, event.col);
        effects |= app_update(&app, &event);
        draw();
    }
    assert_int_equal(got, 0);
    script_free(&s);
    return effects;
}

#endif
