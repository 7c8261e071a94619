#define _GNU_SOURCE
#include "term/term.h"

#include <curses.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "base/charset.h"
#include "base/memory.h"
#include "base/num.h"
#include "base/str.h"
#include "base/words.h"
#include "term/input.h"
#include "term/modes.h"
#include "term/paint.h"
#include "term/signals.h"
#include "term/terminfo.h"

#define ESCAPE_DELAY_MS 25
#define ESCAPE_DELAY_MAX 10000
#define DISCARD_MS 500         /* that unread input is waited for and thrown away at the end */
#define GIVE_BACK_MS 800       /* that a terminal which takes no bytes has to take its modes back */
#define SIZE_MAX_BELIEVED 1000 /* rows or columns; more of the environment's are ignored */
#define ENTER_MAX 256          /* bytes */
#define ROWS_USUAL 24
#define COLS_USUAL 80
#define AHEAD_EVENTS_MAX 65536            /* minutes of a key that is held down */
#define AHEAD_TEXT_MAX ((size_t)32 << 20) /* bytes of pastes */

static struct {
    SCREEN *screen; /* NULL: not open */
    enum depth depth;
    bool utf8;
    int rows, cols;
    int watched;           /* a descriptor whose input is waited for too; -1: none */
    char enter[ENTER_MAX]; /* what has it begin with this program again */
    bool owed;             /* a frame was not painted, as the terminal took no bytes */
} term = {.watched = -1};

/* ---- events that came while nobody could take them, in their order ---- */

static struct {
    struct event *events; /* (cap); owned; without the bytes of pastes */
    size_t first, count, cap;
    struct str text; /* the bytes of those pastes, in order */
    size_t taken;    /* where in `text` the first one's begin */
} ahead;

/* Whether another has room: they are bounded, so that a flood waits in the terminal's line. */
static bool ahead_room(void)
{
    return ahead.count < AHEAD_EVENTS_MAX && ahead.text.len < AHEAD_TEXT_MAX;
}

static bool ahead_grow(void)
{
    if (ahead.count < ahead.cap) return true;
    size_t cap = ahead.cap ? 2 * ahead.cap : 64;
    struct event *events = memory_resize(ahead.events, cap, sizeof *events);
    if (events == NULL) return false;
    ahead.events = events;
    ahead.cap = cap;
    return true;
}

/* Keeps a copy, with its text. One that memory does not suffice for is lost. */
static void ahead_add(const struct event *event)
{
    size_t len = event->type == EVENT_PASTE ? event->len : 0;
    if (ahead_grow() && str_add(&ahead.text, event->text, len))
        ahead.events[ahead.count++] = *event;
}

/* Takes the first one; false when there is none. Its text is valid until the next call. */
static bool ahead_take(struct event *out)
{
    if (ahead.first == ahead.count) {
        ahead.first = ahead.count = ahead.taken = 0;
        str_free(&ahead.text);
        return false;
    }
    *out = ahead.events[ahead.first++];
    if (out->type == EVENT_PASTE) {
        out->text = str_text(&ahead.text) + ahead.taken;
        ahead.taken += out->len;
    }
    return true;
}

static void ahead_close(void)
{
    free(ahead.events);
    str_free(&ahead.text);
    ahead.events = NULL;
    ahead.first = ahead.count = ahead.cap = ahead.taken = 0;
}

/* ---- surroundings ---- */

/* The terminal's own answer, of which a part is used where no screen is so large, else the
 * environment's, else the usual. The terminal's entry is not asked: curses has put the size of
 * its windows in there. */
static int best_size(int window, const char *name, int usual)
{
    if (window > 0) return window < SIZE_MAX_BELIEVED ? window : SIZE_MAX_BELIEVED;
    const char *text = getenv(name);
    uint64_t size;
    return text != NULL && num_read(text, 0, 1, SIZE_MAX_BELIEVED, &size) ? (int)size : usual;
}

/* The size that the terminal tells; zeros where it tells none. */
static struct winsize told_size(void)
{
    struct winsize size = {0};
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size : (struct winsize){0};
}

/* Takes the terminal's size in; returns whether that had changed. */
static bool fit_size(void)
{
    struct winsize size = told_size();
    int rows = best_size(size.ws_row, "LINES", ROWS_USUAL);
    int cols = best_size(size.ws_col, "COLUMNS", COLS_USUAL);
    bool changed = rows != term.rows || cols != term.cols;
    term.rows = rows;
    term.cols = cols;
    return changed;
}

/* Milliseconds after an ESC within which the rest of a key comes: as curses programs have it, the
 * environment's ESCDELAY, for lines that are slow. */
