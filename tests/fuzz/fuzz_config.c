/* Config files: what is accepted can be written and is read as the same; comments, blanks and the
 * other systems' ends of lines change nothing; what is refused names its line. */
#include "app/command/config.h"
#include "app/command/option.h"
#include "view/chrome/view.h"
#include "view/colour/theme.h"

#include "fuzz/fuzz.h"
#include "fuzz/fuzz_event.h"

static const char *const format_names[] = {NULL};
static struct option_lists lists;

struct read {
    bool ok;
    struct str lines; /* the options that are not as by default */
    uint64_t keys;
    struct err e;
};

static void read_text(struct read *r, const char *before, const char *bytes, size_t n)
{
    struct settings s = settings_default(&lists), standard = s;
    struct keymap keys = {0};
    struct str text = STR_EMPTY;
    REQUIRE(str_adds(&text, before) && str_add(&text, bytes, n));
    r->e.text[0] = '\0';
    str_clear(&r->lines);
    r->ok = config_read(&text, &s, &keys, &r->e);
    if (!r->ok) require_message(r->e.text, sizeof r->e.text);
    s.base = &standard;
    option_write(&s, &r->lines);
    r->keys = 0;
    for (size_t i = 0; i < keys.count; i++) {
        const void *action = keys.list[i].action;
        r->keys = hash_bytes(r->keys, &keys.list[i].key, sizeof keys.list[i].key);
        r->keys = hash_bytes(r->keys, &action, sizeof action);
    }
    keymap_free(&keys);
    str_free(&text);
}

static bool same_lines(const struct read *a, const struct read *b)
{
    return a->lines.len == b->lines.len && strcmp(str_text(&a->lines), str_text(&b->lines)) == 0;
}

/* The number in "line N". */
static long line_of(const struct err *e)
{
    const char *line = strstr(e->text, "line ");
    return line ? strtol(line + 5, NULL, 10) : -1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct read plain, moved, again;
    const char *text = (const char *)data;
    lists =
        (struct option_lists){theme_names, views, format_names, palette_names, color_wish_names};
    read_text(&plain, "", text, size);
    read_text(&moved, "# mine\n\n  \n", text, size);
    REQUIRE(plain.ok == moved.ok);
    if (plain.ok) {
        REQUIRE(same_lines(&plain, &moved) && plain.keys == moved.keys);
        read_text(&again, "", str_text(&plain.lines), plain.lines.len);
        REQUIRE(again.ok && same_lines(&plain, &again));
    } else if (line_of(&plain.e) > 0) {
        REQUIRE(line_of(&moved.e) == line_of(&plain.e) + 3);
    }
    return 0;
}
