/* Numbers and strings as JSON, CSV and plain tables. */
#pragma once

#include <stddef.h>
#include <stdio.h>

/* A float32 with 9 significant digits, the fewest that always survive the trip back; null if
 * it is not finite. The decimal point is a point in every locale, here and below. */
void out_float(FILE *out, float value);
/* A double with as few digits as read back the same (10000, 0.5, 1e+300). */
void out_double(FILE *out, double value);
/* Room for "-1.7976931348623157e+308", for whole numbers of 17 digits, and for a decimal point of
 * several bytes. */
enum { OUT_NUMBER_MAX = 48 };
/* The digits of out_double(), of a number that is finite and not 0. */
void out_double_text(double value, char text[OUT_NUMBER_MAX]);
/* A JSON string: quotes, backslash and all that base/safe.h does not show as it is escaped as
 * \uXXXX, above U+FFFF as a surrogate pair, marks after two among them; each malformed byte as
 * U+FFFD. It is read back as it was. */
void out_json_string(FILE *out, const char *text, size_t n);
/* What spreadsheets want before CSV in UTF-8. */
#define OUT_BOM "\xEF\xBB\xBF"
/* A CSV field: quoted where RFC 4180 needs it; what is unsafe shown as base/safe.h does, but for
 * marks after two, which have a name each. One that a spreadsheet may take for a formula, which
 * begins with = + - @ or their full-width forms, perhaps after quotes, apostrophes and blanks, gets
 * an apostrophe before it, within quotes. To read it back: take an apostrophe off the front if such
 * a beginning follows it; then put ␀ … ␟, ␡ and ⟨U+202E⟩ back to what they stand for. Where the
 * text itself has one of these pictures, its first character is written by its name; so is a
 * semicolon that comes before such a beginning. */
void out_csv_field(FILE *out, const char *text, size_t n);
/* n floats as "[a, b, …]". */
void out_json_floats(FILE *out, const float *values, size_t n);
/* A float32 as out_float writes it; one that is not finite as nan, inf or -inf. */
void out_csv_float(FILE *out, float value);
/* n floats separated by commas, ended by a newline; those not finite as nan, inf and -inf.
 * How many bytes that takes. */
size_t out_csv_floats(FILE *out, const float *values, size_t n);
