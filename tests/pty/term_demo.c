/* term_demo - the terminal layer by itself: paints a fixed scene and names
 * every event. For the tests test_term*.
 *
 *   term_demo [auto|always|never|16|256|true]
 *
 * Keys with a meaning: q quit, n paint the same again, C-l repaint all, p the
 * other palette, c cursor on and off, f fill with colours, w a wide character's
 * right half in another colour, C-z suspend, ! abort, @ a wild pointer, o a
 * stack overflow. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/input/keyname.h"
#include "base/safe.h"
#include "pty/term_scene.h"
#include "term/term.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define SHOWN_MAX 400

static struct {
    struct frame frame;
    struct palette palette[2];
    int variant;
    int events;
    char last[SHOWN_MAX + 100];
    bool cursor, filled, halved, over;
} demo;

static void set_cell(int row, int col, struct cell cell)
{
    struct frame *f = &demo.frame;
    if (row >= 0 && col >= 0 && row < f->rows && col < f->cols)
        f->cells[row * f->cols + col] = cell;
}

static const struct style plain = {SLOT_TEXT, SLOT_BACK, 0};

static void draw_colors(void)
{
    for (size_t i = 0; i < COUNT(demo_pairs); i++) {
        set_cell(ROW_PAIRS, (int)i,
                 (struct cell){.ch = 'a' + (uint32_t)i,
                               .fg = (uint8_t)demo_pairs[i].fg,
                               .bg = (uint8_t)demo_pairs[i].bg,
                               .width = 1});
    }
    for (int i = 0; i < HEAT_LEVELS; i++) {
        set_cell(ROW_HEAT, i,
                 (struct cell){
                     .ch = '.', .fg = SLOT_STRONG, .bg = (uint8_t)(SLOT_HEAT + i), .width = 1});
    }
    for (int i = 0; i < 4; i++) {
        set_cell(ROW_ATTRS, i,
                 (struct cell){.ch = (uint32_t) "BDUR"[i],
                               .fg = SLOT_TEXT,
                               .bg = SLOT_BACK,
                               .attr = (uint8_t)(1 << i),
                               .width = 1});
    }
}

static void draw_characters(void)
{
    int end = demo.frame.cols - 1;
    struct cell c = {.fg = SLOT_TEXT, .bg = SLOT_BACK, .width = 1};
    frame_puts(&demo.frame, ROW_WIDE, 0, plain,
               "\xE4\xB8\x96\xE7\x95\x8C|e\xCC\x81|a\xCC\x88\xCC\xA3|\xE2\x96\x80\xE2\xA0\x89|");
    if (demo.halved) set_cell(ROW_WIDE, 1, (struct cell){.fg = SLOT_TEXT, .bg = SLOT_BAR});
    c.ch = 0x754C; /* wide, said to be narrow */
    set_cell(ROW_WRONG, 0, c);
    c.ch = 7;
    set_cell(ROW_WRONG, 1, c);
    c.ch = 0x301; /* a mark by itself */
    set_cell(ROW_WRONG, 2, c);
    c = (struct cell){
        .ch = 'e', .mark = {'x', 0x301}, .fg = SLOT_TEXT, .bg = SLOT_BACK, .width = 1};
    set_cell(ROW_WRONG, 3, c); /* a mark that is none */
    c = (struct cell){.ch = 0xE9, .fg = SLOT_TEXT, .bg = SLOT_BACK, .width = 2};
    set_cell(ROW_WRONG, 4, c); /* narrow, said to be wide */
    c.width = 0;
    c.ch = 0;
    set_cell(ROW_WRONG, 5, c);
    set_cell(ROW_WRONG, 7, c); /* a right half without a left one */
    frame_puts(&demo.frame, ROW_WRONG, 8, plain, "|");
    c = (struct cell){.ch = 0x754C, .fg = SLOT_TEXT, .bg = SLOT_BACK, .width = 2};
    set_cell(ROW_LONG, end, c);
}

static void draw_filled(void)
{
    struct frame *f = &demo.frame;
    for (int i = 0; i < f->rows * f->cols; i++) {
        int fg = (i * 7 + demo.events) % HEAT_LEVELS, bg = (i * 11 + demo.events * 3) % HEAT_LEVELS;
        f->cells[i] = (struct cell){.ch = 0x2580,
                                    .fg = (uint8_t)(SLOT_HEAT + fg),
                                    .bg = (uint8_t)(SLOT_HEAT + bg),
                                    .width = 1};
    }
}

static const char *env(const char *name)
{
    const char *value = getenv(name);
    return value != NULL ? value : "unset";
}

