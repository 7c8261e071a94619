/* Training text for the vocabulary: the built-in teaching corpus, or a file. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "core/text/vocab.h"
#include "formats/file.h"

/* assets/corpus/teaching.txt, compiled in (made by the Makefile). */
extern const char corpus_builtin[];
extern const size_t corpus_builtin_len;
/* Its vocabulary in words, compiled in (made by assets/corpus/prebuild.c). */
extern const struct vocab_table corpus_builtin_words;

/* Reads a corpus from a file ("-": standard input), with its progress (formats/file.h), which may
 * break off each pass over it. False, with the file named and the reason, if it cannot be read, is
 * too large, is no text, or holds no words.
 * UTF-16 is read where its mark stands in front; what is malformed in it is malformed in `out`. */
bool corpus_read(const char *path, struct str *out, file_progress *progress, void *context,
                 struct err *e);
/* The malformed bytes of a text, with progress (may be NULL). False: that broke it off. */
bool corpus_count_bad(const char *text, size_t n, file_progress *progress, void *context,
                      size_t *bad);
