/* A byte-pair tokenizer with a dozen merges, to hold struct tokenizer to what a real one
 * needs: data of its own, and pieces that depend on the whole word they are in.
 *
 * The text is cut where white space begins or ends. In each stretch the bytes are tokens at
 * first; then, merge by merge in the order of the list, neighbours that are its two halves
 * become one, from left to right. Some merges want the front or the end of a stretch, as the
 * end-of-word mark does in Sennrich et al. (2016), section 3.2. */
#pragma once

#include <string.h>

#include "core/text/tokenizer.h"

enum toy_place { TOY_ANYWHERE, TOY_FRONT, TOY_END };

struct toy_merge {
    const char *left, *right;
    enum toy_place place;
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

/* Whether the pieces text[start .. middle) and text[middle .. end) of a stretch of n bytes merge. */
static bool toy_merges_here(const struct toy_merge *m, const char *text, size_t n, size_t start,
                            size_t middle, size_t end)
{
    bool placed = m->place == TOY_ANYWHERE || (m->place == TOY_FRONT ? start == 0 : end == n);
    return placed && toy_is(text + start, middle - start, m->left) &&
           toy_is(text + middle, end - middle, m->right);
}

/* Cuts a stretch in pieces: ends[0 .. count) are where they end. Returns the count. */
static size_t toy_encode(const struct toy_bpe *bpe, const char *text, size_t n, size_t *ends)
{
    size_t count = n;
    for (size_t i = 0; i < n; i++) ends[i] = i + 1;
    for (size_t m = 0; m < bpe->count; m++)
        for (size_t i = 0, start = 0; i + 1 < count; start = ends[i++]) {
            if (!toy_merges_here(&bpe->merges[m], text, n, start, ends[i], ends[i + 1])) continue;
            memmove(ends + i, ends + i + 1, (count - i - 1) * sizeof *ends);
            count--;
        }
    return count;
}

/* The piece that starts at `at`, or holds it: the stretch around it is encoded whole. */
static bool toy_next(const void *self, const char *text, size_t n, size_t at, struct piece *out)
{
    size_t ends[TOY_STRETCH], from = at, to = at + 1;
    if (at >= n) return false;
    while (from > 0 && !toy_breaks(self, text, n, from)) from--;
    while (to < n && !toy_breaks(self, text, n, to)) to++;
    to = to - from < TOY_STRETCH ? to : from + TOY_STRETCH;
    size_t count = toy_encode(self, text + from, to - from, ends), i = 0;
    while (i + 1 < count && from + (i ? ends[i - 1] : 0) < at) i++;
    *out = (struct piece){(uint32_t)(from + (i ? ends[i - 1] : 0)), (uint32_t)(from + ends[i])};
    return true;
}

static size_t toy_read(const void *self, const struct tokenizer_span *s, struct token *tokens,
                       struct str *scratch)
{
    struct piece p = {0, (uint32_t)s->at};
    size_t count = 0;
    (void)scratch;
    while (count < s->max && toy_next(self, s->text, s->n, p.end, &p) && p.start < s->stop)
        tokens[count++] =
            (struct token){p, token_key_of(s->text + p.start, p.end - p.start), TOKEN_IN_TEXT};
    return count;
}

static void toy_spell(const void *self, const char *bytes, size_t n, struct str *out)
{
    (void)self;
    str_add(out, bytes, n);
}

/* A run of one letter is cut from its front on, so its pieces change with what is before them. */
static const struct toy_merge toy_merges[] = {
    {"q", "q", TOY_ANYWHERE},   {"z", "z", TOY_ANYWHERE},  {"qq", "qq", TOY_ANYWHERE},
    {"t", "h", TOY_FRONT},      {"th", "e", TOY_END},      {"y", "o", TOY_FRONT},
    {"yo", "u", TOY_ANYWHERE},  {"a", "a", TOY_ANYWHERE},  {"b", "r", TOY_ANYWHERE},
    {"x", "x", TOY_ANYWHERE},   {"e", "r", TOY_END},       {"br", "a", TOY_END},
    {"l", "y", TOY_END},        {"\xC3", "\xA9", TOY_END}, {" ", " ", TOY_ANYWHERE},
    {"aa", "aa", TOY_ANYWHERE}, {"d", "i", TOY_FRONT},     {"a", "x", TOY_FRONT},
    {"a", "x", TOY_END},        {"z", "e", TOY_FRONT},
};
static const struct toy_bpe toy_bpe_data = {toy_merges, sizeof toy_merges / sizeof *toy_merges};
static const struct tokenizer toy_bpe = {.name = "toy",
                                         .rule = "byte pairs within words",
                                         .self = &toy_bpe_data,
                                         .read = toy_read,
                                         .spell = toy_spell,
                                         .before = 1,
                                         .after = 1,
                                         .breaks = toy_breaks};
