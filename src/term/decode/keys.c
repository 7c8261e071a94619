/* Sources: ECMA-48 (the form of control sequences), "XTerm Control Sequences"
 * (PC-style function keys, SGR mouse), the terminfo entries rxvt and linux. */
#include "term/decode/keys.h"

#include <string.h>

#include "base/num.h"

#define ESC '\033'
#define BELL '\a'
#define PARAMS 3
#define X10_LEN 6 /* ESC [ M and three bytes */

/* The last byte of ESC [ … or ESC O …; rxvt sends lower case for other modifiers. */
static const struct {
    char final;
    uint32_t key;
} finals[] = {
    {'A', KEY_NAME_UP},     {'B', KEY_NAME_DOWN},   {'C', KEY_NAME_RIGHT},   {'D', KEY_NAME_LEFT},
    {'H', KEY_NAME_HOME},   {'F', KEY_NAME_END},    {'Z', KEY_NAME_BACKTAB}, {'P', KEY_NAME_F1},
    {'Q', KEY_NAME_F1 + 1}, {'R', KEY_NAME_F1 + 2}, {'S', KEY_NAME_F1 + 3},
};

#define FUNCTION_KEY(n) (KEY_NAME_F1 + (n)-1)
#define SHIFTED_KEY(n) (FUNCTION_KEY(n) | MOD_SHIFT)

/* The number of ESC [ number ~, as VT220 and its followers count them. From 25 on: F13 … F20, which
 * the Linux console sends for Shift-F1 … Shift-F8. */
static const uint32_t numbered[] = {
    [1] = KEY_NAME_HOME,     [2] = KEY_NAME_INSERT,   [3] = KEY_NAME_DELETE,
    [4] = KEY_NAME_END,      [5] = KEY_NAME_PGUP,     [6] = KEY_NAME_PGDN,
    [7] = KEY_NAME_HOME,     [8] = KEY_NAME_END,      [11] = FUNCTION_KEY(1),
    [12] = FUNCTION_KEY(2),  [13] = FUNCTION_KEY(3),  [14] = FUNCTION_KEY(4),
    [15] = FUNCTION_KEY(5),  [17] = FUNCTION_KEY(6),  [18] = FUNCTION_KEY(7),
    [19] = FUNCTION_KEY(8),  [20] = FUNCTION_KEY(9),  [21] = FUNCTION_KEY(10),
    [23] = FUNCTION_KEY(11), [24] = FUNCTION_KEY(12), [25] = SHIFTED_KEY(1),
    [26] = SHIFTED_KEY(2),   [28] = SHIFTED_KEY(3),   [29] = SHIFTED_KEY(4),
    [31] = SHIFTED_KEY(5),   [32] = SHIFTED_KEY(6),   [33] = SHIFTED_KEY(7),
    [34] = SHIFTED_KEY(8),
};
#define OTHER_KEY 27 /* ESC [ 27 ; modifiers ; code point ~ */

/* Last bytes after a number; all but ~ are rxvt's. */
static const struct {
    char final;
    uint32_t mods;
} number_ends[] = {{'~', 0}, {'$', MOD_SHIFT}, {'^', MOD_CTRL}, {'@', MOD_CTRL | MOD_SHIFT}};

/* ESC O j … ESC O y: the keypad in application mode. */
static const char keypad_first = 'j', keypad[] = "*+,-./0123456789";

struct csi {
    unsigned param[PARAMS]; /* 0 where none stands */
    int count;
    char prefix; /* of <=>?, or 0 */
    char final;
};

bool keys_unfinished(const char *seq, size_t n)
{
    char last = seq[n - 1];
    if (n >= KEYS_SEQUENCE_MAX) return false;
    if (n == 1 || (n == 2 && (last == '[' || last == 'O'))) return true;
    if (seq[1] == 'O') return last >= '0' && last <= '9';
    if (seq[1] != '[') return false;
    if (seq[2] == 'M') return n < X10_LEN;
    if (seq[2] == '[') return n == 3; /* the Linux console's F1 … F5 */
    bool rxvt = last == '$' && seq[2] >= '0' && seq[2] <= '9';
    return last >= ' ' && last <= '?' && !rxvt;
}

/* The first bytes of answers, after ESC and the byte that opens the string. */
static bool begins_answer(char opener, char first)
{
    bool digit = first >= '0' && first <= '9';
    return opener == ']' ? digit : opener == '_' ? first == 'G' : digit || strchr("!>|", first);
}

