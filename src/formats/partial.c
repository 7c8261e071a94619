#include "formats/partial.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

char *partial_beside(const char *path, const char *other)
{
    const char *slash = strrchr(path, '/');
    size_t n = slash ? (size_t)(slash - path) + 1 : 0;
    char *joined = malloc(n + strlen(other) + 1);
    if (joined) {
        memcpy(joined, path, n);
        strcpy(joined + n, other);
    }
    return joined;
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
    int fd;
    do {
        fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOCTTY, 0666);
    } while (fd < 0 && errno == EINTR);
    if (fd >= 0 && !claim(fd)) {
        close(fd);
        errno = EEXIST;
        return -1;
    }
    return fd;
}

int partial_open(const char *path, char **name)
{
    enum { TRIES = 1000 }; /* names may be taken by what a killed program left */
    for (int i = 0; i < TRIES; i++) {
        char own[64]; /* short, so that it fits wherever the file's own name does */
        snprintf(own, sizeof own, ".lexwave-%ld-%d.partial", (long)getpid(), i);
        *name = partial_beside(path, own);
        if (!*name) {
            errno = ENOMEM;
            return -1;
        }
        int fd = make(*name);
        if (fd >= 0) return fd;
        int why = errno;
        free(*name);
        *name = NULL;
        errno = why;
        if (why != EEXIST) return -1;
    }
    return -1;
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
    char *place = partial_beside(path, ".");
    DIR *directory = place ? opendir(place) : NULL;
    const struct dirent *entry;
    while (directory && (entry = readdir(directory)))
        if (is_partial(entry->d_name)) remove_dead(dirfd(directory), entry->d_name);
    if (directory) closedir(directory);
    free(place);
}
