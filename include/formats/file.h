/* Whole files in and out, with errors that name the file, the reason and the mend. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/err.h"
#include "base/str.h"

/* Writes "NAME: WHAT" into `e` and returns false; of a long name its end alone,
 * so that what is said of it stays whole. */
bool file_say(struct err *e, const char *name, const char *what);

/* The same of what failed when the file was read or written, by its errno. */
bool file_say_unread(struct err *e, const char *name, int number);
bool file_say_unwritten(struct err *e, const char *name, int number);

/* Reads a whole file (or standard input for "-", of any kind) of at most `limit` bytes.
 * Errors name the file: missing, a directory, a pipe or device, unreadable, too large (with
 * both sizes). An empty file is no error here. `out` is emptied first. The mark of UTF-8 at the
 * front, U+FEFF, is no part of the text and left out. */
bool file_read(const char *path, size_t limit, struct str *out, struct err *e);
/* The same. `progress` gets, after every piece and while it waits for one, the bytes read and
 * their total (0: unknown). False from it breaks the reading off, as an error. */
typedef bool file_progress(void *context, size_t done, size_t total);
bool file_read_progress(const char *path, size_t limit, file_progress *progress, void *context,
                        struct str *out, struct err *e);

/* How many of bytes[0 .. n) are the front of that mark, at most FILE_MARK: its length. */
enum { FILE_MARK = 3 };
size_t file_mark(const char *bytes, size_t n);

/* A file that appears whole or not at all: written beside its place under
 * another name, then renamed; it keeps the permissions of one it replaces, and
 * a symbolic link stays one. What killed programs left half-written there is removed.
 * Devices and pipes are written directly. "-" is standard output. */
enum { FILE_NAME_ROOM = 4096 }; /* bytes of a path with its NUL: longer ones cannot be opened */
struct file_out {
    FILE *stream; /* write here */
    int fd;       /* the stream's */
    int why; /* the errno of the first write that failed, where file_out_good() saw it; else 0 */
    char path[FILE_NAME_ROOM];    /* "" for standard output */
    char partial[FILE_NAME_ROOM]; /* the name while incomplete; "": there is none */
};
bool file_out_open(struct file_out *f, const char *path, struct err *e);
/* Whether every write so far went well. Asked right after a write, it keeps the reason
 * of one that failed for file_out_commit() to give. */
bool file_out_good(struct file_out *f);
/* Flushes, checks every earlier write, renames into place. On failure the
 * partial file is removed. Either way *f is done with. */
bool file_out_commit(struct file_out *f, struct err *e);
/* Gives up: removes the partial file. */
void file_out_abort(struct file_out *f);

/* Writes n bytes to a file, whole or not at all, or to a pipe or device that is there, telling
 * how far it is (`total` n) while that makes it wait, which `progress` may break off. A terminal is
 * refused. SIGPIPE is to be ignored. */
bool file_write_progress(const char *path, const char *bytes, size_t n, file_progress *progress,
                         void *context, struct err *e);

/* Bytes of a file. */
struct file_part {
    const char *bytes;
    size_t n;
};
/* Writes the parts one after another to a file, whole or not at all, without asking for memory. */
bool file_replace(const char *path, const struct file_part *parts, size_t count, struct err *e);

/* The file that is written until it is whole is .lexwave-PID-N.partial in the same directory. A
 * program that writes one holds a lock (flock) on it, which ends with the program however that
 * ends: so files of killed programs are recognised. */

/* `other` as a name in the directory of `path`, which `out` may be. False with errno set where it
 * is too long. */
bool partial_beside(const char *path, const char *other, char out[FILE_NAME_ROOM]);

/* Makes a new one beside `path`, locked; returns its descriptor, open for writing, and its name.
 * −1 with errno set, and "" as name, if it cannot. */
int partial_open(const char *path, char name[FILE_NAME_ROOM]);

/* Removes beside `path` those of this user that no program writes any more. Where locks are not
 * supported, and where it may not, it leaves them. */
void partial_sweep(const char *path);

/* Makes `out` the path with HOME in the place of a ~ before its first slash, as shells have it, for
 * paths that no shell has read. False when out of memory. */
bool file_expand(const char *path, struct str *out);
