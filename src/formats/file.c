#include "formats/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/safe.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "base/words.h"

/* ---- Errors: file, reason, mend ---- */

/* Bytes of a file's name that a message has room for. */
enum { NAME_ROOM = 240 };
/* How long is waited between two questions whether to go on. */
enum { WAIT_MS = 20 };

/* What an errno means to the person who named the file, and what to do. */
static const struct cause {
    int number;
    const char *reading;
    const char *writing; /* NULL: as for reading */
} causes[] = {
    {ENOENT, N_("does not exist: check the name"),
     N_("its directory does not exist: make it first, or name another place")},
    {ENOTDIR, N_("is not inside a directory: check the name"), NULL},
    {EISDIR, N_("is a directory, not a text file: name a file"), N_("is a directory: name a file")},
    {EACCES, N_("may not be read: change its permissions or name another file"),
     N_("may not be written: change the permissions of the file or its directory, or name another "
        "place")},
    {EPERM, N_("is protected: name another file"), NULL},
    {EROFS, NULL, N_("is on a read-only file system: name another place")},
    {ENOSPC, NULL, N_("no space is left on its disk: free some or name another place")},
    {EDQUOT, NULL, N_("the disk quota is used up: free some space or name another place")},
    {EFBIG, NULL,
     N_("grew beyond the size that is allowed: ask for less, or raise the limit (ulimit -f)")},
    {EPIPE, NULL, N_("was closed by its reader before the end: let the reader take everything")},
    {EIO, N_("could not be read: check the disk, or name another file"),
     N_("could not be written whole: check the disk and its free space, or name another place")},
    {EBADF, N_("is not open: name a file"), NULL},
    {ENXIO, N_("is a socket or has no device: name a file"), NULL},
    {ELOOP, N_("its symbolic links lead round in a circle: name the file itself"), NULL},
    {ENAMETOOLONG, N_("the name is too long: use a shorter one"), NULL},
    {ENOMEM, N_("there is not enough memory for it: close other programs, or name a smaller file"),
     N_("there is not enough memory to write it: close other programs and try again")},
    {EMFILE, N_("too many files are open: close some and try again"), NULL},
    {ENFILE, N_("too many files are open: close some programs and try again"), NULL},
    {ECANCELED, N_("was not read to its end: it was broken off"),
     N_("was not written: it was broken off")},
};

/* The end of a path, as much of it as leaves room for what a message says of
 * it: a message too long would lose its end, the mend. (err_set makes it safe.) */
static const char *name_tail(const char *path)
{
    size_t n = strlen(path), at = n, shown = 0;
    while (at > 0) {
        uint32_t cp;
        char picture[SAFE_MAX];
        size_t before = utf8_prev(path, n, at);
        utf8_decode(path + before, n - before, &cp, NULL);
        shown += uc_unsafe(cp) ? safe_picture(cp, SAFE_ASCII, picture) : at - before;
        if (shown > NAME_ROOM) break;
        at = before;
    }
    return path + at;
}

bool file_say(struct err *e, const char *name, const char *what)
{
    const char *tail = name_tail(name);
    return err_set(e, "%s%s: %s", tail == name ? "" : "...", tail, what);
}

static bool fail(struct err *e, const char *name, bool reading, int number)
{
    for (size_t i = 0; i < sizeof causes / sizeof causes[0]; i++) {
        const char *what = reading || !causes[i].writing ? causes[i].reading : causes[i].writing;
        if (causes[i].number == number && what) return file_say(e, name, _(what));
    }
    char what[160];
    snprintf(what, sizeof what,
             reading ? _("could not be read (%s): try again or name another file")
                     : _("could not be written (%s): try again or name another file"),
             strerror(number));
    return file_say(e, name, what);
}

bool file_say_unread(struct err *e, const char *name, int number)
{
    return fail(e, name, true, number);
}

bool file_say_unwritten(struct err *e, const char *name, int number)
{
    return fail(e, name, false, number);
}

/* ---- Reading ---- */

static int open_again(const char *path, int flags, mode_t mode)
{
    int fd;
    do {
        fd = open(path, flags | O_CLOEXEC | O_NOCTTY, mode);
    } while (fd < 0 && errno == EINTR);
    return fd;
}

/* What gets the progress of a read or write, and says whether it goes on. */
struct listener {
    file_progress *progress;
    void *context;
    size_t total;
};