static void draw(void)
{
    static const char *const depths[] = {"none", "16", "256", "true"};
    struct frame *f = &demo.frame;
    char text[200];
    int rows, cols;
    term_size(&rows, &cols);
    frame_start(f, rows, cols, !term_utf8(), plain);
    if (demo.filled) {
        draw_filled();
    } else {
        draw_colors();
        draw_characters();
    }
    snprintf(text, sizeof text, "demo %dx%d depth=%s utf8=%d ", cols, rows, depths[term_depth()],
             term_utf8());
    frame_puts(f, ROW_TITLE, 0, plain, text);
    snprintf(text, sizeof text, "TERM=%s TERMINFO=%s LINES=%s ", env("TERM"), env("TERMINFO"),
             env("LINES"));
    frame_puts(f, ROW_ENV, 0, plain, text);
    frame_puts(f, ROW_EVENT, 0, plain, demo.last);
    if (rows > ROW_COUNT) {
        set_cell(rows - 1, 0, (struct cell){.ch = '<', .fg = SLOT_SIN, .bg = SLOT_BAR, .width = 1});
        /* Painted last: without colours it is bold, which must not stay on. */
        set_cell(rows - 1, cols - 1,
                 (struct cell){.ch = '>',
                               .fg = SLOT_SIN,
                               .bg = SLOT_BAR,
                               .attr = term_depth() == DEPTH_NONE ? ATTR_BOLD : 0,
                               .width = 1});
    }
    f->cursor_row = demo.cursor ? ROW_EVENT : -1;
    f->cursor_col = 3;
    term_paint(f, &demo.palette[demo.variant]);
}

/* Ends with the stack. */
static __attribute__((noinline)) int overflow(const volatile char *below)
{
    volatile char here[4096];
    here[0] = below[0];
    return here[0] == '.' ? overflow(here) + here[0] : 0;
}

static void act(uint32_t key)
{
    static volatile uintptr_t nowhere = 64; /* an address that is nobody's */
    switch (key) {
    case 'q':
        demo.over = true;
        break;
    case 'p':
        demo.variant = !demo.variant;
        break;
    case 'c':
        demo.cursor = !demo.cursor;
        break;
    case 'f':
        demo.filled = !demo.filled;
        break;
    case 'w':
        demo.halved = !demo.halved;
        break;
    case '!':
        abort();
    case '@':
        *(volatile int *)nowhere = 1;
        break;
    case 'o':
        demo.over = overflow(".") != 0;
        break;
    case MOD_CTRL | 'l':
        term_redraw();
        break;
    case MOD_CTRL | 'z':
        term_suspend();
        break;
    default:
        break;
    }
}

/* "#3 key C-a;": the number tells equal events apart, the end shows it is whole. */
static void note(const struct event *e)
{
    static const char *const mouse[] = {"press", "wheel up", "wheel down"};
    struct str s = STR_EMPTY;
    char name[32];
    str_addf(&s, "#%d ", ++demo.events);
    if (e->type == EVENT_KEY) {
        key_format(e->key, name, sizeof name);
        str_addf(&s, "key %s", name);
    } else if (e->type == EVENT_PASTE) {
        str_addf(&s, "paste %zu ", e->len);
        safe_add(&s, e->text, e->len < SHOWN_MAX ? e->len : SHOWN_MAX, true);
    } else if (e->type == EVENT_MOUSE) {
        str_addf(&s, "%s%s %d,%d", e->shift ? "shift " : "", mouse[e->mouse], e->col, e->row);
    } else {
        str_addf(&s, "resize %dx%d", e->cols, e->rows);
    }
    str_addc(&s, ';');
    snprintf(demo.last, sizeof demo.last, "%.490s", str_text(&s));
    str_free(&s);
}

static enum color_wish wish_named(const char *name)
{
    for (int i = 0; color_wish_names[i]; i++)
        if (strcmp(color_wish_names[i], name) == 0) return (enum color_wish)i;
    return COLOR_AUTO;
}

static void set_palettes(void)
{
    for (int variant = 0; variant < 2; variant++) {
        demo.palette[variant].depth = term_depth();
        for (int slot = 0; slot < SLOT_COUNT; slot++)
            demo.palette[variant].color[slot] = demo_color(term_depth(), slot, variant);
    }
}

int main(int argc, char **argv)
{
    struct err e;
    struct event event;
    if (!term_open(argc > 1 ? wish_named(argv[1]) : COLOR_AUTO, &e)) {
        fprintf(stderr, "term_demo: %s\n", e.text);
        return 3;
    }
    demo.frame = (struct frame)FRAME_EMPTY;
    snprintf(demo.last, sizeof demo.last, "#0 ready;");
    set_palettes();
    draw();
    while (!demo.over && term_ending() == 0) {
        if (!term_event(-1, &event)) continue;
        if (event.type != EVENT_KEY || event.key != 'n') note(&event);
        if (event.type == EVENT_KEY) act(event.key);
        draw();
    }
    int ending = term_ending();
    term_close();
    frame_free(&demo.frame);
    printf("demo ends %d LINES=%s\n", ending, env("LINES"));
    return ending != 0 ? 128 + ending : 0;
}
