/* A byte-pair tokenizer with a dozen merges, to hold struct tokenizer to what a real one
 * needs: data of its own, and pieces that depend on the whole word they are in.
 *
 * The text is cut where white space begins or ends. In each stretch the bytes are tokens at
 * first; then, merge by merge in the order of the list, neighbours that are its two halves
 * become one, from left to right (Sennrich et al., 2016). */
#ifndef TESTS_TOY_BPE_H
#define TESTS_TOY_BPE_H

#include <string.h>

#include "core/tokenizer.h"

struct toy_merge {
    const char *left, *right;
};
struct toy_bpe {
    const struct toy_merge *merges;
    size_t count;
};

#define TOY_STRETCH 4096 /* bytes of a stretch; a longer one is cut, far from any in the tests */

static bool toy_space(char c)
{
    return c == ' ' || c == '\n';
}

static bool toy_breaks(const void *self, const char *text, size_t n, size_t at)
{
    (void)self;
    return at < n && toy_space(text[at - 1]) != toy_space(text[at]);
}

static bool toy_is(const char *text, size_t len, const char *half)
{
    return strlen(half) == len && memcmp(text, half, len) == 0;
}

/* Cuts a stretch in pieces: ends[0 .. count) are where they end. Returns the count. */
static size_t toy_encode(const struct toy_bpe *bpe, const char *text, size_t n, size_t *ends)
{
    size_t count = n;
    for (size_t i = 0; i < n; i++)
        ends[i] = i + 1;
    for (size_t m = 0; m < bpe->count; m++)
        for (size_t i = 0, start = 0; i + 1 < count; start = ends[i++]) {
            if (!toy_is(text + start, ends[i] - start, bpe->merges[m].left) ||
                !toy_is(text + ends[i], ends[i + 1] - ends[i], bpe->merges[m].right))
                continue;
            memmove(ends + i, ends + i + 1, (count - i - 1) * sizeof *ends);
            count--;
        }
    return count;
}

/* The piece that starts at `at`, or holds it: the stretch around it is encoded whole. */
static bool toy_next(const void *self, const char *text, size_t n, size_t at, struct piece *out)
{
    size_t ends[TOY_STRETCH], from = at, to = at + 1;
    if (at >= n)
        return false;
    while (from > 0 && !toy_breaks(self, text, n, from))
        from--;
    while (to < n && !toy_breaks(self, text, n, to))
        to++;
    to = to - from < TOY_STRETCH ? to : from + TOY_STRETCH;
    size_t count = toy_encode(self, text + from, to - from, ends), i = 0;
    while (i + 1 < count && from + (i ? ends[i - 1] : 0) < at)
        i++;
    *out = (struct piece){(uint32_t)(from + (i ? ends[i - 1] : 0)), (uint32_t)(from + ends[i])};
    return true;
}

static const char *toy_key(const void *self, const char *text, struct piece p, struct str *scratch, size_t *len)
{
    (void)self;
    (void)scratch;
    *len = p.end - p.start;
    return text + p.start;
}

static size_t toy_read(const void *self, const char *text, size_t n, size_t at, size_t stop, struct token *tokens,
                       size_t max, struct str *scratch)
{
    struct piece p = {0, (uint32_t)at};
    size_t count = 0;
    (void)scratch;
    while (count < max && toy_next(self, text, n, p.end, &p) && p.start < stop)
        tokens[count++] = (struct token){p, token_key_of(text + p.start, p.end - p.start), TOKEN_IN_TEXT};
    return count;
}

static void toy_spell(const void *self, const char *bytes, size_t n, struct str *out)
{
    (void)self;
    str_add(out, bytes, n);
}

/* A run of one letter is cut from its front on, so its pieces change with what is before them. */
static const struct toy_merge toy_merges[] = {
    {"q", "q"}, {"z", "z"}, {"qq", "qq"}, {"t", "h"}, {"th", "e"}, {"y", "o"}, {"yo", "u"}, {"a", "a"},
    {"b", "r"}, {"x", "x"}, {"e", "r"}, {"br", "a"}, {"\xC3", "\xA9"}, {" ", " "}, {"aa", "aa"}, {"d", "i"},
};
static const struct toy_bpe toy_bpe_data = {toy_merges, sizeof toy_merges / sizeof *toy_merges};
static const struct tokenizer toy_bpe = {.name = "toy",
                                         .rule = "byte pairs within words",
                                         .self = &toy_bpe_data,
                                         .next = toy_next,
                                         .key = toy_key,
                                         .read = toy_read,
                                         .spell = toy_spell,
                                         .before = 1,
                                         .after = 1,
                                         .breaks = toy_breaks};

#endif
