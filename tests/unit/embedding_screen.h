/* The program in its Embedding view, without a terminal: for the tests of that view. */
#ifndef EMBEDDING_SCREEN_H
#define EMBEDDING_SCREEN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/app.h"
#include "app/embedding.h"
#include "app/script.h"
#include "base/utf8.h"
#include "formats/corpus.h"
#include "view/view.h"

static struct app app;
static struct frame frame = FRAME_EMPTY;
static struct caps caps;
static const struct embedding_model *const model = &app.embedding;

static void draw(void)
{
    struct err e;
    struct shown shown;
    assert_true(app_read(&app, &e));
    view_shown(&app, &shown);
    assert_true(app_look(&app, &shown, &e));
    assert_true(view_draw(&app, &caps, &frame));
}

static int setup(void **state)
{
    (void)state;
    struct err e;
    struct corpus corpus = {corpus_builtin, corpus_builtin_len, "built-in"};
    caps = (struct caps){DEPTH_TRUE, false};
    if (!app_init(&app, &corpus, &e))
        return -1;
    app.view = view_find("embedding");
    app.view_count = view_count;
    app.rows = 40;
    app.cols = 120;
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

/* Lets time come until nothing is due; returns how often it came. */
static int settle(void)
{
    int ticks = 0;
    for (int64_t due; (due = app_deadline(&app)) >= 0; ticks++) {
        struct event tick = {.type = EVENT_TICK, .now_ms = due};
        app_update(&app, &tick);
        draw();
        assert_true(ticks < 10000);
    }
    return ticks;
}

static void play(const char *keys)
{
    struct script s;
    struct event event;
    struct err e;
    int got;
    script_start(&s, keys, strlen(keys));
    s.now = app.now;
    while ((got = script_next(&s, &event, &e)) > 0) {
        if (event.type == EVENT_MOUSE)
            event.target = frame_target(&frame, event.row, event.col);
        app_update(&app, &event);
        draw();
    }
    assert_int_equal(got, 0);
    script_free(&s);
}

static void show(const char *text)
{
    struct err e;
    assert_true(app_set_text(&app, text, strlen(text), &e));
    draw();
    settle();
}

/* Columns [col, col + cols) of a row as UTF-8. */
static const char *cells(int row, int col, int cols)
{
    static char text[4 * 512 + 1];
    size_t len = 0;
    for (int i = col; i < col + cols && i < frame.cols; i++)
        if (frame_cell(&frame, row, i)->width)
            len += utf8_encode(frame_cell(&frame, row, i)->ch, text + len);
    text[len] = '\0';
    return text;
}

/* The part of a row that starts with those words; fails if none has them. */
static const char *line_with(const char *words)
{
    for (int row = 0; row < frame.rows; row++) {
        const char *found = strstr(cells(row, 0, frame.cols), words);
        if (found)
            return found;
    }
    fail_msg("%s is not on the frame", words);
    return NULL;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

#endif
