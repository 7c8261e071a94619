/* Parts of the pages from the tables of words: those on the screen, and the names that options
 * take with what they mean. */
#include <ctype.h>
#include <string.h>

#include "app/state/view.h"
#include "base/num.h"
#include "base/words.h"
#include "core/scheme/scheme.h"
#include "docs/man.h"
#include "train/goal/recipe.h"
#include "train/goal/goal.h"
#include "view/chrome/view.h"
#include "view/marks/glossary.h"

/* ---- words on the screen ------------------------------------------------- */

/* Where a number follows on the screen, the texts end with what joins it; here they do not. */
static size_t trimmed_len(const char *text, size_t len)
{
    static const char dash[] = " –";
    size_t n = sizeof dash - 1;
    if (len > n && memcmp(text + len - n, dash, n) == 0) len -= n;
    while (len > 1 && strchr(" ,:=", text[len - 1])) len--;
    return len;
}

/* A sign and digits, of which the table has some: "+3" is +N. */
static bool is_count(const char *text, size_t sign, size_t len)
{
    for (size_t i = sign; i < len; i++)
        if (!isdigit((unsigned char)text[i])) return false;
    return len > sign;
}

/* Appends a text of the table as the page has it; nothing, where no word or sign is left. */
static void add_clean(struct str *out, const char *text, size_t len)
{
    static const char *const signs[] = {"+", "−"};
    len = trimmed_len(text, len);
    if (len > 1 && text[0] == '=' && strchr(" .", text[1]) &&
        !isalnum((unsigned char)text[len - 1]))
        return;
    for (size_t i = 0; i < COUNT(signs); i++)
        if (strncmp(text, signs[i], strlen(signs[i])) == 0 &&
            is_count(text, strlen(signs[i]), len)) {
            str_addf(out, "%sN", signs[i]);
            return;
        }
    str_add(out, text, len);
}

/* An entry's name is not also a text of another one. */
static bool is_name(const char *text)
{
    for (int i = 0; i < glossary_count; i++) {
        const char *texts = glossary[i].texts;
        size_t len = strcspn(texts, "\n");
        if (strlen(text) == len && memcmp(texts, text, len) == 0) return true;
    }
    return false;
}

/* Whether the texts before this one had it already, cleaned as it is. */
static bool was_said(const char *texts, const char *at, const char *clean)
{
    while (texts < at) {
        struct str text = STR_EMPTY;
        size_t len = strcspn(texts, "\n");
        add_clean(&text, texts, len);
        bool same = strcmp(str_text(&text), clean) == 0;
        str_free(&text);
        if (same) return true;
        texts += len + 1;
    }
    return false;
}

/* "On the screen also: a, b." */
static void add_other_texts(struct man *m, const char *texts)
{
    bool any = false;
    size_t len;
    for (const char *at = texts; *at; at += len + (at[len] == '\n')) {
        struct str text = STR_EMPTY;
        len = strcspn(at, "\n");
        add_clean(&text, at, len);
        if (text.len && at != texts && !is_name(text.data) && !was_said(texts, at, text.data)) {
            man_line(m, any ? " ," : "Also:");
            str_adds(m->out, ".Sy");
            man_argument(m, text.data);
            any = true;
        }
        str_free(&text);
    }
    if (any) man_line(m, " .");
}

static void add_entry(struct man *m, const struct glossary_entry *entry)
{
    struct str label = STR_EMPTY;
    const char *texts = _(entry->texts);
    add_clean(&label, texts, strcspn(texts, "\n"));
    str_adds(m->out, ".It Sy");
    man_argument(m, str_text(&label));
    man_line(m, "");
    man_sentence(m, _(entry->meaning));
    add_other_texts(m, _(entry->texts));
    str_free(&label);
}

/* The only view whose word it is, the first of several, or NULL: it may be seen in any. */
static const struct view *view_of(const struct glossary_entry *entry)
{
    const struct view *first = NULL;
    int of = 0;
    if (!*entry->views || glossary_of_view(entry, glossary_top)) return NULL;
    for (const struct view *v = views; v->name; v++) {
        if (!glossary_of_view(entry, v->name)) continue;
        first = first ? first : v;
        of++;
    }
    return of < view_count ? first : NULL;
}

static void add_words_of(struct man *m, const struct view *view)
{
    man_line(m, ".Bl -tag -width Ds");
    for (int i = 0; i < glossary_count; i++)
        if (view_of(&glossary[i]) == view) add_entry(m, &glossary[i]);
    man_line(m, ".El");
}

static bool add_words(struct man *m, struct err *e)
{
    (void)e;
    man_heading(m, "In every view");
    add_words_of(m, NULL);
    for (const struct view *v = views; v->name; v++) {
        man_heading(m, "%s", _(v->title));
        add_words_of(m, v);
    }
    return true;
}

/* ---- names that options take --------------------------------------------- */

struct meaning {
    const char *name, *text;
};

static struct meaning scheme_meaning(int i)
{
    if (i >= scheme_count) return (struct meaning){NULL, NULL};
    const struct scheme *s = &schemes[i];
    return (struct meaning){s->name, s->mistake ? s->mistake : s->label};
}

static struct meaning layout_meaning(int i)
{
    if (i >= LAYOUT_COUNT) return (struct meaning){NULL, NULL};
    return (struct meaning){layout_infos[i].name, layout_infos[i].label};
}

static struct meaning init_meaning(int i)
{
    if (i >= INIT_COUNT) return (struct meaning){NULL, NULL};
    return (struct meaning){init_infos[i].name, init_infos[i].label};
}

static struct meaning tokenizer_meaning(int i)
{
    if (i >= tokenizer_count) return (struct meaning){NULL, NULL};
    return (struct meaning){tokenizers[i].name, tokenizers[i].rule};
}

static struct meaning goal_meaning(int i)
{
    return (struct meaning){train_goals[i].name, train_goals[i].about};
}

static struct meaning model_meaning(int i)
{
    return (struct meaning){train_models[i].name, train_models[i].label};
}

static const struct {
    const char *option;
    struct meaning (*at)(int i); /* without a name after the last */
} meanings[] = {
    {"scheme", scheme_meaning},       {"layout", layout_meaning}, {"init", init_meaning},
    {"tokenizer", tokenizer_meaning}, {"goal", goal_meaning},     {"model", model_meaning},
};

/* @MEANINGS OPTION: what each of its names means. */
static bool add_meanings(struct man *m, struct err *e)
{
    size_t row = 0;
    while (row < COUNT(meanings) && strcmp(meanings[row].option, m->argument) != 0) row++;
    if (row == COUNT(meanings)) return err_set(e, "@MEANINGS %s: there are none", m->argument);
    struct meaning one;
    for (int i = 0; (one = meanings[row].at(i)).name; i++) {
        str_adds(m->out, ".It Cm");
        man_argument(m, one.name);
        man_line(m, "");
        man_text(m, _(one.text));
    }
    return true;
}

const struct man_part man_word_parts[] = {
    {"WORDS", add_words},
    {"MEANINGS", add_meanings},
    {NULL, NULL},
};
