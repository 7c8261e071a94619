#include "view/marks/glossary.h"

#include <string.h>

#include "app/state/view.h"
#include "base/num.h"
#include "base/utf8.h"
#include "base/words.h"

#define TEXT_MAX_CELLS 48 /* of one text */
#define TEXTS_MAX 256     /* of one view */

const char glossary_top[] = "top";

bool glossary_of_view(const struct glossary_entry *entry, const char *view)
{
    size_t len = strlen(view);
    if (!*entry->views) return true;
    for (const char *at = entry->views; (at = strstr(at, view)); at += len) {
        bool starts = at == entry->views || at[-1] == ' ';
        if (starts && (at[len] == ' ' || at[len] == '\0')) return true;
    }
    return false;
}

/* The last row, which names no view, where the view has none. */
static const struct glossary_page *page_of(const char *view)
{
    const struct glossary_page *p = glossary_pages;
    while (p->view && strcmp(p->view, view) != 0) p++;
    return p;
}

const char *glossary_page(const char *view)
{
    return page_of(view)->text;
}

void glossary_label(const struct glossary_entry *entry, struct str *out)
{
    const char *texts = _(entry->texts);
    str_add(out, texts, strcspn(texts, "\n"));
}

/* A text as the cells that show it. */
struct label_text {
    int entry, n;
    uint32_t cells[TEXT_MAX_CELLS];
};
struct label_texts {
    struct label_text all[TEXTS_MAX];
    int count;
    bool first[256]; /* low bytes of the first cells */
};

static void add_text(const struct canvas *c, struct label_texts *t, int entry, const char *text,
                     size_t n)
{
    if (t->count == TEXTS_MAX) return;
    struct label_text *to = &t->all[t->count];
    struct str spelled = STR_EMPTY;
    draw_spell(c, &spelled, text, n);
    to->entry = entry;
    to->n = 0;
    for (size_t at = 0; at < spelled.len && to->n < TEXT_MAX_CELLS; to->n++)
        at += utf8_decode(spelled.data + at, spelled.len - at, &to->cells[to->n], NULL);
    str_free(&spelled);
    if (!to->n) return;
    t->first[to->cells[0] & 255] = true;
    t->count++;
}

static void gather(const char *view, const struct canvas *c, struct label_texts *t)
{
    t->count = 0;
    memset(t->first, 0, sizeof t->first);
    for (int any = false; any <= true; any++) /* of equal texts the view's own stands first */
        for (int i = 0; i < glossary_count; i++) {
            bool named = *glossary[i].views;
            if (named == any || !glossary_of_view(&glossary[i], view)) continue;
            for (const char *at = _(glossary[i].texts); *at;) {
                size_t len = strcspn(at, "\n");
                add_text(c, t, i, at, len);
                at += len + (at[len] == '\n');
            }
        }
}

static bool is_letter(uint32_t ch)
{
    return (ch | 32) >= 'a' && (ch | 32) <= 'z';
}

/* Whether the text stands at a column, as words of its own. */
static bool stands_at(const struct frame *f, int row, int col, int end, const struct label_text *t)
{
    const struct cell *cells = frame_cell(f, row, 0);
    if (col + t->n > end) return false;
    for (int i = 0; i < t->n; i++)
        if (cells[col + i].ch != t->cells[i]) return false;
    bool before = col > 0 && is_letter(cells[col - 1].ch) && is_letter(t->cells[0]);
    bool after = col + t->n < end && is_letter(cells[col + t->n].ch);
    return !before && !(after && is_letter(t->cells[t->n - 1]));
}

/* The columns of the words that begin there, up to two blanks or another colour. */
static int run_cols(const struct frame *f, int row, int col, int end)
{
    const struct cell *cells = frame_cell(f, row, 0);
    int at = col;
    while (at < end && cells[at].fg == cells[col].fg &&
           !(cells[at].ch == ' ' && (at + 1 >= end || cells[at + 1].ch == ' ')))
        at++;
    return at - col;
}

/* The longest text that stands there, or NULL. */
static const struct label_text *longest_at(const struct frame *f, int row, int col, int end,
                                           const struct label_texts *t)
{
    const struct label_text *best = NULL;
    for (int i = 0; i < t->count; i++)
        if (stands_at(f, row, col, end, &t->all[i]) && (!best || t->all[i].n > best->n))
            best = &t->all[i];
    return best;
}

/* Tokens and listed words of the vocabulary may be spelled as a label is. */
static bool explains_over(const struct app *a, enum target_kind kind)
{
    if (kind == TARGET_OWN) return !page_of(app_view(a)->name)->lists_words;
    return kind != TARGET_TOKEN && kind != TARGET_CELL && kind != TARGET_SENTENCE;
}

int glossary_at(const struct app *a, const struct canvas *c, const char *view, int row, int col)
{
    const struct frame *f = c->frame;
    struct label_texts texts;
    int label = 0; /* a later one is nearer */
    gather(view, c, &texts);
    for (int at = 0; at <= col;) {
        const struct label_text *found = NULL;
        if (texts.first[frame_cell(f, row, at)->ch & 255])
            found = longest_at(f, row, at, f->cols, &texts);
        bool covers = found && col < at + max_int(run_cols(f, row, at, f->cols), found->n);
        if (covers && explains_over(a, frame_target(f, row, at).kind)) label = found->entry + 1;
        at += found ? found->n : 1;
    }
    return label;
}
