#include "scene.h"

#include <stdio.h>
#include <stdlib.h>

#include "measure.h"

#include "base/unicode.h"
#include "formats/corpus.h"
#include "term/term.h"

#define KEY_MS 100    /* time between keystrokes: what changed stays marked all along */
#define WARM_UP 8     /* keystrokes after which each frame equals the one a turn of the keys before */
#define WORDS 1000    /* different words in a text of generated ones */
#define WORD_BYTES 16 /* at most, the space behind it counted in */
#define SESSIONS_MAX 8

/* ---- texts ------------------------------------------------------------- */

static void *allocate(size_t size)
{
    void *out = malloc(size);
    if (!out)
        give_up("out of memory");
    return out;
}

/* Bytes [from, end) of the corpus, in one line. */
static void add_corpus(struct str *out, size_t from, size_t end)
{
    size_t start = out->len;
    str_add(out, corpus_builtin + from, end - from);
    for (size_t i = start; i < out->len; i++)
        if (out->data[i] == '\n')
            out->data[i] = ' ';
}

/* Token i is a word of three letters or more. */
static bool is_word(const struct piece *pieces, int i)
{
    return pieces[i].end - pieces[i].start >= 3;
}

/* SCENE_TOKENS of the corpus in a row, with words where the scenes type. */
static void add_end(struct str *out)
{
    const struct tokenizer *t = &tokenizers[0];
    struct piece pieces[SCENE_TOKENS];
    for (size_t start = 0; start < corpus_builtin_len; start = pieces[0].end) {
        size_t at = start;
        for (int count = 0; count < SCENE_TOKENS; at = pieces[count++].end)
            if (!t->next(corpus_builtin, corpus_builtin_len, at, &pieces[count]))
                give_up("the corpus holds no text with words where the scenes type");
        if (!is_word(pieces, 0) || !is_word(pieces, SCENE_TOKENS / 2) || !is_word(pieces, SCENE_TOKENS - 1))
            continue;
        add_corpus(out, pieces[0].start, pieces[SCENE_TOKENS - 1].end);
        return;
    }
}

/* The corpus over and over, so many tokens of it, and a space. */
static void add_filler(struct str *out, size_t tokens)
{
    const struct tokenizer *t = &tokenizers[0];
    while (tokens > 0) {
        struct piece piece = {0, 0};
        for (; tokens > 0 && t->next(corpus_builtin, corpus_builtin_len, piece.end, &piece); tokens--)
            ;
        add_corpus(out, 0, piece.end);
        str_addc(out, ' ');
    }
}

/* Letters alone, different for each number, at least four. */
static void add_made_word(struct str *out, size_t number)
{
    char letters[WORD_BYTES];
    int n = 0;
    do
        letters[n++] = (char)('a' + number % 26);
    while ((number /= 26) > 0 || n < 4);
    str_add(out, letters, (size_t)n);
    str_addc(out, ' ');
}

static struct str text_of(const struct scene *scene)
{
    struct str text = STR_EMPTY;
    for (size_t i = 0; scene->vocabulary && i < scene->tokens; i++)
        add_made_word(&text, i * 7919 % WORDS);
    if (!scene->vocabulary) {
        add_filler(&text, scene->tokens - SCENE_TOKENS);
        add_end(&text);
    } else {
        str_splice(&text, text.len - 1, 1, "", 0);
    }
    if (text.failed)
        give_up("out of memory");
    return text;
}

/* Each word once, so that the words of the text have the same indices however many there are. */
static struct corpus corpus_of(size_t vocabulary)
{
    struct str *text = allocate(sizeof *text);
    *text = (struct str)STR_EMPTY;
    for (size_t i = 0; i < vocabulary; i++)
        add_made_word(text, i);
    if (text->failed)
        give_up("out of memory");
    return (struct corpus){text->data, text->len, "generated"};
}

/* ---- sessions ---------------------------------------------------------- */

static struct prepared {
    struct session session;
    size_t tokens, vocabulary;
    bool there;
} sessions[SESSIONS_MAX];

static struct prepared *find(const struct scene *scene)
{
    for (struct prepared *p = sessions; p < sessions + SESSIONS_MAX; p++)
        if (!p->there || (p->tokens == scene->tokens && p->vocabulary == scene->vocabulary))
            return p;
    give_up("more than %d texts", SESSIONS_MAX);
}

struct session *scene_prepare(const struct scene *scene)
{
    struct prepared *p = find(scene);
    if (p->there)
        return &p->session;
    struct session *s = &p->session;
    struct settings settings = settings_default();
    struct err e;
    settings.text = "";
    if (!session_open(s, &settings, &e))
        give_up("%s", e.text);
    if (scene->vocabulary)
        s->app.corpus = corpus_of(scene->vocabulary);
    struct str text = text_of(scene);
    if (!app_set_text(&s->app, str_text(&text), text.len, &e) || !app_read(&s->app, &e))
        give_up("%s", e.text);
    if (s->app.pipeline.count != scene->tokens)
        give_up("the text of the scenes has %zu tokens", s->app.pipeline.count);
    if (scene->vocabulary && s->app.vocab.size != scene->vocabulary + 2) /* <pad>, <unk> */
        give_up("the vocabulary of the scenes has %u words", (unsigned)s->app.vocab.size);
    str_free(&text);
    p->tokens = scene->tokens;
    p->vocabulary = scene->vocabulary;
    p->there = true;
    return s;
}

/* ---- keystrokes -------------------------------------------------------- */

struct event scene_event(const struct scene *scene, int i)
{
    const struct place *p = scene->place;
    uint32_t key = p->keys[i % p->key_count];
    return (struct event){.type = EVENT_KEY, .key = key, .now_ms = 1000000 + (int64_t)i * KEY_MS};
}

void scene_step(struct session *s, const struct scene *scene, int i)
{
    struct err e;
    struct event event = scene_event(scene, i);
    session_event(s, &event);
    if (!session_draw(s, &e))
        give_up("%s", e.text);
}

static void go_to(struct app *a, const struct scene *scene)
{
    int place = scene->place->token;
    size_t token = place < 0 ? 0 : a->pipeline.count - SCENE_TOKENS + (size_t)place;
    struct piece p = pipeline_piece(&a->pipeline, token);
    int letter = scene->place->letter;
    a->line.cursor = letter < 0 ? p.end : p.start + (uint32_t)letter;
    a->focus = scene->place->body ? FOCUS_BODY : FOCUS_SENTENCE;
    a->token = token;
    a->dim = scene->d_model / 2;
}

void scene_open(struct session *s, const struct scene *scene)
{
    struct app *a = &s->app;
    struct err e;
    s->caps = (struct caps){term_depth(), !term_utf8()};
    a->rows = scene->rows;
    a->cols = scene->cols;
    a->view = scene->view;
    a->params.d_model = scene->d_model;
    go_to(a, scene);
    if (!session_draw(s, &e))
        give_up("%s", e.text);
    size_t token = a->token, len = text_len(&a->line.text);
    int dim = a->dim;
    for (int i = 0; i < WARM_UP; i++) {
        scene_step(s, scene, i);
        bool moved = a->token != token || a->dim != dim || text_len(&a->line.text) != len;
        if (!moved && (i + 1) % scene->place->key_count)
            give_up("a key does nothing in view %d", scene->view + 1);
    }
}
