#include "core/text/vocab.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/num.h"
#include "base/words.h"

/* ---- the table that finds words by their keys ---- */

/* The high bits of the hash say where a key stands, so that a table twice as large holds the
 * same keys in the same order. */
static size_t vocab_slot_home(struct token_key key, int bits)
{
    return (size_t)(hash_mix(key.len, key.head) >> (64 - bits));
}

/* The slot that holds the key, or the empty one where it belongs; `bytes` are those of
 * the key where it is longer than TOKEN_SHORT. There is always an empty slot. */
static size_t vocab_slot_find(const struct vocab_table *t, struct token_key key, const char *bytes)
{
    size_t mask = ((size_t)1 << t->bits) - 1;
    for (size_t i = vocab_slot_home(key, t->bits);; i = (i + 1) & mask) {
        const struct vocab_slot *slot = &t->slots[i];
        if (!slot->len) return i;
        if (slot->head == key.head && slot->len == key.len &&
            (key.len <= TOKEN_SHORT ||
             memcmp(t->texts + t->entries[slot->index].text, bytes, key.len) == 0))
            return i;
    }
}

/* The bytes of a key longer than TOKEN_SHORT. */
static const char *vocab_token_bytes(const struct token *t, const char *text,
                                     const struct str *scratch)
{
    return t->folded == TOKEN_IN_TEXT ? text + t->piece.start : scratch->data + t->folded;
}

/* Tokens read at once: their slots are prefetched while others are looked up. */
enum { VOCAB_BATCH = 64 };

/* Prefetches the slots of a batch. */
static void vocab_slots_fetch(const struct vocab_table *t, const struct token *tokens, size_t count)
{
    for (size_t i = 0; i < count; i++)
        __builtin_prefetch(&t->slots[vocab_slot_home(tokens[i].key, t->bits)]);
}

void vocab_open(struct vocab *v, const struct vocab_table *table)
{
    *v = (struct vocab){table->tokenizer, table->size, table->tokens, *table, {NULL}};
}

void vocab_free(struct vocab *v)
{
    for (size_t i = 0; i < sizeof v->owned / sizeof *v->owned; i++) free(v->owned[i]);
    *v = (struct vocab){0};
}

static uint32_t find(const struct vocab_table *t, struct token_key key, const char *bytes)
{
    const struct vocab_slot *slot = &t->slots[vocab_slot_find(t, key, bytes)];
    return slot->len ? slot->index : VOCAB_NONE;
}

size_t vocab_read(const struct vocab *v, const struct tokenizer_span *span, struct token *tokens,
                  uint32_t *index, struct str *scratch)
{
    struct tokenizer_span s = *span;
    s.stop = s.stop < s.n ? s.stop : s.n;
    str_clear(scratch);
    size_t count = v->tokenizer->read(v->tokenizer->self, &s, tokens, scratch);
    if (scratch->failed) return 0;
    for (size_t i = 0; i < count; i++) {
        if (i % VOCAB_BATCH == 0)
            vocab_slots_fetch(&v->table, tokens + i, min_size(count - i, VOCAB_BATCH));
        index[i] = find(&v->table, tokens[i].key, vocab_token_bytes(&tokens[i], s.text, scratch));
    }
    return count;
}

/* ---- building ---- */

#define FIRST_BITS 11
#define FIRST_WORD (VOCAB_UNK + 1)

/* Whether to go on with entry `i` of a long loop: that is asked at some of them. */
static bool goes_on(struct vocab_builder *b, size_t i)
{
    if (i % 65536 == 0 && b->goes_on && !b->goes_on(b->context)) b->broken = true;
    return !b->broken;
}

/* ---- room ---- */

/* Keys keep their order in a table twice as large: this reads and writes from front to back. */
static bool grow_slots(struct vocab_builder *b)
{
    struct vocab_table old = b->table;
    b->table.bits = old.bits ? old.bits + 1 : FIRST_BITS;
    struct vocab_slot *slots = memory_zeros((size_t)1 << b->table.bits, sizeof *slots);
    if (!slots) {
        b->table.bits = old.bits;
        return false;
    }
    size_t mask = ((size_t)1 << b->table.bits) - 1;
    for (size_t i = 0; old.bits && i <= mask / 2 && goes_on(b, i); i++) {
        const struct vocab_slot *from = &b->slots[i];
        if (!from->len) continue;
        size_t to = vocab_slot_home((struct token_key){from->head, from->len}, b->table.bits);
        while (slots[to].len) to = (to + 1) & mask;
        slots[to] = *from;
    }
    free(b->slots);
    b->table.slots = b->slots = slots;
    return !b->broken;
}

static bool grow_entries(struct vocab_builder *b)
{
    size_t cap = b->entry_cap ? b->entry_cap + b->entry_cap / 2 : 1024;
    struct vocab_entry *entries = memory_resize(b->entries, cap, sizeof *entries);
    if (!entries) return false;
    b->table.entries = b->entries = entries;
    b->entry_cap = cap;
    return true;
}