static bool goes_on(const struct listener *l, size_t done)
{
    return !l->progress || l->progress(l->context, done, l->total);
}

/* read(2) that no signal ends, and that waits where there is nothing yet, which the listener
 * may break off (ECANCELED). `done`: bytes so far. */
static ssize_t read_again(int fd, char *to, size_t n, const struct listener *l, size_t done)
{
    for (;;) {
        ssize_t got = read(fd, to, n);
        if (got >= 0) return got;
        if (errno == EAGAIN) {
            struct pollfd wait = {.fd = fd, .events = POLLIN};
            poll(&wait, 1, l->progress ? WAIT_MS : -1);
            if (!goes_on(l, done)) {
                errno = ECANCELED;
                return -1;
            }
        } else if (errno != EINTR) {
            return -1;
        }
    }
}

/* `size` is what was found, or read until it was more than the limit. */
static bool too_large(struct err *e, const char *name, bool more, uintmax_t size, size_t limit)
{
    char what[160];
    snprintf(
        what, sizeof what,
        more ? _("is too large (more than %ju bytes, at most %zu can be read): use a smaller one")
             : _("is too large (%ju bytes, at most %zu can be read): use a smaller one"),
        size, limit);
    return file_say(e, name, what);
}

/* Reads to the end, and at most one byte beyond the limit, which tells that there is more. */
static bool read_rest(int fd, const char *name, size_t limit, const struct listener *l,
                      struct str *out, struct err *e)
{
    enum { STEP = 1 << 16 };
    for (;;) {
        size_t room = limit - out->len;
        size_t want = room < STEP ? room + 1 : STEP;
        if (out->cap - out->len < 2 && !str_try_reserve(out, want))
            return fail(e, name, true, ENOMEM);
        size_t fits = out->cap - out->len - 1;
        ssize_t got = read_again(fd, out->data + out->len, want < fits ? want : fits, l, out->len);
        if (got < 0) return fail(e, name, true, errno);
        if (got == 0) return true;
        out->len += (size_t)got;
        out->data[out->len] = '\0';
        if (out->len > limit) return too_large(e, name, true, limit, limit);
        if (!goes_on(l, out->len)) return fail(e, name, true, ECANCELED);
    }
}

/* A corpus, a state or a config is a file, which has an end and can be read again: others may
 * never give a byte, or never end. Directories are left to read(2), which has its own error. */
static bool check_kind(const struct stat *st, const char *name, struct err *e)
{
    static const struct {
        mode_t kind;
        const char *what;
    } refused[] = {
        {S_IFIFO, N_("is a pipe, not a file: save what comes through it to a file and name that")},
        {S_IFCHR, N_("is a device, not a file: name a file")},
        {S_IFBLK, N_("is a device, not a file: name a file")},
        {S_IFSOCK, N_("is a socket, not a file: name a file")},
    };
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        if ((st->st_mode & S_IFMT) == refused[i].kind) return file_say(e, name, _(refused[i].what));
    return true;
}

/* Opens a file by its name; nothing else is even opened, as that may wait for ever (a FIFO)
 * or do something (a device). -1 with the reason in `e`. */
static int open_file(const char *path, struct err *e)
{
    struct stat st;
    if (stat(path, &st) == 0 && !check_kind(&st, path, e)) return -1;
    int fd = open_again(path, O_RDONLY | O_NONBLOCK, 0); /* it may have become another since */
    if (fd < 0) {
        fail(e, path, true, errno);
    } else if (fstat(fd, &st) == 0 && !check_kind(&st, path, e)) {
        close(fd);
        return -1;
    }
    return fd;
}

static bool read_open(int fd, const char *name, size_t limit, struct listener l, struct str *out,
                      struct err *e)
{
    struct stat st;
    if (fstat(fd, &st) != 0) return fail(e, name, true, errno);
    if (S_ISREG(st.st_mode) && st.st_size > 0) {
        uintmax_t size = (uintmax_t)st.st_size;
        if (size > limit) return too_large(e, name, false, size, limit);
        /* One byte more, so that the end is seen without growing. */
        if (!str_try_reserve(out, (size_t)size + 1)) return fail(e, name, true, ENOMEM);
        l.total = (size_t)size;
    }
    return read_rest(fd, name, limit, &l, out, e);
}

