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

static bool same_hit(const struct hit *a, const struct hit *b)
{
    const struct target *s = &a->target, *t = &b->target;
    return a->row == b->row && a->col == b->col && a->rows == b->rows && a->cols == b->cols && s->kind == t->kind &&
           s->index == t->index && s->token == t->token && s->dim == t->dim &&
           a->rows_per_token == b->rows_per_token && a->cols_per_dim == b->cols_per_dim;
}

static void assert_same_row(const struct cell *is, const struct cell *should, int row, const char *why)
{
    for (int col = 0; col < frame.cols; col++)
        if (memcmp(&is[col], &should[col], sizeof *is) != 0)
            fail_msg("view %s at %dx%d, row %d, column %d: %s", views[app.view].name, frame.cols, frame.rows, row, col,
                     why);
}

/* A frame that was drawn before holds what a fresh one does. */
static void assert_drawn_as_from_nothing(void)
{
    struct frame fresh = FRAME_EMPTY;
    assert_true(view_draw(&app, &caps, &fresh));
    assert_int_equal(fresh.rows, frame.rows);
    assert_int_equal(fresh.cols, frame.cols);
    for (int row = 0; row < frame.rows; row++)
        assert_same_row(frame_cell(&frame, row, 0), frame_cell(&fresh, row, 0), row, "not as drawn from nothing");
    assert_int_equal(fresh.hit_count, frame.hit_count);
    for (int i = 0; i < fresh.hit_count; i++)
        assert_true(same_hit(&fresh.hits[i], &frame.hits[i]));
    assert_int_equal(fresh.cursor_row, frame.cursor_row);
    assert_int_equal(fresh.cursor_col, frame.cursor_col);
    frame_free(&fresh);
}

static void draw(void)
{
    struct err e;
    struct shown shown;
    assert_true(app_read(&app, &e));
    view_shown(&app, &shown);
    assert_true(app_look(&app, &shown, &e));
    assert_true(view_draw(&app, &caps, &frame));
    assert_drawn_as_from_nothing();
}

/* A new state with the default sentence, drawn; for a setup: 0, or −1. */
static int stage(const char *view, enum focus focus, int cols, int rows, struct caps with)
{
    const struct corpus corpus = {corpus_builtin, corpus_builtin_len, "built-in"};
    struct err e;
    if (!app_init(&app, &corpus, &e))
        return -1;
    app.measure = view_shown;
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

/* Plays a key script, drawing after every event or, in a burst, not at all; returns all effects. */
static unsigned play_script(const char *keys, bool drawn)
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
        if (drawn)
            draw();
    }
    assert_int_equal(got, 0);
    script_free(&s);
    return effects;
}

static unsigned play(const char *keys)
{
    return play_script(keys, true);
}

#endif
