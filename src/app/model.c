#include "app/model.h"

#include "app/vocabulary_keys.h"

const struct model models[] = {
    {.view = "pipeline"},
    {.view = "vocabulary",
     .actions = vocabulary_actions,
     .count = VOCABULARY_ACTIONS,
     .look = vocabulary_look,
     .wheel = vocabulary_wheel,
     .free = vocabulary_free},
};
const int model_count = sizeof models / sizeof *models;
