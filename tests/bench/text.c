/* Text: vocabularies from a corpus, tokens and indices from a text, beside one pass over
 * the same bytes that only counts words, and beside Python; a character typed into a long text.
 *
 *   text PYTHON PEERS_PY */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "measure.h"
#include "peers.h"

#include "core/pipeline/pipeline.h"
#include "core/text/vocab.h"
#include "formats/corpus.h"
#include "read_whole.h"

#define TEXT_BYTES 5000000
#define MADE_WORDS 50000 /* different ones in the text of made-up words */
#define BUILD_MIN 80     /* MB/s, with word tokens */
#define ENCODE_MIN 150
#define LONG_BYTES 10000000
#define FRONT_MS 5 /* a character typed at the front of LONG_BYTES */
#define END_MS 1   /* the same at the end, beside a short text */

/* ---- the code measured: the one place that knows how a text is read --------- */

static void check(bool ok, const struct err *e)
{
    if (!ok) give_up("%s", e->text);
}

static void build(struct vocab *v, const struct tokenizer *t, const struct str *text)
{
    struct err e;
    check(vocab_build(v, t, text->data, text->len, &e), &e);
}

static void encode(const struct vocab *v, const struct str *text)
{
    static struct token tokens[4096];
    static uint32_t index[4096];
    struct str scratch = STR_EMPTY;
    struct tokenizer_span span = {text->data, text->len, 0, text->len, 4096};
    for (size_t n; (n = vocab_read(v, &span, tokens, index, &scratch));
         span.at = tokens[n - 1].piece.end)
        use(index);
    str_free(&scratch);
}

/* The same, and into the arrays that the program keeps a text in. */
static void take_in(const struct vocab *v, const struct str *text)
{
    struct pipeline pipeline = {0};
    struct params params = params_default();
    struct err e;
    check(read_whole(&pipeline, v, text->data, text->len, &params, &e), &e);
    read_whole_free(&pipeline);
}

/* ---- texts ---- */

/* The built-in corpus over and over. */
static struct str corpus_again(void)
{
    struct str out = STR_EMPTY;
    while (out.len < TEXT_BYTES && str_add(&out, corpus_builtin, corpus_builtin_len))
        ;
    if (out.failed) give_up("out of memory");
    return out;
}

/* Word `rank`: letters by its number, the frequent ones short as in a language. */
static void add_word(struct str *out, uint32_t rank)
{
    for (uint32_t left = rank + 1; left > 0; left /= 12) str_addc(out, "etaoinshrdlu"[left % 12]);
    str_addc(out, "cmfwypvbgk"[rank % 10]);
}

/* A number that looks like chance: the finishing steps of MurmurHash3 (A. Appleby). */
static uint64_t mixed(uint64_t x)
{
    x++; /* 0 stays 0 */
    x = (x ^ x >> 33) * UINT64_C(0xFF51AFD7ED558CCD);
    x = (x ^ x >> 33) * UINT64_C(0xC4CEB9FE1A85EC53);
    return x ^ x >> 33;
}

/* Made-up words by Zipf's law (word r as often as 1/r), in sentences. */
static struct str made_up(void)
{
    struct str out = STR_EMPTY;
    for (uint64_t word = 0; out.len < TEXT_BYTES && !out.failed; word++) {
        uint64_t draw = mixed(word);
        double rank = exp((double)(draw >> 32) / 4294967296.0 *
                          log(MADE_WORDS + 1.0)); /* 1 … MADE_WORDS + 1 */
        add_word(&out, (uint32_t)rank - 1);
        str_adds(&out, draw % 96 == 0   ? ".\n"
                       : draw % 12 == 0 ? ". "
                       : draw % 12 == 1 ? ", "
                                        : " ");
    }
    if (out.failed) give_up("out of memory");
    return out;
}

/* ---- the floor ---- */

/* Counts the words as runs of bytes that are letters, digits or beyond ASCII. */
static void scan(const struct str *text)
{
    static bool in_word[256];
    for (int c = 0; c < 256; c++)
        in_word[c] =
            c >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    size_t count = 0;
    bool before = false;
    for (size_t i = 0; i < text->len; i++) {
        bool now = in_word[(unsigned char)text->data[i]];
        count += now && !before;
        before = now;
    }
    use(&count);
}