static int escape_delay(void)
{
    const char *text = getenv("ESCDELAY");
    uint64_t ms;
    return text != NULL && num_read(text, 0, 0, ESCAPE_DELAY_MAX, &ms) ? (int)ms : ESCAPE_DELAY_MS;
}

/* ---- open, close, suspend ---- */

/* Every byte arrives as typed and leaves as written. Ctrl-C, Ctrl-Z and Ctrl-\
 * are bytes too: as signals they would tear a paste that holds them, and stop
 * the program's parent before the screen is given back. */
static void set_line_modes(void)
{
    struct termios line;
    raw();
    noecho();
    nonl();
    if (tcgetattr(STDOUT_FILENO, &line) == 0) {
        line.c_iflag &= ~(tcflag_t)(INLCR | IGNCR | ISTRIP);
        line.c_oflag &= ~(tcflag_t)OPOST; /* nothing left to do for it: faster */
        tcsetattr(STDOUT_FILENO, TCSADRAIN, &line);
        modes_keep_line();
    }
}

static bool check_terminals(struct err *e)
{
    if (!isatty(STDIN_FILENO)) {
        return err_set(
            e, _("standard input is not a terminal, which the keys are read from: for text from a "
                 "file or a pipe use `lexwave render` or `lexwave encode`"));
    }
    if (!isatty(STDOUT_FILENO)) {
        return err_set(e, _("standard output is not a terminal: for output to a file or a pipe use "
                            "`lexwave render` or `lexwave encode`"));
    }
    if (!modes_save())
        return err_set(e, _("the terminal's settings cannot be read: %s"), strerror(errno));
    return true;
}

static void prepare_crash(void)
{
    char leave[256];
    terminfo_leave(leave, sizeof leave);
    modes_prepare(terminfo_ecma48(), leave);
    terminfo_enter(term.enter, sizeof term.enter);
}

static bool is_size(int told)
{
    return told > 0 && told <= SIZE_MAX_BELIEVED;
}

/* LINES and COLUMNS count only where the terminal gives no size: see fit_size(). Curses makes its
 * windows of the size that the terminal tells. It does not start with none (ncurses 6.5), and has
 * no memory for 65535 by 65535: then it gets the size in the terminal's entry. */
static void bound_curses(void)
{
    struct winsize size = told_size();
    use_env(FALSE);
    use_tioctl(is_size(size.ws_row) && is_size(size.ws_col));
}

static bool start_screen(enum color_wish wish, struct err *e)
{
    signals_install();
    bound_curses();
    term.screen = terminfo_start(wish, &term.depth, e);
    if (term.screen == NULL) signals_restore();
    return term.screen != NULL;
}

bool term_open(enum color_wish wish, struct err *e)
{
    if (term.screen != NULL) return true;
    term.utf8 = charset_choose(getenv);
    if (!check_terminals(e)) return false;
    modes_ready(-1); /* for curses, which would wait for it with signals blocked */
    if (!start_screen(wish, e)) return false;
    prepare_crash();
    set_line_modes();
    set_escdelay(escape_delay());
    typeahead(-1); /* a frame is always sent whole */
    fit_size();
    term.depth = paint_open(term.depth, term.utf8);
    input_open(term.utf8, escape_delay());
    modes_enter();
    return true;
}

/* For others to use until come_back(). */
static void give_back(void)
{
    char below[64];
    terminfo_below(term.rows, below, sizeof below);
    input_discard(DISCARD_MS);
    modes_give_back(below, GIVE_BACK_MS);
}

/* Without curses, which waits for the terminal. */
void term_close(void)
{
    char below[64];
    if (term.screen == NULL) return;
    terminfo_below(term.rows, below, sizeof below);
    input_discard(DISCARD_MS);
    modes_close(below, GIVE_BACK_MS);
    input_close();
    ahead_close();
    paint_close();
    /* Curses keeps its memory: delscreen() asks for some, and crashes where there is none. */
    term.screen = NULL;
    signals_restore();
}

/* The line and the terminal have been somebody else's: all over again. */
static void come_back(void)
{
    modes_take_back(term.enter);
    if (fit_size()) signals_note(SIGWINCH);
    paint_start_again();
}

void term_suspend(void)
{
    if (term.screen != NULL && modes_drain(GIVE_BACK_MS)) {
        give_back();
        signals_stop();
        come_back();
    }
}

void term_mouse(bool on)
{
    modes_mouse(on);
}

/* ---- state ---- */

const char *term_library(void)
{
    return curses_version();
}

enum depth term_depth(void)
{
    return term.depth;
}

