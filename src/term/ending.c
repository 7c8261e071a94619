#include "term/ending.h"

#include <signal.h>
#include <stddef.h>

bool ending_signal(int sig)
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
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (endings[i] == sig) return true;
#ifdef SIGRTMIN
    return sig >= SIGRTMIN && sig <= SIGRTMAX && sig < ENDING_LIMIT;
#else
    return false;
#endif
}
