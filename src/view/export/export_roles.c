#include "view/export/export_parts.h"

#include <string.h>

/* The named slots: as written in runs, and for the legend. */
static const struct {
    const char *name, *about;
} names[SLOT_HEAT] = {
    [SLOT_BACK] = {"back", "background of the screen"},
    [SLOT_TEXT] = {"text", "ordinary text"},
    [SLOT_DIM] = {"dim", "labels and hints"},
    [SLOT_STRONG] = {"strong", "headings, the number that matters"},
    [SLOT_ACCENT] = {"accent", "the selection, the current view"},
    [SLOT_ACCENT_INK] = {"accent-ink", "text on accent"},
    [SLOT_LINE] = {"line", "box lines, the zero line"},
    [SLOT_BAR] = {"bar", "background of the top and inspector lines"},
    [SLOT_SELECTED] = {"selected", "background of the selected row"},
    [SLOT_CHIP_A] = {"chip-a", "token chips, alternating"},
    [SLOT_CHIP_B] = {"chip-b", "token chips, alternating"},
    [SLOT_CHIP_SELECTED] = {"chip-selected", "the selected token's chip"},
    [SLOT_SIN] = {"sin", "sine"},
    [SLOT_COS] = {"cos", "cosine"},
    [SLOT_NEW] = {"new", "words new to the vocabulary"},
    [SLOT_WARN] = {"warn", "errors and warnings"},
    [SLOT_GOOD] = {"good", "what a test finds to hold"},
    [SLOT_INK_NEAR] = {"ink-near", "text in heat cells near zero"},
    /* Inks below zero share the names: the level shows the sign. */
    [SLOT_INK_NEAR_BELOW] = {"ink-near", "text in heat cells near zero"},
    [SLOT_INK_FAR_BELOW] = {"ink-far", "text in heat cells far from zero"},
    [SLOT_INK_FAR] = {"ink-far", "text in heat cells far from zero"},
};

static const struct {
    unsigned attr;
    const char *name;
} attributes[] = {
    {ATTR_BOLD, "+bold"},
    {ATTR_DIM, "+dim"},
    {ATTR_UNDERLINE, "+underline"},
    {ATTR_REVERSE, "+reverse"},
};

static void add_slot(struct str *out, bool used[SLOT_COUNT], int slot)
{
    used[slot] = true;
    if (slot < SLOT_HEAT)
        str_adds(out, names[slot].name);
    else if (slot < SLOT_HEAT_DIM)
        str_addf(out, "h%+d", slot - SLOT_HEAT - HEAT_HALF);
    else
        str_addf(out, "d%+d", slot - SLOT_HEAT_DIM - HEAT_HALF);
}

static void add_run(const struct frame *f, int row, const struct export_run *run,
                    bool used[SLOT_COUNT], struct str *out)
{
    str_addc(out, '{');
    if (!run->blank) {
        add_slot(out, used, run->style.fg);
        str_addc(out, '/');
    }
    add_slot(out, used, run->style.bg);
    for (size_t i = 0; i < sizeof attributes / sizeof attributes[0]; i++)
        if (run->style.attr & attributes[i].attr) str_adds(out, attributes[i].name);
    str_addc(out, ':');
    for (int col = run->col; col < run->end; col++) export_glyph(f, frame_cell(f, row, col), out);
    str_addc(out, '}');
}

/* A row's runs, on one line; blank ones that show nothing but the screen are
 * left out at its end, and with them a row that has nothing else. */
static void add_row(const struct frame *f, int row, bool used[SLOT_COUNT], struct str *out)
{
    int end = f->cols;
    while (end > 0 && export_blank(frame_cell(f, row, end - 1)) &&
           frame_cell(f, row, end - 1)->bg == SLOT_BACK)
        end--;
    if (end == 0) return;
    str_addf(out, "%d ", row);
    struct export_run run = {0};
    while (run.end < end && export_next_run(f, row, &run)) {
        run.end = run.end < end ? run.end : end;
        add_run(f, row, &run, used, out);
    }
    str_addc(out, '\n');
}

static void add_legend(const bool used[SLOT_COUNT], struct str *out)
{
    bool heat = false, dim = false;
    for (int slot = 0; slot < SLOT_COUNT; slot++) {
        bool said = slot > 0 && slot < SLOT_HEAT && used[slot - 1] &&
                    strcmp(names[slot - 1].name, names[slot].name) == 0;
        if (slot < SLOT_HEAT && used[slot] && !said)
            str_addf(out, "%s: %s\n", names[slot].name, names[slot].about);
        heat = heat || (slot >= SLOT_HEAT && slot < SLOT_HEAT_DIM && used[slot]);
        dim = dim || (slot >= SLOT_HEAT_DIM && used[slot]);
    }
    if (heat) {
        str_addf(out, "h-%d ... h+%d: heat, from the scale's negative end to its positive one\n",
                 HEAT_HALF, HEAT_HALF);
    }
    if (dim)
        str_addf(out, "d-%d ... d+%d: the same, of rows that stand back\n", HEAT_HALF, HEAT_HALF);
}

void export_roles(const struct frame *f, const struct palette *p, struct str *out)
{
    (void)p; /* styles are named, not shown: the same in every theme */
    bool used[SLOT_COUNT] = {false};
    str_addf(out, "%dx%d %s", f->cols, f->rows,
             f->ascii               ? "ascii"
             : f->text == SAFE_WIDE ? "wide"
                                    : "utf-8");
    if (f->cursor_row >= 0)
        str_addf(out, ", cursor at row %d, column %d", f->cursor_row, f->cursor_col);
    str_adds(out, "\n");
    for (int row = 0; row < f->rows; row++) {
        str_addc(out, '|');
        export_row(f, row, out);
    }
    str_adds(out, "\nrow {text/ground+attributes:characters}\n");
    for (int row = 0; row < f->rows; row++) add_row(f, row, used, out);
    str_adds(out, "\n");
    add_legend(used, out);
}
