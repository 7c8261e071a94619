/* Command lines, config files and saved states: what is accepted is in range and
 * can be written and read back, what is refused is refused in one whole, safe
 * line. The first byte chooses; arguments stand on lines of their own. */
#include <math.h>

#include "app/command/config.h"
#include "app/command/option.h"
#include "app/command/saved.h"
#include "core/posenc/posenc.h"
#include "view/export/export.h"
#include "view/chrome/view.h"

#include "fuzz/fuzz.h"

#define ARGUMENTS_MOST 40

static const char *const format_names[] = {"table", "json", "csv", "npy", NULL};
static const struct option_lists lists = {theme_names, views, format_names, palette_names,
                                          color_wish_names};

static void require_in_range(const struct settings *s)
{
    const struct params *p = &s->params;
    REQUIRE(p->d_model >= 1 && p->d_model <= POSENC_D_MAX && p->base > 1 && isfinite(p->base));
    REQUIRE(p->offset <= OFFSET_MAX && p->scheme >= 0 && p->scheme < scheme_count);
    REQUIRE((int)p->init >= 0 && p->init < INIT_COUNT && (int)p->layout >= 0 &&
            p->layout <= LAYOUT_SPLIT);
    REQUIRE(s->tokenizer >= 0 && s->tokenizer < tokenizer_count && s->theme >= 0 &&
            s->theme < theme_count);
    REQUIRE(s->color >= 0 && s->color < 6 && s->format >= -1 && s->format < 4 && s->what >= 0 &&
            s->what < 3);
    REQUIRE(s->palette >= 0 && s->palette < palette_count);
    REQUIRE(s->view >= 0 && s->view < view_count && p->seed <= UINT64_C(1) << 53);
    REQUIRE(s->cols >= 1 && s->cols <= 1000 && s->rows >= 1 && s->rows <= 1000);
    REQUIRE(!s->positions || (s->first < s->last && s->last <= POSENC_POS_MAX));
}

static bool same_params(const struct params *a, const struct params *b)
{
    return a->d_model == b->d_model && !(a->base < b->base || a->base > b->base) &&
           a->layout == b->layout && a->offset == b->offset && a->scheme == b->scheme &&
           a->init == b->init && a->seed == b->seed && a->scale == b->scale &&
           a->frozen == b->frozen;
}

/* What option_write writes is what option_set reads. The second text is kept byte for byte: what it
 * holds is made safe where it is shown. */
static void require_written(const struct settings *s)
{
    struct str lines = STR_EMPTY;
    struct settings back = settings_default(&lists);
    struct err e;
    option_write(s, &lines);
    for (char *line = lines.len ? lines.data : NULL, *next; line && *line; line = next) {
        next = strchr(line, '\n');
        REQUIRE(next);
        *next++ = '\0';
        char *value = strchr(line, ' ');
        REQUIRE(value);
        if (strncmp(line, "beside ", strlen("beside ")) != 0)
            require_safe(line, strlen(line), false);
        REQUIRE(option_set(COMMAND_TUI, line, (size_t)(value - line), value + 1, &back, &e));
    }
    REQUIRE(same_params(&s->params, &back.params) && s->theme == back.theme &&
            s->tokenizer == back.tokenizer && strcmp(s->beside, back.beside) == 0);
    str_free(&lines);
}

/* The parameters' waves: bounded, whatever base and position. */
static void require_waves(const struct settings *s)
{
    float row[64];
    struct posenc waves;
    struct err e;
    int d = s->params.d_model, n = d < 64 ? d : 64;
    REQUIRE(posenc_init(&waves, d, s->params.base, s->params.layout, &e));
    for (int k0 = 0; k0 <= d - n; k0 += d - n ? d - n : 1) {
        posenc_row(&waves, s->positions ? s->first : s->params.offset, k0, n, row);
        for (int k = 0; k < n; k++) REQUIRE(row[k] >= -1 && row[k] <= 1);
    }
    posenc_free(&waves);
}

static void fuzz_arguments(enum command command, char *text, size_t n)
{
    char *list[ARGUMENTS_MOST];
    int count = 0;
    text[n] = '\0';
    for (char *arg = text; arg <= text + n && count < ARGUMENTS_MOST; count++) {
        list[count] = arg;
        size_t len = strcspn(arg, "\n");
        arg[len] = '\0';
        arg += len + 1;
    }
    struct settings s = settings_default(&lists);
    struct err e = {""};
    if (option_parse(command, count, list, &s, &e) != PARSE_OK) {
        require_message(e.text, sizeof e.text);
        return;
    }
    require_in_range(&s);
    require_written(&s);
    require_waves(&s);
}

static void fuzz_config(const char *bytes, size_t n)
{
    struct settings s = settings_default(&lists);
    struct keymap keys = {0};
    struct str text = STR_EMPTY;
    struct err e = {""};
    REQUIRE(str_add(&text, bytes, n));
    if (config_read(&text, &s, &keys, &e)) {
        require_in_range(&s);
        const char *corpus = s.corpus ? s.corpus : text.data;
        REQUIRE(corpus >= text.data && corpus <= text.data + text.len);
    } else {
        require_message(e.text, sizeof e.text);
    }
    keymap_free(&keys);
    str_free(&text);
}

/* A state that was damaged on disk. */
static void fuzz_saved(const char *bytes, size_t n)
{
    struct settings s = settings_default(&lists);
    struct saved saved = {0};
    struct err e = {""};
    if (!saved_read(bytes, n, &s, &saved, &e)) {
        require_message(e.text, sizeof e.text);
        REQUIRE(same_params(
            &s.params, &(struct params){.d_model = 16, .base = 10000, .seed = 1, .scale = true}));
        return;
    }
    require_in_range(&s);
    REQUIRE(!s.corpus && !s.script && !s.output &&
            !s.text); /* names no file: it would not outlive the line */
    /* The text, and where its length is given what was edited since. */
    struct text text = {0};
    REQUIRE(saved.dim >= 0 && saved.text >= bytes && saved.text + saved.len <= bytes + n);
    REQUIRE(saved.records || saved.text + saved.len == bytes + n);
    REQUIRE(saved.edits == saved.text + saved.len && saved.edits_len <= n);
    REQUIRE(saved.edits + saved.edits_len <= bytes + n);
    if (text_set(&text, saved.text, saved.len)) saved_apply(&saved, &text);
    text_free(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum command commands[] = {COMMAND_TUI, COMMAND_ENCODE, COMMAND_RENDER,
                                            COMMAND_TABLE};
    if (size < 1) return 0;
    char *copy = malloc(size + 1); /* room for the NUL after the last argument */
    REQUIRE(copy);
    memcpy(copy, data + 1, size - 1);
    if (*data % 8 < 4)
        fuzz_arguments(commands[*data % 4], copy, size - 1);
    else if (*data % 8 < 6)
        fuzz_config((const char *)data + 1, size - 1);
    else
        fuzz_saved((const char *)data + 1, size - 1);
    free(copy);
    return 0;
}
