/* Floors by counting. Whoever knows only a part of what stands before a word, its context, can do
 * no better than to give each word the share that it has among the words asked for there:
 *
 *   loss = Σ_contexts (n ln n − Σ_words m ln m) / N
 *
 * n asks of a context, m of them for a word, N asks in all. Terms are gathered by their logarithm,
 * so that the formula is exact and short, and so is its value. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/num.h"
#include "base/words.h"
#include "train/net/maths.h"
#include "train/goal/goal.h"

#define TERMS_SHOWN 3

const char *const train_knows_labels[TRAIN_KNOWS_COUNT] = {
    [TRAIN_KNOWS_NOTHING] = N_("chance"),
    [TRAIN_KNOWS_COUNTS] = N_("how often words come"),
    [TRAIN_KNOWS_POSITION] = N_("the position alone"),
    [TRAIN_KNOWS_WORD] = N_("the word alone"),
    [TRAIN_KNOWS_WORD_POSITION] = N_("word and position"),
    [TRAIN_KNOWS_BAG] = N_("the word and the mix of words so far"),
    [TRAIN_KNOWS_PREFIX] = N_("all words so far, in order"),
};

/* An ask and its context, numbers in one array. */
struct count_entry {
    const uint32_t *key;
    uint32_t len, class, ask;
};

struct counting {
    struct count_entry *entry; /* (asks) */
    uint32_t *keys;
    size_t asks;
    int64_t *times; /* (asks + 1): n ln n is counted times[n] times */
};

static uint32_t key_nothing(const struct train_example *x, int row, uint32_t *key)
{
    (void)x, (void)row, (void)key;
    return 0;
}

static uint32_t key_position(const struct train_example *x, int row, uint32_t *key)
{
    (void)x;
    key[0] = (uint32_t)row;
    return 1;
}

static uint32_t key_word(const struct train_example *x, int row, uint32_t *key)
{
    key[0] = x->word[row];
    return 1;
}

static uint32_t key_word_position(const struct train_example *x, int row, uint32_t *key)
{
    key[0] = x->word[row];
    key[1] = (uint32_t)row;
    return 2;
}

static uint32_t key_prefix(const struct train_example *x, int row, uint32_t *key)
{
    memcpy(key, x->word, (size_t)(row + 1) * sizeof *key);
    return (uint32_t)(row + 1);
}

static int by_number(const void *a, const void *b)
{
    uint32_t x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    return (x > y) - (x < y);
}

