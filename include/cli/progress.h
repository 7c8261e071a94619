/* How far something long is, told while it runs: nothing for the first 0.3 seconds, then a
 * line every tenth of a second, taken away at the end. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stddef.h>
#include <stdint.h>

struct progress {
    /* Shows a line (short, ASCII) in the place of the last one; NULL: takes that away. */
    void (*show)(void *context, const char *line);
    void *context;
    int64_t due; /* when the next line may be shown, in milliseconds */
    int shown;   /* lines so far */
};

/* What shows lines on standard error, where that is a terminal; takes no context. */
void progress_on_stderr(void *context, const char *line);

void progress_start(struct progress *p);
/* "WHAT: 43 %", or where the total is not known (0) "WHAT: 12 MB". */
void progress_tell(struct progress *p, const char *what, size_t done, size_t total);
void progress_end(struct progress *p);

#endif