size_t keys_answer(const char *s, size_t n, bool *unfinished)
{
    *unfinished = false;
    if (n < 2 || (s[1] != 'P' && s[1] != ']' && s[1] != '_')) return 0;
    if (n > 2 && (s[2] == '\0' || !begins_answer(s[1], s[2]))) return 0;
    for (size_t at = 2; at < n && at < KEYS_ANSWER_MAX; at++) {
        if (s[at] == BELL) return at + 1;
        if (s[at] == ESC && at + 1 < n) return s[at + 1] == '\\' ? at + 2 : 0;
        if (s[at] != ESC && (s[at] < ' ' || s[at] > '~')) return 0;
    }
    *unfinished = n < KEYS_ANSWER_MAX;
    return 0;
}

/* Parameters are parted by ; and a parameter's own parts by : (the first counts). */
static struct csi parse_csi(const char *seq, size_t n)
{
    struct csi out = {.final = seq[n - 1]};
    size_t at = 2;
    if (n > 3 && strchr("<=>?", seq[at]) != NULL) out.prefix = seq[at++];
    bool counts = true;
    for (; at + 1 < n; at++) {
        char c = seq[at];
        if (c == ';') {
            out.count++;
            counts = true;
        } else if (c == ':') {
            counts = false;
        } else if (c >= '0' && c <= '9' && counts && out.count < PARAMS &&
                   out.param[out.count] < 0x110000) {
            out.param[out.count] = out.param[out.count] * 10 + (unsigned)(c - '0');
        }
    }
    out.count = out.count < PARAMS ? out.count + 1 : PARAMS;
    return out;
}

/* xterm's modifier parameter: 1 + a sum of Shift 1, Alt 2, Ctrl 4, Meta 8. */
static uint32_t modifiers(unsigned param)
{
    unsigned bits = param > 0 ? param - 1 : 0;
    return (bits & 1 ? MOD_SHIFT : 0u) | (bits & (2 | 8) ? MOD_ALT : 0u) |
           (bits & 4 ? MOD_CTRL : 0u);
}

static uint32_t with_modifiers(uint32_t key, uint32_t mods)
{
    if (key == KEY_NAME_TAB && mods & MOD_SHIFT) key = KEY_NAME_BACKTAB;
    return key == KEY_NAME_BACKTAB ? key | (mods & ~(uint32_t)MOD_SHIFT) : key | mods;
}

/* A character sent as its code point with modifiers. */
static uint32_t modified_character(unsigned code, uint32_t mods)
{
    if (code < ' ' || code == 0x7F) {
        uint32_t key = keys_control((unsigned char)code);
        return with_modifiers(key, key >= KEY_SPECIAL ? mods : mods & MOD_ALT);
    }
    if (code >= KEY_SPECIAL || (code >= 0xD800 && code <= 0xDFFF)) return 0;
    if (mods & MOD_CTRL && (code == ' ' || (code >= '@' && code < 0x7F)))
        return keys_control(code & 0x1F) | (mods & MOD_ALT);
    bool lower = code >= 'a' && code <= 'z';
    return (mods & MOD_SHIFT && lower ? code - 'a' + 'A' : code) | (mods & (MOD_ALT | MOD_CTRL));
}

static uint32_t final_key(char final)
{
    for (size_t i = 0; i < COUNT(finals); i++)
        if (finals[i].final == final) return finals[i].key;
    return 0;
}

static uint32_t numbered_key(const struct csi *csi, uint32_t mods)
{
    if (csi->param[0] == OTHER_KEY && csi->count >= 3)
        return modified_character(csi->param[2], modifiers(csi->param[1]));
    uint32_t key = csi->param[0] < COUNT(numbered) ? numbered[csi->param[0]] : 0;
    return key != 0 ? key | mods | modifiers(csi->param[1]) : 0;
}

static uint32_t csi_key(const char *seq, size_t n)
{
    if (n == 4 && seq[2] == '[') {
        char c = seq[3];
        return c >= 'A' && c <= 'E' ? (uint32_t)KEY_NAME_F1 + (uint32_t)(c - 'A') : 0;
    }
    struct csi csi = parse_csi(seq, n);
    if (csi.prefix != 0 || seq[2] == 'M')
        return 0; /* the mouse, or an answer that nobody asked for */
    for (size_t i = 0; i < COUNT(number_ends); i++)
        if (number_ends[i].final == csi.final) return numbered_key(&csi, number_ends[i].mods);
    if (csi.final == 'u') return modified_character(csi.param[0], modifiers(csi.param[1]));
    if (csi.final >= 'a' && csi.final <= 'd')
        return final_key((char)(csi.final - 'a' + 'A')) | MOD_SHIFT;
    uint32_t key = final_key(csi.final);
    /* Some old terminals send ESC [ modifiers A. */
    unsigned mods = csi.count > 1 ? csi.param[1] : csi.param[0];
    return key != 0 ? with_modifiers(key, modifiers(mods)) : 0;
}

