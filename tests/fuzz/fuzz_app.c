/* The program without its terminal: the input is a key script. Its events come in bursts, after
 * each of which the view is drawn; the frame is whole, exports are safe, and the state is what
 * one made from the same text and parameters would be. */
#include "app/update/update.h"
#include "app/state/app.h"
#include "app/command/option.h"
#include "app/command/command.h"
#include "app/input/script.h"
#include "read_whole.h"
#include "view/export/export.h"
#include "view/chrome/view.h"

#include "fuzz/fuzz.h"

#define EVENTS_MOST 200
#define TEXT_MOST 1500
#define D_MOST 96
#define BURST_MOST 50
#define STEP_MOST 100 /* bytes of a text that is read in steps */

static const char training[] =
    "When you play the game of thrones, you win or you die. Don't lose the game.";

static const char *const format_names[] = {"text", "svg", NULL};
static const struct option_lists lists = {theme_names, views, format_names, palette_names,
                                          color_wish_names};
static const struct corpus corpora[] = {{training, sizeof training - 1, "training"},
                                        {"", 0, "none"},
                                        {"a", 1, "one"},
                                        {"you\xFF win", 8, "few"}};
static struct app app;
static struct frame frame = FRAME_EMPTY;
static struct caps caps;

static struct caps shown_caps(void)
{
    return (struct caps){
        .depth = theme_depth(app.theme, caps.depth), .text = caps.text, .ascii = caps.ascii};
}

static void draw(void)
{
    struct err e;
    struct shown shown;
    REQUIRE(app_read(&app, &e));
    view_shown(&app, &shown);
    REQUIRE(app_look(&app, &shown, &e));
    struct caps shows = shown_caps();
    REQUIRE(view_draw(&app, &shows, &frame));
}

static void require_cell(int row, int col)
{
    const struct cell *c = frame_cell(&frame, row, col);
    REQUIRE(c->width <= 2 && c->fg < SLOT_COUNT && c->bg < SLOT_COUNT);
    if (c->width == 2)
        REQUIRE(col + 1 < frame.cols && frame_cell(&frame, row, col + 1)->width == 0);
    if (c->width == 0)
        REQUIRE(col > 0 && frame_cell(&frame, row, col - 1)->width == 2);
    else
        REQUIRE(!is_unsafe(c->ch) && (caps.text != SAFE_ASCII || c->ch < 0x7F));
    REQUIRE(!is_unsafe(c->mark[0] ? c->mark[0] : 'x') && !is_unsafe(c->mark[1] ? c->mark[1] : 'x'));
}

static void require_sound_frame(void)
{
    REQUIRE(frame.rows == app.rows && frame.cols == app.cols);
    REQUIRE(frame.cursor_row < frame.rows && frame.cursor_col < frame.cols);
    REQUIRE((frame.cursor_row < 0) == (frame.cursor_col < 0));
    for (int row = 0; row < frame.rows; row++)
        for (int col = 0; col < frame.cols; col++) require_cell(row, col);
}

static void require_in_range(void)
{
    REQUIRE(app.line.cursor <= text_len(&app.line.text) && app.dim >= 0 &&
            app.dim < app.params.d_model);
    REQUIRE(app.token < app.pipeline.count || (app.token == 0 && app.pipeline.count == 0));
    REQUIRE(app.view >= 0 && app.view < view_count && app.theme >= 0 && app.theme < theme_count);
    REQUIRE(app.palette >= 0 && app.palette < palette_count);
}

static void require_as_from_scratch(void)
{
    struct pipeline fresh = {0};
    const struct pipeline *p = &app.pipeline;
    const struct window *w = &p->rows.window;
    struct err e;
    REQUIRE(read_whole(&fresh, &app.vocab, text_bytes(&app.line.text), text_len(&app.line.text),
                       &app.params, &e));
    REQUIRE(pipeline_look(&fresh, w, &e));
    REQUIRE(fresh.count == p->count && fresh.figures.still == p->figures.still);
    for (size_t i = 0; i < p->count; i++)
        REQUIRE(pipeline_index(&fresh, i) == pipeline_index(p, i));
    size_t cells = (size_t)w->rows * (size_t)w->dims;
    REQUIRE(!cells || memcmp(fresh.rows.x, p->rows.x, cells * sizeof *p->rows.x) == 0);
    read_whole_free(&fresh);
}

