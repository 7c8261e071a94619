/* The pipeline: text + parameters → pieces → indices → rows of E, P and X = E + P (or [E, P]).
 *
 * The result is a pure function of (vocabulary, text, parameters, window).
 * pipeline_read_text() gets the new inputs and reads only the pieces around an
 * edit; pipeline_look() computes the rows of the window. Whoever keeps a result that
 * takes longer than a keystroke keeps it by the pipeline's revision numbers.
 *
 * A long text may be read bit by bit: then all that is said of the text is said
 * of its leading `indexed` bytes. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "base/text.h"
#include "core/embedding/embedding.h"
#include "core/posenc/narrow.h"
#include "core/posenc/posenc.h"
#include "core/embedding/row_source.h"
#include "core/embedding/row_table.h"
#include "core/scheme/scheme.h"
#include "core/text/tokenizer.h"
#include "core/text/tokens.h"
#include "core/text/vocab.h"

/* Bytes that a read of a new text, and of an edited one, reads at most;
 * pipeline_read_on() reads the rest. */
#define PIPELINE_FIRST ((size_t)8192)
#define PIPELINE_BULK ((size_t)65536)
#define OFFSET_MAX UINT64_C(1000000000)
#define STILL_LIMIT 0.05 /* a dimension that moves by less over the text is called still */

/* How the vectors of a token and of its position become one: X = E + P of d_model numbers, or
 * X = [E, P] of twice as many, E's and then P's. */
enum join { JOIN_ADD, JOIN_CONCATENATE, JOIN_COUNT };
extern const char *const join_names[]; /* by the enum, NULL after the last */

struct params {
    int d_model; /* 1 … POSENC_D_MAX */
    double base; /* > 1 */
    enum posenc_layout layout;
    uint64_t offset; /* position of the first token, 0 … OFFSET_MAX */
    int scheme;      /* row of schemes[] */
    enum init_kind init;
    uint64_t seed;
    bool scale; /* E times √d_model */
    enum join join;
    bool frozen; /* unknown words become <unk> instead of extending the vocabulary */
};

/* The program's defaults: 16, 10000, interleaved, 0, sinusoidal, scaled-normal, 1, true, false. */
struct params params_default(void);

/* What is wanted: the rows on screen, the columns on screen, the selected token. */
struct window {
    size_t row; /* first token */
    int rows;
    int dim; /* first dimension */
    int dims;
    size_t selected;
};

/* How a row of the window differs from the row at the same place before. */
enum row_change {
    CHANGE_E_NEW = 1,  /* another row of the table */
    CHANGE_E_DOWN = 2, /* another row of the table, which an edit moved down */
    CHANGE_E_UP = 4,   /* another row of the table, which an edit moved up */
    CHANGE_E = 7,
    CHANGE_P = 8,
    CHANGE_X = 16,
};

/* The rows of one window, (rows, dims) each; row r is token window.row + r. Concatenated, a row of
 * x has 2 × dims numbers: those of E, then those of P. */
struct pipeline_rows {
    struct window window; /* clipped to the text and d_model */
    float *e, *p, *x;     /* owned */
    uint32_t *index;      /* (rows): row r of e is this row of the table */
    uint8_t *change;      /* (rows): enum row_change */
    /* What changed is the order of P's columns alone: they stood as `columns_were` says. */
    bool reordered;
    enum posenc_layout columns_were;
    size_t cap_cells, cap_rows;
};

/* Counted up by pipeline_read_text() and pipeline_read_on(), whenever what they name becomes
 * another one; never the same number again in the life of a pipeline, pipeline_free()
 * included. 0: nothing was read yet. */
struct pipeline_revision {
    uint64_t table;  /* the rows of the embedding table, by index */
    uint64_t waves;  /* base, d_model and layout */
    uint64_t places; /* the text's positions: the offset, and how many tokens there are */
};

