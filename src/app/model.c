#include "app/model.h"

const struct model models[] = {
    {.view = "pipeline"},
    {.view = "schemes",
     .actions = schemes_actions,
     .count = SCHEMES_ACTIONS,
     .look = schemes_look,
     .free = schemes_free},
};
const int model_count = sizeof models / sizeof *models;
