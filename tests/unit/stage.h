/* The one screen harness of the unit tests: the state and its screen, moved by key scripts.
 * Everything but the terminal is the program's own.
 *
 * After every step the screen is compared, cell by cell, with that of a fresh program which
 * was brought to the same state (stage_copy_state) and has computed everything itself, so
 * that a result kept for too long shows at once, whatever keeps it. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/update/update.h"
#include "app/state/app.h"
#include "app/input/script.h"
#include "base/utf8.h"
#include "formats/corpus.h"
#include "view/export/export.h"
#include "view/chrome/view.h"

static struct app app;
static struct frame frame = FRAME_EMPTY;
static struct caps caps = {.depth = DEPTH_TRUE, .ascii = false};

/* What an output may show: all text, ASCII alone, or wide glyphs; ASCII is asked for of any. */
static inline struct caps stage_caps(int depth, int text, bool ascii)
{
    return (struct caps){.depth = (enum depth)(depth % DEPTH_COUNT),
                         .text = (enum safe_as)(text % 3),
                         .ascii = ascii || text % 3 == SAFE_ASCII};
}

static void (*stage_check)(void); /* a test's own check after every step; or NULL */

/* A fresh program takes milliseconds: after a test's first STAGE_EACH steps, one step of
 * STAGE_SOME is compared. With STAGE=all in the environment, every step is; with STAGE=few,
 * where a machine is emulated, one of STAGE_SOME from the first on. */
enum { STAGE_EACH = 200, STAGE_SOME = 17 };

/* What is selected when a test begins: the second `you`, in the middle of the text, a sine. */
enum { STAGE_TOKEN = 7, STAGE_DIM = 2 };
static long stage_drawn;    /* steps of this test so far */
static long stage_compared; /* of those, steps compared with a fresh program */

static const struct option_lists stage_lists = {theme_names, views, export_offered_names,
                                                palette_names, color_wish_names};

/* ---- comparing frames ----------------------------------------------------- */

static inline bool stage_same_hit(const struct hit *a, const struct hit *b)
{
    const struct target *s = &a->target, *t = &b->target;
    return a->row == b->row && a->col == b->col && a->rows == b->rows && a->cols == b->cols &&
           s->kind == t->kind && s->index == t->index && s->token == t->token && s->dim == t->dim &&
           a->rows_per_token == b->rows_per_token && a->cols_per_dim == b->cols_per_dim &&
           a->transposed == b->transposed;
}

/* Prints a row of both frames, from a few cells before where they differ. */
static inline void stage_print_row(const char *whose, const struct cell *cells, int col, int cols)
{
    char text[4 * 64 + 1];
    size_t n = 0;
    for (int i = col > 8 ? col - 8 : 0; i < cols && n < sizeof text - 8; i++)
        if (cells[i].width) n += utf8_encode(cells[i].ch, text + n);
    print_error("%s: %.*s\n", whose, (int)n, text);
}

static inline void stage_assert_row(const struct cell *is, const struct cell *should, int row,
                                    const char *why)
{
    for (int col = 0; col < frame.cols; col++)
        if (memcmp(&is[col], &should[col], sizeof *is) != 0) {
            stage_print_row("is    ", is, col, frame.cols);
            stage_print_row("should", should, col, frame.cols);
            fail_msg("view %s at %dx%d, row %d, column %d: %s", views[app.view].name, frame.cols,
                     frame.rows, row, col, why);
        }
}

static inline void stage_assert_frame(const struct frame *is, const struct frame *should,
                                      const char *why)
{
    assert_int_equal(is->rows, should->rows);
    assert_int_equal(is->cols, should->cols);
    for (int row = 0; row < is->rows; row++)
        stage_assert_row(frame_cell(is, row, 0), frame_cell(should, row, 0), row, why);
    assert_int_equal(is->hit_count, should->hit_count);
    for (int i = 0; i < is->hit_count; i++)
        if (!stage_same_hit(&is->hits[i], &should->hits[i]))
            fail_msg("view %s: click target %d: %s", views[app.view].name, i, why);
    assert_int_equal(is->cursor_row, should->cursor_row);
    assert_int_equal(is->cursor_col, should->cursor_col);
}

