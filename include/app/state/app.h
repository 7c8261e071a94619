/* The program's state and what moves it. No clock, files, terminal or screen
 * geometry in here: time comes with events, what is on screen the view
 * says (struct shown), and what must be done outside is returned as effects. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/input/history.h"
#include "app/input/line.h"
#include "app/state/files.h"
#include "app/state/find.h"
#include "app/state/keymap.h"
#include "app/state/settings.h"
#include "app/state/undo.h"
#include "app/state/shuffle.h"
#include "app/state/training.h"
#include "app/state/work.h"
#include "app/learning/attention.h"
#include "app/views/embedding.h"
#include "app/views/schemes.h"
#include "app/views/similarity.h"
#include "app/views/sum.h"
#include "app/learning/training.h"
#include "app/views/vocabulary.h"
#include "app/views/waves.h"
#include "base/err.h"
#include "core/pipeline/pipeline.h"
#include "core/text/vocab.h"

#define APP_ROWS_MIN 6 /* a smaller screen shows only a request for a larger one */
#define APP_COLS_MIN 20
#define ZOOM_MAX 8  /* columns a cell may take */
#define MARK_MS 900 /* how long what changed stays marked */

enum effect {
    EFFECT_QUIT = 1,
    EFFECT_SUSPEND = 2,
    EFFECT_REDRAW = 4,
    EFFECT_EXPORT = 8,  /* the screen to request.path in request.format */
    EFFECT_CORPUS = 16, /* the vocabulary from request.path; the built-in one without a path */
    EFFECT_FILES = 32,  /* the paths that begin with request.path to app->files, then
                           command_complete(request.step) */
};

enum focus { FOCUS_SENTENCE, FOCUS_BODY };

/* Where keys go. Actions say in which of these they work. */
enum context {
    CONTEXT_SENTENCE = 1,
    CONTEXT_BODY = 2,
    CONTEXT_PROMPT = 4,
    CONTEXT_HELP = 8,
    CONTEXT_ANY = 15,
};

/* A question on the bottom line. */
struct app;
struct prompt_kind {
    const char *label;
    /* Takes the answer; false keeps the prompt open and shows why. */
    bool (*accept)(struct app *a, const char *answer, struct err *e);
    bool takes_empty; /* an empty answer is one; else it forgets the question */
    /* Appends the range of what may be answered. NULL: none is shown. */
    void (*range)(const struct app *a, struct str *out);
    /* The i-th way to write the last word of `line`, NULL after the last. Without this function
     * there is no completion and no history. */
    const char *(*candidate)(const struct app *a, const char *line, int i);
    /* Appends what the line stands for so far. May be NULL. */
    void (*note)(const struct app *a, const char *line, struct str *out);
};
/* Completion under way in the open prompt. */
struct completion {
    bool on; /* the line holds candidate `at` for the last word of `stem` */
    int at;
    struct str stem; /* the line as it was typed */
};
struct prompt {
    const struct prompt_kind *kind; /* NULL: no question is open */
    struct line line;
    struct err error;
    struct completion completion;
};

/* What a command asks to be done outside the state. */
struct request {
    unsigned effects; /* enum effect bits, on their way out */
    int format;       /* row of the app's lists->formats */
    int step;         /* of the completion that waits for files */
    struct str path;
};

/* What is written of the screen. */
struct picture {
    bool bare;        /* without tabs, hints and cursor */
    struct str panel; /* the one of the view's that is written; empty: all of the screen */
    bool of_view;     /* it was named in this view, and is written until that changes */
    struct str caption;
};

/* What the view put on screen: the part of its geometry that the state needs. */
struct shown {
    struct window window;
    struct window beside; /* of the second text */
    bool skip_rows;       /* no rows of E, P or X are read: pipeline_look() need not compute them */
    int cell_cols;        /* columns a dimension takes, 1 … ZOOM_MAX */
    int help_rows;        /* lines of help that fit */
    int help_lines;       /* lines of help in all */
    size_t list_first;    /* first item of the view's own list, where it has one */
    /* What the view's own model is to compute, in the terms of its header (app/views/NAME.h). */
    int own_rows, own_cols;
};

/* Training text, kept by the caller for as long as the app lives. */
struct corpus {
    const char *text;
    size_t len;
    const char *source; /* "built-in", or the file's name */
};

enum follow { FOLLOW_NOTHING, FOLLOW_CURSOR, FOLLOW_TYPED };

/* Where the selection goes when a long text is read up to there, unless it was moved before. */
struct pending_jump {
    bool due;  /* it waits for that */
    bool byte; /* `at` is a byte, whose token is meant; else a token */
    size_t at;
    size_t held; /* where the selection stays until then */
};

