/* Frames as web pages: one <pre>, whose colours are classes in a style sheet. */
#include "view/export/export_parts.h"

/* The colours that the frame uses, each once: at most a palette's and two defaults. */
#define COLORS_MAX (SLOT_COUNT + 2)
struct colors {
    int32_t rgb[COLORS_MAX];
    int count;
};

/* The colour's number, added if it was not yet there. */
static int color_number(struct colors *colors, int32_t rgb)
{
    int i = 0;
    while (i < colors->count && colors->rgb[i] != rgb) i++;
    if (i == colors->count && i < COLORS_MAX) colors->rgb[colors->count++] = rgb;
    return i;
}

static void collect_colors(const struct frame *f, const struct palette *p, struct colors *fg,
                           struct colors *bg)
{
    for (int row = 0; row < f->rows; row++) {
        struct export_run run = {0};
        while (export_next_run(f, row, &run)) {
            struct export_look look = export_look(run.style, p);
            color_number(fg, look.fg);
            color_number(bg, look.bg);
        }
    }
}

/* Cells are 10 px wide with the first font named, and 20 px high with any. */
static void add_head(const struct colors *fg, const struct colors *bg, struct str *out)
{
    unsigned ink = (unsigned)fg->rgb[0], ground = (unsigned)bg->rgb[0];
    str_addf(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<title>lexwave</title>\n<style>\n"
        "body{margin:0;background:#%06x;color:#%06x}\n"
        "pre{margin:0;font:16.61px/20px \"DejaVu Sans Mono\",Menlo,Consolas,monospace}\n"
        "pre span{display:inline-block;height:20px;vertical-align:top}\n"
        "pre i{display:inline-block;width:1ch;font-style:normal;text-align:center}\n"
        "pre i.w{width:2ch}\n.b{font-weight:bold}\n.d{opacity:.6}\n.u{text-decoration:underline}\n",
        ground, ink);
    for (int i = 1; i < fg->count; i++)
        str_addf(out, ".f%d{color:#%06x}\n", i, (unsigned)fg->rgb[i]);
    for (int i = 1; i < bg->count; i++)
        str_addf(out, ".g%d{background:#%06x}\n", i, (unsigned)bg->rgb[i]);
    /* HTML ignores the newline after <pre>, and would the first row's. */
    str_adds(out, "</style>\n</head>\n<body>\n<pre>\n");
}

/* Characters that common monospace fonts lack or have in another width are put
 * in a box of their cell's width. Lines and blocks are not, so that they join. */
static bool needs_box(const struct cell *c)
{
    return c->width == 2 || c->mark[0] != 0 ||
           (c->ch >= 0x2000 && !(c->ch >= 0x2500 && c->ch <= 0x259F));
}

static void add_cells(const struct frame *f, int row, int col, int end, struct str *out)
{
    for (; col < end; col++) {
        const struct cell *c = frame_cell(f, row, col);
        if (c->width == 0) continue;
        bool box = needs_box(c);
        str_adds(out, !box ? "" : c->width == 2 ? "<i class=\"w\">" : "<i>");
        export_markup(f, c, out);
        str_adds(out, box ? "</i>" : "");
    }
}

/* What a page is written from and to. */
struct page {
    const struct frame *f;
    const struct palette *p;
    struct colors fg, bg; /* those of plain text first */
    struct str *out;
};

/* Cells of one look, in a span unless it is the page's own. */
static void add_run(struct page *page, int row, const struct export_run *run)
{
    struct export_look look = export_look(run->style, page->p);
    struct str *out = page->out;
    int fg = color_number(&page->fg, look.fg), bg = color_number(&page->bg, look.bg);
    bool plain = (fg == 0 || run->blank) && bg == 0 && look.attr == 0;
    if (plain) {
        if (!run->blank || run->end < page->f->cols)
            add_cells(page->f, row, run->col, run->end, out);
        return;
    }
    size_t start = out->len;
    if (fg > 0 && !run->blank) str_addf(out, " f%d", fg);
    if (bg > 0) str_addf(out, " g%d", bg);
    str_addf(out, "%s%s%s", look.attr & ATTR_BOLD ? " b" : "", look.attr & ATTR_DIM ? " d" : "",
             look.attr & ATTR_UNDERLINE ? " u" : "");
    static const char open[] = "<span class=\"";
    str_splice(out, start, 1, open, sizeof open - 1); /* in the place of the first space */
    str_adds(out, "\">");
    add_cells(page->f, row, run->col, run->end, out);
    str_adds(out, "</span>");
}

void export_html(const struct frame *f, const struct palette *p, struct str *out)
{
    struct export_look plain = export_look((struct style){SLOT_TEXT, SLOT_BACK, 0}, p);
    struct page page = {.f = f,
                        .p = p,
                        .out = out,
                        .fg = {.rgb = {plain.fg}, .count = 1},
                        .bg = {.rgb = {plain.bg}, .count = 1}};
    collect_colors(f, p, &page.fg, &page.bg);
    add_head(&page.fg, &page.bg, out);
    for (int row = 0; row < f->rows; row++) {
        struct export_run run = {0};
        while (export_next_run(f, row, &run)) add_run(&page, row, &run);
        str_addc(out, '\n');
    }
    str_adds(out, "</pre>\n</body>\n</html>\n");
}
