#include "core/pipeline/pieces.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/num.h"

#define BATCH 256     /* pieces read at once */
#define FEW (size_t)4 /* pieces read at once around an edit, where a few mostly suffice */

struct pieces_edit pieces_edit_of(const struct text *text, size_t old_len)
{
    size_t len = text_len(text), both = min_size(old_len, len);
    size_t front = min_size(text->same.front, both), back = min_size(text->same.back, both - front);
    return (struct pieces_edit){front, old_len - back, len - back};
}

/* Some tokens in a row; their keys are in p->scratch until the next ones are read. */
struct batch {
    struct token tokens[BATCH]; /* (count) */
    uint32_t words[BATCH];      /* VOCAB_NONE: not in the vocabulary */
    size_t count;
    size_t next; /* where reading goes on */
};

/* Reads at most `max` pieces from `at` on. None: the rest of the text is skipped. */
static bool read_batch(struct pipeline *p, size_t at, size_t max, struct batch *b)
{
    size_t len = text_len(p->text);
    struct tokenizer_span span = {text_bytes(p->text), len, at, len, max};
    b->count = vocab_read(p->vocab, &span, b->tokens, b->words, &p->scratch);
    b->next = b->count ? b->tokens[b->count - 1].piece.end : len;
    return !p->scratch.failed;
}

/* Gives a token's word its number, if the vocabulary lacks it. */
static bool find_word(struct pipeline *p, const struct token *token, uint32_t *word)
{
    char room[TOKEN_SHORT];
    if (*word != VOCAB_NONE) return true;
    if (token_is_gap(token)) {
        *word = TOKENS_GAP;
        return true;
    }
    const char *key = token_key_bytes(token, text_bytes(p->text), p->scratch.data, room);
    return tokens_new_word(&p->tokens, key, token->key.len, word);
}

bool pieces_read_on(struct pipeline *p, size_t bytes)
{
    struct batch b;
    struct piece pieces[BATCH];
    size_t len = text_len(p->text), start = p->indexed;
    while (p->indexed < len && p->indexed - start < bytes) {
        if (!read_batch(p, p->indexed, BATCH, &b)) return false;
        for (size_t i = 0; i < b.count; i++) {
            pieces[i] = b.tokens[i].piece;
            if (!find_word(p, &b.tokens[i], &b.words[i])) return false;
        }
        struct tokens_edit edit = {p->count, 0, b.count};
        if (!tokens_replace(&p->tokens, edit, pieces, b.words, 0)) return false;
        p->count = p->tokens.count;
        p->indexed = b.next;
    }
    return true;
}

/* ---- around an edit ---- */

/* The pieces read again around an edit, which replace old tokens. */
struct reread {
    struct piece *pieces; /* (count); owned */
    uint32_t *words;      /* (count); owned */
    size_t count, cap;
    size_t first, old_next; /* the old tokens: [first, old_next) */
    size_t next;            /* byte where reading stopped */
    bool met;               /* from there on the old tokens are right */
};

static bool add_token(struct pipeline *p, struct reread *a, const struct token *token,
                      uint32_t word)
{
    if (a->count == a->cap) {
        size_t cap = a->cap ? 2 * a->cap : 16;
        struct piece *pieces = memory_resize(a->pieces, cap, sizeof *pieces);
        if (pieces) a->pieces = pieces;
        uint32_t *words = memory_resize(a->words, cap, sizeof *words);
        if (words) a->words = words;
        if (!pieces || !words) return false;
        a->cap = cap;
    }
    a->pieces[a->count] = token->piece;
    a->words[a->count] = word;
    return find_word(p, token, &a->words[a->count++]);
}

static bool breaks(const struct pipeline *p, size_t at)
{
    return tokenizer_breaks(p->vocab->tokenizer, text_bytes(p->text), text_len(p->text), at);
}

/* The first token that the edit may reach. */
static size_t first_reached(const struct pipeline *p, struct pieces_edit edit)
{
    size_t after = p->vocab->tokenizer->after;
    size_t first = edit.from < after ? 0 : tokens_ended(&p->tokens, edit.from - after);
    while (first > 0 && !breaks(p, p->tokens.pieces[first - 1].end)) first--;
    return first;
}

