#include "cli/slot.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "formats/file.h"

static bool set_lock(const struct slots *s, int number, short type)
{
    struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = number, .l_len = 1};
    return s->lock < 0 || fcntl(s->lock, F_SETLK, &lock) == 0 ||
           (errno != EACCES && errno != EAGAIN);
}

/* Where the directory comes into being late, so does the lock on the place that was taken. */
static void open_lock(struct slots *s)
{
    char path[FILE_NAME_ROOM];
    if (s->lock >= 0 || !partial_beside(s->first.data, "lock", path)) return;
    s->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0600);
    if (s->number) set_lock(s, s->number, F_WRLCK);
}

bool slots_make_directory(struct slots *s, struct err *e)
{
    char *path = s->first.data;
    for (char *at = path + 1; *at; at++) {
        if (*at != '/') continue;
        *at = 0;
        int why = mkdir(path, 0700) == 0 ? 0 : errno; /* for this person alone */
        bool ok = !why || why == EEXIST || access(path, F_OK) == 0;
        if (!ok) file_say_unwritten(e, path, why);
        *at = '/';
        if (!ok) return false;
    }
    open_lock(s);
    return true;
}

void slots_own_path(const char *variable, const char *folder, const char *name, struct str *out)
{
    const char *place = getenv(variable), *home = getenv("HOME");
    if (place && *place == '/') /* the XDG rules: a relative path does not count */
        str_addf(out, "%s/lexwave/%s", place, name);
    else if (home && *home == '/')
        str_addf(out, "%s/%s/lexwave/%s", home, folder, name);
}

void slots_open(struct slots *s)
{
    struct err ignored;
    *s = (struct slots){.lock = -1};
    slots_own_path("XDG_STATE_HOME", ".local/state", "state", &s->first);
    if (s->first.failed) str_free(&s->first);
    if (!s->first.len || !slots_make_directory(s, &ignored)) return;
    partial_sweep(s->first.data);
}

void slots_close(struct slots *s)
{
    if (s->lock >= 0) close(s->lock);
    str_free(&s->first);
    str_free(&s->path);
    s->lock = -1;
}

/* The number of a file's name, or 0. */
static int number_of(const char *name)
{
    if (strcmp(name, "state") == 0) return 1;
    if (strncmp(name, "state-", 6) != 0 || name[6] < '1' || name[6] > '9') return 0;
    char *end;
    long number = strtol(name + 6, &end, 10);
    return !*end && number > 1 && number <= SLOT_MAX ? (int)number : 0;
}

struct slot_file {
    int number;
    struct timespec time;
};

static int compare(const void *a, const void *b)
{
    const struct slot_file *l = a, *r = b;
    if (l->time.tv_sec != r->time.tv_sec) return l->time.tv_sec < r->time.tv_sec ? 1 : -1;
    if (l->time.tv_nsec != r->time.tv_nsec) return l->time.tv_nsec < r->time.tv_nsec ? 1 : -1;
    return l->number - r->number;
}

/* Whether something is there: a link that leads round in a circle is. */
static bool look_at(int directory, const char *path, struct stat *st)
{
    *st = (struct stat){0};
    return fstatat(directory, path, st, 0) == 0 || errno == ELOOP;
}

int slots_find(const struct slots *s, int *out)
{
    struct slot_file found[SLOT_MAX];
    int count = 0;
    char place[FILE_NAME_ROOM];
    bool named = s->first.len && partial_beside(s->first.data, ".", place);
    DIR *directory = named ? opendir(place) : NULL;
    for (const struct dirent *entry;
         directory && count < SLOT_MAX && (entry = readdir(directory));) {
        struct stat st;
        int number = number_of(entry->d_name);
        if (number && look_at(dirfd(directory), entry->d_name, &st))
            found[count++] = (struct slot_file){number, st.st_mtim};
    }
    if (directory) closedir(directory);
    qsort(found, (size_t)count, sizeof *found, compare);
    for (int i = 0; i < count; i++) out[i] = found[i].number;
    return count;
}

static bool name_path(struct slots *s, int number)
{
    str_clear(&s->path);
    str_adds(&s->path, str_text(&s->first));
    if (number > 1) str_addf(&s->path, "-%d", number);
    return !s->path.failed;
}

bool slots_take(struct slots *s, int number)
{
    slots_leave(s);
    if (!s->first.len || !set_lock(s, number, F_WRLCK) || !name_path(s, number)) return false;
    s->number = number;
    return true;
}

bool slots_take_free(struct slots *s)
{
    struct stat st;
    for (int number = 1; s->first.len && number <= SLOT_MAX; number++) {
        bool there = !name_path(s, number) || look_at(AT_FDCWD, s->path.data, &st);
        if (!there && slots_take(s, number)) return true;
    }
    return false;
}

void slots_leave(struct slots *s)
{
    if (s->number) set_lock(s, s->number, F_UNLCK);
    s->number = 0;
}