/* Figures of the selected token and of the text. */
struct pipeline_figures {
    double norm_e,
        norm_p;   /* lengths of the selected token's whole rows (d_model); 0 without tokens */
    int still;    /* dimensions of P that move by less than STILL_LIMIT */
    bool alike;   /* P is the same at all positions, of which there are two and more */
    double bound; /* the scheme's largest |P|, at least 1 */
    /* Of P at the last position where it is made in few bits (sinusoidal): of the float32 recipe of
     * posenc.h, of the others as narrow_recipe_error() says. */
    double recipe_error[NARROW_COUNT];
};

/* What pipeline_read_text() changed that pipeline_look() has not yet taken in. */
struct pipeline_moved {
    bool text, ids, e, p, x, length, offset; /* x: how E and P are joined */
    bool edited;                             /* since the last look */
    size_t old_count;                        /* tokens before the edit */
    size_t first, kept; /* tokens at the front and at the end that it left unchanged */
};

struct pipeline {
    /* inputs, as last given */
    const struct vocab *vocab; /* borrowed */
    struct params params;
    struct text *text; /* borrowed */
    size_t text_len;   /* its bytes then */
    /* Borrowed, set by the caller before a read; NULL: none. A text whose new words come first:
     * what both have is one word with one index, what this text alone has is numbered after. A
     * change of that one needs another read of this one. */
    const struct pipeline *continues;
    /* text → pieces → indices */
    struct tokens tokens;
    size_t count;       /* tokens */
    size_t indexed;     /* leading bytes of the text that they are of */
    size_t bad_bytes;   /* malformed UTF-8 in these */
    size_t fresh_count; /* words new to the vocabulary, which have the indices from its size on */
    /* position encodings */
    struct posenc waves;
    struct scheme_context context; /* waves, offset, length */
    struct row_given given;        /* table NULL: all rows are drawn */
    uint64_t given_revision;       /* as pipeline_set_rows() got it */
    /* rows */
    struct pipeline_rows rows;
    struct pipeline_figures figures;
    struct pipeline_revision revision;
    bool changed; /* the last look found changes, which rows.change names */
    /* Set by the caller before a look: its changes are told against what the last look's were told
     * against, not against that look: the letters of a word are one change. */
    bool goes_on;
    /* private */
    size_t bulk;            /* bytes to be read at once; 0: as above */
    struct str scratch;     /* keys of pieces */
    struct embedding drawn; /* what pipeline_table() draws its rows from */
    uint32_t *continued;    /* (cap_continued): indices by number − known; owned */
    uint32_t cap_continued;
    float *selected_row;  /* (d_model): of E or of P */
    uint32_t *last_index; /* (last_cap): the indices in last_window, which changes are told by */
    size_t last_cap;
    struct window last_window;
    struct pipeline_moved moved;
    struct pipeline_moved told; /* what changed since there were these indices, as last told */
    struct params seen;         /* at the last look */
    bool ready, looked;         /* there was a good read, a good look */
};

/* Brings pieces, indices and waves up to the given inputs; rows and figures are stale until
 * pipeline_look(). Vocabulary and text must outlive the pipeline. The vocabulary fixes the
 * tokenizer; one rebuilt in place needs a pipeline_free() first. Only the pipeline calls
 * text_seen() for the text. Costs what was edited since the last read, wherever that is; after a
 * large edit, and at first, the text is read in part. On failure says why: with parameters out of
 * range or a text too long the pipeline keeps its last good state, without memory it is as after
 * pipeline_free(); another read is due before the text's tokens are used. */
bool pipeline_read_text(struct pipeline *p, const struct vocab *vocab, struct text *text,
                        const struct params *params, struct err *e);
/* Reads about `bytes` bytes more of the text. False when out of memory: the pipeline is then as
 * after pipeline_free(). */
bool pipeline_read_on(struct pipeline *p, size_t bytes, struct err *e);
/* The whole text is read. */
bool pipeline_complete(const struct pipeline *p);
/* From now on E has the rows of the table `e` where that has one, and P of the scheme `learned`
 * those of `places`, by position, where these have the pipeline's d_model; NULL: none. Both are
 * borrowed; `revision` is another number whenever they, or their rows, are others. 0: both are
 * NULL, as they are at first and after pipeline_free(). */
