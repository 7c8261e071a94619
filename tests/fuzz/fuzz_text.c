/* Bytes on their way out: UTF-8, pictures of unsafe characters, messages, frames
 * and their exports, JSON and CSV. Whatever the bytes, what comes out is
 * well-formed and safe, and where it can be read back it is what went in. */
#include "base/err.h"
#include "base/safe.h"
#include "base/unicode.h"
#include "formats/text_out.h"
#include "view/export/export.h"
#include "view/colour/theme.h"

#include "fuzz/fuzz.h"
#include "read_back.h"

#define TEXT_MOST 600

static void fuzz_utf8(const char *s, size_t n)
{
    for (size_t at = 0, before = 0; at < n; before = at) {
        uint32_t cp;
        bool ok;
        char bytes[4];
        size_t step = utf8_decode(s + at, n - at, &cp, &ok);
        REQUIRE(step >= 1 && step <= 4 && step <= n - at);
        REQUIRE(cp <= 0x10FFFF && (cp < 0xD800 || cp > 0xDFFF));
        if (ok)
            REQUIRE(utf8_encode(cp, bytes) == step && memcmp(bytes, s + at, step) == 0);
        else
            REQUIRE(step == 1 && cp == UTF8_BAD && (unsigned char)s[at] >= 0x80);
        at += step;
        REQUIRE(utf8_prev(s, n, at) == before);
        REQUIRE(uc_unsafe(cp) == is_unsafe(cp) && uc_width(cp) >= 0 && uc_width(cp) <= 2);
    }
}

static int width_of(const struct str *s)
{
    int sum = 0;
    for (size_t at = 0; at < s->len;) {
        uint32_t cp;
        at += utf8_decode(s->data + at, s->len - at, &cp, NULL);
        sum += uc_width(cp);
    }
    return sum;
}

static void fuzz_safe(const char *s, size_t n, bool ascii)
{
    struct str once = STR_EMPTY, twice = STR_EMPTY;
    safe_add(&once, s, n, ascii);
    require_safe(str_text(&once), once.len, false);
    for (size_t i = 0; ascii && i < once.len; i++) REQUIRE((unsigned char)once.data[i] < 0x7F);
    REQUIRE(safe_width(s, n, ascii) == width_of(&once));
    safe_add(&twice, str_text(&once), once.len, ascii);
    REQUIRE(once.len == twice.len && strcmp(str_text(&once), str_text(&twice)) == 0);
    str_free(&once);
    str_free(&twice);
    struct err e;
    err_set(&e, "%.*s: %s", (int)n, s, "name it");
    require_safe(e.text, strlen(e.text), false);
}

/* ---- JSON and CSV, read back ------------------------------------------------ */

/* The text with U+FFFD for each malformed byte; owned by the caller. */
static struct str mended(const char *s, size_t n)
{
    struct str out = STR_EMPTY;
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        char bytes[4];
        i += utf8_decode(s + i, n - i, &cp, NULL);
        str_add(&out, bytes, utf8_encode(cp, bytes));
    }
    return out;
}

/* What is written of a text, ended by NUL, and room to read it back; owned by the caller. */
struct writing {
    char *text, *back;
    size_t len;
};

static struct writing written(void (*write)(FILE *, const char *, size_t), const char *s, size_t n)
{
    struct writing w = {0};
    FILE *out = open_memstream(&w.text, &w.len);
    REQUIRE(out);
    write(out, s, n);
    fclose(out);
    require_safe(w.text, w.len, false);
    w.back = malloc(w.len + 4);
    REQUIRE(w.back);
    return w;
}

static void require_read(struct writing *w, size_t read, const char *s, size_t n)
{
    struct str text = mended(s, n);
    REQUIRE(read == text.len && memcmp(w->back, str_text(&text), read) == 0);
    str_free(&text);
    free(w->text);
    free(w->back);
}

static void fuzz_json(const char *s, size_t n)
{
    struct writing w = written(out_json_string, s, n);
    require_read(&w, read_json(w.text, w.back), s, n);
}

static void fuzz_csv(const char *s, size_t n)
{
    struct writing w = written(out_csv_field, s, n);
    REQUIRE(!read_is_formula(w.text, w.len) || strncmp(w.text, "\"'", 2) == 0);
    require_read(&w, read_csv(w.text, w.len, w.back), s, n);
}

/* ---- frames ---------------------------------------------------------------- */

static void require_sound(const struct frame *f)
{
    for (int row = 0; row < f->rows; row++)
        for (int col = 0; col < f->cols; col++) {
            const struct cell *c = frame_cell(f, row, col);
            REQUIRE(c->width != 2 ||
                    (col + 1 < f->cols && frame_cell(f, row, col + 1)->width == 0));
            REQUIRE(c->width != 0 || (col > 0 && frame_cell(f, row, col - 1)->width == 2));
            REQUIRE(c->width == 0 || (!is_unsafe(c->ch) && (!f->ascii || c->ch < 0x7F)));
            for (int i = 0; i < 2; i++) REQUIRE(c->mark[i] == 0 || !is_unsafe(c->mark[i]));
        }
}

