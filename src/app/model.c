#include "app/model.h"

#include "app/similarity.h"

const struct model models[] = {
    {.view = "pipeline"},
    {.view = "similarity",
     .actions = similarity_actions,
     .count = SIMILARITY_ACTIONS,
     .look = similarity_look,
     .free = similarity_free},
};
const int model_count = sizeof models / sizeof *models;