struct app {
    /* document */
    struct corpus corpus;
    size_t corpus_bad; /* malformed bytes of it */
    struct line line;
    struct params params;
    struct undo undo; /* of parameters */
    int tokenizer;
    struct vocab vocab;                 /* of this corpus and tokenizer */
    const struct vocab_table *prebuilt; /* of one corpus and tokenizer, ready; or NULL */
    bool vocab_ready;
    unsigned vocab_revision; /* counts up with every vocabulary that is built */
    struct pipeline pipeline;
    size_t read_step; /* bytes of a long text that app_read() reads on; 0: all that is left */
    bool reads;       /* more of the text comes through standard input, which Ctrl-C ends */
    struct shuffle shuffle;
    struct other_text beside; /* the second text */
    struct training training;
    struct work work; /* what takes long tells it how far it is; listened to by the caller */
    /* selection */
    size_t token;
    int dim;
    enum follow follow; /* the selection goes to the cursor's token at the next refresh */
    struct pending_jump pending;
    /* screen */
    enum focus focus;
    int view;           /* row of lists->views */
    int zoom;           /* columns a dimension should take; 0: as fits */
    bool transposed;    /* the Pipeline's table: positions run across, dimensions down */
    int theme, palette; /* rows of lists->themes and lists->palettes */
    int curves;         /* enum curves */
    int ambiguous;      /* enum ambiguous */
    double held_full;   /* the value at full colour of E, P and X (scale.h); 0: by itself */
    double shown_full;  /* what that was when it was last looked at; 0: never */
    bool scale_moved;   /* it is among what the marks say changed */
    bool mouse;         /* is read; else it is the terminal's, which selects text with it */
    bool help;
    int label;    /* row of the view's glossary that was asked for, from 1 on; 0: none */
    bool formula; /* the general formula stands over the inspector */
    int help_row;
    struct prompt prompt;
    struct keymap keymap;   /* a person's own keys, before those of the actions */
    struct history history; /* of the command line */
    struct request request;
    struct picture picture;
    bool bare;                        /* a bare picture is drawn now */
    struct files files;               /* for the command line to be completed with */
    const struct option_lists *lists; /* what may be named; kept by the caller */
    struct find find;                 /* what / looked for last */
    struct err message;               /* shown until the next key; empty: none */
    bool message_bad;
    int rows, cols;
    /* What the current view wants to show of this state (view/chrome/view.h). May be NULL. */
    void (*measure)(const struct app *a, struct shown *out);
    struct shown shown; /* what it shows, if `placed`; else what it showed before the last event */
    bool placed;
    bool scrolled; /* that has moved since the last look */
    /* what views keep for themselves (app/state/view.h) */
    struct vocabulary_model vocabulary;
    struct sum_model sum;
    struct embedding_model embedding;
    struct waves_model waves;
    struct similarity_model similarity;
    struct schemes_model schemes;
    struct training_model training_view;
    struct attention_model attention;
    /* time */
    int64_t now;
    uint32_t key;      /* that the event being taken in is of; 0: of none */
    bool marks;        /* what changed is marked */
    int64_t marks_end; /* until when it is, unless a word is being typed */
    bool typing;       /* a word is: marks tell what changed since it was begun */
    bool begins;       /* since the last look something else was done than typing it on */
};

/* A new state with the default sentence, `you` at token 1 and dimension 2
 * selected. The app copies nothing of the corpus. False: no memory. */
bool app_init(struct app *a, const struct corpus *corpus, struct err *e);
void app_free(struct app *a);

/* The sentence that the program starts with. */
extern const char app_default_text[];

/* Replaces the text (no undo step); the selection stays where it can. */
bool app_set_text(struct app *a, const char *text, size_t n, struct err *e);
/* The same, taking the string over, which is then empty: a long text is not copied. */
bool app_take_text(struct app *a, struct str *text, struct err *e);

/* Builds the vocabulary from another corpus. False, with nothing changed: out of memory. */
bool app_set_corpus(struct app *a, const struct corpus *corpus, struct err *e);
/* The same with its vocabulary for the app's tokenizer, which the app then owns. */
void app_take_corpus(struct app *a, const struct corpus *corpus, const struct vocab *vocab);

/* Puts more text after the last (no undo step); the selection stays where it is. */
bool app_append_text(struct app *a, const char *text, size_t n, struct err *e);

/* The parameters on screen as settings, the rest of which stays as it is; and back. */
void app_get_settings(const struct app *a, struct settings *s);
void app_set_settings(struct app *a, const struct settings *s);

/* Selects the token that holds byte `at`, at once or when it is read. */
void app_select_byte(struct app *a, size_t at);
/* The selected token, or the one that is to be. */
size_t app_token(const struct app *a);

/* Which context keys go to now. */
enum context app_context(const struct app *a);
/* The line that is edited now: the prompt's, or the sentence. */
struct line *app_active_line(struct app *a);
/* Whether n more bytes fit into the line's text; says so on the message line if not. */
bool app_has_room(struct app *a, const struct line *l, size_t n);

/* For actions: a line of news, or of trouble, until the next key. */
void app_say(struct app *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
void app_complain(struct app *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
void app_ask(struct app *a, const struct prompt_kind *kind);
/* The line of the open prompt changed otherwise: what is there now is what was typed. */
void app_typed(struct app *a);
/* Reads the answer to a question, a whole number within first … last, or says that range. */
bool app_read_number(const char *text, uint64_t first, uint64_t last, uint64_t *out, struct err *e);
