/* What the four tests say, in a few columns and in whole sentences. */
#ifndef VIEW_SCHEMES_SCHEMES_WORDS_H
#define VIEW_SCHEMES_SCHEMES_WORDS_H

#include "app/state/app.h"
#include "view/marks/draw.h"

enum verdict { VERDICT_OK, VERDICT_FAILS, VERDICT_OPEN };
enum scheme_test { TEST_BOUNDED, TEST_UNIQUE, TEST_SAME, TEST_LINEAR, SCHEME_TESTS };

enum verdict schemes_verdict(const struct scheme_report *r, enum scheme_test test);
/* Appends what the verdict rests on: "0…11, grows", "0≈22 0.04", "0.27→0.20", "off 51%"; brief "0…11",
 * ".27→.20", "51%". */
void schemes_figure(const struct scheme_report *r, enum scheme_test test, bool brief, struct str *out);

/* The scheme in force: its counter-examples, its closest two positions, and what
 * schemes that add no vector do with the selected pair. Lines that do not fit
 * are left out from the end. */
void schemes_words_draw(const struct app *a, const struct canvas *c);

#endif
