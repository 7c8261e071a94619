#include "cli/progress.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/words.h"
#include "cli/output.h"

enum {
    FIRST_MS = 300, /* before that nothing is shown */
    NEXT_MS = 100,
    ASK_MS = 20,
    WIDTH_MAX = 160,
    WIDTH_MIN = 5,
    BAR_MAX = 30,
    BAR_MIN = 8,
};

int64_t progress_now(void)
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

/* Wipes out a line without a terminal's help, which may understand nothing but \r. */
static char blank[WIDTH_MAX + 3];

static void blank_for(int columns)
{
    blank[0] = '\r';
    memset(blank + 1, ' ', (size_t)columns);
    blank[1 + columns] = '\r';
    blank[2 + columns] = '\0';
}

void progress_on_stderr(void *context, const char *line)
{
    (void)context;
    int room = width();
    if (!isatty(STDERR_FILENO)) return;
    fputs(blank, stderr); /* what stood there may have been longer, or the terminal wider */
    blank[0] = 0;
    output_wipe_on_signal(blank); /* whatever it holds by then: it is set before the line is sent */
    if (line && room >= WIDTH_MIN) {
        blank_for(room);
        fprintf(stderr, "%.*s", room, line);
    }
    fflush(stderr);
}

void progress_start(struct progress *p)
{
    p->running = true;
    p->start = p->ask = progress_now();
    p->due = p->start + FIRST_MS;
    p->shown = 0;
}

/* Whether it is time for a line; seconds since the start. */
static bool is_due(struct progress *p, double *seconds)
{
    int64_t now = p->show ? progress_now() : 0;
    if (!p->show || now < p->due) return false;
    p->due = now + NEXT_MS;
    p->shown++;
    *seconds = (double)(now - p->start) / 1000;
    return true;
}

/* Whether it is to go on. */
static bool goes_on(struct progress *p)
{
    int64_t now = p->stop ? progress_now() : 0;
    if (!p->stop || now < p->ask) return true;
    p->ask = now + ASK_MS;
    return !p->stop(p->context);
}

bool progress_tell(struct progress *p, const char *what, size_t done, size_t total)
{
    double seconds;
    char line[WIDTH_MAX];
    if (!p->running) progress_start(p);
    if (!is_due(p, &seconds)) return goes_on(p);
    if (total)
        snprintf(line, sizeof line, "%s: %d %%", what, (int)(100.0 * (double)done / (double)total));
    else if (done)
        snprintf(line, sizeof line, "%s: %zu MB", what, done / 1000000);
    else
        snprintf(line, sizeof line, "%s", what);
    p->show(p->context, line);
    return goes_on(p);
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
    size_t len = strlen(line), free = (size_t)room - len;
    if (*text && (int)(len + 1 + strlen(text)) <= room) snprintf(line + len, free + 1, " %s", text);
}

static void bar(char *out, int cells, double share)
{
    int full = (int)(cells * share);
    out[0] = '[';
    for (int i = 0; i < cells; i++) out[1 + i] = i < full ? '#' : '.';
    out[1 + cells] = ']';
    out[2 + cells] = '\0';
}

/* The percentage first, then what there is room for: rows, speed, time left, and a bar between. */
static void compose(uint64_t done, uint64_t total, uint64_t bytes, double seconds, int room,
                    char *line)
{
    char part[4][64] = {"", "", "", ""}, rest[2 * WIDTH_MAX] = "";
    double share = (double)done / (double)total;
    snprintf(line, 64, "%3d %%", (int)(100 * share));
    snprintf(part[0], sizeof *part, _("%" PRIu64 "/%" PRIu64 " rows"), done, total);
    snprintf(part[1], sizeof *part, "%.0f MB/s", (double)bytes / 1e6 / seconds);
    char left[32];
    duration(done ? seconds / share - seconds : 0, left, sizeof left);
    snprintf(part[2], sizeof *part, done ? _("%s left") : "%s", left);
    int free = room - (int)strlen(line);
    for (int i = 0; i < 3; i++) append(rest, free, part[i]);
    int cells = free - (int)strlen(rest) - 3;
    if (cells >= BAR_MIN) {
        bar(part[3], cells < BAR_MAX ? cells : BAR_MAX, share);
        append(line, room, part[3]);
    }
    memcpy(line + strlen(line), rest, strlen(rest) + 1);
}

void progress_rows(struct progress *p, uint64_t done, uint64_t total, uint64_t bytes)
{
    double seconds;
    char line[4 * WIDTH_MAX];
    if (total == 0 || !is_due(p, &seconds)) return;
    compose(done, total, bytes, seconds, width(), line);
    p->show(p->context, line);
}

void progress_end(struct progress *p)
{
    p->running = false;
    if (p->shown) p->show(p->context, NULL);
    p->shown = 0;
}
