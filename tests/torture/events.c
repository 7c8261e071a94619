/* One session without its terminal: random keys, clicks, pastes, sizes, commands and corpora, and
 * what memory it holds.
 *
 *   events NUMBER | events SECONDSs
 *
 * Events come in bursts of up to fifty, after each of which the view is drawn. What memory is held
 * goes up and down with what is shown, so that it is measured twenty times in a state that comes
 * back: the text, settings and corpus of the start, each view drawn once, no training run. The
 * bytes in use and the resident memory of the last time are held against those of the first time
 * after a minute. The last lines are "events: N", "memory: …" and "lost: 0", or 1 where either grew
 * by more than 5 %. In a run of less than two minutes the figures alone are told. */
#define _GNU_SOURCE
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/command/command.h"
#include "app/command/option.h"
#include "app/state/app.h"
#include "app/update/update.h"
#include "formats/corpus.h"
#include "view/chrome/view.h"
#include "view/export/export.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define TEXT_MOST 4000 /* bytes: longer texts are cut, so that the run gets through */
#define D_MOST 128
#define BURST_MOST 50
#define WARM_SECONDS 60
#define PARTS 20   /* of a run, after each of which memory is measured */
#define GROWTH 5.0 /* percent */
#define FIRST_ROWS 40
#define FIRST_COLS 120

static const struct option_lists lists = {theme_names, views, export_offered_names, palette_names,
                                          color_wish_names};
static const struct corpus corpora[] = {{"a", 1, "one"}, {"you win we lose ", 16, "few"}};
static struct app app;
static struct frame frame = FRAME_EMPTY;
static struct caps caps = {.depth = DEPTH_TRUE};
static const char *phrase = ""; /* what is left of one that is being typed */
static long played;

static void give_up(const char *why)
{
    printf("# after %ld events: %s\nevents: %ld\nlost: 1\n", played, why, played);
    exit(1);
}

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double resident_mb(void)
{
    long pages = 0;
    FILE *f = fopen("/proc/self/statm", "r");
    if (!f || fscanf(f, "%*d %ld", &pages) != 1) give_up("/proc/self/statm cannot be read");
    fclose(f);
    return (double)pages * (double)sysconf(_SC_PAGESIZE) / 1e6;
}

/* A generator of its own: the same events with each C library. */
static unsigned chance(unsigned below)
{
    static uint64_t state = 17;
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(state >> 33) % below;
}

static void draw(void)
{
    struct err e;
    struct shown shown;
    if (!app_read(&app, &e)) give_up(e.text);
    view_shown(&app, &shown);
    if (!app_look(&app, &shown, &e)) give_up(e.text);
    struct caps shows = caps;
    shows.depth = theme_depth(app.theme, caps.depth);
    if (!view_draw(&app, &shows, &frame)) give_up("no picture");
    if (frame.rows != app.rows || frame.cols != app.cols) give_up("a picture of another size");
}

static uint32_t random_key(void)
{
    static const uint32_t marks[] = {0xE9, 0x72D7, 0x308, 0x1F600};
    static const char *const phrases[] = {":d-model 64\r",  ":text one two one\r", ":corpus x\r",
                                          ":corpus few\r",  ":tokenizer byte\r",   "\t/you\r",
                                          ":base 100\r",    ":tokenizer words\r",  "?",
                                          ":theme light\r", ":scheme sinusoidal\r"};
    if (*phrase) {
        char c = *phrase++;
        return c == '\r' ? KEY_NAME_ENTER : c == '\t' ? KEY_NAME_TAB : (uint32_t)c;
    }
    unsigned kind = chance(100);
    if (kind < 2) phrase = phrases[chance(COUNT(phrases))];
    if (kind < 35) return KEY_SPECIAL + chance(KEY_SPECIAL_END - KEY_SPECIAL);
    if (kind < 45) return MOD_CTRL | ('a' + chance(26));
    if (kind < 50) return MOD_ALT | (' ' + chance(95));
    return kind < 53 ? marks[chance(COUNT(marks))] : ' ' + chance(95);
}

static const char *random_paste(size_t *len)
{
    static const char *const parts[] = {"you win ", "\xE7\x8B\x97 ", "\xFF",          "q", "\n",
                                        "\033[31m", "a\xCC\x88 ",    "x\xEF\xBF\xBE", "1 "};
    static char text[2048];
    *len = 0;
    for (unsigned n = chance(chance(8) ? 10 : 200); n > 0; n--) {
        const char *part = parts[chance(COUNT(parts))];
        memcpy(text + *len, part, strlen(part));
        *len += strlen(part);
    }
    return text;
}

static struct event random_event(int64_t now)
{
    struct event event = {.type = EVENT_KEY, .now_ms = now};
    unsigned kind = *phrase ? 99 : chance(100);
    if (kind < 2) {
        event.type = EVENT_RESIZE;
        event.rows = 1 + (int)chance(kind ? 60 : 200);
        event.cols = 1 + (int)chance(kind ? 160 : 500);
    } else if (kind < 12) {
        event.type = EVENT_MOUSE;
        event.row = (int)chance((unsigned)app.rows);
        event.col = (int)chance((unsigned)app.cols);
        event.mouse = (enum mouse_action)chance(3);
        event.shift = chance(4) == 0;
    } else if (kind < 14) {
        event.type = EVENT_PASTE;
        event.text = random_paste(&event.len);
    } else {
        event.key = random_key();
    }
    return event;
}

/* Inputs stay small, so that events are many. */
static void keep_small(void)
{
    if (app.params.d_model > D_MOST) app.params.d_model = 1 + app.params.d_model % 17;
    if (text_len(&app.line.text) > TEXT_MOST) line_do(&app.line, LINE_KILL_START);
    if (text_len(&app.line.text) > TEXT_MOST) line_do(&app.line, LINE_KILL_END);
    if (app.line.killed.len > TEXT_MOST) str_clear(&app.line.killed);
}