size_t file_mark(const char *bytes, size_t n)
{
    static const char mark[FILE_MARK] = {'\xEF', '\xBB', '\xBF'};
    size_t at = 0;
    while (at < n && at < FILE_MARK && bytes[at] == mark[at]) at++;
    return at;
}

bool file_read(const char *path, size_t limit, struct str *out, struct err *e)
{
    return file_read_progress(path, limit, NULL, NULL, out, e);
}

bool file_read_progress(const char *path, size_t limit, file_progress *progress, void *context,
                        struct str *out, struct err *e)
{
    str_clear(out);
    if (path[0] == '\0') return err_set(e, _("the file name is empty: name a file"));
    bool standard = strcmp(path, "-") == 0;
    int fd = standard ? STDIN_FILENO : open_file(path, e);
    if (fd < 0) return false;
    bool ok = read_open(fd, standard ? _("standard input") : path, limit,
                        (struct listener){progress, context, 0}, out, e);
    if (!ok) {
        bool lacking = out->failed; /* which is how the caller knows that memory was the reason */
        str_clear(out);
        out->failed = lacking;
    }
    if (file_mark(out->data, out->len) == FILE_MARK) str_splice(out, 0, FILE_MARK, "", 0);
    if (!standard) close(fd);
    return ok;
}

/* ---- Partial files ---- */

bool partial_beside(const char *path, const char *other, char out[FILE_NAME_ROOM])
{
    const char *slash = strrchr(path, '/');
    size_t n = slash ? (size_t)(slash - path) + 1 : 0, len = strlen(other) + 1;
    bool fits = n < FILE_NAME_ROOM && len <= FILE_NAME_ROOM - n;
    if (fits) {
        memmove(out, path, n); /* which may be `out` */
        memcpy(out + n, other, len);
    } else {
        errno = ENAMETOOLONG;
    }
    return fits;
}

/* Locks a file just made. False when a sweep in another program came between the two, and
 * has removed it or is about to. */
static bool claim(int fd)
{
    struct stat st;
    if (flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) return false;
    return fstat(fd, &st) == 0 && st.st_nlink > 0;
}

/* Makes and claims the file of this name; −1 with errno set, EEXIST where another name may do. */
static int make(const char *name)
{
    int fd = open_again(name, O_WRONLY | O_CREAT | O_EXCL, 0666);
    if (fd >= 0 && !claim(fd)) {
        close(fd);
        errno = EEXIST;
        return -1;
    }
    return fd;
}

int partial_open(const char *path, char name[FILE_NAME_ROOM])
{
    enum { TRIES = 1000 }; /* names may be taken by what a killed program left */
    int fd = -1;
    for (int i = 0; i < TRIES && fd < 0; i++) {
        char own[64]; /* short, so that it fits wherever the file's own name does */
        snprintf(own, sizeof own, ".lexwave-%ld-%d.partial", (long)getpid(), i);
        if (!partial_beside(path, own, name)) break;
        fd = make(name);
        if (fd < 0 && errno != EEXIST) break;
    }
    if (fd < 0) name[0] = '\0';
    return fd;
}

static bool is_partial(const char *name)
{
    static const char front[] = ".lexwave-", end[] = ".partial";
    size_t n = strlen(name);
    return n > sizeof front + sizeof end && strncmp(name, front, sizeof front - 1) == 0 &&
           strcmp(name + n - (sizeof end - 1), end) == 0;
}

