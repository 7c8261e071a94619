#include "app/state/files.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static void forget(struct files *f)
{
    for (int i = 0; i < f->count; i++) free(f->paths[i]);
    f->count = 0;
}

bool files_start(struct files *f, const char *asked)
{
    forget(f);
    str_clear(&f->asked);
    return str_adds(&f->asked, asked);
}

bool files_add(struct files *f, const char *path)
{
    if (f->count == f->cap) {
        int cap = f->cap ? 2 * f->cap : 64;
        char **paths = memory_resize(f->paths, (size_t)cap, sizeof *paths);
        if (!paths) return false;
        f->paths = paths;
        f->cap = cap;
    }
    char *copy = memory_copy(path);
    if (!copy) return false;
    f->paths[f->count++] = copy;
    return true;
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void files_sort(struct files *f)
{
    if (f->count) qsort(f->paths, (size_t)f->count, sizeof *f->paths, compare);
}

const char *files_at(const struct files *f, const char *typed, int i)
{
    size_t n = strlen(typed);
    if (n < f->asked.len || strncmp(typed, str_text(&f->asked), f->asked.len) != 0) return NULL;
    if (n == f->asked.len) return i < f->count ? f->paths[i] : NULL;
    for (int at = 0; at < f->count; at++)
        if (strncmp(f->paths[at], typed, n) == 0 && i-- == 0) return f->paths[at];
    return NULL;
}

void files_free(struct files *f)
{
    forget(f);
    free(f->paths);
    str_free(&f->asked);
    *f = (struct files){0};
}