static uint32_t common_divisor(uint32_t a, uint32_t b)
{
    while (b) {
        uint32_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* The word, then the different words up to it with how often each came, divided by what all of
 * these numbers share: proportions. */
static uint32_t key_bag(const struct train_example *x, int row, uint32_t *key)
{
    uint32_t sorted[TRAIN_TOKENS_MAX], n = 0, shared = 0;
    memcpy(sorted, x->word, (size_t)(row + 1) * sizeof *sorted);
    qsort(sorted, (size_t)row + 1, sizeof *sorted, by_number);
    key[n++] = x->word[row];
    for (int i = 0, end; i <= row; i = end) {
        for (end = i; end <= row && sorted[end] == sorted[i]; end++) {}
        key[n++] = sorted[i];
        key[n++] = (uint32_t)(end - i);
        shared = common_divisor(shared, (uint32_t)(end - i));
    }
    for (uint32_t i = 2; i < n; i += 2) key[i] /= shared;
    return n;
}

static uint32_t (*const key_of[TRAIN_KNOWS_COUNT])(const struct train_example *, int,
                                                   uint32_t *) = {
    [TRAIN_KNOWS_NOTHING] = key_nothing,
    [TRAIN_KNOWS_COUNTS] = key_nothing,
    [TRAIN_KNOWS_POSITION] = key_position,
    [TRAIN_KNOWS_WORD] = key_word,
    [TRAIN_KNOWS_WORD_POSITION] = key_word_position,
    [TRAIN_KNOWS_BAG] = key_bag,
    [TRAIN_KNOWS_PREFIX] = key_prefix,
};

static int by_context(const struct count_entry *a, const struct count_entry *b)
{
    if (a->len != b->len) return a->len < b->len ? -1 : 1;
    return a->len ? memcmp(a->key, b->key, a->len * sizeof *a->key) : 0;
}

static int by_entry(const void *a, const void *b)
{
    const struct count_entry *x = a, *y = b;
    int order = by_context(x, y);
    return order ? order : (x->class > y->class) - (x->class < y->class);
}

static void free_counting(struct counting *c)
{
    free(c->entry);
    free(c->keys);
    free(c->times);
}

/* The asks of the examples that are learned. */
static size_t asks_of(const struct train_task *t)
{
    size_t asks = 0;
    for (size_t i = 0; i < t->examples; i++) asks += (size_t)t->example[i].asks;
    return asks;
}

static bool make_room(struct counting *c, const struct train_task *t)
{
    size_t longest = 1;
    for (size_t i = 0; i < t->examples; i++)
        if ((size_t)t->example[i].n > longest) longest = (size_t)t->example[i].n;
    c->asks = asks_of(t);
    c->entry = memory_new(c->asks + 1, sizeof *c->entry);
    c->keys = memory_new((c->asks + 1) * (2 * longest + 1), sizeof *c->keys);
    c->times = memory_new(c->asks + 1, sizeof *c->times);
    return c->entry && c->keys && c->times;
}

/* Sorts the asks by what is known of them, and then by class. */
static void sort_by_context(struct counting *c, const struct train_task *t, enum train_knows what)
{
    uint32_t *key = c->keys, n = 0;
    for (size_t i = 0; i < t->examples; i++)
        for (int a = 0; a < t->example[i].asks; a++) {
            const struct train_ask *ask = &t->example[i].ask[a];
            uint32_t len = key_of[what](&t->example[i], ask->row, key);
            c->entry[n] = (struct count_entry){key, len, (uint32_t)ask->class, n};
            n++;
            key += len;
        }
    qsort(c->entry, n, sizeof *c->entry, by_entry);
}

/* Runs of the same context, and in them of the same class. */
static size_t context_end(const struct counting *c, size_t i)
{
    size_t end = i;
    while (end < c->asks && !by_context(&c->entry[i], &c->entry[end])) end++;
    return end;
}

static size_t class_end(const struct counting *c, size_t i, size_t context)
{
    size_t end = i;
    while (end < context && c->entry[i].class == c->entry[end].class) end++;
    return end;
}

/* Gathers the terms; returns how many asks are right that get their context's most frequent
 * class. */
static size_t gather(struct counting *c)
{
    size_t right = 0;
    memset(c->times, 0, (c->asks + 1) * sizeof *c->times);
    for (size_t i = 0, end; i < c->asks; i = end) {
        size_t largest = 0;
        end = context_end(c, i);
        c->times[end - i]++;
        for (size_t j = i, next; j < end; j = next) {
            next = class_end(c, j, end);
            c->times[next - j]--;
            if (next - j > largest) largest = next - j;
        }
        right += largest;
    }
    c->times[1] = 0; /* ln 1 = 0 */
    return right;
}

static uint64_t shared_divisor(const struct counting *c, int *terms)
{
    uint64_t shared = c->asks;
    *terms = 0;
    for (size_t m = 2; m <= c->asks; m++) {
        if (!c->times[m]) continue;
        uint64_t a = shared, b = (uint64_t)llabs(c->times[m]) * m;
        for (uint64_t rest; b; a = b, b = rest) rest = a % b;
        shared = a;
        ++*terms;
    }
    return shared;
}

static void write_term(struct str *out, int64_t factor, size_t m)
{
    if (out->len) str_adds(out, factor < 0 ? " − " : " + ");
    if (!out->len && factor < 0) str_adds(out, "−");
    if (llabs(factor) != 1) str_addf(out, "%lld ", (long long)llabs(factor));
    str_addf(out, "ln %zu", m);
}

/* The terms over N, in lowest terms, the larger logarithms first: they are the positive ones. */
static void write_formula(const struct counting *c, char *out, size_t room)
{
    int terms = 0;
    uint64_t shared = shared_divisor(c, &terms);
    struct str text = STR_EMPTY;
    *out = 0;
    if (terms > TERMS_SHOWN) return;
    for (size_t m = c->asks; m >= 2; m--)
        if (c->times[m]) write_term(&text, c->times[m] * (int64_t)m / (int64_t)shared, m);
    if (!terms) str_adds(&text, "0");
    if (terms > 1 && c->asks > shared) {
        str_splice(&text, 0, 0, "(", 1);
        str_adds(&text, ")");
    }
    if (shared && c->asks > shared) str_addf(&text, " / %zu", c->asks / (size_t)shared);
    if (!text.failed && text.len < room) memcpy(out, str_text(&text), text.len + 1);
    str_free(&text);
}

static double value_of(const struct counting *c)
{
    double sum = 0;
    for (size_t m = 2; m <= c->asks; m++)
        if (c->times[m]) sum += (double)(c->times[m] * (int64_t)m) * train_log((double)m);
    return sum / (double)c->asks;
}

static void set_floor(struct train_floor *f, struct counting *c, const struct train_task *t,
                      enum train_knows what)
{
    sort_by_context(c, t, what);
    size_t right = gather(c);
    *f = (struct train_floor){true, value_of(c), (double)right / (double)c->asks, ""};
    write_formula(c, f->formula, sizeof f->formula);
}

static void set_chance(struct train_floor *f, const struct train_task *t)
{
    *f = (struct train_floor){true, train_log(t->classes), 1. / t->classes, ""};
    struct str text = STR_EMPTY;
    str_addf(&text, "ln %d", t->classes);
    if (!text.failed) memcpy(f->formula, text.data, text.len + 1);
    str_free(&text);
}

bool train_floors_count(const struct train_task *t, struct train_floors *out)
{
    *out = (struct train_floors){.asks = asks_of(t)};
    set_chance(&out->of[TRAIN_KNOWS_NOTHING], t);
    if (t->drawn) return true;
    struct counting c = {0};
    bool ok = make_room(&c, t);
    for (int k = TRAIN_KNOWS_COUNTS; ok && k < TRAIN_KNOWS_COUNT; k++)
        set_floor(&out->of[k], &c, t, (enum train_knows)k);
    free_counting(&c);
    return ok;
}

void train_floor_text(const struct train_floors *f, enum train_knows what, struct str *out)
{
    const struct train_floor *floor = &f->of[what];
    if (!floor->counted) return;
    str_addf(out, "%s: ", _(train_knows_labels[what]));
    if (*floor->formula)
        str_adds(out, floor->formula);
    else
        str_addf(out, "%.4f", floor->loss);
}

bool train_best_shares(const struct train_task *t, enum train_knows what, double *out)
{
    struct counting c = {0};
    bool ok = !t->drawn && make_room(&c, t);
    if (ok) sort_by_context(&c, t, what);
    for (size_t i = 0, end; ok && i < c.asks; i = end) {
        end = context_end(&c, i);
        for (size_t j = i, next; j < end; j = next) {
            next = class_end(&c, j, end);
            for (size_t k = j; k < next; k++)
                if (c.entry[k].ask < (uint32_t)t->example[0].asks)
                    out[c.entry[k].ask] = what == TRAIN_KNOWS_NOTHING
                                              ? 1. / t->classes
                                              : (double)(next - j) / (double)(end - i);
        }
    }
    free_counting(&c);
    return ok;
}

/* What a model's rows can depend on: its own word; with P its place; with one causal block the
 * words up to it, but without P not their order; with two blocks their order too, because each
 * row's mask is another one. Without the mask a row of a text sees the word that is asked for. */
bool train_floor_binds(const struct train_recipe *r, enum train_knows what)
{
    bool leaks = r->blocks && r->mask == TRAIN_MASK_NONE && r->goal != TRAIN_CHASED;
    bool order = r->blocks && (r->positions || (r->blocks > 1 && r->mask == TRAIN_MASK_CAUSAL));
    const bool knows[TRAIN_KNOWS_COUNT] = {
        [TRAIN_KNOWS_NOTHING] = true,
        [TRAIN_KNOWS_COUNTS] = true,
        [TRAIN_KNOWS_POSITION] = r->positions,
        [TRAIN_KNOWS_WORD] = true,
        [TRAIN_KNOWS_WORD_POSITION] = r->positions,
        [TRAIN_KNOWS_BAG] = r->blocks && !leaks,
        [TRAIN_KNOWS_PREFIX] = order && !leaks,
    };
    return knows[what];
}
