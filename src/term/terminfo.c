#define _GNU_SOURCE
#include "term/terminfo.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <term.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/num.h"
#include "base/str.h"
#include "base/words.h"
#include "term/info/builtin.h"
#include "term/info/expand.h"

#define DIRECT_COLORS (1 << 24)

/* assets/terminfo/lexwave-direct.ti, compiled. */
static const char embedded_name[] = "lexwave-direct";
static const char embedded_entry[] = "b64:"
#include "terminfo_direct.inc"
    ;

/* What the entry that TERM names says. */
struct probe {
    bool memory;      /* there was none to read it */
    bool known;       /* else the rest is nothing */
    bool addressable; /* the cursor can be put anywhere */
    enum depth depth; /* that it has by itself */
};

struct attempt {
    bool embedded; /* else the entry that TERM names */
    enum depth depth;
};

/* The text of a capability, or NULL. */
static const char *capability(const char *name)
{
    const char *text = tigetstr(name);
    return text != NULL && text != (const char *)-1 ? text : NULL;
}

static enum depth described_depth(void)
{
    int colors = tigetnum("colors");
    bool direct = tigetflag("RGB") > 0 || tigetnum("RGB") > 0 || capability("RGB") != NULL;
    return direct && colors >= DIRECT_COLORS ? DEPTH_TRUE
           : colors >= 256                   ? DEPTH_256
           : colors >= 8                     ? DEPTH_16
                                             : DEPTH_NONE;
}

static struct probe probe(void)
{
    struct probe out = {false};
    int status;
    errno = 0; /* curses does not say otherwise what it was that failed */
    if (setupterm(NULL, STDOUT_FILENO, &status) != OK) {
        out.memory = errno == ENOMEM;
        out.known = status == 1; /* a printer: not addressable */
        return out;
    }
    out = (struct probe){false, true, capability("cup") != NULL, described_depth()};
    del_curterm(cur_term);
    return out;
}

static bool is_set(const char *name)
{
    const char *text = getenv(name);
    return text != NULL && text[0] != '\0';
}

/* Types of terminals that do not know 24-bit colours and set no COLORTERM: there it was set by
 * the terminal that one was started from, outside. */
static const char *const inheriting[] = {"screen", "linux", "vt",   "ansi", "cons",
                                         "dumb",   "eterm", "wsvt", "sun"};

/* Whether COLORTERM may be about this terminal. tmux takes 24-bit colours under any name, also
 * under GNU screen's, which was its own at first: told by TMUX, and no STY of a screen in it. */
static bool may_tell_colors(void)
{
    const char *type = getenv("TERM");
    if (type == NULL || (is_set("TMUX") && !is_set("STY"))) return true;
    for (size_t i = 0; i < COUNT(inheriting); i++)
        if (strncmp(type, inheriting[i], strlen(inheriting[i])) == 0) return false;
    return true;
}

static bool says_truecolor(void)
{
    const char *text = may_tell_colors() ? getenv("COLORTERM") : NULL;
    return text != NULL && (strcmp(text, "truecolor") == 0 || strcmp(text, "24bit") == 0);
}

/* By the convention of no-color.org an empty value does not count. */
static bool says_no_color(void)
{
    return is_set("NO_COLOR");
}

/* The depth asked for, by the rules of term_open(). */
static enum depth wanted_depth(enum color_wish wish, const struct probe *found)
{
    if (wish != COLOR_AUTO && wish != COLOR_ALWAYS) return color_wish_depths[wish];
    if (wish == COLOR_AUTO && says_no_color()) return DEPTH_NONE;
    return says_truecolor() ? DEPTH_TRUE : found->depth;
}

/* Whether the terminal's own entry can show `depth`: direct colour has no
 * palette, and a palette of 256 holds the 16. */
static bool own_entry_shows(const struct probe *found, enum depth depth)
{
    return found->known && (depth == found->depth || depth == DEPTH_NONE ||
                            (depth == DEPTH_16 && found->depth == DEPTH_256));
}

/* A terminal whose type is unknown here is still used if the person or the
 * terminal itself says what it can do. */
static bool vouched_for(enum color_wish wish)
{
    return says_truecolor() || wish == COLOR_16 || wish == COLOR_256 || wish == COLOR_TRUE;
}

static bool check_usable(const struct probe *found, enum color_wish wish, struct err *e)
{
    const char *type = getenv("TERM");
    if (type == NULL || type[0] == '\0') {
        return err_set(e,
                       _("the terminal's type is not known (TERM is not set): set it, for instance "
                         "TERM=xterm-256color"));
    }
    if (found->memory) return err_memory(e);
    if (found->known && !found->addressable) {
        return err_set(
            e,
            _("the terminal type \"%.60s\" (TERM) cannot move its cursor: use another terminal, "
              "or `lexwave render` for one view as text"),
            type);
    }
    if (!found->known && !vouched_for(wish)) {
        return err_set(
            e,
            _("the terminal type \"%.60s\" (TERM) is not described on this system: install its "
              "terminfo entry or set TERM=xterm-256color"),
            type);
    }
    return true;
}

/* Has curses read entries from `value`. What is to be set again later comes into *before:
 * NULL for nothing. */
static bool replace_entries(const char *value, char **before)
{
    const char *now = getenv("TERMINFO");
    *before = now != NULL ? memory_copy(now) : NULL;
    if ((now == NULL || *before != NULL) && setenv("TERMINFO", value, 1) == 0) return true;
    free(*before);
    *before = NULL;
    return false;
}

