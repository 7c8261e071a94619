/* Stage one of the pipeline: text → pieces → indices, re-done around an edit. */
#include "core/pieces.h"

#include <stdlib.h>
#include <string.h>

#define BATCH 256           /* pieces read at once in bulk … */
#define FEW 4               /* … and around an edit */
#define WINDOW 64           /* bytes that are read from, at least */
#define TOKEN_BYTES 4       /* about so many of the text to a token */

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

struct pieces_edit pieces_edit_of(const struct text *text, size_t old_len)
{
    size_t len = text_len(text), most = least(old_len, len);
    size_t front = least(text->same.front, most), back = least(text->same.back, most - front);
    return (struct pieces_edit){front, old_len - back, len - back};
}

/* Some pieces in a row, and the bytes that they were read from. */
struct batch {
    const char *text; /* text[0] is byte `from` of the text */
    size_t from, len;
    struct piece pieces[BATCH]; /* (count), offsets from `from` */
    uint32_t index[BATCH];
    size_t count;
    size_t next;      /* where reading goes on */
};

/* Reads at most `max` pieces from `at` on. None: there is white space up to `next`. The bytes
 * are those that lie together, or gathered where a piece does not end well within them. */
static bool read_batch(struct pipeline *p, size_t at, size_t max, struct batch *b)
{
    struct text_near near = {0};
    size_t len = text_len(p->text), found;
    b->from = at;
    for (size_t wanted = WINDOW;; wanted = 2 * b->len) {
        size_t end = least(len, at + wanted), lie;
        b->text = text_run(p->text, at, &lie);
        b->len = lie;
        if (at + lie < end) {
            b->text = text_span(p->text, &near, at, end, &p->window);
            b->len = end - at;
        }
        if (!b->text && at < len)
            return false;
        bool whole = at + b->len >= len;
        found = vocab_read(p->vocab, b->text, b->len, 0, b->len, b->pieces, b->index, max, &p->scratch);
        for (b->count = found; !whole && b->count; b->count--)
            if (b->pieces[b->count - 1].end + TOKENIZER_LOOKAHEAD <= b->len)
                break;
        b->next = b->count ? at + b->pieces[b->count - 1].end : at + b->len;
        if (p->scratch.failed)
            return false;
        if (b->count || !found)
            return true;
    }
}

static struct piece piece_of(const struct batch *b, size_t i)
{
    return (struct piece){(uint32_t)b->from + b->pieces[i].start, (uint32_t)b->from + b->pieces[i].end};
}

/* The word of a piece of the batch. */
static bool word_of(struct pipeline *p, const struct batch *b, size_t i, uint32_t *word)
{
    size_t len;
    *word = b->index[i];
    if (*word != VOCAB_NONE)
        return true;
    const char *key = p->vocab->tokenizer->key(b->text, b->pieces[i], &p->scratch, &len);
    return !p->scratch.failed && tokens_new_word(&p->tokens, key, len, word);
}

static void note_longest(struct pipeline *p, const struct piece *pieces, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (pieces[i].end - pieces[i].start > p->longest)
            p->longest = pieces[i].end - pieces[i].start;
}

/* ---- in bulk ----------------------------------------------------------- */

bool pieces_read_on(struct pipeline *p, size_t bytes)
{
    struct batch b;
    uint32_t words[BATCH];
    size_t len = text_len(p->text), start = p->indexed;
    while (p->indexed < len && p->indexed - start < bytes) {
        if (!read_batch(p, p->indexed, BATCH, &b))
            return false;
        for (size_t i = 0; i < b.count; i++) {
            if (!word_of(p, &b, i, &words[i]))
                return false;
            b.pieces[i] = piece_of(&b, i);
        }
        if (!tokens_replace(&p->tokens, p->count, 0, b.pieces, words, b.count, 0))
            return false;
        note_longest(p, b.pieces, b.count);
        p->count = tokens_count(&p->tokens);
        p->indexed = b.next;
    }
    return true;
}

/* ---- around an edit ---------------------------------------------------- */

/* What is read anew around an edit. */
struct anew {
    struct piece *pieces; /* (count); owned */
    uint32_t *words;      /* (count); owned */
    size_t count, cap;
    size_t old_next;      /* the first old token that stays */
    size_t next;          /* where reading stopped … */
    bool met;             /* … because old tokens go on from there */
};

static bool collect(struct pipeline *p, struct anew *a, const struct batch *b, size_t i)
{
    if (a->count == a->cap) {
        size_t cap = a->cap ? 2 * a->cap : 16;
        struct piece *pieces = realloc(a->pieces, cap * sizeof *pieces);
        if (pieces)
            a->pieces = pieces;
        uint32_t *words = realloc(a->words, cap * sizeof *words);
        if (words)
            a->words = words;
        if (!pieces || !words)
            return false;
        a->cap = cap;
    }
    a->pieces[a->count] = piece_of(b, i);
    return word_of(p, b, i, &a->words[a->count++]);
}

