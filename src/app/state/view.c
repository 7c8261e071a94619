#include "app/state/view.h"

#include <stdlib.h>
#include <string.h>

const struct model model_none = {0};

int view_total(const struct view *views)
{
    int count = 0;
    while (views[count].name) count++;
    return count;
}

int view_find(const struct view *views, const char *name)
{
    for (int i = 0; views[i].name; i++)
        if (strcmp(views[i].name, name) == 0) return i;
    return -1;
}

bool view_reserve(float **numbers, size_t count)
{
    float *more = realloc(*numbers, (count + 1) * sizeof *more);
    if (more) *numbers = more;
    return more;
}

const struct view *app_view(const struct app *a)
{
    return &a->lists->views[a->view];
}

const struct model *app_model(const struct app *a)
{
    return app_view(a)->model;
}

void app_show(struct app *a, const char *view)
{
    int row = view_find(a->lists->views, view);
    a->view = row < 0 ? a->view : row;
}
