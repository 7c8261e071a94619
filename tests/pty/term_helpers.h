/* What the tests of the terminal layer share: term_demo on a pseudo-terminal.
 * Tests wait for text, never for time; SOON only bounds how long a failure
 * takes. Include after defining _GNU_SOURCE. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <stdio.h>

#include "pty/ptyscreen.h"
#include "pty/term_scene.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define SOON 60000
#define TRUECOLOR "COLORTERM=truecolor"
#define TEST(name) cmocka_unit_test_teardown(name, teardown)

static ps_t *current;
static int events;

static inline const char *demo_path(void)
{
    static char path[512];
    const char *build = getenv("BUILD");
    snprintf(path, sizeof path, "%s/tests/term_demo", build != NULL ? build : "build");
    return path;
}

/* Up to three settings of the environment, NULL for none. */
static inline ps_t *spawn(int cols, int rows, const char *wish, const char *a, const char *b,
                          const char *c)
{
    const char *argv[] = {demo_path(), wish, NULL};
    const char *env[4] = {NULL};
    int n = 0;
    env[n] = a, n += a != NULL;
    env[n] = b, n += b != NULL;
    env[n] = c;
    events = 0;
    current = ps_spawn(argv, cols, rows, env);
    assert_non_null(current);
    return current;
}

static inline bool is_released(ps_t *ps, void *text)
{
    return ps_find(ps, text, NULL, NULL) && ps_mode(ps, 2026) != 1;
}

/* Waits for a text and for the end of the paint that it came in. */
static inline bool wait_painted(ps_t *ps, const char *text)
{
    return ps_wait(ps, is_released, (void *)(uintptr_t)text, SOON);
}

static inline ps_t *start(const char *wish, const char *a, const char *b)
{
    ps_t *ps = spawn(100, 24, wish, a, b, NULL);
    assert_true(wait_painted(ps, "#0 ready;"));
    return ps;
}

/* Waits until the next event is shown as `text`. */
static inline void expect(ps_t *ps, const char *text)
{
    char line[700];
    snprintf(line, sizeof line, "#%d %s;", ++events, text);
    if (!wait_painted(ps, line))
        fail_msg("\"%s\" did not come; the screen says \"%s\"", line, ps_row_text(ps, ROW_EVENT));
}

static inline void type(ps_t *ps, const char *bytes, size_t len, const char *text)
{
    assert_true(ps_write(ps, bytes, len));
    expect(ps, text);
}

static inline void check_restored(ps_t *ps)
{
    char why[64];
    if (!ps_restored(ps, why, sizeof why)) fail_msg("not restored: %s", why);
}

static inline void check_ended(ps_t *ps, int status)
{
    assert_true(ps_wait_exit(ps, SOON));
    assert_int_equal(ps_exit_status(ps), status);
    check_restored(ps);
}

/* The Linux console's own sequences mean nothing to the terminal of the test. */
static inline bool foreign(ps_t *ps)
{
    size_t len;
    const char *raw = ps_raw(ps, &len);
    return memmem(raw, len, "\033[?0c", 5) != NULL;
}

static inline void done(ps_t *ps)
{
    const char *unknown = "";
    if (ps_unknown(ps, &unknown) != 0 && !foreign(ps))
        fail_msg("the terminal does not know %s", unknown);
    ps_free(ps);
    current = NULL;
}

static inline void quit(ps_t *ps)
{
    assert_true(ps_keys(ps, "q"));
    check_ended(ps, 0);
    done(ps);
}

/* A failed assertion jumps out of the test: show the screen, end the program. */
static inline int teardown(void **state)
{
    (void)state;
    if (current != NULL) ps_dump(current, stderr);
    current = NULL;
    ps_free_all();
    return 0;
}

/* Output since `from` holds the bytes. */
static inline bool sent(ps_t *ps, size_t from, const char *bytes)
{
    size_t len;
    const char *raw = ps_raw(ps, &len);
    return memmem(raw + from, len - from, bytes, strlen(bytes)) != NULL;
}

static inline void check_color(const ps_color_t *seen, enum depth depth, int slot, int variant,
                               int as)
{
    int32_t wanted = as >= 0 ? as : demo_color(depth, slot, variant);
    if (wanted == COLOR_TERMINAL) {
        assert_int_equal(seen->kind, PS_DEFAULT);
    } else if (depth == DEPTH_TRUE) {
        assert_int_equal(seen->kind, PS_RGB);
        assert_int_equal(seen->r << 16 | seen->g << 8 | seen->b, wanted);
    } else {
        assert_int_equal(seen->kind, PS_INDEXED);
        assert_int_equal(seen->index, wanted);
    }
}

static inline void check_pair(ps_t *ps, int row, int col, int fg, int bg, enum depth depth,
                              int variant)
{
    ps_cell_t cell;
    assert_true(ps_cell(ps, row, col, &cell));
    check_color(&cell.fg, depth, fg, variant, -1);
    check_color(&cell.bg, depth, bg, variant, -1);
    assert_false(cell.bold);
}

static inline void check_colors(ps_t *ps, enum depth depth, int variant)
{
    for (size_t i = 0; i < COUNT(demo_pairs); i++)
        check_pair(ps, ROW_PAIRS, (int)i, demo_pairs[i].fg, demo_pairs[i].bg, depth, variant);
    int cols, rows;
    ps_size(ps, &cols, &rows);
    for (int i = 0; i < HEAT_LEVELS && i < cols; i++)
        check_pair(ps, ROW_HEAT, i, SLOT_STRONG, SLOT_HEAT + i, depth, variant);
    check_pair(ps, ROW_EVENT, 0, SLOT_TEXT, SLOT_BACK, depth, variant);
}

static inline void check_cell(ps_t *ps, int row, int col, const char *text, int width)
{
    ps_cell_t cell;
    assert_true(ps_cell(ps, row, col, &cell));
    assert_string_equal(cell.text, text);
    assert_int_equal(cell.width, width);
}
