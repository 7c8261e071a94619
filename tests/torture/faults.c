/* Preloaded into the program: disks that are slow and clocks that jump, by FAULT in the
 * environment. "slow": each fsync takes 200 ms. "jump": the wall clock is a day off, another way at
 * each call, and the monotonic one leaps an hour forward now and then. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int is_asked(const char *fault)
{
    const char *asked = getenv("FAULT");
    return asked && strcmp(asked, fault) == 0;
}

static int slowly(const char *name, int fd)
{
    int (*next)(int);
    *(void **)&next = dlsym(RTLD_NEXT, name);
    if (is_asked("slow")) usleep(200000);
    return next(fd);
}

int fsync(int fd)
{
    return slowly("fsync", fd);
}

int fdatasync(int fd)
{
    return slowly("fdatasync", fd);
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    static int (*next)(clockid_t, struct timespec *);
    static long calls, leaps;
    if (!next) *(void **)&next = dlsym(RTLD_NEXT, "clock_gettime");
    int result = next(clock, now);
    if (!is_asked("jump")) return result;
    calls++;
    if (clock == CLOCK_REALTIME) {
        now->tv_sec += calls % 2 ? 86400 : -86400;
    } else {
        leaps += calls % 50 == 0;
        now->tv_sec += 3600 * leaps;
    }
    return result;
}

time_t time(time_t *out)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (out) *out = now.tv_sec;
    return now.tv_sec;
}