/* Whether the end of a piece is a break that the edit does not reach, and an old token ended
 * there. Then the tokens after that one stay. */
static bool meets(const struct pipeline *p, struct piece piece, struct pieces_edit edit,
                  struct reread *a)
{
    if (piece.end < edit.new_to + p->vocab->tokenizer->before) return false;
    size_t old_end = piece.end - edit.new_to + edit.old_to,
           old = tokens_ended(&p->tokens, old_end - 1);
    if (old >= p->count || p->tokens.pieces[old].end != old_end || !breaks(p, piece.end))
        return false;
    a->old_next = old + 1;
    return true;
}

/* Takes the pieces of a batch up to the one that meets the old tokens. */
static bool take_batch(struct pipeline *p, const struct batch *b, struct pieces_edit edit,
                       struct reread *a)
{
    for (size_t i = 0; i < b->count && !a->met; i++) {
        if (!add_token(p, a, &b->tokens[i], b->words[i])) return false;
        a->met = meets(p, b->tokens[i].piece, edit, a);
        a->next = b->tokens[i].piece.end;
    }
    a->next = a->met ? a->next : b->next;
    return true;
}

/* Reads from the end of token a->first − 1 until a piece meets the old tokens, the text ends,
 * or it is too much at once. */
static bool reread_pieces(struct pipeline *p, struct pieces_edit edit, struct reread *a)
{
    struct batch b;
    size_t start = a->first ? p->tokens.pieces[a->first - 1].end : 0, len = text_len(p->text);
    size_t bulk = p->bulk ? p->bulk : p->count ? PIPELINE_BULK : PIPELINE_FIRST;
    bool complete = pipeline_complete(p);
    a->next = start;
    a->old_next = p->count;
    while (!a->met && a->next < len && a->next - start < bulk) {
        bool past =
            a->next >= edit.new_to && a->next - edit.new_to + edit.old_to >= tokens_end(&p->tokens);
        if (!complete && (past || a->first == p->count))
            break; /* no old tokens to resynchronise with: pieces_read_on() reads the rest */
        if (!read_batch(p, a->next, a->count < 4 * FEW ? FEW : BATCH, &b) ||
            !take_batch(p, &b, edit, a))
            return false;
    }
    return true;
}

static bool same_token(const struct pipeline *p, const struct reread *a, size_t i, size_t old,
                       uint32_t shift)
{
    struct piece was = p->tokens.pieces[old], is = a->pieces[i];
    return was.start + shift == is.start && was.end + shift == is.end &&
           p->tokens.words[old] == a->words[i];
}

/* Replaces the old tokens by those read again, without those at both ends that are unchanged. */
static bool replace_tokens(struct pipeline *p, const struct reread *a, struct pieces_edit edit,
                           struct tokens_edit *c)
{
    uint32_t shift = (uint32_t)(edit.new_to - edit.old_to);
    size_t front = 0, end = a->count, old_end = a->old_next;
    while (front < end && a->first + front < old_end &&
           same_token(p, a, front, a->first + front, 0))
        front++;
    while (a->met && end > front && old_end > a->first + front &&
           a->pieces[end - 1].start >= edit.new_to &&
           same_token(p, a, end - 1, old_end - 1, shift)) {
        end--;
        old_end--;
    }
    *c = (struct tokens_edit){a->first + front, old_end - a->first - front, end - front};
    bool any = end > front;
    return tokens_replace(&p->tokens, *c, any ? a->pieces + front : NULL,
                          any ? a->words + front : NULL, shift);
}

bool pieces_update(struct pipeline *p, struct pieces_edit edit, struct tokens_edit *change)
{
    struct reread a = {.first = first_reached(p, edit)};
    bool ok = reread_pieces(p, edit, &a) && replace_tokens(p, &a, edit, change);
    if (ok) {
        p->indexed = a.met ? p->indexed - edit.old_to + edit.new_to : a.next;
        p->count = p->tokens.count;
    }
    free(a.pieces);
    free(a.words);
    return ok;
}