void pipeline_set_rows(struct pipeline *p, const struct row_table *e,
                       const struct row_table *places, uint64_t revision);
/* Whether E has given rows. */
bool pipeline_has_given(const struct pipeline *p);
/* Computes rows and figures for the wanted window, of what was read. False
 * when out of memory: the pipeline is then as after pipeline_free(). */
bool pipeline_look(struct pipeline *p, const struct window *want, struct err *e);
void pipeline_free(struct pipeline *p);

/* Token i: where it stands in the text, and the row of the table that it reads; ROW_NONE: none. */
struct piece pipeline_piece(const struct pipeline *p, size_t i);
uint32_t pipeline_index(const struct pipeline *p, size_t i);
/* The same of n tokens from `first` on, which are there, in one go. */
void pipeline_indices(const struct pipeline *p, size_t first, size_t n, uint32_t *out);
/* The bytes of a token's piece, as they stand in the text: valid until that is edited. */
const char *pipeline_bytes(const struct pipeline *p, struct piece piece);
/* Position of token i: the offset counted in. */
uint64_t pipeline_position(const struct pipeline *p, size_t i);
/* Size of the vocabulary with the text's new words (frozen: without). */
size_t pipeline_vocab_size(const struct pipeline *p);
/* The word of an index of the extended vocabulary. */
struct vocab_word pipeline_word(const struct pipeline *p, uint32_t index);
/* Token i's word is new to the vocabulary. */
bool pipeline_is_new(const struct pipeline *p, size_t i);
/* Token i stands for the word to be found: it has a position, but no index, no row of E and no X,
 * which read as NaN. */
bool pipeline_is_gap(const struct pipeline *p, size_t i);
/* Tokens i and j read the same row of the table. */
bool pipeline_same_word(const struct pipeline *p, size_t i, size_t j);
/* How many tokens read the table's row `index`; the first of them from token `from` on
 * and the last one before token `end`, SIZE_MAX if there is none. */
size_t pipeline_uses(const struct pipeline *p, uint32_t index);
size_t pipeline_next_use(const struct pipeline *p, uint32_t index, size_t from);
size_t pipeline_last_use(const struct pipeline *p, uint32_t index, size_t end);
/* The token whose span holds byte `at`, else the last one that starts before it, else 0. */
size_t pipeline_token_at(const struct pipeline *p, size_t at);
/* The table's rows as they are added to P, and as the table holds them, before √d_model. Good
 * until the next read, and as long as the pipeline stays in its place in memory. */
struct row_source pipeline_table(const struct pipeline *p);
struct row_source pipeline_stored_table(const struct pipeline *p);
/* What P is made by. Its functions take p->context. */
const struct scheme *pipeline_scheme(const struct pipeline *p);
/* out (rows, n): P at the positions first … first+rows−1, dimensions k0 … k0+n−1; NaN at a
 * position that has no row. Positions after the text's end have rows too. */
void pipeline_position_rows(const struct pipeline *p, uint64_t first, size_t rows, int k0, int n,
                            float *out);
/* Whether there is a row of P at that position. */
bool pipeline_has_position(const struct pipeline *p, uint64_t position);
/* Dimensions k0 … k0+n−1 of token i: E as it is added, and P. */
void pipeline_e_row(const struct pipeline *p, size_t i, int k0, int n, float *out);
void pipeline_p_row(const struct pipeline *p, size_t i, int k0, int n, float *out);
/* Numbers of a row of X: d_model, or twice that. */
int pipeline_x_width(const struct pipeline *p);
/* The whole row of X of token i, from its rows of E and of P, (d_model) each. */
void pipeline_x_row(const struct pipeline *p, const float *e, const float *place, float *out);
/* Whole rows of E, P and X of token i, one after the other: 2 × d_model + pipeline_x_width()
 * numbers, 4 × d_model at most. */
void pipeline_token_rows(const struct pipeline *p, size_t i, float *out);
/* Of the other tokens with token i's index the nearest one, of two as near the earlier; i itself
 * if there is none. */
size_t pipeline_nearest_alike(const struct pipeline *p, size_t i);