/* ---- the fresh program ---------------------------------------------------- */

/* What a person has set, of each view, without what was computed from it. */
static inline void stage_copy_attention(struct attention_model *to,
                                        const struct attention_model *from)
{
    to->form = from->form;
    to->stage = from->stage;
    to->weights = from->weights;
    to->formula = from->formula;
    to->heads = from->heads;
    to->two = from->two;
    to->block = from->block;
    to->head = from->head;
    to->encoder = from->encoder;
    to->without_p = from->without_p;
    to->knocked = from->knocked;
    to->strength = from->strength;
    to->threshold = from->threshold;
    to->chosen = from->chosen;
    to->column = from->column;
    to->followed = from->followed;
    to->map = from->map;
}

static inline void stage_copy_views(struct app *to, const struct app *from)
{
    to->vocabulary.place = from->vocabulary.place;
    to->vocabulary.search = from->vocabulary.search; /* lent: stage_return_state() */
    to->vocabulary.one_hot = from->vocabulary.one_hot;
    to->vocabulary.tokenizer =
        from->vocabulary.tokenizer; /* place and search are of this vocabulary, */
    to->vocabulary.vocab_revision = from->vocabulary.vocab_revision; /* by its number, */
    to->vocab_revision = from->vocab_revision - 1;           /* which building it makes from this */
    to->vocabulary.rows.first = from->vocabulary.rows.first; /* how far it is scrolled */
    to->vocabulary.large_dim = from->vocabulary.large_dim;
    to->sum.pinned = from->sum.pinned;
    to->sum.pin = from->sum.pin;
    to->sum.guessing = from->sum.guessing;
    to->sum.turning = from->sum.turning;
    to->sum.dropout = from->sum.dropout;
    to->sum.draw = from->sum.draw;
    to->embedding.matrix = from->embedding.matrix;
    to->embedding.half = from->embedding.half;
    to->embedding.arrows = from->embedding.arrows;
    to->waves = from->waves;
    to->similarity.matrix = from->similarity.matrix;
    to->similarity.dot = from->similarity.dot;
    to->similarity.shift = from->similarity.shift;
    to->training_view.places = from->training_view.places;
    to->training_view.logarithmic = from->training_view.logarithmic;
    to->training_view.chosen = from->training_view.chosen;
    to->training_view.place = from->training_view.place;
    to->training_view.placed = from->training_view.placed;
    to->schemes.span = from->schemes.span;
    to->schemes.page = from->schemes.page;
    to->schemes.page_scheme = from->schemes.page_scheme;
    stage_copy_attention(&to->attention, &from->attention);
}

/* The state of `from` in `to`, which is new: what a person has set, and two things that come
 * from earlier steps, namely how far each view is scrolled (`shown`) and the clock. What is
 * computed is not copied; a new field of the state that is drawn and missing here makes the
 * comparison fail. Short pieces that own memory are lent. The change marks are not copied:
 * they compare with the step before, which a fresh program has not seen. */
static inline void stage_copy_state(struct app *to, const struct app *from)
{
    struct str text = STR_EMPTY;
    struct settings settings = {0};
    struct err e;
    assert_true(str_add(&text, text_bytes(&from->line.text), text_len(&from->line.text)));
    assert_true(app_take_text(to, &text, &e));
    to->line.cursor = from->line.cursor;
    app_get_settings(from, &settings);
    app_set_settings(to, &settings);
    to->measure = from->measure;
    to->lists = from->lists;
    to->bare = from->bare;
    to->prebuilt = from->corpus.text == corpus_builtin ? &corpus_builtin_words : &from->vocab.table;
    to->token = from->token;
    to->dim = from->dim;
    to->follow = FOLLOW_NOTHING;
    to->focus = from->focus;
    to->zoom = from->zoom;
    to->transposed = from->transposed;
    to->help = from->help;
    to->help_row = from->help_row;
    to->label = from->label;
    to->formula = from->formula;
    to->find = from->find;
    to->message = from->message;
    to->message_bad = from->message_bad;
    to->rows = from->rows;
    to->cols = from->cols;
    to->shown = from->shown;
    to->now = from->now;
    if (from->shuffle.before.on) {
        const struct text *before = &from->shuffle.before.text;
        assert_true(other_set(&to->shuffle.before, text_bytes(before), text_len(before)));
        assert_true(
            str_add(&to->shuffle.after, str_text(&from->shuffle.after), from->shuffle.after.len));
    }
    training_free(to);
    to->training = from->training; /* lent: what runs is state; what is read of it is computed */
    to->training.places = NULL;
    to->training.given = (struct training_given){0};
    to->prompt = from->prompt; /* lent, and the next three */
    to->keymap = from->keymap;
    to->history = from->history;
    to->files = from->files;
    stage_copy_views(to, from);
}