static bool grow_texts(struct vocab_builder *b, size_t more)
{
    size_t cap = b->texts_cap + b->texts_cap / 2 + more + 8192;
    char *texts = memory_resize(b->texts, cap, 1);
    if (!texts) return false;
    b->table.texts = b->texts = texts;
    b->texts_cap = cap;
    return true;
}

/* ---- words ---- */

static bool add_entry(struct vocab_builder *b, const char *bytes, uint32_t len, uint32_t count)
{
    if (b->table.size == b->entry_cap && !grow_entries(b)) return false;
    if (b->texts_cap - b->texts_len <= len && !grow_texts(b, (size_t)len + 1)) return false;
    b->entries[b->table.size++] = (struct vocab_entry){(uint32_t)b->texts_len, len, count};
    memcpy(b->texts + b->texts_len, bytes, len);
    b->texts_len += len;
    b->texts[b->texts_len++] = '\0';
    return true;
}

static bool add_word(struct vocab_builder *b, const struct token *t, size_t slot)
{
    char room[TOKEN_SHORT];
    const char *bytes = token_key_bytes(t, b->text, b->scratch.data, room);
    size_t slots = (size_t)1 << b->table.bits;
    if (b->table.size - FIRST_WORD >= slots / 8 * 5) {
        if (!grow_slots(b)) return false;
        slot = vocab_slot_find(&b->table, t->key, bytes);
    }
    b->slots[slot] = (struct vocab_slot){t->key.head, t->key.len, b->table.size};
    return add_entry(b, bytes, t->key.len, 1);
}

static bool count_tokens(struct vocab_builder *b, const struct token *tokens, size_t count)
{
    vocab_slots_fetch(&b->table, tokens, count);
    for (size_t i = 0; i < count; i++) {
        if (token_is_gap(&tokens[i])) {
            b->table.tokens--;
            continue;
        }
        const char *bytes = vocab_token_bytes(&tokens[i], b->text, &b->scratch);
        size_t slot = vocab_slot_find(&b->table, tokens[i].key, bytes);
        if (b->slots[slot].len)
            b->entries[b->slots[slot].index].count++;
        else if (!add_word(b, &tokens[i], slot))
            return false;
    }
    b->table.tokens += count;
    return true;
}

/* ---- rank ---- */

/* Orders words by the count's eleven bits from `shift` on, falling; stable. */
static void sort_by_digit(struct vocab_builder *b, const uint32_t *from, uint32_t *to, uint32_t n,
                          int shift)
{
    const struct vocab_entry *entries = b->entries;
    enum { DIGITS = 1 << 11 };
    uint32_t start[DIGITS] = {0};
    for (uint32_t i = 0; i < n && goes_on(b, i); i++)
        start[entries[from[i]].count >> shift & (DIGITS - 1)]++;
    uint32_t sum = 0;
    for (int digit = DIGITS - 1; digit >= 0; digit--) {
        uint32_t of_digit = start[digit];
        start[digit] = sum;
        sum += of_digit;
    }
    for (uint32_t i = 0; i < n && goes_on(b, i); i++)
        to[start[entries[from[i]].count >> shift & (DIGITS - 1)]++] = from[i];
}

/* Words but <pad> and <unk> by falling count; returns the half of order[0 .. 2n) with them. */
static uint32_t *sort_words(struct vocab_builder *b, uint32_t *order, uint32_t n)
{
    const struct vocab_entry *entries = b->entries;
    uint32_t *from = order, *to = order + n, all = 0;
    for (uint32_t i = 0; i < n && goes_on(b, i); i++) {
        from[i] = FIRST_WORD + i;
        all |= entries[FIRST_WORD + i].count;
    }
    for (int shift = 0; shift < 32 && all >> shift && !b->broken; shift += 11) {
        sort_by_digit(b, from, to, n, shift);
        uint32_t *swap = from;
        from = to;
        to = swap;
    }
    return from;
}

static bool rank_words(struct vocab_builder *b)
{
    uint32_t size = b->table.size, n = size - FIRST_WORD;
    struct vocab_entry *ranked = memory_new(size, sizeof *ranked);
    uint32_t *order = memory_new(2 * (size_t)n + 1, sizeof *order);
    bool ok = ranked && order && b->entries;
    if (ok) {
        const uint32_t *sorted = sort_words(b, order, n);
        uint32_t *rank =
            sorted == order ? order + n : order; /* of a word by its first appearance */
        memcpy(ranked, b->entries, FIRST_WORD * sizeof *ranked);
        for (uint32_t i = 0; i < n && goes_on(b, i); i++) {
            ranked[FIRST_WORD + i] = b->entries[sorted[i]];
            rank[sorted[i] - FIRST_WORD] = FIRST_WORD + i;
        }
        for (size_t i = 0; i < (size_t)1 << b->table.bits && goes_on(b, i); i++)
            if (b->slots[i].len) b->slots[i].index = rank[b->slots[i].index - FIRST_WORD];
        free(b->entries);
        b->table.entries = b->entries = ranked;
        ranked = NULL;
    }
    free(ranked);
    free(order);
    return ok && !b->broken;
}

