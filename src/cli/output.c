#include "cli/output.h"

#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/err.h"
#include "base/memory.h"
#include "base/num.h"
#include "base/words.h"
#include "cli/command.h"

/* Signals that end the program, unless it was started with them ignored. */
static const int endings[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE};
#define ENDINGS (sizeof endings / sizeof *endings)

static struct sigaction before[ENDINGS];
static char name[FILE_NAME_ROOM];
static const char *volatile partial;
static const char *volatile wipe;

static int flags_before = -1; /* of standard output, where they were changed */

static void restore_flags(void)
{
    if (flags_before >= 0) fcntl(STDOUT_FILENO, F_SETFL, flags_before);
}

void output_wait_for_room(void)
{
    int flags = fcntl(STDOUT_FILENO, F_GETFL);
    if (flags < 0 || !(flags & O_NONBLOCK) || atexit(restore_flags) != 0) return;
    if (fcntl(STDOUT_FILENO, F_SETFL, flags & ~O_NONBLOCK) == 0) flags_before = flags;
}

static void tidy_up(void)
{
    restore_flags();
    if (partial) unlink(partial);
    if (wipe && write(STDERR_FILENO, wipe, strlen(wipe)) < 0)
        wipe = NULL; /* nothing more can be done */
}

static void end(int number)
{
    tidy_up();
    signal(number, SIG_DFL);
    raise(number); /* delivered when this returns */
}

static sigset_t block_endings(void)
{
    sigset_t set, was;
    sigemptyset(&set);
    for (size_t i = 0; i < ENDINGS; i++) sigaddset(&set, endings[i]);
    sigprocmask(SIG_BLOCK, &set, &was);
    return was;
}

static void catch_endings(void)
{
    struct sigaction act = {.sa_handler = end, .sa_flags = SA_RESTART};
    sigfillset(&act.sa_mask);
    for (size_t i = 0; i < ENDINGS; i++) {
        sigaction(endings[i], NULL, &before[i]);
        if (before[i].sa_handler == SIG_DFL) sigaction(endings[i], &act, NULL);
    }
}

static void release_endings(void)
{
    for (size_t i = 0; i < ENDINGS; i++) sigaction(endings[i], &before[i], NULL);
    partial = NULL;
    wipe = NULL;
}

/* A pipe is written as it is, and waited for until it has a reader. */
static bool is_pipe(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISFIFO(st.st_mode);
}

bool output_open(struct file_out *f, const struct settings *s, struct err *e)
{
    const char *path = s->output ? s->output : "-";
    bool waits = is_pipe(path);
    /* No signal comes between the file's making and the note of its name; one ends the waiting. */
    sigset_t was = block_endings();
    if (waits) sigprocmask(SIG_SETMASK, &was, NULL);
    bool ok = file_out_open(f, path, e);
    if (ok && f->stream == stdout) output_wait_for_room();
    if (ok) {
        catch_endings();
        memcpy(name, f->partial, sizeof name);
        if (name[0]) partial = name;
    }
    sigprocmask(SIG_SETMASK, &was, NULL);
    return ok;
}

bool output_open_binary(struct file_out *f, const struct settings *s, const char *option,
                        struct err *e)
{
    if (!output_open(f, s, e)) return false;
    if (!isatty(fileno(f->stream))) return true;
    file_out_abort(f);
    sigset_t was = block_endings();
    release_endings();
    sigprocmask(SIG_SETMASK, &was, NULL);
    return err_set(e, _("a NumPy file is nothing for a terminal: %s FILE.npy writes it to a file"),
                   option);
}

bool output_commit(struct file_out *f, struct err *e)
{
    bool ok = file_out_commit(f, e);
    sigset_t was = block_endings();
    release_endings();
    sigprocmask(SIG_SETMASK, &was, NULL);
    return ok;
}

/* ---- memory ---- */

static bool runs_on, was_short;

bool output_runs_on(bool on)
{
    bool before_now = was_short;
    runs_on = on;
    was_short = false;
    return before_now;
}

/* Of a command nothing that memory was missing for may be taken for its output: it ends here, with
 * bytes that are there already. */
void memory_failed(void)
{
    was_short = true;
    if (runs_on) return;
    const char *text[] = {"lexwave: ", err_memory_text(), "\n"};
    struct iovec line[COUNT(text)];
    for (size_t i = 0; i < COUNT(text); i++)
        line[i] = (struct iovec){(char *)(uintptr_t)text[i], strlen(text[i])};
    tidy_up();
    if (writev(STDERR_FILENO, line, COUNT(text)) < 0)
        was_short = true; /* nobody is there to read */
    _exit(STATUS_FAILED);
}

void output_wipe_on_signal(const char *bytes)
{
    wipe = bytes;
}
