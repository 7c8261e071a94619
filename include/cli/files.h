/* Paths on this machine. */
#ifndef CLI_FILES_H
#define CLI_FILES_H

#include "app/state/files.h"
#include "app/state/work.h"
#include "base/err.h"

/* Makes `f` the paths that begin with what is typed. Those of directories end with "/"; names
 * that begin with "." are left out unless one is typed, and names that no line can hold always.
 * `work` can break it off. False: `e` says why there are none. */
bool files_list(struct files *f, const char *typed, struct work *work, struct err *e);

#endif
