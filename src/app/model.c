#include "app/model.h"

const struct model models[] = {
    {.view = "pipeline"},
    {.view = "waves", .actions = waves_actions, .count = WAVES_ACTIONS, .before = waves_before, .look = waves_look,
     .tick = waves_tick, .deadline = waves_deadline},
};
const int model_count = sizeof models / sizeof *models;
