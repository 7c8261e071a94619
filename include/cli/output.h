/* The file that a command writes: whole or not at all, also when a signal ends the program. */
#pragma once

#include "app/command/option.h"
#include "formats/file.h"

/* Opens what --output names (none: standard output). Until it is committed, Ctrl-C and
 * other signals that end the program remove the partial file before they do. */
bool output_open(struct file_out *f, const struct settings *s, struct err *e);
/* The same for bytes that are no text, which a terminal is not given: `option` is what names a file
 * in their place. */
bool output_open_binary(struct file_out *f, const struct settings *s, const char *option,
                        struct err *e);
bool output_commit(struct file_out *f, struct err *e);

/* What a signal that ends the program writes to standard error before: `bytes` to wipe
 * out what stands there (borrowed; NULL: nothing). */
void output_wipe_on_signal(const char *bytes);

/* Memory that is missing (base/memory.h) ends a program with one line, status 1 and no partial
 * file; one that runs on goes on without it from here on, or no longer. Returns whether some was
 * missing since the last call. */
bool output_runs_on(bool on);

/* Standard output that does not wait for room, as whoever started the program may have left it, is
 * made to wait, until the program ends. */
void output_wait_for_room(void);
