/* For the fuzz drivers: what an input must satisfy, and bytes taken from it one by one. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* libFuzzer's entry point. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define REQUIRE(condition)                                                                         \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);                \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* The input as a source of numbers; zeros after its end. */
struct source {
    const uint8_t *data;
    size_t left;
};

static inline unsigned take_byte(struct source *s)
{
    if (!s->left) return 0;
    s->left--;
    return *s->data++;
}

/* A number below `limit`, at most 2^24. */
static inline size_t take_below(struct source *s, size_t limit)
{
    size_t value = take_byte(s);
    if (limit > 0x100) value |= (size_t)take_byte(s) << 8;
    if (limit > 0x10000) value |= (size_t)take_byte(s) << 16;
    return limit ? value % limit : 0;
}

/* Up to `most` bytes in place; *n says how many. */
static inline const char *take_bytes(struct source *s, size_t most, size_t *n)
{
    const char *from = (const char *)s->data;
    *n = most < s->left ? most : s->left;
    s->data += *n;
    s->left -= *n;
    return from;
}

/* What may not reach an output, said here once more so that a wrong table shows. */
static inline bool is_unsafe(uint32_t cp)
{
    static const uint32_t ranges[][2] = {
        {0x00, 0x1F},       {0x7F, 0x9F},       {0xAD, 0xAD},       {0x34F, 0x34F},
        {0x61C, 0x61C},     {0x115F, 0x1160},   {0x17B4, 0x17B5},   {0x180B, 0x180F},
        {0x200B, 0x200F},   {0x2028, 0x202E},   {0x2060, 0x206F},   {0x3164, 0x3164},
        {0xD800, 0xF8FF},   {0xFDD0, 0xFDEF},   {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},
        {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFFB},   {0x13430, 0x1343F}, {0x1BCA0, 0x1BCA3},
        {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}, {0xF0000, 0x10FFFF}};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (cp >= ranges[i][0] && cp <= ranges[i][1]) return true;
    return (cp & 0xFFFE) == 0xFFFE;
}

/* What may stand where it belongs all the same. */
static inline bool is_joiner(uint32_t cp)
{
    return cp == 0x200C || cp == 0x200D || cp == 0xFE0E || cp == 0xFE0F ||
           (cp >= 0x180B && cp <= 0x180F && cp != 0x180E);
}

/* Well-formed UTF-8 in which nothing is unsafe but newlines, where they are allowed. */
static inline void require_safe(const char *s, size_t n, bool newlines)
{
    for (size_t at = 0; at < n;) {
        uint32_t cp;
        bool ok;
        at += utf8_decode(s + at, n - at, &cp, &ok);
        REQUIRE(ok);
        REQUIRE(!is_unsafe(cp) || is_joiner(cp) || (newlines && cp == '\n'));
    }
}

/* One line for a person, not cut at its end. */
static inline void require_message(const char *text, size_t room)
{
    size_t n = strlen(text);
    REQUIRE(n > 0 && n + 4 < room);
    require_safe(text, n, false);
}
