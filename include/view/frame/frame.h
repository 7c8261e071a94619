/* A frame: what one screen shows, as a grid of cells, and what a click on it
 * means. Views write frames; the terminal painter and the exporters read them.
 * Colours are slots, given their values by a palette at the very end. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "app/input/event.h"
#include "base/safe.h"

/* Heat levels: −HEAT_HALF … +HEAT_HALF around zero. */
#define HEAT_HALF 32
#define HEAT_LEVELS (2 * HEAT_HALF + 1)
/* Up to this level a heat colour is nearer to the background than to the
 * scale's ends in every theme, and takes the one ink; beyond, the other. */
#define HEAT_NEAR (HEAT_HALF / 2)

/* Named colours. A theme gives each its value at each colour depth. */
enum slot {
    SLOT_BACK,       /* background of the whole screen */
    SLOT_TEXT,       /* ordinary text */
    SLOT_DIM,        /* labels, hints, frames' captions */
    SLOT_STRONG,     /* headings, the number that matters */
    SLOT_ACCENT,     /* the selection, the current view, + and = */
    SLOT_ACCENT_INK, /* text on SLOT_ACCENT */
    SLOT_LINE,       /* box lines and the zero line */
    SLOT_BAR,        /* background of the top and inspector lines */
    SLOT_SELECTED,   /* background of the selected row */
    SLOT_CHIP_A,     /* token chips, alternating */
    SLOT_CHIP_B,
    SLOT_CHIP_SELECTED,
    SLOT_SIN,
    SLOT_COS,
    SLOT_NEW,            /* words that are new to the vocabulary */
    SLOT_WARN,           /* errors and warnings */
    SLOT_GOOD,           /* what a test finds to hold */
    SLOT_INK_NEAR,       /* text inside a heat cell of the levels 0 … HEAT_NEAR */
    SLOT_INK_NEAR_BELOW, /* of the levels −HEAT_NEAR … −1 */
    SLOT_INK_FAR,        /* of the levels above HEAT_NEAR */
    SLOT_INK_FAR_BELOW,  /* of those below −HEAT_NEAR */
    SLOT_HEAT,           /* first of HEAT_LEVELS */
    SLOT_HEAT_DIM = SLOT_HEAT + HEAT_LEVELS, /* the same, nearer to the ground: what stands back */
    SLOT_COUNT = SLOT_HEAT_DIM + HEAT_LEVELS,
};

enum attribute {
    ATTR_BOLD = 1,
    ATTR_DIM = 2,
    ATTR_UNDERLINE = 4,
    ATTR_REVERSE = 8,
};

/* How many colours an output can show. */
enum depth { DEPTH_NONE, DEPTH_16, DEPTH_256, DEPTH_TRUE, DEPTH_COUNT };

/* What colours to use. For COLOR_AUTO and COLOR_ALWAYS the output itself decides; a file, which
 * says nothing of itself, has all colours with COLOR_ALWAYS. */
enum color_wish { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER, COLOR_16, COLOR_256, COLOR_TRUE };
extern const char *const color_wish_names[]; /* as --color takes them, NULL-ended */
extern const enum depth color_wish_depths[];

/* The colour of every slot at one depth: 0 … 15, 0 … 255 or 0xRRGGBB (never
 * below 0x010101); COLOR_TERMINAL is the terminal's own. */
#define COLOR_TERMINAL (-1)
struct palette {
    enum depth depth;
    int32_t color[SLOT_COUNT];
};

/* Attributes of text in that colour, as a terminal is to get them: of 16 colours black is not
 * made bold, as many terminals show that as grey, which is weaker than plain black. */
uint8_t palette_attr(const struct palette *p, int32_t fg, uint8_t attr);

struct style {
    uint8_t fg, bg; /* enum slot */
    uint8_t attr;   /* enum attribute bits */
};

struct cell {
    uint32_t ch;      /* code point, safe to show; 0 in the right half of a wide character */
    uint32_t mark[2]; /* combining marks on it, or 0 */
    uint8_t fg, bg, attr;
    uint8_t width; /* 1 or 2; 0 in the right half */
};

