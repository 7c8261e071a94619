/* Saved states: edits are written as the program writes them and applied to a text, which is then
 * what simple copying makes of it; a state that a kill cut short is the one with all records that
 * are whole; and damaged bytes are read or refused, never both. */
#include "app/command/option.h"
#include "app/command/saved.h"
#include "base/text.h"
#include "view/chrome/view.h"
#include "view/colour/theme.h"

#include "fuzz/fuzz.h"

#define TEXT_MAX_HERE 4000
#define EDITS_MAX 24

static const char *const format_names[] = {NULL};
static struct option_lists lists;

/* A text, and a state that records how it came to be. */
struct made {
    char text[TEXT_MAX_HERE];
    size_t len;
    struct str state;
    struct {
        size_t at, len; /* bytes of the state; of the text then */
        char text[TEXT_MAX_HERE];
    } after[EDITS_MAX + 1];
    int count;
};

static void remember(struct made *m)
{
    m->after[m->count].at = m->state.len;
    m->after[m->count].len = m->len;
    memcpy(m->after[m->count++].text, m->text, m->len);
}

static void edit(struct made *m, struct source *s)
{
    size_t from = take_below(s, m->len + 1), to = from + take_below(s, m->len - from + 1), n;
    const char *bytes = take_bytes(s, take_byte(s), &n);
    if (m->len - (to - from) + n > TEXT_MAX_HERE) return;
    memmove(m->text + from + n, m->text + to, m->len - to);
    memcpy(m->text + from, bytes, n);
    m->len = m->len - (to - from) + n;
    str_addf(&m->state, "edit %zu %zu %zu\n", from, to, n);
    str_add(&m->state, bytes, n);
    str_addc(&m->state, '\n');
    remember(m);
}

static void make(struct made *m, struct source *s)
{
    struct str lines = STR_EMPTY;
    size_t n;
    const char *bytes = take_bytes(s, take_byte(s) * 4, &n);
    str_addf(&lines, "d-model %d\ntoken %d\ndimension 1\n", 1 + (int)take_below(s, 64),
             (int)take_below(s, 100));
    str_clear(&m->state);
    m->len = n;
    m->count = 0;
    memcpy(m->text, bytes, n);
    saved_head(&lines, true, n, &m->state);
    str_add(&m->state, bytes, n);
    remember(m);
    while (s->left && m->count < EDITS_MAX) edit(m, s);
    str_free(&lines);
}

/* The state's text with its edits made. */
static bool apply(const char *bytes, size_t n, struct text *out, struct saved *saved)
{
    struct settings s = settings_default(&lists);
    struct err e = {""};
    if (!saved_read(bytes, n, &s, saved, &e)) {
        require_message(e.text, sizeof e.text);
        return false;
    }
    REQUIRE(saved->text >= bytes && saved->len <= n && saved->text + saved->len <= bytes + n);
    REQUIRE(saved->edits_len + saved->dropped <= n);
    REQUIRE(text_set(out, saved->text, saved->len));
    REQUIRE(saved_apply(saved, out));
    return true;
}

static void require_records(struct source *s)
{
    static struct made m;
    static struct text text;
    struct saved saved;
    size_t cut_at = take_below(s, 1 << 16);
    make(&m, s);
    size_t cut = m.after[0].at + cut_at % (m.state.len - m.after[0].at + 1);
    char *copy = malloc(cut); /* of its very size */
    REQUIRE(copy);
    memcpy(copy, m.state.data, cut);
    REQUIRE(apply(copy, cut, &text, &saved));
    int last = 0;
    while (last + 1 < m.count && m.after[last + 1].at <= cut) last++;
    REQUIRE(saved.dropped == cut - m.after[last].at);
    REQUIRE(text_len(&text) == m.after[last].len &&
            memcmp(text_bytes(&text), m.after[last].text, m.after[last].len) == 0);
    free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct text text;
    struct source s = {data, size};
    struct saved saved;
    lists =
        (struct option_lists){theme_names, views, format_names, palette_names, color_wish_names};
    if (take_byte(&s) % 2)
        require_records(&s);
    else
        apply((const char *)s.data, s.left, &text, &saved);
    return 0;
}
