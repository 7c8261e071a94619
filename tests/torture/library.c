/* Every function of the library, while an allocation fails once, or all from one on.
 *
 *   library CORPUS
 *
 * Linked with --wrap=malloc, calloc, realloc and free: see allocations.sh. A function may give what
 * it gives without failures, or LEXWAVE_ERROR_MEMORY with a sentence; then the handle holds what it
 * held, or what it was to hold. Called once more it does all. Nothing leaks. CORPUS names a file.
 * The last lines are "allocations failed: N" and "lost: M". */
#include <lexwave.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void __real_free(void *memory);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void __wrap_free(void *memory);

#define ROWS 64 /* of d_model numbers, which the caller's arrays have room for */
#define WIDTH 64
#define TEXT "the river finds the sea, Zürich ___ zebra"

static struct {
    bool armed;
    unsigned long calls, at, from, failed; /* since arm() */
    long live;                             /* blocks that are not freed */
    unsigned long failed_in_all, lost;
    const char *corpus;
} torture;

static float rows[ROWS * WIDTH];
static double values[ROWS * WIDTH];

static bool fails(void)
{
    if (!torture.armed) return false;
    unsigned long number = ++torture.calls;
    if (number != torture.at && (!torture.from || number < torture.from)) return false;
    torture.failed++;
    return true;
}

static void *counted(void *memory)
{
    if (memory) torture.live++;
    return memory;
}

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : counted(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : counted(__real_calloc(count, size));
}

void *__wrap_realloc(void *old, size_t size)
{
    if (fails()) return NULL;
    return old ? __real_realloc(old, size) : counted(__real_realloc(NULL, size));
}

void __wrap_free(void *memory)
{
    if (memory) torture.live--;
    __real_free(memory);
}

static void arm(bool rest, unsigned long number)
{
    torture.at = rest ? 0 : number;
    torture.from = rest ? number : 0;
    torture.calls = torture.failed = 0;
    torture.armed = true;
}

static void disarm(void)
{
    torture.armed = false;
    torture.failed_in_all += torture.failed;
}

/* ---- what is called ---- */

struct call {
    const char *name;
    int (*function)(lexwave *l, const struct call *c);
    const char *a, *b;
};

static int set(lexwave *l, const struct call *c)
{
    return lexwave_set(l, c->a, c->b);
}

static int set_file(lexwave *l, const struct call *c)
{
    (void)c;
    return lexwave_set(l, "corpus", torture.corpus);
}

static int set_corpus(lexwave *l, const struct call *c)
{
    return lexwave_set_corpus(l, c->a, c->a ? strlen(c->a) : 0);
}

static int set_text(lexwave *l, const struct call *c)
{
    return lexwave_set_text(l, c->a, c->a ? strlen(c->a) : 0);
}

static int e_rows(lexwave *l, const struct call *c)
{
    (void)c;
    return lexwave_e_rows(l, 0, 3, rows);
}

static int p_rows(lexwave *l, const struct call *c)
{
    (void)c;
    return lexwave_p_rows(l, 0, 3, rows);
}

static int x_rows(lexwave *l, const struct call *c)
{
    (void)c;
    return lexwave_x_rows(l, 0, 3, rows);
}

static int too_many_rows(lexwave *l, const struct call *c)
{
    (void)c;
    return lexwave_x_rows(l, 0, 10000, rows);
}

static int embedding_rows(lexwave *l, const struct call *c)
{
    (void)c;
    return lexwave_embedding_rows(l, 2, 5, rows);
}

static int position_rows(lexwave *l, const struct call *c)
{
    (void)c;
    return lexwave_position_rows(l, 3, 5, rows);
}

static int position_values(lexwave *l, const struct call *c)
{
    (void)c;
    return lexwave_position_values(l, 3, 5, values);
}

static int positions(lexwave *l, const struct call *c)
{
    (void)l;
    (void)c;
    return lexwave_positions(16, 10000, 5, 3, rows);
}

/* 0 is the length where there is no memory; a part of the value would be wrong. */
static int get(lexwave *l, const struct call *c)
{
    char value[64] = "";
    size_t len = lexwave_get(l, c->a, value, sizeof value);
    if (len == 0 && !*value) return LEXWAVE_ERROR_MEMORY;
    return len == strlen(c->b) && strcmp(value, c->b) == 0 ? LEXWAVE_OK : -1;
}

static const struct call calls[] = {
    {"d-model", set, "d-model", "24"},
    {"d-model 0", set, "d-model", "0"},
    {"no parameter", set, "no-such", "0"},
    {"base", set, "base", "500"},
    {"layout", set, "layout", "split"},
    {"offset", set, "offset", "7"},
    {"scheme learned", set, "scheme", "learned"},
    {"scheme index", set, "scheme", "index"},
    {"init", set, "init", "uniform"},
    {"seed", set, "seed", "9"},
    {"scale", set, "scale", "off"},
    {"join", set, "join", "concatenate"},
    {"tokenizer byte", set, "tokenizer", "byte"},
    {"tokenizer character", set, "tokenizer", "character"},
    {"frozen", set, "frozen", "on"},
    {"a corpus's file", set_file, NULL, NULL},
    {"a missing corpus", set, "corpus", "no/such/file"},
    {"the built-in corpus", set, "corpus", ""},
    {"a corpus", set_corpus, "one fish two fish red fish blue fish", NULL},
    {"a corpus without words", set_corpus, "", NULL},
    {"no corpus", set_corpus, NULL, NULL},
    {"a text", set_text, "a text that nobody wrote: quokka, quoll, numbat and bilby", NULL},
    {"no text", set_text, NULL, NULL},
    {"rows of E", e_rows, NULL, NULL},
    {"rows of P", p_rows, NULL, NULL},
    {"rows of X", x_rows, NULL, NULL},
    {"too many rows", too_many_rows, NULL, NULL},
    {"rows of the table", embedding_rows, NULL, NULL},
    {"rows of positions", position_rows, NULL, NULL},
    {"values of positions", position_values, NULL, NULL},
    {"positions without a handle", positions, NULL, NULL},
    {"a value that is read", get, "tokenizer", "word"},
    {"a number that is read", get, "base", "10000"},
};

