/* A one-line editor: UTF-8 text, a cursor that moves by what a person sees as
 * one character, one killed piece of text, undo and redo. */
#ifndef APP_INPUT_LINE_H
#define APP_INPUT_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "app/input/edit_log.h"
#include "base/str.h"
#include "base/text.h"

#define LINE_UNDO_MAX 1000 /* edits remembered */

struct line_edit {
    size_t at, inserted; /* `inserted` bytes stand at `at` now … */
    char *removed;       /* … in the place of these; owned */
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

#define LINE_EMPTY                                                                                 \
    {                                                                                              \
        0                                                                                          \
    }

/* Replaces the whole text (no undo step), cursor at the end. False, with nothing changed, when it
 * is longer than TEXT_MAX or memory runs out. */
bool line_set(struct line *l, const char *text, size_t n);
/* The same, taking the string over, which is then empty. */
bool line_take(struct line *l, struct str *text);
/* Puts text that comes from elsewhere after all others (no undo step); a cursor at the end stays at the end. */
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

/* Commands, as the keys of any line editor. */
bool line_left(struct line *l);
bool line_right(struct line *l);
bool line_word_left(struct line *l);
bool line_word_right(struct line *l);
bool line_home(struct line *l);
bool line_end(struct line *l);
bool line_backspace(struct line *l);
bool line_delete(struct line *l);
bool line_kill_word(struct line *l);  /* back to the start of the word; remembered for yank */
bool line_kill_start(struct line *l); /* back to the start of the line */
bool line_kill_end(struct line *l);
bool line_yank(struct line *l);
bool line_undo(struct line *l);
bool line_redo(struct line *l);

#endif
