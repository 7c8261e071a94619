/* What the files of the Training view's state share. */
#pragma once

#include "app/state/action.h"

#define TRAINING_ACTIONS 29
extern const struct action training_actions[TRAINING_ACTIONS];
