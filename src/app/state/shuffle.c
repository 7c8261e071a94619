#include "app/state/shuffle.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/memory.h"
#include "base/unicode.h"
#include "base/words.h"

/* A word's bytes. */
struct word {
    size_t from, to;
};

/* The end of the run of white space, or of what is none, that starts at `at`. */
static size_t run_end(const struct text *t, size_t at, bool space)
{
    size_t end;
    while (at < text_len(t) && (uc_class(text_code_point(t, at, &end)) == UC_SPACE) == space)
        at = end;
    return at;
}

/* Returns how many there are; out may be NULL. */
static size_t find_words(const struct text *t, struct word *out)
{
    size_t count = 0;
    for (size_t at = run_end(t, 0, true); at < text_len(t); count++) {
        size_t end = run_end(t, at, false);
        if (out) out[count] = (struct word){at, end};
        at = run_end(t, end, true);
    }
    return count;
}

/* The words' numbers in an order drawn from `number` (Fisher and Yates, as Durstenfeld does it). */
static void draw_order(size_t *order, size_t count, uint64_t number)
{
    uint64_t state = hash_mix(HASH_SPREAD_A, number);
    for (size_t i = 0; i < count; i++) order[i] = i;
    for (size_t i = count; i > 1; i--) {
        state = hash_mix(state, i);
        size_t j = (size_t)((state >> 16) % i), kept = order[j];
        order[j] = order[i - 1];
        order[i - 1] = kept;
    }
}

static void write_words(const struct text *t, const struct word *words, const size_t *order,
                        size_t count, struct str *out)
{
    const char *bytes = text_bytes(t);
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        const struct word *w = &words[order[i]];
        str_add(out, bytes + at, words[i].from - at);
        str_add(out, bytes + w->from, w->to - w->from);
        at = words[i].to;
    }
    str_add(out, bytes + at, text_len(t) - at);
}

size_t shuffle_words(const struct text *text, uint64_t number, struct str *out)
{
    size_t count = find_words(text, NULL);
    if (count < 2) return count;
    struct word *words = memory_new(count, sizeof *words);
    size_t *order = memory_new(count, sizeof *order);
    if (words && order) {
        find_words(text, words);
        order[count - 1] = count - 1;
        draw_order(order, count - (number % 2 && count > 2), number);
        write_words(text, words, order, count, out);
    } else {
        out->failed = true;
    }
    free(words);
    free(order);
    return count;
}

void shuffle_text(const struct rowset *set, struct str *out)
{
    if (!set->known) {
        str_adds(out, _("shuffled: the text is too long for its rows to be compared"));
        return;
    }
    size_t n = set->count;
    if (set->same_e < n)
        str_addf(
            out,
            _("shuffled: new words are numbered as they come: the same %zu of %zu rows of E, %zu "
              "of X"),
            set->same_e, n, set->same_x);
    else if (set->same_x < n)
        str_addf(out,
                 _("shuffled: the same %zu rows of E in another order · %zu of %zu rows of X are "
                   "new"),
                 n, n - set->same_x, n);
    else
        str_addf(out, _("shuffled: the same %zu rows of E, the same of X: position undecided"), n);
}

void shuffle_free(struct shuffle *s)
{
    other_free(&s->before);
    str_free(&s->after);
    *s = (struct shuffle){0};
}
