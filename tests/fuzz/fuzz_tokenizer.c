/* Tokenizers, without a pipeline. The pieces are in order and hold all that may not be skipped;
 * read from any break in any portions they are those of the whole; a key read as a text is one
 * token with that key; letters of ASCII in the other case are the same word. */
#include "core/text/tokenizer.h"
#include "base/utf8.h"
#include "fuzz/fuzz.h"

#define TEXT_MOST 600
#define TOKENS_MAX (TEXT_MOST + 1)

struct reading {
    struct token tokens[TOKENS_MAX];
    size_t count;
    struct str scratch;
};

static void read_span(const struct tokenizer *t, const struct tokenizer_span *span,
                      struct reading *r)
{
    str_clear(&r->scratch);
    r->count = t->read(t->self, span, r->tokens, &r->scratch);
    REQUIRE(!r->scratch.failed && r->count <= span->max);
}

static void read_all(const struct tokenizer *t, const char *text, size_t n, struct reading *r)
{
    read_span(t, &(struct tokenizer_span){text, n, 0, n, TOKENS_MAX}, r);
}

static void require_pieces(const struct tokenizer *t, const char *text, size_t n,
                           const struct reading *r)
{
    bool is_word = strcmp(t->name, "word") == 0, is_byte = strcmp(t->name, "byte") == 0;
    size_t end = 0;
    for (size_t i = 0; i < r->count; end = r->tokens[i++].piece.end) {
        struct piece p = r->tokens[i].piece;
        REQUIRE(p.start >= end && p.end > p.start && p.end <= n && r->tokens[i].key.len > 0);
        REQUIRE(is_word || p.start == end);
        REQUIRE(!is_byte || p.end == p.start + 1);
        for (size_t at = end; at < p.start; at++)
            REQUIRE((unsigned char)text[at] <= ' ' || (unsigned char)text[at] >= 0x7F);
    }
    REQUIRE(is_word || end == n);
}

static void require_same_key(const struct reading *a, size_t i, const char *text_a,
                             const struct reading *b, size_t k, const char *text_b)
{
    char room[2][TOKEN_SHORT];
    const struct token *left = &a->tokens[i], *right = &b->tokens[k];
    REQUIRE(left->key.len == right->key.len && left->key.head == right->key.head);
    const char *x = token_key_bytes(left, text_a, str_text(&a->scratch), room[0]);
    const char *y = token_key_bytes(right, text_b, str_text(&b->scratch), room[1]);
    REQUIRE(memcmp(x, y, left->key.len) == 0);
    struct token_key key = token_key_of(x, left->key.len);
    REQUIRE(key.len == left->key.len && key.head == left->key.head);
}

/* From a break in the middle, up to some stop, some at a time. */
static void require_portions(const struct tokenizer *t, const char *text, size_t n,
                             const struct reading *all, struct source *s)
{
    static struct reading part;
    size_t from = all->count ? take_below(s, all->count) : 0, max = 1 + take_below(s, 20);
    size_t at = from ? all->tokens[from - 1].piece.end : 0, stop = at + take_below(s, n - at + 1);
    if (at && !tokenizer_breaks(t, text, n, at)) return;
    for (;;) {
        read_span(t, &(struct tokenizer_span){text, n, at, stop, max}, &part);
        for (size_t i = 0; i < part.count; i++, from++) {
            struct piece a = part.tokens[i].piece, b = all->tokens[from].piece;
            REQUIRE(from < all->count && a.start == b.start && a.end == b.end && a.start < stop);
            require_same_key(&part, i, text, all, from, text);
        }
        if (part.count < max) break;
        at = part.tokens[part.count - 1].piece.end;
    }
    REQUIRE(from == all->count || all->tokens[from].piece.start >= stop);
}

static void require_keys_are_words(const struct tokenizer *t, const char *text,
                                   const struct reading *all)
{
    static struct reading again;
    for (size_t i = 0; i < all->count && i < 40; i++) {
        char room[TOKEN_SHORT];
        const char *key = token_key_bytes(&all->tokens[i], text, str_text(&all->scratch), room);
        size_t len = all->tokens[i].key.len;
        if (len > TEXT_MOST) continue;
        read_all(t, key, len, &again);
        REQUIRE(again.count == 1);
        require_same_key(all, i, text, &again, 0, key);
    }
}

/* With letters of ASCII in the other case the keys are the same; but I with a dot above is U+0130,
 * whose lower case is i, and i with a dot above stays as it is. */
static void require_same_in_capitals(const struct tokenizer *t, const char *text, size_t n,
                                     const struct reading *all)
{
    static struct reading again;
    static char other[TEXT_MOST];
    for (size_t i = 0; i + 1 < n; i++)
        if (memcmp(text + i, "\xCC\x87", 2) == 0) return;
    for (size_t i = 0; i < n; i++) {
        bool letter = (text[i] >= 'a' && text[i] <= 'z') || (text[i] >= 'A' && text[i] <= 'Z');
        other[i] = (char)(letter ? text[i] ^ 0x20 : text[i]);
    }
    read_all(t, other, n, &again);
    REQUIRE(again.count == all->count);
    for (size_t i = 0; i < all->count; i++) require_same_key(all, i, text, &again, i, other);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct reading all;
    struct source s = {data, size};
    const struct tokenizer *t = &tokenizers[take_byte(&s) % (unsigned)tokenizer_count];
    struct source numbers = {data, size < 12 ? size : 12};
    size_t n = s.left < TEXT_MOST ? s.left : TEXT_MOST;
    char *text = malloc(n + !n); /* of its very size, so that reading past the end is noticed */
    REQUIRE(text);
    memcpy(text, s.data, n);
    read_all(t, text, n, &all);
    require_pieces(t, text, n, &all);
    require_portions(t, text, n, &all, &numbers);
    require_keys_are_words(t, text, &all);
    if (strcmp(t->name, "word") == 0) require_same_in_capitals(t, text, n, &all);
    free(text);
    return 0;
}
