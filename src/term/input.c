/* Curses finds the sequences that the terminal's entry names (keypad) and the
 * start of a paste (define_key); it hands on all else byte by byte. Bytes are
 * put together here and not by get_wch, which loses a character of several
 * bytes that arrives in two parts, and after a malformed one the text that follows. */
#define _GNU_SOURCE
#include "term/input.h"

#include <curses.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "base/num.h"
#include "base/str.h"
#include "base/utf8.h"
#include "term/keys.h"
#include "term/signals.h"
#include "term/term.h"

#define NO_CODE (-1)
#define CODE_PASTE 0x4000 /* a key code of our own, far above those of curses */
#define BYTE_ESC 033
#define BYTE_QUIT 034 /* Ctrl-\, which the terminal line would make a SIGQUIT of */
#define REST_MS 50    /* The rest of a sequence or character follows within this. */

#define PASTE_START "\033[200~"
#define PASTE_END "\033[201~"
#define PASTE_END_LEN (sizeof PASTE_END - 1)
#define PASTE_IDLE_MS 5000 /* after which a paste without an end is over */
#define CTRL_C 3
#define PASTE_PAUSE_MS 500 /* after which Ctrl-C by itself comes from a person and ends it, too */

#define PAUSE_MS 30   /* without input, after which what was thrown away has come to its end */
#define KEY_MS 25     /* the shortest time that a key of a person takes */
#define KEYS_ROOM 256 /* bytes at once that memory is had for from the start */
#define RUN_MAX ((size_t)1 << 16) /* bytes that are judged, or handed on as text, at once */

static const struct {
    int code;
    uint32_t key;
} codes[] = {
    {KEY_UP, KEY_NAME_UP},
    {KEY_DOWN, KEY_NAME_DOWN},
    {KEY_LEFT, KEY_NAME_LEFT},
    {KEY_RIGHT, KEY_NAME_RIGHT},
    {KEY_HOME, KEY_NAME_HOME},
    {KEY_FIND, KEY_NAME_HOME},
    {KEY_END, KEY_NAME_END},
    {KEY_SELECT, KEY_NAME_END},
    {KEY_PPAGE, KEY_NAME_PGUP},
    {KEY_NPAGE, KEY_NAME_PGDN},
    {KEY_IC, KEY_NAME_INSERT},
    {KEY_DC, KEY_NAME_DELETE},
    {KEY_BACKSPACE, KEY_NAME_BACKSPACE},
    {KEY_ENTER, KEY_NAME_ENTER},
    {KEY_BTAB, KEY_NAME_BACKTAB},
    {KEY_SR, KEY_NAME_UP | MOD_SHIFT},
    {KEY_SF, KEY_NAME_DOWN | MOD_SHIFT},
    {KEY_SLEFT, KEY_NAME_LEFT | MOD_SHIFT},
    {KEY_SRIGHT, KEY_NAME_RIGHT | MOD_SHIFT},
    {KEY_SHOME, KEY_NAME_HOME | MOD_SHIFT},
    {KEY_SEND, KEY_NAME_END | MOD_SHIFT},
    {KEY_SPREVIOUS, KEY_NAME_PGUP | MOD_SHIFT},
    {KEY_SNEXT, KEY_NAME_PGDN | MOD_SHIFT},
    {KEY_SIC, KEY_NAME_INSERT | MOD_SHIFT},
    {KEY_SDC, KEY_NAME_DELETE | MOD_SHIFT},
};

static struct {
    WINDOW *pad;    /* to read from: reading never repaints a pad */
    int held;       /* a code read too early, or NO_CODE */
    struct str run; /* bytes that came at once and are keys; from `run_at` on still to be read */
    size_t run_at;
    int after;        /* the code that ended the run, or NO_CODE */
    bool pasting;     /* the last event was a paste without brackets, which may go on */
    int rest_ms;      /* within which the rest of a sequence or character follows */
    int64_t empty_ms; /* when there was no input the last time */
    bool more;        /* the last read found something */
    bool by_locale;   /* characters come in a charset that is not UTF-8 */
    struct str paste; /* the text of the last one */
} in = {.held = NO_CODE, .after = NO_CODE};

