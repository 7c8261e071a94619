/* What the two halves of the frame, its cells and the parts of its rows, know of each other. */
#ifndef VIEW_FRAME_PARTS_H
#define VIEW_FRAME_PARTS_H

#include "view/frame.h"

/* No hits, no cursor, nothing recorded yet. */
void frame_restart(struct frame *f);
/* Makes the row blank; it is touched. */
void frame_clear_row(struct frame *f, int row);
void frame_free_logs(struct frame *f);

#endif
