/* Goals of a text: its next words, and the company of its words. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/num.h"
#include "base/words.h"
#include "train/goal/task_build.h"

#define PIECES_MAX 64 /* of TRAIN_TOKENS_MAX tokens each: of the text on screen */
#define COMPANY 2     /* places on both sides */
#define BATCH 16      /* sentences of a step */

/* Adds the words of a line, rows of T or ROW_NONE of a gap, in pieces of TRAIN_TOKENS_MAX: the
 * last word of a piece is asked for the first one of the next. A gap ends a piece. */
static void add_next_words(struct task_build *b, const uint32_t *word, size_t n)
{
    for (size_t i = 0, row = TRAIN_TOKENS_MAX; i + 1 < n; i++, row++) {
        if (word[i] == ROW_NONE || word[i + 1] == ROW_NONE) {
            row = TRAIN_TOKENS_MAX - 1;
            continue;
        }
        if (row == TRAIN_TOKENS_MAX) {
            task_build_example(b);
            row = 0;
        }
        task_build_word(b, word[i]);
        task_build_ask(b, (int)row, (int)word[i + 1]);
    }
}

static void add_company_piece(struct task_build *b, const uint32_t *word, int n)
{
    if (n < 2) return;
    task_build_example(b);
    for (int i = 0; i < n; i++) {
        task_build_word(b, word[i]);
        for (int j = max_int(0, i - COMPANY); j <= min_int(n - 1, i + COMPANY); j++)
            if (j != i) task_build_ask(b, i, (int)word[j]);
    }
}

static void add_company(struct task_build *b, const uint32_t *word, size_t n)
{
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i; end < n && word[end] != ROW_NONE && end - i < TRAIN_TOKENS_MAX; end++) {}
        add_company_piece(b, word + i, (int)(end - i));
        if (end < n && word[end] == ROW_NONE) end++;
    }
}

static bool size_fits(size_t words, const struct train_recipe *r, const char *instead,
                      struct err *e)
{
    size_t numbers = words * (size_t)r->d_model;
    if (numbers <= TRAIN_NUMBERS_MAX / 2) return true;
    return err_set(e, _("%zu words × %d: more than can be trained here (%zu numbers): %s"), words,
                   r->d_model, TRAIN_NUMBERS_MAX / 2, instead);
}

/* All words of the table are rows and classes. */
static bool whole_table(struct task_build *b, size_t words)
{
    if (!task_build_words(b, words, words)) return false;
    for (uint32_t i = 0; i < words; i++) b->task->index[i] = b->task->class_word[i] = i;
    return true;
}

/* The text's own words by first appearance; `word` gets their numbers. */
static bool own_table(struct task_build *b, uint32_t *word, size_t n)
{
    uint32_t *number = memory_zeros((size_t)b->data->vocabulary + 1, sizeof *number);
    bool ok = number && task_build_words(b, n, n);
    uint32_t words = 0;
    for (size_t i = 0; ok && i < n; i++) {
        if (word[i] == ROW_NONE) continue;
        if (!number[word[i]]) {
            b->task->index[words] = b->task->class_word[words] = word[i];
            number[word[i]] = ++words;
        }
        word[i] = number[word[i]] - 1;
    }
    free(number);
    b->task->words = b->task->classes = (int)words;
    return ok;
}

static bool fill_sentence(struct task_build *b, const struct train_recipe *r, uint32_t *word,
                          size_t n)
{
    bool ok = r->whole ? whole_table(b, b->data->vocabulary) : own_table(b, word, n);
    if (!ok) return false;
    add_next_words(b, word, n);
    return task_build_finish(b, 0);
}

bool task_of_sentence(struct task_build *b, const struct train_recipe *r, struct err *e)
{
    const size_t max_tokens = (size_t)PIECES_MAX * TRAIN_TOKENS_MAX;
    size_t n = min_size(b->data->tokens, max_tokens);
    b->task->cut = n < b->data->tokens;
    if (r->whole && !size_fits(b->data->vocabulary, r,
                               _("x has the text's own words alone, or leave out --whole"), e))
        return false;
    uint32_t *word = memory_new(n + 1, sizeof *word);
    if (!word) return err_memory(e);
    if (n) memcpy(word, b->data->sentence, n * sizeof *word);
    bool ok = fill_sentence(b, r, word, n);
    free(word);
    if (!ok) return err_memory(e);
    if (b->task->examples) return true;
    return err_set(e, _("no word here has a next one: it takes two tokens side by side. Type more, "
                        "or take another goal (f, --goal)"));
}

/* The words of the corpus's next line as indices. */
struct corpus_reader {
    const struct vocab *vocab;
    const char *text;
    size_t len, at, left; /* bytes, and tokens that may still be read */
    struct token *token;
    uint32_t *word;
    struct str scratch;
};

static size_t read_line(struct corpus_reader *c)
{
    const char *line = c->text + c->at, *end = memchr(line, '\n', c->len - c->at);
    size_t n = end ? (size_t)(end - line) : c->len - c->at;
    struct tokenizer_span span = {line, n, 0, n, c->left};
    size_t count = n ? vocab_read(c->vocab, &span, c->token, c->word, &c->scratch) : 0;
    for (size_t i = 0; i < count; i++)
        if (token_is_gap(&c->token[i]))
            c->word[i] = ROW_NONE;
        else if (c->word[i] == VOCAB_NONE)
            c->word[i] = VOCAB_UNK;
    c->left -= count;
    c->at += n + (end != NULL);
    return count;
}

static bool read_corpus(struct task_build *b, struct corpus_reader *c, bool company)
{
    c->token = memory_new(c->left, sizeof *c->token);
    c->word = memory_new(c->left, sizeof *c->word);
    bool ok = c->token && c->word;
    while (ok && c->at < c->len && c->left) {
        size_t n = read_line(c);
        (company ? add_company : add_next_words)(b, c->word, n);
        ok = !c->scratch.failed && !b->failed;
    }
    free(c->token);
    free(c->word);
    str_free(&c->scratch);
    return ok;
}

bool task_of_corpus(struct task_build *b, const struct train_recipe *r, struct err *e)
{
    const struct train_data *data = b->data;
    if (!size_fits(data->vocab->size, r, _("--goal sentence (f) trains on what you typed"), e))
        return false;
    struct corpus_reader c = {data->vocab, data->corpus, data->corpus_len, 0, TRAIN_CORPUS_MAX,
                              NULL,        NULL,         STR_EMPTY};
    b->task->batch = BATCH;
    bool ok = read_corpus(b, &c, r->goal == TRAIN_COMPANY) && whole_table(b, data->vocab->size) &&
              task_build_finish(b, 0);
    if (!ok) return err_memory(e);
    b->task->cut = c.at < c.len || !c.left;
    if (b->task->examples) return true;
    return err_set(e, _("no word of the corpus has a next one in its line: --goal sentence (f) "
                        "trains on what you typed"));
}