/* A locale whose bytes above 0x7F mean nothing (the C locale) says nothing of
 * the terminal either: UTF-8 is assumed. */
static bool locale_has_charset(void)
{
    for (int byte = 0x80; byte < 0x100; byte++) {
        mbstate_t start = {0};
        char c = (char)byte;
        wchar_t wide;
        if (mbrtowc(&wide, &c, 1, &start) != (size_t)-1) return true;
    }
    return false;
}

void input_none_until_now(void)
{
    in.empty_ms = term_now();
}

bool input_open(bool utf8, int escape_ms)
{
    in.pad = newpad(1, 1);
    if (in.pad == NULL) return false;
    keypad(in.pad, TRUE);
    nodelay(in.pad, TRUE);
    define_key(NULL, KEY_MOUSE); /* mouse reports are read in keys.c */
    define_key(PASTE_START, CODE_PASTE);
    str_reserve(&in.run, KEYS_ROOM);
    in.held = in.after = NO_CODE;
    in.more = in.pasting = false;
    input_none_until_now();
    /* A line that is slow, as ESCDELAY says, gets longer. */
    in.rest_ms = escape_ms > REST_MS ? escape_ms : REST_MS;
    in.by_locale = !utf8 && locale_has_charset();
    return true;
}

void input_close(void)
{
    delwin(in.pad);
    in.pad = NULL;
    str_free(&in.paste);
    str_free(&in.run);
    in.run_at = 0;
}

bool input_pending(void)
{
    return in.more;
}

/* What was read before, in its order. */
static int kept_code(void)
{
    int code = in.held;
    in.held = NO_CODE;
    if (code == NO_CODE && in.run_at < in.run.len) return (unsigned char)in.run.data[in.run_at++];
    if (code != NO_CODE) return code;
    code = in.after;
    in.after = NO_CODE;
    return code;
}

/* A byte or a key code of curses; NO_CODE when none comes within the time. */
static int next_code(int wait_ms)
{
    int code = kept_code();
    if (code == NO_CODE) code = wgetch(in.pad);
    if (code == ERR) in.empty_ms = term_now();
    if (code == ERR && wait_ms > 0) {
        int ready = signals_wait(STDIN_FILENO, -1, -1, wait_ms);
        while (ready < 0 && signals_ending() == 0)
            ready = signals_wait(STDIN_FILENO, -1, -1, wait_ms); /* a signal tears nothing apart */
        code = ready > 0 ? wgetch(in.pad) : ERR;
    }
    return code == ERR ? NO_CODE : code;
}

static bool is_byte(int code)
{
    return code >= 0 && code <= 0xFF;
}

/* ---- keys ---- */

static bool key_event(uint32_t key, struct event *out)
{
    out->type = EVENT_KEY;
    out->key = key;
    return key != 0;
}

/* The key of a code of curses; 0 for none. Others than those in the table, such
 * as modified arrows, which have no fixed numbers, are told by their sequences. */
static uint32_t code_key(int code)
{
    for (size_t i = 0; i < COUNT(codes); i++)
        if (codes[i].code == code) return codes[i].key;
    if (code > KEY_F0 && code <= KEY_F(12)) return KEY_NAME_F1 + (uint32_t)(code - KEY_F(1));
    char *seq = keybound(code, 0);
    uint32_t key = seq != NULL ? keys_sequence(seq, strlen(seq)) : 0;
    free(seq);
    return key;
}

static uint32_t utf8_character(int first)
{
    char bytes[4] = {(char)first};
    size_t n = 1, whole = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1;
    while (n < whole) {
        int code = next_code(in.rest_ms);
        if (!is_byte(code) || (code & 0xC0) != 0x80) {
            in.held = code;
            break;
        }
        bytes[n++] = (char)code;
    }
    uint32_t cp;
    utf8_decode(bytes, n, &cp, NULL);
    return cp;
}

