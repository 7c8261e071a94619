/* The keys of the Sum view. */
#ifndef APP_VIEWS_SUM_KEYS_H
#define APP_VIEWS_SUM_KEYS_H

#include "app/update/action.h"

enum { SUM_ACTION_COUNT = 5 };
extern const struct action sum_actions[SUM_ACTION_COUNT];

#endif
