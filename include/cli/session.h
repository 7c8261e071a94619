/* One run of the program's state, whatever shows it: settings → app → frame.
 * The terminal program, render and the tests all go through here. */
#ifndef CLI_SESSION_H
#define CLI_SESSION_H

#include "app/state/app.h"
#include "app/command/option.h"
#include "cli/corpus_load.h"
#include "cli/progress.h"
#include "view/frame/frame.h"
#include "view/colour/theme.h"

struct session {
    struct app app;
    struct frame frame; /* what was drawn last … */
    bool drawn;         /* … and no event has come since */
    struct caps caps;
    struct corpus_file corpus;
    struct progress progress; /* of what takes long; shown on standard error unless set otherwise */
};

/* Sets up the state as the settings say: corpus, text, parameters, size. */
bool session_open(struct session *s, const struct settings *settings, struct err *e);
void session_close(struct session *s);

/* Takes one event in, a mouse event by what lies under it, for which the frame is drawn again where
 * an event has come since. Returns enum effect bits, for perform() (cli/perform.h). */
unsigned session_event(struct session *s, struct event *event);
/* Brings everything up to date and draws the frame. */
bool session_draw(struct session *s, struct err *e);

/* The palette the frame is to be shown with. */
const struct palette *session_palette(const struct session *s);

/* Whether the settings ask for the text that comes through standard input. */
bool session_wants_input(const struct settings *settings);
/* Text for a command: the settings' TEXT, standard input, or the default. */
bool session_text(const struct settings *settings, struct str *out, struct err *e);

#endif
