#include "app/update/update.h"
#include "scene.h"

#include <stdio.h>
#include <stdlib.h>

#include "measure.h"
#include "../single_step.h"

#include "base/unicode.h"
#include "formats/corpus.h"

#define KEY_MS 100    /* time between keystrokes: what changed stays marked all along */
#define WARM_UP 8     /* keystrokes, at least, before anything is measured */
#define TURNS_MAX 200 /* of the keys, until each frame equals the one a turn before */
#define TICKS_MAX 20  /* between two keys */
#define SESSIONS_MAX 8

const struct place place_select = {
    .what = "select",
    .body = true,
    .token = SCENE_TOKENS / 2,
    .keys = {KEY_NAME_RIGHT, KEY_NAME_DOWN, KEY_NAME_LEFT, KEY_NAME_UP},
    .key_count = 4};
const struct place place_type = {
    .what = "type", .token = SCENE_TOKENS - 1, .keys = {'x', KEY_NAME_BACKSPACE}, .key_count = 2};

const struct place place_select_on = {
    .what = "select on", .body = true, .token = 0, .part = PART_MIDDLE, .onwards = true};
const struct place place_type_on = {.what = "type on", .token = SCENE_TOKENS - 1, .onwards = true};

/* ---- the text in the program: all that is known here of how it is kept ------- */

static size_t length_of(const struct app *a)
{
    return text_len(&a->line.text);
}

static void set_cursor(struct app *a, size_t at)
{
    a->line.cursor = at;
}

/* ---- texts ------------------------------------------------------------- */

/* Bytes [from, end) of the corpus, in one line. */
static void add_corpus(struct str *out, size_t from, size_t end)
{
    size_t start = out->len;
    str_add(out, corpus_builtin + from, end - from);
    for (size_t i = start; i < out->len; i++)
        if (out->data[i] == '\n') out->data[i] = ' ';
}

/* Token i is a word of three letters or more. */
static bool is_word(const struct piece *pieces, int i)
{
    return pieces[i].end - pieces[i].start >= 3;
}

/* SCENE_TOKENS of the corpus in a row, with words where the scenes type. */
static void add_short(struct str *out)
{
    const struct tokenizer *t = &tokenizers[0];
    struct piece pieces[SCENE_TOKENS];
    for (size_t start = 0; start < corpus_builtin_len; start = pieces[0].end) {
        size_t at = start;
        for (int count = 0; count < SCENE_TOKENS; at = pieces[count++].end)
            if (!next_piece(t, corpus_builtin, corpus_builtin_len, at, &pieces[count]))
                give_up("the corpus holds no text with words where the scenes type");
        if (!is_word(pieces, 0) || !is_word(pieces, SCENE_TOKENS / 2) ||
            !is_word(pieces, SCENE_TOKENS - 1))
            continue;
        add_corpus(out, pieces[0].start, pieces[SCENE_TOKENS - 1].end);
        return;
    }
}

/* The corpus over and over, `tokens` of it, and a space. */
static void add_filler(struct str *out, size_t tokens)
{
    const struct tokenizer *t = &tokenizers[0];
    while (tokens > 0) {
        struct piece piece = {0, 0};
        for (; tokens > 0 && next_piece(t, corpus_builtin, corpus_builtin_len, piece.end, &piece);
             tokens--)
            ;
        add_corpus(out, 0, piece.end);
        str_addc(out, ' ');
    }
}

/* Where the short text in the middle of a long one begins. */
static size_t middle_of(size_t tokens)
{
    return SCENE_TOKENS + (tokens - 3 * SCENE_TOKENS) / 2;
}

/* The short text; or at front, middle and end, with filler between. */
static void add_parts(struct str *out, size_t tokens)
{
    if (tokens > SCENE_TOKENS) {
        size_t before = middle_of(tokens) - SCENE_TOKENS;
        add_short(out);
        str_addc(out, ' ');
        add_filler(out, before);
        add_short(out);
        str_addc(out, ' ');
        add_filler(out, tokens - 3 * SCENE_TOKENS - before);
    }
    add_short(out);
}

/* ---- sessions ---------------------------------------------------------- */

static struct prepared {
    struct session session;
    size_t tokens;
    bool there;
} sessions[SESSIONS_MAX];

static struct prepared *find(const struct scene *scene)
{
    for (struct prepared *p = sessions; p < sessions + SESSIONS_MAX; p++)
        if (!p->there || p->tokens == scene->tokens) return p;
    give_up("more than %d texts", SESSIONS_MAX);
}

