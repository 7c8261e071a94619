#include "view/export/export.h"

#include <string.h>

#include "base/safe.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "view/export/export_parts.h"
#include "view/colour/ramp.h"
#include "view/colour/theme.h"

static bool shows_on_blanks(unsigned attr)
{
    return (attr & (ATTR_UNDERLINE | ATTR_REVERSE)) != 0;
}

bool export_blank(const struct cell *c)
{
    return c->ch == ' ' && c->mark[0] == 0 && !shows_on_blanks(c->attr);
}

/* Whether the run goes on over this cell; a run of blanks takes on its style. */
static bool run_takes(struct export_run *run, const struct cell *c)
{
    if (c->bg != run->style.bg) return false;
    if (export_blank(c)) return !shows_on_blanks(run->style.attr);
    if (run->blank && !shows_on_blanks(c->attr)) {
        run->style = (struct style){c->fg, c->bg, c->attr};
        run->blank = false;
    }
    return !run->blank && c->fg == run->style.fg && c->attr == run->style.attr;
}

bool export_next_run(const struct frame *f, int row, struct export_run *run)
{
    int col = run->end;
    if (col >= f->cols) return false;
    const struct cell *first = frame_cell(f, row, col);
    run->col = col;
    run->blank = export_blank(first);
    run->style = run->blank ? (struct style){SLOT_TEXT, first->bg, 0}
                            : (struct style){first->fg, first->bg, first->attr};
    do {
        col++;
    } while (col < f->cols && run_takes(run, frame_cell(f, row, col)));
    run->end = col;
    return true;
}

/* Views write frames through frame.h, which lets nothing unsafe in; this holds
 * also for a cell that was filled in some other way. */
static uint32_t safe_code_point(const struct frame *f, uint32_t cp)
{
    if (f->text == SAFE_ASCII) return cp >= 0x20 && cp <= 0x7E ? cp : '?';
    return uc_unsafe(cp) ? UTF8_BAD : cp;
}

static void add_code_point(const struct frame *f, uint32_t cp, struct str *out)
{
    char bytes[4];
    str_add(out, bytes, utf8_encode(safe_code_point(f, cp), bytes));
}

static void add_marks(const struct frame *f, const struct cell *c, struct str *out)
{
    for (int i = 0; i < 2 && c->mark[i] != 0; i++) add_code_point(f, c->mark[i], out);
}

void export_glyph(const struct frame *f, const struct cell *c, struct str *out)
{
    if (c->width > 0) {
        add_code_point(f, c->ch, out);
        add_marks(f, c, out);
    }
}

static const char *entity_of(uint32_t ch)
{
    static const struct {
        uint32_t ch;
        const char *entity;
    } entities[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&#39;"}};
    for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++)
        if (ch == entities[i].ch) return entities[i].entity;
    return NULL;
}

void export_markup(const struct frame *f, const struct cell *c, struct str *out)
{
    const char *entity = entity_of(c->ch);
    if (!entity) {
        export_glyph(f, c, out);
        return;
    }
    str_adds(out, entity);
    add_marks(f, c, out);
}

void export_escape(const char *text, struct str *out)
{
    struct safe_reader r = safe_start(text, text ? strlen(text) : 0);
    struct safe_part part;
    while (safe_next(&r, &part)) {
        char picture[SAFE_MAX];
        const char *entity = entity_of(part.cp);
        if (entity)
            str_adds(out, entity);
        else
            str_add(out, picture, safe_part_picture(&part, SAFE_UTF8, picture));
    }
}

void export_title(const struct frame *f, struct str *out)
{
    export_escape(f->title ? f->title : "lexwave", out);
}

struct export_look export_look(struct style style, const struct palette *p)
{
    const struct palette *paper = theme_palette(theme_find("light"), 0, DEPTH_TRUE);
    int32_t fg = p->color[style.fg], bg = p->color[style.bg];
    fg = fg == COLOR_TERMINAL ? paper->color[SLOT_TEXT] : ramp_rgb(p->depth, fg);
    bg = bg == COLOR_TERMINAL ? paper->color[SLOT_BACK] : ramp_rgb(p->depth, bg);
    bool reverse = (style.attr & ATTR_REVERSE) != 0;
    uint8_t attr = (uint8_t)(style.attr & ~ATTR_REVERSE);
    return reverse ? (struct export_look){bg, fg, attr} : (struct export_look){fg, bg, attr};
}

void export_row(const struct frame *f, int row, struct str *out)
{
    int end = f->cols;
    while (end > 0 && frame_cell(f, row, end - 1)->ch == ' ' &&
           frame_cell(f, row, end - 1)->mark[0] == 0)
        end--;
    for (int col = 0; col < end; col++) export_glyph(f, frame_cell(f, row, col), out);
    str_addc(out, '\n');
}

static void write_text(const struct frame *f, const struct palette *p, struct str *out)
{
    (void)p; /* characters have no colour */
    for (int row = 0; row < f->rows; row++) export_row(f, row, out);
}