static void restore_entries(char *before)
{
    if (before != NULL)
        setenv("TERMINFO", before, 1);
    else
        unsetenv("TERMINFO");
    free(before);
}

/* Curses ends the program by itself where memory does not suffice for some of its tables, with
 * words that do not say whose they are; of others it does not look whether they are there. */
static volatile sig_atomic_t starting;
static const char *broke_down; /* what is said of that, ready for a signal's handler */

static void complain(const char *text)
{
    struct iovec line[] = {{(char *)(uintptr_t) "lexwave: ", 9},
                           {(char *)(uintptr_t)text, strlen(text)},
                           {(char *)(uintptr_t) "\n", 1}};
    if (writev(STDERR_FILENO, line, COUNT(line)) < 0) return; /* nobody is there to read */
}

static void ended_by_curses(void)
{
    if (starting) complain(err_memory_text());
}

void terminfo_crash(void)
{
    if (!starting) return;
    complain(broke_down);
    _exit(EXIT_FAILURE);
}

static SCREEN *start_embedded(void)
{
    char *before;
    if (!replace_entries(embedded_entry, &before)) return NULL;
    SCREEN *screen = newterm(embedded_name, stdout, stdin);
    restore_entries(before);
    return screen;
}

/* By the entry that curses finds for TERM, or by the embedded one. */
static SCREEN *start(const struct probe *found, enum color_wish wish, enum depth *depth,
                     struct err *e)
{
    if (!check_usable(found, wish, e)) return NULL;
    enum depth wanted = wanted_depth(wish, found);
    enum depth own = found->depth == DEPTH_TRUE || found->depth < wanted ? found->depth : wanted;
    struct attempt attempts[] = {
        {!own_entry_shows(found, wanted), wanted},
        {false, own}, /* curses may refuse the embedded entry */
    };
    errno = 0;
    for (size_t i = 0; i < COUNT(attempts); i++) {
        SCREEN *screen = attempts[i].embedded ? start_embedded()
                         : found->known       ? newterm(NULL, stdout, stdin)
                                              : NULL;
        if (screen != NULL) {
            *depth = attempts[i].depth;
            return screen;
        }
    }
    if (errno == ENOMEM) {
        err_memory(e);
        return NULL;
    }
    err_set(e,
            _("the terminal of type \"%.60s\" (TERM) could not be set up: try TERM=xterm-256color"),
            getenv("TERM"));
    return NULL;
}

/* The system's entry for TERM comes first, then the one that is built in. */
SCREEN *terminfo_start(enum color_wish wish, enum depth *depth, struct err *e)
{
    static bool watched;
    if (!watched) watched = atexit(ended_by_curses) == 0;
    broke_down = _("the terminal could not be set up, as curses broke down: close other programs "
                   "if memory is short, or set another TERM");
    starting = 1;
    struct probe found = probe();
    struct str entry = STR_EMPTY;
    const char *type = getenv("TERM");
    char *before;
    bool builtin = !found.known && type != NULL && builtin_entry(type, &entry) && !entry.failed &&
                   replace_entries(str_text(&entry), &before);
    if (builtin) found = probe();
    SCREEN *screen = start(&found, wish, depth, e);
    starting = 0;
    if (builtin) restore_entries(before);
    str_free(&entry);
    return screen;
}

bool terminfo_ecma48(void)
{
    const char *cup = capability("cup");
    return cup != NULL && strncmp(cup, "\033[", 2) == 0;
}

/* Without padding ($<…>), whole or not at all. */
static void append(char *out, size_t size, const char *text)
{
    size_t used = strlen(out), len = used;
    while (*text != '\0' && len + 1 < size) {
        if (text[0] == '$' && text[1] == '<' && strchr(text, '>') != NULL) {
            text = strchr(text, '>') + 1;
            continue;
        }
        out[len++] = *text++;
    }
    out[*text == '\0' ? len : used] = '\0';
}

void terminfo_append(char *out, size_t size, const char *name)
{
    const char *text = capability(name);
    if (text != NULL) append(out, size, text);
}

void terminfo_below(int rows, char *out, size_t size)
{
    out[0] = '\0';
    if (capability("rmcup") == NULL) {
        char move[EXPAND_MAX];
        expand_sequence(capability("cup"), rows - 1, 0, move);
        append(out, size, move);
    }
}

void terminfo_enter(char *out, size_t size)
{
    static const char *const names[] = {"smcup", "smkx", "civis"};
    out[0] = '\0';
    for (size_t i = 0; i < COUNT(names); i++) terminfo_append(out, size, names[i]);
}

void terminfo_leave(char *out, size_t size)
{
    static const char *const names[] = {"sgr0", "op", "smam", "cnorm", "rmkx", "rmcup"};
    out[0] = '\0';
    for (size_t i = 0; i < COUNT(names); i++) terminfo_append(out, size, names[i]);
    if (capability("rmcup") == NULL)
        append(out, size, "\r\n"); /* no second screen: the prompt goes below ours */
}

const char *terminfo_key(size_t i, const char **name)
{
    for (size_t at = 0; strnames[at] != NULL; at++) {
        const char *text = strnames[at][0] == 'k' ? capability(strnames[at]) : NULL;
        if (text == NULL || text[0] == '\0' || strcmp(strnames[at], "kmous") == 0) continue;
        *name = strnames[at];
        if (i-- == 0) return text;
    }
    return NULL;
}
