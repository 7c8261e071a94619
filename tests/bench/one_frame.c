/* A second floor for the first frame: bare ncurses painting the very cells that
 * the program paints first, and nothing else.
 *
 *   one_frame -w FILE   writes these cells and their colours
 *   one_frame FILE      paints them, and waits
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bare.h"
#include "measure.h"
#include "reader.h"

#include "cli/session.h"

struct saved {
    struct frame frame;
    struct palette palette;
};

static void save(const char *path, struct caps caps)
{
    struct session s;
    struct err e;
    struct settings settings = settings_default(NULL);
    if (!session_open(&s, &settings, &e)) give_up("%s", e.text);
    s.caps = caps;
    s.app.rows = PTY_ROWS;
    s.app.cols = PTY_COLS;
    if (!session_draw(&s, &e)) give_up("%s", e.text);
    struct saved saved = {s.frame, *session_palette(&s)};
    size_t cells = (size_t)s.frame.rows * (size_t)s.frame.cols;
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(&saved, sizeof saved, 1, f) != 1 ||
        fwrite(s.frame.cells, sizeof *s.frame.cells, cells, f) != cells || fclose(f) != 0)
        give_up("%s cannot be written", path);
}

static struct saved load(const char *path)
{
    struct saved saved;
    FILE *f = fopen(path, "rb");
    if (!f || fread(&saved, sizeof saved, 1, f) != 1) give_up("%s cannot be read", path);
    size_t cells = (size_t)saved.frame.rows * (size_t)saved.frame.cols;
    saved.frame.cells = malloc(cells * sizeof *saved.frame.cells);
    if (!saved.frame.cells ||
        fread(saved.frame.cells, sizeof *saved.frame.cells, cells, f) != cells)
        give_up("%s cannot be read", path);
    fclose(f);
    return saved;
}

int main(int argc, char **argv)
{
    struct caps caps = bare_start();
    if (argc > 2) {
        save(argv[2], caps);
        return 0;
    }
    struct saved saved = load(argv[1]);
    bare_open(&saved.palette);
    struct change all = bare_change(NULL, &saved.frame);
    bare_paint(&all);
    pause();
    return 0;
}
