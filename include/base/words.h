/* Words that a person reads, marked for translation as gettext users know it: xgettext finds
 * them (`make pot`), and tests/words fails on one that is not marked. There are no catalogues
 * yet, so each is shown as it is written; they will be looked up here and nowhere else.
 *
 * A marked text is a whole sentence, or a whole label: half sentences that are joined can be
 * put into no other order. Where a number counts things, words_plural has the forms. */
#pragma once

/* A text where it is shown: a literal, or one that N_ marked in a table. Formats stay checked. */
#define _(text) words_shown(text)

/* A text in an initialiser, which is looked up with _() where it is shown. */
#define N_(text) text

/* The text to show, static or the caller's; never freed. NULL and "" stay. */
__attribute__((format_arg(1))) static inline const char *words_shown(const char *text)
{
    return text;
}

/* The form for a count: `one` for 1 and `many` for any other number, in English. */
__attribute__((format_arg(1), format_arg(2))) static inline const char *words_plural(
    const char *one, const char *many, unsigned long long n)
{
    return n == 1 ? one : many;
}