/* ---- start, read, finish ---- */

static bool fail(struct vocab_builder *b, struct err *e)
{
    bool broken = b->broken;
    vocab_builder_free(b);
    if (broken)
        err_set(e, _("the building of the vocabulary was broken off"));
    else
        err_memory(e);
    return false;
}

bool vocab_builder_start(struct vocab_builder *b, const struct tokenizer *t, const char *text,
                         size_t n, struct err *e)
{
    *b = (struct vocab_builder){.text = text, .n = n, .table = {.training = text, .tokenizer = t}};
    if (n > TOKENIZER_TEXT_MAX)
        return err_set(e, _("the training text has %zu bytes; at most %zu are read: shorten it"), n,
                       TOKENIZER_TEXT_MAX);
    return (grow_slots(b) && add_entry(b, "<pad>", 5, 0) && add_entry(b, "<unk>", 5, 0)) ||
           fail(b, e);
}

/* A place about `bytes` bytes on. What is skipped may end there, so that code points are whole. */
static size_t place_after(const struct vocab_builder *b, size_t bytes)
{
    size_t stop = bytes < b->n - b->at ? b->at + bytes : b->n;
    for (int i = 0; i < 3 && stop < b->n && ((unsigned char)b->text[stop] & 0xC0) == 0x80; i++)
        stop++;
    return stop;
}

static bool check_lengths(struct vocab_builder *b, const struct token *tokens, size_t count,
                          struct err *e)
{
    for (size_t i = 0; i < count; i++) {
        struct piece word = tokens[i].piece;
        if (word.end - word.start <= VOCAB_TOKEN_MAX) continue;
        vocab_builder_free(b);
        err_set(e,
                _("the training text has a token of more than %zu KiB, from byte %u on: put "
                  "blanks into it, or take another text or tokenizer"),
                VOCAB_TOKEN_MAX >> 10, word.start);
        return false;
    }
    return true;
}

/* Reads the words that begin before `stop`, a batch at most, of a text that goes on until they are
 * too long or what follows has told where they end. */
static bool read_batch(struct vocab_builder *b, size_t stop, struct err *e)
{
    const struct tokenizer *t = b->table.tokenizer;
    struct token tokens[VOCAB_BATCH];
    size_t seen = min_size(b->n, stop + VOCAB_TOKEN_MAX + t->after);
    struct tokenizer_span span = {b->text, seen, b->at, stop, VOCAB_BATCH};
    str_clear(&b->scratch);
    size_t count = t->read(t->self, &span, tokens, &b->scratch);
    size_t end = count ? tokens[count - 1].piece.end : 0;
    if (!check_lengths(b, tokens, count, e)) return false;
    if (b->scratch.failed || !count_tokens(b, tokens, count)) return fail(b, e);
    b->at = count < VOCAB_BATCH && end < stop ? stop : end;
    return true;
}

bool vocab_builder_read(struct vocab_builder *b, size_t bytes, struct err *e)
{
    size_t stop = place_after(b, bytes);
    if (!goes_on(b, 0)) return fail(b, e);
    while (b->at < stop) {
        size_t batch = min_size(stop, place_after(b, VOCAB_TOKEN_MAX));
        if (!read_batch(b, batch, e)) return false;
    }
    return true;
}

bool vocab_builder_finish(struct vocab_builder *b, struct vocab *v, struct err *e)
{
    if (!rank_words(b)) return fail(b, e);
    char *texts = memory_try_resize(b->texts, b->texts_len, 1);
    b->table.texts = b->texts = texts ? texts : b->texts;
    vocab_open(v, &b->table);
    v->owned[0] = b->entries;
    v->owned[1] = b->texts;
    v->owned[2] = b->slots;
    str_free(&b->scratch);
    *b = (struct vocab_builder){0};
    return true;
}

void vocab_builder_free(struct vocab_builder *b)
{
    free(b->entries);
    free(b->texts);
    free(b->slots);
    str_free(&b->scratch);
    *b = (struct vocab_builder){0};
}

bool vocab_build(struct vocab *v, const struct tokenizer *t, const char *text, size_t n,
                 struct err *e)
{
    struct vocab_builder b;
    *v = (struct vocab){0};
    return vocab_builder_start(&b, t, text, n, e) && vocab_builder_read(&b, n, e) &&
           vocab_builder_finish(&b, v, e);
}
