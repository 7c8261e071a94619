/* One run of the program's state, whatever shows it: settings → app → frame.
 * The terminal program, render and the tests all go through here. */
#pragma once

#include "app/state/app.h"
#include "app/command/option.h"
#include "cli/progress.h"
#include "view/frame/frame.h"
#include "view/colour/theme.h"

/* What the app borrows of a corpus from a file; empty for the built-in one. */
struct corpus_file {
    struct str text, name;
};

struct session {
    struct app app;
    struct frame frame;            /* what was drawn last */
    struct str title, description; /* of a picture of it: see session_describe() */
    bool drawn;                    /* no event has come since that */
    struct caps caps;
    bool page; /* what is drawn is for a file that is UTF-8 and knows no columns of a terminal */
    struct corpus_file corpus;
    struct progress progress; /* of what takes long; shown on standard error unless set otherwise */
};

/* Sets up the state as the settings say: corpus, text, parameters, size. */
bool session_open(struct session *s, const struct settings *settings, struct err *e);
void session_close(struct session *s);

/* Takes one event in, a mouse event by what lies under it, for which the frame is drawn again where
 * an event has come since. Returns enum effect bits, for session_perform(). */
unsigned session_event(struct session *s, struct event *event);
/* Writes a picture of the screen (EFFECT_EXPORT), loads a corpus (EFFECT_CORPUS) and lists files
 * (EFFECT_FILES); returns the remaining effects. A failure is said on the command line, and
 * everything stays as it was; work.broken tells whether something was broken off. */
unsigned session_perform(struct session *s, unsigned effects);
/* How text from people is shown. */
enum safe_as session_text(const struct session *s);
/* Brings everything up to date and draws the frame. */
bool session_draw(struct session *s, struct err *e);
/* Gives a picture of the frame its title and description, for a file: view, parameters and text;
 * the session keeps them. False when out of memory. */
bool session_describe(struct session *s, struct frame *picture);

/* Makes `out` (to be freed) the picture that is wanted of the frame that was drawn last
 * (app->picture), with its title and description. False, with the reason: the view has no panel of
 * that name, or no room for it; out of memory. */
bool session_picture(struct session *s, struct frame *out, struct err *e);

/* Takes the corpus of a file, or the built-in one where `path` is empty, with its vocabulary for
 * the app's tokenizer, as work of the app (app/state/work.h). False, with the reason and
 * everything as it was, when that cannot be. */
bool session_load_corpus(struct session *s, const char *path, struct err *e);

/* The palette the frame is to be shown with. */
const struct palette *session_palette(const struct session *s);

/* Whether the settings ask for the text that comes through standard input. */
bool session_wants_input(const struct settings *settings);