static inline void stage_return_state(struct app *to)
{
    free(to->training.places);
    row_table_free(&to->training.given.rows);
    row_table_free(&to->training.given.places);
    to->training = (struct training){0};
    to->prompt = (struct prompt){0};
    to->keymap = (struct keymap){0};
    to->history = (struct history){0};
    to->files = (struct files){0};
    to->vocabulary.search = (struct vocabulary_search){0};
}

/* Whether a long text or a search is still being gone through. */
static inline bool stage_working(const struct app *a)
{
    int64_t due = app_deadline(a);
    return due >= 0 && due <= a->now && !(a->marks && a->marks_end <= a->now);
}

static inline void stage_look(struct app *a)
{
    struct err e;
    struct shown shown;
    assert_true(app_read(a, &e));
    view_shown(a, &shown);
    assert_true(app_look(a, &shown, &e));
}

/* Draws what a program that starts in this state shows; its searches run to their end. */
static inline void stage_draw_fresh(struct frame *out)
{
    struct app fresh;
    struct err e;
    assert_true(app_init(&fresh, &app.corpus, &e));
    stage_copy_state(&fresh, &app);
    stage_look(&fresh);
    for (int ticks = 0; stage_working(&fresh); ticks++) {
        app_update(&fresh, &(struct event){.type = EVENT_TICK, .now_ms = fresh.now});
        stage_look(&fresh);
        assert_true(ticks < 100000);
    }
    fresh.marks = false;
    assert_true(view_draw(&fresh, &caps, out));
    stage_return_state(&fresh);
    app_free(&fresh);
}

static inline bool stage_wanted(const char *steps)
{
    const char *wanted = getenv("STAGE");
    return wanted && strcmp(wanted, steps) == 0;
}

/* Of a test's first steps, one of that number is compared. */
static inline long stage_one_of(void)
{
    return stage_wanted("few") ? STAGE_SOME : 1;
}

static inline bool stage_due(void)
{
    long step = stage_drawn++;
    return stage_wanted("all") || (step < STAGE_EACH && stage_one_of() == 1) ||
           step % STAGE_SOME == 0;
}

/* The change marks are off in what is compared. Steps at which work goes on are left out: a fresh
 * program is at its end. */
static inline void stage_assert_as_fresh(void)
{
    struct frame is = FRAME_EMPTY, should = FRAME_EMPTY;
    bool marks = app.marks;
    if (!stage_due() || stage_working(&app)) return;
    app.marks = false;
    assert_true(view_draw(&app, &caps, &is));
    app.marks = marks;
    stage_draw_fresh(&should);
    stage_assert_frame(&is, &should, "not as a fresh program shows it");
    stage_compared++;
    frame_free(&is);
    frame_free(&should);
}

/* What the frame keeps from the last drawing is what a drawing from nothing gives. */
static inline void stage_assert_redrawn(void)
{
    struct frame again = FRAME_EMPTY;
    assert_true(view_draw(&app, &caps, &again));
    stage_assert_frame(&frame, &again, "not as drawn from nothing");
    frame_free(&again);
}

/* ---- what tests call ------------------------------------------------------ */

static inline void draw(void)
{
    stage_look(&app);
    assert_true(view_draw(&app, &caps, &frame));
    stage_assert_redrawn();
    stage_assert_as_fresh();
    if (stage_check) stage_check();
}

