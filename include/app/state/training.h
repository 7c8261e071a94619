/* Training: a recipe as set by keys and options, two runs of it, without P and with P, and the step
 * of them that is looked at. All views share it, and it goes on whichever view is shown.
 *
 * Nothing begins but by a key: training_begin() is called by actions alone. What a run is made of
 * is held against what is on screen (training_stale()): where that has changed the runs stay as
 * they are, and the next key that runs them begins again at step 0; the curve of before is kept.
 * No clock: a tick does a fixed number of multiply-adds. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "app/state/settings.h"
#include "core/posenc/posenc.h"
#include "train/run/run.h"
#include "train/run/say.h"

#define TRAINING_EVENT_WORK UINT64_C(4000000) /* multiply-adds that one event may take, about */
/* A loss has settled that moves by less than this in that many steps. */
#define TRAINING_SETTLED_STEPS 200
#define TRAINING_SETTLED_LOSS 1e-5

struct app;

/* Rows of E that all views show. */
enum training_rows { TRAINING_ROWS_DRAWN, TRAINING_ROWS_TRAINED, TRAINING_ROWS_COUNT };
extern const char *const training_rows_names[]; /* "drawn", "trained", NULL */

/* Which of the two runs are shown. */
enum training_shown { TRAINING_BOTH, TRAINING_WITHOUT, TRAINING_WITH, TRAINING_SHOWN_COUNT };

/* Why what ran has paused by itself. */
enum training_halt {
    TRAINING_NO_HALT,
    TRAINING_SETTLED, /* no run's loss moves any more */
    TRAINING_LEFT,    /* a run left the numbers: it stands at its last good step */
    TRAINING_ENDED,   /* TRAIN_STEPS_MAX */
};

/* What is kept of a run that is over, or pinned: what is drawn of it. */
struct training_curve {
    struct train_recipe recipe;
    double *loss; /* (count): of steps 0 …; owned; NULL: there is none */
    uint32_t count;
    enum train_stop stop;
};

/* What the runs were made of besides the recipe: to be held against what there is now. */
struct training_made {
    struct train_recipe recipe;
    uint64_t text; /* hash of the tokens' indices */
    uint64_t offset;
    double base;
    enum posenc_layout layout;
    enum init_kind init;
    int scheme;
    unsigned vocab_revision;
};

/* The trained rows that all views show: of a run, as it is at a step. */
struct training_given {
    bool on;        /* they are; else all numbers below are 0 */
    uint64_t begun; /* of which beginning */
    bool with_p;
    uint32_t step, size;           /* and rows below `size` of the table */
    uint64_t revision;             /* another one for each */
    struct row_table rows, places; /* owned */
};

struct training {
    /* as set by keys and options; positions, d_model, scale and seed are those on screen:
     * training_recipe() */
    struct train_recipe recipe;
    enum training_shown shown;
    struct train_choice choice; /* temperature and top-k of what is said */
    int speed;                  /* row of training_speeds[] */
    /* the runs */
    bool begun;              /* there are two */
    uint64_t beginnings;     /* how often */
    enum training_rows rows; /* that all views show */
    struct training_given given;
    struct train_run *run[2]; /* [with P]; both go to the same step; owned */
    struct training_made made;
    uint32_t step; /* that is looked at, or gone to; a run that left the numbers stays before it */
    bool playing;
    enum training_halt halt;
    int64_t then;                               /* time of the last tick that did something */
    uint64_t said;                              /* words that were said so far: numbers the draws */
    struct training_curve before[2], pinned[2]; /* [with P] */
    /* positions of the reading: the text's now */
    double *places;      /* (TRAIN_TOKENS_MAX, d_model); of a trained P its rows there; owned */
    struct str names;    /* of words new to the vocabulary, as the runs know them; NUL-ended */
    uint32_t names_from; /* index of the first */
};

/* How fast it plays. */
struct training_speed {
    const char *label; /* "1 step a second" */
    int interval_ms;   /* between ticks */
    int steps;         /* a tick; 0: as many as its work allows */
};
extern const struct training_speed training_speeds[]; /* ended by a row without label */
#define TRAINING_SPEED_START 3                        /* a step a frame */

/* The run whose rows are shown everywhere, with the step that they are of in *step; NULL: all rows
 * are drawn, also where trained ones are asked for and there are none for this table. */
const struct train_run *training_rows_run(const struct app *a, uint32_t *step);
/* Gives the pipelines the rows that are asked for. False: out of memory. */
bool training_rows_settle(struct app *a, struct err *e);
/* Rows of a run as it stands: those of E whose index is below `size`, and of a trained P at the
 * positions from `offset` on that its examples have. Into tables that are zeroed or were set; to be
 * freed. False: out of memory. */
bool training_take_rows(const struct train_run *run, uint32_t size, uint64_t offset,
                        struct row_table *rows, struct row_table *places);
/* Whether training has moved a row of the table that is shown, and whether it trains it. */
bool training_row_moved(const struct app *a, uint32_t index);
bool training_row_known(const struct app *a, uint32_t index);
/* Trained rows are shown, and training has not moved this one: such words are dim, with ◦. */
bool training_row_unmoved(const struct app *a, uint32_t index);
/* Action: trained rows, or drawn ones, everywhere; says which, or why not. */
void training_act_rows(struct app *a, int by);

/* The recipe that settings ask for, with d_model, seed and √d_model of `p`. */
struct train_recipe training_settings_recipe(const struct training_settings *s,
                                             const struct params *p);
