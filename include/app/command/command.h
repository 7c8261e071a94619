/* The `:` line: options of the picture with a value, actions and a few commands
 * of its own, all by name.
 *
 *     :d-model 64   :scale off   :layout split    an option (app/command/option.h) and its value
 *     :first-token  :redraw                       an action (app/state/action.h)
 *     :export svg out.svg  :corpus FILE  :text …  a command */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct app;
struct prompt_kind;
extern const struct prompt_kind command_prompt;

/* The argument of :corpus that goes back to the program's own. */
#define COMMAND_BUILT_IN "built-in"

/* Where the last word of a line begins; a path is one word, blanks and all. */
size_t command_word(const char *line);
/* Whether the line is completed with files: then the request says which are asked for. */
bool command_wants_files(struct app *a, int step);
/* Completes the last word of the open prompt: first what all candidates agree on, then one
 * candidate after the other (step 1), or back (step −1). */
void command_complete(struct app *a, int step);
/* The i-th way to write the open prompt's last word as it was typed; NULL after the last. */
const char *command_candidate(const struct app *a, int i);
/* What was asked for failed: the command line opens again, with its last line and why. */
void command_refuse(struct app *a, const char *why);

/* A command of the line's own, what follows its name and what it does, to be shown with _(). */
struct command_verb {
    const char *name, *argument, *help;
};
/* The i-th of them; false after the last. */
bool command_verb_at(int i, struct command_verb *out);
