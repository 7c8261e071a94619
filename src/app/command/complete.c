#include "app/command/complete.h"

#include <string.h>

#include "app/command/command.h"
#include "app/state/app.h"
#include "base/words.h"

const char *complete_candidate(const struct app *a, int i)
{
    const struct prompt *p = &a->prompt;
    const char *typed =
        p->completion.on ? str_text(&p->completion.stem) : text_bytes(&p->line.text);
    return p->kind && p->kind->candidate ? p->kind->candidate(a, typed, i) : NULL;
}

static void write_word(struct app *a, const char *word, size_t n)
{
    struct line *l = &a->prompt.line;
    if (!line_replace(l, command_word(text_bytes(&l->text)), text_len(&l->text), word, n))
        app_complain(a, _("out of memory: the text stays as it was"));
}

static int count_candidates(const struct app *a)
{
    int count = 0;
    while (complete_candidate(a, count)) count++;
    return count;
}

/* How many bytes all candidates begin with alike. */
static size_t common_length(const struct app *a)
{
    const char *first = complete_candidate(a, 0), *other;
    size_t len = strlen(first);
    for (int i = 1; (other = complete_candidate(a, i)); i++)
        for (size_t at = 0; at < len; at++)
            if (other[at] != first[at]) len = at;
    return len;
}

/* Writes what all candidates agree on. False if it stands there already. */
static bool write_common(struct app *a, int count)
{
    const struct line *l = &a->prompt.line;
    const char *first = complete_candidate(a, 0);
    size_t typed = text_len(&l->text) - command_word(text_bytes(&l->text)),
           common = common_length(a);
    if (common <= typed && count > 1) return false;
    write_word(a, first, common);
    if (count == 1 && !command_at_path(text_bytes(
                          &l->text))) /* nothing is left to choose: what follows may be written */
        line_type(&a->prompt.line, " ", 1);
    return true;
}

void complete_step(struct app *a, int step)
{
    struct prompt *p = &a->prompt;
    struct completion *c = &p->completion;
    line_end(&p->line);
    p->error.text[0] = 0;
    int count = count_candidates(a);
    if (!count) {
        bool path = command_at_path(text_bytes(&p->line.text));
        err_set(&p->error, path ? _("no file begins with that") : _("nothing begins with that"));
        return;
    }
    if (!c->on) {
        if (write_common(a, count)) return;
        str_clear(&c->stem);
        if (!str_add(&c->stem, text_bytes(&p->line.text), text_len(&p->line.text))) return;
        c->on = true;
        c->at = step > 0 ? -1 : count;
    }
    c->at = (c->at + step + count) % count;
    const char *word = complete_candidate(a, c->at);
    write_word(a, word, strlen(word));
}
