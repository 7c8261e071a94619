/* What the state asks to be done with files, from its `:` line. */
#ifndef CLI_PERFORM_H
#define CLI_PERFORM_H

#include "cli/session.h"

/* Performs EFFECT_EXPORT, EFFECT_CORPUS and EFFECT_FILES; returns the remaining effects.
 * A failure is said on the command line, and everything stays as it was. */
unsigned perform(struct session *s, unsigned effects);

#endif