/* What was asked for that a session does with files: here corpora of two words and the first one. */
static void perform(unsigned effects)
{
    struct err e;
    struct corpus first = {corpus_builtin, corpus_builtin_len, "built-in"};
    if (effects & EFFECT_CORPUS &&
        !app_set_corpus(&app, chance(2) ? &first : &corpora[chance(COUNT(corpora))], &e))
        give_up(e.text);
    if (effects & EFFECT_EXPORT) command_refuse(&app, "nothing is written here");
    if (effects & EFFECT_FILES) command_complete(&app, app.request.step);
}

static void play_event(int64_t now)
{
    struct event event = random_event(now);
    struct caps shows = caps;
    shows.depth = theme_depth(app.theme, caps.depth);
    if (event.type == EVENT_MOUSE)
        event.target = view_target(&app, &shows, &frame, event.row, event.col);
    perform(app_update(&app, &event));
    keep_small();
    played++;
}

static void play_tick(int64_t now)
{
    struct event tick = {.type = EVENT_TICK, .now_ms = now};
    if (app_deadline(&app) >= 0 && app_deadline(&app) <= now) app_update(&app, &tick);
}

static void play_burst(int64_t *now)
{
    for (unsigned n = chance(4) ? 1 + chance(BURST_MOST) : 1; n > 0; n--) {
        play_event(*now);
        *now += chance(100) == 0;
    }
    draw();
    *now += chance(40);
    play_tick(*now);
}

/* What views keep of a network that they follow: up to five times 3 MB, each from when it is first
 * at its widest. That may be hours after the start, and is no growth. */
static void free_traces(void)
{
    for (const struct view *view = views; view->name; view++)
        if (strcmp(view->name, "training") == 0 || strcmp(view->name, "attention") == 0)
            view->model->free(&app);
}

/* The state that comes back: what was set at the start, each view drawn once, and no training run.
 * What had been typed and killed, histories, steps to undo and the widest of other tables stay. */
static void rest(const struct settings *first)
{
    struct err e;
    struct corpus corpus = {corpus_builtin, corpus_builtin_len, "built-in"};
    phrase = "";
    app.help = false;
    app.prompt.kind = NULL;
    training_free(&app);
    training_init(&app.training);
    free_traces();
    app_set_settings(&app, first);
    app.rows = FIRST_ROWS;
    app.cols = FIRST_COLS;
    if (!app_set_corpus(&app, &corpus, &e)) give_up(e.text);
    if (!app_set_text(&app, app_default_text, strlen(app_default_text), &e)) give_up(e.text);
    for (int view = 0; views[view].name; view++) {
        app_set_view(&app, view);
        draw();
    }
    app_set_view(&app, first->view);
    draw();
}

struct held {
    double used, resident; /* MB */
};

static struct held measure(const struct settings *first, double seconds, double peak)
{
    rest(first);
    malloc_trim(0); /* what the allocator keeps for itself depends on the order of events */
    struct mallinfo2 heap = mallinfo2();
    struct held held = {(double)(heap.uordblks + heap.hblkhd) / 1e6, resident_mb()};
    printf("# %4.0f s, %9ld events: %.3f MB in use, %.1f MB resident, %.1f MB at the peak before\n",
           seconds, played, held.used, held.resident, peak);
    fflush(stdout);
    return held;
}

static void start_app(struct settings *first)
{
    struct err e;
    struct corpus corpus = {corpus_builtin, corpus_builtin_len, "built-in"};
    if (!app_init(&app, &corpus, &e)) give_up(e.text);
    app.measure = view_shown;
    app.lists = &lists;
    app.rows = FIRST_ROWS;
    app.cols = FIRST_COLS;
    app_get_settings(&app, first);
    draw();
}

static double growth(double before, double after)
{
    return 100 * (after / before - 1);
}

/* Plays until that share of the run is done; the peak of the resident memory. */
static double play_part(double share, const char *asked, double start, int64_t *now)
{
    double number = strchr(asked, 's') ? 0 : atof(asked), peak = 0;
    for (double done = 0; done < share;) {
        for (int bursts = 0; bursts < 20; bursts++) play_burst(now);
        done = number > 0 ? (double)played / number : (seconds_now() - start) / atof(asked);
        double mb = resident_mb();
        if (mb > peak) peak = mb;
    }
    return peak;
}

int main(int argc, char **argv)
{
    struct settings first = {0};
    const char *asked = argc > 1 ? argv[1] : "20s";
    struct held warm = {0}, last = {0};
    double start = seconds_now(), peak = 0;
    int64_t now = 0;
    start_app(&first);
    for (int part = 1; part <= PARTS; part++) {
        double begun = seconds_now() - start;
        double mb = play_part((double)part / PARTS, asked, start, &now);
        if (mb > peak) peak = mb;
        last = measure(&first, seconds_now() - start, mb);
        if (part <= PARTS / 10 || begun < WARM_SECONDS) warm = last;
    }
    double used = growth(warm.used, last.used), resident = growth(warm.resident, last.resident);
    bool grew = seconds_now() - start > 2 * WARM_SECONDS && (used > GROWTH || resident > GROWTH);
    printf("# %.0f seconds\nevents: %ld\n", seconds_now() - start, played);
    printf("memory: %+.1f %% in use (%.2f MB), %+.1f %% resident (%.1f MB, peak %.1f)\n", used,
           last.used, resident, last.resident, peak);
    printf("lost: %d\n", grew);
    app_free(&app);
    frame_free(&frame);
    return grew;
}
