/* Parts of the pages from the tables of words: those on the screen, and the names that options
 * take with what they mean. */
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

/* "On the screen also: a, b." */
static void add_other_texts(struct man *m, const char *texts)
{
    const char *at = texts + strcspn(texts, "\n");
    if (!*at) return;
    man_line(m, "Also:");
    for (at++; *at;) {
        size_t len = strcspn(at, "\n");
        struct str text = STR_EMPTY;
        str_add(&text, at, len);
        at += len + (at[len] == '\n');
        str_adds(m->out, ".Sy");
        man_argument(m, str_text(&text));
        man_line(m, *at ? " ," : " .");
        str_free(&text);
    }
}

static void add_entry(struct man *m, const struct glossary_entry *entry)
{
    struct str label = STR_EMPTY;
    glossary_label(entry, &label);
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
