#include "scene.h"

#include "measure.h"

#include "base/unicode.h"
#include "formats/corpus.h"
#include "term/term.h"

#define KEY_MS 100 /* time between keystrokes: what changed stays marked all along */
#define WARM_UP 4  /* keystrokes after which each frame equals the last but one */

const struct scene scenes[] = {
    {"a letter at the end of the text", SCENE_TOKENS - 1, -1, 'x', 512, true},
    {"a letter in the first word", 0, 2, 'x', 512, true},
    {"a letter in a word in the middle", SCENE_TOKENS / 2, 2, 'x', 512, true},
    {"a space in the first word: every row moves", 0, 2, ' ', 512, true},
    {"d=16384, a letter at the end of the text", SCENE_TOKENS - 1, -1, 'x', 16384, false},
    {"d=16384, a letter in the first word", 0, 2, 'x', 16384, false},
};
const int scene_count = sizeof scenes / sizeof *scenes;

/* Token i is a word of three letters or more. */
static bool is_word(const struct piece *pieces, int i)
{
    return pieces[i].end - pieces[i].start >= 3;
}

/* So many tokens of the corpus in a row, with words where the scenes type. */
static void choose_text(char *out, size_t size, struct piece *pieces)
{
    const struct tokenizer *t = &tokenizers[0];
    for (size_t start = 0, count; start < corpus_builtin_len; start = pieces[0].end) {
        size_t at = start;
        for (count = 0; count < SCENE_TOKENS; at = pieces[count++].end)
            if (!t->next(corpus_builtin, corpus_builtin_len, at, &pieces[count]))
                give_up("the corpus holds no text for the scenes");
        if (!is_word(pieces, 0) || !is_word(pieces, SCENE_TOKENS / 2) || !is_word(pieces, SCENE_TOKENS - 1))
            continue;
        uint32_t from = pieces[0].start, len = pieces[SCENE_TOKENS - 1].end - from;
        if (len >= size)
            give_up("the text of the scenes is too long");
        for (uint32_t i = 0; i < len; i++)
            out[i] = corpus_builtin[from + i] == '\n' ? ' ' : corpus_builtin[from + i];
        out[len] = '\0';
        for (int i = 0; i < SCENE_TOKENS; i++)
            pieces[i] = (struct piece){pieces[i].start - from, pieces[i].end - from};
        return;
    }
    give_up("the corpus holds no text with words where the scenes type");
}

static struct event key_event(uint32_t key, int i)
{
    return (struct event){.type = EVENT_KEY, .key = key, .now_ms = 1000000 + (int64_t)i * KEY_MS};
}

struct event scene_event(const struct scene *scene, int i)
{
    return key_event(i % 2 == 0 ? scene->key : KEY_NAME_BACKSPACE, i);
}

void scene_step(struct session *s, const struct scene *scene, int i)
{
    struct err e;
    struct event event = scene_event(scene, i);
    session_event(s, &event);
    if (!session_draw(s, &e))
        give_up("%s", e.text);
}

void scene_open(struct session *s, const struct scene *scene)
{
    char text[4096];
    struct piece pieces[SCENE_TOKENS];
    struct err e;
    choose_text(text, sizeof text, pieces);
    struct settings settings = settings_default();
    settings.params.d_model = scene->d_model;
    settings.text = text;
    if (!session_open(s, &settings, &e))
        give_up("%s", e.text);
    s->caps = (struct caps){term_depth(), !term_utf8()};
    term_size(&s->app.rows, &s->app.cols);
    const struct piece *p = &pieces[scene->token];
    uint32_t place = scene->letter < 0 ? p->end : p->start + (uint32_t)scene->letter;
    struct event home = key_event(KEY_NAME_HOME, 0), right = key_event(KEY_NAME_RIGHT, 0);
    session_event(s, &home);
    for (uint32_t i = 0; i < place; i++)
        session_event(s, &right);
    if (!session_draw(s, &e))
        give_up("%s", e.text);
    if (s->app.pipeline.count != SCENE_TOKENS)
        give_up("the text of the scenes has %zu tokens", s->app.pipeline.count);
    for (int i = 0; i < WARM_UP; i++)
        scene_step(s, scene, i);
}