/* Whether P may be trained: with scheme learned alone, since of other schemes all views show rows
 * that are computed. Else `e` says so and what mends it. */
bool training_places_fit(bool learned_places, const struct params *p, struct err *e);
/* What of the recipe goes by the goal is written as such. For app_get_settings(). */
void training_get_settings(const struct training *t, struct training_settings *out);
/* For app_set_settings(): where runs had begun, they begin again, or go on with another rate. */
void training_set_settings(struct app *a, const struct training_settings *s);

/* What a run needs of the state; rows of E are the drawn ones, whatever is shown. Stays in its
 * place while it is used. False: out of memory, or P cannot be trained with this scheme. */
struct training_source {
    struct train_data data;
    struct embedding drawn;
    uint32_t *index; /* owned, as is the next */
    float *places;
};
bool training_source_make(const struct app *a, struct training_source *s, struct err *e);
void training_source_free(struct training_source *s);

/* As the program starts. */
void training_init(struct training *t);
void training_free(struct app *a);

/* The recipe in full: with what is on screen put in, and the rate of the goal where none is set. */
struct train_recipe training_recipe(const struct app *a, bool with_p);

/* Begins both runs at step 0; those of before are over, their curve is kept. For actions only.
 * False: `e` says why they cannot be trained; what there was stays. */
bool training_begin(struct app *a, struct err *e);
/* The run without or with P; NULL: nothing was begun, or the vocabulary is another one. */
const struct train_run *training_run(const struct app *a, bool with_p);
/* Whether that side is shown: TRAINING_BOTH shows either. */
bool training_shows(const struct app *a, bool with_p);
/* The side that one run stands for where only one can be shown: with P unless it is hidden. */
bool training_side(const struct app *a);
/* What has changed since the runs were begun, "the text", "d_model" …; NULL: nothing, or there are
 * none. Moving the text's positions is no such change. */
const char *training_stale(const struct app *a);
/* To be called after a change of the recipe by key or option: where runs had begun they begin again
 * at step 0. A message says so, or why not. */
void training_recipe_changed(struct app *a);

/* The step that is looked at, and whether a run is still on its way there. */
uint32_t training_step(const struct app *a);
bool training_under_way(const struct app *a);
/* Goes to a step, any that was reached or trained on to a later one; begins where nothing has. At
 * once where it is cheap; else the ticks go on. For actions only. */
void training_go(struct app *a, uint32_t step);
/* The rate of the step that is looked at. */
double training_rate(const struct app *a);
/* Another rate from the step that is looked at on; later steps are forgotten, their curves kept. */
void training_set_rate(struct app *a, double rate);

/* Actions of the views that train, for their tables: run or pause; by a number of steps; step 0
 * (by < 0) or the newest; to step 0 and paused; slower, faster. */
void training_act_run(struct app *a, int by);
void training_act_step(struct app *a, int by);
void training_act_end(struct app *a, int by);
void training_act_reset(struct app *a, int by);
void training_act_speed(struct app *a, int by);
void training_act_shown(struct app *a, int by); /* without P, with P, both */
/* Says the next word into the sentence, at its end. */
void training_act_say(struct app *a, int by);

/* For app_update(): the time has come, and when that is; −1: nothing is due. */
void training_tick(struct app *a);
int64_t training_deadline(const struct app *a);

/* Brings the places of the reading up to the text's; for app_look(). False: out of memory. */
bool training_settle(struct app *a, struct err *e);
/* How the run reads now: with the positions of the text as they are on screen, which `[` and `]`
 * move without another training. False: no run. */
bool training_reading(const struct app *a, bool with_p, struct train_reading *out);
/* The piece of the text on screen that a token is read in, as training cuts texts: at most
 * TRAIN_TOKENS_MAX tokens, the first at place 0; a gap ends one and is in none. */
struct training_piece {
    size_t first, count; /* tokens */
};
struct training_piece training_piece(const struct app *a, size_t token);
/* Example i of the run's task; of a drawn one, of the step's batch, good until the run works on.
 * Of no run, and where there is no such example, it has no rows (n 0). */
struct train_example training_example(const struct app *a, bool with_p, size_t i);
/* Reads it so; or any example made of the run's words. False: no run, no rows, no memory. */
bool training_read(const struct app *a, bool with_p, size_t i, uint64_t knocked,
                   struct train_trace *t);
bool training_read_example(const struct app *a, bool with_p, const struct train_example *example,
                           uint64_t knocked, struct train_trace *t);
/* Appends the word of a row of the table, as the runs know it. */
void training_word(const struct app *a, uint32_t index, struct str *out);
/* Appends a recipe in words: "next word of this sentence, momentum 0.9, rate 0.1". */
void training_recipe_text(const struct train_recipe *r, struct str *out);
/* Appends what of a model is not as its goal has it, "no mask, norm after", with the number of
 * heads if that is wanted; nothing where all is. */
void training_model_text(const struct train_recipe *r, bool heads, struct str *out);
/* Whether the model's places see the word that is asked of them: an encoder that reads a text. */
bool training_sees_answer(const struct train_recipe *r);
/* Appends why it paused and what to press, long or short; nothing where it did not by itself. */
void training_halt_text(const struct app *a, bool brief, struct str *out);

/* Keeps the shown runs' curves and recipes, to be drawn beside later ones; or forgets them. */
void training_pin(struct app *a, int by);
/* Frees a curve and makes it one of no run. */
void training_curve_free(struct training_curve *c);
