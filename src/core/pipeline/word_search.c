#include "core/pipeline/word_search.h"

#include <string.h>

enum word_match word_match(const struct vocab_word *word, const char *key, size_t len)
{
    if (word->len < len) return WORD_NO_MATCH;
    const char *at = word->text, *last = at + (word->len - len);
    while (at <= last &&
           (*at != *key || memcmp(at, key, len) != 0)) /* memchr costs more in words this short */
        at++;
    if (at > last) return WORD_NO_MATCH;
    return at > word->text ? WORD_HOLDS : word->len == len ? WORD_IS : WORD_BEGINS;
}

/* A match's place in the order of matches as one number. */
#define ORDER_NONE UINT64_MAX
static uint64_t order_of(enum word_match match, uint32_t index)
{
    return match == WORD_NO_MATCH ? ORDER_NONE : (uint64_t)match << 32 | index;
}

/* What one pass finds out. Orders are ORDER_NONE where there is no such match. */
struct scan {
    const char *key;
    size_t len;
    uint64_t from; /* the order of where the search starts */
    uint64_t first, last, next, previous;
    uint32_t total, before; /* matches; those before `from` */
};

static void take_match(struct scan *s, uint64_t order)
{
    s->total++;
    s->first = order < s->first ? order : s->first;
    s->last = s->last == ORDER_NONE || order > s->last ? order : s->last;
    if (order < s->from) {
        s->before++;
        s->previous = s->previous == ORDER_NONE || order > s->previous ? order : s->previous;
    } else if (order > s->from && order < s->next) {
        s->next = order;
    }
}

static void scan_word(struct scan *s, const struct vocab_word *word, uint32_t index)
{
    enum word_match match = word_match(word, s->key, s->len);
    if (match != WORD_NO_MATCH) take_match(s, order_of(match, index));
}

static void scan_words(struct scan *s, const struct pipeline *p)
{
    uint32_t size = p->vocab->size;
    for (uint32_t i = 0; i < size; i++) {
        struct vocab_word word = vocab_word(p->vocab, i);
        scan_word(s, &word, i);
    }
    for (uint32_t i = size; i < pipeline_vocab_size(p); i++) {
        struct vocab_word word = pipeline_word(p, i);
        scan_word(s, &word, i);
    }
}

static uint64_t order_from(const struct pipeline *p, const char *key, size_t len, uint32_t from)
{
    if (from >= pipeline_vocab_size(p)) return ORDER_NONE;
    struct vocab_word word = pipeline_word(p, from);
    return order_of(word_match(&word, key, len), from);
}

struct word_found word_search(const struct pipeline *p, const char *key, size_t len, uint32_t from,
                              int step)
{
    uint64_t none = ORDER_NONE;
    struct scan s = {key, len, order_from(p, key, len, from), none, none, none, none, 0, 0};
    scan_words(&s, p);
    if (!s.total) return (struct word_found){VOCAB_NONE, 0, 0};
    /* From no match, all matches count as before it. */
    bool around = step > 0 ? s.next == none : s.previous == none || s.from == none;
    if (step > 0)
        return (struct word_found){(uint32_t)(around ? s.first : s.next), around ? 1 : s.before + 2,
                                   s.total};
    return (struct word_found){(uint32_t)(around ? s.last : s.previous),
                               around ? s.total : s.before, s.total};
}

void word_search_key(const struct tokenizer *t, const char *text, size_t n, struct str *out)
{
    struct str scratch = STR_EMPTY;
    struct token token;
    size_t done = out->len;
    struct tokenizer_span span = {text, n, 0, n, 1};
    for (; t->read(t->self, &span, &token, &scratch); span.at = token.piece.end) {
        char room[TOKEN_SHORT];
        if (scratch.failed) break;
        if (out->len > done) /* what is between two pieces counts: no word holds it */
            str_add(out, text + span.at, token.piece.start - span.at);
        str_add(out, token_key_bytes(&token, text, scratch.data, room), token.key.len);
    }
    out->failed |= scratch.failed;
    str_free(&scratch);
}
