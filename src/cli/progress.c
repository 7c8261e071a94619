#include "cli/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { FIRST_MS = 300, NEXT_MS = 100, LINE_COLS = 60 };

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void progress_on_stderr(void *context, const char *line)
{
    (void)context;
    if (!isatty(STDERR_FILENO))
        return;
    fprintf(stderr, "\r%-*s\r%s", LINE_COLS, "", line ? line : "");
    fflush(stderr);
}

void progress_start(struct progress *p)
{
    p->due = now_ms() + FIRST_MS;
    p->shown = 0;
}

void progress_tell(struct progress *p, const char *what, size_t done, size_t total)
{
    int64_t now = now_ms();
    if (!p->show || now < p->due)
        return;
    char line[LINE_COLS];
    if (total)
        snprintf(line, sizeof line, "%s: %d %%", what, (int)(100.0 * (double)done / (double)total));
    else
        snprintf(line, sizeof line, "%s: %zu MB", what, done / 1000000);
    p->show(p->context, line);
    p->shown++;
    p->due = now + NEXT_MS;
}

void progress_end(struct progress *p)
{
    if (p->shown)
        p->show(p->context, NULL);
}
