/* What the words on screen mean: one table of labels and their sentences, from which come the help
 * page of each view and what a click on a label answers.
 *
 * A view draws its labels as any other text. glossary_at() finds the one that was clicked on the
 * frame: that of an action, a dimension or a tab too, but not on tokens and listed words. */
#pragma once

#include "app/state/app.h"
#include "view/marks/draw.h"

struct glossary_entry {
    const char *id;
    const char *texts;   /* how it stands on screen, the fullest first, separated by newlines */
    const char *views;   /* of the views it is in and glossary_top, by blanks apart; "" is all */
    const char *meaning; /* one or two sentences */
};
/* What a view shows, in a few sentences. */
struct glossary_page {
    const char *view, *text;
    bool lists_words; /* its own click targets are words of the vocabulary */
};

extern const struct glossary_entry glossary[];
extern const int glossary_count;
extern const struct glossary_page glossary_pages[]; /* ended by a row without a view */

/* Whether the entry belongs to the view of that name. */
bool glossary_of_view(const struct glossary_entry *entry, const char *view);
/* The view's page; NULL: it has none. */
const char *glossary_page(const char *view);
/* Appends the first of the texts; the meaning follows it in a sentence of "label: meaning". */
void glossary_label(const struct glossary_entry *entry, struct str *out);
/* The label at (row, col) of the canvas's frame, of the view of that name or of the top line,
 * glossary_top: its row of the table, counted from 1; 0: none. It reaches from its first column to
 * two blanks or another colour. */
extern const char glossary_top[];
int glossary_at(const struct app *a, const struct canvas *c, const char *view, int row, int col);