/* A new state with this training text and the default sentence, drawn; for a setup: 0, or −1. */
static inline int stage_with(const struct corpus *corpus, const char *view, enum focus focus,
                             int cols, int rows, struct caps with)
{
    struct err e;
    stage_drawn = stage_compared = 0;
    if (!app_init(&app, corpus, &e)) return -1;
    app.token = STAGE_TOKEN;
    app.dim = STAGE_DIM;
    app.measure = view_shown;
    app.lists = &stage_lists;
    app.view = view_find(views, view);
    app.focus = focus;
    app.rows = rows;
    app.cols = cols;
    caps = with;
    draw();
    return 0;
}

/* The same with the built-in training text. */
static inline int stage(const char *view, enum focus focus, int cols, int rows, struct caps with)
{
    const struct corpus corpus = {corpus_builtin, corpus_builtin_len, "built-in"};
    return stage_with(&corpus, view, focus, cols, rows, with);
}

static inline int teardown(void **state)
{
    (void)state;
    app_free(&app);
    frame_free(&frame);
    return 0;
}

/* Another size of the screen. */
static inline void resize(int cols, int rows)
{
    app.rows = rows;
    app.cols = cols;
    draw();
}

/* What a click there means. */
static inline struct target stage_target(int row, int col)
{
    return view_target(&app, &caps, &frame, row, col);
}

/* One event and what it draws; returns its effects. The mouse means what lies under it,
 * unless the event says what. */
static inline unsigned send(struct event event)
{
    if (event.type == EVENT_MOUSE && event.target.kind == TARGET_NONE)
        event.target = stage_target(event.row, event.col);
    unsigned effects = app_update(&app, &event);
    draw();
    return effects;
}

static inline void tick(int64_t now)
{
    send((struct event){.type = EVENT_TICK, .now_ms = now});
}

/* Plays a key script, drawing after every event or, in a burst, not at all; returns all effects. */
static inline unsigned play_script(const char *keys, bool drawn)
{
    struct script s;
    struct event event;
    struct err e;
    unsigned effects = 0;
    int got;
    script_start(&s, keys, strlen(keys));
    s.now = app.now;
    while ((got = script_next(&s, &event, &e)) > 0) {
        for (int64_t due; event.type == EVENT_TICK && (due = training_deadline(&app)) >= 0 &&
                          due < event.now_ms;) { /* what trains is due more often */
            app_update(&app, &(struct event){.type = EVENT_TICK, .now_ms = due});
            if (drawn) draw();
        }
        if (event.type == EVENT_MOUSE) event.target = stage_target(event.row, event.col);
        effects |= app_update(&app, &event);
        if (drawn) draw();
    }
    if (got != 0) fail_msg("key script: %s", e.text);
    script_free(&s);
    return effects;
}

static inline unsigned play(const char *keys)
{
    return play_script(keys, true);
}

/* Lets time come until nothing is due; returns how often it came. */
static inline int settle(void)
{
    int ticks = 0;
    for (int64_t due; (due = app_deadline(&app)) >= 0; ticks++) {
        tick(due);
        assert_true(ticks < 10000);
    }
    return ticks;
}

/* Columns [col, col + cols) of a row as UTF-8, in one of a few buffers that take turns. */
static inline const char *cells(int row, int col, int cols)
{
    static char texts[4][4 * 1024 + 1];
    static int turn;
    char *text = texts[turn++ % 4];
    size_t len = 0;
    for (int i = col; i < col + cols && i < frame.cols && len < sizeof texts[0] - 8; i++)
        if (frame_cell(&frame, row, i)->width)
            len += utf8_encode(frame_cell(&frame, row, i)->ch, text + len);
    text[len] = '\0';
    return text;
}

/* A row as UTF-8. */
static inline const char *row_text(int row)
{
    return cells(row, 0, frame.cols);
}

/* The part of a row that starts with those words; fails if no row has them. */
static inline const char *line_with(const char *words)
{
    for (int row = 0; row < frame.rows; row++) {
        const char *found = strstr(row_text(row), words);
        if (found) return found;
    }
    fail_msg("%s is not on the frame", words);
    return NULL;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
