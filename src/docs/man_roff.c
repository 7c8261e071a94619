/* Text as roff and mdoc have it. */
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "base/utf8.h"
#include "docs/man.h"

#define HEADING_MAX 200   /* bytes of a heading */
#define LINE_MAX_BYTES 78 /* lints want lines of text to be shorter than 80 */

/* How characters are written. Where groff has ASCII alone, it draws those with a fallback as that;
 * mandoc has its own pictures. The page's dots are typed, as manual pages have them. */
static const struct character {
    uint32_t cp;
    const char *roff, *fallback; /* NULL: the roff has one */
} characters[] = {
    {0x2026, "...", NULL},      {0x2212, "\\(mi", NULL},     {0x00D7, "\\(mu", NULL},
    {0x00F7, "\\(di", "/"},     {0x221A, "\\(sr", "sqrt"},   {0x2190, "\\(<-", NULL},
    {0x2192, "\\(->", NULL},    {0x2191, "\\(ua", "^"},      {0x2193, "\\(da", "v"},
    {0x0394, "\\(*D", "Delta"}, {0x03C9, "\\(*w", "omega"},  {0x0398, "\\(*H", "Theta"},
    {0x03A3, "\\(*S", "Sigma"}, {0x03B2, "\\(*b", "beta"},   {0x03C0, "\\(*p", "pi"},
    {0x00B0, "\\(de", "deg"},   {0x2265, "\\(>=", NULL},     {0x2264, "\\(<=", NULL},
    {0x2220, "\\(/_", "/_"},    {0x00B2, "\\(S2", "^2"},     {0x00B1, "\\(+-", NULL},
    {0x2013, "\\(en", NULL},    {0x2014, "\\(em", NULL},     {0x2019, "\\(cq", NULL},
    {0x00B7, "\\(pc", "."},     {0x2022, "\\(bu", NULL},     {0x2717, "\\[u2717]", "x"},
    {0x25E6, "\\[u25E6]", "o"}, {0x1D40, "\\[u1D40]", "^T"}, {0x250A, "\\[u250A]", ":"},
    {0x2588, "\\[u2588]", "#"}, {0x00E9, "\\('e", NULL},     {0x2016, "\\[u2016]", "||"},
    {0x20AC, "\\(Eu", NULL},
};

void man_line(struct man *m, const char *line)
{
    str_addf(m->out, "%s\n", line);
}

/* Bytes of a macro's argument. */
static void add_literal(struct str *out, const char *text)
{
    for (; *text; text++) {
        const char *spelled = *text == '\\'   ? "\\e"
                              : *text == '-'  ? "\\-"
                              : *text == '"'  ? "\\(dq"
                              : *text == '^'  ? "\\(ha"
                              : *text == '~'  ? "\\(ti"
                              : *text == '`'  ? "\\(ga"
                              : *text == '\'' ? "\\(aq"
                                              : NULL;
        if (spelled)
            str_adds(out, spelled);
        else
            str_addc(out, *text);
    }
}

void man_argument(struct man *m, const char *text)
{
    const char *quote = strchr(text, ' ') ? "\"" : "";
    str_addf(m->out, " %s\\&", quote);
    add_literal(m->out, text);
    /* What ends with a stop or a bracket is no punctuation of the sentence either. */
    size_t n = strlen(text);
    str_addf(m->out, "%s%s", n && strchr(".,:;)]?!|", text[n - 1]) ? "\\&" : "", quote);
}

void man_heading(struct man *m, const char *format, ...)
{
    char text[HEADING_MAX];
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    str_adds(m->out, ".Ss");
    man_argument(m, text);
    str_addc(m->out, '\n');
}

void man_arguments(struct man *m, const char *macro, const char *const *texts, int count)
{
    for (int i = 0; i < count; i++) {
        str_addf(m->out, "%s%s", i ? " , " : " ", macro);
        man_argument(m, texts[i]);
    }
}

/* A hyphen that is no hyphen of a word: of an option, of a key. */
static bool is_dash(const char *text, const char *at)
{
    return at == text || !isalnum((unsigned char)at[-1]) || !isalnum((unsigned char)at[1]);
}

static bool ends_sentence(const char *at)
{
    return strchr(".?!", at[0]) && at[1] == ' ' &&
           (isupper((unsigned char)at[2]) || isdigit((unsigned char)at[2]));
}

/* Bytes of running text, from `first` on, which may be the first changed. */
static void add_running(struct str *out, const char *text)
{
    for (const char *at = text; *at; at++) {
        bool starts = !out->len || out->data[out->len - 1] == '\n';
        if (starts && (*at == '.' || *at == '\'')) str_adds(out, "\\&");
        if (*at == '\\')
            str_adds(out, "\\e");
        else if (*at == '-' && is_dash(text, at))
            str_adds(out, "\\-");
        else if (*at == '^' || *at == '~')
            str_adds(out, *at == '^' ? "\\(ha" : "\\(ti");
        else
            str_addc(out, *at);
        if (!ends_sentence(at)) continue;
        str_addc(out, '\n');
        at++;
    }
}