bool term_utf8(void)
{
    return term.utf8;
}

bool term_console(void)
{
    const char *type = getenv("TERM");
    return type && (strcmp(type, "linux") == 0 || strncmp(type, "linux-", 6) == 0);
}

void term_size(int *rows, int *cols)
{
    *rows = term.rows;
    *cols = term.cols;
}

int term_ending(void)
{
    return signals_ending();
}

int64_t term_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- events ---- */

/* Signals as events. */
static bool take_signal(struct event *out)
{
    static const struct {
        int sig;
        uint32_t key;
    } keys[] = {{SIGINT, MOD_CTRL | 'c'}, {SIGTSTP, MOD_CTRL | 'z'}};
    if (signals_take(SIGCONT)) { /* after a stop that was not ours */
        modes_give_back("", 0);  /* a second screen entered twice would be left with other modes */
        come_back();
        signals_note(SIGWINCH);
    }
    if (signals_take(SIGWINCH)) {
        /* Even of the same size: after two quick changes the picture is torn. */
        fit_size();
        paint_forget();
        out->type = EVENT_RESIZE;
        out->rows = term.rows;
        out->cols = term.cols;
        return true;
    }
    for (size_t i = 0; i < COUNT(keys); i++) {
        if (signals_take(keys[i].sig)) {
            out->type = EVENT_KEY;
            out->key = keys[i].key;
            return true;
        }
    }
    return false;
}

/* Milliseconds to wait: until `end` (< 0: for ever), but no longer than until the decoder has
 * something by the time alone. */
static int wait_ms(int64_t end, int due)
{
    int64_t left = end < 0 ? -1 : end - term_now();
    if (end >= 0 && left < 0) left = 0;
    return due >= 0 && (left < 0 || due < left) ? due : (int)left;
}

/* The next event that comes, past those that are kept. */
static bool next_event(int timeout_ms, struct event *out)
{
    int64_t end = timeout_ms < 0 ? -1 : term_now() + timeout_ms;
    *out = (struct event){0};
    while (term.screen != NULL && signals_ending() == 0) {
        if (take_signal(out)) { /* before waiting: it may have come while nobody waited */
            out->now_ms = term_now();
            return true;
        }
        int64_t start = term_now();
        int due = input_due(), output = modes_pending() || term.owed ? STDOUT_FILENO : -1;
        int ready = signals_wait(STDIN_FILENO, term.watched, output, wait_ms(end, due));
        signals_look();
        if (ready == 0 || (due != 0 && term_now() > start)) input_none_until_now();
        if (signals_ending() == 0 && input_take(ready > 0 && (ready & SIGNALS_IN), out)) {
            out->now_ms = term_now();
            return true;
        }
        bool also = ready > 0 && (ready & SIGNALS_ALSO);
        bool flushed = ready > 0 && (ready & SIGNALS_OUT) && modes_flush();
        bool late = ready == 0 && end >= 0 && term_now() >= end;
        if (late || (flushed && term.owed) || also) break;
    }
    *out = (struct event){.type = EVENT_TICK, .now_ms = term_now()};
    return false;
}

void term_watch(int fd)
{
    term.watched = fd;
}

bool term_event(int timeout_ms, struct event *out)
{
    if (!ahead_take(out)) return next_event(timeout_ms, out);
    out->now_ms = term_now(); /* when it is taken, so that times never go back */
    return true;
}

static bool is_break(const struct event *event)
{
    return event->type == EVENT_KEY && event->key == (MOD_CTRL | 'c');
}

bool term_broken_off(void)
{
    struct event event;
    bool broken = false;
    if (modes_pending()) modes_flush();
    while (ahead_room() && next_event(0, &event))
        if (is_break(&event))
            broken = true; /* and so are those that were pressed to make sure */
        else
            ahead_add(&event);
    return broken || signals_ending() != 0;
}

void term_drop_key(uint32_t key)
{
    size_t kept = ahead.first;
    for (size_t i = ahead.first; i < ahead.count; i++)
        if (ahead.events[i].type != EVENT_KEY || ahead.events[i].key != key)
            ahead.events[kept++] = ahead.events[i];
    ahead.count = kept;
}

/* ---- painting ---- */

/* A terminal that takes no bytes gets no frames either: the one that it gets then is the newest. */
void term_paint(const struct frame *f, const struct palette *p)
{
    if (term.screen == NULL) return;
    term.owed = !modes_flush();
    if (!term.owed) paint_frame(f, p, term.rows, term.cols);
}

void term_redraw(void)
{
    if (term.screen != NULL) paint_forget();
}
