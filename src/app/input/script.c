#include "app/input/script.h"

#include <string.h>

#include "app/input/keyname.h"
#include "base/num.h"
#include "base/utf8.h"
#include "base/words.h"

#define SIZE_HIGH 1000       /* columns and rows of a screen, as for --size */
#define WAIT_HIGH 1000000000 /* milliseconds at once */
#define QUOTE_HIGH 60        /* bytes of a wrong word in a message */

void script_start(struct script *s, const char *text, size_t len)
{
    *s = (struct script){.text = text, .len = len, .line = 1};
}

void script_free(struct script *s)
{
    str_free(&s->typed);
    *s = (struct script){0};
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void skip_space(struct script *s)
{
    for (; s->at < s->len; s->at++) {
        char c = s->text[s->at];
        if (c == '#')
            while (s->at + 1 < s->len && s->text[s->at + 1] != '\n') s->at++;
        else if (!is_space(c))
            return;
        s->line += c == '\n';
    }
}

/* What a backslash and a letter stand for in quoted text. */
static const struct {
    char letter, value;
    const char *help;
} escapes[] = {
    {'n', '\n', N_("a line feed; typed, the key Enter")},
    {'t', '\t', N_("a tabulator; typed, the key Tab")},
    {'r', '\r', N_("a carriage return")},
    {'e', '\033', N_("an escape character")},
    {'\\', '\\', N_("a backslash")},
    {'"', '"', N_("a double quote")},
    {'\'', '\'', N_("a single quote")},
};

/* Reads what stands after a backslash; 0: it is unknown. */
static char escaped(char letter)
{
    for (size_t i = 0; i < COUNT(escapes); i++)
        if (escapes[i].letter == letter) return escapes[i].value;
    return 0;
}

const char *script_escape(int i, char *letter)
{
    if (i < 0 || i >= (int)COUNT(escapes)) return NULL;
    *letter = escapes[i].letter;
    return escapes[i].help;
}

/* Reads quoted text, its opening quote at `at`, into s->typed. */
static bool read_quoted(struct script *s, struct err *e)
{
    char quote = s->text[s->at++];
    int line = s->line;
    str_clear(&s->typed);
    for (; s->at < s->len && s->text[s->at] != quote; s->at++) {
        char c = s->text[s->at];
        s->line += c == '\n';
        if (c == '\\' && s->at + 1 < s->len) {
            c = escaped(s->text[++s->at]);
            if (!c)
                return err_set(
                    e, _("line %d: \\%c is unknown; \\n \\t \\r \\e \\\\ and quotes are known"),
                    s->line, s->text[s->at]);
        }
        str_addc(&s->typed, c);
    }
    if (s->at == s->len)
        return err_set(e, _("line %d: the text that begins here has no closing quote"), line);
    s->at++;
    return true;
}

/* Digits only, the whole of word[0 .. len), at most `high`. */
static bool read_whole(const char *word, size_t len, int high, int *out)
{
    int value = 0;
    for (size_t i = 0; i < len; i++) {
        int digit = word[i] - '0';
        if (digit < 0 || digit > 9 || value > (high - digit) / 10) return false;
        value = 10 * value + digit;
    }
    *out = value;
    return len > 0;
}

/* "A<sep>B", the whole of the word, each at most `high`. */
static bool read_pair(const char *word, size_t len, char sep, int high, int *a, int *b)
{
    const char *split = memchr(word, sep, len);
    size_t first = split ? (size_t)(split - word) : len;
    return split && read_whole(word, first, high, a) &&
           read_whole(split + 1, len - first - 1, high, b);
}

static bool read_size(struct script *s, const char *value, size_t len, struct event *out)
{
    (void)s;
    out->type = EVENT_RESIZE;
    return read_pair(value, len, 'x', SIZE_HIGH, &out->cols, &out->rows) && out->cols && out->rows;
}

static bool read_mouse(struct script *s, const char *value, size_t len, struct event *out)
{
    (void)s;
    out->type = EVENT_MOUSE;
    return read_pair(value, len, ',', SIZE_HIGH, &out->col, &out->row);
}

static bool read_wait(struct script *s, const char *value, size_t len, struct event *out)
{
    int ms;
    if (!read_whole(value, len, WAIT_HIGH, &ms)) return false;
    s->now += ms;
    out->type = EVENT_TICK;
    out->now_ms = s->now;
    return true;
}

static const struct {
    const char *name;
    bool (*read)(struct script *s, const char *value, size_t len, struct event *out);
    enum mouse_action mouse;
    const char *mend, *argument, *help;
} words[] = {
    {"size:", read_size, MOUSE_PRESS, N_("size:COLSxROWS, each from 1 to 1000, is wanted"),
     N_("COLSxROWS"), N_("the screen takes that size, each from 1 to 1000")},
    {"click:", read_mouse, MOUSE_PRESS, N_("click:COL,ROW is wanted"), N_("COL,ROW"),
     N_("the mouse is clicked there; columns and rows are counted from 0, at the upper left")},
    {"wheelup:", read_mouse, MOUSE_WHEEL_UP, N_("wheelup:COL,ROW is wanted"), N_("COL,ROW"),
     N_("the mouse's wheel is turned up there")},
    {"wheeldown:", read_mouse, MOUSE_WHEEL_DOWN, N_("wheeldown:COL,ROW is wanted"), N_("COL,ROW"),
     N_("the mouse's wheel is turned down there")},
    {"wait:", read_wait, MOUSE_PRESS, N_("wait:MILLISECONDS is wanted"), N_("MILLISECONDS"),
     N_("time passes, on the script's own clock: nobody waits for it")},
};

bool script_word(int i, struct script_word_info *out)
{
    if (i < 0 || i >= (int)COUNT(words)) return false;
    *out = (struct script_word_info){words[i].name, words[i].argument, words[i].help};
    return true;
}

static bool read_word(struct script *s, struct event *out, struct err *e)
{
    const char *word = s->text + s->at;
    size_t len = 0;
    while (s->at + len < s->len && !is_space(word[len])) len++;
    s->at += len;
    int shown = len < QUOTE_HIGH ? (int)len : QUOTE_HIGH;
    for (size_t i = 0; i < COUNT(words); i++) {
        size_t name = strlen(words[i].name);
        if (len <= name || memcmp(word, words[i].name, name) != 0) continue;
        out->mouse = words[i].mouse;
        return words[i].read(s, word + name, len - name, out) ||
               err_set(e, _("line %d: %.*s: %s"), s->line, shown, word, _(words[i].mend));
    }
    out->type = EVENT_KEY;
    out->key = key_parse(word, len);
    return out->key != KEY_NONE ||
           err_set(e, _("line %d: %.*s: no such key; text to type stands in quotes"), s->line,
                   shown, word);
}

/* The next character of a quoted text. */
static int type_next(struct script *s, struct event *out)
{
    uint32_t cp;
    s->typed_at += utf8_decode(s->typed.data + s->typed_at, s->typed.len - s->typed_at, &cp, NULL);
    out->type = EVENT_KEY;
    out->key = cp == '\n' ? (uint32_t)KEY_NAME_ENTER : cp == '\t' ? (uint32_t)KEY_NAME_TAB : cp;
    s->typing = s->typed_at < s->typed.len;
    return 1;
}

int script_next(struct script *s, struct event *out, struct err *e)
{
    *out = (struct event){.now_ms = s->now};
    if (s->typing) return type_next(s, out);
    skip_space(s);
    if (s->at == s->len) return 0;
    bool paste = s->len - s->at > 6 && memcmp(s->text + s->at, "paste:", 6) == 0;
    char first = s->text[s->at + (paste ? 6 : 0)];
    if (first != '"' && first != '\'') return read_word(s, out, e) ? 1 : -1;
    s->at += paste ? 6 : 0;
    if (!read_quoted(s, e)) return -1;
    if (paste) {
        out->type = EVENT_PASTE;
        out->text = s->typed.data;
        out->len = s->typed.len;
        return 1;
    }
    s->typed_at = 0;
    s->typing = s->typed.len > 0;
    return s->typing ? type_next(s, out) : script_next(s, out, e);
}
