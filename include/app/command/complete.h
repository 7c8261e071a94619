/* Completion of the last word of the open prompt. */
#ifndef APP_COMMAND_COMPLETE_H
#define APP_COMMAND_COMPLETE_H

struct app;

/* Completes the last word of the open prompt: first as far as all candidates
 * agree, then by one candidate after the other (step 1), or back (step −1). */
void complete_step(struct app *a, int step);
/* The i-th way to write the open prompt's last word as it was typed; NULL after the last. */
const char *complete_candidate(const struct app *a, int i);

#endif
