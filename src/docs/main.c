#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "docs/completion.h"
#include "docs/docs.h"
#include "formats/file.h"

#define PROSE_MAX ((size_t)1 << 20)

const struct docs_document docs_documents[] = {
    {"lexwave.1", man_write},
    {"lexwave-script.5", man_write},
    {"lexwave-config.5", man_write},
    {"lexwave-words.7", man_write},
    {"liblexwave.3", man_write},
    {"lexwave.bash", completion_bash},
    {"_lexwave", completion_zsh},
    {"lexwave.fish", completion_fish},
    {NULL, NULL},
};

static bool read_prose(const char *folder, const char *file, struct str *prose, struct err *e)
{
    struct str path = STR_EMPTY;
    str_addf(&path, "%s/%s.in", folder, file);
    bool ok = access(str_text(&path), F_OK) != 0 || file_read(str_text(&path), PROSE_MAX, prose, e);
    str_free(&path);
    return ok;
}

static bool write_whole(const char *folder, const char *file, const struct str *text)
{
    struct str path = STR_EMPTY;
    str_addf(&path, "%s/%s", folder, file);
    FILE *f = fopen(str_text(&path), "w");
    bool ok = f && fwrite(str_text(text), 1, text->len, f) == text->len;
    ok = (!f || fclose(f) == 0) && ok;
    if (!ok) fprintf(stderr, "docs: %s could not be written\n", str_text(&path));
    str_free(&path);
    return ok;
}

static bool make(const struct docs_document *d, const char *from, const char *to)
{
    struct str prose = STR_EMPTY, text = STR_EMPTY;
    struct err e;
    bool made = read_prose(from, d->file, &prose, &e) && d->write(&prose, &text, &e);
    if (!made) fprintf(stderr, "docs: %s: %s\n", d->file, e.text);
    made = made && write_whole(to, d->file, &text);
    str_free(&text);
    str_free(&prose);
    return made;
}

/* docs PROSE-FOLDER OUT-FOLDER */
int main(int argc, char **argv)
{
    if (argc != 3) {
        fputs("usage: docs PROSE-FOLDER OUT-FOLDER\n", stderr);
        return 2;
    }
    for (const struct docs_document *d = docs_documents; d->file; d++)
        if (!make(d, argv[1], argv[2])) return 1;
    return 0;
}