static uint32_t locale_character(int first)
{
    mbstate_t state = {0};
    wchar_t wide;
    char byte = (char)first;
    size_t used;
    while ((used = mbrtowc(&wide, &byte, 1, &state)) == (size_t)-2) {
        int code = next_code(in.rest_ms);
        if (!is_byte(code)) {
            in.held = code;
            return UTF8_BAD;
        }
        byte = (char)code;
    }
    bool scalar =
        used != (size_t)-1 && wide > 0 && wide < KEY_SPECIAL && (wide < 0xD800 || wide > 0xDFFF);
    return scalar ? (uint32_t)wide : UTF8_BAD;
}

/* The key of what begins with this byte; 0 for none. */
static uint32_t byte_key(int byte)
{
    if (byte == BYTE_QUIT) {
        signals_note(SIGQUIT);
        return 0;
    }
    if (byte < ' ' || byte == 0x7F) return keys_control((unsigned char)byte);
    return byte < 0x80    ? (uint32_t)byte
           : in.by_locale ? locale_character(byte)
                          : utf8_character(byte);
}

/* ESC [ or ESC O has been read. A sequence that is not known is left out whole. */
static bool take_sequence(int second, struct event *out)
{
    char seq[KEYS_SEQUENCE_MAX] = {BYTE_ESC, (char)second};
    size_t n = 2;
    while (keys_unfinished(seq, n)) {
        int code = next_code(in.rest_ms);
        code = code == KEY_BACKSPACE ? 0x7F : code; /* a byte of an old mouse report */
        if (!is_byte(code) || code == BYTE_ESC) {
            in.held = code;
            return n == 2 && key_event(MOD_ALT | (uint32_t)second, out); /* typed with Alt */
        }
        seq[n++] = (char)code;
    }
    return keys_mouse(seq, n, out) || key_event(keys_sequence(seq, n), out);
}

/* Curses has waited for a sequence that it knows and hands out its ESC. A
 * character that is there already was typed with Alt, else it is the key Esc;
 * a whole sequence after it is the next key: Alt has other ways into those. */
static bool take_escape(struct event *out)
{
    int code = next_code(0);
    if (code == '[' || code == 'O') return take_sequence(code, out);
    bool character = (is_byte(code) && code != BYTE_ESC) || code == KEY_BACKSPACE;
    uint32_t key = !character ? 0 : is_byte(code) ? byte_key(code) : code_key(code);
    if (key == 0) {
        in.held = code;
        return key_event(KEY_NAME_ESC, out);
    }
    return key_event(key | MOD_ALT, out);
}

/* ---- paste ---- */

/* How many bytes of the end mark are there when `byte` follows `matched` of them. */
static size_t match_end(size_t matched, char byte)
{
    return byte == PASTE_END[matched] ? matched + 1 : byte == PASTE_END[0];
}

/* Bytes that can be read at once. */
static int waiting(void)
{
    int count = 0;
    return ioctl(STDIN_FILENO, FIONREAD, &count) == 0 ? count : 0;
}

/* Curses reads byte by byte and its queue is empty after a whole sequence, so a paste can be read
 * past it, if never further than its end: as many bytes at a time as the end mark still lacks. */
static bool take_paste(struct event *out)
{
    size_t matched = 0, lost = 0;
    int there = 0; /* bytes that need no waiting for */
    str_clear(&in.paste);
    while (matched < PASTE_END_LEN && signals_ending() == 0) {
        char bytes[PASTE_END_LEN];
        bool paused = false;
        if (there == 0) {
            int ready = signals_wait(STDIN_FILENO, -1, -1, PASTE_PAUSE_MS);
            paused = ready == 0;
            if (paused) ready = signals_wait(STDIN_FILENO, -1, -1, PASTE_IDLE_MS - PASTE_PAUSE_MS);
            signals_look(); /* a paste without an end is more input for ever */
            if (ready < 0) continue;
            there = ready > 0 ? waiting() : 0;
        }
        ssize_t n = there > 0 ? read(STDIN_FILENO, bytes, PASTE_END_LEN - matched) : 0;
        if (n <= 0 || (paused && n == 1 && there == 1 && bytes[0] == CTRL_C)) break;
        there = there > n ? there - (int)n : 0;
        for (ssize_t i = 0; i < n; i++) {
            matched = match_end(matched, bytes[i]);
            lost += in.paste.len >= EVENT_PASTE_MAX || !str_addc(&in.paste, bytes[i]);
        }
    }
    size_t mark = matched == PASTE_END_LEN ? matched : 0, cut = mark > lost ? mark - lost : 0;
    out->type = EVENT_PASTE;
    out->text = str_text(&in.paste);
    out->len = in.paste.len - cut;
    out->lost = lost + cut - mark;
    return true;
}

