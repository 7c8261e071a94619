#include "cli/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "cli/output.h"

enum {
    FIRST_MS = 250, /* before that nothing is shown */
    EVERY_MS = 100,
    WIDTH_MAX = 160,
    BAR_MAX = 30,
    BAR_MIN = 8,
};

/* Wipes out a line without a terminal's help, which may understand nothing but \r. */
static char blank[WIDTH_MAX + 3];

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* One less than the columns there are: the last one would make some terminals wrap. */
static int width(void)
{
    struct winsize size;
    int columns = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : 80;
    return columns - 1 < WIDTH_MAX ? columns - 1 : WIDTH_MAX;
}

void progress_start(struct progress *p, uint64_t total, FILE *out)
{
    *p = (struct progress){.total = total, .start = now_ms()};
    p->due = p->start + FIRST_MS;
    p->shown = total > 0 && isatty(STDERR_FILENO) && !isatty(fileno(out));
}

/* "12 s", "3 min", "2 h" */
static void duration(double seconds, char *out, size_t size)
{
    if (seconds < 100)
        snprintf(out, size, "%.0f s", seconds);
    else if (seconds < 6000)
        snprintf(out, size, "%.0f min", seconds / 60);
    else
        snprintf(out, size, "%.0f h", seconds / 3600);
}

/* Appends " text" while it fits. */
static void append(char *line, int room, const char *text)
{
    if (*text && (int)(strlen(line) + 1 + strlen(text)) <= room)
        strcat(strcat(line, " "), text);
}

static void bar(char *out, int cells, double share)
{
    int full = (int)(cells * share);
    out[0] = '[';
    for (int i = 0; i < cells; i++)
        out[1 + i] = i < full ? '#' : '.';
    strcpy(out + 1 + cells, "]");
}

/* The percentage first, then what there is room for: rows, speed, time left, and a bar between. */
static void compose(const struct progress *p, uint64_t done, uint64_t bytes, double seconds, int room, char *line)
{
    char part[4][64] = {"", "", "", ""}, rest[2 * WIDTH_MAX] = "";
    double share = (double)done / (double)p->total;
    snprintf(line, 64, "%3d %%", (int)(100 * share));
    snprintf(part[0], sizeof *part, "%" PRIu64 "/%" PRIu64 " rows", done, p->total);
    snprintf(part[1], sizeof *part, "%.0f MB/s", (double)bytes / 1e6 / seconds);
    duration(done ? seconds / share - seconds : 0, part[2], sizeof *part - 6);
    strcat(part[2], done ? " left" : "");
    int free = room - (int)strlen(line);
    for (int i = 0; i < 3; i++)
        append(rest, free, part[i]);
    int cells = free - (int)strlen(rest) - 3;
    if (cells >= BAR_MIN) {
        bar(part[3], cells < BAR_MAX ? cells : BAR_MAX, share);
        append(line, room, part[3]);
    }
    strcat(line, rest);
}

static void wipe(void)
{
    fputs(blank, stderr);
    fflush(stderr);
}

static void blank_for(int columns)
{
    blank[0] = '\r';
    memset(blank + 1, ' ', (size_t)columns);
    strcpy(blank + 1 + columns, "\r");
}

void progress_step(struct progress *p, uint64_t done, uint64_t bytes)
{
    int64_t now = p->shown ? now_ms() : 0;
    if (!p->shown || now < p->due)
        return;
    char line[4 * WIDTH_MAX];
    int room = width();
    if (p->drawn)
        wipe(); /* what stood there may have been longer, or the terminal wider */
    p->due = now + EVERY_MS;
    p->drawn = room >= 5;
    if (!p->drawn)
        return;
    compose(p, done, bytes, (double)(now - p->start) / 1000, room, line);
    blank_for(room);
    output_wipe_on_signal(blank);
    fputs(line, stderr);
    fflush(stderr);
}

void progress_end(struct progress *p)
{
    output_wipe_on_signal(NULL);
    if (p->drawn)
        wipe();
    p->drawn = false;
}