/* ---- what a handle holds ---- */

static void mix(uint64_t *digest, const void *data, size_t n)
{
    for (const unsigned char *b = data; n-- > 0; b++) *digest = (*digest ^ *b) * 1099511628211U;
}

static void mix_number(uint64_t *digest, uint64_t number)
{
    mix(digest, &number, sizeof number);
}

static void mix_tokens(uint64_t *digest, const lexwave *l)
{
    size_t n = lexwave_token_count(l);
    mix_number(digest, n);
    for (size_t i = 0; i < n; i++) {
        mix_number(digest, lexwave_token_start(l, i));
        mix_number(digest, lexwave_token_length(l, i));
        mix_number(digest, (uint64_t)lexwave_token_index(l, i));
        mix_number(digest, (uint64_t)lexwave_token_is_new(l, i));
    }
}

/* Of all that can be read of it; 0 where it cannot be. */
static uint64_t digest_of(lexwave *l)
{
    uint64_t digest = 14695981039346656037U;
    const char *name, *word;
    char value[256] = "";
    size_t len;
    if (lexwave_x_rows(l, 0, 0, NULL) != LEXWAVE_OK) return 0; /* reads the text again */
    for (int i = 0; (name = lexwave_parameter_name(i)); i++)
        mix(&digest, value, lexwave_get(l, name, value, sizeof value));
    mix_tokens(&digest, l);
    for (size_t i = 0; (word = lexwave_word(l, i, &len)); i++) mix(&digest, word, len);
    for (size_t i = 0; i < lexwave_token_count(l); i++) {
        if (lexwave_x_rows(l, i, 1, rows) != LEXWAVE_OK) return 0;
        mix(&digest, rows, (size_t)lexwave_x_width(l) * sizeof *rows);
    }
    return digest;
}

/* ---- judging ---- */

static void tell(const struct call *c, bool rest, unsigned long number, const char *what)
{
    torture.lost++;
    printf("# %s=%lu %s: %s\n", rest ? "FAIL_FROM" : "FAIL_AT", number, c->name, what);
}

static lexwave *handle(void)
{
    lexwave *l = lexwave_new();
    if (!l || lexwave_set_text(l, TEXT, strlen(TEXT)) != LEXWAVE_OK) {
        fputs("library: no handle\n", stderr);
        exit(2);
    }
    return l;
}

/* What the call gives without failures, and the handle before and after. */
struct usual {
    int result;
    uint64_t before, after;
};

static struct usual usual_of(const struct call *c)
{
    struct usual u = {0};
    lexwave *l = handle();
    u.before = digest_of(l);
    u.result = c->function(l, c);
    u.after = digest_of(l);
    lexwave_free(l);
    return u;
}

/* What is wrong, or NULL. */
static const char *judge(lexwave *l, const struct call *c, int result, const struct usual *u)
{
    if (result != u->result && result != LEXWAVE_ERROR_MEMORY) return "another result";
    if (result == LEXWAVE_ERROR_MEMORY && c->function != positions && c->function != get &&
        !*lexwave_error(l))
        return "no sentence";
    uint64_t now = digest_of(l);
    if (now != u->after && (result == u->result || now != u->before)) return "another handle";
    if (c->function(l, c) != u->result) return "fails once more";
    return digest_of(l) == u->after ? NULL : "another handle, called once more";
}

/* Whether an allocation of that number was asked for. */
static bool fail_one(const struct call *c, const struct usual *u, bool rest, unsigned long number)
{
    lexwave *l = handle();
    arm(rest, number);
    int result = c->function(l, c);
    disarm();
    bool failed = torture.failed > 0;
    const char *what = failed ? judge(l, c, result, u) : NULL;
    lexwave_free(l);
    if (!what && torture.live) what = "leaks";
    torture.live = 0;
    if (what) tell(c, rest, number, what);
    return failed;
}

static unsigned long fail_all(const struct call *c)
{
    struct usual u = usual_of(c);
    unsigned long n = 1, before = torture.failed_in_all;
    if (torture.live || !u.before || !u.after) tell(c, false, 0, "without failures");
    while (fail_one(c, &u, false, n) && fail_one(c, &u, true, n)) n++;
    if (n > 1) printf("# %s: %lu failed\n", c->name, torture.failed_in_all - before);
    return n - 1;
}

/* Without a handle before. */
static bool fail_new(bool rest, unsigned long number)
{
    static const struct call creation = {"a handle", NULL, NULL, NULL};
    arm(rest, number);
    lexwave *l = lexwave_new();
    disarm();
    lexwave_free(l);
    if (torture.live) tell(&creation, rest, number, "leaks");
    torture.live = 0;
    return torture.failed > 0;
}

int main(int argc, char **argv)
{
    unsigned long n = 1;
    if (argc != 2) return 2;
    torture.corpus = argv[1];
    while (fail_new(false, n) && fail_new(true, n)) n++;
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) n += fail_all(&calls[i]);
    if (n < 40) torture.lost++, printf("# only %lu allocations: the driver tries nothing\n", n);
    printf("allocations failed: %lu\nlost: %lu\n", torture.failed_in_all, torture.lost);
    return torture.lost > 0;
}
