#define _GNU_SOURCE
#include "term/signals.h"

#include <signal.h>
#include <stddef.h>
#include <sys/select.h>
#include <time.h>

#include "base/num.h"
#include "term/modes.h"
#include "term/terminfo.h"

#define SIGNAL_LIMIT 65         /* every signal's number is below */
#define CRASH_STACK (64 * 1024) /* room for any vector registers the kernel saves */

/* Those that become keys or sizes, and those that a fault brings. */
static const int noted[] = {SIGINT, SIGTSTP, SIGCONT, SIGWINCH};
static const int fatal[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSYS, SIGTRAP};
/* Those whose write fails instead, which is an error like others. */
static const int unwanted[] = {SIGPIPE, SIGXFSZ};

static volatile sig_atomic_t came[SIGNAL_LIMIT];
static volatile sig_atomic_t ending;

static struct sigaction before[SIGNAL_LIMIT]; /* of those caught */
static bool caught[SIGNAL_LIMIT];
static sigset_t mask_before, mask_blocked, mask_waiting;
static stack_t stack_before;
static bool installed;

static bool is_among(const int *list, size_t count, int sig)
{
    for (size_t i = 0; i < count; i++)
        if (list[i] == sig) return true;
    return false;
}

/* Whether a signal ends a program that does nothing about it, can be caught, and comes from
 * outside (a person, a timer, a limit), not from a fault of the program itself, as SIGSEGV. */
static bool ends_program(int sig)
{
    static const int endings[] = {
        SIGHUP,    SIGINT,  SIGQUIT, SIGPIPE,   SIGALRM, SIGTERM,
        SIGUSR1,   SIGUSR2, SIGXCPU, SIGVTALRM, SIGPROF, SIGXFSZ,
#ifdef __linux__
        SIGIO,     SIGPWR,
#ifdef SIGSTKFLT /* not on every processor */
        SIGSTKFLT,
#endif
#endif
    };
    if (is_among(endings, COUNT(endings), sig)) return true;
#ifdef SIGRTMIN
    return sig >= SIGRTMIN && sig <= SIGRTMAX && sig < SIGNAL_LIMIT;
#else
    return false;
#endif
}

static bool is_noted(int sig)
{
    return is_among(noted, COUNT(noted), sig);
}

static void note(int sig)
{
    came[sig] = 1;
    if (!is_noted(sig) && ending == 0) ending = sig;
}

/* Blocked signals are all held until this returns; then the old handler, in
 * most cases the default one, ends the process. */
static void crash(int sig)
{
    modes_crash();
    if (sig == SIGSEGV) terminfo_crash();
    sigaction(sig, &before[sig], NULL);
    raise(sig);
}

static void ignore(int sig)
{
    (void)sig; /* a handler: programs started from here would inherit SIG_IGN */
}

/* A signal that was ignored stays so (nohup), but for Ctrl-Z, which is a key here. */
static bool catch_signal(int sig, void (*handler)(int), int flags)
{
    struct sigaction act = {.sa_handler = handler, .sa_flags = flags};
    sigfillset(&act.sa_mask);
    if (sigaction(sig, NULL, &before[sig]) != 0 ||
        (before[sig].sa_handler == SIG_IGN && sig != SIGTSTP))
        return false;
    caught[sig] = sigaction(sig, &act, NULL) == 0;
    return caught[sig];
}

static void catch_fatal(void)
{
    /* A stack overflow leaves no room on the usual stack. */
    static char room[CRASH_STACK];
    stack_t stack = {.ss_sp = room, .ss_size = sizeof room};
    sigaltstack(&stack, &stack_before);
    for (size_t i = 0; i < COUNT(fatal); i++) catch_signal(fatal[i], crash, SA_ONSTACK);
}

/* They are blocked before one is caught. */
static void catch_others(void)
{
    sigset_t ours;
    sigemptyset(&ours);
    for (int sig = 1; sig < SIGNAL_LIMIT; sig++) {
        came[sig] = 0;
        if ((is_noted(sig) || ends_program(sig)) && !is_among(unwanted, COUNT(unwanted), sig))
            sigaddset(&ours, sig);
    }
    ending = 0;
    sigprocmask(SIG_BLOCK, &ours, &mask_before);
    sigprocmask(SIG_BLOCK, NULL, &mask_blocked);
    mask_waiting = mask_before;
    for (int sig = 1; sig < SIGNAL_LIMIT; sig++)
        if (sigismember(&ours, sig) == 1 && catch_signal(sig, note, 0))
            sigdelset(&mask_waiting, sig);
}

void signals_install(void)
{
    catch_others();
    for (size_t i = 0; i < COUNT(unwanted); i++) catch_signal(unwanted[i], ignore, SA_RESTART);
    catch_fatal();
    installed = true;
}

void signals_restore(void)
{
    if (!installed) return;
    for (int sig = 1; sig < SIGNAL_LIMIT; sig++) {
        if (caught[sig]) {
            sigaction(sig, &before[sig], NULL);
            caught[sig] = false;
        }
    }
    sigaltstack(&stack_before, NULL);
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

void signals_look(void)
{
    sigprocmask(SIG_SETMASK, &mask_waiting, NULL);
    sigprocmask(SIG_SETMASK, &mask_blocked, NULL);
}

static bool is_ready(int fd, const fd_set *set)
{
    return fd >= 0 && FD_ISSET(fd, set);
}

int signals_wait(int in, int also, int out, int timeout_ms)
{
    const int fds[] = {in, also, out};
    fd_set inputs, outputs;
    struct timespec limit = {.tv_sec = timeout_ms / 1000, .tv_nsec = timeout_ms % 1000 * 1000000L};
    int last = -1;
    FD_ZERO(&inputs);
    FD_ZERO(&outputs);
    for (size_t i = 0; i < COUNT(fds); i++) {
        if (fds[i] >= 0) FD_SET(fds[i], i < 2 ? &inputs : &outputs);
        last = fds[i] > last ? fds[i] : last;
    }
    /* Not ppoll, which macOS lacks. */
    int ready =
        pselect(last + 1, &inputs, &outputs, NULL, timeout_ms < 0 ? NULL : &limit, &mask_waiting);
    if (ready <= 0) return ready;
    return (is_ready(in, &inputs) ? SIGNALS_IN : 0) | (is_ready(also, &inputs) ? SIGNALS_ALSO : 0) |
           (is_ready(out, &outputs) ? SIGNALS_OUT : 0);
}

void signals_stop(void)
{
    if (before[SIGTSTP].sa_handler == SIG_IGN) return; /* no shell waits to resume the program */
    struct sigaction ours;
    sigset_t blocked, open;
    sigaction(SIGTSTP, &before[SIGTSTP], &ours);
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
