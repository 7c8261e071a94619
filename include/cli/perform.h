/* What the state asks to be done with files, from its `:` line. */
#ifndef CLI_PERFORM_H
#define CLI_PERFORM_H

#include "cli/session.h"

/* Performs EFFECT_EXPORT and EFFECT_CORPUS; returns the effects that are left.
 * What fails is said on the command line, and everything stays as it was. */
unsigned perform(struct session *s, unsigned effects);

#endif