static struct style take_style(struct source *s)
{
    return (struct style){(uint8_t)take_below(s, SLOT_COUNT), (uint8_t)take_below(s, SLOT_COUNT),
                          (uint8_t)take_below(s, 16)};
}

static void fill_frame(struct frame *f, struct source *s)
{
    while (s->left) {
        unsigned kind = take_byte(s) % 8;
        struct style style = take_style(s);
        int row = (int)take_below(s, (size_t)f->rows + 2) - 1,
            col = (int)take_below(s, (size_t)f->cols + 6) - 3;
        int cols = (int)take_below(s, (size_t)f->cols + 4) - 1;
        size_t n;
        if (kind == 0) {
            frame_put(f, row, col, style, (uint32_t)take_below(s, 0x110100));
        } else if (kind == 1) {
            frame_fill(f, row, col, 1 + (int)take_below(s, 3), cols, style);
        } else if (kind == 2) {
            frame_tint(f, row, col, 1 + (int)take_below(s, 3), cols, (enum slot)style.bg);
        } else {
            const char *text = take_bytes(s, take_byte(s) % 48, &n);
            int taken = frame_text(f, (struct span){row, col, cols}, style, text, (int)n);
            REQUIRE(taken >= 0 && taken <= (cols > 0 ? cols : 0));
        }
        require_sound(f);
    }
}

/* Cuts out the format's own SGR sequences: ESC [ digits and semicolons m. */
static void strip_sgr(struct str *s)
{
    size_t to = 0;
    for (size_t i = 0; i < s->len;) {
        if (s->data[i] != '\033') {
            s->data[to++] = s->data[i++];
            continue;
        }
        REQUIRE(s->data[i + 1] == '[');
        i += 2 + strspn(s->data + i + 2, "0123456789;");
        REQUIRE(s->data[i++] == 'm');
    }
    s->len = to;
}

/* Elements closed in order, quotes and entities whole, nothing between that markup would take amiss. */
static void require_markup(const char *s)
{
    const char *open[8];
    int depth = 0;
    for (; *s; s++) {
        REQUIRE(*s != '>' && strncmp(s, "\xEF\xBF\xBE", 3) != 0 &&
                strncmp(s, "\xEF\xBF\xBF", 3) != 0);
        if (*s == '&') {
            size_t name = strspn(s + 1, "abcdefghijklmnopqrstuvwxyz#0123456789");
            REQUIRE(name > 0 && s[1 + name] == ';');
        }
        if (*s != '<') continue;
        const char *end = strchr(s, '>');
        REQUIRE(end);
        size_t name = strspn(s + 1 + (s[1] == '/'), "abcdefghijklmnopqrstuvwxyz");
        REQUIRE(name > 0);
        if (s[1] == '/') {
            REQUIRE(depth > 0 && strncmp(open[--depth], s + 2, name) == 0);
        } else if (end[-1] != '/') {
            REQUIRE(depth < 8);
            open[depth++] = s + 1;
        }
        s = end;
    }
    REQUIRE(depth == 0);
}

static void require_export(const struct export_format *format, const struct frame *f,
                           const struct palette *p)
{
    struct str out = STR_EMPTY;
    format->write(f, p, &out);
    REQUIRE(!out.failed && out.len > 0 && out.data[out.len - 1] == '\n');
    if (strcmp(format->name, "ansi") == 0) strip_sgr(&out);
    require_safe(out.data, out.len, true);
    REQUIRE(memchr(out.data, '\0', out.len) == NULL);
    if (strcmp(format->name, "svg") == 0) require_markup(out.data);
    if (strcmp(format->name, "html") == 0) {
        char *end = strstr(out.data, "</pre>"), *start = strstr(out.data, "<pre>");
        REQUIRE(start && end && !strstr(end + 1, "</pre>"));
        end[strlen("</pre>")] = '\0';
        require_markup(start);
    }
    str_free(&out);
}

static void fuzz_frame(struct source *s)
{
    struct frame f = FRAME_EMPTY;
    bool ascii = take_byte(s) % 4 == 0;
    int rows = 1 + (int)take_below(s, 5), cols = 1 + (int)take_below(s, 60);
    enum depth depth = (enum depth)take_below(s, DEPTH_COUNT);
    int theme = (int)take_below(s, (size_t)theme_count);
    REQUIRE(frame_start(&f, rows, cols, ascii, (struct style){SLOT_TEXT, SLOT_BACK, 0}));
    fill_frame(&f, s);
    f.cursor_row = rows - 1;
    f.cursor_col = cols / 2;
    for (int i = 0; i < export_format_count; i++)
        require_export(&export_formats[i], &f, theme_palette(theme, 0, depth));
    frame_free(&f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t n = size < TEXT_MOST ? size : TEXT_MOST;
    char *text = malloc(n + !n); /* of its very size, so that reading past the end is noticed */
    REQUIRE(text);
    memcpy(text, data, n);
    fuzz_utf8(text, n);
    fuzz_safe(text, n, false);
    fuzz_safe(text, n, true);
    fuzz_json(text, n);
    fuzz_csv(text, n);
    free(text);
    fuzz_frame(&(struct source){data, size});
    return 0;
}
