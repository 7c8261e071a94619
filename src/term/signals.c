#define _GNU_SOURCE
#include "term/signals.h"

#include <signal.h>
#include <stddef.h>
#include <sys/select.h>
#include <time.h>

#include "term/modes.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define CRASH_STACK (64 * 1024) /* room for any vector registers the kernel saves */

static const int noted[] = {SIGINT, SIGTSTP, SIGCONT, SIGWINCH, SIGTERM, SIGHUP, SIGQUIT};
static const int fatal[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
#define SIGNAL_LIMIT 64

static volatile sig_atomic_t came[SIGNAL_LIMIT];
static volatile sig_atomic_t ending;

static struct sigaction noted_before[COUNT(noted)], fatal_before[COUNT(fatal)];
static sigset_t mask_before, mask_waiting;
static stack_t stack_before;
static bool installed;

static void note(int sig)
{
    came[sig] = 1;
    if ((sig == SIGTERM || sig == SIGHUP || sig == SIGQUIT) && ending == 0) {
        ending = sig;
    }
}

/* Blocked signals are all held until this returns; then the old handler, in
 * most cases the default one, ends the process. */
static void crash(int sig)
{
    modes_crash();
    for (size_t i = 0; i < COUNT(fatal); i++) {
        if (fatal[i] == sig) {
            sigaction(sig, &fatal_before[i], NULL);
        }
    }
    raise(sig);
}

static void catch_fatal(void)
{
    /* A stack overflow leaves no room on the usual stack. */
    static char room[CRASH_STACK];
    stack_t stack = {.ss_sp = room, .ss_size = sizeof room};
    struct sigaction act = {.sa_handler = crash, .sa_flags = SA_ONSTACK};
    sigaltstack(&stack, &stack_before);
    sigfillset(&act.sa_mask);
    for (size_t i = 0; i < COUNT(fatal); i++) {
        sigaction(fatal[i], &act, &fatal_before[i]);
    }
}

void signals_install(void)
{
    struct sigaction act = {.sa_handler = note};
    sigset_t ours;
    sigemptyset(&ours);
    for (size_t i = 0; i < COUNT(noted); i++) {
        sigaddset(&ours, noted[i]);
        came[noted[i]] = 0;
    }
    ending = 0;
    sigprocmask(SIG_BLOCK, &ours, &mask_before);
    mask_waiting = mask_before;
    sigfillset(&act.sa_mask);
    for (size_t i = 0; i < COUNT(noted); i++) {
        sigdelset(&mask_waiting, noted[i]);
        sigaction(noted[i], &act, &noted_before[i]);
    }
    catch_fatal();
    installed = true;
}

void signals_restore(void)
{
    if (!installed) {
        return;
    }
    for (size_t i = 0; i < COUNT(fatal); i++) {
        sigaction(fatal[i], &fatal_before[i], NULL);
    }
    sigaltstack(&stack_before, NULL);
    for (size_t i = 0; i < COUNT(noted); i++) {
        sigaction(noted[i], &noted_before[i], NULL);
    }
    sigprocmask(SIG_SETMASK, &mask_before, NULL);
    installed = false;
}

bool signals_take(int sig)
{
    bool came_now = came[sig] != 0;
    came[sig] = 0;
    return came_now;
}

void signals_note(int sig)
{
    note(sig);
}

int signals_ending(void)
{
    return ending;
}

int signals_wait(int fd, int timeout_ms)
{
    fd_set set;
    struct timespec limit = {.tv_sec = timeout_ms / 1000, .tv_nsec = timeout_ms % 1000 * 1000000L};
    FD_ZERO(&set);
    FD_SET(fd, &set);
    /* Not ppoll, which macOS lacks. */
    return pselect(fd + 1, &set, NULL, NULL, timeout_ms < 0 ? NULL : &limit, &mask_waiting);
}

void signals_stop(void)
{
    size_t stop = 0;
    while (noted[stop] != SIGTSTP) {
        stop++;
    }
    if (noted_before[stop].sa_handler == SIG_IGN) {
        return; /* no shell waits to resume the program */
    }
    struct sigaction ours;
    sigset_t blocked, open;
    sigaction(SIGTSTP, &noted_before[stop], &ours);
    /* The whole group, as the terminal does it: whoever started the program in
     * this group waits for it and must stop too. */
    kill(0, SIGTSTP);
    sigemptyset(&open);
    sigaddset(&open, SIGTSTP);
    sigaddset(&open, SIGCONT);
    sigprocmask(SIG_UNBLOCK, &open, &blocked); /* stops here */
    sigprocmask(SIG_SETMASK, &blocked, NULL);
    sigaction(SIGTSTP, &ours, NULL);
    came[SIGTSTP] = 0;
    came[SIGCONT] = 0;
}