/* The lock is shared, which asks for no right to write; who makes a file claims it alone. */
static void remove_dead(int directory, const char *name)
{
    struct stat st;
    if (fstatat(directory, name, &st, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(st.st_mode) ||
        st.st_uid != geteuid())
        return;
    int fd = openat(directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) return;
    if (flock(fd, LOCK_SH | LOCK_NB) == 0) unlinkat(directory, name, 0);
    close(fd);
}

void partial_sweep(const char *path)
{
    char place[FILE_NAME_ROOM];
    DIR *directory = partial_beside(path, ".", place) ? opendir(place) : NULL;
    const struct dirent *entry;
    while (directory && (entry = readdir(directory)))
        if (is_partial(entry->d_name)) remove_dead(dirfd(directory), entry->d_name);
    if (directory) closedir(directory);
}

/* ---- Writing ---- */

/* Whether a path fits where it is kept. */
static bool keep_name(const char *path, char out[FILE_NAME_ROOM])
{
    size_t n = strlen(path) + 1;
    if (n <= FILE_NAME_ROOM) return memcpy(out, path, n);
    errno = ENAMETOOLONG;
    return false;
}

/* The name that symbolic links lead to, also where nothing stands there yet (which realpath
 * refuses); false with errno set if there is none. */
static bool follow(const char *path, char name[FILE_NAME_ROOM])
{
    enum { HOPS = 40 }; /* as many as Linux follows */
    bool ok = keep_name(path, name);
    for (int hop = 0; ok && hop < HOPS; hop++) {
        char target[FILE_NAME_ROOM];
        ssize_t n = readlink(name, target, sizeof target - 1);
        if (n < 0) /* no link */
            return true;
        target[n] = '\0';
        ok = target[0] == '/' ? keep_name(target, name) : partial_beside(name, target, name);
    }
    if (ok) errno = ELOOP;
    return false;
}

/* A file that takes another's place takes its permissions and its group, and for root its
 * owner. A group that cannot be kept hands its rights to no other group. */
static void take_after(int fd, const struct stat *was)
{
    mode_t mode = was->st_mode & (S_IRWXU | S_IRWXG | S_IRWXO);
    uid_t owner = geteuid() == 0 ? was->st_uid : (uid_t)-1; /* -1: as it is */
    if (fchown(fd, owner, was->st_gid) != 0) mode &= ~(mode_t)S_IRWXG;
    fchmod(fd, mode);
}

/* Opens what will replace a regular file (`was`; NULL where there is none yet). */
static int open_replacement(struct file_out *f, const char *path, const struct stat *was)
{
    /* Renaming would go round the write protection of the file itself. */
    if (!follow(path, f->path) || (was && access(f->path, W_OK) != 0)) return -1;
    partial_sweep(f->path);
    int fd = partial_open(f->path, f->partial);
    if (fd >= 0 && was) take_after(fd, was);
    return fd;
}

/* Opens a device or a pipe, which nothing can replace: it is written as it is. */
static int open_direct(struct file_out *f, const char *path)
{
    return keep_name(path, f->path) ? open_again(path, O_WRONLY, 0) : -1;
}

static void forget(struct file_out *f)
{
    *f = (struct file_out){.fd = -1};
}

/* Opens it without a stream. */
static bool open_bare(struct file_out *f, const char *path, struct err *e)
{
    struct stat st;
    forget(f);
    bool there = stat(path, &st) == 0;
    if (there ? S_ISDIR(st.st_mode) : path[strlen(path) - 1] == '/')
        return fail(e, path, false, EISDIR);
    if (!there && errno != ENOENT) return fail(e, path, false, errno);
    bool direct = there && !S_ISREG(st.st_mode);
    f->fd = direct ? open_direct(f, path) : open_replacement(f, path, there ? &st : NULL);
    return f->fd >= 0 || fail(e, path, false, errno);
}

bool file_out_open(struct file_out *f, const char *path, struct err *e)
{
    forget(f);
    if (path[0] == '\0')
        return err_set(e, _("the file name is empty: name a file, or - for standard output"));
    /* /dev/stdout too: when it is a file, others may have written to it before. */
    if (strcmp(path, "-") == 0 || strcmp(path, "/dev/stdout") == 0) {
        f->stream = stdout;
        f->fd = STDOUT_FILENO;
        return true;
    }
    if (!open_bare(f, path, e)) return false;
    f->stream = fdopen(f->fd, "wb");
    if (f->stream) return true;
    int why = errno;
    fail(e, path, false, why);
    file_out_abort(f);
    if (why == ENOMEM) memory_failed(); /* which may end the program */
    return false;
}

/* Some file systems cannot sync some files; that is no failed write. */
static bool sync_failed(int fd)
{
    return fsync(fd) != 0 && errno != EINVAL && errno != ENOTSUP && errno != EROFS;
}

/* Standard output stays open, but network file systems tell of a failed write
 * only on closing: so a copy is closed. */
static bool close_copy_failed(int fd)
{
    int copy = dup(fd);
    return copy < 0 || close(copy) != 0;
}

bool file_out_good(struct file_out *f)
{
    if (!f->why && ferror(f->stream)) f->why = errno ? errno : EIO;
    return !f->why;
}

static bool close_failed(struct file_out *f)
{
    return (f->stream == stdout ? close_copy_failed(f->fd)
            : f->stream         ? fclose(f->stream)
                                : close(f->fd)) != 0;
}

/* Flushes and closes it; 0 or the errno of what failed, EIO where an earlier write did and nobody
 * asked. */
static int finish(struct file_out *f)
{
    int why = f->why ? f->why : f->stream && ferror(f->stream) ? EIO : 0;
    if (f->stream && fflush(f->stream) != 0 && !f->why) why = errno; /* says more than EIO */
    if (!why && f->partial[0] && sync_failed(f->fd)) why = errno;
    if (close_failed(f) && !why) why = errno;
    return why;
}

bool file_out_commit(struct file_out *f, struct err *e)
{
    /* keeps the partial file locked until it has its name */
    int lock = f->partial[0] ? dup(f->fd) : -1;
    int why = finish(f);
    if (!why && f->partial[0] && rename(f->partial, f->path) != 0) why = errno;
    if (lock >= 0) close(lock);
    bool ok = !why || fail(e, f->path[0] ? f->path : _("standard output"), false, why);
    if (!ok && f->partial[0]) unlink(f->partial);
    forget(f);
    return ok;
}

void file_out_abort(struct file_out *f)
{
    if (f->fd >= 0 && f->stream != stdout) close_failed(f);
    if (f->partial[0]) unlink(f->partial);
    forget(f);
}

/* ---- Writing what waits for others ---- */

/* Opens what is there already, and is no file; -1 with errno set. Where it is a FIFO that nobody
 * reads, it waits for a reader for as long as the listener lets it. */
static int open_patiently(const char *path, const struct listener *l)
{
    for (;;) {
        int fd = open_again(path, O_WRONLY | O_NONBLOCK, 0);
        if (fd >= 0 || errno != ENXIO || !l->progress) return fd;
        poll(NULL, 0, WAIT_MS);
        if (!goes_on(l, 0)) {
            errno = ECANCELED;
            return -1;
        }
    }
}

/* 0 or the errno of what failed. */
static int write_patiently(int fd, const char *bytes, size_t n, const struct listener *l)
{
    for (size_t done = 0; done < n;) {
        ssize_t wrote = write(fd, bytes + done, n - done);
        if (wrote >= 0) {
            done += (size_t)wrote;
        } else if (errno == EAGAIN) {
            struct pollfd wait = {.fd = fd, .events = POLLOUT};
            poll(&wait, 1, l->progress ? WAIT_MS : -1);
        } else if (errno != EINTR) {
            return errno;
        }
        if (!goes_on(l, done)) return ECANCELED;
    }
    return 0;
}

static bool write_direct(const char *path, const char *bytes, size_t n, const struct listener *l,
                         struct err *e)
{
    int fd = open_patiently(path, l);
    if (fd < 0) return fail(e, path, false, errno);
    if (isatty(fd)) {
        close(fd);
        return file_say(e, path, _("is a terminal: name a file"));
    }
    int why = write_patiently(fd, bytes, n, l);
    if (close(fd) != 0 && !why) why = errno;
    return !why || fail(e, path, false, why);
}

bool file_write_progress(const char *path, const char *bytes, size_t n, file_progress *progress,
                         void *context, struct err *e)
{
    struct listener l = {progress, context, n};
    struct stat st;
    struct file_out out;
    if (stat(path, &st) == 0 && (S_ISFIFO(st.st_mode) || S_ISCHR(st.st_mode)))
        return write_direct(path, bytes, n, &l, e);
    if (!file_out_open(&out, path, e)) return false;
    fwrite(bytes, 1, n, out.stream);
    file_out_good(&out); /* keeps the reason */
    return file_out_commit(&out, e);
}

bool file_replace(const char *path, const struct file_part *parts, size_t count, struct err *e)
{
    struct file_out out;
    const struct listener nobody = {NULL, NULL, 0};
    if (!open_bare(&out, path, e)) return false;
    for (size_t i = 0; i < count && !out.why; i++)
        out.why = write_patiently(out.fd, parts[i].bytes, parts[i].n, &nobody);
    return file_out_commit(&out, e);
}

bool file_expand(const char *path, struct str *out)
{
    const char *home = getenv("HOME");
    bool own = path[0] == '~' && (path[1] == '/' || path[1] == 0) && home && *home;
    str_clear(out);
    return str_adds(out, own ? home : "") && str_adds(out, path + own);
}
