#include "app/update/model.h"

#include "app/views/embedding.h"
#include "app/views/similarity.h"
#include "app/views/sum.h"
#include "app/views/sum_keys.h"
#include "app/views/vocabulary_keys.h"

const struct model models[] = {
    {.view = "pipeline"},
    {.view = "vocabulary",
     .actions = vocabulary_actions,
     .count = VOCABULARY_ACTIONS,
     .settle = vocabulary_settle,
     .look = vocabulary_look,
     .wheel = vocabulary_wheel,
     .free = vocabulary_free},
    {.view = "embedding", .actions = embedding_actions, .count = EMBEDDING_ACTIONS, .look = embedding_look,
     .tick = embedding_tick, .deadline = embedding_deadline, .free = embedding_free},
    {.view = "waves", .actions = waves_actions, .count = WAVES_ACTIONS, .before = waves_before, .settle = waves_settle,
     .look = waves_look, .tick = waves_tick, .deadline = waves_deadline},
    {.view = "sum", .actions = sum_actions, .count = SUM_ACTION_COUNT, .look = sum_look, .free = sum_free},
    {.view = "similarity",
     .actions = similarity_actions,
     .count = SIMILARITY_ACTIONS,
     .look = similarity_look,
     .free = similarity_free},
    {.view = "schemes",
     .actions = schemes_actions,
     .count = SCHEMES_ACTIONS,
     .look = schemes_look,
     .free = schemes_free},
};
const int model_count = sizeof models / sizeof *models;