static uint32_t ss3_key(const char *seq, size_t n)
{
    char final = seq[n - 1];
    uint32_t mods = n == 4 ? modifiers((unsigned)(seq[2] - '0')) : 0;
    if (final >= 'a' && final <= 'd') return final_key((char)(final - 'a' + 'A')) | MOD_CTRL;
    if (final >= keypad_first && final < keypad_first + (char)(sizeof keypad - 1))
        return (uint32_t)keypad[final - keypad_first];
    if (final == 'M' || final == 'I')
        return with_modifiers(final == 'M' ? KEY_NAME_ENTER : KEY_NAME_TAB, mods);
    uint32_t key = final_key(final);
    return key != 0 ? with_modifiers(key, mods) : 0;
}

uint32_t keys_sequence(const char *seq, size_t n)
{
    if (n == 1) return keys_control((unsigned char)seq[0]);
    if (n < 3 || seq[0] != ESC) return 0;
    return seq[1] == '[' ? csi_key(seq, n) : seq[1] == 'O' ? ss3_key(seq, n) : 0;
}

/* The button's number has modifiers and kinds of event mixed in: 4 Shift, 32
 * motion, 64 the wheel: up, down, left, right. */
static bool button_event(unsigned button, struct event *out)
{
    unsigned which = button & 3;
    bool wheel = button & 64;
    if (button & (32 | 128) || (!wheel && which != 0)) return false;
    out->type = EVENT_MOUSE;
    out->mouse = !wheel ? MOUSE_PRESS : which & 1 ? MOUSE_WHEEL_DOWN : MOUSE_WHEEL_UP;
    /* A wheel that tilts scrolls along the row, as Shift with the wheel does. */
    out->shift = (button & 4) != 0 || (wheel && which >= 2);
    return true;
}

bool keys_mouse(const char *seq, size_t n, struct event *out)
{
    unsigned button, col, row; /* columns and rows count from 1 */
    if (n < 3 || seq[1] != '[') return false;
    if (seq[2] == 'M' && n == X10_LEN) {
        button = (unsigned char)seq[3] - 32u;
        col = (unsigned char)seq[4] - 32u;
        row = (unsigned char)seq[5] - 32u;
    } else if (seq[2] == '<' && seq[n - 1] == 'M') { /* m: a release */
        struct csi csi = parse_csi(seq, n);
        button = csi.param[0];
        col = csi.param[1];
        row = csi.param[2];
    } else {
        return false;
    }
    if (col == 0 || row == 0 || col > INT16_MAX || row > INT16_MAX) return false;
    out->row = (int)row - 1;
    out->col = (int)col - 1;
    return button_event(button, out);
}

uint32_t keys_control(unsigned char byte)
{
    static const uint32_t named[0x80] = {
        [0x08] = KEY_NAME_BACKSPACE, ['\t'] = KEY_NAME_TAB, ['\n'] = KEY_NAME_ENTER,
        ['\r'] = KEY_NAME_ENTER,     [ESC] = KEY_NAME_ESC,  [0x7F] = KEY_NAME_BACKSPACE};
    uint32_t letter = byte + 0x40u;
    if (byte < sizeof named / sizeof *named && named[byte]) return named[byte];
    return MOD_CTRL | (letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter);
}

/* ---- what comes at once ---- */

#define LINE_MIN 4  /* presses with a line break after them that a person did not make at once */
#define WORDS_MIN 8 /* the same of presses without one */

bool keys_is_text(unsigned char byte)
{
    return byte == '\t' || byte == '\r' || byte == '\n' || (byte >= ' ' && byte != 0x7F);
}

bool keys_is_signal(unsigned char byte)
{
    return byte == 0x03 || byte == 0x1A || byte == 0x1C;
}

static bool is_break(char c)
{
    return c == '\r' || c == '\n';
}

/* Keys that were pressed for it at least, as one that is held down counts once. */
static size_t presses(const char *run, size_t n)
{
    size_t count = n > 0;
    for (size_t i = 1; i < n; i++) count += run[i] != run[i - 1];
    return count;
}

enum keys_run keys_run(const char *run, size_t n, size_t typable)
{
    size_t from = 0, to = n;
    while (to > 0 && is_break(run[to - 1])) to--;
    while (from < to && (run[from] == '\t' || is_break(run[from]))) from++;
    if (n <= typable || from == to) return KEYS_TYPED;
    bool lines = false, ends = to < n, starts = false;
    for (size_t i = from; i < to; i++) lines |= is_break(run[i]);
    for (size_t i = 0; i < from; i++) starts |= is_break(run[i]);
    size_t count = presses(run + from, to - from);
    if (lines || (starts && count >= LINE_MIN)) return KEYS_PASTED;
    if (run[from] == ':' || run[from] == '/') return KEYS_TYPED;
    return count >= (ends ? LINE_MIN : WORDS_MIN) ? KEYS_PASTED : KEYS_TYPED;
}