/* ---- measuring ---- */

struct speeds {
    struct series build, encode, take_in, scan, peer_build, peer_encode;
};

static double megabytes_per_second(const struct str *text, double ns)
{
    return (double)text->len / 1e6 / (ns / 1e9);
}

static double since(double start)
{
    return clock_own_cpu() - start;
}

static void one_round(struct speeds *s, const struct tokenizer *t, const struct str *text,
                      bool warm_up)
{
    struct vocab v;
    double at = clock_own_cpu(), ns[4];
    build(&v, t, text);
    ns[0] = since(at);
    at = clock_own_cpu();
    encode(&v, text);
    ns[1] = since(at);
    at = clock_own_cpu();
    take_in(&v, text);
    ns[2] = since(at);
    vocab_free(&v);
    at = clock_own_cpu();
    scan(text);
    ns[3] = since(at);
    struct series *all[] = {&s->build, &s->encode, &s->take_in, &s->scan};
    for (int i = 0; i < 4 && !warm_up; i++) series_add(all[i], megabytes_per_second(text, ns[i]));
}

static void peer_round(struct speeds *s, const struct str *text, bool warm_up)
{
    double a = peer_words(PEER_BUILD), b = peer_words(PEER_ENCODE);
    if (warm_up) return;
    series_add(&s->peer_build, megabytes_per_second(text, a));
    series_add(&s->peer_encode, megabytes_per_second(text, b));
}

static void report(const char *group, const struct speeds *s, bool words)
{
    static const char scan_note[] = "floor: one pass that counts words; ratio: of speeds";
    enum held held = words ? HELD_MIN : HELD_NONE;
    report_row(&(struct row){group, "vocabulary", "MB/s", &s->build, &s->scan, held, BUILD_MIN,
                             scan_note});
    report_row(&(struct row){group, "text to indices", "MB/s", &s->encode, &s->scan, held,
                             ENCODE_MIN, scan_note});
    report_row(&(struct row){group, "into the program", "MB/s", &s->take_in, &s->scan, HELD_NONE, 0,
                             scan_note});
    for (int k = 0; k < 2 && s->peer_build.rounds > 0; k++) {
        const struct series *ours = k ? &s->encode : &s->build,
                            *theirs = k ? &s->peer_encode : &s->peer_build;
        char note[96];
        snprintf(note, sizeof note, "peer: %s; ratio: of speeds",
                 peer_names[k ? PEER_ENCODE : PEER_BUILD]);
        report_row(&(struct row){group, k ? "text to indices, Python" : "vocabulary, Python",
                                 "MB/s", ours, theirs, HELD_NONE, 0, note});
    }
}

/* Word tokens are beside the peer as well, whose rounds are as many then. */
static void measure(const char *name, const struct tokenizer *t, const struct str *text)
{
    static struct speeds s;
    char group[64];
    bool words = t == &tokenizers[0], peer = words && peer_here(PEER_BUILD);
    memset(&s, 0, sizeof s);
    if (peer) peer_text(text->data, text->len);
    for (struct rounds n = rounds(peer ? 5 : 7, peer ? 5 : 15, 2); rounds_next(&n);) {
        one_round(&s, t, text, n.warm_up);
        if (peer) peer_round(&s, text, n.warm_up);
    }
    snprintf(group, sizeof group, "text, %s tokens, %s", t->name, name);
    report(group, &s, words);
}

/* The vocabulary that the program makes at its start, where there is one to make. */
static void at_start(void)
{
    struct series ours = {.rounds = 0};
    struct str text = STR_EMPTY;
    if (!str_add(&text, corpus_builtin, corpus_builtin_len)) give_up("out of memory");
    for (struct rounds n = rounds(7, 21, 1); rounds_next(&n);) {
        struct vocab v;
        double at = clock_own_cpu();
        build(&v, &tokenizers[0], &text);
        double us = since(at) / 1000;
        vocab_free(&v);
        if (!n.warm_up) series_add(&ours, us);
    }
    str_free(&text);
    report_row(&(struct row){"text, the built-in corpus", "vocabulary", "us", &ours, NULL,
                             HELD_NONE, 0, NULL});
}

