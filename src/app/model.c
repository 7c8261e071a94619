#include "app/model.h"

#include "app/embedding.h"

const struct model models[] = {
    {.view = "pipeline"},
    {.view = "embedding", .actions = embedding_actions, .count = EMBEDDING_ACTIONS, .look = embedding_look,
     .deadline = embedding_deadline, .free = embedding_free},
};
const int model_count = sizeof models / sizeof *models;
