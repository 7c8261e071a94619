/* Panels of the Training view, read back off the frame. */
#pragma once

#include "stage.h"

static inline const struct frame_panel *panel(const char *name)
{
    const struct frame_panel *found = frame_find_panel(&frame, name);
    if (!found) fail_msg("no panel %s", name);
    return found;
}

/* A row of a panel as text. */
static inline const char *panel_row(const char *name, int row)
{
    const struct area at = panel(name)->at;
    assert_true(row < at.rows);
    return cells(at.row + row, at.col, at.cols);
}

/* The row of a panel whose text holds the words. */
static inline const char *panel_with(const char *name, const char *words)
{
    for (int row = 0; row < panel(name)->at.rows; row++)
        if (strstr(panel_row(name, row), words)) return panel_row(name, row);
    fail_msg("%s is not in panel %s", words, name);
    return NULL;
}
