/* `lexwave table` from outside: how long it takes to a file and to a pipe, beside a process
 * that writes as many from memory.
 *
 *   output PROGRAM DIRECTORY */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "measure.h"

#define ROWS 65536
#define D_MODEL 1024
#define RATIO_MAX 1.25
#define CHUNK ((size_t)1 << 20)

static const char *program;
static char path[512];
static size_t size; /* of the file that the program writes: header and all */

/* Writes `size` bytes from memory, a chunk at a time; what the program does but for the numbers. */
static void write_plain(int fd)
{
    static char chunk[CHUNK];
    memset(chunk, 1, sizeof chunk);
    for (size_t left = size; left > 0;) {
        ssize_t n = write(fd, chunk, left < CHUNK ? left : CHUNK);
        if (n <= 0) give_up("nothing can be written: %s", strerror(errno));
        left -= (size_t)n;
    }
}

static void run_program(const char *output)
{
    char positions[32], d[16];
    snprintf(positions, sizeof positions, "0:%d", ROWS);
    snprintf(d, sizeof d, "%d", D_MODEL);
    execl(program, program, "table", "--format", "npy", "-d", d, "--positions", positions, "-o",
          output, (char *)NULL);
    give_up("%s cannot be run: %s", program, strerror(errno));
}

/* To a file that is not there yet, as the program's own appears, and on to the disk: the
 * program's has to be there before it gets its name. */
static void plain_to_file(void)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (fd < 0) give_up("%s: %s", path, strerror(errno));
    write_plain(fd);
    if (fsync(fd) != 0) give_up("%s: %s", path, strerror(errno));
    close(fd);
}

static void ours_to_file(void)
{
    run_program(path);
}

static void plain_to_pipe(void)
{
    write_plain(STDOUT_FILENO);
}

static void ours_to_pipe(void)
{
    run_program("-");
}

static size_t drain(int fd)
{
    static char room[CHUNK];
    size_t sum = 0;
    for (ssize_t n; (n = read(fd, room, sizeof room)) > 0;) sum += (size_t)n;
    return sum;
}

/* Milliseconds of a child that does the work, its standard output being a pipe that is read here. */
static double time_of(void (*work)(void), bool to_file)
{
    int ends[2], status;
    if (pipe2(ends, O_CLOEXEC) != 0) give_up("no pipe");
    fflush(stdout);
    double start = clock_wall();
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        work();
        _exit(0);
    }
    close(ends[1]);
    size_t bytes = drain(ends[0]);
    close(ends[0]);
    if (waitpid(child, &status, 0) != child || status != 0) give_up("writing a table failed");
    double ns = clock_wall() - start;
    struct stat file;
    if (to_file) bytes = stat(path, &file) == 0 ? (size_t)file.st_size : 0;
    unlink(path);
    size = size ? size : bytes;
    if (bytes != size) give_up("%zu bytes in place of %zu", bytes, size);
    return ns / 1e6;
}

static void compare(const char *what, void (*ours_work)(void), void (*plain_work)(void),
                    bool to_file)
{
    struct series ours = {.rounds = 0}, floor = {.rounds = 0};
    for (struct rounds n = rounds(3, 9, 4); rounds_next(&n);) {
        double a = time_of(ours_work, to_file), b = time_of(plain_work, to_file);
        if (n.warm_up) continue;
        series_add(&ours, a);
        series_add(&floor, b);
    }
    char note[96];
    snprintf(note, sizeof note, "floor: as many bytes written from memory; %.0f and %.0f MB/s",
             (double)size / 1e3 / series_median(&ours), (double)size / 1e3 / series_median(&floor));
    report_row(&(struct row){"lexwave table, 65536x1024 as .npy", what, "ms", &ours, &floor,
                             HELD_RATIO, RATIO_MAX, note});
}

int main(int argc, char **argv)
{
    if (argc != 3) give_up("usage: output PROGRAM DIRECTORY");
    program = argv[1];
    snprintf(path, sizeof path, "%s/table.npy", argv[2]);
    compare("to a file", ours_to_file, plain_to_file, true);
    compare("to a pipe", ours_to_pipe, plain_to_pipe, false);
    return 0;
}
