/* The pipeline: text + parameters → pieces → indices → rows of E, P and X = E + P.
 *
 * The result is a pure function of (vocabulary, text, parameters, window).
 * pipeline_read() and pipeline_look() get the new inputs whole and recompute
 * only what depends on what differs from the last ones: pieces around an edit,
 * indices of those pieces, rows whose (index) or (position) is not in the
 * window already. */
#ifndef CORE_PIPELINE_H
#define CORE_PIPELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/map.h"
#include "base/str.h"
#include "core/embedding.h"
#include "core/posenc.h"
#include "core/recent.h"
#include "core/scheme.h"
#include "core/tokenizer.h"
#include "core/vocab.h"

#define OFFSET_MAX UINT64_C(1000000000)
#define STILL_LIMIT 0.05 /* a dimension that moves by less over the text is called still */

struct params {
    int d_model;                /* 1 … POSENC_D_MAX */
    double base;                /* > 1 */
    enum posenc_layout layout;
    uint64_t offset;            /* position of the first token, 0 … OFFSET_MAX */
    int scheme;                 /* row of schemes[] */
    enum init_kind init;
    uint64_t seed;
    bool scale;                 /* E times √d_model */
    bool frozen;                /* unknown words become <unk> instead of extending the vocabulary */
};

/* The defaults of the program: 16, 10000, interleaved, 0, sinusoidal, scaled-normal, 1, true, false. */
struct params params_default(void);

/* What is wanted: the rows on screen, the columns on screen, the selected token. */
struct window {
    size_t row;  /* first token */
    int rows;
    int dim;     /* first dimension */
    int dims;
    size_t selected;
};

/* How a row of the window differs from the row at the same place before. */
enum row_change {
    CHANGE_E_NEW = 1,  /* another row of the table, looked up anew */
    CHANGE_E_DOWN = 2, /* another row of the table: one that stood further up before, moved by an edit */
    CHANGE_E_UP = 4,   /* the same from further down */
    CHANGE_E = 7,
    CHANGE_P = 8,
    CHANGE_X = 16,
};

/* The rows of one window, (rows, dims) each; row r is token window.row + r. */
struct pipeline_rows {
    struct window window;  /* clipped to the text and d_model */
    float *e, *p, *x;      /* owned */
    uint32_t *index;       /* (rows): what each e row is a row of */
    uint64_t *position;    /* (rows) */
    uint8_t *change;       /* (rows): enum row_change */
    size_t cap_cells, cap_rows;
};

/* Figures of the selected token and of the text. */
struct pipeline_figures {
    double norm_e, norm_p; /* lengths of the selected token's whole rows (d_model); 0 without tokens */
    int still;                     /* dimensions of P that move by less than STILL_LIMIT */
    double bound;                  /* the scheme's largest |P|, at least 1 */
    double recipe_error;           /* of the float32 recipe at the last position (sinusoidal) */
};

/* What is known of a text beside the one read last: so many bytes at its front
 * and at its back are the same. {0} knows nothing. */
struct text_same {
    size_t front, back;
};

/* What pipeline_read() changed that pipeline_look() has not yet taken in. */
struct pipeline_moved {
    bool text, ids, e, p, length, offset;
    bool edited;           /* since the last look: old_count tokens, of which the leading `first` */
    size_t old_count;      /* and the trailing `kept` are the same still */
    size_t first, kept;
};

struct pipeline {
    /* inputs, as last given */
    const struct vocab *vocab;     /* borrowed */
    struct params params;
    struct str text;
    /* text → pieces → indices */
    struct piece *pieces;          /* (count); owned */
    uint32_t *known;               /* (count): index in the vocabulary, or VOCAB_NONE */
    uint32_t *ids;                 /* (count): index in the extended vocabulary */
    size_t count, cap;
    size_t same_ids;               /* leading ids as they were when their keeper last set this to count */
    size_t bad_bytes;              /* malformed UTF-8 in the text */
    struct vocab_word *fresh;      /* (fresh_count) words new to the vocabulary, by first appearance; index = vocab->size + i */
    size_t fresh_count, fresh_cap;
    /* position encodings */
    struct posenc waves;
    struct scheme_context context; /* waves, offset, length */
    /* rows */
    struct pipeline_rows rows, spare;
    struct pipeline_figures figures;
    bool changed;                  /* the last look found text or parameters changed: rows.change tells what */
    uint64_t computed_e, computed_p; /* rows computed so far (not copied): what tests count */
    /* private */
    struct map fresh_map;
    struct arena fresh_arena;
    size_t fresh_waste;            /* bytes in there of words that are gone */
    struct str scratch;
    float *selected_row;           /* (d_model): of E or of P */
    struct recent norms_e;         /* lengths of whole rows of E, by index, */
    struct recent norms_p;         /* … and of P, by position */
    struct recent recipe_errors;   /* by position */
    struct pipeline_moved moved;
    bool ready, looked;            /* there was a good read, a good look */
};

#define PIPELINE_EMPTY {0}

/* Brings pieces, indices and waves up to the given inputs; rows and figures
 * are stale until pipeline_look(). The vocabulary must outlive the pipeline and
 * fixes the tokenizer; one rebuilt in place needs a pipeline_free() first. On
 * failure says why: with parameters out of range or a text too long the
 * pipeline keeps its last good state, without memory it starts anew. */
bool pipeline_read(struct pipeline *p, const struct vocab *vocab, const char *text, size_t n,
                   const struct params *params, struct err *e);
/* The same, told what of the text need not be compared: then neither that nor
 * an edit near the end costs more for a longer text. */
bool pipeline_read_edited(struct pipeline *p, const struct vocab *vocab, const char *text, size_t n,
                          struct text_same same, const struct params *params, struct err *e);
/* Brings rows and figures up to what was read, for the wanted window. False
 * when out of memory: the pipeline starts anew. */
bool pipeline_look(struct pipeline *p, const struct window *want, struct err *e);
void pipeline_free(struct pipeline *p);

/* Token i: where it stands in the text, and the row of the table that it reads. */
struct piece pipeline_piece(const struct pipeline *p, size_t i);
uint32_t pipeline_index(const struct pipeline *p, size_t i);
/* The bytes of a token's piece, in one run; valid until the next read. */
const char *pipeline_bytes(const struct pipeline *p, struct piece piece);
/* Position of token i: the offset counted in. */
uint64_t pipeline_position(const struct pipeline *p, size_t i);
/* Size of the vocabulary with the text's new words (frozen: without). */
size_t pipeline_vocab_size(const struct pipeline *p);
/* The word behind an index of the extended vocabulary. */
struct vocab_word pipeline_word(const struct pipeline *p, uint32_t index);
/* Token i's word is new to the vocabulary. */
bool pipeline_is_new(const struct pipeline *p, size_t i);
/* The token whose span holds byte `at`, else the last one that starts before
 * it, else 0. */
size_t pipeline_token_at(const struct pipeline *p, size_t at);
/* Whole rows of token i, [k0, k0+n), as float32: E as it is added, and P. */
void pipeline_e_row(const struct pipeline *p, size_t i, int k0, int n, float *out);
void pipeline_p_row(const struct pipeline *p, size_t i, int k0, int n, float *out);

#endif
