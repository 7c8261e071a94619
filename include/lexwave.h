/* lexwave as a library: what goes into a transformer, as numbers.
 *
 *     #include <lexwave.h>             cc program.c $(pkg-config --cflags --libs lexwave)
 *
 * A text becomes tokens, tokens become indices of a vocabulary, an index reads a row of the
 * embedding table E, a place in the text has a row of position encodings P, and X = E + P (or
 * [E, P]) is what the first layer sees. The numbers are those that the program `lexwave` shows and
 * writes: the same bits on every machine.
 *
 *   P[pos][2i]   = sin(pos / base^(2i / d_model))
 *   P[pos][2i+1] = cos(pos / base^(2i / d_model))
 *
 * Source: Vaswani et al., "Attention Is All You Need", 2017, section 3.5; E times √d_model: 3.4.
 *
 * Matrices are arrays of the caller, row after row without gaps (C order, as NumPy has them): a
 * function with `count` rows of d_model numbers writes count × d_model. Text is UTF-8, with its
 * length in bytes; it may hold NUL. Pointers that the library returns are the library's: they are
 * good until the next function that changes the handle, and never freed by the caller.
 *
 * Functions that can fail return 0 (LEXWAVE_OK) or one of enum lexwave_result; then lexwave_error()
 * has a sentence, what failed has changed nothing, and what it was to write is unspecified. The one
 * exception: after LEXWAVE_ERROR_MEMORY a handle may have no tokens, words and wavelengths until
 * the next function that sets something or writes rows, which reads its text again by itself; a
 * text or corpus that was given then may be the handle's already. NULL as a handle is an error like
 * others.
 *
 * The library holds no data that changes: different handles may be used in different threads at
 * once, one handle in one thread at a time. It prints nothing, ends no process, sets no signal
 * handler, and touches no file but the one that lexwave_set(…, "corpus", …) names. Decimal points
 * are points in every locale. */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* The version of this header. `lexwave --version`, the library, its file name and every package
 * take it from here. */
#define LEXWAVE_VERSION "0.1.0"
/* The day of that version, for its manual pages. */
#define LEXWAVE_DATE "2026-11-30"
/* The same to be compared: 10000 × major + 100 × minor + patch. */
#define LEXWAVE_VERSION_NUMBER 100

#if defined __GNUC__
#define LEXWAVE_API __attribute__((visibility("default")))
#else
#define LEXWAVE_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* What functions return. */
enum lexwave_result {
    LEXWAVE_OK = 0,
    LEXWAVE_ERROR_MEMORY = 1,   /* out of memory */
    LEXWAVE_ERROR_ARGUMENT = 2, /* NULL where something is wanted */
    LEXWAVE_ERROR_NAME = 3,     /* there is no parameter of that name */
    LEXWAVE_ERROR_VALUE = 4,    /* a value that the parameter cannot have */
    LEXWAVE_ERROR_RANGE = 5,    /* rows that are not there */
    LEXWAVE_ERROR_FILE = 6,     /* a file that cannot be read, or is no text */
    LEXWAVE_ERROR_TEXT = 7      /* a text or token that is too long, or a corpus without words */
};

/* ---- the library --------------------------------------------------------- */

/* The version of the library that runs, as LEXWAVE_VERSION and LEXWAVE_VERSION_NUMBER. One with the
 * same soname and a higher number has all functions of this header. */
LEXWAVE_API const char *lexwave_version(void);
LEXWAVE_API int lexwave_version_number(void);

/* A sentence for a result, without particulars; "" for LEXWAVE_OK. Never NULL. */
LEXWAVE_API const char *lexwave_result_text(int result);

/* P at the positions first … first + count − 1, interleaved as above, without a handle. out (count,
 * d_model): each value is the float32 nearest to the true one. d_model from 1 to 16384, base finite
 * and above 1, positions below 2^40. */
LEXWAVE_API int lexwave_positions(int d_model, double base, uint64_t first, size_t count,
                                  float *out);

/* ---- a handle: parameters, vocabulary and a text ------------------------- */

typedef struct lexwave lexwave;

/* A handle with the program's defaults, the built-in vocabulary and an empty text. NULL: out of
 * memory. To be freed with lexwave_free(), for which NULL is nothing. */
LEXWAVE_API lexwave *lexwave_new(void);
LEXWAVE_API void lexwave_free(lexwave *l);

/* What the last function that failed for this handle has to say: one line, "d-model 0: a whole
 * number from 1 to 16384 is wanted". "" if none failed yet. Never NULL. */
LEXWAVE_API const char *lexwave_error(const lexwave *l);

/* Sets a parameter by the name and value that the program's option of that name has:
 *
 *   d-model    length of a vector, 1 … 16384 (16)
 *   base       of the wavelengths, finite and above 1 (10000)
 *   layout     where sines and cosines stand: interleaved, split
 *   offset     position of the first token, 0 … 10^9 (0)
 *   scheme     which position encoding P is: sinusoidal, none, index, learned and more
 *   init       how E is drawn: scaled-normal, unit-normal, small-normal, uniform
 *   seed       of E, 0 … 2^53 (1)
 *   scale      on: E is read times √d_model; off: as it is (on)
 *   join       X is E + P (add), or E and then P (concatenate)
 *   tokenizer  how text becomes tokens: word, character, byte
 *   frozen     on: unknown words become <unk>; off: they extend the vocabulary (off)
 *   corpus     path of the training text of the vocabulary ("-": standard input); "": the built-in
 *              one
 *
 * Tokens, indices and rows of the text follow at once. */
