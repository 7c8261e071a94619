/* Tokenizers, vocabulary and pipeline: bytes become edits, parameters and
 * windows; after each, what was recomputed in part is what a pipeline made from nothing
 * from the same inputs holds. */
#include "core/pipeline/pipeline.h"

#include "find_key.h"
#include "fuzz/fuzz.h"
#include "read_whole.h"
#include "single_step.h"

#define TEXT_MOST 1200

static const char training[] =
    "You win or you die. When you play the game of thrones, don't lose: caf\xC3\xA9 \xE7\x8B\x97!";

struct run {
    struct vocab vocab;
    struct pipeline pipeline;
    struct params params;
    struct window window;
    char text[TEXT_MOST];
    size_t len;
};

/* Pieces in order, without overlap; at a break each depends on no more than the `after` bytes
 * that follow it. */
static void require_tokens(const struct run *r)
{
    const struct tokenizer *t = r->vocab.tokenizer;
    struct piece piece = {0, 0};
    size_t i = 0;
    for (uint32_t end = 0; next_piece(t, r->text, r->len, end, &piece); end = piece.end, i++) {
        REQUIRE(piece.start >= end && piece.end > piece.start && piece.end <= r->len);
        REQUIRE(i < r->pipeline.count);
        struct piece ours = pipeline_piece(&r->pipeline, i);
        REQUIRE(ours.start == piece.start && ours.end == piece.end);
        size_t seen = piece.end + t->after < r->len ? piece.end + t->after : r->len;
        struct piece again;
        REQUIRE(!tokenizer_breaks(t, r->text, r->len, piece.end) ||
                (next_piece(t, r->text, seen, end, &again) &&
                 memcmp(&piece, &again, sizeof piece) == 0));
    }
    REQUIRE(i == r->pipeline.count);
}

static void require_words(const struct pipeline *p, const struct pipeline *fresh)
{
    REQUIRE(p->fresh_count == fresh->fresh_count);
    for (uint32_t i = p->vocab->size; i < pipeline_vocab_size(p); i++) {
        struct vocab_word left = pipeline_word(p, i), right = pipeline_word(fresh, i), *a = &left,
                          *b = &right;
        REQUIRE(a->len == b->len && a->count == b->count && memcmp(a->text, b->text, a->len) == 0);
        REQUIRE(find_key(p->vocab, a->text, a->len) == VOCAB_NONE);
    }
    for (size_t i = 0; i < p->count; i++) {
        REQUIRE(pipeline_is_gap(p, i) ? pipeline_index(p, i) == ROW_NONE
                                      : pipeline_index(p, i) < pipeline_vocab_size(p));
        REQUIRE(pipeline_token_at(p, pipeline_piece(p, i).start) == i &&
                pipeline_token_at(p, pipeline_piece(p, i).end - 1) == i);
    }
}

static bool same(const void *a, const void *b, size_t n)
{
    return !n || memcmp(a, b, n) == 0;
}

static void require_rows(const struct pipeline *p, const struct pipeline *fresh)
{
    const struct pipeline_rows *a = &p->rows, *b = &fresh->rows;
    REQUIRE(memcmp(&a->window, &b->window, sizeof a->window) == 0);
    size_t rows = (size_t)a->window.rows, bytes = rows * (size_t)a->window.dims * sizeof(float);
    REQUIRE(same(a->index, b->index, rows * sizeof *a->index));
    REQUIRE(same(a->e, b->e, bytes) && same(a->p, b->p, bytes) && same(a->x, b->x, bytes));
    REQUIRE(memcmp(&p->figures.norm_e, &fresh->figures.norm_e, sizeof(double)) == 0);
    REQUIRE(memcmp(&p->figures.norm_p, &fresh->figures.norm_p, sizeof(double)) == 0);
    REQUIRE(memcmp(&p->figures.bound, &fresh->figures.bound, sizeof(double)) == 0);
    REQUIRE(memcmp(&p->figures.recipe_error, &fresh->figures.recipe_error, sizeof(double)) == 0);
    REQUIRE(p->figures.still == fresh->figures.still);
}

static void require_as_from_scratch(const struct run *r, bool looked)
{
    struct pipeline fresh = {0};
    const struct pipeline *p = &r->pipeline;
    struct err e;
    REQUIRE(read_whole(&fresh, &r->vocab, r->text, r->len, &r->params, &e));
    REQUIRE(p->count == fresh.count && p->bad_bytes == fresh.bad_bytes &&
            text_len(p->text) == r->len);
    REQUIRE(same(text_bytes(p->text), r->text, r->len));
    for (size_t i = 0; i < p->count; i++) {
        struct piece a = pipeline_piece(p, i), b = pipeline_piece(&fresh, i);
        REQUIRE(a.start == b.start && a.end == b.end &&
                pipeline_index(p, i) == pipeline_index(&fresh, i));
        REQUIRE(pipeline_is_new(p, i) == pipeline_is_new(&fresh, i));
        REQUIRE(same(pipeline_bytes(p, a), r->text + a.start, a.end - a.start));
        size_t next = pipeline_is_gap(p, i) ? SIZE_MAX : i; /* a gap holds no word to be used */
        REQUIRE(pipeline_next_use(p, pipeline_index(p, i), i) == next);
    }
    require_words(p, &fresh);
    if (looked) {
        REQUIRE(pipeline_look(&fresh, &r->window, &e));
        require_rows(p, &fresh);
    }
    read_whole_free(&fresh);
}

