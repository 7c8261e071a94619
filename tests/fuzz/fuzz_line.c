/* The `:` line: lines are typed, completed with Tab and answered with Enter. Completion changes the
 * last word alone, and back again; what is refused is refused in one whole line and leaves the
 * parameters as they were; an option set a second time changes nothing. */
#include "app/command/command.h"
#include "app/command/option.h"
#include "app/state/app.h"
#include "app/update/update.h"
#include "view/chrome/view.h"
#include "view/colour/theme.h"

#include "fuzz/fuzz.h"

#define LINES_MAX 4
#define LINE_MAX_HERE 100
#define CANDIDATES_MAX 6 /* each is looked for from the first on */

static const char training[] = "When you play the game of thrones, you win or you die.";
static const struct corpus corpus = {training, sizeof training - 1, "training"};
static const char *const format_names[] = {"text", "svg", NULL};
static struct option_lists lists;
static struct app app;

static unsigned press(uint32_t key)
{
    struct event event = {.type = EVENT_KEY, .key = key};
    unsigned effects = app_update(&app, &event);
    if (effects & EFFECT_FILES) command_complete(&app, app.request.step);
    return effects;
}

static const char *line_now(void)
{
    return text_bytes(&app.prompt.line.text);
}

/* The line opens empty and takes what is typed; control bytes are keys of their own. */
static bool type_line(const char *bytes, size_t n)
{
    press(MOD_ALT | ':');
    if (!app.prompt.kind) return false;
    for (size_t at = 0; at < n && app.prompt.kind;) {
        uint32_t cp;
        at += utf8_decode(bytes + at, n - at, &cp, NULL);
        press(cp == '\t' ? KEY_NAME_TAB : cp < ' ' ? KEY_NAME_BACKTAB : cp);
    }
    return app.prompt.kind == &command_prompt;
}

/* Each candidate stands in the place of the last word, one after the other. */
static void require_completion(void)
{
    char stem[2 * LINE_MAX_HERE];
    size_t len = text_len(&app.prompt.line.text);
    if (len >= sizeof stem || memchr(line_now(), '\0', len)) return;
    memcpy(stem, line_now(), len + 1);
    size_t word = command_word(stem);
    REQUIRE(word <= len);
    for (int i = 0; i < CANDIDATES_MAX && command_candidate(&app, i); i++)
        require_safe(command_candidate(&app, i), strlen(command_candidate(&app, i)), false);
    press(KEY_NAME_TAB);
    REQUIRE(strncmp(line_now(), stem, word) == 0);
    press(KEY_NAME_TAB);
    REQUIRE(strncmp(line_now(), stem, word) == 0);
}

/* Whether the line sets an option of the picture to a value that is no step from the one before: not
 * "seed next", and not ":layout", which goes to the other one. */
static bool sets_option(const char *line)
{
    const char *name = line + strspn(line, " ");
    size_t len = strcspn(name, " ");
    const char *value = name + len + strspn(name + len, " ");
    return *value && strncmp(name, "seed", len) != 0 && option_known(COMMAND_LINE, name, len);
}

static void require_in_range(void)
{
    REQUIRE(app.params.d_model >= 1 && app.params.d_model <= POSENC_D_MAX && app.params.base > 1);
    REQUIRE(app.view >= 0 && app.view < view_count && app.theme >= 0 && app.theme < theme_count);
    REQUIRE(app.line.cursor <= text_len(&app.line.text));
    REQUIRE(app.tokenizer >= 0 && app.tokenizer < tokenizer_count);
}

static void answer(void)
{
    char line[2 * LINE_MAX_HERE];
    struct params before = app.params;
    size_t len = text_len(&app.prompt.line.text);
    if (len >= sizeof line) return;
    memcpy(line, line_now(), len + 1);
    bool whole = strlen(line) == len, option = whole && sets_option(line);
    press(KEY_NAME_ENTER);
    require_in_range();
    if (app.prompt.kind == &command_prompt && app.prompt.error.text[0]) {
        require_message(app.prompt.error.text, sizeof app.prompt.error.text);
        REQUIRE(memcmp(&before, &app.params, sizeof before) == 0);
    } else if (option && type_line(line, len)) {
        before = app.params;
        press(KEY_NAME_ENTER);
        REQUIRE(memcmp(&before, &app.params, sizeof before) == 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct err e;
    const char *at = (const char *)data, *end = at + size;
    lists =
        (struct option_lists){theme_names, views, format_names, palette_names, color_wish_names};
    memset(&app, 0, sizeof app);
    REQUIRE(app_init(&app, &corpus, &e));
    app.measure = view_shown;
    app.lists = &lists;
    for (int i = 0; i < LINES_MAX && at < end; i++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        size_t n = (size_t)((newline ? newline : end) - at);
        if (type_line(at, n < LINE_MAX_HERE ? n : LINE_MAX_HERE)) {
            require_completion();
            answer();
        }
        if (app.prompt.kind) press(KEY_NAME_ESC);
        at += n + 1;
    }
    app_free(&app);
    return 0;
}
