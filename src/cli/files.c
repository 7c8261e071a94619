/* Which paths begin with what is typed, for the command line to be completed with. */
#include "cli/files.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/words.h"

/* A name that can be typed into a line and comes back from it: blanks at the end are cut off
 * there, and control characters end lines. */
static bool can_be_typed(const char *name)
{
    size_t n = strlen(name);
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)name[i] < 0x20 || name[i] == 0x7F) return false;
    return name[n - 1] != ' ';
}

/* Hidden ones are for who asks for them. */
static bool is_wanted(const char *name, const char *typed)
{
    bool link = strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
    return strncmp(name, typed, strlen(typed)) == 0 && !link && (*name != '.' || *typed == '.') &&
           can_be_typed(name);
}

static bool add_path(struct files *f, const char *directory, size_t n, const char *name)
{
    struct str path = STR_EMPTY;
    struct stat info;
    str_add(&path, directory, n);
    if (!n && *name == ' ') /* blanks at the front are cut off a line's words */
        str_adds(&path, "./");
    str_adds(&path, name);
    if (!path.failed && stat(str_text(&path), &info) == 0 && S_ISDIR(info.st_mode))
        str_addc(&path, '/');
    bool ok = !path.failed && files_add(f, str_text(&path));
    str_free(&path);
    return ok;
}

bool files_list(struct files *f, const char *typed, struct work *work, struct err *e)
{
    const char *slash = strrchr(typed, '/'), *name = slash ? slash + 1 : typed;
    size_t n = (size_t)(name - typed);
    struct str directory = STR_EMPTY;
    str_add(&directory, n ? typed : ".", n ? n : 1);
    DIR *dir = directory.failed ? NULL : opendir(str_text(&directory));
    bool ok = files_start(f, typed), there = dir;
    if (!dir)
        err_set(e, errno == ENOENT ? _("there is no directory %s") : _("%s: it cannot be listed"),
                str_text(&directory));
    for (const struct dirent *entry; ok && dir && (entry = readdir(dir));) {
        if (is_wanted(entry->d_name, name)) ok = add_path(f, typed, n, entry->d_name);
        if (!work_tell(work, _("listing files"), 0, 0)) break;
    }
    if (dir) closedir(dir);
    if (work->broken) {
        files_start(f, typed);
        err_set(e, _("%s: listing it was broken off"), str_text(&directory));
    }
    str_free(&directory);
    files_sort(f);
    return there && !work->broken && (ok || err_memory(e));
}