/* Types a character and brings tokens and rows up to it; milliseconds. */
static double type(struct pipeline *p, const struct vocab *v, struct text *t, size_t at, char typed)
{
    struct params params = params_default();
    struct err e;
    double start = clock_own_cpu();
    if (!text_replace(t, at, at, &typed, 1)) give_up("out of memory");
    check(pipeline_read_text(p, v, t, &params, &e), &e);
    size_t token = pipeline_token_at(p, at);
    struct window w = {
        .row = token < 20 ? 0 : token - 20, .rows = 40, .dims = 16, .selected = token};
    check(pipeline_look(p, &w, &e), &e);
    return since(start) / 1e6;
}

/* A long text with words that the vocabulary lacks, and a short one. */
static void open_text(struct pipeline *p, const struct vocab *v, struct text *t, size_t bytes)
{
    struct str text = STR_EMPTY;
    struct params params = params_default();
    struct err e;
    for (uint32_t i = 0; text.len < bytes && !text.failed; i++) {
        add_word(&text, (uint32_t)(mixed(i) % MADE_WORDS));
        str_addc(&text, ' ');
        str_add(&text, corpus_builtin, bytes < corpus_builtin_len ? bytes : 40);
        str_addc(&text, ' ');
    }
    if (text.failed || !text_adopt(t, &text)) give_up("out of memory");
    check(pipeline_read_text(p, v, t, &params, &e) && pipeline_read_on(p, SIZE_MAX, &e), &e);
}

static void typing(void)
{
    static const char typed[] = "zebras walk, quickly ";
    static struct series front, end, beside;
    struct text t[2] = {{0}, {0}};
    struct pipeline p[2] = {{0}, {0}};
    struct str corpus = STR_EMPTY;
    struct vocab v;
    if (!str_add(&corpus, corpus_builtin, corpus_builtin_len)) give_up("out of memory");
    build(&v, &tokenizers[0], &corpus);
    open_text(&p[0], &v, &t[0], LONG_BYTES);
    open_text(&p[1], &v, &t[1], 60);
    size_t at = 0;
    for (struct rounds n = rounds(40, ROUNDS_MAX, 1); rounds_next(&n); at++) {
        char c = typed[at % (sizeof typed - 1)];
        double ms[] = {type(&p[0], &v, &t[0], at, c), type(&p[0], &v, &t[0], text_len(&t[0]), c),
                       type(&p[1], &v, &t[1], text_len(&t[1]), c)};
        struct series *all[] = {&front, &end, &beside};
        for (int i = 0; i < 3 && !n.warm_up; i++) series_add(all[i], ms[i]);
    }
    static const char group[] = "text, a character typed into 10 MB";
    report_row(&(struct row){group, "at the front", "ms", &front, NULL, HELD_MAX, FRONT_MS, NULL});
    report_row(&(struct row){group, "at the end", "ms", &end, &beside, HELD_EXCESS, END_MS,
                             "floor: into a short text"});
    for (int i = 0; i < 2; i++) {
        pipeline_free(&p[i]);
        text_free(&t[i]);
    }
    vocab_free(&v);
    str_free(&corpus);
}

int main(int argc, char **argv)
{
    if (argc != 3) give_up("usage: text PYTHON PEERS_PY");
    struct str text[] = {corpus_again(), made_up()};
    peers_start(argv[1], argv[2]);
    measure("5 MB of the corpus", &tokenizers[0], &text[0]);
    measure("5 MB of 50 000 made-up words", &tokenizers[0], &text[1]);
    for (int i = 1; i < tokenizer_count; i++)
        measure("5 MB of the corpus", &tokenizers[i], &text[0]);
    at_start();
    typing();
    peers_stop();
    str_free(&text[0]);
    str_free(&text[1]);
    return 0;
}
