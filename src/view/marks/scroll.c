#include "view/marks/scroll.h"

size_t scroll_to(size_t first, size_t selected, size_t count, size_t visible)
{
    if (visible == 0 || count <= visible) return 0;
    if (selected < first) first = selected;
    if (selected >= first + visible) first = selected + 1 - visible;
    return first > count - visible ? count - visible : first;
}

size_t scroll_tokens(const struct app *a, size_t visible)
{
    return scroll_to(a->shown.window.row, a->token, a->pipeline.count, visible);
}

int scroll_dims(const struct app *a, int visible)
{
    return (int)scroll_to((size_t)a->shown.window.dim, (size_t)a->dim, (size_t)a->params.d_model,
                          (size_t)visible);
}
