/* Instructions per keystroke: update, read, look, view and paint of standard scenes,
 * counted by callgrind, which does not depend on the machine's mood.
 *
 *   instructions VALGRIND SCRATCH   prints a line for each scene: name, tab, count
 *
 * Runs itself under valgrind on a terminal of its own, where --counted is the whole
 * command line. The kernels are those of ISA_PLAIN, which every machine has. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "isa_force.h"
#include "measure.h"
#include "reader.h"
#include "scene.h"

#include "term/term.h"
#include "view/chrome/view.h"

#define TURNS 4
#define PATIENCE_MS 60000

static const struct standard {
    const char *name, *view;
    const struct place *place;
} standards[] = {
    {"pipeline, type at the end, 120x40, d=512, 100 tokens", "pipeline", &place_type},
    {"waves, select, 120x40, d=512, 100 tokens", "waves", &place_select},
    {"similarity, select, 120x40, d=512, 100 tokens", "similarity", &place_select},
};
#define STANDARDS (sizeof standards / sizeof *standards)

static int view_of(const char *name)
{
    for (int view = 0; view < view_count; view++)
        if (strcmp(views[view].name, name) == 0) return view;
    give_up("no view is called %s", name);
}

/* Callgrind counts inside of this function, and writes what it has counted when it ends. */
void counted_keys(struct session *s, const struct scene *scene, int keys);
void __attribute__((noinline)) counted_keys(struct session *s, const struct scene *scene, int keys)
{
    for (int i = 0; i < keys; i++) {
        scene_step(s, scene, i);
        term_paint(&s->frame, session_palette(s));
    }
}

static int keys_of(const struct standard *standard)
{
    return TURNS * standard->place->key_count;
}

static int counted(void)
{
    struct err e;
    isa_force(ISA_PLAIN);
    if (!term_open(COLOR_AUTO, &e)) give_up("%s", e.text);
    for (size_t i = 0; i < STANDARDS; i++) {
        struct scene scene = {.place = standards[i].place,
                              .view = view_of(standards[i].view),
                              .rows = PTY_ROWS,
                              .cols = PTY_COLS,
                              .tokens = SCENE_TOKENS,
                              .d_model = 512};
        struct session *s = scene_prepare(&scene);
        scene_open(s, &scene, (struct caps){.depth = term_depth(), .ascii = !term_utf8()});
        term_redraw();
        term_paint(&s->frame, session_palette(s));
        counted_keys(s, &scene, keys_of(&standards[i]));
    }
    term_close();
    return 0;
}

/* ---- outside of valgrind ---- */

static void run_counted(const char *self, const char *valgrind, const char *scratch)
{
    char out[512];
    struct pty p;
    int status;
    snprintf(out, sizeof out, "--callgrind-out-file=%s/counts", scratch);
    if (pty_fork(&p, PTY_ROWS, PTY_COLS, "xterm-256color", "truecolor")) {
        execl(valgrind, valgrind, "-q", "--tool=callgrind", out, "--toggle-collect=counted_keys",
              "--dump-after=counted_keys", self, "--counted", (char *)NULL);
        give_up("%s cannot be run: %s", valgrind, strerror(errno));
    }
    pty_drain(&p, PATIENCE_MS, NULL);
    if (waitpid(p.pid, &status, 0) != p.pid || status != 0)
        give_up("the program under %s failed", valgrind);
    close(p.master);
}

/* The sum in callgrind's n-th file. */
static double count_in(const char *scratch, size_t n)
{
    char path[512], line[4096];
    double count = -1;
    snprintf(path, sizeof path, "%s/counts.%zu", scratch, n);
    FILE *f = fopen(path, "r");
    while (f && fgets(line, sizeof line, f))
        if (sscanf(line, "totals: %lf", &count) == 1) break;
    if (f) fclose(f);
    unlink(path);
    if (count <= 0) give_up("%s holds no count", path);
    return count;
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--counted") == 0) return counted();
    if (argc != 3) give_up("usage: instructions VALGRIND SCRATCH");
    run_counted(argv[0], argv[1], argv[2]);
    for (size_t i = 0; i < STANDARDS; i++)
        printf("%s\t%.0f\n", standards[i].name, count_in(argv[2], i + 1) / keys_of(&standards[i]));
    return 0;
}