/* Whether an old token ends where this piece does, behind the edit: then they go on alike. */
static bool meets(const struct pipeline *p, struct piece piece, struct pieces_edit edit, struct anew *a, bool *same)
{
    if (piece.end < edit.new_to)
        return false;
    size_t old_end = piece.end - edit.new_to + edit.old_to, old = tokens_ended(&p->tokens, old_end - 1);
    if (old >= p->count || tokens_piece(&p->tokens, old).end != old_end)
        return false;
    struct piece other = tokens_piece(&p->tokens, old);
    *same = piece.start >= edit.new_to && piece.end - piece.start == other.end - other.start;
    a->old_next = old + !*same; /* not only its end is old: all of it */
    return true;
}

/* Takes in a batch up to the piece that meets the old tokens. */
static bool take_batch(struct pipeline *p, const struct batch *b, struct pieces_edit edit, struct anew *a)
{
    bool same = false;
    for (size_t i = 0; i < b->count && !a->met; i++) {
        struct piece piece = piece_of(b, i);
        a->met = meets(p, piece, edit, a, &same);
        if (!same && !collect(p, a, b, i))
            return false;
        a->next = same ? a->next : piece.end;
    }
    a->next = a->met ? a->next : b->next;
    p->read_bytes += b->next - b->from;
    return true;
}

/* Reads from the end of token `first` − 1 until a piece ends where an old one did behind
 * the edit, the text ends, or it is too much. */
static bool read_anew(struct pipeline *p, struct pieces_edit edit, size_t first, struct anew *a)
{
    struct batch b;
    size_t start = first ? tokens_piece(&p->tokens, first - 1).end : 0, len = text_len(p->text);
    size_t bulk = p->bulk ? p->bulk : p->count ? PIPELINE_BULK : PIPELINE_FIRST;
    bool complete = pipeline_complete(p);
    *a = (struct anew){.old_next = p->count, .next = start};
    while (!a->met && a->next < len && a->next - start < bulk) {
        bool behind = a->next >= edit.new_to && a->next - edit.new_to + edit.old_to >= tokens_end(&p->tokens);
        if (!complete && (behind || first == p->count))
            break; /* no old tokens are to be met: what follows is read in its turn */
        size_t max = a->count < 4 * FEW ? FEW : BATCH;
        if (!read_batch(p, a->next, max, &b) || !take_batch(p, &b, edit, a))
            return false;
    }
    if (a->old_next - first > bulk / TOKEN_BYTES) /* too many to be taken out before others: those go too */
        a->met = false;
    a->old_next = a->met ? a->old_next : p->count;
    return true;
}

/* How many of the tokens read anew are the old ones from `first` on: they stay where they are. */
static size_t same_front(const struct pipeline *p, const struct anew *a, size_t first)
{
    size_t same = 0;
    for (; same < a->count && first + same < a->old_next; same++) {
        struct piece old = tokens_piece(&p->tokens, first + same), now = a->pieces[same];
        if (old.start != now.start || old.end != now.end || tokens_word(&p->tokens, first + same) != a->words[same])
            break;
    }
    return same;
}

/* Puts what was read anew in the place of the old tokens from `first` on. */
static bool put_anew(struct pipeline *p, const struct anew *a, uint32_t shift, struct pieces_change *c)
{
    size_t first = c->first, same = same_front(p, a, first), added = a->count - same;
    *c = (struct pieces_change){first + same, added, a->old_next - first - same};
    const struct piece *pieces = added ? a->pieces + same : NULL;
    return tokens_replace(&p->tokens, c->first, c->removed, pieces, added ? a->words + same : NULL, added, shift);
}

/* Nearly all of a long text is gone or unlike: what is left of it is read again sooner than
 * the rest is taken out. */
static bool start_again(struct pipeline *p, struct pieces_change *change)
{
    *change = (struct pieces_change){0, 0, p->count};
    p->count = p->indexed = 0;
    return tokens_start(&p->tokens, p->vocab->size) && pieces_read_on(p, PIPELINE_FIRST);
}

static bool is_small(const struct pipeline *p, size_t first)
{
    return p->count > PIPELINE_BULK / TOKEN_BYTES && first < p->count / 8;
}

bool pieces_update(struct pipeline *p, struct pieces_edit edit, struct pieces_change *change)
{
    size_t from = edit.from, kept = from < TOKENIZER_LOOKAHEAD ? 0 : from - TOKENIZER_LOOKAHEAD;
    size_t first = from < TOKENIZER_LOOKAHEAD ? 0 : tokens_ended(&p->tokens, kept);
    struct anew a = {0};
    *change = (struct pieces_change){.first = first};
    bool ok = read_anew(p, edit, first, &a);
    if (ok && !a.met && is_small(p, first)) {
        ok = start_again(p, change);
    } else if (ok) {
        ok = put_anew(p, &a, (uint32_t)(edit.new_to - edit.old_to), change);
        note_longest(p, a.pieces, a.count);
        p->indexed = a.met ? p->indexed - edit.old_to + edit.new_to : a.next;
        p->count = tokens_count(&p->tokens);
    }
    free(a.pieces);
    free(a.words);
    return ok;
}
