/* What the state asks to be done with files, from its `:` line. */
#ifndef CLI_PERFORM_H
#define CLI_PERFORM_H

#include "cli/session.h"

/* Writes a picture of the screen (EFFECT_EXPORT), loads a corpus (EFFECT_CORPUS) and lists files
 * (EFFECT_FILES); returns the remaining effects. A failure is said on the command line, and
 * everything stays as it was; work.broken tells whether something was broken off. */
unsigned perform(struct session *s, unsigned effects);

#endif
