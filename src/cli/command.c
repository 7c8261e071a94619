#include "cli/command.h"

#include <string.h>

int command_format_of(const char *path, const char *const *formats)
{
    const char *dot = strrchr(path, '.');
    for (int i = 0; dot && formats[i]; i++)
        if (strcmp(dot + 1, formats[i]) == 0)
            return i;
    return -1;
}
