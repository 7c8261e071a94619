/* Frames as web pages: one <pre>, whose colours are classes in a style sheet. */
#include "view/colour/theme.h"
#include "view/export/export_parts.h"

/* The colours that the frame uses, each once, with what they are on paper. */
#define COLORS_MAX (2 * SLOT_COUNT + 2)
struct colors {
    int32_t rgb[COLORS_MAX], printed[COLORS_MAX];
    int count;
};

/* The colour's number, added if it was not yet there. */
static int color_number(struct colors *colors, int32_t rgb, int32_t printed)
{
    int i = 0;
    while (i < colors->count && (colors->rgb[i] != rgb || colors->printed[i] != printed)) i++;
    if (i == colors->count && i < COLORS_MAX) {
        colors->rgb[i] = rgb;
        colors->printed[i] = printed;
        colors->count++;
    }
    return i;
}

/* What a page is written from and to. */
struct page {
    const struct frame *f;
    const struct palette *p, *paper; /* as shown, and as printed: light */
    struct colors fg, bg;            /* those of plain text first */
    struct str *out;
};

struct numbers {
    int fg, bg;
    uint8_t attr;
};

static struct numbers look_numbers(struct page *page, struct style style)
{
    struct export_look look = export_look(style, page->p), ink = export_look(style, page->paper);
    return (struct numbers){color_number(&page->fg, look.fg, ink.fg),
                            color_number(&page->bg, look.bg, ink.bg), look.attr};
}

static void collect_colors(struct page *page)
{
    look_numbers(page, (struct style){SLOT_TEXT, SLOT_BACK, 0});
    for (int row = 0; row < page->f->rows; row++) {
        struct export_run run = {0};
        while (export_next_run(page->f, row, &run)) look_numbers(page, run.style);
    }
}

/* The light theme with the palette of heat cells that `p` has; without colours, `p` itself. */
static const struct palette *on_paper(const struct palette *p)
{
    int light = theme_find("light"), palette = 0;
    if (p->depth == DEPTH_NONE) return p;
    for (int theme = 0; theme < theme_count; theme++)
        for (int i = 0; i < palette_count; i++)
            if (theme_palette(theme, i, p->depth) == p) palette = i;
    return theme_palette(light, palette, DEPTH_TRUE);
}

static void add_colors(const struct page *page, const int32_t *fg, const int32_t *bg)
{
    for (int i = 1; i < page->fg.count; i++)
        str_addf(page->out, ".f%d{color:#%06x}\n", i, (unsigned)fg[i]);
    for (int i = 1; i < page->bg.count; i++)
        str_addf(page->out, ".g%d{background:#%06x}\n", i, (unsigned)bg[i]);
}

/* Cells are 10 px wide with the first font named, and 20 px high with any; on paper a page wide
 * or high, whichever is less. Browsers place boxes in steps of 1/64 px: the width of a cell is
 * made a number of them (--u), so that what is left over does not add up along a row. */
static void add_head(const struct page *page)
{
    const struct frame *f = page->f;
    struct str *out = page->out;
    str_adds(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    export_title(f, out);
    str_adds(out, "</title>\n<meta name=\"description\" content=\"");
    export_escape(f->description, out);
    str_addf(out,
             "\">\n<style>\n"
             "body{margin:0;background:#%06x;color:#%06x}\n"
             "pre{margin:0;font:16.61px/1.2041 \"DejaVu Sans Mono\",Menlo,Consolas,monospace;"
             "--u:round(up,1ch,.015625px);letter-spacing:calc(var(--u) - 1ch - .0001px)}\n"
             "pre span{display:inline-block;height:1.2041em;vertical-align:top}\n"
             "pre i{display:inline-block;width:1ch;width:var(--u);height:1.2041em;"
             "vertical-align:top;overflow:hidden;font-style:normal;text-align:center}\n"
             "pre i.w{width:2ch;width:calc(2*var(--u))}\n.b{font-weight:bold}\n.d{opacity:.6}\n"
             ".u{text-decoration:underline}\n",
             (unsigned)page->bg.rgb[0], (unsigned)page->fg.rgb[0]);
    add_colors(page, page->fg.rgb, page->bg.rgb);
    str_addf(out,
             "@page{size:landscape;margin:8mm}\n@media print{\n"
             "*{print-color-adjust:exact;-webkit-print-color-adjust:exact}\n"
             "body{background:#%06x;color:#%06x}\n"
             "pre{font-size:min(%.4fvw,%.4fvh)}\n",
             (unsigned)page->bg.printed[0], (unsigned)page->fg.printed[0], 100 / (0.61 * f->cols),
             100 / (1.2041 * (f->rows + 1)));
    add_colors(page, page->fg.printed, page->bg.printed);
    /* HTML ignores the newline after <pre>, and would the first row's. */
    str_adds(out, "}\n</style>\n</head>\n<body>\n<pre>\n");
}

/* Neighbours that one box holds: lines and blocks, which join, and words that are written from
 * right to left, whose letters join and stand in their own order, within their own columns. */
enum joined { ALONE, LINES, RIGHT_TO_LEFT };

static enum joined joined_as(const struct cell *c)
{
    static const struct {
        uint32_t first, last;
        enum joined as;
    } blocks[] = {{0x0590, 0x08FF, RIGHT_TO_LEFT},
                  {0x2500, 0x259F, LINES},
                  {0xFB1D, 0xFDFF, RIGHT_TO_LEFT},
                  {0xFE70, 0xFEFF, RIGHT_TO_LEFT},
                  {0x10800, 0x10FFF, RIGHT_TO_LEFT}};
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        if (c->width == 1 && c->ch >= blocks[i].first && c->ch <= blocks[i].last)
            return blocks[i].as;
    return ALONE;
}

/* A cell with a box of its own, or with its neighbours: whatever font its character comes from, and
 * whichever way that is written, the cells after it stay in their columns. Returns the column
 * after it. */
static int add_box(const struct frame *f, int row, int col, int end, struct str *out)
{
    const struct cell *c = frame_cell(f, row, col);
    enum joined as = joined_as(c);
    int last = col + 1;
    while (as != ALONE && last < end && joined_as(frame_cell(f, row, last)) == as) last++;
    if (last > col + 1)
        str_addf(out, "<i style=\"width:calc(%d*var(--u))\">", last - col);
    else
        str_adds(out, c->width == 2 ? "<i class=\"w\">" : "<i>");
    for (int i = col; i < last; i++) export_markup(f, frame_cell(f, row, i), out);
    str_adds(out, "</i>");
    return last;
}

static void add_cells(const struct frame *f, int row, int col, int end, struct str *out)
{
    while (col < end) {
        const struct cell *c = frame_cell(f, row, col);
        if (c->width > 0 && (c->ch > 0x7E || c->mark[0] != 0)) {
            col = add_box(f, row, col, end, out);
            continue;
        }
        export_markup(f, c, out);
        col++;
    }
}

/* Cells of one look, in a span unless it is the page's own. */
static void add_run(struct page *page, int row, const struct export_run *run)
{
    struct numbers look = look_numbers(page, run->style);
    struct str *out = page->out;
    int fg = look.fg, bg = look.bg;
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
    struct page page = {.f = f, .p = p, .paper = on_paper(p), .out = out};
    collect_colors(&page);
    add_head(&page);
    for (int row = 0; row < f->rows; row++) {
        struct export_run run = {0};
        while (export_next_run(f, row, &run)) add_run(&page, row, &run);
        str_addc(out, '\n');
    }
    str_adds(out, "</pre>\n</body>\n</html>\n");
}
