#include "app/model.h"

const struct model models[] = {
    {.view = "pipeline"},
};
const int model_count = sizeof models / sizeof *models;
