#include "cli/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/words.h"
#include "cli/progress.h"
#include "formats/file.h"

#define PIECE ((size_t)1 << 16) /* what a pipe holds on Linux */
#define MARK_DONE (FILE_MARK + 1)
#define READ_MS 10 /* of reading, then keys are looked at and the screen is drawn */

bool stream_is_standard_input(void)
{
    struct stat st;
    return !isatty(STDIN_FILENO) && fstat(STDIN_FILENO, &st) == 0 && !S_ISREG(st.st_mode) &&
           !S_ISDIR(st.st_mode);
}

void stream_close(struct stream *s)
{
    if (s->fd >= 0) close(s->fd);
    s->fd = -1;
}

bool stream_open(struct stream *s)
{
    *s = (struct stream){.fd = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)};
    if (s->fd >= FD_SETSIZE) stream_close(s); /* it could not be waited for */
    return s->fd >= 0;
}

void stream_break(struct stream *s, struct app *a)
{
    stream_close(s);
    app_say(a, _("reading was broken off: %zu bytes of standard input are kept"), s->bytes);
}

static bool add(struct stream *s, struct app *a, const char *bytes, size_t n)
{
    struct err why;
    if (!app_append_text(a, bytes, n, &why)) {
        stream_close(s);
        app_complain(a, _("standard input was read up to byte %zu: %s"), s->bytes, why.text);
        return false;
    }
    s->bytes += n;
    return true;
}

/* Takes off the mark of UTF-8 that the input may begin with; what was only the front of one is
 * text. */
static bool take_mark(struct stream *s, struct app *a, const char **bytes, size_t *n)
{
    static const char mark[FILE_MARK] = {'\xEF', '\xBB', '\xBF'};
    while (s->mark < FILE_MARK && *n && **bytes == mark[s->mark]) {
        s->mark++;
        ++*bytes;
        --*n;
    }
    if (!*n || s->mark == MARK_DONE) return true;
    size_t kept = s->mark < FILE_MARK ? s->mark : 0;
    s->mark = MARK_DONE;
    return !kept || add(s, a, mark, kept);
}

/* A newline waits until more follows. */
static bool take(struct stream *s, struct app *a, const char *bytes, size_t n)
{
    if (!take_mark(s, a, &bytes, &n)) return false;
    if (!n) return true;
    if (s->newline && !add(s, a, "\n", 1)) return false;
    s->newline = bytes[n - 1] == '\n';
    return add(s, a, bytes, n - s->newline);
}

/* One piece; false when nothing comes within the time, or the input has ended. */
static bool read_piece(struct stream *s, struct app *a, int wait_ms)
{
    static char bytes[PIECE];
    struct pollfd ready = {.fd = s->fd, .events = POLLIN};
    if (s->fd < 0 || poll(&ready, 1, wait_ms) <= 0) return false;
    ssize_t n = read(s->fd, bytes, sizeof bytes);
    if (n > 0) return take(s, a, bytes, (size_t)n);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) return false;
    if (n < 0)
        app_complain(a, _("standard input was read up to byte %zu: %s"), s->bytes, strerror(errno));
    stream_close(s);
    return false;
}

bool stream_read(struct stream *s, struct app *a, int wait_ms)
{
    int64_t start = progress_now(), left = wait_ms;
    size_t before = s->bytes;
    bool was_open = s->fd >= 0;
    while (read_piece(s, a, (int)left)) {
        int64_t passed = progress_now() - start;
        if (passed >= READ_MS && passed >= wait_ms) break;
        left = passed < wait_ms ? wait_ms - passed : 0;
    }
    return s->bytes != before || was_open != (s->fd >= 0);
}
