/* What the four tests say of a scheme, in a few columns. */
#ifndef VIEW_SCHEMES_SCHEMES_VERDICT_H
#define VIEW_SCHEMES_SCHEMES_VERDICT_H

#include "app/state/app.h"
#include "base/str.h"
#include "view/marks/draw.h"

enum verdict { VERDICT_OK, VERDICT_FAILS, VERDICT_OPEN };
enum scheme_test { TEST_BOUNDED, TEST_UNIQUE, TEST_SAME, TEST_LINEAR, SCHEME_TESTS };

enum verdict schemes_verdict(const struct scheme_report *r, enum scheme_test test);
/* Appends what the verdict rests on: "0…11, grows", "0≈22 0.04", "0.27→0.20", "off 51%"; brief
 * "0…11", ".27→.20", "51%". */
void schemes_figure(const struct scheme_report *r, enum scheme_test test, bool brief,
                    struct str *out);

/* A number in three digits. */
struct draw_signed_text schemes_number(double x);
/* Appends what the best matrix misses, as a share of the step. */
void schemes_missed_text(double residual, struct str *out);

#endif
