/* Bare ncurses: cells that are known beforehand, handed over as they are. What
 * the program's painting is measured against. */
#ifndef BENCH_BARE_H
#define BENCH_BARE_H

#include "view/colour/theme.h"

struct run;

/* What a keystroke changes: runs of cells, and where the cursor goes. */
struct change {
    struct run *runs; /* (count) */
    int count, cells, rows;
    int cursor_row, cursor_col;
};

/* Starts curses on the terminal as the program sets its own up: by the entry for direct
 * colour where COLORTERM asks for it, bytes as they are in both directions. Returns
 * what can be shown. */
struct caps bare_start(void);
/* The palette that the changes are made with. */
void bare_open(const struct palette *palette);
/* What differs between two frames; everything where `before` is NULL. Ready to
 * be painted, colour pairs and all. */
struct change bare_change(const struct frame *before, const struct frame *after);
void bare_paint(const struct change *c);
/* Gives up unless curses' screen is the frame. */
void bare_check(const struct frame *f);

#endif
