/* The keys of the Vocabulary view alone. */
#ifndef APP_VIEWS_VOCABULARY_KEYS_H
#define APP_VIEWS_VOCABULARY_KEYS_H

#include "app/update/action.h"

#define VOCABULARY_ACTIONS 9
extern const struct action vocabulary_actions[VOCABULARY_ACTIONS];

#endif