static void edit(struct run *r, struct source *s)
{
    size_t at = take_below(s, r->len + 1), cut = take_below(s, r->len - at + 1), n;
    const char *bytes = take_bytes(s, take_byte(s) % 24, &n);
    cut = take_byte(s) % 4 ? cut % 12 % (r->len - at + 1) : cut;
    n = n < TEXT_MOST - (r->len - cut) ? n : TEXT_MOST - (r->len - cut);
    memmove(r->text + at + n, r->text + at + cut, r->len - at - cut);
    memcpy(r->text + at, bytes, n);
    r->len += n - cut;
}

static void set_params(struct run *r, struct source *s)
{
    static const double bases[] = {10000, 1.0000000000000002, 1.5, 2, 10, 1e6, 1e300};
    struct params *p = &r->params;
    switch (take_byte(s) % 9) {
    case 0:
        p->d_model = (int)(1 + take_below(s, 40));
        return;
    case 1:
        p->base = bases[take_byte(s) % (sizeof bases / sizeof *bases)];
        return;
    case 2:
        p->layout = p->layout == LAYOUT_SPLIT ? LAYOUT_INTERLEAVED : LAYOUT_SPLIT;
        return;
    case 3:
        p->offset = take_below(s, 1 << 24) * 59;
        return;
    case 4:
        p->scheme = (int)take_below(s, (size_t)scheme_count);
        return;
    case 5:
        p->init = (enum init_kind)take_below(s, INIT_COUNT);
        return;
    case 6:
        p->seed = take_below(s, 1 << 24) << 20;
        return;
    case 7:
        p->scale = !p->scale;
        return;
    default:
        p->frozen = !p->frozen;
        return;
    }
}

/* Reading in bulk, from anywhere to anywhere, finds the pieces and indices of single steps. */
static void require_bulk(const struct run *r, struct source *s)
{
    struct token tokens[100], one = {.piece = {0, take_byte(s)}};
    uint32_t index[100];
    struct str scratch = STR_EMPTY, single = STR_EMPTY;
    const struct tokenizer *t = r->vocab.tokenizer;
    struct tokenizer_span span = {r->text, r->len, one.piece.end, take_byte(s), take_below(s, 101)};
    size_t count = vocab_read(&r->vocab, &span, tokens, index, &scratch), i = 0;
    for (; i < span.max && next_token(t, r->text, r->len, one.piece.end, &one, &single) &&
           one.piece.start < span.stop;
         i++) {
        char room[TOKEN_SHORT];
        const char *key = token_key_bytes(&one, r->text, single.data, room);
        REQUIRE(i < count && memcmp(&tokens[i].piece, &one.piece, sizeof one.piece) == 0);
        REQUIRE(index[i] == find_key(&r->vocab, key, one.key.len));
    }
    REQUIRE(i == count);
    str_free(&scratch);
    str_free(&single);
}

static void set_window(struct run *r, struct source *s)
{
    r->window.row = take_below(s, 200);
    r->window.rows = (int)take_below(s, 40) - 1;
    r->window.dim = (int)take_below(s, 44) - 2;
    r->window.dims = (int)take_below(s, 44) - 1;
    r->window.selected = take_below(s, 300);
}

static void play(struct run *r, struct source *s)
{
    for (int step = 0; s->left && step < 60; step++) {
        unsigned kind = take_byte(s);
        if (kind % 4 < 2)
            edit(r, s);
        else if (kind % 4 == 2)
            set_params(r, s);
        else
            set_window(r, s);
        struct err e;
        REQUIRE(read_whole(&r->pipeline, &r->vocab, r->text, r->len, &r->params, &e));
        bool look = kind & 0x80; /* several edits may pass before the next look */
        REQUIRE(!look || pipeline_look(&r->pipeline, &r->window, &e));
        require_tokens(r);
        require_as_from_scratch(r, look);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct run r;
    struct source s = {data, size};
    struct err e;
    const struct tokenizer *t = &tokenizers[take_byte(&s) % (unsigned)tokenizer_count];
    size_t n = sizeof training - 1;
    const char *text = training;
    if (take_byte(&s) % 4 == 0) text = take_bytes(&s, 64, &n);
    memset(&r, 0, sizeof r);
    r.params = params_default();
    r.window = (struct window){.rows = 10, .dims = 16};
    REQUIRE(vocab_build(&r.vocab, t, text, n, &e));
    play(&r, &s);
    require_bulk(&r, &s);
    read_whole_free(&r.pipeline);
    vocab_free(&r.vocab);
    return 0;
}
