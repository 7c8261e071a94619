/* A one-line editor: UTF-8 text, a cursor that moves by what a person sees as
 * one character, one killed piece of text, undo and redo. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "app/input/edit_log.h"
#include "base/str.h"
#include "base/text.h"

#define LINE_UNDO_MAX 1000 /* edits remembered */

struct line_edit {
    size_t at, inserted; /* `inserted` bytes stand at `at` now */
    char *removed;       /* what stood there before; owned */
    size_t removed_len;
};
struct line_history {
    struct line_edit *edits; /* oldest first; owned */
    size_t count, cap;
};

struct line {
    struct text text;
    size_t cursor; /* byte offset, between characters */
    struct str killed;
    struct line_history undo, redo;
    struct edit_log *log; /* takes note of what is edited; borrowed; NULL: nobody does */
    bool joining;         /* the next typed character joins the last undo step */
};

/* Replaces the whole text (no undo step), cursor at the end. False, with nothing changed, when it
 * is longer than TEXT_MAX or memory runs out. */
bool line_set(struct line *l, const char *text, size_t n);
/* The same, taking the string over, which is then empty. */
bool line_take(struct line *l, struct str *text);
/* Appends text that comes from elsewhere (no undo step); a cursor at the end stays at the end. */
bool line_append(struct line *l, const char *bytes, size_t n);
void line_free(struct line *l);

/* One character on or back from `at`: a code point with the combining marks
 * and joiners that follow it. */
size_t line_next(const struct line *l, size_t at);
size_t line_prev(const struct line *l, size_t at);

/* Replaces text[from .. to) by n bytes, as one undo step; the cursor goes
 * after them. False, with nothing changed, when the text would be too long or memory runs out. */
bool line_replace(struct line *l, size_t from, size_t to, const char *bytes, size_t n);
/* Inserts at the cursor; typed characters join into undo steps of a word each. */
bool line_type(struct line *l, const char *bytes, size_t n);

/* Commands, as the keys of any line editor. Those up to LINE_DELETE change nothing before the
 * cursor; what those of KILL take out is remembered for LINE_YANK. */
enum line_command {
    LINE_LEFT,
    LINE_RIGHT,
    LINE_WORD_LEFT,
    LINE_WORD_RIGHT,
    LINE_HOME,
    LINE_END,
    LINE_DELETE,
    LINE_BACKSPACE,
    LINE_KILL_WORD,  /* back to the start of the word */
    LINE_KILL_START, /* back to the start of the line */
    LINE_KILL_END,
    LINE_YANK,
    LINE_UNDO,
    LINE_REDO,
};
/* False, with nothing changed, when memory runs out. */
bool line_do(struct line *l, enum line_command command);
