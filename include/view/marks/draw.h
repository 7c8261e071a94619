/* Words and numbers of the program itself on a frame: the same call for UTF-8
 * and ASCII output. (Text from people and files goes straight to frame_text.) */
#pragma once

#include "base/str.h"
#include "view/frame/frame.h"
#include "view/colour/theme.h"

/* Where a view draws: the frame, what it may use, and its rectangle. */
struct canvas {
    struct frame *frame;
    const struct caps *caps;
    int row, col, rows, cols;
};

/* Says that the canvas's first `rows` rows hold the view's panel of that name. */
void draw_panel(const struct canvas *c, const char *name, int rows);

/* A string of the program's own, cut at `cols` columns. On an ASCII frame its
 * symbols are spelled by draw.c's table: √ as sqrt, … as "..", − as -, · as * between
 * factors (2·3) and as - between words (2 · 3). Returns the columns taken. */
int draw_text(const struct canvas *c, int row, int col, int cols, enum role role, const char *text);
/* The same of the first n bytes. */
int draw_bytes(const struct canvas *c, struct span at, enum role role, const char *text, size_t n);
/* Appends the first n bytes as draw_text spells them on that frame. */
void draw_spell(const struct canvas *c, struct str *out, const char *text, size_t n);
/* The same at the right of the columns. */
void draw_right(const struct canvas *c, int row, int col, int cols, enum role role,
                const char *text);
/* A horizontal line. */
void draw_rule(const struct canvas *c, int row, int col, int cols, enum role role);
/* A bar from the left that fills `share` (0 … 1) of the columns, to an eighth of a column where it
 * is not ASCII; dots stand for the rest. */
void draw_share(const struct canvas *c, struct span at, enum role role, double share);
/* Columns that draw_text would take, uncut. */
int draw_width(const struct canvas *c, const char *text);
/* Bytes of `text` that fit into `cols` columns, cut between words where it can be. */
size_t draw_fit(const struct canvas *c, const char *text, int cols);

/* What stands for a number that there is not. */
#define DRAW_MISSING "–"
/* Appends a number with its sign always shown (−0.7781, +0.8004, 0 as +0.0000);
 * from 10^6 on in exponent form; NaN as DRAW_MISSING. */
void draw_signed(struct str *out, double value, int decimals);
/* A short text, by value: for a place in a sentence. */
struct draw_short {
    char text[32];
};
struct draw_short draw_signed_text(double value, int decimals);
/* Appends 10⁴ for whole powers of ten from 10³ on, else the shortest form. */
void draw_base(struct str *out, double base);

/* A token as it is shown: its bytes, a space as ␣, a lone byte as <0xE4>, and what would look like
 * nothing by its name, ⟨U+200B⟩. */
void draw_token(struct str *out, const char *bytes, size_t n, bool single_byte);

/* Text of a person or file, cut with … when it does not fit. Returns the columns taken. */
int draw_cut(const struct canvas *c, struct span at, enum role role, const char *text, size_t n);

/* Parts of a line, each in a long and a short form. All are drawn long if that fits, else short,
 * else without the last ones. Empty parts take no room. */
#define PARTS_MAX 5
#define PART_BYTES 192 /* a longer form is cut */
struct parts {
    int gap; /* columns between two */
    int count;
    enum role role[PARTS_MAX];
    char full[PARTS_MAX][PART_BYTES], brief[PARTS_MAX][PART_BYTES];
};
/* Adds a part whose two forms are the same; beyond PARTS_MAX it is left out. */
__attribute__((format(printf, 3, 4))) void parts_add(struct parts *p, enum role role,
                                                     const char *format, ...);
/* Gives the last part added a short form of its own. */
__attribute__((format(printf, 2, 3))) void parts_brief(struct parts *p, const char *format, ...);
/* Columns of the long forms, and of the short ones. */
int parts_width(const struct canvas *c, const struct parts *p);
int parts_brief_width(const struct canvas *c, const struct parts *p);
/* Returns the columns taken. */
int parts_draw(const struct canvas *c, struct span at, const struct parts *p);