/* What a terminal's pen is set to (ECMA-48, SGR). */
struct sgr {
    int32_t fg, bg;
    uint8_t attr;
};
static const struct sgr sgr_default = {COLOR_TERMINAL, COLOR_TERMINAL, 0};

/* Attributes with what turns them on and off; 22 ends bold and dim alike. */
static const struct {
    uint8_t attr;
    int on, off;
} sgr_attributes[] = {
    {ATTR_BOLD, 1, 22}, {ATTR_DIM, 2, 22}, {ATTR_UNDERLINE, 4, 24}, {ATTR_REVERSE, 7, 27}};

/* Appends a parameter list for a colour, on base 30 (text) or 40 (ground). */
static void sgr_color(struct str *out, enum depth depth, int32_t color, int base)
{
    if (color == COLOR_TERMINAL) {
        str_addf(out, "%d;", base + 9);
    } else if (depth == DEPTH_TRUE) {
        str_addf(out, "%d;2;%d;%d;%d;", base + 8, (int)(color >> 16), (int)(color >> 8 & 0xFF),
                 (int)(color & 0xFF));
    } else if (depth == DEPTH_256) {
        str_addf(out, "%d;5;%d;", base + 8, (int)color);
    } else {
        str_addf(out, "%d;", color < 8 ? base + (int)color : base + 60 + (int)color - 8);
    }
}

static void sgr_attr(struct str *out, uint8_t from, uint8_t to)
{
    const uint8_t weight = ATTR_BOLD | ATTR_DIM;
    uint8_t gone = (uint8_t)(from & ~to);
    if (gone & weight) { /* both go, and what stays is turned on again below */
        from = (uint8_t)(from & ~weight);
        str_adds(out, "22;");
    }
    for (size_t i = 0; i < sizeof sgr_attributes / sizeof sgr_attributes[0]; i++) {
        uint8_t attr = sgr_attributes[i].attr;
        if (to & ~from & attr)
            str_addf(out, "%d;", sgr_attributes[i].on);
        else if (gone & attr & ~weight)
            str_addf(out, "%d;", sgr_attributes[i].off);
    }
}

/* Sets the pen, by the pieces that change alone. */
static void sgr_set(struct str *out, enum depth depth, struct sgr *pen, struct sgr to)
{
    bool fg = pen->fg != to.fg, bg = pen->bg != to.bg;
    if (!fg && !bg && pen->attr == to.attr) return;
    str_adds(out, "\033[");
    sgr_attr(out, pen->attr, to.attr);
    if (fg) sgr_color(out, depth, to.fg, 30);
    if (bg) sgr_color(out, depth, to.bg, 40);
    if (!out->failed) out->data[out->len - 1] = 'm'; /* in the place of the last semicolon */
    *pen = to;
}

static void write_ansi(const struct frame *f, const struct palette *p, struct str *out)
{
    for (int row = 0; row < f->rows; row++) {
        struct sgr pen = sgr_default;
        struct export_run run = {0};
        while (export_next_run(f, row, &run)) {
            int32_t fg = p->color[run.style.fg];
            struct sgr to = {fg, p->color[run.style.bg], palette_attr(p, fg, run.style.attr)};
            if (run.blank) { /* only the ground shows */
                to.fg = pen.fg;
                to.attr = shows_on_blanks(pen.attr) ? 0 : pen.attr;
            }
            sgr_set(out, p->depth, &pen, to);
            for (int col = run.col; col < run.end; col++)
                export_glyph(f, frame_cell(f, row, col), out);
        }
        str_adds(out, "\033[0m\n");
    }
}

/* name, extension, page, depth, writer. The formats that are for tests alone come last. */
#define FORMATS(ROW)                                                                               \
    ROW("text", "txt", false, DEPTH_NONE, write_text)                                              \
    ROW("ansi", "ansi", false, DEPTH_TRUE, write_ansi)                                             \
    ROW("svg", "svg", true, DEPTH_TRUE, export_svg)                                                \
    ROW("html", "html", true, DEPTH_TRUE, export_html)
#define TEST_FORMATS(ROW) ROW("roles", "roles", false, DEPTH_TRUE, export_roles)

#define FORMAT_ROW(name, extension, page, depth, write) {name, extension, page, depth, write},
#define FORMAT_NAME(name, extension, page, depth, write) name,
const struct export_format export_formats[] = {FORMATS(FORMAT_ROW) TEST_FORMATS(FORMAT_ROW)};
const char *const export_names[] = {FORMATS(FORMAT_NAME) TEST_FORMATS(FORMAT_NAME) NULL};
const char *const export_offered_names[] = {FORMATS(FORMAT_NAME) NULL};
const int export_format_count = sizeof export_formats / sizeof export_formats[0];

const struct export_format *export_find(const char *name)
{
    for (int i = 0; i < export_format_count; i++)
        if (strcmp(export_formats[i].name, name) == 0) return &export_formats[i];
    return NULL;
}
