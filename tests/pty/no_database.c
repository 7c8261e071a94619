/* The program's own src/term/terminfo.c on a system without any descriptions of terminals. */
#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>

static int bare_setupterm(const char *type, int fd, int *status)
{
    const char *entry = getenv("TERMINFO");
    if (entry != NULL && strncmp(entry, "b64:", 4) == 0) return setupterm(type, fd, status);
    *status = -1; /* as curses says that there is no database */
    return ERR;
}

#define setupterm bare_setupterm
#include "term/terminfo.c"
