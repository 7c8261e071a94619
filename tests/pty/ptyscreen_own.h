/* What the two halves of ptyscreen share: the process on its pseudo-terminal (ptyscreen.c), and the
 * terminal that shows what it writes (ptyscreen_terminal.c). */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

#include "ptyscreen.h"

#define ROW_SLOTS 8

struct ps {
    ps_t *next;
    int master, slave; /* the slave stays open so that its termios can be read */
    int status_fd, resume_fd;
    pid_t leader, pid;
    bool exited, stopped;
    int status;
    struct termios before;
    VTerm *vt;
    VTermScreen *screen;
    int cols, rows;
    bool cursor_visible, alt;
    int mouse, bells;
    char *raw;
    size_t raw_len, raw_cap;
    double last_output;
    char held[128]; /* input to go out in one write, see ps_click() */
    size_t held_len;
    bool hold;
    char csi[128]; /* a sequence not yet complete, see terminal_feed() */
    size_t csi_len;
    bool (*is_wide)(uint32_t cp); /* ps_set_wide(), or NULL */
    uint32_t partial;             /* a code point of which `wanted` bytes are still to come */
    int wanted;
    size_t unknown;
    char unknown_last[64];
    size_t string_len; /* of an OSC or DCS that comes in fragments, see on_fragment() */
    char string[64];
    char *row_buf[ROW_SLOTS];
    int row_slot;
};

/* The terminal of ps->cols and ps->rows; freed by vterm_free(ps->vt). */
void terminal_open(ps_t *ps);

/* Bytes that the program wrote. */
void terminal_feed(ps_t *ps, const char *bytes, size_t len);