/* Undoing every edit gives the first text back, redoing them the last. */
static void require_undo(void)
{
    struct line *l = &app.line;
    if (l->undo.count >= LINE_UNDO_MAX || l->redo.count) return;
    struct str last = STR_EMPTY;
    REQUIRE(str_add(&last, text_bytes(&l->text), text_len(&l->text)));
    while (l->undo.count) REQUIRE(line_do(l, LINE_UNDO));
    REQUIRE(strcmp(text_bytes(&l->text), app_default_text) == 0);
    while (l->redo.count) REQUIRE(line_do(l, LINE_REDO));
    REQUIRE(text_len(&l->text) == last.len &&
            memcmp(text_bytes(&l->text), str_text(&last), last.len) == 0);
    str_free(&last);
}

/* Inputs stay small, so that runs are many. */
static void keep_small(struct event *event)
{
    if (event->type == EVENT_RESIZE) {
        event->rows = 1 + event->rows % 50;
        event->cols = 1 + event->cols % 150;
    }
    if (app.params.d_model > D_MOST) app.params.d_model = 1 + app.params.d_model % 17;
    if (text_len(&app.line.text) > TEXT_MOST) line_do(&app.line, LINE_KILL_START);
    if (text_len(&app.line.text) > TEXT_MOST) line_do(&app.line, LINE_KILL_END);
    if (text_len(&app.prompt.line.text) > TEXT_MOST) line_set(&app.prompt.line, "", 0);
    if (app.line.killed.len > TEXT_MOST) str_clear(&app.line.killed);
}

/* What was asked for: some corpus, chosen by its path's length; files there are none. */
static void session_perform(unsigned effects)
{
    struct err e;
    if (effects & EFFECT_CORPUS)
        REQUIRE(app_set_corpus(
            &app, &corpora[app.request.path.len % (sizeof corpora / sizeof *corpora)], &e));
    if (effects & EFFECT_EXPORT) command_refuse(&app, "nothing is written here");
    if (effects & EFFECT_FILES) command_complete(&app, app.request.step);
}

static void draw_all(void)
{
    draw();
    for (int steps = 0; !pipeline_complete(&app.pipeline); steps++) {
        REQUIRE(steps < TEXT_MOST + 100);
        draw();
    }
    require_in_range();
    require_sound_frame();
}

/* Events of one burst after the other: their number, and whether a text is read in steps, is
 * decided by what was played before. Clicks are on what the last frame showed. */
static void play(const char *text, size_t n)
{
    struct script script;
    struct event event;
    struct err e;
    uint32_t chance = (uint32_t)n;
    script_start(&script, text, n);
    for (int i = 0, left = 1, got; i < EVENTS_MOST && (got = script_next(&script, &event, &e)) != 0;
         i++) {
        if (got < 0) {
            require_message(e.text, sizeof e.text);
            continue;
        }
        keep_small(&event);
        struct caps shows = shown_caps();
        if (event.type == EVENT_MOUSE)
            event.target = view_target(&app, &shows, &frame, event.row, event.col);
        session_perform(app_update(&app, &event));
        if (--left > 0) continue;
        chance = chance * 1664525 + event.key + (uint32_t)event.type + 1013904223;
        left = chance >> 30 ? 1 : 1 + (int)(chance >> 16) % BURST_MOST;
        app.read_step = (chance >> 8) % 3 ? 0 : 1 + (chance >> 12) % STEP_MOST;
        draw_all();
        bool due = app_deadline(&app) >= 0 && app_deadline(&app) <= event.now_ms;
        REQUIRE(event.type != EVENT_TICK || !due); /* the program would spin */
    }
    script_free(&script);
}

static void require_safe_exports(void)
{
    struct str out = STR_EMPTY;
    for (int i = 0; i < export_format_count; i++) {
        if (strcmp(export_formats[i].name, "ansi") == 0) /* has escapes of its own: fuzz_text.c */
            continue;
        str_clear(&out);
        export_formats[i].write(&frame, theme_palette(app.theme, app.palette, caps.depth), &out);
        require_safe(str_text(&out), out.len, true);
    }
    str_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct err e;
    char *copy =
        malloc(size + !size); /* of its very size, so that reading past the end is noticed */
    REQUIRE(copy);
    memcpy(copy, data, size);
    caps = (struct caps){.depth = (enum depth)(size % DEPTH_COUNT),
                         .ascii = size / DEPTH_COUNT % 4 == 0};
    caps.text = caps.ascii ? SAFE_ASCII : SAFE_UTF8;
    REQUIRE(app_init(&app, &corpora[0], &e));
    app.measure = view_shown;
    app.lists = &lists;
    draw();
    play(copy, size);
    draw_all();
    require_as_from_scratch();
    if (size % 4 == 0) /* they take longer than all the rest */
        require_safe_exports();
    require_undo();
    app_free(&app);
    frame_free(&frame);
    free(copy);
    return 0;
}