/* Columns of one row, and a rectangle. */
struct span {
    int row, col, cols;
};
struct area {
    int row, col, rows, cols;
};

/* A rectangle of the screen and what it stands for. Rows and columns inside it
 * map to tokens and dimensions by the steps. */
struct hit {
    int row, col, rows, cols;
    struct target target; /* at the top left */
    int rows_per_token;   /* 0: the whole rectangle is one token */
    int cols_per_dim;     /* 0: the whole rectangle is one dimension */
    bool transposed;      /* rows are dimensions and columns tokens, by the same steps */
};

/* A part of a view by its name, and where it was drawn. */
#define FRAME_PANELS_MAX 6
struct frame_panel {
    const char *name;
    struct area at;
};

struct frame {
    int rows, cols;
    bool ascii;         /* frame_put() and frame_repeat() put ASCII only */
    enum safe_as text;  /* how frame_text() shows what it is given */
    struct cell *cells; /* (rows, cols); owned */
    struct hit *hits;   /* (hit_count); owned; later ones lie above earlier ones */
    int hit_count, hit_cap;
    struct frame_panel panels[FRAME_PANELS_MAX];
    int panel_count;
    int cursor_row, cursor_col;      /* −1: no cursor */
    bool failed;                     /* out of memory: something is missing */
    const char *title, *description; /* of a picture of it; borrowed; NULL: none */
};

#define FRAME_EMPTY                                                                                \
    {                                                                                              \
        .cursor_row = -1, .cursor_col = -1                                                         \
    }

/* Makes the frame rows × cols (each ≥ 1), all blank in `style`, without hits or
 * cursor, for text in UTF-8 or ASCII (f->text can be set after). False when out of memory: the
 * frame then keeps its old size. */
bool frame_start(struct frame *f, int rows, int cols, bool ascii, struct style style);
void frame_free(struct frame *f);

/* Writes UTF-8 text in the columns of `at` that are on the frame; returns the columns taken. A
 * wide character that does not fit whole is left out; marks join the cell before; joiners in their
 * place are dropped; what is unsafe is shown as base/safe.h says. */
int frame_text(struct frame *f, struct span at, struct style style, const char *text, int len);
/* The same for a whole C string, up to the frame's edge. */
int frame_puts(struct frame *f, int row, int col, struct style style, const char *text);
/* One code point of width 1. Overwriting half a wide character blanks the other half. */
void frame_put(struct frame *f, int row, int col, struct style style, uint32_t ch);
/* The same one in `cols` columns. */
void frame_repeat(struct frame *f, int row, int col, int cols, struct style style, uint32_t ch);
/* Fills a rectangle with spaces. */
void frame_fill(struct frame *f, int row, int col, int rows, int cols, struct style style);
/* Gives a rectangle another background and keeps text and foreground. */
void frame_tint(struct frame *f, int row, int col, int rows, int cols, enum slot bg);

/* Gives what stands in a rectangle another style and keeps the characters. */
void frame_ink(struct frame *f, struct area at, struct style style);

void frame_add_hit(struct frame *f, struct hit hit);
/* What lies at (row, col): the topmost hit's target, moved to the token and dimension under the
 * point; kind TARGET_NONE where there is none. */
struct target frame_target(const struct frame *f, int row, int col);

/* Says that the panel `name` (borrowed) is what was drawn there; nothing for one without rows. */
void frame_add_panel(struct frame *f, const char *name, struct area at);
/* The panel of that name, or NULL: it was not drawn. */
const struct frame_panel *frame_find_panel(const struct frame *f, const char *name);
/* Makes `out`, which must be another frame, a copy of the part of `f` that lies in `at`, a
 * rectangle of `f`, with `below` blank rows after it in `style`: without what it stands for, panels
 * and title. False when out of memory. */
bool frame_copy(const struct frame *f, struct area at, int below, struct style style,
                struct frame *out);

/* The cell at (row, col), which must lie inside. */
const struct cell *frame_cell(const struct frame *f, int row, int col);