void man_text(struct man *m, const char *text)
{
    add_running(m->out, text);
    str_addc(m->out, '\n');
}

/* A name, such as d_model, keeps its first letter. */
static bool is_plain_word(const char *text)
{
    const char *end = text;
    while (islower((unsigned char)*end)) end++;
    return end > text && (*end == ' ' || *end == '\0' || *end == ',');
}

void man_sentence(struct man *m, const char *phrase)
{
    struct str text = STR_EMPTY;
    str_adds(&text, phrase);
    if (is_plain_word(phrase)) text.data[0] = (char)toupper((unsigned char)text.data[0]);
    if (text.len && !strchr(".?!", text.data[text.len - 1])) str_addc(&text, '.');
    man_text(m, str_text(&text));
    str_free(&text);
}

/* ---- the whole page ------------------------------------------------------ */

static const struct character *find(uint32_t cp)
{
    for (size_t i = 0; i < COUNT(characters); i++)
        if (characters[i].cp == cp) return &characters[i];
    return NULL;
}

/* A line with its characters spelled; notes those that were used. */
static bool spell(const char *line, size_t n, bool used[COUNT(characters)], struct str *out,
                  struct err *e)
{
    for (size_t at = 0; at < n;) {
        uint32_t cp;
        at += utf8_decode(line + at, n - at, &cp, NULL);
        const struct character *c = cp < 0x80 ? NULL : find(cp);
        if (cp >= 0x80 && !c)
            return err_set(e, "U+%04X has no row in the characters of src/docs/man_roff.c: %.*s",
                           (unsigned)cp, (int)min_size(n, 60), line);
        if (c) used[c - characters] = true;
        c ? str_adds(out, c->roff) : str_addc(out, (char)cp);
    }
    return true;
}

/* Where a line of text that is too long is broken: at its last blank that leaves it short enough,
 * else at its first; its end, where it has none. */
static size_t break_at(const char *line, size_t n)
{
    size_t at = min_size(n, LINE_MAX_BYTES);
    if (n <= LINE_MAX_BYTES) return n;
    while (at > 0 && line[at] != ' ') at--;
    if (at == 0)
        for (at = LINE_MAX_BYTES; at < n && line[at] != ' ';) at++;
    return at;
}

static void add_broken(const char *line, size_t n, struct str *out)
{
    for (size_t cut; n > 0; n -= cut, line += cut) {
        cut = break_at(line, n);
        str_add(out, line, cut);
        str_addc(out, '\n');
        while (cut < n && line[cut] == ' ') cut++;
        if (cut < n && strchr(".'", line[cut])) str_adds(out, "\\&");
    }
}

/* Where lines are shown as they are, they are not broken. */
static bool is_kept(const char *line, size_t n, bool *literal)
{
    static const char start[] = ".Bd ", stop[] = ".Ed";
    if (n >= sizeof start - 1 && memcmp(line, start, sizeof start - 1) == 0) *literal = true;
    if (n >= sizeof stop - 1 && memcmp(line, stop, sizeof stop - 1) == 0) *literal = false;
    return *literal || (n > 0 && *line == '.');
}

/* mandoc has no request fchar, and no register .x, which in groff is its version. */
static void add_fallbacks(const bool used[COUNT(characters)], struct str *out)
{
    for (size_t i = 0; i < COUNT(characters); i++)
        if (used[i] && characters[i].fallback)
            str_addf(out, ".if \\n(.x .fchar %s %s\n", characters[i].roff, characters[i].fallback);
}

bool man_finish(const struct str *page, struct str *out, struct err *e)
{
    bool used[COUNT(characters)] = {false}, literal = false, ok = true;
    struct str line = STR_EMPTY, body = STR_EMPTY;
    const char *at = str_text(page), *end = at + page->len;
    for (const char *stop; ok && at < end; at = stop + 1) {
        stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop ? stop : end;
        str_clear(&line);
        ok = spell(at, (size_t)(stop - at), used, &line, e);
        if (is_kept(str_text(&line), line.len, &literal))
            str_addf(&body, "%s\n", str_text(&line));
        else
            add_broken(str_text(&line), line.len, &body);
    }
    add_fallbacks(used, out);
    str_add(out, str_text(&body), body.len);
    if (ok && (body.failed || line.failed || out->failed)) ok = err_memory(e);
    str_free(&body);
    str_free(&line);
    return ok;
}