struct session *scene_prepare(const struct scene *scene)
{
    struct prepared *p = find(scene);
    if (p->there) return &p->session;
    struct session *s = &p->session;
    struct settings settings = settings_default(NULL);
    struct err e;
    settings.text = "";
    if (!session_open(s, &settings, &e)) give_up("%s", e.text);
    struct str text = STR_EMPTY;
    add_parts(&text, scene->tokens);
    if (text.failed) give_up("out of memory");
    if (!app_set_text(&s->app, str_text(&text), text.len, &e) || !app_read(&s->app, &e))
        give_up("%s", e.text);
    if (s->app.pipeline.count != scene->tokens)
        give_up("the text of the scenes has %zu tokens", s->app.pipeline.count);
    str_free(&text);
    p->tokens = scene->tokens;
    p->there = true;
    return s;
}

/* ---- keystrokes -------------------------------------------------------- */

/* A dimension and a position in turn; words of five letters. */
static uint32_t key_onwards(const struct place *p, int i)
{
    if (p->body) return i % 2 ? KEY_NAME_DOWN : KEY_NAME_RIGHT;
    return i % 6 == 0 ? ' ' : (uint32_t)('a' + i * i * 7 % 26);
}

static struct event key_at(const struct scene *scene, int i)
{
    const struct place *p = scene->place;
    uint32_t key = p->onwards ? key_onwards(p, i) : p->keys[i % p->key_count];
    return (struct event){.type = EVENT_KEY, .key = key, .now_ms = 1000000 + (int64_t)i * KEY_MS};
}

void scene_step(struct session *s, const struct scene *scene, int i)
{
    struct err e;
    struct event event = key_at(scene, i);
    session_event(s, &event);
    if (!session_draw(s, &e)) give_up("%s", e.text);
}

static void go_to(struct app *a, const struct scene *scene)
{
    bool middle = scene->place->part == PART_MIDDLE && scene->tokens > SCENE_TOKENS;
    size_t start = middle ? middle_of(scene->tokens) : scene->tokens - SCENE_TOKENS;
    size_t token = start + (size_t)scene->place->token;
    set_cursor(a, pipeline_piece(&a->pipeline, token).end);
    a->focus = scene->place->body ? FOCUS_BODY : FOCUS_SENTENCE;
    a->token = token;
    a->dim = scene->d_model / 2;
}

/* What a key has to change. */
struct mark {
    size_t token, len;
    int dim;
};

static struct mark mark_of(const struct app *a)
{
    return (struct mark){a->token, length_of(a), a->dim};
}

static uint64_t hash_of(uint64_t hash, const struct frame *f)
{
    const uint8_t *bytes = (const uint8_t *)f->cells;
    for (size_t i = 0; i < (size_t)f->rows * (size_t)f->cols * sizeof *f->cells; i++)
        hash = (hash ^ bytes[i]) * UINT64_C(0x100000001B3); /* FNV-1a */
    return hash;
}

/* What the program does of its own accord before the i-th key comes: searches go on, marks go out. */
static void wait_for_key(struct session *s, const struct scene *scene, int i)
{
    struct err e;
    int64_t until = key_at(scene, i).now_ms, due;
    for (int k = 0; k < TICKS_MAX && (due = app_deadline(&s->app)) >= 0 && due < until; k++) {
        struct event tick = {.type = EVENT_TICK, .now_ms = due};
        session_event(s, &tick);
        if (!session_draw(s, &e)) give_up("%s", e.text);
    }
}

/* A turn of the keys from the i-th on. Returns what tells its frames from others. */
static uint64_t turn(struct session *s, const struct scene *scene, int i, bool wait)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (int end = i + scene->place->key_count; i < end; i++) {
        if (wait) wait_for_key(s, scene, i);
        struct mark before = mark_of(&s->app);
        scene_step(s, scene, i);
        struct mark after = mark_of(&s->app);
        if (before.token == after.token && before.len == after.len && before.dim == after.dim)
            give_up("key %d does nothing in view %d", i, scene->view + 1);
        hash = hash_of(hash, &s->frame);
    }
    return hash;
}

/* Turns until the same frames come again. */
static void come_to_rest(struct session *s, const struct scene *scene, bool wait)
{
    uint64_t before = 0;
    int keys = scene->place->key_count;
    for (int i = 0; i < TURNS_MAX; i++) {
        uint64_t now = turn(s, scene, i * keys, wait);
        if (now == before && (i + 1) * keys >= WARM_UP) return;
        before = now;
    }
    give_up("view %d does not come to rest", scene->view + 1);
}

void scene_open(struct session *s, const struct scene *scene, struct caps caps)
{
    struct app *a = &s->app;
    struct err e;
    s->caps = caps;
    a->rows = scene->rows;
    a->cols = scene->cols;
    a->view = scene->view;
    a->params.d_model = scene->d_model;
    go_to(a, scene);
    if (!session_draw(s, &e)) give_up("%s", e.text);
    if (scene->place->onwards) return;
    come_to_rest(s, scene, true); /* what the program works out in the background is there then */
    come_to_rest(s, scene, false);
}