/* ---- pastes without brackets ---- */

/* What comes next, if it may be a paste's: any byte but ESC, of which terminals make keys and
 * which text on a screen has none of. `text`: only what texts consist of. */
static bool is_pasted(int code, bool text)
{
    return is_byte(code) && code != BYTE_ESC && (!text || keys_is_text((unsigned char)code));
}

/* Adds to `in.run` what is there, or comes within the time of each other. The first code that is
 * not part of it becomes the one after it. */
static void gather(int wait_ms, bool text)
{
    in.run_at = RUN_MAX; /* it is being filled: nothing is read from it */
    while (in.run.len < RUN_MAX && signals_ending() == 0) {
        int code = next_code(wait_ms);
        if (!is_pasted(code, text) || !str_addc(&in.run, (char)code)) {
            in.after = code;
            return;
        }
    }
}

/* All that comes until there is a pause is the paste's. A long one is several events. */
static bool take_run_as_paste(struct event *out)
{
    gather(in.rest_ms, false);
    in.pasting = in.run.len >= RUN_MAX;
    struct str text = in.paste; /* they change places */
    in.paste = in.run;
    in.run = text;
    str_clear(&in.run);
    out->type = EVENT_PASTE;
    out->text = str_text(&in.paste);
    out->len = in.paste.len;
    out->bare = true;
    return true;
}

/* `code` has just come: whether it begins a paste. If not, what was read of it is read as keys. */
static bool begins_paste(int code)
{
    int64_t since = in.empty_ms;
    str_clear(&in.run);
    if (!is_pasted(code, true) || !str_addc(&in.run, (char)code)) return false;
    gather(0, true);
    size_t typable = (size_t)((term_now() - since) / KEY_MS);
    if (keys_run(in.run.data, in.run.len, typable) == KEYS_PASTED) return true;
    in.run_at = 1;
    return false;
}

/* The paste that the last event was a part of goes on. */
static bool goes_on(int code)
{
    in.pasting = in.pasting && is_pasted(code, false) && str_addc(&in.run, (char)code);
    return in.pasting;
}

/* ---- events ---- */

/* Readable without a byte to read: the terminal is gone. */
static bool at_end(void)
{
    return signals_wait(STDIN_FILENO, -1, -1, 0) > 0 && waiting() == 0;
}

bool input_take(bool readable, struct event *out)
{
    bool fresh = in.held == NO_CODE && in.run_at >= in.run.len && in.after == NO_CODE;
    int code = next_code(in.pasting ? in.rest_ms : 0);
    in.more = code != NO_CODE;
    if (code == NO_CODE) {
        in.pasting = false;
        if (readable && at_end()) signals_note(SIGHUP);
        return false;
    }
    if (goes_on(code) || (fresh && begins_paste(code))) return take_run_as_paste(out);
    if (code == CODE_PASTE) return take_paste(out);
    if (code == BYTE_ESC) return take_escape(out);
    return key_event(is_byte(code) ? byte_key(code) : code_key(code), out);
}

void input_discard(int limit_ms)
{
    struct pollfd in_fd = {.fd = STDIN_FILENO, .events = POLLIN};
    for (int left = limit_ms; left > 0 && waiting() > 0; left -= PAUSE_MS) {
        tcflush(STDIN_FILENO, TCIFLUSH);
        poll(&in_fd, 1, PAUSE_MS);
    }
    tcflush(STDIN_FILENO, TCIFLUSH);
}