LEXWAVE_API int lexwave_set(lexwave *l, const char *name, const char *value);

/* A parameter's value as lexwave_set() takes it ("" as corpus also for one from memory). Writes at
 * most room − 1 bytes and a NUL to `out`, which may be NULL where room is 0. Returns the length
 * without the NUL, which is room or more where it did not fit; 0 without such a parameter, or
 * without memory. */
LEXWAVE_API size_t lexwave_get(const lexwave *l, const char *name, char *out, size_t room);

/* The i-th parameter's name, and the i-th of the values that a parameter chooses from (schemes,
 * layouts …); NULL after the last, and for parameters that choose from no list. */
LEXWAVE_API const char *lexwave_parameter_name(int i);
LEXWAVE_API const char *lexwave_parameter_value(const char *name, int i);

/* Builds the vocabulary from bytes[0 .. len), which are copied: <pad> is 0, <unk> is 1, then the
 * tokens by falling count. NULL and 0: the built-in corpus. At most 2^30 bytes. */
LEXWAVE_API int lexwave_set_corpus(lexwave *l, const char *bytes, size_t len);

/* Makes utf8[0 .. len) the text; it is copied. NULL and 0: an empty one. Malformed bytes are
 * kept, each as a token of its own. At most 64 MiB. */
LEXWAVE_API int lexwave_set_text(lexwave *l, const char *utf8, size_t len);

/* ---- tokens and words ---------------------------------------------------- */

/* Tokens of the text, and its malformed bytes. */
LEXWAVE_API size_t lexwave_token_count(const lexwave *l);
LEXWAVE_API size_t lexwave_malformed_bytes(const lexwave *l);
/* Where token i begins in the text and how long it is, in bytes; 0 without such a token. */
LEXWAVE_API size_t lexwave_token_start(const lexwave *l, size_t i);
LEXWAVE_API size_t lexwave_token_length(const lexwave *l, size_t i);
/* The row of E that token i reads; −1 for a gap (___), which reads none, and without such a token.
 * An index below lexwave_vocabulary_size(). */
LEXWAVE_API int64_t lexwave_token_index(const lexwave *l, size_t i);
/* 1 where the corpus lacks token i's word (frozen: it is <unk>), else 0. */
LEXWAVE_API int lexwave_token_is_new(const lexwave *l, size_t i);

/* Words of the vocabulary with the text's new ones, whose indices are the last. */
LEXWAVE_API size_t lexwave_vocabulary_size(const lexwave *l);
/* The word at an index as the vocabulary has it (in lower case, composed), ended by a NUL that
 * *len, which may be NULL, does not count. NULL without such an index. */
LEXWAVE_API const char *lexwave_word(const lexwave *l, size_t index, size_t *len);

/* ---- numbers ------------------------------------------------------------- */

/* Numbers of a row of E and P, and of a row of X: d_model, or twice that where they are joined by
 * `concatenate`. 0 for NULL. */
LEXWAVE_API int lexwave_d_model(const lexwave *l);
LEXWAVE_API int lexwave_x_width(const lexwave *l);

/* Rows of the tokens first … first + count − 1, which are there: E as it is added (√d_model counted
 * in), P and X. out (count, d_model), of X (count, lexwave_x_width()). NaN where there is no row: E
 * and X of a gap, P and X at a position beyond a learned table. */
LEXWAVE_API int lexwave_e_rows(lexwave *l, size_t first, size_t count, float *out);
LEXWAVE_API int lexwave_p_rows(lexwave *l, size_t first, size_t count, float *out);
LEXWAVE_API int lexwave_x_rows(lexwave *l, size_t first, size_t count, float *out);

/* Rows first … first + count − 1 of the embedding table, below lexwave_vocabulary_size(), as they
 * are added. out (count, d_model). */
LEXWAVE_API int lexwave_embedding_rows(lexwave *l, size_t first, size_t count, float *out);

/* P at the positions first … first + count − 1 by the handle's scheme, as `lexwave table
 * --positions FIRST:END` writes them: for schemes that depend on a text's length, of a text that
 * stands there. Positions are below 2^40. out (count, d_model). */
LEXWAVE_API int lexwave_position_rows(lexwave *l, uint64_t first, size_t count, float *out);
/* The same before rounding to float32: sines and cosines within 2^-52 of the true value. */
LEXWAVE_API int lexwave_position_values(lexwave *l, uint64_t first, size_t count, double *out);

/* Positions per turn of the sinusoidal wave of dimension k: 2π · base^(2i / d_model), of d_model
 * and base whatever the scheme is. Infinite where a double does not hold it; NaN without such a
 * dimension. */
LEXWAVE_API double lexwave_wavelength(const lexwave *l, int k);

#ifdef __cplusplus
}
#endif
